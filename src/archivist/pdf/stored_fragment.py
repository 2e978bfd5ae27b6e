"""A fragment as it is in the store: written as three files, and read again only if these are what was written.

The store's checksums show damaged bytes. Files that are whole and have another form, because a program of another
version or a person put them there, are as good as absent: the document is laid out again.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pikepdf import Pdf, PdfError

from archivist.cache import Store
from archivist.model import Anchor, Fragment, PageStart, Remark
from archivist.pdf.engine import LaidOut
from archivist.pdf.opening import openable
from archivist.pdf.structure import as_data, from_data

_KINDS = (".pdf", ".json", ".structure")


def read(store: Store, document: str, key: str) -> Fragment | None:
    """The fragment of a document under a key; None if it is missing or cannot be used."""
    pdf, notes, structure = (store.get(key, kind) for kind in _KINDS)
    if pdf is None or notes is None or structure is None:
        return None
    try:
        data = json.loads(notes.read_bytes())
        from_data(json.loads(structure.read_bytes()))
        fragment = _fragment(document, key, data, pdf, structure)
        if holds_pages(pdf, fragment.pages):
            return fragment
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        pass
    for kind in _KINDS:
        store.drop(key, kind)
    return None


def write(store: Store, key: str, laid_out: LaidOut) -> Fragment:
    """Keep what was laid out. Raises OSError."""
    data = {
        "pages": laid_out.pages,
        "anchors": [asdict(anchor) for anchor in laid_out.anchors],
        "starts": [asdict(start) for start in laid_out.starts],
        "floated": laid_out.floated,
        "long_notes": laid_out.long_notes,
        "as_dots": laid_out.as_dots,
        "undrawn": laid_out.undrawn,
        "remarks": [asdict(remark) for remark in laid_out.remarks],
    }
    assert laid_out.structure is not None  # only pages that are drawn over others have none
    tree = json.dumps(as_data(laid_out.structure), separators=(",", ":"), ensure_ascii=False)
    structure = store.put(key, ".structure", tree.encode())
    store.put(key, ".json", json.dumps(data, sort_keys=True).encode())
    pdf = store.put(key, ".pdf", laid_out.pdf)
    return Fragment(
        laid_out.document,
        key,
        pdf,
        laid_out.pages,
        laid_out.anchors,
        structure,
        laid_out.starts,
        laid_out.floated,
        laid_out.long_notes,
        laid_out.as_dots,
        laid_out.undrawn,
        laid_out.remarks,
    )


def holds_pages(pdf: Path, pages: int) -> bool:
    """Whether a file is a PDF of that many pages."""
    try:
        with Pdf.open(openable(pdf)) as opened:
            return len(opened.pages) == pages
    except (OSError, PdfError, ValueError):
        return False


def _fragment(document: str, key: str, data: Mapping[str, Any], pdf: Path, structure: Path) -> Fragment:
    """Raises one of the exceptions that `read` expects for data of another form."""
    pages = data["pages"]
    starts = tuple(PageStart(**start) for start in data["starts"])
    anchors = tuple(Anchor(**anchor) for anchor in data["anchors"])
    numbers = [pages, *(start.letters for start in starts), *(start.figures for start in starts)]
    numbers += [anchor.page for anchor in anchors]
    names = [*data["floated"], *data["long_notes"], *data["as_dots"], *data["undrawn"]]
    names += [*(start.stream for start in starts), *(a.name for a in anchors)]
    remarks = tuple(Remark(**remark) for remark in data["remarks"])
    names += [text for remark in remarks for text in (remark.code, remark.text)]
    if len(starts) != pages or {type(number) for number in numbers} != {int} or {type(n) for n in names} - {str}:
        raise ValueError("values of another kind")
    return Fragment(
        document,
        key,
        pdf,
        pages,
        anchors,
        structure,
        starts=starts,
        floated=tuple(data["floated"]),
        long_notes=tuple(data["long_notes"]),
        as_dots=tuple(data["as_dots"]),
        undrawn=tuple(data["undrawn"]),
        remarks=remarks,
        reused=True,
    )
