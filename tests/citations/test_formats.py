"""Citations in each format, read again by libraries that had no part in writing them."""

import datetime
import json
import string
import warnings
from collections.abc import Mapping
from typing import Any

import jsonschema
import pytest
import rispy
from bibtexparser.entrypoint import parse_string as read_bibtex
from citeproc.source.json import CiteProcJSON
from hypothesis import given, settings
from hypothesis import strategies as st
from pybtex.database import Person as ReadPerson
from pybtex.database import parse_string

from archivist.article_facts import ArchivedCopy, Person
from archivist.citations import FORMATS, Citation, Name, Pages, SerialKind
from archivist.citations.biblatex import language_id
from archivist.citations.citation import name_of
from archivist.verify.citations import without_tex

DAY = datetime.date(2022, 2, 4)
GEORGIAN = Citation(
    id="reader-2022-02.ka.a",
    kind=SerialKind.MAGAZINE,
    title="ოთხი „გაზეთი“ & 100 % {x}",
    language="ka",
    people={
        "aut": (name_of(Person("ილია ჭავჭავაძე", orcid="0000-0002-1825-0097"), "ka"), Name("სანიმუშო რედაქცია and Co")),
        "trl": (name_of(Person("Ana Example", "trl"), "en"),),
        "edt": (name_of(Person("John Doe Jr.", "edt"), "en"),),
        "pht": (name_of(Person("Luka Example", "pht"), "en"),),
    },
    serial="ლიახვის საკითხავი",
    volume_title="თებერვალი, 2022",
    volume=14,
    issue=2,
    issued=DAY,
    pages=Pages("1", "3"),
    issn="2049-3630",
    publisher="გამომცემლობა",
    place="თბილისი",
    url="https://example.org/a_b?x=1&y={2}#c",
    accessed=datetime.date(2022, 4, 1),
    doi="10.1234/a_b%c",
    ark="ark:12345/x_y",
    urn_nbn="urn:nbn:fi-x",
    archived=ArchivedCopy("https://web.archive.org/web/20220204/x", DAY),
    abstract="მოკლედ.",
    keywords=("გაზეთები", "ილია, თავადი"),
)
RUSSIAN = Citation(
    id="reader-2022-02.ru.b",
    kind=SerialKind.NEWSPAPER,
    title="Четыре «страны» #1",
    language="ru",
    people={"aut": (name_of(Person("Иванов Пётр Ильич"), "ru"),)},
    serial="Лиахвские чтения",
    volume_title="Февраль 2022 г.",
    volume=14,
    issue=2,
    issued=DAY,
)
ENGLISH = Citation("reader-2022-02.en.c", SerialKind.MAGAZINE, "A_b", "en", {}, "S", "V", 1, 1, DAY, Pages("7", "7"))
ALL = (GEORGIAN, RUSSIAN, ENGLISH)
BIBLATEX, RIS, CSL = FORMATS


def entries(written: bytes) -> list[dict[str, str]]:
    """BibLaTeX as bibtexparser reads it."""
    library = read_bibtex(written.decode())
    assert not library.failed_blocks
    return [
        {"id": entry.key, **{name: str(field.value) for name, field in entry.fields_dict.items()}}
        for entry in library.entries
    ]


def test_biblatex_is_read_by_bibtexparser() -> None:
    first, second, third = entries(BIBLATEX.write(ALL))
    assert {name: without_tex(value) for name, value in first.items()} == {
        "id": GEORGIAN.id,
        "entrysubtype": "magazine",
        "author": "ჭავჭავაძე, ილია and სანიმუშო რედაქცია and Co",
        "translator": "Example, Ana",
        "editor": "Doe, Jr., John",
        "photographer": "Example, Luka",
        "title": GEORGIAN.title,
        "journaltitle": GEORGIAN.serial,
        "issuetitle": GEORGIAN.volume_title,
        "volume": "14",
        "number": "2",
        "date": "2022-02-04",
        "pages": "1--3",
        "issn": "2049-3630",
        "publisher": GEORGIAN.publisher,
        "location": GEORGIAN.place,
        "langid": "georgian",
        "doi": GEORGIAN.doi,
        "eprint": "ark:12345/x_y",
        "eprinttype": "ark",
        "urn": "urn:nbn:fi-x",
        "url": "https://example.org/a_b?x=1&y=%7B2%7D#c",
        "urldate": "2022-04-01",
        "archiveurl": "https://web.archive.org/web/20220204/x",
        "archivedate": "2022-02-04",
        "abstract": GEORGIAN.abstract,
        "keywords": "გაზეთები, ილია, თავადი",
        "orcid": "ილია ჭავჭავაძე: 0000-0002-1825-0097",
    }
    assert first["keywords"] == "გაზეთები, {ილია, თავადი}"
    assert (second["entrysubtype"], second["langid"], "pages" in second) == ("newspaper", "russian", False)
    assert third["pages"] == "7"


