from pathlib import Path

import pytest

from archivist.readers.wordpress.php import unserialise
from archivist.readers.wordpress.wordpress_translations import codes_in, part

from .exports import articles, findings, item, term

GEORGIAN = "<p>ეს არის ტექსტი ქართულ ენაზე და სხვა არაფერი, რომ ენა ცხადი იყოს.</p>"


def test_polylang_joins_translations(tmp_path: Path) -> None:
    head = term("post_translations", "pll_1", 'a:3:{s:2:"en";i:1;s:2:"ka";i:2;s:7:"zh-hans";i:3;}')
    parts = [
        item(number, terms=[("language", code, code), ("post_translations", "pll_1", "pll_1")])
        for number, code in enumerate(("en", "ka", "zh-hans"), start=1)
    ]
    given = articles(tmp_path, head, *parts)
    assert [each.language for each in given] == ["en", "ka", "zh-Hans"]
    assert {each.group for each in given} == {"pll_1"}
    assert given[0].translations == ("ka", "zh-Hans")


def test_the_head_of_polylang_is_enough(tmp_path: Path) -> None:
    head = term("post_translations", "pll_1", 'a:2:{s:2:"en";i:1;s:2:"ka";i:2;}')
    given = articles(tmp_path, head, item(1), item(2))
    assert [(each.language, each.group) for each in given] == [("en", "pll_1"), ("ka", "pll_1")]


def test_a_code_that_is_no_tag_is_read_by_its_locale(tmp_path: Path) -> None:
    head = term("language", "ge", 'a:1:{s:6:"locale";s:5:"ka_GE";}') + term(
        "language", "en", 'a:1:{s:6:"locale";s:5:"en_US";}'
    )
    given = articles(tmp_path, head, item(1, terms=[("language", "ge", "x")]), item(2, terms=[("language", "en", "x")]))
    assert [each.language for each in given] == ["ka", "en"]


def test_wpml_joins_translations(tmp_path: Path) -> None:
    first = {"_wpml_import_language_code": "en", "_wpml_import_translation_group": "g1"}
    second = {
        "_wpml_import_language_code": "ka",
        "_wpml_import_translation_group": "g1",
        "_wpml_import_source_language_code": "en",
    }
    given = articles(tmp_path, item(1, meta=first), item(2, meta=second))
    assert [(each.language, each.group, each.translations) for each in given] == [
        ("en", "g1", ()),
        ("ka", "g1", ("en",)),
    ]


@pytest.mark.parametrize(
    "marks", [("[:en]", "[:ka]", "[:]"), ("<!--:en-->", "<!--:--><!--:ka-->", "<!--:-->"), ("{:en}", "{:}{:ka}", "{:}")]
)
def test_qtranslate_gives_an_article_for_each_language(tmp_path: Path, marks: tuple[str, str, str]) -> None:
    def both(english: str, georgian: str) -> str:
        return f"{marks[0]}{english}{marks[1]}{georgian}{marks[2]}"

    given = articles(tmp_path, item(1, both("Words.", "სიტყვები."), title=both("Title", "სათაური"), excerpt="Both"))
    assert [(each.language, each.title, each.translations) for each in given] == [
        ("en", "Title", ("ka",)),
        ("ka", "სათაური", ("en",)),
    ]
    assert given[0].group == given[1].group == "https://example.org/?p=1"
    assert "Words." in given[0].text
    assert "სიტყვები" not in given[0].text
    assert [each.description for each in given] == ["Both", "Both"]


def test_a_language_of_qtranslate_without_text_gives_no_article(tmp_path: Path) -> None:
    assert [each.language for each in articles(tmp_path, item(1, "[:en]Words.[:]", title="[:en]A[:ka]B[:]"))] == ["en"]


def test_what_stands_outside_the_marks_of_qtranslate_is_in_all_languages() -> None:
    assert codes_in("[:en]A[:ka]B[:] C [:12]") == ("en", "ka")
    assert part("[:en]A[:ka]B[:] C", "ka") == "B C"


def test_the_language_of_the_site_stands_in_and_is_reported_once(tmp_path: Path) -> None:
    given = articles(tmp_path, item(1), item(2))
    assert [each.language for each in given] == ["en", "en"]
    told = [each.message for each in findings(tmp_path, item(1), item(2)) if "language" in each.message]
    assert told == ["articles that do not declare a language are assumed to be in the site's, en-US: 2"]


def test_words_that_are_plainly_in_another_language_go_before_the_site(tmp_path: Path) -> None:
    given = articles(tmp_path, item(1, GEORGIAN))[0]
    assert given.language == "ka"
    assert given.remarks[0].code == "import-guessed"


def test_what_the_user_says_goes_before_the_site_but_not_before_the_item(tmp_path: Path) -> None:
    given = articles(tmp_path, item(1), item(2, terms=[("language", "ka", "x")]), language="ru")
    assert [each.language for each in given] == ["ru", "ka"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('a:2:{s:2:"en";i:1;s:4:"ქ!";b:1;}', {"en": 1, "ქ!": True}),
        ("i:-5;", -5),
        ("d:1.5E+3;", 1500.0),
        ("N;", None),
        ('a:1:{i:0;a:1:{i:0;s:0:"";}}', {0: {0: ""}}),
    ],
)
def test_serialised_values_are_read(text: str, wanted: object) -> None:
    assert unserialise(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "",
        "words",
        'O:8:"stdClass":0:{}',
        "a:2:{i:0;i:1;}",
        's:5:"abc";',
        "a:9999999:{",
        "a:1:{i:0;" * 5000,
        "a:1:{a:0:{}i:1;}",
        "i:1;i:2;",
        "d:1e;",
        "i:1.5;",
    ],
)
def test_anything_else_is_no_value(text: str) -> None:
    assert unserialise(text) is None


def test_qtranslate_divides_the_names_of_terms_and_fields_as_well(tmp_path: Path) -> None:
    terms = [
        ("category", "news", "[:en]News[:ka]ამბები[:]"),
        ("post_tag", "t", "<!--:en-->Tag<!--:--><!--:ka-->ჭდე<!--:-->"),
    ]
    source = item(1, "[:en]Words.[:ka]სიტყვები.[:]", terms=terms, meta={"place": "[:en]Hall[:ka]დარბაზი[:]"})
    given = articles(tmp_path, source)
    assert [(each.section, each.tags, each.extra["custom"]) for each in given] == [
        ("News", ("Tag",), {"place": "Hall"}),
        ("ამბები", ("ჭდე",), {"place": "დარბაზი"}),
    ]
