"""Who wrote a copied page, where and when, in the forms sites print it."""

from pathlib import Path

import pytest

from archivist.readers.plain_text.bylines import byline
from tests.readers.plain_text.layouts import Shapes, Wanted, differences, shapes
from tests.readers.plain_text.pages import article_in

ONE, TWO = {"authors": ["{author}"]}, {"authors": ["{author}", "{second}"]}
DATED = {"date": "2022-03-30"}
BYLINES: Shapes = {
    "a label": ("{title}\n\n{by} {author}\n\n{BODY}\n", ONE),
    "a label with a colon, two names": ("{title}\n\n{label}: {author}, {second}\n{date}\n\n{BODY}\n", {**TWO, **DATED}),
    "a label, a bar and a date": ("{title}\n\n{by} {author} | {date}\n\n{BODY}\n", {**ONE, **DATED}),
    "a date, a bar and a label": ("{title}\n\n{date} | {by} {author}\n\n{BODY}\n", {**ONE, **DATED}),
    "two names and a word between": ("{title}\n\n{by} {author} {and} {second}\n\n{BODY}\n", TWO),
    "a name and a place": ("{title}\n\n{author}, {city}\n\n{BODY}\n", {**ONE, "place": "{city}"}),
    "a name, a place and a date": (
        "{title}\n\n{author}, {city} | {date}\n\n{BODY}\n",
        {**ONE, **DATED, "place": "{city}"},
    ),
    "a label, a name, a place and a date": (
        "{title}\n\n{by} {author}, {city} – {date}\n\n{BODY}\n",
        {**ONE, **DATED, "place": "{city}"},
    ),
    "a name on a line, a date on the next": ("{title}\n\n{author}\n{date}\n\n{BODY}\n", {**ONE, **DATED}),
    "a date on a line, a name on the next": ("{title}\n\n{date}\n{author}\n\n{BODY}\n", {**ONE, **DATED}),
    "two names on two lines": ("{title}\n\n{author}\n{second}\n{date}\n\n{BODY}\n", {**TWO, **DATED}),
    "an address of mail in brackets": (
        "{title}\n\n{by} {author} (nino@example.org)\n{date}\n\n{BODY}\n",
        {**ONE, **DATED, "left_out": ["nino@example.org"]},
    ),
    "an address of mail on its own line": (
        "{title}\n\n{author}\nnino@example.org\n{date}\n\n{BODY}\n",
        {**ONE, **DATED, "left_out": ["nino@example.org"]},
    ),
    "a button glued to the date": (
        "{title}\nExample.org Send an email{date} - 12:06\n 649   Less than a minute\n\n{BODY}\n",
        {**DATED, "authors": ["Example.org"], "time": "12:06"},
    ),
    "a button, counts and shares": (
        "{title}\nExample.org  Send an email 30/03/2022 - 12:06\n0 649 2 minutes read\nFacebook Twitter LinkedIn\n\n"
        "{BODY}\n",
        {**DATED, "authors": ["Example.org"], "time": "12:06", "left_out": ["0 649 2 minutes", "Facebook"]},
    ),
    "an agency, a place, a date with a year of two digits": (
        "{title}\nExample Georgia, {city} / 30 Mar.'08 / 17:54\n\n{BODY}\n",
        {"date": "2008-03-30", "time": "17:54", "agency": "Example Georgia", "place": "{city}"},
    ),
    "a source": ("{title}\n\n{source}: {agency}\n{date}\n\n{BODY}\n", {**DATED, "agency": "{agency}"}),
    "a source that is an address": (
        "{title}\n\n{source}: https://example.org/a/\n{date}\n\n{BODY}\n",
        {**DATED, "source": "https://example.org/a/"},
    ),
    "an agency in the text stays there": (
        "{title}\n\n{city} (Reuters) – {BODY}\n",
        {"plain": "{city} (Reuters) – {BODY}"},
    ),
    "a name, a stop and an agency": (
        "{title}\n\n{author}, Reuters | {date}\n\n{BODY}\n",
        {**ONE, **DATED, "agency": "Reuters"},
    ),
    "a domain that is the author": ("{title}\n\n{by} Example.org\n\n{BODY}\n", {"authors": ["Example.org"]}),
    "names below the text stay there": (
        "{title}\n\n{date}\n\n{BODY}\n\n{author}\n",
        {**DATED, "plain": "{BODY}\n\n{author}"},
    ),
    "a label below the text": (
        "{title}\n\n{date}\n\n{BODY}\n\n{label}: {author}\n",
        {**DATED, "plain": "{BODY}\n\n{label}: {author}"},
    ),
}


@shapes(BYLINES)
def test_bylines(tmp_path: Path, tag: str, template: str, wanted: Wanted) -> None:
    assert differences(tmp_path, tag, template, wanted) == {}


@pytest.mark.parametrize(
    "line",
    ["By the river", "By 2022 all was over", "Nobody Came Before Six", "Text of the bill", "დღეს ღამით",
     "ვეტო დაძლეულია", "The mills, Gori",
     "Source: the river rises in the snow of the hills, as everyone knows", "Гори, Тбилиси",
     "By the mayor of Gori and of all other towns"],
)  # fmt: skip
def test_what_is_not_a_byline(line: str) -> None:
    assert byline(line) is None


BRIDGE = (
    "The bridge over the river was built in the year of the flood, and it is of stone. Nobody knows who built it, and "
    "it has stood there ever since.\n"
)


@pytest.mark.parametrize(
    ("head", "title", "authors"),
    [
        ("By Nino Example\n\nThe bridge over the river\n\n", "The bridge over the river", ("Nino Example",)),
        ("By Nino Example and Ann Other\nThe bridge\n30 March 2022\n\n", "The bridge", ("Nino Example", "Ann Other")),
        ("By Design\n\nBy Nino Example\n\n", "By Design", ("Nino Example",)),
        ("By the river\n\n", "By the river", ()),
    ],
)
def test_a_line_that_names_the_author_is_not_the_title(
    head: str, title: str, authors: tuple[str, ...], tmp_path: Path
) -> None:
    article = article_in(tmp_path, head + BRIDGE)
    assert (article.title, article.authors) == (title, authors)
