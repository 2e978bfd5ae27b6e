"""What stands below the text of a copied page: background, what to read next, other languages, the foot of the site."""

from pathlib import Path

from tests.readers.plain_text.layouts import Shapes, Wanted, differences, shapes

SET_APART = {"plain": "{BODY}\n\n{background}", "background": "1", "guessed": ["double empty line"]}
BACKGROUND: Shapes = {
    "after two empty lines": ("{title}\n\n{BODY}\n\n\n{background}\n", SET_APART),
    "with the line ends of Windows": (
        "{title}\r\n\r\n{p1}\r\n\r\n{p2}\r\n\r\n{p3}\r\n\r\n\r\n{background}\r\n",
        SET_APART,
    ),
    "with spaces on the empty lines": ("{title}\n \n{BODY}\n  \n \t\n{background}\n", SET_APART),
    "with no-break spaces on the empty lines": ("{title}\n\u00a0\n{BODY}\n\u00a0\n\u00a0\n{background}\n", SET_APART),
    "before what to read next": (
        "{title}\n\n{BODY}\n\n\n{background}\n\n{also}:\n\n{available}\n",
        {**SET_APART, "translations": "other"},
    ),
    "and two empty lines below the title": ("{title}\n\n\n{BODY}\n\n\n{background}\n", SET_APART),
    "and two empty lines below the date": (
        "{title}\n\n{date}\n\n\n{BODY}\n\n\n{background}\n",
        {**SET_APART, "date": "2022-03-30"},
    ),
    "and two empty lines before the foot": (
        "{title}\n\n{BODY}\n\n\n{background}\n\n\n{also}:\n\n\n{copyright}\n",
        SET_APART,
    ),
    "two empty lines in two places: no background": (
        "{title}\n\n{p1}\n\n\n{p2}\n\n\n{p3}\n",
        {},
    ),
    "two empty lines everywhere: no background": (
        "{title}\n\n\n{p1}\n\n\n{p2}\n\n\n{p3}\n\n\n{background}\n",
        {"plain": "{BODY}\n\n{background}"},
    ),
    "two empty lines after the first paragraph: a short text": (
        "{title}\n\n{p1}\n\n\n{p2}\n",
        {"plain": "{p1}\n\n{p2}", "background": "1"},
    ),
    "none": ("{title}\n\n{BODY}\n", {}),
}

AFTER = {"related": ["{one}"]}
READ_NEXT: Shapes = {
    "no entry": ("{title}\n\n{BODY}\n\n{also}:\n", {}),
    "no entry, no colon": ("{title}\n\n{BODY}\n\n{also}\n", {}),
    "an entry on the line": ("{title}\n\n{BODY}\n\n{also}: {one}\n", AFTER),
    "an entry below": ("{title}\n\n{BODY}\n\n{also}:\n{one}\n", AFTER),
    "an entry below, no colon": ("{title}\n\n{BODY}\n\n{also}\n\n{one}\n", AFTER),
    "an entry after an empty line": ("{title}\n\n{BODY}\n\n{also}:\n\n{one}\n", AFTER),
    "capitals": ("{title}\n\n{BODY}\n\nALSO READ:\n\n{one}\n", AFTER),
    "five entries": (
        "{title}\n\n{BODY}\n\n{also}:\n\n{one} 1\n{one} 2\n{one} 3\n{one} 4\n{one} 5\n\n{available}\n",
        {"related": [f"{{one}} {n}" for n in range(1, 6)], "translations": "other"},
    ),
    "five entries, each after an empty line": (
        "{title}\n\n{BODY}\n\n{also}:\n\n{one} 1\n\n{one} 2\n\n{one} 3\n\n{one} 4\n\n{one} 5\n\n{copyright}\n",
        {"related": [f"{{one}} {n}" for n in range(1, 6)]},
    ),
    "bullets before the entries": (
        "{title}\n\n{BODY}\n\n{also}:\n\n• {one} 1\n• {one} 2\n",
        {"related": ["{one} 1", "{one} 2"]},
    ),
    "hyphens before the entries": (
        "{title}\n\n{BODY}\n\n{also}:\n\n- {one} 1\n- {one} 2\n",
        {"related": ["{one} 1", "{one} 2"]},
    ),
    "questions": ("{title}\n\n{BODY}\n\n{also}:\n\n{one}?\n{one}!\n", {"related": ["{one}?", "{one}!"]}),
    "in the middle, with an entry": ("{title}\n\n{p1}\n\n{also}: {one}\n\n{p2}\n\n{p3}\n", AFTER),
    "in the middle, the entry below": ("{title}\n\n{p1}\n\n{also}:\n{one}\n\n{p2}\n\n{p3}\n", AFTER),
    "in the middle, the entry after an empty line": ("{title}\n\n{p1}\n\n{also}:\n\n{one}\n\n{p2}\n\n{p3}\n", AFTER),
    "twice": (
        "{title}\n\n{p1}\n\n{also}: {one} 1\n\n{p2}\n\n{also}: {one} 2\n\n{p3}\n",
        {"related": ["{one} 1", "{one} 2"]},
    ),
    "in bold": ("{title}\n\n{BODY}\n\n**{also}:**\n- {one} 1\n- {one} 2\n", {"related": ["{one} 1", "{one} 2"]}),
    "a heading and a paragraph": (
        "{title}\n\n{p1}\n\n{also}\n\n{p2}\n\n{p3}\n",
        {"plain": "{p1}\n\n{also}\n\n{p2}\n\n{p3}"},
    ),
    "words of a sentence": (
        "{title}\n\n{p1}\n\nRead more books.\n\n{p2}\n\n{p3}\n",
        {"plain": "{p1}\n\nRead more books.\n\n{p2}\n\n{p3}"},
    ),
}