def test_biblatex_names_are_read_by_pybtex() -> None:
    read = parse_string(BIBLATEX.write(ALL).decode(), "bibtex").entries
    people: Mapping[str, list[ReadPerson]] = read[GEORGIAN.id].persons
    assert [(each.first_names, each.last_names) for each in people["author"]] == [
        (["ილია"], ["ჭავჭავაძე"]),
        ([], ["{სანიმუშო რედაქცია and Co}"]),
    ]
    (editor,) = people["editor"]
    assert (editor.first_names, editor.lineage_names, editor.last_names) == (["John"], ["Jr."], ["Doe"])
    (russian,) = read[RUSSIAN.id].persons["author"]
    assert (russian.first_names, russian.middle_names, russian.last_names) == (["Пётр"], ["Ильич"], ["Иванов"])


def test_ris_is_read_by_rispy() -> None:
    first, second, third = rispy.loads(RIS.write(ALL).decode())
    assert first == {
        "type_of_reference": "MGZN",
        "id": GEORGIAN.id,
        "authors": ["ჭავჭავაძე, ილია", "სანიმუშო რედაქცია and Co"],
        "secondary_authors": ["Doe, John, Jr."],
        "subsidiary_authors": ["Example, Ana"],
        "title": GEORGIAN.title,
        "secondary_title": GEORGIAN.serial,
        "tertiary_title": GEORGIAN.volume_title,
        "volume": "14",
        "number": "2",
        "year": "2022",
        "date": "2022/02/04/",
        "start_page": "1",
        "end_page": "3",
        "issn": "2049-3630",
        "publisher": GEORGIAN.publisher,
        "place_published": GEORGIAN.place,
        "language": "ka",
        "doi": GEORGIAN.doi,
        "urls": [GEORGIAN.url],
        "access_date": "2022/04/01/",
        "abstract": GEORGIAN.abstract,
        "keywords": list(GEORGIAN.keywords),
        "notes": [
            "photographer: Luka Example",
            "ARK: ark:12345/x_y",
            "URN:NBN: urn:nbn:fi-x",
            "ORCID 0000-0002-1825-0097: ილია ჭავჭავაძე",
            "archived 2022-02-04: https://web.archive.org/web/20220204/x",
        ],
    }
    assert (second["type_of_reference"], "start_page" in second) == ("NEWS", False)
    assert (third["start_page"], third["end_page"]) == ("7", "7")
    assert RIS.write(ALL).count(b"\n") == RIS.write(ALL).count(b"\r\n")


# The variables that are used, with their types in CSL 1.0.2 (csl-data.json).
_NAMES = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {part: {"type": "string"} for part in ("family", "given", "suffix", "literal")},
        "additionalProperties": False,
    },
}
_PARTS = {"type": "array", "items": {"type": "array", "items": {"type": "integer"}, "minItems": 3, "maxItems": 3}}
_DATE = {"type": "object", "properties": {"date-parts": _PARTS}, "additionalProperties": False}
_TEXTS = (
    *("id", "title", "container-title", "page", "language", "DOI", "URL", "archive_location", "ISSN", "publisher"),
    *("publisher-place", "abstract", "keyword"),
)
SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "type": {"enum": ["article-magazine", "article-newspaper"]},
            **{name: {"type": "string"} for name in _TEXTS},
            **dict.fromkeys(("author", "translator", "editor", "illustrator", "interviewer", "compiler"), _NAMES),
            "volume": {"type": "integer"},
            "issue": {"type": "integer"},
            **dict.fromkeys(("issued", "accessed"), _DATE),
            "contributor": _NAMES,
            "custom": {"type": "object"},
        },
        "required": ["type", "id"],
        "additionalProperties": False,
    },
}


