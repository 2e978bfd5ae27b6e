"""Long lists in pieces: the same pages as the whole, and an edit lays out the piece that it is in."""

import hashlib
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import pytest

from archivist.book_parts import Role
from archivist.cache import Store
from archivist.executors import Executor, InProcess, SpawnedProcesses
from archivist.model.book import Document
from archivist.model.pages import Fragment
from archivist.pdf import list_pieces
from archivist.pdf.engine import LayoutJob
from archivist.pdf.list_pieces import long_list, may_count_entries
from archivist.pdf.stored_fragment import content_of_page, contents_of
from archivist.pdf.typesetting import Typesetter
from tests.pdf.making import FONTS, theme

J = TypeVar("J")
R = TypeVar("R")

pytestmark = pytest.mark.slow  # lays out pages

PAGE = """<?xml version='1.0' encoding='utf-8'?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en" xml:lang="en">
<head><title>Sources</title></head>
<body class="sources" epub:type="backmatter">
<section class="reference" role="doc-appendix" aria-labelledby="sources.heading">
<h1 id="sources.heading">Sources</h1>
<p class="reference-note">Where each article was first published.</p>{entries}</section>
</body>
</html>
"""
ENTRY = """<section>
<h2><a href="a{number}.xhtml">{title}</a> <span class="page">p. {number}</span></h2>
<p class="citation">“{title}”, <cite>A Serial</cite>, No. 1 (2021), pp. {number}–{number}9.</p>
<p class="digest" lang="en" xml:lang="en" dir="ltr">SHA-256 <code>{digest}</code></p></section>"""
COUNT = 60


@dataclass
class _Counting(InProcess):
    """Notes down how many entries each layout has."""

    entries: list[int] = field(default_factory=list)

    def run(self, function: Callable[[J], R], jobs: Iterable[J | None]) -> Generator[tuple[int, R], None, None]:
        for index, job in enumerate(each for each in jobs if each is not None):
            assert isinstance(job, LayoutJob)
            self.entries.append(job.xhtml.count(b"<section") - 1)
            yield index, function(job)


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(list_pieces, "_ENTRIES", 24)
    monkeypatch.setattr(list_pieces, "_FEW", 36)


def sources(edited: int = -1) -> Document:
    """A list with entries of several heights, one of them with another digest."""
    entries = (_entry(number, "edited" if number == edited else "") for number in range(COUNT))
    return Document("sources", Role.SOURCES, "en", "Sources", PAGE.format(entries="".join(entries)).encode())


def _entry(number: int, edit: str) -> str:
    title = f"A title {number}" + " of many words" * (number * 7 % 5)
    digest = hashlib.sha256(f"{number}{edit}".encode()).hexdigest()
    return ENTRY.format(number=number, title=title, digest=digest)


def lay_out(folder: Path, document: Document, workers: Executor, *styles: str) -> Fragment:
    typesetter = Typesetter((*theme(), *styles), Store(folder), workers, FONTS)
    done = typesetter.lay_out([document], lambda _: None)
    assert done.findings == []
    return done.fragments[document.id]


def laid_out_whole(folder: Path, document: Document, patched: pytest.MonkeyPatch, *styles: str) -> Fragment:
    with patched.context() as context:
        context.setattr(list_pieces, "_FEW", COUNT)
        workers = _Counting()
        fragment = lay_out(folder, document, workers, *styles)
        assert workers.entries == [COUNT]
    return fragment


def assert_same_pages(one: Fragment, other: Fragment) -> None:
    """All that is printed, what it means, and where everything is."""
    assert one.pages == other.pages
    assert (one.starts, one.runs, one.anchors) == (other.starts, other.runs, other.anchors)
    assert contents_of(one).structures == contents_of(other).structures
    for page in range(one.pages):
        assert content_of_page(one, page) == content_of_page(other, page)


def test_pieces_have_the_pages_of_the_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = laid_out_whole(tmp_path / "whole", sources(), monkeypatch)
    workers = _Counting()
    joined = lay_out(tmp_path / "pieces", sources(), workers)
    assert_same_pages(joined, whole)
    assert len(workers.entries) > 1
    assert workers.entries[0] == 24
    assert COUNT < sum(workers.entries) < 2 * COUNT  # one page of each twice, and what does not fill a page
    parts = contents_of(joined).parts
    drawn = {stream for page in parts.pages for stream in page.contents}
    assert drawn <= {each.number for each in parts.objects}
    assert len([each for each in parts.objects if each.place is not None]) == whole.pages  # no page is there twice


def test_an_edit_lays_out_the_piece_that_it_is_in(tmp_path: Path) -> None:
    first = lay_out(tmp_path, sources(), _Counting())
    workers = _Counting()
    assert lay_out(tmp_path, sources(), workers).reused
    assert workers.entries == []
    edited = lay_out(tmp_path, sources(edited=2), workers)
    assert workers.entries == [24]
    assert not edited.reused
    assert edited.key != first.key
    cold = lay_out(tmp_path / "cold", sources(edited=2), _Counting())
    assert edited.file.read_bytes() == cold.file.read_bytes()
    assert content_of_page(edited, 0) != content_of_page(first, 0)


def test_processes_make_the_same_list(tmp_path: Path) -> None:
    one = lay_out(tmp_path / "one", sources(), InProcess())
    with SpawnedProcesses(2) as workers:
        workers.prepare()
        other = lay_out(tmp_path / "other", sources(), workers)
    assert one.file.read_bytes() == other.file.read_bytes()


@pytest.mark.parametrize(
    "style",
    [
        "body { counter-reset: n } .reference section { counter-increment: n } h2::before { content: counter(n) ' ' }",
        ".reference section:nth-child(5n) { background: #eee }",
        ".reference section + section { border-top: 1pt solid; padding-top: 3pt }",
        ".reference section { break-inside: auto } .reference p { font-size: 14pt; line-height: 20pt }",
    ],
)
def test_other_style_sheets_change_no_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, style: str) -> None:
    whole = laid_out_whole(tmp_path / "whole", sources(), monkeypatch, style)
    assert_same_pages(lay_out(tmp_path / "pieces", sources(), _Counting(), style), whole)


@pytest.mark.parametrize("count", ["24n", "30", "even", "-n+40"])
def test_entries_that_a_style_sheet_counts_are_laid_out_together(tmp_path: Path, count: str) -> None:
    workers = _Counting()
    lay_out(tmp_path, sources(), workers, f".reference section:nth-child({count}) {{ background: #eee }}")
    assert workers.entries == [COUNT]
    assert not may_count_entries(theme())


def test_a_list_of_which_no_piece_fills_pages_is_laid_out_as_a_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(list_pieces, "_ENTRIES", 4)
    workers = _Counting()
    assert lay_out(tmp_path, sources(), workers).pages > 1
    assert workers.entries == [4, COUNT]


def test_what_is_no_long_list_is_left_whole() -> None:
    document = sources()
    assert long_list(document) is not None
    for old, new in ((b"<h2>", b"<img/><h2>"), (b"</section>\n</body>", b"</section><p>End.</p>\n</body>")):
        assert long_list(Document("a", Role.SOURCES, "en", "T", document.xhtml.replace(old, new))) is None
    few = PAGE.format(entries=_entry(1, "") * 36).encode()
    assert long_list(Document("a", Role.SOURCES, "en", "T", few)) is None
