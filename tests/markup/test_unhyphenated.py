"""Addresses and check sums are divided without a hyphen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from archivist.markup.unhyphenated import _FOUND, _LEAST, _WORD, divided_address, set_unhyphenated

SUM = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


def divided(inside: str) -> str:
    """The text with `|` where a line may end and `[…]` around what may be divided anywhere, spans as `<…>`."""
    root = etree.fromstring(f"<p>{inside}</p>")
    before = "".join(root.itertext())
    set_unhyphenated(root)
    assert "".join(root.itertext()) == before
    written = etree.tostring(root, encoding="unicode").removeprefix("<p>").removesuffix("</p>")
    for old, new in (('<span class="unbroken">', "["), ("<wbr/>", "|"), ('<span class="web-address">', "<")):
        written = written.replace(old, new)
    return str(written)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See https://e.org/a-b_c?d=1&amp;e=2.", "See <https://|e.|org/|a-|b_|c?|d=|1&amp;|e=|2</span>."),
        (
            "(https://example.org/averylongaddresswithout)",
            "(<https://|example.|org/|[averylongaddresswithout]</span></span>)",
        ),
        (f"a {SUM} b", f"a <[{SUM}</span></span> b"),
        ("www.example.org/map, and", "<www.|example.|org/|map</span>, and"),
        ("example.org/2022/map end", "<example.|org/|2022/|map</span> end"),
        ("an.editor@press.example.org", "<an.|editor@|press.|example.|org</span>"),
        ("550e8400-e29b-41d4-a716-446655440000", "<550e8400-|e29b-|41d4-|a716-|446655440000</span>"),
        ("OP_CHECKTEMPLATEVERIFY", "<OP_|[CHECKTEMPLATEVERIFY]</span></span>"),
        ("https://example.org/map日本語の文", "<https://|example.|org/|map</span>日本語の文"),
        ("https://пример.рф/страница/", "<https://|пример.|рф/|страница/</span>"),
        (
            f"<em>{SUM[:20]}</em> and <b>x</b> {SUM[:20]}",
            f"<em><[{SUM[:20]}]</span></span></em> and <b>x</b> <[{SUM[:20]}]</span></span>",
        ),
        (r"C:\Users\me\map.docx", r"<C:\|Users\|me\|map.|docx</span>"),
        (r"\\host\share\map.txt", r"<\\|host\|share\|map.|txt</span>"),
        ("see /usr/share/doc/map", "see </|usr/|share/|doc/|map</span>"),
        ("~/maps/2022/map.pdf and", "<~/|maps/|2022/|map.|pdf</span> and"),
        ("mailto:editor@press.example", "<mailto:|editor@|press.|example</span>"),
        ("git@host.example:maps/old", "<git@|host.|example:|maps/|old</span>"),
        ("s3://bucket/maps/2022", "<s3://|bucket/|maps/|2022</span>"),
        # a link that shows its address is set apart as a whole
        (
            '<a class="web-address" href="x">https://e.org/long/path</a>',
            '<a class="web-address" href="x">https://|e.|org/|long/|path</a>',
        ),
        # words and short things stay
        ("A state-of-the-art-technique in 2022-03-30.", "A state-of-the-art-technique in 2022-03-30."),
        ("Donaudampfschifffahrtsgesellschaft", "Donaudampfschifffahrtsgesellschaft"),
        ("https://e.org/", "https://e.org/"),
        ("and/or/either/neither/both", "and/or/either/neither/both"),
        (f"<code>{SUM}</code>", f"<code>{SUM}</code>"),
    ],
)
def test_places_to_divide(text: str, expected: str) -> None:
    assert divided(text) == expected.replace("]</span></span>", "</span></span>").replace("]", "</span>")


@given(st.text(st.sampled_from("ab1/._-?&= \n:@éა日"), max_size=80))
def test_no_word_changes(text: str) -> None:
    root = etree.Element("p")
    root.text = text
    child = etree.SubElement(root, "em")
    child.text, child.tail = text, text
    set_unhyphenated(root)
    assert "".join(root.itertext()) == text * 3
    etree.fromstring(etree.tostring(root))


@given(
    st.lists(
        st.sampled_from(["https://", "www.", "a@", "e.org", "/usr", "C:\\", "word", SUM, ".", " ", "\n", "\u3000", "é"])
    )
)
def test_addresses_in_long_words_are_those_of_the_whole_text(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = {match.span() for match in _FOUND.finditer(text) if len(match[0]) >= _LEAST}
    in_words = (match for word in _WORD.finditer(text) for match in _FOUND.finditer(text, *word.span()))
    assert {match.span() for match in in_words if len(match[0]) >= _LEAST} == found


def test_what_is_in_code_stays_and_what_is_after_it_is_divided() -> None:
    written = "<code><em>https://e.org/long/path</em> https://e.org/long/path</code> https://e.org/long/path"
    made = divided(written)
    assert made.startswith("<code><em>https://e.org/long/path</em> https://e.org/long/path</code> <")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("www.nplg.gov.ge", "www.<wbr/>nplg.<wbr/>gov.<wbr/>ge"),
        ("e.org/?a=1&b=<2>", "e.<wbr/>org/?<wbr/>a=<wbr/>1&amp;<wbr/>b=<wbr/>&lt;2&gt;"),
        ("nationalparliamentarylibrary.ge", '<span class="unbroken">nationalparliamentarylibrary.</span><wbr/>ge'),
    ],
)
def test_an_address_in_a_list_of_works(address: str, expected: str) -> None:
    assert divided_address(address) == expected
    assert "".join(etree.fromstring(f"<p>{expected}</p>").itertext()) == address
