"""Work the layout engine is spared, counted instead of timed, for the same pages."""

from collections import Counter
from typing import Any

import pytest
import weasyprint
from weasyprint.css import ComputedStyle
from weasyprint.css.properties import INITIAL_VALUES

from archivist.pdf.engine import LaidOut, chosen_lines, paragraph_lines, rendering, word_divisions
from archivist.pdf.engine.paragraph_text import ParagraphText
from archivist.pdf.engine.paragraph_widths import ParagraphWidths
from archivist.pdf.engine.patches.chosen_fonts import ChosenFonts
from tests.function_calls import calls
from tests.pdf.engine.unpatched import without
from tests.pdf.making import document, job, laid, lay_out, whole

pytestmark = pytest.mark.slow  # lays out pages

SENTENCES = "Water goes down to the town and past the mill, and nobody has asked where it came from. " * 4
PROSE = "Words of a *paragraph*[^1] that have [a link](https://example.org). " * 6
TEXT = "\n\n".join(
    ["## A heading", PROSE, "- One\n- Two", "[^1]: A note.", "> Words quoted.", "| a | b |\n|---|---|\n| 1 | 2 |"]
)


def counted() -> tuple[LaidOut, Counter[str]]:
    """A document of every kind of block, and the calls it took."""
    with calls(lambda file: "/weasyprint/" in file) as called:
        made = lay_out(job(document(TEXT)))
    assert whole(made)
    return made, called


