"""The line that says how to cite an article: in the punctuation of each language, without what is not known."""

import pytest
from markupsafe import Markup

from archivist.markup.built_in_words import Words
from archivist.markup.citation_line import citation_line
from archivist.markup.labels import built_in_languages, labels_for

VALUES = {
    "authors": "Nino Example",
    "title": "The river",
    "translators": "Translated by Ana Example",
    "serial": "The Reader",
    "number": "No. 3",
    "volume": "March 2022",
    "year": "2022",
    "address": "https://doi.org/10.1234/x",
}
PAGES = '<span class="quoted-pages" data-document="river" data-page="{}" data-pages="{}"></span>'


def words(language: str, **labels: str) -> Words:
    known, foreign = labels_for(language, {language: labels})
    return Words(known, frozenset(foreign), language)


def line(language: str = "en", template: str = "", **values: str | Markup) -> str:
    return str(
        citation_line(words(language, **({"cite": template} if template else {})), "river", {**VALUES, **values})
    )


def test_everything_that_is_known_is_in_its_place() -> None:
    assert line() == (
        "Nino Example, “The river”, Translated by Ana Example, <cite>The Reader</cite>, No. 3 (March 2022)"
        + PAGES.format(", p. {page}", ", pp. {pages}")
        + ", https://doi.org/10.1234/x."
    )


def test_what_is_not_known_takes_its_punctuation_along() -> None:
    assert line(authors="", translators="", address="") == (
        "“The river”, <cite>The Reader</cite>, No. 3 (March 2022)" + PAGES.format(", p. {page}", ", pp. {pages}") + "."
    )


@pytest.mark.parametrize(
    ("language", "start"),
    [
        ("ka", "Nino Example, „The river“, Translated by Ana Example, „The Reader“, No. 3 (March 2022)"),
        ("ru", "Nino Example. The river / Translated by Ana Example // <cite>The Reader</cite>. No. 3 (March 2022)"),
        ("fr", "Nino Example, «\u00a0The river\u00a0», Translated by Ana Example, <cite>The Reader</cite>, No. 3"),
        ("ja", "Nino Example「The river」（Translated by Ana Example）『The Reader』No. 3（March 2022）"),
    ],
)
def test_each_language_has_its_own_punctuation(language: str, start: str) -> None:
    assert line(language).startswith(start)


@pytest.mark.parametrize(
    ("language", "title", "printed"),
    [
        ("en", "The “old” river", "“The ‘old’ river”"),
        ("ka", "ოთხი „გაზეთი“", "„ოთხი ‚გაზეთი‘“"),
        ("fr", "La «grande» rivière", "«\u00a0La “grande” rivière\u00a0»"),
        ("ru", "Четыре «страны»", "Четыре «страны»"),
        ("nl", "De foto’s", "‘De foto’s’"),
    ],
)
def test_quotation_marks_in_a_title_are_those_within_others(language: str, title: str, printed: str) -> None:
    assert printed in line(language, title=title)


def test_a_template_of_the_settings_is_used() -> None:
    assert line(template="*{serial}* {year}: {title}[ by {authors}] {odd} {pages}", authors="") == (
        "<cite>The Reader</cite> 2022: The river {odd} " + PAGES.format("p. {page}", "pp. {pages}")
    )


def test_values_are_text_and_markup_stays() -> None:
    printed = line(authors="A <b> & {title}", title=Markup('<span lang="ka">ა</span>'))
    assert printed.startswith('A &lt;b&gt; &amp; {title}, “<span lang="ka">ა</span>”')


@pytest.mark.parametrize("language", built_in_languages())
def test_no_template_leaves_a_bracket_or_an_asterisk(language: str) -> None:
    for left_out in ({}, dict.fromkeys(("authors", "translators", "address"), "")):
        printed = line(language, **left_out)
        assert not set("[]*") & set(printed)
        assert "The river" in printed
        assert "The Reader" in printed
        assert "data-pages" in printed
