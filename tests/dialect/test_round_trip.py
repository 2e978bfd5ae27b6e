"""Whatever an importer can write, `articles` reads back: every mark in ids, addresses, titles, labels and the rest.

The marks are those of ASCII and the typographic ones of archives in many scripts.
"""

import unicodedata
from collections.abc import Sequence
from html import escape
from urllib.parse import unquote

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from archivist.dialect.attribute_syntax import read_attributes, write_attributes
from archivist.dialect.ids import fit_ids, name_of
from archivist.model.articles import Body
from archivist.text import languages
from archivist.text.xml_element import Element
from tests.html_to_markdown.making import converted

ASCII_MARKS = [chr(code) for code in range(33, 127) if not chr(code).isalnum()]
TYPOGRAPHIC_MARKS = [
    *map(
        chr,
        (0xA0, 0xA1, 0xA7, 0xAB, 0xAD, 0xB0, 0xB4, 0xB6, 0xB7, 0xBB, 0xBF, 0xD7, 0x37E, 0x589, 0x5BE, 0x60C),
    ),
    *(chr(code) for code in range(0x2009, 0x2058) if unicodedata.category(chr(code))[0] in "PZC"),
    *map(chr, (0x20AC, 0x2122, 0x2192, 0x2212, 0x3001, 0x3002, 0x3008, 0x300C, 0x300D, 0xFF01, 0xFF08, 0xFF3B, 0xFF5B)),
]
MARKS = [*ASCII_MARKS, *TYPOGRAPHIC_MARKS]
SOME_MARKS = st.sampled_from(MARKS)
# A mark between letters, before and behind them, alone, twice, and beside others.
WORDS = st.lists(st.one_of(SOME_MARKS, st.sampled_from(["a", "B", "7", "ж", "ქ", "语", " "])), min_size=1, max_size=8)
TEXTS = WORDS.map(lambda parts: " ".join("".join(parts).split())).filter(bool)
PLACES = ("what{}s-new", "{}a", "a{}", "{}", "{0}{0}", "a {0}b {0}", "{0}a{0} b")
EVERY_TEXT = [place.format(mark) for mark in ASCII_MARKS for place in PLACES]
EVERY_TEXT += [f"what{mark}s {mark}new{mark}" for mark in TYPOGRAPHIC_MARKS]
EVERY_TEXT = list(dict.fromkeys(" ".join(text.split()) for text in EVERY_TEXT))
BLOCKS = {
    "heading": '<h2 id="{id}">New</h2>',
    "paragraph": '<p id="{id}">New</p>',
    "section": '<div id="{id}"><p>New</p><p>b</p></div>',
    "centred": '<div id="{id}" align="center"><p>New</p></div>',
    "heading-in-section": '<div id="{id}"><h3>New</h3></div>',
    "span": '<p>a <span id="{id}">New</span></p>',
    "anchor": '<p>a <a name="{id}"></a>New</p>',
    "item": '<ul><li id="{id}">New</li><li>b</li></ul>',
    "list": '<ul id="{id}"><li>New</li></ul>',
    "cell": '<table><tr><th>a</th></tr><tr><td id="{id}">New</td></tr></table>',
    "cell-of-raw-table": '<table><tr><td id="{id}">New</td><td>b<br>c</td></tr></table>',
    "anchor-in-raw-table": '<table><tr><td><a id="{id}">New</a></td></tr></table>',
    "term": '<dl><dt id="{id}">New</dt><dd>b</dd></dl>',
    "definition": '<dl><dt>New</dt><dd id="{id}">b</dd></dl>',
    "quotation": '<blockquote id="{id}">New</blockquote>',
    "code": '<pre id="{id}">New</pre>',
    "figure": '<figure id="{id}"><img src="a.png" alt="New"><figcaption>c</figcaption></figure>',
}


def trees(body: Body) -> list[Element]:
    return [etree.fromstring(each) for each in (body.xhtml, *(note.xhtml for note in body.notes))]


def all_of(body: Body, tag: str) -> list[Element]:
    return [element for tree in trees(body) for element in tree.iter(tag)]


# ---------------------------------------------------------------- ids


