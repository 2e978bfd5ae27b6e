"""Work the layout engine is spared, counted instead of timed."""

from typing import Any

import pytest
import weasyprint

from archivist.pdf.engine import rendering
from archivist.pdf.engine.patches.chosen_fonts import ChosenFonts
from tests.pdf.making import laid, whole

pytestmark = pytest.mark.slow  # lays out pages


def test_a_style_sheet_is_parsed_once_in_a_process(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []
    css = weasyprint.CSS

    def counted(*, string: str, **options: Any) -> object:
        parsed.append(string)
        return css(string=string, **options)

    monkeypatch.setattr(weasyprint, "CSS", counted)
    rendering._style_sheet.cache_clear()
    made = [laid(f"Text {number}.", "p { color: #111 }") for number in range(3)]
    assert all(whole(each) for each in made)
    assert len(parsed) == len(set(parsed))
    assert "p { color: #111 }" in parsed


def test_a_style_sheet_parsed_for_other_fonts_is_not_taken() -> None:
    one, other = rendering._fonts(()), ChosenFonts(())
    parse = rendering._style_sheet
    assert parse("p { margin: 0 }", one) is parse("p { margin: 0 }", one)
    assert parse("p { margin: 0 }", one) is not parse("p { margin: 0 }", other)