def test_csl_json_has_the_variables_of_its_schema_and_is_read_by_citeproc() -> None:
    data = json.loads(CSL.write(ALL))
    jsonschema.validate(data, SCHEMA)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        read = CiteProcJSON([{name: value for name, value in item.items() if name != "custom"} for item in data])
    first = read[GEORGIAN.id]
    texts = tuple("".join(map(str, text)) for text in (first.title, first.container_title))
    assert (first.type, *texts) == ("article-magazine", GEORGIAN.title, GEORGIAN.serial)
    assert (str(first.author[0].given), str(first.author[0].family)) == ("ილია", "ჭავჭავაძე")
    assert "".join(map(str, first.page)) == "1-3"
    assert (first.issued.year, first.issued.month, first.issued.day) == (2022, 2, 4)


def test_csl_json_says_everything() -> None:
    first, second, third = json.loads(CSL.write(ALL))
    assert first["author"] == [{"family": "ჭავჭავაძე", "given": "ილია"}, {"literal": "სანიმუშო რედაქცია and Co"}]
    assert first["editor"] == [{"family": "Doe", "given": "John", "suffix": "Jr."}]
    assert first["custom"] == {
        "volume-title": GEORGIAN.volume_title,
        "photographer": [{"family": "Example", "given": "Luka"}],
        "orcid": {"ილია ჭავჭავაძე": "0000-0002-1825-0097"},
        "ark": "ark:12345/x_y",
        "urn-nbn": "urn:nbn:fi-x",
        "archived": "2022-02-04",
    }
    assert (first["DOI"], first["URL"], first["ISSN"]) == (GEORGIAN.doi, GEORGIAN.url, GEORGIAN.issn)
    assert (second["type"], "page" in second, third["page"]) == ("article-newspaper", False, "7")


_CHARACTERS = string.punctuation + "ab ?`'–—„“«»ნЖ中\u00a0"
LINE = st.text(_CHARACTERS, min_size=1, max_size=30).map(lambda text: " ".join(text.split())).filter(bool)


@given(title=LINE, name=LINE, serial=LINE)
@settings(max_examples=50)
def test_any_title_and_name_is_read_as_it_is(title: str, name: str, serial: str) -> None:
    fields: dict[str, Any] = {name: getattr(ENGLISH, name) for name in Citation.__slots__}
    cited = Citation(**{**fields, "title": title, "serial": serial, "people": {"aut": (Name(name),)}})
    (entry,) = entries(BIBLATEX.write([cited]))
    assert [without_tex(entry[each]) for each in ("title", "journaltitle", "author")] == [title, serial, name]
    (person,) = parse_string(BIBLATEX.write([cited]).decode(), "bibtex").entries[cited.id].persons["author"]
    assert [without_tex(each) for each in person.last_names] == [name]
    (record,) = rispy.loads(RIS.write([cited]).decode())
    assert (record["title"], record["secondary_title"], record["authors"]) == (title, serial, [name])
    (item,) = json.loads(CSL.write([cited]))
    assert (item["title"], item["container-title"], item["author"]) == (title, serial, [{"literal": name}])


@pytest.mark.parametrize(
    ("tag", "wanted"),
    [("de-AT", "ngerman"), ("sr", "serbianc"), ("sr-Latn", "serbian"), ("zh-TW", "chinese-traditional"), ("os", "os")],
)
def test_languages_have_the_names_of_babel(tag: str, wanted: str) -> None:
    assert language_id(tag) == wanted


@pytest.mark.parametrize(
    ("name", "language", "parts"),
    [
        ("Nino Example", "en", ("Example", "Nino", "")),
        ("Иванов Пётр Ильич", "ru", ("Иванов", "Пётр Ильич", "")),
        ("John Doe Jr.", "en", ("Doe", "John", "Jr.")),
        ("Example Press", "en", ("", "", "")),
        ("Example, Nino", "en", ("", "", "")),
        ("夏目漱石", "ja", ("", "", "")),
    ],
)
def test_names_are_taken_apart_only_where_that_is_sure(name: str, language: str, parts: tuple[str, str, str]) -> None:
    found = name_of(Person(name), language)
    assert (found.literal, (found.family, found.given, found.suffix)) == (name, parts)
