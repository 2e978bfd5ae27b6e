"""Numbers of notes that would run together with other raised numbers are parted; nothing else is."""

import pytest
from lxml import etree

from archivist.markup import adjacent_calls
from archivist.markup.adjacent_calls import GAP, part_calls

CALL = '<a class="note-call" href="#n">{}</a>'

FORMULA = '<code data-mathml="&lt;math&gt;&lt;mrow&gt;{}&lt;/mrow&gt;&lt;/math&gt;">x</code>'


@pytest.mark.parametrize(
    ("line", "gaps"),
    [
        (CALL.format(1) + CALL.format(2), 1),
        (CALL.format(1) + " " + CALL.format(2), 0),
        (CALL.format(1) + " word " + CALL.format(2), 0),
        ("m²" + CALL.format(1), 1),
        ("<sup>2</sup>" + CALL.format(1), 1),
        (CALL.format(1) + "<sup>th</sup>", 0),
        ('<a href="#x">1</a><a href="#y">2</a>', 0),  # links are not raised
        ('<a class="first" href="#x">1</a>' + CALL.format(1), 0),
        ("2" + CALL.format(1), 0),
        (FORMULA.format("&lt;msup&gt;&lt;mi&gt;x&lt;/mi&gt;&lt;mn&gt;2&lt;/mn&gt;&lt;/msup&gt;") + CALL.format(1), 1),
        (FORMULA.format("&lt;mi&gt;x&lt;/mi&gt;") + CALL.format(1), 0),
    ],
)
def test_only_raised_numbers_side_by_side_are_parted(line: str, gaps: int) -> None:
    root = etree.fromstring(f"<p>A {line}</p>")
    part_calls(root)
    assert len(root.findall(f".//span[@class='{GAP}']")) == gaps


def test_of_a_long_text_only_its_ends_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at: list[str] = []
    is_seen = adjacent_calls._is_seen

    def look_at(character: str) -> bool:
        looked_at.append(character)
        return is_seen(character)

    monkeypatch.setattr(adjacent_calls, "_is_seen", look_at)
    part_calls(etree.fromstring(f"<p>\u200ba{CALL.format(1)}b{'c' * 10_000}d\u200b</p>"))
    assert looked_at == ["a", "\u200b", "d", "b"]  # what a text begins with, only behind a call
