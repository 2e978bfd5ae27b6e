"""Each change to the layout engine: what is laid out with it, and what the engine does without it.

A test that fails because the engine does the right thing by itself means that the patch can be removed.
"""

import io
import re
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import weasyprint
from pypdfium2 import raw
from weasyprint.layout import block
from weasyprint.pdf import fonts
from weasyprint.text.fonts import FontConfiguration

from archivist.errors import LayoutError
from archivist.pdf.engine import FollowingDocument, LaidOut, patches
from archivist.pdf.engine.patches import notes_in_place, replacing
from archivist.pdf.engine.patches.chosen_fonts import ChosenFonts
from tests.pdf.engine.unpatched import name_of, without
from tests.pdf.making import FONTS, document, font_names, job, laid, lay_out, pages, whole
from tests.pdf.test_drawings import BOX, SIZED, page_with
from tests.pdf.test_parallel import PROSE, long_text, parallel, places

pytestmark = pytest.mark.slow  # lays out pages

ROOT = Path(__file__).parents[3]
SENTENCE = "Water goes down to the town and past the mill, and nobody has asked where it came from. "


def test_the_documentation_lists_every_patch() -> None:
    listed = re.findall(r"^\| `(\w+)` \|", (ROOT / "docs/upstream.md").read_text("utf-8"), re.M)
    folder = ROOT / "src/archivist/pdf/engine/patches"
    modules = {path.stem for path in folder.glob("*.py")} - {"__init__", "replacing"}
    assert listed == sorted(modules)
    assert {name_of(patch) for patch in patches.PATCHES} == modules - {"chosen_fonts"}  # a subclass


def test_patches_are_installed_once() -> None:
    patches.install()
    before = [getattr(each.owner, each.name) for each in replacing.replacements]
    patches.install()
    assert [getattr(each.owner, each.name) for each in replacing.replacements] == before


def test_another_version_of_the_engine_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    replacing.restore()
    monkeypatch.setattr(weasyprint, "__version__", "71.0")
    with pytest.raises(LayoutError, match=r"71\.0 is installed"):
        lay_out(job(document("Text.")))
    monkeypatch.undo()
    assert whole(laid("Text."))


def test_a_patch_that_does_not_fit_undoes_those_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    replacing.restore()
    unchanged = block.table_layout
    monkeypatch.setattr(block, "_linebox_layout", lambda: None)
    with pytest.raises(LayoutError, match="_linebox_layout"):
        patches.install()
    assert not replacing.replacements
    assert block.table_layout is unchanged
    monkeypatch.undo()
    patches.install()
    assert block.table_layout is not unchanged


def test_a_missing_name_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(block, "_linebox_layout")
    with pytest.raises(LayoutError, match="_linebox_layout"):
        notes_in_place.install()
    with pytest.raises(LayoutError, match="has no"):
        replacing.replace(block, "_linebox_layout", lambda original: original)
    with pytest.raises(LayoutError, match="of its own"):
        replacing.provide(block, "table_layout", None)


# ---------------------------------------------------------------- one by one


def test_balanced_titles() -> None:
    source = document("Text.", title="A title with words that go on until it is a longer line than it is")
    balanced = _words_of_last_line(lay_out(job(source)))
    with without("balanced_titles"):
        assert _words_of_last_line(lay_out(job(source))) < balanced


def _words_of_last_line(made: LaidOut) -> int:
    """How many words are on the last line of a title that ends with “it is”."""
    with pypdfium2.PdfDocument(made.pdf) as opened:
        lines = opened[0].get_textpage().get_text_range().splitlines()
    return next(len(line.split()) for line in lines if line.strip().endswith("it is"))


def test_baseline_grid() -> None:
    source = document("firstq\n\nlastq")
    style = "div.body p:first-child { padding-bottom: 3.3pt }"

    def gap(made: LaidOut) -> float:
        (first,), (last,) = places(made.pdf, "firstq"), places(made.pdf, "lastq")
        return (first.bottom - last.bottom) / 14.0  # points from line to line in A5

    assert gap(lay_out(job(source, style))) == pytest.approx(2, abs=0.01)
    with without("baseline_grid"):
        assert gap(lay_out(job(source, style))) == pytest.approx(1 + 3.3 / 14, abs=0.01)


