"""The text of scripts that reorder their letters, given with the glyphs that draw it.

The engine tells a reader of the PDF what each glyph stands for. In Devanagari and its kin that is not the text: a vowel
sign is drawn before the consonant it follows, and several letters become one glyph. Such a run carries its text along
(ActualText, ISO 32000-1, 14.9.4), so that it can be copied and searched.

The engine has no hook for this; `draw_text` of the pinned version is wrapped, here and nowhere else.
"""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

import pydyf
import weasyprint.draw

from archivist.errors import LayoutError

# Devanagari to Sinhala, Tibetan, Myanmar, Khmer.
_REORDERED = re.compile("[\u0900-\u0dff\u0f00-\u109f\u1780-\u17ff]")


def install() -> None:
    """Wrap the engine's drawing of text. Done once; asking again changes nothing.

    Raises LayoutError if the engine has no such function: then it is not the version this program is made for.
    """
    draw_text = getattr(weasyprint.draw, "draw_text", None)
    if draw_text is None:
        raise LayoutError("this WeasyPrint draws text in another way", "Install the version that archivist asks for.")
    if not hasattr(draw_text, "__wrapped__"):
        weasyprint.draw.draw_text = _with_actual_text(draw_text)


def _with_actual_text(draw_text: Callable[..., None]) -> Callable[..., None]:
    @wraps(draw_text)
    def drawn(stream: Any, textbox: Any, *arguments: Any) -> None:
        if not _REORDERED.search(textbox.text):
            draw_text(stream, textbox, *arguments)
            return
        stream.begin_marked_content("Span", pydyf.Dictionary({"ActualText": pydyf.String(textbox.text)}))
        draw_text(stream, textbox, *arguments)
        stream.end_marked_content()

    return drawn
