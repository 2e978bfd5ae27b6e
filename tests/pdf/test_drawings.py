"""Drawings on the page: whatever is in them, what stands around them stays as it is."""

import base64
import io

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops

from archivist.pages.paper import off_paper
from archivist.pdf.engine import LaidOut, LayoutJob
from archivist.svg import clean
from tests.pdf.making import FONTS, lay_out, stored_fonts, stored_picture, theme
from tests.svg.random_drawings import HEIGHT, WIDTH, drawing

pytestmark = pytest.mark.slow  # lays out pages

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
SIZED = f'{HEAD}width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">'
BOX = f'{SIZED}<rect width="{WIDTH}" height="{HEIGHT}"/></svg>'
LETTERS = "seen ТифлисΑθήνα漢字سلام"


def red_dot() -> str:
    target = io.BytesIO()
    Image.new("RGB", (2, 2), "red").save(target, "PNG")
    return "data:image/png;base64," + base64.b64encode(target.getvalue()).decode()


def page_with(*drawings: str | bytes, letters: str = LETTERS, style: str = "") -> LaidOut:
    """A page with drawings between lines of text."""
    handed = []
    body = ["<p>Before all.</p>"]
    for number, written in enumerate(drawings):
        data = written if isinstance(written, bytes) else written.encode()
        handed.append(stored_picture(f"d{number}.svg", "image/svg+xml", clean(data).data))
        body.append(f'<figure><img src="d{number}.svg" alt="A drawing"/></figure><p>After {number}.</p>')
    head = '<html xmlns="http://www.w3.org/1999/xhtml" lang="en"><head><title>T</title></head><body><article>'
    xhtml = f"{head}{''.join(body)}</article></body></html>".encode()
    faces, lacking = FONTS.faces_for(letters, "en")
    assert not lacking
    made = lay_out(LayoutJob("a", xhtml, (*theme(), style), stored_fonts(faces), tuple(handed)))
    assert made.failure == ""
    return made


def picture_of(made: LaidOut, scale: float = 2) -> Image.Image:
    with pypdfium2.PdfDocument(made.pdf) as pdf:
        shown: Image.Image = pdf[0].render(scale=scale).to_pil()
        return shown.convert("L")


def balance(pdf: bytes) -> list[int]:
    """Of each content stream, how many states it leaves open; every number of it is a number."""
    left = []
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        streams: list[pikepdf.Object] = [page.obj for page in opened.pages]
        streams += [
            each for each in opened.objects if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Form"
        ]
        for stream in streams:
            depth = 0
            for instruction in pikepdf.parse_content_stream(stream):
                operator = instruction.operator
                depth += {"q": 1, "Q": -1, "BT": 100, "ET": -100}.get(str(operator), 0)
                assert depth >= 0
                assert depth % 100 <= 28
                assert str(operator) not in {"nan", "inf"}
            left.append(depth)
    return left


BROKEN = {
    "embedded bitmap": '<image xlink:href="{dot}" width="20" height="20"/>',
    "embedded nonsense": '<image xlink:href="data:image/png;base64,AAAA" width="20" height="20"/>',
    "bad transform": '<rect transform="rotate(bogus)" width="20" height="20"/>',
    "calc": '<rect x="calc(1px + 2px)" width="20" height="20"/>',
    "not a number": '<text x="NaN" y="20">seen</text>',
    "infinite": '<rect x="1e400" width="20" height="20"/>',
    "use of itself": '<g id="a"><use xlink:href="#a"/><rect width="9" height="9"/></g>',
    "use of each other": '<g id="a"><use xlink:href="#b"/></g><g id="b"><use xlink:href="#a"/></g>',
    "pattern of itself": '<pattern id="a" width="9" height="9"><rect width="9" height="9" fill="url(#a)"/></pattern>'
    '<rect width="60" height="60" fill="url(#a)"/>',
    "deep": "<g opacity='0.9'>" * 60 + '<rect width="9" height="9"/>' + "</g>" * 60,
    "larger than its box": '<rect x="-9000" y="-9000" width="18000" height="18000" fill="red"/>',
    "text path": '<path id="way" d="M0 40L100 40"/><text><textPath xlink:href="#way">seen</textPath></text>',
    "blur": '<filter id="f"><feGaussianBlur stdDeviation="2"/></filter><rect filter="url(#f)" width="40" height="40"/>',
    "bad size of letters": '<text font-size="x" y="20">seen</text>',
    "bad view box": '<svg viewBox="a b"><rect width="9" height="9"/></svg>',
}