def test_chosen_fonts() -> None:
    faces, _ = FONTS.faces_for("Latin", "en")
    files = [face.path for face in faces if "Georgian" not in face.path.name]
    page = weasyprint.HTML(string="<style>body { font-family: 'Noto Serif' }</style><p>Latin и ქართული</p>")
    chosen = font_names(page.write_pdf(font_config=ChosenFonts(files)))
    assert chosen == {"notoserif"}
    assert font_names(page.write_pdf(font_config=FontConfiguration())) - chosen


def test_divided_notes() -> None:
    text = f"{SENTENCE * 15}\n\nCalls cq1z[^1]. {SENTENCE * 9}\n\n[^1]: nq1z {SENTENCE * 20} nq2z"
    made = laid(text)
    assert whole(made)
    assert ["nq1z" in page for page in pages(made.pdf)] == [True, False]
    assert ["nq2z" in page for page in pages(made.pdf)] == [False, True]
    with without("divided_notes"):
        assert ["nq1z" in page for page in pages(laid(text).pdf)] == [False, True]


def test_short_notes() -> None:
    text = "Calls[^1], calls[^2].\n\n[^1]: nq1z.\n\n[^2]: nq2z."
    assert "1nq1z.2nq2z." in pages(laid(text).pdf)[0]
    with without("short_notes"):
        assert laid(text).failure


def test_notes_in_two_languages_beside_one_another_are_not_divided() -> None:
    note = f"[^1]: nq1z {SENTENCE * 9} nq2z\n[^1@ka]: nq3z {SENTENCE * 9} nq4z"
    made = laid(f"{SENTENCE * 15}\n\nCalls cq1z[^1]. {SENTENCE * 9}\n\n{note}", layout="columns")
    assert whole(made)
    assert [len(set(re.findall(r"nq\dz", page))) for page in pages(made.pdf) if "nq" in page] == [4]


def test_drawings() -> None:
    left_open = f'{SIZED}<rect transform="rotate(bogus)" width="20" height="20"/></svg>'
    made = page_with(left_open, BOX)
    assert made.undrawn == ()
    with without("drawings"):
        assert _depth(page_with(left_open, BOX).pdf) != 0
    assert _depth(made.pdf) == 0


