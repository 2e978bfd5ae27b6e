"""The forms of names and terms: lists of forms from grammars, and every form in the sample's articles."""

import re
from pathlib import Path

import pytest

from tests.glossary.making import words

ARTICLES = Path(__file__).parents[2] / "articles" / "2022"


def beginning_with(stem: str, language: str) -> list[str]:
    """Every word of the sample's articles in a language that begins so: found without the program."""
    texts = (file.read_text("utf-8") for file in sorted(ARTICLES.glob(f"*.{language}.md")))
    return [word for text in texts for word in re.findall(rf"(?<!\w){stem}\w*", text)]


@pytest.mark.parametrize(
    ("kind", "name", "stem", "other_words"),
    [
        ("place", "თბილისი", "თბილის", {"თბილისელები"}),
        ("place", "საქართველო", "საქართველ", set()),
        ("place", "ლიახვი", "ლიახვ", set()),
        ("place", "პეტერბურგი", "პეტერბურგ", set()),
        ("place", "გორი", "გორ", {"გორა", "გორას"}),
        ("subject", "გაზეთი", "გაზეთ", set()),
        ("subject", "ბიბლიოთეკა", "ბიბლიოთეკ", {"ბიბლიოთეკარი"}),
        ("subject", "ენა", "ენ", {"ენათმეცნიერებს", "ენათმეცნიერმა", "ენათმეცნიერთა", "ენციკლოპედიის"}),
        ("subject", "წიგნი", "წიგნ", {"წიგნური"}),
    ],
)
def test_georgian_forms_of_the_sample_are_found(kind: str, name: str, stem: str, other_words: set[str]) -> None:
    written = beginning_with(stem, "ka")
    expected = [word for word in written if word not in other_words]
    assert expected
    assert other_words <= set(written)
    assert words(" ".join(written), "ka", f'kind = "{kind}"\nname = "{name}"') == expected


@pytest.mark.parametrize(
    ("kind", "name", "stem", "other_words"),
    [
        ("place", "Грузия", "Груз", r"Грузин\w*"),
        ("place", "Тбилиси", "Тбилис", r"тбилис\w*"),
        ("subject", "газета", "газет(?!и)", r"газетн\w+"),
        ("subject", "библиотека", "библиотек", r"библиотекар\w+"),
        ("subject", "язык", "язык", r"языкозна\w+|языков\w{2,}"),
        ("subject", "книга", "книг", r"книго[^й]\w*"),
    ],
)
def test_russian_forms_of_the_sample_are_found(kind: str, name: str, stem: str, other_words: str) -> None:
    written = beginning_with(stem, "ru")
    expected = [word for word in written if not re.fullmatch(other_words, word)]
    assert expected
    assert words(" ".join(written), "ru", f'kind = "{kind}"\nname = "{name}"') == expected


@pytest.mark.parametrize(
    ("kind", "name", "forms"),
    [
        ("place", "Осетия", "Осетия Осетии Осетию Осетией"),
        ("place", "Тифлис", "Тифлис Тифлиса Тифлису Тифлисом Тифлисе"),
        ("place", "Цхинвал", "Цхинвал Цхинвала Цхинвалу Цхинвалом Цхинвале"),
        ("place", "Гори", "Гори"),
        ("place", "Москва", "Москва Москвы Москве Москву Москвой"),
        ("place", "Черкассы", "Черкассы Черкасс Черкассам Черкассами Черкассах"),
        ("place", "Казань", "Казань Казани Казанью"),
        ("place", "Елец", "Елец Ельца Ельцу Ельцом Ельце"),
        ("place", "Санкт-Петербург", "Санкт-Петербург Санкт-Петербурга Санкт-Петербургом Санкт-Петербурге"),
        ("place", "Большой Лиахви", "Большой|Лиахви Большого|Лиахви Большому|Лиахви Большим|Лиахви Большом|Лиахви"),
        ("person", "Илья Чавчавадзе", "Ильи|Чавчавадзе Илье|Чавчавадзе Илью|Чавчавадзе Ильёй|Чавчавадзе"),
        ("person", "Акакий Церетели", "Акакий|Церетели Акакия|Церетели Акакию|Церетели Акакием|Церетели"),
        ("person", "Важа-Пшавела", "Важа-Пшавела Важи-Пшавелы Важе-Пшавеле Важу-Пшавелу Важей-Пшавелой"),
        ("person", "Николай Жордания", "Николая|Жордания Николаю|Жордании Николаем|Жорданией"),
        ("person", "Пётр Багратион", "Пётр|Багратион Петра|Багратиона Петру|Багратиону Петром|Багратионом"),
        ("person", "Лев Толстой", "Лев|Толстой"),
        ("person", "Андрей Чиковани", "Андрея|Чиковани Андрею|Чиковани Андреем|Чиковани Андрее|Чиковани"),
        ("person", "Иван Козловский", "Ивана|Козловского Ивану|Козловскому Иваном|Козловским Иване|Козловском"),
        ("person", "Анна Ахматова", "Анны|Ахматовой Анне|Ахматовой Анну|Ахматову Анной|Ахматовой"),
        (
            "body",
            "Общество по распространению грамотности",
            "Общества|по|распространению|грамотности Обществом|по|распространению|грамотности",
        ),
        ("body", "Академия наук", "Академия|наук Академии|наук Академию|наук Академией|наук"),
        (
            "body",
            "Национальная парламентская библиотека Грузии",
            "Национальной|парламентской|библиотеки|Грузии Национальную|парламентскую|библиотеку|Грузии",
        ),
        ("body", "Георгиевский трактат", "Георгиевский|трактат Георгиевского|трактата Георгиевском|трактате"),
        ("subject", "отец", "отец отца отцу отцом отце отцы отцов отцам отцами отцах"),
        ("subject", "грузинский язык", "грузинский|язык грузинского|языка грузинскому|языку грузинскими|языками"),
        ("subject", "время", "время времени временем времена времён"),
        ("subject", "сестра", "сестра сестёр сестрами"),
    ],
)
def test_russian_forms(kind: str, name: str, forms: str) -> None:
    expected = [form.replace("|", " ") for form in forms.split()]
    assert words(", ".join(expected), "ru", f'kind = "{kind}"\nname = "{name}"') == expected


