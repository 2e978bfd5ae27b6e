"""The blocks that end a text: which of them are marked, and what the last page has then."""

from xml.etree.ElementTree import fromstring

import pytest

from archivist.pdf.last_page_lines import mark_last_blocks

LONG = "word " * 60


def marks(text: str) -> list[tuple[str, str]]:
    """Tag and mark of each block that is marked, in the order of the text."""
    body = fromstring(f"<div>{text}</div>")
    words = "".join(body.itertext())
    mark_last_blocks(body)
    assert "".join(body.itertext()) == words
    return [(each.tag, each.attrib["data-end"]) for each in body.iter() if "data-end" in each.attrib]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"<p>{LONG}</p><p>{LONG}</p>", [("p", "spare-5")]),
        (f"<p>{LONG}</p><p>Short.</p>", [("p", "spare-4"), ("p", "short")]),
        (f"<p>{LONG}</p><p>a</p><p>b</p>", [("p", "spare-3"), ("p", "short"), ("p", "short")]),
        (f"<p>{LONG}</p><ul><li>{LONG}</li></ul>", [("li", "spare-5")]),
        (f"<ul><li>{LONG}</li><li>a</li></ul>", [("li", "spare-4"), ("li", "short")]),
        (f"<ul><li>{LONG}</li><li><p>a</p></li></ul>", [("li", "spare-4"), ("li", "short"), ("p", "short")]),
        (f"<ul><li><p>{LONG}</p></li><li>a<p>b</p></li></ul>", [("p", "short")]),
        (f"<ul><li>{LONG}<ul><li>a</li></ul></li></ul>", [("li", "short")]),
        (f"<p>{LONG}</p><section><p>a</p></section>", [("p", "spare-4"), ("p", "short")]),
        (f"<p>{LONG}</p><table/><p>a</p>", [("p", "short")]),
        (f"<p>{LONG}</p><table/>", []),
        ("<p/>" * 9, [("p", "spare-2"), *[("p", "short")] * 4]),
        (f"<p>{'word ' * 45}</p><p>{'word ' * 20}</p>", [("p", "spare-3"), ("p", "short")]),
        ("", []),
    ],
)
def test_the_last_blocks_are_marked_as_far_as_they_are_needed(text: str, expected: list[tuple[str, str]]) -> None:
    assert marks(text) == expected
