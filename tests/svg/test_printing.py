"""Drawings measured without being drawn, and made ready for paper."""

import time
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from PIL import Image

from archivist.fonts import FontLibrary
from archivist.svg import CleanDrawing, SvgError, clean, is_clean
from archivist.svg.bitmap import bitmap
from archivist.svg.expansion import MAX_DRAWN, measure
from archivist.svg.font_families import families
from archivist.svg.printing import PrintDrawing, for_print
from archivist.svg.styles import longhands_of_font
from archivist.svg.svg_reading import read_tree
from tests.running_time import seconds_since
from tests.svg.random_drawings import drawing

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="20" height="10">'


def svg(inside: str) -> bytes:
    return f"{HEAD}{inside}</svg>".encode()


def printed(inside: str, language: str = "en") -> PrintDrawing:
    return for_print(clean(svg(inside)).data, language)


def attributes(made: PrintDrawing, tag: str) -> dict[str, str]:
    root = etree.fromstring(made.data)
    return dict(root.find(f".//{{*}}{tag}").attrib)


def tens(levels: int) -> str:
    """Ten to the power of `levels` rectangles."""
    groups = (f'<g id="b{n}">' + f'<use href="#b{n - 1}"/>' * 10 + "</g>" for n in range(1, levels + 1))
    return '<g id="b0"><rect width="1" height="1"/></g>' + "".join(groups)


def test_what_would_be_drawn_is_counted_and_not_drawn() -> None:
    begun = time.process_time()
    root = read_tree(svg(tens(3)))
    assert 1000 < measure(root).drawn < 4000
    with pytest.raises(SvgError, match="would draw more than"):
        measure(read_tree(svg(tens(60))))
    assert seconds_since(begun) < 2


def test_much_is_drawn_by_the_quick_renderer_and_too_much_by_none() -> None:
    assert printed(tens(3)).by_engine
    assert not printed(tens(4)).by_engine
    with pytest.raises(SvgError):
        printed(tens(8))
    assert MAX_DRAWN > 10**5


def test_parts_that_hold_one_another_are_refused_when_they_are_deep() -> None:
    chain = "".join(f'<g id="b{n}"><use href="#b{n - 1}"/></g>' for n in range(1, 1000))
    with pytest.raises(SvgError, match="nested"):
        printed(f'<g id="b0"/>{chain}')


@pytest.mark.parametrize(
    "inside",
    [
        '<g id="a"><use href="#a"/></g>',
        '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>',
        '<pattern id="a" width="1" height="1"><rect width="1" height="1" fill="url(#a)"/></pattern>',
        '<g fill="url(#a)"><pattern id="a" width="1" height="1"><path d="M0 0h1"/></pattern><path d="M0 0h1"/></g>',
        "<style>*{fill:url(#a)}</style>"
        '<pattern id="a" width="1" height="1"><path d="M0 0h1"/></pattern><path d="M0 0h1"/>',
        '<mask id="a"><rect width="1" height="1" mask="url(#a)"/></mask><rect width="9" height="9" mask="url(#a)"/>',
    ],
)
def test_circles_are_cut_and_both_renderers_live(inside: str) -> None:
    made = printed(inside)
    assert measure(read_tree(made.data)).drawn < 100
    assert bitmap(made.data, 20, 10).startswith(b"\x89PNG")


def test_a_drawing_that_ends_the_renderer_ends_nothing_else() -> None:
    painted = '<pattern id="a" width="1" height="1"><path d="M0 0h1"/></pattern><path d="M0 0h9v9"/>'
    bomb = f'<svg xmlns="http://www.w3.org/2000/svg" fill="url(#a)">{painted}</svg>'.encode()
    try:
        assert bitmap(bomb, 20, 10)
    except SvgError as error:
        assert "cannot be drawn" in str(error)
    assert bitmap(svg('<rect width="9" height="9"/>'), 20, 10).startswith(b"\x89PNG")


@given(st.integers(0, 10**6))
@settings(max_examples=25, deadline=None)
def test_a_clean_drawing_is_clean_and_has_no_address(number: int) -> None:
    try:
        made: CleanDrawing = clean(drawing(3, number, "http://127.0.0.1:9/"))
    except SvgError:
        return
    assert is_clean(made.data)
    without_links = made.data.replace(b'xlink:href="http://127.0.0.1:9/a"', b"")
    assert b"127.0.0.1" not in without_links
    assert clean(made.data).data == made.data


def test_words_of_a_bitmap_are_drawn_with_the_given_fonts_alone() -> None:
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg"><text x="5" y="40" font-size="30">river</text></svg>'

    def opacity(fonts: list[Path]) -> object:
        return Image.open(BytesIO(bitmap(drawing, 100, 60, fonts))).convert("RGBA").getchannel("A").getextrema()

    assert opacity([face.path for face in FontLibrary().text_faces()]) == (0, 255)
    assert opacity([]) == (0, 0)


# ---------------------------------------------------------------- styles


def test_the_cascade_becomes_attributes() -> None:
    styles = "<style>rect{fill:red;stroke:red} .a{fill:lime} #i{opacity:.5} rect{stroke:blue !important}</style>"
    made = printed(f'{styles}<rect class="a" id="i" style="stroke:lime;stroke-width:3" fill="black"/>')
    found = attributes(made, "rect")
    assert found == {"id": "i", "fill": "lime", "stroke": "blue", "opacity": ".5", "stroke-width": "3"}