def places_of_links(names: Sequence[str], block: str) -> list[Element]:
    """Where the links to these ids lead, each id that of a block of its own. Nothing else may be wrong."""
    fragments = [escape(name.replace("%", "%25")) for name in names]
    links = "".join(f'<p><a href="#{name}">{number}</a></p>' for number, name in enumerate(fragments))
    blocks = "<hr>".join(block.format(id=escape(name)) for name in names)
    found, body = converted(links + blocks)
    places = {each.get("id"): each for tree in trees(body) for each in tree.iter() if each.get("id")}
    assert {finding.code for finding in body.findings} <= {"broken-image", "foreign-markup"}
    assert not found.remarks
    return [places[each.get("href", "")[1:]] for each in all_of(body, "a") if each.get("href")]


def test_what_is_no_percent_encoding_is_an_id_as_written() -> None:
    _, body = converted('<p><a href="#%aa">1</a></p><h2 id="%aa">New</h2>')
    assert not body.findings


def test_an_apostrophe_in_the_id_of_a_heading_harms_nothing() -> None:
    source = '<p>See <a href="#what\'s-new">below</a>.</p><h2 id="what\'s-new">What\'s new</h2><p>One.</p><p>Two.</p>'
    found, body = converted(source)
    assert found.text == "See [below](#what's-new).\n\n## What's new {id=\"what's-new\"}\n\nOne.\n\nTwo.\n"
    assert [heading.id for heading in body.headings] == ["what-s-new"]
    assert not body.findings


@pytest.mark.slow
@pytest.mark.parametrize("block", BLOCKS.values(), ids=BLOCKS)
def test_links_find_every_id(block: str) -> None:
    names = [text for text in EVERY_TEXT if " " not in text]
    names += [f"what{mark}s-new" for mark in TYPOGRAPHIC_MARKS if not mark.isspace()]
    places = places_of_links(names, block)
    assert len({id(place) for place in places}) == len(names)


@given(st.lists(TEXTS, min_size=1, max_size=4, unique=True), st.sampled_from([*BLOCKS.values()]))
@settings(deadline=None, max_examples=50)
def test_links_find_any_ids(names: list[str], block: str) -> None:
    assert len(places_of_links(names, block)) == len(names)


@given(st.lists(TEXTS, max_size=6))
@example(["a.b", "’.a", "a.’", ".", "a..b", ".a"])
def test_ids_stay_apart(names: list[str]) -> None:
    fit = fit_ids(names)
    assert set(fit) == set(names)
    assert len(set(fit.values())) == len(fit)
    for written in fit.values():
        assert read_attributes(write_attributes({"id": written}))[1] == {"id": written}
        assert name_of(written)


def test_ids_that_cannot_be_written_lead_to_places_of_their_own() -> None:
    source = '<p><a href="#a%25b">1</a> <a href="#a&amp;b">2</a> <a href="#a-b">3</a></p>' + "".join(
        f'<h2 id="a{mark}b">{name}</h2>' for mark, name in (("%", "One"), ("&amp;", "Two"), ("-", "Three"))
    )
    _, body = converted(source)
    words = {heading.id: heading.title for heading in body.headings}
    assert [words[link.get("href", "")[1:]] for link in all_of(body, "a")] == ["One", "Two", "Three"]


# ---------------------------------------------------------------- attributes


@given(TEXTS, st.sampled_from(["lang", "title", "id"]))
def test_braces_are_read_as_they_were_written_or_are_not_written(value: str, name: str) -> None:
    try:
        written = write_attributes({name: value, "dir": "rtl"})
    except ValueError:
        assert set(value) & set('"\\{}%')
        return
    assert read_attributes(written) == (len(written), {name: value, "dir": "rtl"})
    assert read_attributes(f"{written} and more")[0] == len(written)


# ---------------------------------------------------------------- addresses and titles