AVAILABLE: Shapes = {
    "in its own language": ("{title}\n\n{BODY}\n\n{available}\n", {"translations": "other"}),
    "above the title": (
        "{available}\n\n{title}\n\n{date}\n\n{BODY}\n",
        {"date": "2022-03-30", "translations": "other"},
    ),
    "below the title": (
        "{title}\n\n{available}\n\n{date}\n\n{BODY}\n",
        {"date": "2022-03-30", "translations": "other"},
    ),
    "none": ("{title}\n\n{BODY}\n\nThis post is also available in:\n", {}),
    "one": ("{title}\n\n{BODY}\n\nThis post is also available in: Deutsch (German)\n", {"translations": ["de"]}),
    "on lines": (
        "{title}\n\n{BODY}\n\nThis post is also available in:\nDeutsch\nFrançais (French)\n",
        {"translations": ["de", "fr"]},
    ),
    "with bars": (
        "{title}\n\n{BODY}\n\nThis article is also available in: Deutsch | Français\n",
        {"translations": ["de", "fr"]},
    ),
    "without a colon": (
        "{title}\n\n{BODY}\n\nThis post is also available in Deutsch (German)\n",
        {"translations": ["de"]},
    ),
    "read in": ("{title}\n\n{BODY}\n\nRead in Deutsch\n", {"translations": ["de"]}),
    "in Russian": ("{title}\n\n{BODY}\n\nЧитайте на немецком\n", {"translations": ["de"]}),
    "in Georgian": ("{title}\n\n{BODY}\n\nწაიკითხეთ გერმანულად\n", {"translations": ["de"]}),
    "two names in Russian": (
        "{title}\n\n{BODY}\n\nДоступно на: немецкий, французский\n",
        {"translations": ["de", "fr"]},
    ),
    "two names in Georgian": (
        "{title}\n\n{BODY}\n\nხელმისაწვდომია: გერმანული, ფრანგული\n",
        {"translations": ["de", "fr"]},
    ),
    "a sentence like it": (
        "{title}\n\n{BODY}\n\nThe book is also available in: good shops.\n",
        {"plain": "{BODY}\n\nThe book is also available in: good shops."},
    ),
}


@shapes(BACKGROUND)
def test_background(tmp_path: Path, tag: str, template: str, wanted: Wanted) -> None:
    assert differences(tmp_path, tag, template, wanted) == {}


@shapes(READ_NEXT)
def test_what_to_read_next(tmp_path: Path, tag: str, template: str, wanted: Wanted) -> None:
    assert differences(tmp_path, tag, template, wanted) == {}


@shapes(AVAILABLE)
def test_other_languages(tmp_path: Path, tag: str, template: str, wanted: Wanted) -> None:
    assert differences(tmp_path, tag, template, wanted) == {}
