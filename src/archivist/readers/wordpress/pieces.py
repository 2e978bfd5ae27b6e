"""HTML divided into tags, comments and text, in linear time whatever the input.

For rules of WordPress that work on the text as written, before it is HTML: paragraphs and shortcodes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# A quoted value ends at `<`, so that a quotation mark without a partner costs no search to the end.
_TAG = re.compile(r"<(/?)([A-Za-z][\w:-]*)([^<>\"']*(?:(?:\"[^\"<]*\"|'[^'<]*')[^<>\"']*)*)>")


def words(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


VERBATIM = frozenset({"pre", "code", "script", "style", "textarea", "svg", "math", "kbd", "samp", "object"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A tag, a comment, or the text between."""

    source: str  # as written
    tag: str = ""  # lower-case name; "" if it is not a tag
    closes: bool = False
    is_comment: bool = False

    @property
    def is_text(self) -> bool:
        """Whether it is neither a tag nor a comment."""
        return not self.tag and not self.is_comment


def pieces(html: str) -> Iterator[Piece]:
    """The pieces of a text; their sources joined are the text."""
    done, start = 0, html.find("<")
    open_comment = False  # a comment that never ends is text, and so is every later one
    while start >= 0:
        piece = None
        if html.startswith("<!--", start) and not open_comment:
            end = html.find("-->", start + 4)
            open_comment = end < 0
            piece = None if open_comment else Piece(html[start : end + 3], is_comment=True)
        elif match := _TAG.match(html, start):
            piece = Piece(match[0], match[2].lower(), bool(match[1]))
        if piece:
            if start > done:
                yield Piece(html[done:start])
            yield piece
            done = start + len(piece.source)
        start = html.find("<", max(done, start + 1))
    if done < len(html):
        yield Piece(html[done:])
