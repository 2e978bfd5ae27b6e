"""A text that was measured for a line is not measured again for the same line.

Changes: `split_first_line` as `weasyprint.layout.inline` and `weasyprint.layout.preferred` have it, wrapped.
Why: the notes of a page are laid out again with each further note, a page again if its foot grows, a table once for
each width that is tried, a document once for each figure that moves. Each time the same texts are shaped in the same
widths: in volumes with notes in two languages five of six times, a sixth of the time of a layout.
Where a line ends depends on the text, the width, and some properties of its style alone. So what was found is kept
with the fonts, for all documents of a process, up to a limit.
Upstream: as here, with the cache in the font configuration, where the heights of lines are kept already.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from weakref import WeakKeyDictionary

from weasyprint.layout import inline, preferred
from weasyprint.text import line_break
from weasyprint.text.line_break import Layout

from archivist.pdf.engine.boxes import Style
from archivist.pdf.engine.patches.replacing import replace

_KEY = "_archivist_line_key"  # of a style
_MOST_KEPT = 2_000  # lines in the same fonts; then all are forgotten
_LONGEST = 2_000  # characters of a text; one that is longer is not kept

# What decides where a line ends, apart from the font, its size, its features, the language and the line height.
_PROPERTIES = (
    "direction",
    "font_kerning",
    "hyphenate_character",
    "hyphenate_limit_chars",
    "hyphenate_limit_zone",
    "hyphens",
    "letter_spacing",
    "overflow_wrap",
    "tab_size",
    "white_space",
    "word_break",
    "word_spacing",
)

# Layout of Pango, bytes of the line, bytes before the next line, width, height, baseline.
_Line = tuple[Any, int, int | None, float, float, float]
_Split = Callable[..., _Line]

_kept: WeakKeyDictionary[Any, dict[object, _Line]] = WeakKeyDictionary()  # by the font configuration


def install() -> None:
    """Wrap the function. Raises LayoutError if the engine has no such function."""
    _kept.clear()  # other patches have an effect on where lines end
    replace(inline, "split_first_line", _once)
    replace(preferred, "split_first_line", _once)


def _once(original: _Split) -> _Split:
    @wraps(original)
    def split(
        text: str, style: Style, context: object, max_width: float | None, justification_spacing: float, **named: bool
    ) -> _Line:
        if len(text) > _LONGEST:
            return original(text, style, context, max_width, justification_spacing, **named)
        kept = _kept.setdefault(style.font_config, {})  # type: ignore[attr-defined]
        key = text, _key(style), max_width, justification_spacing, *named.items()
        line = kept.get(key)
        if line is None:
            if len(kept) >= _MOST_KEPT:
                kept.clear()
            line = kept[key] = original(text, style, context, max_width, justification_spacing, **named)
        return _copy(line[0]), *line[1:]

    return split


def _key(style: Style) -> object:
    known = style.__dict__.get(_KEY)
    if known is None:
        font = line_break._font_style_cache_key(style, include_size=True)
        is_decorated = style["text_decoration_line"] != "none"  # then Pango is asked where lines are drawn
        known = style.__dict__[_KEY] = font, is_decorated, *map(style.__getitem__, _PROPERTIES)
    return known


def _copy(layout: Any) -> Any:
    """Another layout: what is drawn is written into it."""
    copy = Layout.__new__(Layout)
    copy.__dict__.update(layout.__dict__)
    return copy
