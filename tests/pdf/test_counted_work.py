"""How much work joining is, counted and not timed: twice the documents are twice the work.

A volume is joined at three sizes from the same laid-out pages under other names. Counted are calls of functions, the
objects that are written and the reads of fragments; a step that looks through all of a volume for each page or each
document would show as growth of growth.
"""

import io
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pikepdf
import pytest

import archivist
from archivist.cache import Store
from archivist.executors import InProcess
from archivist.model.book import Document
from archivist.model.pages import Fragment
from archivist.pdf import fragment_parts, joining, stored_fragment
from archivist.pdf.joining import PdfSettings, join
from archivist.pdf.margin_drawing import draw_margins
from archivist.pdf.pagination import page_map, paginate
from archivist.pdf.pdf_file import PdfFile
from archivist.pdf.running_heads import margins_of
from archivist.pdf.typesetting import Typesetter
from archivist.publication import Publication, TypesetCover
from archivist.settings.choices import Standard
from tests.apparatus.making import article, config
from tests.function_calls import calls
from tests.markup.making import book
from tests.pdf.making import FONTS, theme
from tests.pdf.test_margins import texts

pytestmark = pytest.mark.slow  # lays out pages

SIZES = (20, 40, 80)  # documents, of two pages each
TEXT = (
    "Words of an article.[^1] "
    + "They go on for more than a page. " * 85
    + "\n\n[^1]: A note.\n\n## A heading\n\nEnd.\n"
)
_FOLDER = str(Path(archivist.__file__).parent)


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> tuple[Document, Fragment]:
    made = book(config("en"), article("a", TEXT))
    (document,) = (each for each in made.documents if each.id == "a")
    typesetter = Typesetter(theme(), Store(tmp_path_factory.mktemp("cache")), InProcess(), FONTS)
    fragment = typesetter.lay_out([document], lambda _: None).fragments["a"]
    assert fragment.pages == 2
    return document, fragment


def publication(laid_out: tuple[Document, Fragment], count: int) -> Publication:
    """A volume of so many documents, all with the same pages."""
    document, fragment = laid_out
    names = [f"a{number:04}" for number in range(count)]
    documents = tuple(replace(document, id=name) for name in names)
    fragments = {name: replace(fragment, document=name) for name in names}
    made = replace(book(config("en"), article("a", TEXT)), documents=documents)
    sheets = paginate(documents, fragments.values(), both_sides=True)
    margins = texts()
    assert margins is not None
    heads = draw_margins(list(margins_of(made, sheets)), margins, FONTS.text_faces())
    assert heads is not None
    cover = TypesetCover(b"", None, (), (), ("engine 1",))
    pages, faces = page_map(sheets, fragments), FONTS.text_faces()
    return Publication("v", cast(Any, None), made, faces, lambda: cover, pages, sheets, fragments, heads)


def work_of(
    laid_out: tuple[Document, Fragment], count: int, standard: Standard, monkeypatch: pytest.MonkeyPatch
) -> tuple[Counter[str], bytes]:
    """What joining a volume of so many documents does, and the file."""
    work: Counter[str] = Counter()

    def counting(name: str, function: Callable[..., Any], measure: Callable[..., int] = lambda *_: 1) -> Any:
        def counted(*arguments: Any, **named: Any) -> Any:
            work[name] += measure(*arguments)
            return function(*arguments, **named)

        return counted

    made = publication(laid_out, count)
    with monkeypatch.context() as patched:
        patched.setattr(pikepdf.Pdf, "open", counting("files opened", pikepdf.Pdf.open))
        patched.setattr(fragment_parts, "take_to_pieces", counting("files opened", fragment_parts.take_to_pieces))
        patched.setattr(stored_fragment, "_read", counting("fragments read", stored_fragment._read))
        patched.setattr(PdfFile, "put", counting("objects", PdfFile.put))
        patched.setattr(PdfFile, "_write", counting("bytes", PdfFile._write, lambda _, data: len(data)))
        patched.setattr(PdfFile, "reserve", counting("numbers", PdfFile.reserve, lambda _, count=1: count))
        with calls(lambda file: file.startswith(_FOLDER)) as called:
            pdf = join(made, PdfSettings(standard))
    work["calls"] = sum(called.values())
    return work, pdf


@pytest.mark.parametrize("standard", [Standard.A_2A, Standard.A_4F])
def test_twice_the_documents_are_twice_the_work(
    laid_out: tuple[Document, Fragment], standard: Standard, monkeypatch: pytest.MonkeyPatch
) -> None:
    small, middle, large = (work_of(laid_out, count, standard, monkeypatch)[0] for count in SIZES)
    assert small["files opened"] == large["files opened"] == 0
    reads = 3 if standard is Standard.A_4F else 1  # for PDF 2.0 elements get their numbers before they are written
    assert [each["fragments read"] / count for each, count in zip((small, middle, large), SIZES, strict=True)] == [
        reads
    ] * 3
    for name in ("calls", "objects", "numbers", "bytes"):
        first, second = middle[name] - small[name], large[name] - middle[name]
        assert 1.9 * first < second < 2.1 * first, (name, small[name], middle[name], large[name])
    assert large["objects"] < 80 * 2 * SIZES[-1]  # for each page


def test_a_large_volume_is_a_sound_file(laid_out: tuple[Document, Fragment], monkeypatch: pytest.MonkeyPatch) -> None:
    """Trees of more than one leaf, and more objects than an object stream holds."""
    _, pdf = work_of(laid_out, 150, Standard.A_2A, monkeypatch)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert opened.check_pdf_syntax() == []
        assert [str(page.label) for page in opened.pages] == [str(number + 1) for number in range(300)]
        places = pikepdf.NameTree(opened.Root.Names.Dests)
        index = {page.obj.objgen: number for number, page in enumerate(opened.pages)}
        assert {name: index[place[0].objgen] for name, place in places.items() if name.endswith("#")} == {
            f"a{number:04}#": 2 * number for number in range(150)
        }
        parents = pikepdf.NumberTree(opened.Root.StructTreeRoot.ParentTree)
        for number, page in enumerate(opened.pages):
            assert int(page.obj.StructParents) == number
            of_elements = {index[each.Pg.objgen] for each in parents[number] if each is not None}
            assert number in of_elements  # and of a paragraph that begins on the page before
            assert of_elements <= {number - number % 2, number}
        kids = opened.Root.StructTreeRoot.K[0].K
        assert [str(each.ID) for each in kids] == [f"a{number:04}" for number in range(150)]
        fonts = {str(font.BaseFont) for page in opened.pages for font in page.Resources.Font.values()}
        assert len(fonts) < 10


def test_the_same_volume_is_the_same_bytes(
    laid_out: tuple[Document, Fragment], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert work_of(laid_out, 3, Standard.A_2A, monkeypatch)[1] == work_of(laid_out, 3, Standard.A_2A, monkeypatch)[1]
    assert joining.join is join
