"""What stands at the top of a copied page: titles with dates and names of sites, twice, below menus, standfirsts."""

from pathlib import Path

from tests.readers.plain_text.layouts import Shapes, Wanted, differences, shapes

PREFIXED = {"date": "2017-07-05", "guessed": ["before the title"]}
TITLES: Shapes = {
    "an ISO date before it": ("2017-07-05 {title}\n\n{BODY}\n", PREFIXED),
    "an ISO date in brackets": ("[2017-07-05] {title}\n\n{BODY}\n", PREFIXED),
    "an ISO date in round brackets": ("(2017-07-05) {title}\n\n{BODY}\n", PREFIXED),
    "an ISO date and a dash": ("2017-07-05 – {title}\n\n{BODY}\n", PREFIXED),
    "a moment": (
        "2017-07-05T12:00:00+04:00 {title}\n\n{BODY}\n",
        {**PREFIXED, "time": "12:00:00+04:00"},
    ),
    "an ISO date and a time": ("2017-07-05 12:00 {title}\n\n{BODY}\n", {**PREFIXED, "time": "12:00"}),
    "a date with stops": ("25.07.2017 | {title}\n\n{BODY}\n", {"date": "2017-07-25", "guessed": ["before the title"]}),
    "a time in front": ("12:06, 25.07.2017 {title}\n\n{BODY}\n", {"date": "2017-07-25", "time": "12:06"}),
    "the site's name behind the first of two": (
        "{title} - Example.org\n\n{title}\n\n{date}\n\n{BODY}\n",
        {"date": "2022-03-30", "left_out": ["{title} - Example.org"]},
    ),
    "the site's name after a bar": (
        "{title} | Example Media\n{title}\n\n{BODY}\n",
        {"left_out": ["{title} | Example Media"]},
    ),
    "the site's name before the first of two": (
        "Example.org | {title}\n\n{title}\n{date}\n\n{BODY}\n",
        {"date": "2022-03-30"},
    ),
    "once in capitals": ("{TITLE}\n\n{title}\n\n{date}\n\n{BODY}\n", {"date": "2022-03-30"}),
    "once more in capitals": ("{title}\n\n{TITLE}\n\n{date}\n\n{BODY}\n", {"date": "2022-03-30"}),
    "once with straight quotes": ("{straight}\n\n{title}\n\n{BODY}\n", {}),
    "once with curly quotes": ("{title}\n\n{straight}\n\n{BODY}\n", {}),
    "twice in a block": ("{title}\n{title}\n{date}\n\n{BODY}\n", {"date": "2022-03-30"}),
    "twice with the standfirst between": (
        "{title}\n\n{standfirst}\n\n{title}\n\n{date}\n\n{BODY}\n",
        {"date": "2022-03-30", "description": "{standfirst}"},
    ),
    "twice with a menu between": (
        "{title} - Example.org\n{menu}\nFacebook Twitter Telegram\n\n{title}\n\n{BODY}\n",
        {"left_out": ["Facebook"]},
    ),
    "twice with more than a standfirst between: the first is the title, and nothing is left out": (
        "{title}\n\n{standfirst}\n\n{one} {one} {one}\n\n{title}\n\n{BODY}\n",
        {"plain": "{standfirst}\n\n{one} {one} {one}\n\n{title}\n\n{BODY}"},
    ),
    "once only, in capitals": ("{TITLE}\n\n{BODY}\n", {"title": "{TITLE}"}),
    "below a path of the site": ("{menu}\n\n{title}\n\n{date}\n\n{BODY}\n", {"date": "2022-03-30"}),
    "below the site's name": (
        "Example Georgia\n\n{title}\n\nExample Georgia / 2003-11-23 18:54:00\n\n{BODY}\n",
        {"date": "2003-11-23", "time": "18:54:00", "authors": ["Example Georgia"], "left_out": ["Example Georgia"]},
    ),
    "below the name of the copyright line": (
        "Example.org\n\n{title}\n\n{BODY}\n\n{copyright}\n",
        {"left_out": ["“Example.org”"]},
    ),
    "below its address": (
        "https://example.org/archives/123\n\n{title}\n\n{BODY}\n",
        {"source": "https://example.org/archives/123"},
    ),
    "a question": ("{title}?\n\n{BODY}\n", {"title": "{title}?"}),
    "a stop, and signed": ("{title}.\n\n{date}\n\n{BODY}\n", {"title": "{title}.", "date": "2022-03-30"}),
    "an abbreviation at its end": ("{title}, U.S.\n\n{BODY}\n", {"title": "{title}, U.S."}),
    "a number sign of markup": ("# {title}\n\n{BODY}\n", {"guessed": ["are markup"]}),
    "a date of its own in words": ("{date}: {title}\n\n{BODY}\n", {"title": "{date}: {title}"}),
}
STANDFIRSTS: Shapes = {
    "directly below, then name and date": (
        "{title}\n{standfirst}\n\n{author}\n{date}\n\n{BODY}\n",
        {"description": "{standfirst}", "authors": ["{author}"], "date": "2022-03-30"},
    ),
    "before the date": (
        "{title}\n\n{standfirst}\n\n{date}\n\n{BODY}\n",
        {"description": "{standfirst}", "date": "2022-03-30"},
    ),
    "with a stop, before the name": (
        "{title}\n\n{standfirst}.\n\n{by} {author}\n\n{BODY}\n",
        {"description": "{standfirst}.", "authors": ["{author}"]},
    ),
    "directly below with a stop, before name and date": (
        "{title}\n{standfirst}.\n{by} {author} | {date}\n\n{BODY}\n",
        {"description": "{standfirst}.", "authors": ["{author}"], "date": "2022-03-30"},
    ),
    "in bold": ("{title}\n\n**{standfirst}**\n\n{BODY}\n", {"description": "{standfirst}"}),
    "in bold, before a name in italics": (
        "{title}\n\n**{standfirst}**\n\n*{by} {author}*\n\n{BODY}\n",
        {"description": "{standfirst}", "authors": ["{author}"]},
    ),
    "after the date: it stays in the text": (
        "{title}\n{date}\n\n{standfirst}\n\n{BODY}\n",
        {"date": "2022-03-30", "plain": "{standfirst}\n\n{BODY}"},
    ),
}


@shapes(TITLES)
def test_titles(tmp_path: Path, tag: str, template: str, wanted: Wanted) -> None:
    assert differences(tmp_path, tag, template, wanted) == {}


@shapes(STANDFIRSTS)
def test_standfirsts(tmp_path: Path, tag: str, template: str, wanted: Wanted) -> None:
    assert differences(tmp_path, tag, template, wanted) == {}