def _depth(pdf: bytes) -> int:
    """How many graphics states a page leaves open."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        operators = [str(each.operator) for each in pikepdf.parse_content_stream(opened.pages[0])]
    return operators.count("q") - operators.count("Q")


def test_georgian_hyphenation() -> None:
    text = "საზოგადოებრივი ურთიერთობების განვითარებისათვის " * 12
    source = replace(document("x"), xhtml=document(text).xhtml.replace(b'lang="en"', b'lang="ka"'))
    assert "\u2010" in _drawn(lay_out(job(source)))
    with without("georgian_hyphenation"):
        assert "\u2010" not in _drawn(lay_out(job(source)))


def _drawn(made: LaidOut) -> str:
    """The text of a document, with a hyphen for each divided word."""
    with pypdfium2.PdfDocument(made.pdf) as opened:
        text = "".join(page.get_textpage().get_text_range() for page in opened)
    return re.sub("[\u00ad\ufffe\x02]", "\u2010", text)


def test_glyph_arrays(monkeypatch: pytest.MonkeyPatch) -> None:
    def declared() -> set[str]:
        asked: list[str] = []
        patched = hasattr(fonts.ffi, "_interface")
        interface = fonts.ffi._interface if patched else fonts.ffi

        class Counted:
            def new(self, declaration: str, content: object = None) -> object:
                asked.append(declaration)
                return interface.new(declaration, content)

            def __getattr__(self, name: str) -> object:
                return getattr(interface, name)

        with monkeypatch.context() as patch:
            patch.setattr(*((fonts.ffi, "_interface") if patched else (fonts, "ffi")), Counted())
            assert whole(laid("A text that needs glyphs."))
        return {each for each in asked if "hb_codepoint_t" in each}

    assert declared() == {"hb_codepoint_t[]"}
    with without("glyph_arrays"):
        assert any(re.fullmatch(r"hb_codepoint_t\[\d+\]", each) for each in declared())


def test_hanging_spaces() -> None:
    paragraphs = [
        f"bq{number} words that go on to the end of the line, nearly so {'i' * number} **Strong words** here."
        for number in range(40)
    ]
    text = "\n\n## H\n\n".join(paragraphs)
    ragged = "body { text-align: start }"  # total_fit sets the others
    assert _shortest_first_line(laid(text, ragged)) > 40
    with without("hanging_spaces"):
        assert _shortest_first_line(laid(text, ragged)) < 20


def _shortest_first_line(made: LaidOut) -> int:
    with pypdfium2.PdfDocument(made.pdf) as opened:
        lines = [line for page in opened for line in page.get_textpage().get_text_range().splitlines()]
    return min(len(line) for line in lines if re.match(r"bq\d+", line))


def test_marked_content() -> None:
    page = weasyprint.HTML(string=f'<html lang="en"><p>{SENTENCE * 20}<a href="https://example.org">link</a>')

    def spaces_at_line_ends(pdf: bytes) -> int:
        with pypdfium2.PdfDocument(pdf) as opened:
            text = opened[0].get_textpage()
            drawn = [not raw.FPDFText_IsGenerated(text, index) for index in range(text.count_chars())]
            shown = text.get_text_range()
        return sum(is_drawn and letter == " " for is_drawn, letter in zip(drawn, shown, strict=True))

    made = laid(SENTENCE * 20)
    assert made.structure is not None
    words = len((SENTENCE * 20).split())
    assert spaces_at_line_ends(made.pdf) >= words - 1
    with without("marked_content"):
        plain = page.write_pdf(pdf_tags=True)
        assert spaces_at_line_ends(plain) < words - 1
        assert _links(plain) == 1
        assert "_archivist_marked" in laid(SENTENCE).failure
    assert _links(page.write_pdf(pdf_tags=True)) == 0  # they are written when volumes are joined


def _links(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return sum(len(page.get("/Annots", [])) for page in opened.pages)


def test_notes_in_place() -> None:
    style = (
        "@page { size: 300px 300px; margin: 0 } body { margin: 0; font: 10px/20px serif }"
        "p { margin: 0; orphans: 2; widows: 2 } span { float: footnote; footnote-policy: line }"
    )
    before = "<p>Before.</p>" * 11  # then the call and its note, and room for one line of the next paragraph
    page = weasyprint.HTML(string=f"<style>{style}</style>{before}<p>callq<span>noteq</span></p><p>{SENTENCE * 12}</p>")
    patches.install()
    assert _pages_with(page, "callq") == _pages_with(page, "noteq") == [0]
    with without("notes_in_place"):
        assert _pages_with(page, "callq") == [0]
        assert _pages_with(page, "noteq") == [1]


def _pages_with(page: weasyprint.HTML, word: str) -> list[int]:
    return [number for number, text in enumerate(pages(page.write_pdf())) if word in text]


def test_parallel_columns() -> None:
    source = parallel(long_text(2, PROSE, "qa", 6), long_text(2, PROSE, "qb", 6))
    made = laid(source)
    assert whole(made)
    assert made.long_notes == ()
    with without("parallel_columns"):  # notes are printed over text, so they are moved to the end of the article
        assert laid(source).long_notes != ()


def test_room_on_pages() -> None:
    first, second = document(SENTENCE * 10), document("Short.")
    made = replace(job(first), following=(FollowingDocument("b", second.xhtml),), room=0.75)
    assert [each.first for each in lay_out(made).documents] == [0, 1]
    with without("room_on_pages"):
        assert [each.first for each in lay_out(made).documents] == [0, 0]


def test_tall_rows() -> None:
    row = " ".join(f"a{number}z" for number in range(450))
    page = weasyprint.HTML(
        string="<style>@page { size: 148mm 210mm } tr { break-inside: avoid }</style>"
        f"<table><thead><tr><th>Headq<tbody><tr><td>{row}</table>"
    )
    patches.install()
    assert _pages_with(page, "Headq") == [0, 1]
    with without("tall_rows"):
        assert _pages_with(page, "Headq") == [1]


def test_white_space_in_notes() -> None:
    text = "Text.[^a]\n\n[^a]: One line\n    wrapped by hand."

    def last_line() -> str:
        with pypdfium2.PdfDocument(laid(text).pdf) as opened:
            return str(opened[0].get_textpage().get_text_range().splitlines()[-1].strip())

    assert last_line() == "1 One line wrapped by hand."
    with without("white_space_in_notes"):
        assert last_line() == "wrapped by hand."
