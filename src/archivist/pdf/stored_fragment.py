"""Fragments in the cache: one file with their data, their structures and their PDF, read again only if it is complete.

The checksum of the store shows damaged bytes. A file that is whole and has another form, because a program of another
version or a person put it there, counts as absent: the document is laid out again.

Documents that share pages are in one file; most files have one. The file begins with a line of JSON that says how long
the structures (JSON, of each document) and the PDF are, which follow.
"""

import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pikepdf import Pdf, PdfError

from archivist.cache import Store
from archivist.model import Anchor, Fragment, PageStart, Remark, TextRun
from archivist.pdf.engine import LaidOut
from archivist.pdf.structure import Element, as_data, from_data

KIND = ".fragment"
_FORMAT = 3


def read(store: Store, documents: Sequence[str], key: str) -> tuple[Fragment, ...] | None:
    """The fragments of documents under a key; None if there is no entry, or none that can be used."""
    entry = store.get(key, KIND)
    if entry is None:
        return None
    try:
        data, structures, pdf = _parts(entry)
        for structure in json.loads(structures):
            from_data(structure)
        found = zip(documents, data["documents"], strict=True)
        fragments = tuple(_fragment(name, number, key, each, entry) for number, (name, each) in enumerate(found))
        if len(json.loads(structures)) == len(fragments) and has_pages(pdf, _pages(fragments)):
            return fragments
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        pass
    store.drop(key, KIND)
    return None


def _pages(fragments: Iterable[Fragment]) -> int:
    """How many pages the documents of a file are on together."""
    return max(fragment.first + fragment.pages for fragment in fragments)


def write(store: Store, key: str, laid_out: LaidOut) -> tuple[Fragment, ...]:
    """Keep what was laid out, the documents that follow included. Raises OSError."""
    structures = [as_data(each.structure) for each in laid_out.documents if each.structure is not None]
    assert len(structures) == len(laid_out.documents)  # only pages that are drawn over others have none
    trees = json.dumps(structures, separators=(",", ":"), ensure_ascii=False).encode()
    data = {
        "format": _FORMAT,
        "lengths": [len(trees), len(laid_out.pdf)],
        "documents": [_as_data(each) for each in laid_out.documents],
    }
    head = json.dumps(data, sort_keys=True).encode()
    file = store.put(key, KIND, b"\n".join((head, trees + laid_out.pdf)))
    return tuple(_of_laid_out(each, number, key, file) for number, each in enumerate(laid_out.documents))


def _as_data(laid_out: LaidOut) -> dict[str, object]:
    return {
        "pages": laid_out.pages,
        "first": laid_out.first,
        "anchors": [asdict(anchor) for anchor in laid_out.anchors],
        "starts": [asdict(start) for start in laid_out.starts],
        "runs": [asdict(run) for run in laid_out.runs],
        "floated": laid_out.floated,
        "long_notes": laid_out.long_notes,
        "as_dots": laid_out.as_dots,
        "undrawn": laid_out.undrawn,
        "remarks": [asdict(remark) for remark in laid_out.remarks],
    }


def _of_laid_out(laid_out: LaidOut, number: int, key: str, file: Path) -> Fragment:
    return Fragment(
        document=laid_out.document,
        key=key,
        file=file,
        pages=laid_out.pages,
        anchors=laid_out.anchors,
        starts=laid_out.starts,
        runs=laid_out.runs,
        floated=laid_out.floated,
        long_notes=laid_out.long_notes,
        as_dots=laid_out.as_dots,
        undrawn=laid_out.undrawn,
        remarks=laid_out.remarks,
        number=number,
        first=laid_out.first,
    )


def pdf_of(fragment: Fragment) -> bytes:
    """The pages of a fragment, with all documents that share them.

    Raises OSError or ValueError if its file was changed after it was read.
    """
    return _parts(fragment.file)[2]


def structure_of(fragment: Fragment) -> Element:
    """The logical structure of a fragment. Raises as `pdf_of`."""
    return from_data(json.loads(_parts(fragment.file)[1])[fragment.number])


def has_pages(pdf: bytes, pages: int) -> bool:
    """Whether these are the bytes of a PDF of that many pages."""
    try:
        with Pdf.open(io.BytesIO(pdf)) as opened:
            return len(opened.pages) == pages
    except (PdfError, ValueError):
        return False


def _parts(entry: Path) -> tuple[dict[str, Any], bytes, bytes]:
    """The data, the structures and the PDF of an entry. Raises OSError, ValueError, TypeError or LookupError."""
    head, _, rest = entry.read_bytes().partition(b"\n")
    data = json.loads(head)
    structures, pdf = data["lengths"]
    if data["format"] != _FORMAT or len(rest) != structures + pdf:
        raise ValueError("another format")
    return data, rest[:structures], rest[structures:]


def _fragment(document: str, number: int, key: str, data: Mapping[str, Any], entry: Path) -> Fragment:
    """Raises one of the exceptions that `read` expects for data of another form."""
    pages, first = data["pages"], data["first"]
    starts = tuple(PageStart(**start) for start in data["starts"])
    runs = tuple(TextRun(**run) for run in data["runs"])
    anchors = tuple(Anchor(**anchor) for anchor in data["anchors"])
    remarks = tuple(Remark(**remark) for remark in data["remarks"])
    _check_types(int, [pages, first, *_numbers(starts, runs, anchors)])
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
        number=number,
        first=first,
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