def test_a_style_sheet_is_parsed_once_in_a_process(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []
    css = weasyprint.CSS

    def counted(*, string: str, **options: Any) -> object:
        parsed.append(string)
        return css(string=string, **options)

    monkeypatch.setattr(weasyprint, "CSS", counted)
    rendering._for_all_fonts.cache_clear()
    made = [laid(f"Text {number}.", "p { color: #111 }") for number in range(3)]
    assert all(whole(each) for each in made)
    assert len(parsed) == len(set(parsed))
    assert "p { color: #111 }" in parsed


FACE = "@media print { @font-face { font-family: X; src: local('Noto Serif') } }"


def test_a_style_sheet_with_fonts_that_was_parsed_for_others_is_not_taken() -> None:
    one, other = rendering._fonts(()), ChosenFonts(())
    parse = rendering._style_sheet
    assert parse("p { margin: 0 }", one) is parse("p { margin: 0 }", other)
    for rule in (FACE, FACE.replace("@font-face", r"@f\6fnt-face")):
        assert parse(rule, one) is parse(rule, one)
        assert parse(rule, one) is not parse(rule, other)


def test_the_lines_of_a_paragraph_are_chosen_once(monkeypatch: pytest.MonkeyPatch) -> None:
    chosen: list[str] = []
    choose = paragraph_lines.choose_lines

    def counted(text: ParagraphText, *rest: Any) -> Any:
        chosen.append(text.text)
        return choose(text, *rest)

    monkeypatch.setattr(chosen_lines, "choose_lines", counted)
    monkeypatch.setattr(chosen_lines, "_kept", {})
    first, again = laid(f"{SENTENCES}\n\nA [link *within*](#) it."), laid(f"{SENTENCES}\n\nA [link *within*](#) it.")
    assert whole(first)
    assert first == again
    assert len(chosen) == len(set(chosen)) == 2
    laid(SENTENCES, "p { hyphens: none }")
    laid(SENTENCES, "p { font-weight: bold }")
    laid(SENTENCES, "body { margin-right: 9pt }")
    assert chosen[2:] == [SENTENCES.strip()] * 3
    assert laid(SENTENCES, "p { font-weight: bold }").pdf != laid(SENTENCES).pdf


@pytest.mark.parametrize("page", ["A5", "ereader"])
def test_only_words_that_a_line_may_end_in_are_divided(monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    text = "\n\n".join(f"{'The ' * number}{SENTENCES} `code` *{SENTENCES}*" for number in range(6))
    made: list[LaidOut] = []
    divided: list[int] = []
    divide = word_divisions.divisions

    def counted(word: str, *rest: Any) -> Any:
        divided[-1] += 1
        return divide(word, *rest)

    monkeypatch.setattr(paragraph_lines, "divisions", counted)
    for is_limited in (True, False):
        if not is_limited:
            monkeypatch.setattr(ParagraphWidths, "within_reach", lambda widths, *_: widths.tokens)
        monkeypatch.setattr(chosen_lines, "_kept", {})
        divided.append(0)
        made.append(laid(text, "em { padding: 0 3pt; margin-left: 1pt }", page=page))
    assert made[0] == made[1]
    assert whole(made[0])
    assert 0 < divided[0] < 0.9 * divided[1]


# What the patch concerns, and by how much it must be less.
@pytest.mark.parametrize(
    ("patch", "functions", "share"),
    [
        ("undeclared_values", ("ComputedStyle.__missing__", "AnonymousStyle.__missing__", "check_math"), 0.5),
        ("pseudo_elements", ("StyleFor.set_computed_styles", "ComputedStyle.__init__"), 0.5),
        ("plain_boxes", ("Box.is_footnote", "resolve_radii_percentages", "layout_box_backgrounds"), 0.5),
        ("plain_lengths", ("resolve_one_percentage", "percentage"), 0.5),
        ("kept_layouts", ("get_font_description", "font_features", "_font_style_cache_key"), 0.5),
        ("known_glyphs", ("Layout.reactivate", "draw_first_line"), 0.5),
    ],
)
def test_the_same_pages_take_less_work(patch: str, functions: tuple[str, ...], share: float) -> None:
    counted()  # what is kept for all documents
    made, called = counted()
    with without(patch):
        again, without_it = counted()
    assert again == made  # byte for byte
    for name in functions:
        assert 0 < called[name] < share * without_it[name], (name, called[name], without_it[name])


def test_the_glyphs_of_a_run_are_read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Kerned, raised, shifted, several for one letter, in another font, and several times."""
    accents = "x\u0302\u0323\u0332 e\u0301\u0308 \u0141o\u0304\u0301"
    text = f"AVATAR To {accents} fi \u0444\u0438 *AVA* ფი ``WA`` {accents}. {SENTENCES}"
    counts: list[int] = []
    laid(text)
    read = weasyprint.draw.text._archivist_glyphs

    def counted(glyphs: object, count: int) -> object:
        counts.append(count)
        return read(glyphs, count)

    monkeypatch.setattr(weasyprint.draw.text, "_archivist_glyphs", counted)
    made = laid(text)
    assert sum(counts) > 2 * len(counts) > 0
    monkeypatch.undo()
    with without("glyph_numbers"):
        assert laid(text) == made


# Sides by their place on the page and in the line, variables, shorthands, and what the engine copies from a style.
STYLES = (
    "p { margin-inline-start: 2em; padding-block: 3pt 4pt; border-inline-end: 1pt solid }",
    "blockquote { --wide: 20pt; padding-left: var(--wide); margin: var(--none, 3pt) var(--wide) }",
    "p::first-letter { font-size: 200%; color: inherit } p::first-line { font-variant: small-caps }",
    "li { margin: inherit; font: inherit } li::marker { color: var(--c, red); padding: initial }",
    "table { width: 60%; box-sizing: border-box; padding: 5% } td { min-width: calc(10% + 3pt); letter-spacing: 1pt }",
    "*::before { content: counter(item) } p::before, :lang(en)::after { counter-increment: item }",
    "[href]::after { content: attr(href); color: green !important } a::after, .note::after { color: red }",
    "@layer one, two; @layer two { p::before { content: '2' } } @layer one { p::before { content: '1'; margin: 1em } }",
    "div.note::footnote-call, .note::footnote-marker { content: '*' } LI::marker { font-weight: inherit; color: red }",
    "blockquote { float: right; width: 40%; background: #eee; border-radius: 3pt 0 } h2 { background: currentcolor }",
    "ul { overflow: hidden; margin: 0 13% } table { float: left } blockquote { clear: left; box-shadow: 1pt 1pt red }",
    "body { direction: rtl } li { float: inline-start } a { position: absolute; border-radius: 2pt }",
    "h2 { text-decoration: underline; float: left; position: relative; left: 3% } a { text-decoration: line-through }",
)


@pytest.mark.parametrize("style", STYLES)
def test_a_style_sheet_has_the_same_effect(style: str) -> None:
    source = job(document(TEXT), style)
    made = lay_out(source)
    assert made.pdf
    assert made.pdf != counted()[0].pdf
    with without("undeclared_values", "pseudo_elements", "plain_boxes", "plain_lengths", "kept_layouts"):
        assert lay_out(source) == made


def test_pseudo_elements_with_anchors_are_left_to_the_engine() -> None:
    """A rule may name a place as soon as it is known to what it applies."""
    source = job(
        document(TEXT), "li::marker { -weasy-anchor: 'item' } p::before { content: target-counter('#item', page) }"
    )
    with calls(lambda file: "/weasyprint/" in file) as called:
        made = lay_out(source)
    with without("pseudo_elements"), calls(lambda file: "/weasyprint/" in file) as without_it:
        assert lay_out(source) == made
    assert called["StyleFor.set_computed_styles"] == without_it["StyleFor.set_computed_styles"]


@pytest.mark.parametrize("pseudo", [None, "before", "first-line"])
def test_every_property_has_the_same_value(pseudo: str | None) -> None:
    declared = dict.fromkeys(("margin_inline_start", "color", "width"), ("inherit", (1,)))
    declared["border_top_style"] = ("solid", (1,))
    lacking = {f"border_{axis}_{end}_width" for axis in ("block", "inline") for end in ("start", "end")}  # a KeyError

    def values() -> dict[str, Any]:
        fonts = rendering._fonts(())
        parent: Any = weasyprint.css.InitialStyle(fonts)
        root = ComputedStyle(None, {}, None, parent, None, fonts, None)
        style = ComputedStyle(root, declared, pseudo, root, None, fonts, None)
        anonymous = style.anonymous_style
        return {name: (style[name], anonymous[name]) for name in INITIAL_VALUES if name not in lacking}

    laid("The patches are installed.")
    known = values()
    with without("undeclared_values"):
        assert values() == known