def test_nothing_around_a_drawing_moves() -> None:
    drawings = [f"{SIZED}{inside.replace('{dot}', red_dot())}</svg>" for inside in BROKEN.values()]
    for start in range(0, len(drawings), 5):
        some = drawings[start : start + 5]
        made, boxes = page_with(*some), page_with(*[BOX] * len(some))
        assert set(balance(made.pdf)) == {0}
        assert _outside_boxes(picture_of(made), picture_of(boxes)) == 0
        assert made.undrawn == ()


def test_random_drawings_leave_the_page_alone() -> None:
    for start in range(0, 15, 5):
        drawings = [drawing(7, number, "http://127.0.0.1:9/") for number in range(start, start + 5)]
        letters = "".join(_letters(each) for each in drawings) + LETTERS
        made, boxes = page_with(*drawings, letters=letters), page_with(*[BOX] * 5)
        assert set(balance(made.pdf)) == {0}
        assert _outside_boxes(picture_of(made), picture_of(boxes)) == 0


def _letters(data: bytes) -> str:
    from archivist.svg.printing import for_print  # noqa: PLC0415

    return " ".join(for_print(clean(data).data, "en").words)


def _outside_boxes(page: Image.Image, boxes: Image.Image) -> int:
    """How many points differ outside the black boxes, whose edges are blurred."""
    outside = boxes.resize((boxes.width // 4, boxes.height // 4), Image.Resampling.BOX)
    mask = outside.point(lambda value: 0 if value < 110 else 255)
    mask = Image.eval(mask, lambda value: value).resize(boxes.size)
    grown = ImageChops.darker(ImageChops.offset(mask, 6, 6), ImageChops.offset(mask, -6, -6))
    grown = ImageChops.darker(grown, ImageChops.darker(ImageChops.offset(mask, 6, -6), ImageChops.offset(mask, -6, 6)))
    difference = ImageChops.difference(page, boxes).point(lambda value: 255 if value > 8 else 0)
    return sum(ImageChops.multiply(difference, grown).histogram()[1:])


def _in_box(made: LaidOut) -> Image.Image:
    """The picture of a first drawing that is as wide as SIZED, by the place of a black box."""
    boxes = page_with(BOX)
    where = picture_of(boxes).point(lambda value: 255 if value < 60 else 0)
    columns = [x for x in range(where.width) if sum(where.crop((x, 0, x + 1, where.height)).histogram()[255:]) > HEIGHT]
    rows = [y for y in range(where.height) if sum(where.crop((0, y, where.width, y + 1)).histogram()[255:]) > WIDTH]
    with pypdfium2.PdfDocument(made.pdf) as pdf:
        shown: Image.Image = pdf[0].render(scale=2).to_pil().convert("RGB")
    return shown.crop((min(columns), min(rows), max(columns), max(rows)))


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        (f'<image xlink:href="{red_dot()}" width="{WIDTH}" height="{HEIGHT}" preserveAspectRatio="none"/>', "red"),
        (f'<switch><rect systemLanguage="ka" width="{WIDTH}" height="{HEIGHT}" fill="lime"/>'
         f'<rect width="{WIDTH}" height="{HEIGHT}" fill="red"/><rect width="99" height="99" fill="blue"/></switch>',
         "red"),
        (f'<style>.a{{--c:red;fill:var(--c)}}</style><rect class="a" width="{WIDTH}" height="{HEIGHT}"/>', "red"),
        (f'<rect width="{WIDTH}" height="{HEIGHT}" fill="red"><animate attributeName="fill" to="lime"/></rect>', "red"),
    ],
)  # fmt: skip
def test_what_is_drawn_is_what_a_browser_draws(inside: str, said: str) -> None:
    assert said == "red"
    shown = _in_box(page_with(f"{SIZED}{inside}</svg>"))
    red, green, blue = shown.getpixel((shown.width // 2, shown.height // 2))  # type: ignore[misc]
    assert (red, green, blue) == (255, 0, 0)


@pytest.mark.parametrize(
    "text",
    [
        '<text y="40" style="font: bold 30px sans-serif">seen</text>',
        '<style>.t{font:bold 30px/1.2 "No Such",sans-serif}</style><text class="t" y="40">seen</text>',
        '<text y="40" font-size="xx-large">seen</text>',
        '<path id="way" d="M0 40L100 40"/><text font-size="30"><textPath xlink:href="#way">seen</textPath></text>',
        '<text y="40" font-size="30" font-family="sans-serif">漢字</text>',
        '<text y="40" font-size="30">سلام</text>',
    ],
)
def test_words_are_seen_in_their_size(text: str) -> None:
    shown = _in_box(page_with(f"{SIZED}{text}</svg>")).convert("L").point(lambda value: 255 if value < 128 else 0)
    left, top, right, bottom = shown.getbbox() or (0, 0, 0, 0)
    assert right - left > 40
    assert bottom - top > 15


def test_words_are_text_in_the_pdf_whoever_draws_them() -> None:
    drawn = [
        f'{SIZED}<text y="20">seen</text></svg>',
        f'{SIZED}<text y="20" text-decoration="underline">lined</text></svg>',
    ]
    made = page_with(*drawn)
    assert made.as_dots == ("d1.svg",)
    with pypdfium2.PdfDocument(made.pdf) as pdf:
        assert "seen" in pdf[0].get_textpage().get_text_range()
    assert b"lined" in _contents(made.pdf)


def _contents(pdf: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        data = opened.pages[0].Contents.read_bytes()
    return bytes(data).replace(b"\x00", b"")


def test_a_picture_in_an_own_style_is_printed() -> None:
    address = red_dot()
    for written in (f'url("{address}")', f"url('{address}')", f"url({address})", f"url( {address} )"):
        made = page_with(style=f"p {{ background: {written} }}")
        with pypdfium2.PdfDocument(made.pdf) as pdf:
            colours = pdf[0].render(scale=1).to_pil().convert("RGB").getcolors(1_000_000) or []
        assert (255, 0, 0) in [colour for _, colour in colours]


@pytest.mark.parametrize(
    ("inside", "unseen"),
    [
        ('<text x="1000" y="40">seen</text>', {"seen"}),
        ('<text x="1e400" y="40">漢字<tspan x="5" dy="10">seen</tspan></text>', {"漢字"}),
        ('<text x="1e400" y="40">🜚</text>', {"🜚"}),  # two units of UTF-16
        ('<g opacity="0"><text x="1e400" y="9">漢字</text></g><text x="-900" y="9">seen</text>', {"漢字", "seen"}),
    ],
)
def test_words_outside_the_view_of_a_drawing_are_no_text_off_the_paper(inside: str, unseen: set[str]) -> None:
    made = page_with(f"{SIZED}{inside}</svg>")
    assert made.off_page == ()
    said = [remark for remark in made.remarks if remark.code == "drawing-off-page"]
    assert len(said) == len(unseen)
    assert all(any(f"“{words}”" in remark.text for remark in said) for words in unseen)
    assert {(each.text, each.in_figure) for each in off_paper(made.pdf)} == {(words, True) for words in unseen}


def test_text_of_the_article_with_the_letters_of_a_drawing_is_off_the_paper() -> None:
    style = "article > p:last-child { position: relative; left: -400mm }"
    made = page_with(f'{SIZED}<text x="5" y="20">After 0.</text></svg>', style=style)
    assert "After" in "".join(made.off_page)
    assert {each.in_figure for each in off_paper(made.pdf)} == {False}
