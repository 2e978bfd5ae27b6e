"""The picture of a formula: its measures, its limits, and that it is always the same."""

import subprocess
import sys
import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from archivist.formulas import FormulaError
from archivist.formulas.drawing import MAX_COST, check, cost, draw
from archivist.formulas.mathml import from_tex
from tests.running_time import seconds_since

SVG = "{http://www.w3.org/2000/svg}"


def mathml(source: str, display: bool = False) -> str:
    return from_tex(source, display).mathml


def test_it_is_outlines_alone_and_bears_its_source() -> None:
    root = etree.fromstring(draw(mathml(r"\frac{x}{2}")).svg)
    assert {etree.QName(each).localname for each in root.iter()} <= {"svg", "title", "g", "path", "rect"}
    assert root.findtext(f"{SVG}title") == r"\frac{x}{2}"
    assert not any("id" in each.attrib or "href" in str(each.attrib) for each in root.iter())


def test_it_stands_on_the_baseline() -> None:
    letter, below, raised = (draw(mathml(source)) for source in ("x", "y", "x^2"))
    assert abs(letter.depth) < 0.05
    assert below.depth > 0.15
    assert raised.height > letter.height
    assert 0.3 < letter.width < 0.7


def test_a_displayed_formula_is_larger_than_one_in_a_line() -> None:
    for source in (r"\frac{a}{b}", r"\sum_{i=1}^n i"):
        assert draw(mathml(source, True)).height > 1.2 * draw(mathml(source)).height


def test_tags_and_rows_are_drawn() -> None:
    plain, tagged = draw(mathml("a = b", True)), draw(mathml(r"a = b \tag{1}", True))
    assert tagged.width > plain.width + 2
    rows = draw(mathml(r"\begin{align} a &= b \\ c &= d \end{align}", True))
    assert rows.height > 1.6 * plain.height
    assert rows.width < 1.3 * plain.width


@pytest.mark.parametrize("source", [r"\text{თუ}", "漢", r"\text{😀}"])
def test_what_the_font_lacks_is_no_box(source: str) -> None:
    with pytest.raises(FormulaError, match="the font for formulas has no"):
        check(from_tex(source, False))


def test_cyrillic_and_greek_are_there() -> None:
    assert check(from_tex(r"\text{если } α > \beta", False)) > 0


@pytest.mark.parametrize(
    "source",
    [
        r"\left(" * 12 + "x" + r"\right)" * 12,
        r"\begin{matrix}" * 12 + "x" + r"\end{matrix}" * 12,
        r"\newcommand{\a}{" + "x" * 100 + "}" + r"\a" * 90,
        "x+" * 1999,
    ],
)
def test_what_would_take_long_is_refused_at_once(source: str) -> None:
    started = time.process_time()
    with pytest.raises(FormulaError):
        check(from_tex(source, True))
    assert seconds_since(started) < 2


@pytest.mark.parametrize(
    "source", [r"\frac{1}{", r"\sqrt{", "x^{", r"\overset{a}{", r"\widehat{", r"\underbrace{", "{"]
)
def test_deep_nesting_is_drawn_or_refused(source: str) -> None:
    closing = 15
    started = time.process_time()
    with suppress(FormulaError):
        check(from_tex(source * closing + "a" + "}" * closing, True))
    assert seconds_since(started) < 5


def test_the_cost_is_counted_before_the_work() -> None:
    assert cost(mathml("x+y")) < cost(mathml(r"\left(x+y\right)")) < cost(mathml(r"\left(\left(x+y\right)\right)"))
    assert cost(mathml(r"P(A\mid B) = \frac{P(B\mid A)\,P(A)}{P(B)}", True)) < MAX_COST / 10


_PARTS = r"x y 1 + = \alpha \frac{a}{b} ^2 _1 \sqrt{x} \left( \right) { } & \\ \text{a} \sum \foo \begin{pmatrix}"
PARTS = _PARTS.split()


@given(st.lists(st.sampled_from(PARTS), max_size=12).map(" ".join), st.booleans())
@settings(deadline=None, max_examples=60)
def test_whatever_is_written_is_drawn_or_refused(source: str, display: bool) -> None:
    try:
        formula = from_tex(source, display)
        check(formula)
    except FormulaError:
        return
    drawing = draw(formula.mathml)
    assert drawing.width > 0
    assert etree.fromstring(drawing.svg).findtext(f"{SVG}title") == formula.source


@pytest.mark.slow
def test_it_is_the_same_in_every_process() -> None:
    sources = [r"\frac{a}{b}", r"\begin{pmatrix}1&2\\3&4\end{pmatrix}", r"\int_0^\infty e^{-x^2}\,dx"]
    program = (
        "import sys, hashlib\nfrom archivist.formulas.mathml import from_tex\n"
        "from archivist.formulas.drawing import draw\n"
        "for s in sys.argv[1:]: print(hashlib.sha256(draw(from_tex(s, True).mathml).svg).hexdigest(), s)"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", program, *ordered],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed},
        ).stdout
        for ordered, seed in ((sources, "1"), (sources[::-1], "2"))
    ]
    assert sorted(runs[0].splitlines()) == sorted(runs[1].splitlines())
