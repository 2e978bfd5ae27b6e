"""TeX and strangers' MathML as MathML that a book can hold."""

import re

import pytest
from lxml import etree

from archivist.formulas import FormulaError
from archivist.formulas.mathml import MAX_DEPTH, from_mathml, from_tex, source_of

M = "{http://www.w3.org/1998/Math/MathML}"


def shown(mathml: str) -> str:
    """The elements that are shown, without namespaces."""
    row = etree.fromstring(mathml).find(f".//{M}mrow")
    assert row is not None
    return "".join(etree.tostring(each, encoding="unicode") for each in row).replace(f' xmlns="{M[1:-1]}"', "")


def test_the_source_goes_along() -> None:
    formula = from_tex(r" x^2 \le y ", True)
    assert formula.source == r"x^2 \le y"
    root = etree.fromstring(formula.mathml)
    assert (root.tag, root.get("display"), root.get("alttext")) == (f"{M}math", "block", r"x^2 \le y")
    annotation = root.find(f".//{M}annotation")
    assert annotation is not None
    assert (annotation.get("encoding"), annotation.text) == ("application/x-tex", r"x^2 \le y")
    assert shown(formula.mathml).startswith("<msup><mi>x</mi><mn>2</mn></msup>")


@pytest.mark.parametrize(
    ("source", "part"),
    [
        (r"\begin{align} a &= b \\ c &= d \end{align}", "<mtable"),
        (r"\begin{split} a &= b \end{split}", "<mtable"),
        (r"\begin{eqnarray} a &=& b \end{eqnarray}", "<mtable"),
        (r"\begin{alignat}{2} a &= b & c &= d \end{alignat}", "<mtable"),
        (r"E = mc^2 \tag{7}", "<mtext>(7)</mtext>"),
        (r"\sum_{\substack{i<n \\ j<m}} x", "<mtable"),
        (r"\left< x \right>", "<mo>⟨</mo>"),
        (r"\mbox{a b}", "<mtext>a\u00a0b</mtext>"),
        (r"x \label{eq:1}", "<mi>x</mi>"),
        (r"\textbf{x}", '<mtext mathvariant="bold">x</mtext>'),
        (r"\operatorname{rank} A", "\N{FUNCTION APPLICATION}"),
    ],
)
def test_what_authors_write(source: str, part: str) -> None:
    assert part in shown(from_tex(source, True).mathml)


@pytest.mark.parametrize(
    ("source", "rows"),
    [
        (r"\int_0^1 x\,dx \\ a_1 + b_1", 2),
        (r"a &= b \\ &= c", 2),
        (r"\begin{pmatrix}1&2\\3&4\end{pmatrix}", 2),
        (r"x = \begin{cases}1\\0\end{cases} \\ y = 2", 4),
        (r"\begin{align}a&=b\\c&=d\end{align}", 2),
        (r"a_1", 0),
    ],
)
def test_rows_are_set_below_one_another(source: str, rows: int) -> None:
    assert len(re.findall("<mtr[ >]", from_tex(source, True).mathml)) == rows


def test_rows_within_a_line_of_text_are_refused() -> None:
    with pytest.raises(FormulaError, match="several rows"):
        from_tex(r"a_1 \\ b_1", False)


def test_nothing_is_numbered_that_the_author_did_not_number() -> None:
    for name in ("equation", "align", "gather"):
        assert "(1)" not in from_tex(f"\\begin{{{name}}} a \\end{{{name}}}", True).mathml.partition("<annotation")[0]


@pytest.mark.parametrize(
    ("source", "why"),
    [
        (r"\foo{x}", 'Unknown command "\\foo"'),
        (r"\frac{a", "reached end of input"),
        ("x_1_2", "Duplicate subscript"),
        ("a & b", "table-like environment"),
        ("", "empty"),
        ("{}", "it would be invisible"),
        (r"\eqref{a}", "another formula"),
        ("x" * 4001, "4,000 is the limit"),
        (r"\def\x{\x\x}\x", "expansions"),
        (r"\newcommand{\a}{" + "x" * 100 + r"}\newcommand{\b}{" + r"\a" * 99 + r"}\b\b\b\b\b\b\b\b", "expansions"),
    ],
)
def test_what_cannot_be_set(source: str, why: str) -> None:
    with pytest.raises(FormulaError, match=why.replace("\\", "\\\\")):
        from_tex(source, False)


def test_the_tex_of_mathml_decides() -> None:
    written = (
        '<math display="block"><semantics><mi>y</mi>'
        '<annotation encoding="application/x-tex">x^2</annotation></semantics></math>'
    )
    assert from_mathml(written) == from_tex("x^2", True)


def test_mathml_whose_tex_cannot_be_set_is_set_as_it_is() -> None:
    written = (
        r'<math><semantics><mi>y</mi><annotation encoding="application/x-tex">\foo</annotation></semantics></math>'
    )
    formula = from_mathml(written)
    assert (formula.source, shown(formula.mathml)) == (r"\foo", "<mi>y</mi>")


@pytest.mark.parametrize(
    ("written", "source"),
    [
        ("<math><msup><mi>x</mi><mn>2</mn></msup></math>", "x^2"),
        ("<math><mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mi>c</mi></mfrac></math>", "(a+b)/c"),
        ("<math><msqrt><mi>x</mi></msqrt><mroot><mi>y</mi><mn>3</mn></mroot></math>", "√(x)√[3](y)"),
        ('<math alttext="a to b"><mi>a</mi></math>', "a to b"),
        ('<m:math xmlns:m="http://www.w3.org/1998/Math/MathML"><m:mi>x</m:mi></m:math>', "x"),
        ("<math><mi>a</mi><mo>&le;</mo><mi>b</mi></math>", "a≤b"),
        ("<math><munderover><mo>∑</mo><mi>i</mi><mi>n</mi></munderover></math>", "∑_i^n"),
    ],
)
def test_mathml_without_tex_has_a_plain_form(written: str, source: str) -> None:
    assert from_mathml(written).source == source_of(written) == source
    assert 'encoding="text/plain"' in from_mathml(written).mathml


@pytest.mark.parametrize(
    "written",
    [
        "<math><script>alert(1)</script></math>",
        "<math><mi>x</mi><mglyph src='https://example.org/a.png'/></math>",
        "<math><maction><mi>x</mi></maction></math>",
        "<math>" + "<mrow>" * MAX_DEPTH + "<mi>x</mi>" + "</mrow>" * MAX_DEPTH + "</math>",
        "<math><mi>x</math>",
        "<!DOCTYPE math [<!ENTITY a 'b'>]><math><mi>&a;</mi></math>",
        "<math></math>",
        "<svg/>",
    ],
)
def test_mathml_that_no_book_holds(written: str) -> None:
    with pytest.raises(FormulaError):
        from_mathml(written)


def test_what_leads_outside_is_left_out() -> None:
    written = (
        "<math onclick='a()' style='background:url(https://a.b)'><mi href='https://a.b' id='i' class='c'>x</mi></math>"
    )
    assert shown(from_mathml(written).mathml) == "<mi>x</mi>"
    assert "https" not in from_mathml(written).mathml