def links_read(links: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Addresses and titles of links as they are read; the addresses without percent-encoding."""
    source = "".join(
        f'<p>See <a href="{escape(address)}" title="{escape(title)}">this</a> here.</p>' for address, title in links
    )
    _, body = converted(source)
    assert not body.findings
    return [(unquote(each.get("href", "")), each.get("title", "")) for each in all_of(body, "a")]


@pytest.mark.parametrize("pattern", ["https://e.org/{}/x", "https://e.org/{}", "https://e.org/?q={}&r=1"])
def test_every_mark_in_an_address(pattern: str) -> None:
    parts = [each.replace("%", "%25") for each in EVERY_TEXT if "\\" not in each and each[-1] not in "?#"]
    links = [(pattern.format(part), "t") for part in parts]
    assert links_read(links) == [(unquote(address), title) for address, title in links]


def test_every_mark_in_the_title_of_a_link() -> None:
    links = [("https://e.org/a_(b)", title) for title in EVERY_TEXT]
    assert links_read(links) == links


@given(st.lists(TEXTS, min_size=1, max_size=4))
@settings(deadline=None, max_examples=50)
def test_any_title_of_a_link(titles: list[str]) -> None:
    links = [("https://e.org/", title) for title in titles]
    assert links_read(links) == links


# ---------------------------------------------------------------- pictures


def words_of_pictures(pictures: Sequence[tuple[str, str]], source: str) -> list[tuple[str, str]]:
    """Alternative texts and captions as they are read. The pictures are not there, so their texts stand for them."""
    whole = "<hr>".join(source.format(alt=escape(alt), caption=escape(caption)) for alt, caption in pictures)
    _, body = converted(whole)
    assert {finding.code for finding in body.findings} <= {"broken-image", "foreign-markup"}
    alts = [(each.text or "")[1:-1] for each in all_of(body, "span") if each.get("class") == "missing-picture"]
    captions = ["".join(each.itertext()).strip() for each in all_of(body, "figcaption")]
    return list(zip(alts, captions or [""] * len(alts), strict=True))


@pytest.mark.parametrize(
    "source",
    [
        '<p>a <img src="a.png" alt="{alt}"> b</p>',
        '<p><img src="a.png" alt="{alt}"></p>',
        '<figure><img src="a.png" alt="{alt}"><figcaption>{caption}</figcaption></figure>',
        '<figure><img src="a.png" alt="{alt}"><figcaption><b>{caption}</b></figcaption></figure>',
        '<ul><li><figure><img src="a.png" alt="{alt}"><figcaption>{caption}</figcaption></figure></li></ul>',
        '<table><tr><td><img src="a.png" alt="{alt}"></td></tr></table>',
    ],
)
def test_every_mark_in_what_is_said_of_a_picture(source: str) -> None:
    pictures = [(text, text if "caption" in source else "") for text in EVERY_TEXT]
    assert words_of_pictures(pictures, source) == pictures


@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=3))
@settings(deadline=None, max_examples=50)
def test_anything_said_of_a_picture(pictures: list[tuple[str, str]]) -> None:
    source = '<figure><img src="a.png" alt="{alt}"><figcaption>{caption}</figcaption></figure>'
    assert words_of_pictures(pictures, source) == pictures


# ---------------------------------------------------------------- notes


def test_every_mark_in_the_id_of_a_note() -> None:
    names = [text for text in EVERY_TEXT if " " not in text]
    calls = "".join(
        f'<p>w<sup id="r-{n}"><a class="footnote-ref" href="#fn:{escape(name)}">{n}</a></sup></p>'
        for n, name in enumerate(names)
    )
    notes = "".join(f'<li id="fn:{escape(name)}">Note {n}. <a href="#r-{n}">↩</a></li>' for n, name in enumerate(names))
    found, body = converted(f'{calls}<div class="footnotes"><ol>{notes}</ol></div>')
    called = [each.get("data-note", "") for each in all_of(body, "a") if each.get("class") == "note-call"]
    texts = {note.label: "".join(etree.fromstring(note.xhtml).itertext()).strip() for note in body.notes}
    assert [texts[label] for label in called] == [f"Note {n}." for n in range(len(names))]
    assert not found.remarks
    assert not body.findings


TAGS = ["ka", "ru", "zh-Hans", "zh-hant", "sr-Latn-RS", "de-CH-1996", "EN_us", "pt-BR", "ar", "x-a", "nonsense", ""]


@given(st.lists(st.sampled_from(TAGS), min_size=1, max_size=4), TEXTS)
@settings(deadline=None, max_examples=50)
def test_the_languages_of_a_note_are_read_back(tags: list[str], words: str) -> None:
    parts = "".join(f'<p lang="{tag}">{escape(words)} {number}</p>' for number, tag in enumerate(tags))
    source = (
        '<p>w<sup id="r"><a class="footnote-ref" href="#fn:1">1</a></sup></p>'
        f'<div class="footnotes"><ol><li id="fn:1">{parts}<a href="#r">↩</a></li></ol></div>'
    )
    _, body = converted(source)
    known = [languages.normalise_tag(tag) for tag in tags]
    is_apart = len(tags) > 1 and None not in known and "" not in known and len(set(known)) == len(known)
    assert [note.language for note in body.notes] == (known if is_apart else ["en"])
    assert {finding.code for finding in body.findings} <= {"foreign-markup"}