@pytest.mark.parametrize(
    ("kind", "name", "text"),
    [
        ("place", "Грузия", "Грузин грузин Грузинская Грузино Груз"),
        ("place", "Осетия", "Осетин осетинский Осетр"),
        ("place", "Гори", "Гора горы Горе Гор Горит"),
        ("body", "Академия наук", "Академия наукам Академия"),
        ("person", "Илья Чавчавадзе", "Илья Илья Церетели"),
    ],
)
def test_russian_words_that_are_no_forms(kind: str, name: str, text: str) -> None:
    assert words(text, "ru", f'kind = "{kind}"\nname = "{name}"') == []


def test_a_text_in_russian_may_leave_the_dots_out() -> None:
    assert words("Ёлкин Елкин, Елкина Ёлкина", "ru", 'kind = "person"\nname = "Ёлкин"') == [
        *("Ёлкин", "Елкин", "Елкина", "Ёлкина"),
    ]


@pytest.mark.parametrize(
    ("kind", "name", "forms"),
    [
        ("place", "ცხინვალი", "ცხინვალი ცხინვალმა ცხინვალს ცხინვალის ცხინვალით ცხინვალად ცხინვალო ცხინვალში ცხინვალზე"),
        ("place", "ცხინვალი", "ცხინვალთან ცხინვალისთვის ცხინვალისგან ცხინვალისკენ ცხინვალიდან ცხინვალამდე ცხინვალშიც"),
        ("place", "ცხინვალი", "ცხინვალიც ცხინვალსაც ცხინვალია ცხინვალშია ცხინვალიდანაც ცხინვალისაა"),
        ("place", "ოსეთი", "ოსეთი ოსეთის ოსეთში ოსეთიდან"),
        ("place", "საქართველო", "საქართველოში საქართველოსთვის საქართველოსთან საქართველომ საქართველოდან საქართველოთი"),
        ("place", "გერმანია", "გერმანია გერმანიის გერმანიას გერმანიაში გერმანიიდან გერმანიამ გერმანიასთან"),
        ("person", "ილია ჭავჭავაძე", "ილია|ჭავჭავაძე ილია|ჭავჭავაძის ილია|ჭავჭავაძემ ილია|ჭავჭავაძეს ილია|ჭავჭავაძით"),
        ("person", "იაკობ გოგებაშვილი", "იაკობ|გოგებაშვილი იაკობ|გოგებაშვილმა იაკობ|გოგებაშვილის"),
        ("person", "გიორგი", "გიორგი გიორგიმ გიორგის გიორგისთვის"),
        ("subject", "ქართული ენა", "ქართული|ენა ქართულ|ენას ქართული|ენის ქართულმა|ენამ ქართულ|ენაზე ქართული|ენები"),
        ("subject", "წყალი", "წყალი წყლის წყალს წყლები"),
    ],
)
def test_georgian_forms(kind: str, name: str, forms: str) -> None:
    expected = [form.replace("|", " ") for form in forms.split()]
    assert words(", ".join(expected), "ka", f'kind = "{kind}"\nname = "{name}"') == expected


@pytest.mark.parametrize(
    ("name", "forms"),
    [("library", "library libraries Library"), ("child", "child children"), ("letters of nobles", "letters of nobles")],
)
def test_english_forms(name: str, forms: str) -> None:
    assert " ".join(words(forms, "en", f'name = "{name}"')) == forms


def test_the_head_of_an_english_name_has_the_plural() -> None:
    assert words("schools of the capital, school of the capitals", "en", 'name = "school of the capital"') == [
        "schools of the capital"
    ]


def test_names_that_are_not_to_be_declined_are_found_as_written() -> None:
    term = 'name = { ru = "Заря", ka = "დროება" }\ndecline = false\nforms.ru = ["Зарю"]'
    assert words("Заря Зари Зарю", "ru", term) == ["Заря", "Зарю"]
    assert words("დროება დროებაში", "ka", term) == ["დროება"]


def test_other_names_decline_too() -> None:
    term = 'kind = "place"\nname.ru = "Тбилиси"\nsee.ru = ["Тифлис"]'
    assert words("в Тифлисе", "ru", term) == ["Тифлисе"]


def test_subjects_of_other_languages_are_found_by_the_dictionary() -> None:
    assert words("les journaux", "fr", 'name = "journal"') == ["journaux"]
    assert words("les journaux", "fr", 'kind = "body"\nname = "journal"') == []
