"""The places that can be linked to in a PDF: each is on the page that the record names."""

from collections.abc import Iterator
from urllib.parse import unquote

import pikepdf
from pikepdf import Array, Dictionary, NameTree

from archivist.record.volume_record import VolumeRecord
from archivist.verdict import Message
from archivist.verify.internal_check import error
from archivist.verify.page_numbers import labels_of

CHECK = "anchors"


def messages(pdf: pikepdf.Pdf, record: VolumeRecord) -> Iterator[Message]:
    """Anchors of the record that the file does not have, or has on another page."""
    found = _destinations(pdf)
    for document in record.documents:
        for name, label in document.anchors.items():
            anchor = f"{document.id}#{name}"
            if anchor not in found:
                yield error(
                    "anchor-missing", f"the file has no destination “{anchor}”; the record has it on page {label}"
                )
            elif found[anchor] != label:
                said = f"the destination “{anchor}” is on page {found[anchor]}; in the record it is on page {label}"
                yield error("anchor-moved", said)


def _destinations(pdf: pikepdf.Pdf) -> dict[str, str]:
    """The label of the page of each named destination (ISO 32000-1, 12.3.2.3). Their names are percent-encoded."""
    labels = {page.obj.objgen: label for page, label in zip(pdf.pages, labels_of(pdf), strict=True)}
    names = pdf.Root.get("/Names", Dictionary()).get("/Dests")
    places = {} if names is None else {unquote(str(name)): place for name, place in NameTree(names).items()}
    return {name: labels.get(_page(place), "") for name, place in places.items()}


def _page(place: pikepdf.Object) -> tuple[int, int]:
    if isinstance(place, Dictionary):
        place = place.get("/D", Array())
    return place[0].objgen if isinstance(place, Array) and len(place) and isinstance(place[0], Dictionary) else (0, 0)
