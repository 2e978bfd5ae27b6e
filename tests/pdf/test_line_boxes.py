"""The boxes of chosen lines: the same pages as with the engine's own boxes, for less work."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from archivist.pdf.engine import LaidOut, chosen_lines
from tests.function_calls import calls
from tests.pdf.making import document, job, lay_out, whole

pytestmark = pytest.mark.slow  # lays out pages

WORDS = (
    "Water goes *down* to [the **town** and past](https://example.org) the mill, `and` ~~nobody~~ has asked[^1] where "
    "it[^2] came from, or *why*. "
)
TEXT = "\n\n".join(
    ["- " + WORDS * 2, WORDS * 4, "> " + WORDS * 3, "AVATAR\u00a0To " + WORDS, "[^1]: A note.", f"[^2]: {WORDS[:-6]}"]
)
GEORGIAN = "წყალი *მიდის* ქალაქისკენ და წისქვილს ჩაუვლის, და არავის უკითხავს, საიდან მოდის. " * 4
# What is beside the text, above the line, out of its place, drawn around it or divided with it.
STYLES = (
    "",
    "em { padding: 1pt 3pt; border: 1pt solid; margin: 0 2pt } a { padding-left: 5pt; box-decoration-break: clone }",
    "em { vertical-align: super } strong { vertical-align: middle } code { vertical-align: 2pt }",
    "em { vertical-align: top; font-size: 180% } a { vertical-align: text-bottom; line-height: 3 }",
    "em { position: relative; top: 2pt } code { background: #ccc } a { text-decoration: underline }",
    "p { text-indent: 7%; margin: 0 5% } em { margin-top: auto; font-weight: bold; word-spacing: 1pt }",
)


@contextmanager
def counted(monkeypatch: pytest.MonkeyPatch, *, by_engine: bool) -> Iterator[list[bool]]:
    """For each line that was chosen, whether its boxes were made at once."""
    made: list[bool] = []
    set_line = chosen_lines.ParagraphLines.set_line

    def count(*arguments: Any) -> Any:
        line = None if by_engine else set_line(*arguments)
        made.append(line is not None)
        return line

    with monkeypatch.context() as changed:
        changed.setattr(chosen_lines.ParagraphLines, "set_line", count)
        yield made


def both_ways(monkeypatch: pytest.MonkeyPatch, source: Any) -> tuple[LaidOut, list[bool]]:
    """A job laid out, after it is certain that the engine's own boxes lead to the same."""
    with counted(monkeypatch, by_engine=True) as by_engine:
        expected = lay_out(source)
    with counted(monkeypatch, by_engine=False) as at_once:
        made = lay_out(source)
    assert made == expected  # byte for byte
    assert made.pdf
    assert len(at_once) == len(by_engine)
    return made, at_once


@pytest.mark.parametrize("style", STYLES)
def test_lines_are_where_the_engine_sets_them(monkeypatch: pytest.MonkeyPatch, style: str) -> None:
    made, at_once = both_ways(monkeypatch, job(document(TEXT, translation=GEORGIAN), style))
    assert whole(made)
    assert len(at_once) > 15
    assert all(at_once)


@pytest.mark.parametrize("style", ["em { padding-top: 5% }", "em { position: absolute; top: 0 }"])
def test_the_engine_sets_what_depends_on_more_than_the_style(monkeypatch: pytest.MonkeyPatch, style: str) -> None:
    plain = "Words of a paragraph without emphasis, as long as it has to be for two lines of the page at least. " * 2
    _, at_once = both_ways(monkeypatch, job(document(f"{WORDS * 3}\n\n{plain}\n\n[^1]: One.\n\n[^2]: Two."), style))
    assert not at_once[0]
    assert at_once[-1]


def test_no_end_of_a_line_is_looked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    source = job(document(WORDS.replace("[^1]", "").replace("[^2]", "") * 20))
    lay_out(source)  # what is kept for all documents
    found = []
    for by_engine in (True, False):
        with counted(monkeypatch, by_engine=by_engine), calls(lambda file: "/weasyprint/" in file) as called:
            lay_out(source)
        found.append(called)
    for name in ("split_inline_level", "can_break_text"):
        assert found[1][name] < found[0][name] / 3, name
