"""A line of pieces, and what they become together: white space, marks of emphasis, escapes.

White space and opening marks wait until a word follows: so white space is outside of marks, and what is empty
leaves no marks behind.
"""

import re
from dataclasses import dataclass

from archivist.dialect import emphasis, escaping
from archivist.formulas.delimiters import environment_in, formulas_in, without_formulas

_SPACES = re.compile(r"[ \t\n\r\f]+")
_TAGS = {"em": "em", "strong": "strong", "s": "s"}
_SIGNS = {"em": "*", "strong": "**", "s": "~~"}
_LONE_TAG = re.compile(r"(<[^<>]*>)[ ]*\n")
_OPENING_MARKS = re.compile(r"[\[\]!*_~`<^{]")
MAX_MARKS = 3900  # the reader reads 4,000 in a paragraph


@dataclass(slots=True, eq=False)
class Piece:
    """A part of a line."""

    text: str
    kind: str = "markup"  # or "text", "break", "formula", or an opening or closing "em", "strong", "s"
    closes: bool = False
    partner: "Piece | None" = None
    raw: bool = False  # a tag in place of a mark
    label: bool = False  # text between square brackets; markup that begins such text


class Line:
    """Collects the pieces of one block."""

    def __init__(self, *, html: bool, single: bool) -> None:
        self.html, self.single = html, single
        self.pieces: list[Piece] = []
        self._waiting: list[Piece] = []  # opened, but nothing has been written in it
        self._opened: list[Piece] = []
        self._space = ""  # "", " " or "\n"
        self._breaks = 0
        self._labels = 0

    # ---------------------------------------------------------------- collecting

    def text(self, text: str) -> None:
        """Add text; white space is collapsed."""
        if not text:
            return
        core = text.strip(" \t\n\r\f")
        if not core:
            self._wait(text)
            return
        start = text.index(core[0])
        self._wait(text[:start])
        words = _SPACES.sub(self._collapse, core)
        self._settle()
        last = self.pieces[-1] if self.pieces else None
        label = self._labels > 0
        if last is not None and last.kind == "text":
            last.text += words
        else:
            self.pieces.append(Piece(words, "text", label=label))
        self._wait(text[start + len(core) :])

    def space(self) -> None:
        """Part what is before from what follows."""
        self._wait(" ")

    def line_break(self) -> None:
        """Add a hard line break; it counts only if words are on both sides of it."""
        self._breaks += 1

    def markup(self, markup: str) -> None:
        """Add something that is written as it is."""
        self._settle()
        self.pieces.append(Piece(markup))

    def formula(self, source: str, display: bool) -> None:
        """Add a formula of TeX in one line."""
        self._settle()
        self.pieces.append(Piece(f"$${source}$$" if display else f"${source}$", "formula", label=display))

    def begin(self, markup: str, label: bool = False) -> None:
        """Begin an element whose mark is this."""
        self._open(Piece(markup, label=label))

    def begin_mark(self, kind: str) -> None:
        """Begin emphasis: `em`, `strong` or `s`."""
        nested = any(piece.kind == kind for piece in (*self._opened, *self._waiting))
        self._open(Piece("", kind, raw=nested or self.html))

    def end(self, markup: str) -> None:
        """End the element begun last."""
        self._close(Piece(markup, closes=True))

    def end_mark(self, kind: str) -> None:
        """End the emphasis begun last."""
        self._close(Piece("", kind, closes=True))

    def _open(self, piece: Piece) -> None:
        self._waiting.append(piece)
        self._labels += piece.label

    def _close(self, piece: Piece) -> None:
        if self._waiting:  # nothing is in it
            self._labels -= self._waiting.pop().label
            return
        opening = self._opened.pop()
        self._labels -= opening.label
        opening.partner, piece.partner = piece, opening
        piece.raw = opening.raw
        self.pieces.append(piece)

    def _collapse(self, match: re.Match[str]) -> str:
        return "\n" if "\n" in match[0] and not self.single else " "

    def _wait(self, spaces: str) -> None:
        if spaces:
            self._space = "\n" if ("\n" in spaces or self._space == "\n") and not self.single else " "

    def _settle(self) -> None:
        """Write the white space and the opening marks that wait."""
        if self._breaks and self.pieces:
            mark = "<br>" if self.single else "\\\n"
            self.pieces.append(Piece(mark * self._breaks, "break"))
        elif self._space and self.pieces:
            last = self.pieces[-1]
            if last.kind == "text":
                last.text += self._space
            elif last.kind != "break":
                self.pieces.append(Piece(self._space, "text", label=self._labels > sum(p.label for p in self._waiting)))
        self._space, self._breaks = "", 0
        self.pieces += self._waiting
        self._opened += self._waiting
        self._waiting = []

    # ---------------------------------------------------------------- the result

    def ends_with_code(self) -> bool:
        """Whether code in backticks is directly before what comes next."""
        waits = self._space or self._breaks or self._waiting
        return not waits and bool(self.pieces) and self.pieces[-1].kind == "markup" and self.pieces[-1].text[-1:] == "`"

    def is_empty(self) -> bool:
        """Whether nothing was written."""
        return not self.pieces

    def written(self) -> str:
        """The pieces as Markdown, or as HTML."""
        self._drop_blank_end()
        if self.html:
            return "".join(self._as_html(piece) for piece in self.pieces)
        self._escape()
        self._set_marks()
        whole = self._with_its_formulas_alone()
        return _LONE_TAG.sub(r"\1 ", whole, count=1) if whole.startswith("<") else whole

    def _drop_blank_end(self) -> None:
        """A break before nothing but no-break spaces would be at the end, where it is a backslash."""
        while self.pieces and (self.pieces[-1].kind == "break" or _is_blank_text(self.pieces[-1])):
            self.pieces.pop()

    @staticmethod
    def _as_html(piece: Piece) -> str:
        if piece.kind == "text":
            return escaping.in_html(piece.text)
        if piece.kind in _TAGS:
            return f"<{'/' if piece.closes else ''}{_TAGS[piece.kind]}>"
        return piece.text

    def _escape(self) -> None:
        stars = sum(piece.text.count("*") for piece in self.pieces if piece.kind == "text")
        alone = stars == 1 and not any(piece.kind in ("em", "strong") for piece in self.pieces)
        for number, piece in enumerate(self.pieces):
            if piece.kind != "text":
                continue
            before = self.pieces[number - 1] if number else None
            after = self.pieces[number + 1] if number + 1 < len(self.pieces) else None
            place = escaping.Place(
                before=(before.text or "*")[-3:] if before else "",
                after=(after.text or "*")[:3] if after else "",
                line_start=before is None or (before.kind == "break" and not self.single),
                label=piece.label,
                star_is_alone=alone,
            )
            piece.text = escaping.escape_text(piece.text, place)

    def _with_its_formulas_alone(self) -> str:
        """The pieces together: formulas so that each is read as one, and other text so that it is not."""
        if not any("$" in piece.text or "\\" in piece.text for piece in self.pieces):
            return "".join(piece.text for piece in self.pieces)
        # Twice, since backticks beside a dollar of the text may make a formula of that.
        for _ in range(2):
            self._escape_formulas_of_text()
            whole, places = self._whole()
            if not places - _formulas(whole):
                break
            for piece in self.pieces:
                if piece.kind == "formula":
                    piece.text = _in_backticks(piece)
        self._escape_formulas_of_text()
        return self._whole()[0]

    def _escape_formulas_of_text(self) -> None:
        """Escape what would be read as a formula and is text, if anything would."""
        whole, places = self._whole()
        if _formulas(whole) - places or any(environment_in(line.lstrip()) for line in whole.split("\n")):
            for piece in self.pieces:
                if piece.kind == "text":
                    piece.text = without_formulas(piece.text)

    def _whole(self) -> tuple[str, set[tuple[int, int]]]:
        """The text, and where the formulas are."""
        places = set()
        at = 0
        for piece in self.pieces:
            if piece.kind == "formula":
                places.add((at, at + len(piece.text)))
            at += len(piece.text)
        return "".join(piece.text for piece in self.pieces), places

    def _set_marks(self) -> None:
        ends = self._edges()
        for number, piece in enumerate(self.pieces):
            if piece.kind in _SIGNS and not piece.closes and piece.partner is not None:
                self._set_mark(number, piece, piece.partner, ends)
        for piece in self.pieces:
            if piece.kind in _SIGNS and piece.raw:
                piece.text = f"<{'/' if piece.closes else ''}{_TAGS[piece.kind]}>"

    def _edges(self) -> dict[int, int]:
        return {id(piece): number for number, piece in enumerate(self.pieces)}

    def _set_mark(self, start: int, opening: Piece, closing: Piece, ends: dict[int, int]) -> None:
        if opening.raw:
            return
        finish = ends[id(closing)]
        beside = [self.pieces[n] for n in (start - 1, start + 1, finish - 1, finish + 1) if 0 <= n < len(self.pieces)]
        sign = _SIGNS[opening.kind]
        if opening.kind == "em" and any(piece.kind == "strong" for piece in beside):
            sign = "_"
        same = any(piece.kind == opening.kind for piece in beside)
        outer = self._character(start - 1, last=True), self._character(finish + 1)
        inner = self._character(start + 1), self._character(finish - 1, last=True)
        fits = emphasis.opens(sign[0], outer[0], inner[0]) and emphasis.closes(sign[0], inner[1], outer[1])
        if same or not fits:
            opening.raw = closing.raw = True
        else:
            opening.text = closing.text = sign

    def _character(self, number: int, last: bool = False) -> str:
        """The first or last character of a piece; a mark not yet set counts as punctuation."""
        if not 0 <= number < len(self.pieces):
            return ""
        text = self.pieces[number].text or "*"
        return text[-1] if last else text[0]


def _formulas(text: str) -> set[tuple[int, int]]:
    """Where formulas are read in Markdown."""
    return {(found.start, found.end) for found in formulas_in(text)} if "$" in text or "\\" in text else set()


def _in_backticks(formula: Piece) -> str:
    """A formula in the form that may be within a word."""
    source = formula.text[2:-2] if formula.label else formula.text[1:-1]
    return formula.text if "`" in source else f"$`{source}`$"


def _is_blank_text(piece: Piece) -> bool:
    return piece.kind == "text" and not piece.text.strip()


def too_many_marks(text: str) -> bool:
    """Whether the reader would take the paragraph for plain text."""
    return len(text) > MAX_MARKS and len(_OPENING_MARKS.findall(text)) > MAX_MARKS
