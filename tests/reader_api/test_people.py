import pytest

from archivist.reader_api.people import people_of


@pytest.mark.parametrize(
    ("written", "names", "rest"),
    [
        (
            "By [Nino Example](https://example.org/nino) (Example Press), [Ann Other](https://example.org/ann)",
            ["Nino Example", "Ann Other"],
            ["https://example.org/nino", "https://example.org/ann", "Example Press"],
        ),
        ("By NINO EXAMPLE, EX National Writer", ["Nino Example"], ["EX National Writer"]),
        ("Nino Example and Ann Other", ["Nino Example", "Ann Other"], []),
        ("ნინო მაგალითი და ანა სხვა", ["ნინო მაგალითი", "ანა სხვა"], []),
        ("Нино Пример и Анна Другая", ["Нино Пример", "Анна Другая"], []),
        ("Nino and Ann", ["Nino", "Ann"], []),
        ("Nino, Ann and Giorgi", ["Nino", "Ann", "Giorgi"], []),
        ("J.K. ROWLING", ["J.K. Rowling"], []),
        ("Nino Example, PhD", ["Nino Example"], ["PhD"]),
        ("Staff Reporter Nino Example", ["Nino Example"], ["Staff Reporter"]),
        ("Nino Example for Example Press", ["Nino Example"], ["Example Press"]),
        ("**Nino Example**", ["Nino Example"], []),
        ("Nino Example <nino@example.org>", ["Nino Example"], ["nino@example.org"]),
        ("nino@example.org (Nino Example)", ["Nino Example"], ["nino@example.org"]),
        ("Nino Example, Tbilisi", ["Nino Example"], ["Tbilisi"]),
        ("VINCENT VAN GOGH", ["Vincent van Gogh"], []),
        ("MARY O'NEIL-SMITH", ["Mary O'Neil-Smith"], []),
        ("Von Hans Müller", ["Hans Müller"], []),
        ("Par Jean Dupont", ["Jean Dupont"], []),
        ("Автор: Нино Пример, корреспондент", ["Нино Пример"], ["корреспондент"]),
        ("ავტორი: ნინო მაგალითი", ["ნინო მაგალითი"], []),
        ("Nino Example | The Herald", ["Nino Example"], ["The Herald"]),
        ("Nino Example - Staff Writer", ["Nino Example"], ["Staff Writer"]),
        ("<a href='https://e.org'>Nino Example</a>, Ann Other", ["Nino Example", "Ann Other"], ["https://e.org"]),
        ("Nino Example (Organisation)", ["Nino Example"], ["Organisation"]),
        ("NINO EXAMPLE AND ANN OTHER", ["Nino Example", "Ann Other"], []),
        ("Nino Example/Ann Other", ["Nino Example", "Ann Other"], []),
        ("John Smith, Ann de la Cruz & Bo Li", ["John Smith", "Ann de la Cruz", "Bo Li"], []),
        ("Τάδε Όνομα και Άλλο Όνομα", ["Τάδε Όνομα", "Άλλο Όνομα"], []),
        ("Jean-Paul Sartre, professor of philosophy", ["Jean-Paul Sartre"], ["professor of philosophy"]),
        ("Dr. Nino Example, University of Tbilisi", ["Dr. Nino Example"], ["University of Tbilisi"]),
        ("СЕРГЕЙ ИВАНОВ", ["Сергей Иванов"], []),
        ("李明, 王芳", ["李明", "王芳"], []),
        ("Nino Example, nino@example.org", ["Nino Example"], ["nino@example.org"]),
        ("Nino Example (@nino)", ["Nino Example"], ["@nino"]),
        ("Text by Nino Example; photos by Ann Other", ["Nino Example"], ["photos by Ann Other"]),
        ("Nino Example in Tbilisi", ["Nino Example"], ["Tbilisi"]),
        ("By Nino", ["Nino"], []),
        ("Nino Example with Ann Other", ["Nino Example", "Ann Other"], []),
        ("[Nino](/nino)", ["Nino"], ["/nino"]),
        ("José de San Martín, historian", ["José de San Martín"], ["historian"]),
        ("Nino Example, Example Press", ["Nino Example"], ["Example Press"]),
        ("Smith, John; Other, Ann", ["Smith, John", "Other, Ann"], []),
        ("Christopher Guest, Ann Other", ["Christopher Guest", "Ann Other"], []),
        ("Ann Other, Christopher Guest", ["Ann Other", "Christopher Guest"], []),
        ("Nino Example, Ph.D., and Ann Other, M.D.", ["Nino Example", "Ann Other"], ["Ph.D.", "M.D."]),
        ("Ann Other, Emily Post", ["Ann Other", "Emily Post"], []),
        ("Nino Example and others", ["Nino Example"], ["others"]),
        (
            "Nino Example (Example Press) and Ann Other (Other Press)",
            ["Nino Example", "Ann Other"],
            ["Example Press", "Other Press"],
        ),
        ("Nino Example y Ann Other", ["Nino Example", "Ann Other"], []),
        ("Mary-Jane O'Brien, Staff", ["Mary-Jane O'Brien"], ["Staff"]),
        ("Nino Example • Example Press", ["Nino Example"], ["Example Press"]),
        ("Rosa Luxemburg, Berlin and Karl Marx", ["Rosa Luxemburg", "Karl Marx"], ["Berlin"]),
        ("By The Associated Press", ["The Associated Press"], []),
        ("NINO EXAMPLE, ANN OTHER", ["Nino Example", "Ann Other"], []),
        ("ნინო მაგალითი, თბილისი", ["ნინო მაგალითი"], ["თბილისი"]),
        ("Nino Example,Ann Other", ["Nino Example", "Ann Other"], []),
        ("(Nino Example)", ["Nino Example"], []),
        ("[Nino Example]", ["Nino Example"], []),
        ("Nino Example / Example Press", ["Nino Example"], ["Example Press"]),
        ("А. С. Пушкин, Н. В. Гоголь", ["А. С. Пушкин", "Н. В. Гоголь"], []),
    ],
)
def test_the_names_are_taken_out_and_the_rest_is_handed_back(written: str, names: list[str], rest: list[str]) -> None:
    people = people_of([written])
    assert (people.names, people.rest) == (names, rest)


@pytest.mark.parametrize(
    "name",
    [
        "Nino Example",
        "Example, Nino",
        "Nino",
        "admin",
        "Bridge and Road Authority",
        "Research and Development Team",
        "Reuters",
        "BBC NEWS",
        "AFP",
        "Martin King, Jr.",
        "nino@example.org",
        "https://example.org/nino",
        "Ludwig van Beethoven",
        "Von Miller",
        "Anna (Anya) Ivanova",
        "Gabriel García Márquez",
        "The Editors",
        "Bykov Dmitry",
        "José Ortega y Gasset",
        "John F. Kennedy",
        "Example Press",
        "MARIAM",
        "Sir Arthur Conan Doyle",
        "J. R. R. Tolkien",
        "Plato",
        "Louis XIV",
        "Friedrich II",
        "Pedro Calderón de la Barca",
    ],
)
def test_what_is_a_name_or_cannot_be_distinguished_stays(name: str) -> None:
    assert people_of([name]).names == [name]


def test_what_was_found_is_found_again() -> None:
    once = people_of(["By [Nino Example](https://e.org) (Example Press) and ANN OTHER, staff writer"])
    assert once.names == ["Nino Example", "Ann Other"]
    assert people_of(once.names).names == once.names


def test_a_long_line_is_left_alone() -> None:
    line = "Nino Example, " * 1000
    assert people_of([line]).names == [line]
