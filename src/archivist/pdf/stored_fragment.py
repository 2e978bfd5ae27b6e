"""Fragments in the cache: one file with their data, their structures and their PDF, read again only if it is complete.

The checksum of the store shows damaged bytes. A file that is whole and has another form, because a program of another
version or a person put it there, counts as absent: the document is laid out again.

Documents that share pages are in one file; most files have one. The file begins with a line of JSON that says how long
the structures (JSON, of each document), the pieces of the pages (JSON) and the PDF are, which follow. It has a checksum
of these: they were written by the program that wrote the line, so nothing in them is looked at before it is used.
"""

import io
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path
from typing import Any

from pikepdf import Pdf, PdfError

from archivist.cache import Store
from archivist.model.pages import Anchor, Fragment, PageStart, Remark, TextRun
from archivist.pdf import fragment_parts
from archivist.pdf.engine import LaidOut
from archivist.pdf.fragment_parts import Parts, fields_of
from archivist.pdf.structure import Data, as_data

KIND = ".fragment"
_FORMAT = 4


def read(store: Store, documents: Sequence[str], key: str) -> tuple[Fragment, ...] | None:
    """The fragments of documents under a key; None if there is no entry, or none that can be used."""
    entry = store.get(key, KIND)
    if entry is None:
        return None
    try:
        data, _ = _read(entry)
        found = zip(documents, data["documents"], strict=True)
        fragments = tuple(_fragment(name, number, key, each, entry) for number, (name, each) in enumerate(found))
        if max(each.first + each.pages for each in fragments) == data["pages"]:
            return fragments
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        pass
    store.drop(key, KIND)
    return None


def write(store: Store, key: str, laid_out: LaidOut) -> tuple[Fragment, ...]:
    """Keep what was laid out, the documents that follow included. Raises OSError."""
    structures = [as_data(each.structure) for each in laid_out.documents if each.structure is not None]
    assert len(structures) == len(laid_out.documents)  # only pages that are drawn over others have none
    documents = [_as_data(each) for each in laid_out.documents]
    stored = StoredPages(structures, fragment_parts.take_to_pieces(laid_out.pdf), laid_out.pdf)
    file = _put(store, key, documents, stored)
    return tuple(_of_laid_out(each, number, key, file) for number, each in enumerate(laid_out.documents))


def write_pages(store: Store, fragment: Fragment, pages: "StoredPages") -> Fragment:
    """Keep the pages of a fragment that is alone in its file. Raises OSError."""
    return replace(fragment, file=_put(store, fragment.key, [_as_data(fragment)], pages))


def _put(store: Store, key: str, documents: Sequence[Mapping[str, object]], pages: "StoredPages") -> Path:
    trees = json.dumps(pages.structures, separators=(",", ":"), ensure_ascii=False).encode()
    parts = fragment_parts.as_data(pages.parts)
    data = {
        "format": _FORMAT,
        "pages": len(pages.parts.pages),
        "lengths": [len(trees), len(parts), len(pages.pdf)],
        "checksum": zlib.crc32(trees + parts + pages.pdf),
        "documents": documents,
    }
    head = json.dumps(data, sort_keys=True).encode()
    return store.put(key, KIND, b"\n".join((head, trees + parts + pages.pdf)))


def _as_data(laid_out: LaidOut | Fragment) -> dict[str, object]:
    return {
        "pages": laid_out.pages,
        "first": laid_out.first,
        "anchors": [fields_of(anchor) for anchor in laid_out.anchors],
        "starts": [fields_of(start) for start in laid_out.starts],
        "runs": [fields_of(run) for run in laid_out.runs],
        "floated": laid_out.floated,
        "long_notes": laid_out.long_notes,
        "as_dots": laid_out.as_dots,
        "undrawn": laid_out.undrawn,
        "remarks": [fields_of(remark) for remark in laid_out.remarks],
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


@dataclass(frozen=True, slots=True)
class StoredPages:
    """What joining needs of a file of fragments."""

    structures: Sequence[Data]  # of each of its documents
    parts: Parts
    pdf: bytes  # of pieces that were joined, their PDFs one after the other: streams are where `parts` says


def contents_of(fragment: Fragment) -> StoredPages:
    """What is in the file of a fragment. Raises OSError or ValueError if it was changed after it was read."""
    structures, parts, pdf = _sections(fragment)
    return StoredPages(json.loads(structures), fragment_parts.from_data(parts), pdf)


def content_of_page(fragment: Fragment, page: int) -> bytes:
    """What is drawn on a page of the file of a fragment, as it is stored. Raises as `contents_of`."""
    stored = contents_of(fragment)
    places = {each.number: each.place for each in stored.parts.objects}
    found = (places[number] for number in stored.parts.pages[page].contents)
    return b"".join(stored.pdf[place[0] : sum(place)] for place in found if place)


def structures_of(fragment: Fragment) -> Sequence[Data]:
    """The logical structures of the documents in the file of a fragment, as data. Raises as `contents_of`."""
    structures: list[Data] = json.loads(_sections(fragment)[0])
    return structures


def pdf_of(fragment: Fragment) -> bytes:
    """The pages of a fragment, with all documents that share them; not of a list that was joined from pieces.

    Raises as `contents_of`.
    """
    return _sections(fragment)[2]


def has_pages(pdf: bytes, pages: int) -> bool:
    """Whether these are the bytes of a PDF of that many pages."""
    try:
        with Pdf.open(io.BytesIO(pdf)) as opened:
            return len(opened.pages) == pages
    except (PdfError, ValueError):
        return False


def _sections(fragment: Fragment) -> list[bytes]:
    """The structures, the pieces and the PDF of the file of a fragment."""
    data, rest = _read(fragment.file)
    ends = list(accumulate(data["lengths"]))
    return [rest[start:end] for start, end in zip([0, *ends], ends, strict=False)]


def _read(entry: Path) -> tuple[dict[str, Any], bytes]:
    """The data of an entry, and what follows it. Raises OSError, ValueError, TypeError or LookupError."""
    head, _, rest = entry.read_bytes().partition(b"\n")
    data = json.loads(head)
    structures, parts, pdf = data["lengths"]
    whole = structures + parts + pdf == len(rest) and data["checksum"] == zlib.crc32(rest)
    if data["format"] != _FORMAT or not whole:
        raise ValueError("another format")
    return data, rest


def _fragment(document: str, number: int, key: str, data: Mapping[str, Any], entry: Path) -> Fragment:
    """Raises one of the exceptions that `read` expects for data of another form."""
    pages, first = data["pages"], data["first"]
    starts = tuple(PageStart(**start) for start in data["starts"])
    runs = tuple(TextRun(**run) for run in data["runs"])
    anchors = tuple(Anchor(**anchor) for anchor in data["anchors"])
    remarks = tuple(Remark(**remark) for remark in data["remarks"])
    _check_types(int, [pages, first, *_numbers(starts, runs, anchors)])
    _check_types(str, _words((*starts, *runs), anchors, remarks))
    if len(starts) != pages or first < 0:
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
