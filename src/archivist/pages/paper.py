"""Where the glyphs of a finished PDF are: read back by PDFium, which had no part in writing it.

What a layout engine says of its boxes is not where the glyphs are: numbers overflow, and a later step may move them.
"""

import ctypes
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice

import pypdfium2
from pypdfium2 import raw

TOLERANCE = 1.0  # points that a glyph may reach over the edge of the paper: the box of a glyph is larger than its ink
Box = tuple[float, float, float, float]  # left, bottom, right, top in points, as the page counts them

_FIRST_HALVES, _SECOND_HALVES = range(0xD800, 0xDC00), range(0xDC00, 0xE000)  # Unicode 3.9, surrogate pairs
_MOST = 20  # places of one page that are reported; a page off the paper has thousands


@dataclass(frozen=True, slots=True)
class OffPaper:
    """Text that is not wholly on the paper."""

    page: int  # of the file, from 0
    text: str
    box: Box
    in_figure: bool  # of a drawing, which is cut at the edges of its view: on a screen it is not seen either


@dataclass(frozen=True, slots=True)
class _Run:
    text: str
    box: Box
    in_figure: bool


def off_paper(pdf: bytes) -> Iterator[OffPaper]:
    """All text of a PDF that reaches over the edge of its page, the words of drawings among it.

    Raises pypdfium2.PdfiumError for a file that PDFium cannot open.
    """
    with pypdfium2.PdfDocument(pdf) as opened:
        for number in range(len(opened)):
            page = opened[number]
            yield from _of_page(page, number)
            page.close()


def _of_page(page: pypdfium2.PdfPage, number: int) -> Iterator[OffPaper]:
    paper = page.get_cropbox()
    text = page.get_textpage()
    boxes = (text.get_rect(index) for index in range(text.count_rects()))
    outside = [box for box in boxes if _is_outside(box, paper) and text.get_text_bounded(*box).strip()]
    if outside:
        # A box of PDFium takes in every glyph that is near it, so what is off the paper is read glyph by glyph.
        runs = list(islice(_runs(page, text, paper), _MOST))
        found = runs or [_Run(text.get_text_bounded(*box), box, in_figure=False) for box in outside[:_MOST]]
        yield from (OffPaper(number, run.text, run.box, run.in_figure) for run in found)
    text.close()


def _is_outside(box: Box, paper: Box) -> bool:
    left, bottom, right, top = paper
    return max(left - box[0], bottom - box[1], box[2] - right, box[3] - top) > TOLERANCE


def _runs(page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage, paper: Box) -> Iterator[_Run]:
    """The glyphs off the paper; those that follow one another in the text, or in one figure, are one run."""
    grouped = _within_marked_groups(page)
    glyphs = [
        (index, _Run(words, box, _is_in_figure(raw.FPDFText_GetTextObject(text, index), grouped)))
        for index in range(text.count_chars())
        if (words := _character(text, index)).strip() and _is_outside(box := text.get_charbox(index), paper)
    ]
    for (_, in_figure), row in groupby(enumerate(glyphs), lambda each: (each[1][0] - each[0], each[1][1].in_figure)):
        members = [glyph for _, (_, glyph) in row]
        yield _Run("".join(each.text for each in members), _around([each.box for each in members]), in_figure)


def _character(text: pypdfium2.PdfTextPage, index: int) -> str:
    """The character at a place; "" at the second half of one outside the Basic Multilingual Plane, which has two."""
    unit = raw.FPDFText_GetUnicode(text, index)
    if unit in _FIRST_HALVES:
        return str(text.get_text_range(index, 2))
    return "" if unit in _SECOND_HALVES else str(text.get_text_range(index, 1))


def _is_in_figure(glyph: raw.FPDF_PAGEOBJECT, grouped: Collection[int]) -> bool:
    """Whether a glyph is marked content of a figure (ISO 32000-1, 14.6). Formulas are marked as formulas."""
    return _is_marked(glyph) or _address(glyph) in grouped


def _is_marked(item: raw.FPDF_PAGEOBJECT) -> bool:
    marks = (raw.FPDFPageObj_GetMark(item, number) for number in range(raw.FPDFPageObj_CountMarks(item)))
    return any(_name(mark) == "Figure" for mark in marks)


def _within_marked_groups(page: pypdfium2.PdfPage) -> set[int]:
    """What is in groups that are marked as a figure, by address: what is in a group does not have its marks."""
    items = (raw.FPDFPage_GetObject(page, number) for number in range(raw.FPDFPage_CountObjects(page)))
    groups = [item for item in items if raw.FPDFPageObj_GetType(item) == raw.FPDF_PAGEOBJ_FORM and _is_marked(item)]
    found: set[int] = set()
    while groups:
        group = groups.pop()
        for number in range(raw.FPDFFormObj_CountObjects(group)):
            item = raw.FPDFFormObj_GetObject(group, number)
            found.add(_address(item))
            if raw.FPDFPageObj_GetType(item) == raw.FPDF_PAGEOBJ_FORM:
                groups.append(item)
    return found


def _address(item: raw.FPDF_PAGEOBJECT) -> int:
    return ctypes.cast(item, ctypes.c_void_p).value or 0


def _name(mark: raw.FPDF_PAGEOBJECTMARK) -> str:
    buffer, length = ctypes.create_string_buffer(64), ctypes.c_ulong()
    name = ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR))
    is_read = raw.FPDFPageObjMark_GetName(mark, name, len(buffer), length)
    return (
        buffer.raw[: length.value].decode("utf-16-le").rstrip("\0") if is_read and length.value <= len(buffer) else ""
    )


def _around(boxes: Sequence[Box]) -> Box:
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)
