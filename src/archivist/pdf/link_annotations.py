"""Destinations and links of the joined file: where everything is, and what leads there."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from archivist.config import Standard
from archivist.model import Fragment
from archivist.page_ids import page_id
from archivist.pdf.place_names import in_ascii
from archivist.pdf.print_tree import DOCUMENT_SCHEME, EDITION_SCHEME
from archivist.pdf.structure import LinkArea

_PRINT = 4  # annotation flag: printed as it is seen, which PDF/A asks for (ISO 19005-2, 6.5.3)

# A place in the file by its name, `document#id`; `document#` is the document's beginning.
Destinations = Mapping[str, Array]


def destinations(
    pages: Sequence[Object], fragments: Mapping[str, Fragment], first_pages: Mapping[str, int], labels: Sequence[str]
) -> dict[str, Array]:
    """Every place that can be linked to, the pages themselves included.

    `pages` are those of the file, in order, and `labels` their printed numbers; "" for those without one.
    """
    places: dict[str, Array] = {}
    for document, fragment in fragments.items():
        start = first_pages[document]
        for page, label in zip(pages[start : start + fragment.pages], labels[start:], strict=False):
            if label:
                places[f"{document}#{page_id(label)}"] = _place(page, 0, float(page.MediaBox[3]))
        places[f"{document}#"] = _place(pages[start], 0, float(pages[start].MediaBox[3]))
        for anchor in fragment.anchors:
            places[f"{document}#{anchor.name}"] = _place(pages[start + anchor.page], anchor.x, anchor.y)
    return places


def _place(page: Object, x: float, y: float) -> Array:
    return Array([page, Name.XYZ, round(x, 2), round(y, 2), 0])


def name_destinations(pdf: Pdf, places: Destinations) -> None:
    """The name tree of destinations (ISO 32000-1, 12.3.2.3), in the order of the names' bytes."""
    names = Array()
    for name in sorted(places, key=in_ascii):
        names.append(String(in_ascii(name)))
        names.append(places[name])
    pdf.Root.Names = pdf.make_indirect(Dictionary(Dests=pdf.make_indirect(Dictionary(Names=names))))


@dataclass(slots=True)
class LinkAnnotations:
    """Writes links: one annotation a link and page, however many lines it takes."""

    pdf: Pdf
    places: Destinations
    standard: Standard
    file_of: Callable[[str], str]  # the PDF of another edition by its id, relative to this one
    _actions: list[tuple[Object, str]] = field(default_factory=list)

    def annotation(self, area: LinkArea, document: str) -> Object | None:
        """The annotation of a link in a document; None if it has no target."""
        leads = self._leads(area.target, document)
        if leads is None:
            return None
        corners = [corner for box in area.boxes for corner in _corners(box)]
        annotation = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Link,
            Rect=Array(_around(area.boxes)),
            BS=Dictionary(W=0),
            F=_PRINT,
            Contents=String(area.contents),
        )
        if len(area.boxes) > 1:
            annotation.QuadPoints = Array(corners)
        for key, value in leads.items():
            annotation[key] = value
        return self.pdf.make_indirect(annotation)

    def lead_to(self, name: str) -> Dictionary:
        """An action that goes to a place (ISO 32000-2, 12.6.4.2); its structure element is named by `finish`."""
        action = Dictionary(S=Name.GoTo, D=String(in_ascii(name)))
        action = self.pdf.make_indirect(action)
        self._actions.append((action, name))
        return action

    def finish(self, elements: Mapping[str, pikepdf.Object]) -> None:
        """Name the structure elements that links lead to: PDF/UA-2 asks for it (ISO 14289-2, 8.8)."""
        for action, name in self._actions:
            element = elements.get(name) or elements[name.split("#", 1)[0] + "#"]
            action.SD = Array([element, *list(self.places[name])[1:]])

    def _leads(self, target: str, document: str) -> Mapping[str, object] | None:
        if target.startswith(EDITION_SCHEME):
            edition, _, place = target.removeprefix(EDITION_SCHEME).partition("#")
            return {"/A": _go_to_file(self.file_of(edition), place)}
        internal = _internal(target, document)
        if internal is None:
            return {"/A": Dictionary(S=Name.URI, URI=String(_ascii(target)))}
        name = internal if internal in self.places else internal.split("#", 1)[0] + "#"
        if name not in self.places:
            return None
        return {"/A": self.lead_to(name)} if self.standard is Standard.A_4F else {"/Dest": String(in_ascii(name))}


def _go_to_file(file: str, place: str) -> Dictionary:
    """An action that goes to a named destination of another file (ISO 32000-2, 12.6.4.3).

    The name of the file is relative to this one and in ASCII. PDF/A allows the action (ISO 19005-2, 6.5.1). The file is
    named by a string: a dictionary would have to say how it relates to a part of this file (ISO 19005-3, 6.8).
    """
    return Dictionary(S=Name.GoToR, F=String(file), D=String(in_ascii(place)))


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
