"""Destinations and links of the joined file: where everything is, and what leads there."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from archivist.pages.page_ids import page_id
from archivist.pdf.number_trees import name_tree
from archivist.pdf.pdf_file import PdfFile
from archivist.pdf.pdf_syntax import array, number, string
from archivist.pdf.place_names import in_ascii
from archivist.pdf.print_tree import DOCUMENT_SCHEME, EDITION_SCHEME
from archivist.publication import Publication
from archivist.settings.choices import Standard

_PRINT = 4  # annotation flag: printed as it is seen, which PDF/A asks for (ISO 19005-2, 6.5.3)


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is in the file."""

    page: int  # number of its object
    x: float
    y: float | None  # None: the upper edge of the page


# Places by their name, `document#id`; `document#` is the document's beginning.
Places = Mapping[str, Place]


class Destinations:
    """Every place that can be linked to, the pages themselves included."""

    def __init__(self, pages: Sequence[int], publication: Publication, first_pages: Mapping[str, int]) -> None:
        """`pages` are the numbers of the pages of the file, in order."""
        self.heights: dict[int, float] = {}  # of pages, by number; known when they are written
        self._places: dict[str, Place] = {}
        labels = [sheet.label for sheet in publication.sheets]
        for document, fragment in publication.fragments.items():
            start = first_pages[document]
            for page, label in zip(pages[start : start + fragment.pages], labels[start:], strict=False):
                if label:
                    self._places[f"{document}#{page_id(label)}"] = Place(page, 0, None)
            self._places[f"{document}#"] = Place(pages[start], 0, None)
            for anchor in fragment.anchors:
                self._places[f"{document}#{anchor.name}"] = Place(pages[start + anchor.page], anchor.x, anchor.y)

    def __contains__(self, name: object) -> bool:
        return name in self._places

    def place(self, name: str, *, element: int = 0) -> bytes:
        """A destination; with `element` it leads to this structure element. All pages are written."""
        place = self._places[name]
        y = self.heights[place.page] if place.y is None else place.y
        return b"[%d 0 R /XYZ %s %s 0]" % (element or place.page, number(round(place.x, 2)), number(round(y, 2)))

    def write(self, pdf: PdfFile) -> int:
        """The name tree of destinations (ISO 32000-1, 12.3.2.3)."""
        return name_tree(pdf, {name: self.place(name) for name in self._places})


@dataclass(slots=True)
class LinkAnnotations:
    """Writes links: one annotation a link and page, however many lines it takes."""

    pdf: PdfFile
    places: Destinations
    standard: Standard
    file_of: Callable[[str], str]  # the PDF of another edition by its id, relative to this one
    _actions: list[tuple[int, str]] = field(default_factory=list)

    def annotation(self, area: Sequence[Any], document: str, parent: int) -> int:
        """The annotation of a link in a document, whose key in the tree of parents this is; 0 if it has no target.

        The link is data of a LinkArea: page, boxes, target, contents.
        """
        _, boxes, target, contents = area
        leads = self._leads(target, document)
        if not leads:
            return 0
        lines = b""
        if len(boxes) > 1:
            lines = b"/QuadPoints %s" % array(number(corner) for box in boxes for corner in _corners(box))
        return self.pdf.add(
            b"<</Type /Annot/Subtype /Link/Rect %s/BS <</W 0>>/F %d/Contents %s%s%s/StructParent %d>>"
            % (array(map(number, _around(boxes))), _PRINT, string(contents), lines, leads, parent)
        )

    def lead_to(self, name: str) -> int:
        """An action that goes to a place (ISO 32000-2, 12.6.4.2); its structure element is named by `finish`."""
        action = self.pdf.reserve()
        self._actions.append((action, name))
        return action

    def finish(self, elements: Mapping[str, int]) -> None:
        """Write the actions, with the structure elements they lead to: PDF/UA-2 asks for it (ISO 14289-2, 8.8)."""
        for action, name in self._actions:
            element = elements.get(name) or elements[name.split("#", 1)[0] + "#"]
            led = self.places.place(name, element=element)
            self.pdf.put(action, b"<</S /GoTo/D %s/SD %s>>" % (string(in_ascii(name)), led))

    def _leads(self, target: str, document: str) -> bytes:
        if target.startswith(EDITION_SCHEME):
            edition, _, place = target.removeprefix(EDITION_SCHEME).partition("#")
            return b"/A %s" % _go_to_file(self.file_of(edition), place)
        internal = _internal(target, document)
        if internal is None:
            return b"/A <</S /URI/URI %s>>" % string(_ascii(target))
        name = internal if internal in self.places else internal.split("#", 1)[0] + "#"
        if name not in self.places:
            return b""
        return (
            b"/A %d 0 R" % self.lead_to(name)
            if self.standard is Standard.A_4F
            else b"/Dest %s" % string(in_ascii(name))
        )


def _go_to_file(file: str, place: str) -> bytes:
    """An action that goes to a named destination of another file (ISO 32000-2, 12.6.4.3).

    The name of the file is relative to this one and in ASCII. PDF/A allows the action (ISO 19005-2, 6.5.1). The file is
    named by a string: a dictionary would have to say how it relates to a part of this file (ISO 19005-3, 6.8).
    """
    return b"<</S /GoToR/F %s/D %s>>" % (string(file), string(in_ascii(place)))


def _internal(target: str, document: str) -> str | None:
    """The name of a place in this file; None if the target is outside."""
    if target.startswith(DOCUMENT_SCHEME):
        return target.removeprefix(DOCUMENT_SCHEME)
    return f"{document}{target}" if target.startswith("#") else None


def _ascii(address: str) -> str:
    """An address in the letters URIs have (RFC 3987, 3.1): what is outside is written as bytes of UTF-8 in percent."""
    return "".join(
        character if "!" <= character <= "~" else "".join(f"%{byte:02X}" for byte in character.encode())
        for character in address
    )


def _around(boxes: Sequence[tuple[float, float, float, float]]) -> tuple[float, ...]:
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def _corners(box: tuple[float, float, float, float]) -> tuple[float, ...]:
    """The corners of a line as viewers expect them, whatever the standard says: top left, top right, then the lower."""
    left, bottom, right, top = box
    return left, top, right, top, left, bottom, right, bottom
