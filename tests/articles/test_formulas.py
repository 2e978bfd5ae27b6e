"""What becomes a formula in an article, and what stays as it was written."""

import re

import pytest
from lxml import etree

from tests.articles.making import body, codes, inside


def formulas(text: str) -> list[tuple[str, str]]:
    """Form and source of every formula of an article."""
    root = etree.fromstring(body(text).xhtml)
    return [
        (each.get("data-formula", ""), "".join(each.itertext()))
        for each in root.iter("code")
        if "data-formula" in each.attrib
    ]


def bare(text: str) -> str:
    """The body without the MathML."""
    return re.sub(r' data-mathml="[^"]*"', "", inside(body(text)))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (r"The sequence ${x_i}_{i=1}^n$ is", [("inline", "{x_i}_{i=1}^n")]),
        (r"\(x_1 + x_2\)", [("inline", "x_1 + x_2")]),
        ("$$\n\\int e^{-x^2}\\,dx\n$$", [("display", r"\int e^{-x^2}\,dx")]),
        ("\\[\na\n- b = 1\n\\]", [("display", "a\n- b = 1")]),
        ("\\[\nE\n\\]", [("display", "E")]),
        ("the $n$th, $x^2$nd and $k$-th", [("inline", "n"), ("inline", "x^2"), ("inline", "k")]),
        ("Text\n$$a$$\ntext", [("display", "a")]),
        ("\\begin{align}\na &= b\n\\end{align}", [("display", "\\begin{align}\na &= b\n\\end{align}")]),
        ("```math\nx^2\n```", [("display", "x^2")]),
        ("$`x^2`$", [("inline", "x^2")]),
        ("> $$x$$\n\n- $y$\n\n| a |\n|---|\n| $z$ |", [("display", "x"), ("inline", "y"), ("inline", "z")]),
        ("<p>a <math><mn>2</mn></math></p>\n\nb <math><mn>3</mn></math>", [("inline", "2"), ("inline", "3")]),
        ("$a *b* c$ *and* $d$", [("inline", "a *b* c"), ("inline", "d")]),
        ("[$x$](https://example.org) **$y$**", [("inline", "x"), ("inline", "y")]),
    ],
)
def test_formulas_wherever_they_stand(text: str, found: list[tuple[str, str]]) -> None:
    assert formulas(text) == found
    assert codes(body(text).findings) == []


@pytest.mark.parametrize(
    "text",
    ["$5 and $10", "US$ 5", "$HOME/$PATH", "`$x$`", "    $x$", "```\n$$x$$\n```", r"\[sic\]", r"\$x\$", "$a\n\nb$"],
)
def test_what_is_not_a_formula(text: str) -> None:
    assert formulas(text) == []


def test_a_formula_alone_is_a_block() -> None:
    assert bare("$$\nx\n$$") == '<p class="formula-block"><code data-formula="display" class="formula">x</code></p>'
    assert "formula-block" not in bare("In a $$x$$ line")
    assert bare("<div><math display='block'><mn>1</mn></math></div>").count('<p class="formula-block">') == 1


def test_what_cannot_be_set_is_code_as_written_and_reported() -> None:
    for text, printed in (
        (r"a $\foo{x}$ b", r'<p>a <code data-formula="unset">$\foo{x}$</code> b</p>'),
        ("$$\n\\foo\n$$", '<pre><code data-formula="unset">$$\n\\foo\n$$</code></pre>'),
        (r"\(\text{თუ}\)", r'<p><code data-formula="unset">\(\text{თუ}\)</code></p>'),
    ):
        made = body(text)
        assert (inside(made), codes(made.findings), made.findings[0].line) == (printed, ["formula-unset"], 5)
    made = body("```math\n\\foo\n```")
    assert "data-formula" not in made.xhtml
    assert codes(made.findings) == ["formula-unset"]


def test_authors_cannot_pass_something_off_as_a_formula() -> None:
    made = body(
        '<code class="formula" data-formula="inline" data-mathml="&lt;math/&gt;">x</code><p class="formula-block">y</p>'
    )
    assert "formula" not in made.xhtml


def test_titles_of_headings_and_descriptions_have_the_source() -> None:
    made = body("## On $x^2$\n\n![A $y_1$](none.png)")
    assert made.headings[0].title == "On x^2"
    assert "[A y_1]" in made.xhtml


@pytest.mark.slow
def test_more_formulas_than_an_article_may_have() -> None:
    text = "\n\n".join(f"$$\n{'x+' * 300}{number}\n$$" for number in range(2))
    assert codes(body(text).findings) == []
    from archivist.articles import article_formulas as module  # noqa: PLC0415

    most, module._MAX_WORK = module._MAX_WORK, 800.0
    try:
        made = body("\n\n".join(f"$$\n{'y+' * 300}{number}\n$$" for number in range(2)))
    finally:
        module._MAX_WORK = most
    assert codes(made.findings) == ["formula-unset"]
    assert "more formulas than can be drawn" in made.findings[0].message
