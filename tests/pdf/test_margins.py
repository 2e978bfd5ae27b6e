"""Running heads and numbers drawn without the engine: where and how wide the engine sets them, whatever the script."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pypdfium2
import pytest

from archivist.cache import Store
from archivist.executors import InProcess
from archivist.pdf import engine
from archivist.pdf.engine import LayoutJob
from archivist.pdf.margin_drawing import Margins, draw_margins, is_set_alike
from archivist.pdf.margin_texts import HEAD, MarginText, as_json, from_json
from archivist.pdf.pdf_file import PdfFile
from archivist.pdf.pdf_syntax import array, dictionary, reference
from archivist.pdf.running_heads import KINDS, furniture_documents, specimens
from archivist.pdf.text_shaping import fit_line, shape_line
from archivist.pdf.typesetting import Typesetter
from archivist.pdf.volume_fonts import VolumeFonts
from archivist.publication import RunningHeads
from tests.pdf.making import CONTENTS, FONTS, lay_out, stored_fonts, theme

# Each in a script or with a character of its own, so that faces, directions and marks are chosen as the engine does.
HEADS = (
    "The survey of 1864: AVA, Tövö, “fi” – naïve",
    "ლიახვის საკითხავი · March 2022",
    "Лиахвские чтения, том 3",
    "トビリシの坂道を歩く 2022",
    "שלום Abc 12, עולם",
    "العربية, Abc 2022",
)


@cache
def texts(*own: str) -> dict[str, Sequence[MarginText]] | None:
    faces = FONTS.text_faces()
    job = LayoutJob("furniture", specimens("en"), (*theme(), *own), stored_fonts(faces), prove=False)
    found = engine.find_margin_texts(job, CONTENTS, KINDS)
    return None if found is None else dict(found)


def test_what_the_engine_shows_is_drawn_alike_and_can_be_kept() -> None:
    found = texts()
    assert found is not None
    assert {kind: [text.of for text in placed] for kind, placed in found.items()} == {
        "recto": ["head", "folio"],
        "verso": ["head", "folio"],
        "opening": ["folio"],
    }
    assert [text.aligned for placed in found.values() for text in placed] == [1, 1, 0, 0, 0.5]
    assert is_set_alike(found, FONTS.text_faces())
    assert from_json(as_json(found)) == found
    assert from_json(as_json(None)) is None


@pytest.mark.parametrize(
    "rule",
    [
        "@top-right { border-bottom: 1pt solid red }",
        "@top-right { content: 'No. ' string(head) }",
        "@top-center { content: 'Draft' }",
        "@top-right { color: rgba(0, 0, 0, 0.5) }",
        "@top-right { text-decoration: underline }",
        "@top-right { background: #eee }",
        "@top-right { text-transform: uppercase }",
    ],
)
def test_margins_that_print_more_are_left_to_the_engine(rule: str) -> None:
    assert texts(f"@page recto {{ {rule} }}") is None


def test_faces_of_an_own_style_sheet_are_followed() -> None:
    found = texts("@page recto { @top-right { letter-spacing: .1em; font-weight: 700; color: #f00; width: 50% } }")
    assert found is not None
    head = found["recto"][0].style
    assert (head.weight, head.colour) == (700, (1, 0, 0))
    assert head.spacing == pytest.approx(head.size / 10, abs=0.001)
    assert is_set_alike(found, FONTS.text_faces())


def engine_drawn() -> list[list[tuple[str, tuple[float, ...]]]]:
    """The characters of each page as the engine prints HEADS, with their boxes."""
    (piece,) = furniture_documents("ja", [Margins("verso", head, "12") for head in HEADS])
    faces, _ = FONTS.faces_for("".join(HEADS), "ja")
    made = lay_out(LayoutJob("furniture", piece, theme(), stored_fonts(faces), prove=False))
    return characters(made.pdf)


def characters(pdf: bytes) -> list[list[tuple[str, tuple[float, ...]]]]:
    found = []
    with pypdfium2.PdfDocument(pdf) as opened:
        for page in opened:
            text = page.get_textpage()
            boxes = ((text.get_text_range(n, 1), text.get_charbox(n)) for n in range(text.count_chars()))
            found.append(sorted((box, shown) for shown, box in boxes if shown.strip()))
    return [[(shown, box) for box, shown in page] for page in found]


def test_every_letter_is_where_the_engine_prints_it() -> None:
    typesetter = Typesetter(theme(), CONTENTS, InProcess(), FONTS)
    heads = typesetter.set_margins([Margins("verso", head, "12") for head in HEADS], "ja")
    assert heads.operators
    assert not heads.laid_out
    ours = characters(file_of(heads))
    for page, (drawn, printed) in enumerate(zip(ours, engine_drawn(), strict=True)):
        assert [shown for shown, _ in drawn] == [shown for shown, _ in printed], HEADS[page]
        for (_, box), (_, other) in zip(drawn, printed, strict=True):
            assert box == pytest.approx(other, abs=0.3), HEADS[page]


def file_of(heads: RunningHeads) -> bytes:
    """Pages of A5 with nothing but their margins."""
    file = PdfFile("1.7")
    fonts = VolumeFonts(file, [])
    named = {glyphs.name: reference(fonts.number_in_margins(glyphs)) for glyphs in heads.fonts}
    resources = dictionary({"Font": dictionary(named)})
    tree = file.reserve()
    pages = [
        b"<</Type /Page/Parent %d 0 R/MediaBox [0 0 419.527559 595.275591]/Resources %s/Contents %d 0 R>>"
        % (tree, resources, file.add_stream(operators))
        for operators in heads.operators
    ]
    kids = array(reference(file.add(page)) for page in pages)
    file.put(tree, b"<</Type /Pages/Kids %s/Count %d>>" % (kids, len(pages)))
    fonts.write()
    return file.finish(file.add(b"<</Type /Catalog/Pages %d 0 R>>" % tree), None)


def test_a_head_that_is_too_wide_is_cut_between_characters() -> None:
    found = texts()
    assert found is not None
    (head,) = (text for text in found["recto"] if text.of == HEAD)
    line = fit_line("word " * 60, head.style, FONTS.text_faces(), head.width)
    shown = "".join(glyph.text for run in line.runs for glyph in run.glyphs)
    assert shown.endswith("…")
    assert head.width - 8 < line.width <= head.width
    whole = fit_line("word", head.style, FONTS.text_faces(), head.width)
    assert whole == shape_line("word", head.style, FONTS.text_faces())


def test_a_text_that_is_too_wide_and_not_cut_is_left_to_the_engine() -> None:
    found = texts("@page recto { @top-right { text-overflow: clip } }")
    assert found is not None
    wide, short = Margins("recto", "word " * 60, "1"), Margins("recto", "word", "1")
    assert draw_margins([short, wide], found, FONTS.text_faces()) is None
    assert draw_margins([short], found, FONTS.text_faces()) is not None


def test_pages_that_move_cause_no_layout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = [Margins("recto", "A title", str(number)) for number in range(1, 40)]
    first = Typesetter(theme(), Store(tmp_path), InProcess(), FONTS).set_margins(pages, "en")
    monkeypatch.setattr(engine, "lay_out", None)
    monkeypatch.setattr(engine, "find_margin_texts", None)
    again = Typesetter(theme(), Store(tmp_path), InProcess(), FONTS)
    moved = again.set_margins([Margins("verso", page.head, f"1{page.folio}") for page in pages], "en")
    assert len(moved.operators) == len(first.operators) == 39
    assert again.set_margins(pages, "en") == first
    assert set(again.set_margins([Margins("", "", "")], "en").operators) == {b""}


def test_a_damaged_entry_of_the_cache_is_made_again(tmp_path: Path) -> None:
    pages, store = [Margins("recto", "A title", "7")], Store(tmp_path)
    made = Typesetter(theme(), store, InProcess(), FONTS).set_margins(pages, "en")
    (entry,) = (each for each in store.entries() if each.kind == ".margins")
    for wrong in (b"[]", b"null", b"{}", b"{", b'{"margins": {"recto": [{"of": 1}]}}', b'{"margins": {"recto": 5}}'):
        store.put(entry.path.name[:64], ".margins", wrong)
        assert Typesetter(theme(), store, InProcess(), FONTS).set_margins(pages, "en") == made