def test_variables_are_put_in() -> None:
    made = printed(
        '<style>:root{--a:red;--b:var(--a)}</style><g><rect style="fill:var(--b);stroke:var(--c, lime)"/></g>'
    )
    assert attributes(made, "rect") == {"fill": "red", "stroke": "lime"}


def test_variables_that_double_one_another_end() -> None:
    doubling = "".join(f"--v{n}:var(--v{n - 1})var(--v{n - 1});" for n in range(1, 60))
    begun = time.process_time()
    assert "fill" not in attributes(printed(f"<style>*{{--v0:x;{doubling}fill:var(--v59)}}</style><rect/>"), "rect")
    assert seconds_since(begun) < 5


@pytest.mark.parametrize(
    ("font", "size", "weight", "family"),
    [
        ("bold 16px sans-serif", "16px", "bold", "sans-serif"),
        ("14px serif", "14px", "normal", "serif"),
        ("italic 700 1.2em/1.5 'A B', serif", "1.2em", "700", '"A B", serif'),
        ("small-caps large Arial", "large", "normal", "Arial"),
    ],
)
def test_font_is_taken_apart(font: str, size: str, weight: str, family: str) -> None:
    import tinycss2  # noqa: PLC0415

    found = dict(longhands_of_font(tinycss2.parse_component_value_list(font)))
    assert (found["font-size"], found["font-weight"], found["font-family"]) == (size, weight, family)


@pytest.mark.parametrize("font", ["caption", "bold", "", "16px"])
def test_what_is_not_a_font_says_nothing(font: str) -> None:
    import tinycss2  # noqa: PLC0415

    assert dict(longhands_of_font(tinycss2.parse_component_value_list(font))) == {}


def test_families_are_those_of_the_volume() -> None:
    assert families("Helvetica, Arial, sans-serif").startswith("Noto Sans,")
    assert families("Times New Roman").startswith("Noto Serif,")
    assert families("Courier New, monospace").startswith("Noto Sans Mono")
    assert families("'Noto Serif'").startswith("Noto Serif")


@pytest.mark.parametrize(("language", "words"), [("en", ("river",)), ("ka", ("მდინარე",)), ("fr", ("none",))])
def test_a_switch_shows_one_branch(language: str, words: tuple[str, ...]) -> None:
    switch = (
        '<switch><text systemLanguage="en-GB, en">river</text><text systemLanguage="ka">მდინარე</text>'
        '<foreignObject requiredExtensions="x"/><text>none</text></switch>'
    )
    assert printed(switch, language).words == words


@pytest.mark.parametrize(
    "inside",
    [
        '<text><textPath href="#a">x</textPath></text><path id="a" d="M0 0h9"/>',
        '<filter id="f"><feGaussianBlur stdDeviation="1"/></filter><rect filter="url(#f)"/>',
        "<text>سلام</text>",
        "<text>हिन्दी</text>",
        "<text>e\u0301</text>",
        '<text text-decoration="underline">x</text>',
        '<rect style="mix-blend-mode:multiply"/>',
        '<mask id="m"><rect width="9" height="9"/></mask><circle r="5" mask="url(#m)"/>',
        '<clipPath id="c"><path clip-rule="evenodd" d="M0 0h9v9"/></clipPath><rect clip-path="url(#c)"/>',
        '<linearGradient id="g"/><path d="M0 0h9" stroke="url(#g)"/>',
        '<radialGradient id="g"/><rect fill="url(#g)"/>',
        '<text paint-order="stroke" stroke="red">x</text>',
        '<symbol id="s"><text>x</text></symbol><use xlink:href="#s"/>',
        '<path d="M1e1 1"/>',
    ],
)
def test_what_the_engine_does_not_know_goes_to_the_other_renderer(inside: str) -> None:
    assert not printed(inside).by_engine


@pytest.mark.parametrize(
    "inside",
    [
        '<path fill-rule="evenodd" clip-rule="evenodd" d="M0 0h9"/>',
        '<rect mask="none" stroke="red" paint-order="normal"/>',
        '<symbol id="s"><path d="M0 0h9"/></symbol><use href="#s" width="9" height="9"/><use href="#r"/><rect id="r"/>',
        '<radialGradient id="g" gradientUnits="userSpaceOnUse"/><linearGradient id="h"/><rect fill="url(#h)"/>',
    ],
)
def test_what_the_engine_draws_well_stays_with_it(inside: str) -> None:
    assert printed(inside).by_engine


def test_a_line_end_between_two_parts_of_a_text_is_a_space() -> None:
    made = printed("<text>\n<tspan>one</tspan>\n  <tspan>two</tspan>\n</text>")
    assert b"one</tspan> <tspan" in made.data.replace(b"svg:", b"").replace(b"ns0:", b"")


@pytest.mark.parametrize("value", ["NaN", "1e400", "9" * 40, "-Infinity"])
def test_numbers_are_finite_and_on_earth(value: str) -> None:
    found = attributes(printed(f'<rect x="{value}" transform="translate({value})" width="5"/>'), "rect")
    assert found["width"] == "5"
    assert all(len(each) < 30 and "nan" not in each.lower() and "inf" not in each.lower() for each in found.values())
