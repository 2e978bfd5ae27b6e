"""A fragment in the cache: one file with its data, its structure and its PDF, read again only if it is complete.

The checksum of the store shows damaged bytes. A file that is whole and has another form, because a program of another
version or a person put it there, counts as absent: the document is laid out again.

The file begins with a line of JSON that says how long the structure (JSON) and the PDF are, which follow.
"""

import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pikepdf import Pdf, PdfError

from archivist.cache import Store
from archivist.model import Anchor, Fragment, PageStart, Remark, TextRun
from archivist.pdf.engine import LaidOut
from archivist.pdf.structure import Element, as_data, from_data

KIND = ".fragment"
_FORMAT = 2


def read(store: Store, document: str, key: str) -> Fragment | None:
    """The fragment of a document under a key; None if there is no entry, or none that can be used."""
    entry = store.get(key, KIND)
    if entry is None:
        return None
    try:
        data, structure, pdf = _parts(entry)
        from_data(json.loads(structure))
        fragment = _fragment(document, key, data, entry)
        if has_pages(pdf, fragment.pages):
            return fragment
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        pass
    store.drop(key, KIND)
    return None


def write(store: Store, key: str, laid_out: LaidOut) -> Fragment:
    """Keep what was laid out. Raises OSError."""
    assert laid_out.structure is not None  # only pages that are drawn over others have none
    tree = json.dumps(as_data(laid_out.structure), separators=(",", ":"), ensure_ascii=False).encode()
    data = {
        "format": _FORMAT,
        "lengths": [len(tree), len(laid_out.pdf)],
        "pages": laid_out.pages,
        "anchors": [asdict(anchor) for anchor in laid_out.anchors],
        "starts": [asdict(start) for start in laid_out.starts],
        "runs": [asdict(run) for run in laid_out.runs],
        "floated": laid_out.floated,
        "long_notes": laid_out.long_notes,
        "as_dots": laid_out.as_dots,
        "undrawn": laid_out.undrawn,
        "remarks": [asdict(remark) for remark in laid_out.remarks],
    }
    head = json.dumps(data, sort_keys=True).encode()
    return Fragment(
        document=laid_out.document,
        key=key,
        file=store.put(key, KIND, b"\n".join((head, tree + laid_out.pdf))),
        pages=laid_out.pages,
        anchors=laid_out.anchors,
        starts=laid_out.starts,
        runs=laid_out.runs,
        floated=laid_out.floated,
        long_notes=laid_out.long_notes,
        as_dots=laid_out.as_dots,
        undrawn=laid_out.undrawn,
        remarks=laid_out.remarks,
    )


def pdf_of(fragment: Fragment) -> bytes:
    """The pages of a fragment. Raises OSError or ValueError if its file was changed after it was read."""
    return _parts(fragment.file)[2]


def structure_of(fragment: Fragment) -> Element:
    """The logical structure of a fragment. Raises as `pdf_of`."""
    return from_data(json.loads(_parts(fragment.file)[1]))


def has_pages(pdf: bytes, pages: int) -> bool:
    """Whether these are the bytes of a PDF of that many pages."""
    try:
        with Pdf.open(io.BytesIO(pdf)) as opened:
            return len(opened.pages) == pages
    except (PdfError, ValueError):
        return False


def _parts(entry: Path) -> tuple[dict[str, Any], bytes, bytes]:
    """The data, the structure and the PDF of an entry. Raises OSError, ValueError, TypeError or LookupError."""
    head, _, rest = entry.read_bytes().partition(b"\n")
    data = json.loads(head)
    structure, pdf = data["lengths"]
    if data["format"] != _FORMAT or len(rest) != structure + pdf:
        raise ValueError("another format")
    return data, rest[:structure], rest[structure:]


def _fragment(document: str, key: str, data: Mapping[str, Any], entry: Path) -> Fragment:
    """Raises one of the exceptions that `read` expects for data of another form."""
    pages = data["pages"]
    starts = tuple(PageStart(**start) for start in data["starts"])
    runs = tuple(TextRun(**run) for run in data["runs"])
    anchors = tuple(Anchor(**anchor) for anchor in data["anchors"])
    remarks = tuple(Remark(**remark) for remark in data["remarks"])
    _check_types(int, [pages, *_numbers(starts, runs, anchors)])
    _check_types(str, _words((*starts, *runs), anchors, remarks))
    if len(starts) != pages:
        raise ValueError("not one start for each page")
    return Fragment(
        document=document,
        key=key,
        file=entry,
        pages=pages,
        anchors=anchors,
        starts=starts,
        runs=runs,
        floated=_list(data, "floated"),
        long_notes=_list(data, "long_notes"),
        as_dots=_list(data, "as_dots"),
        undrawn=_list(data, "undrawn"),
        remarks=remarks,
        reused=True,
    )


def _numbers(starts: Iterable[PageStart], runs: Iterable[TextRun], anchors: Iterable[Anchor]) -> Iterator[int]:
    """What must be numbers."""
    for start in starts:
        yield from (start.letters, start.figures)
    for run in runs:
        yield from (run.letters, run.page)
    for anchor in anchors:
        yield anchor.page


def _words(
    starts: Iterable[PageStart | TextRun], anchors: Iterable[Anchor], remarks: Iterable[Remark]
) -> Iterator[str]:
    """What must be strings."""
    for start in starts:
        yield start.stream
    for anchor in anchors:
        yield anchor.name
    for remark in remarks:
        yield from (remark.code, remark.text)


def _list(data: Mapping[str, object], name: str) -> tuple[str, ...]:
    """A list of strings. Raises ValueError for anything else, LookupError where there is none."""
    values = data[name]
    if not isinstance(values, list):
        raise ValueError("values of another type")
    _check_types(str, values)
    return tuple(values)


def _check_types(wanted: type, values: Iterable[object]) -> None:
    """Raises ValueError for a value of another type; a truth value is no number."""
    if any(type(value) is not wanted for value in values):
        raise ValueError("values of another type")
