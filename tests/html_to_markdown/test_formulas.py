"""Formulas of pages, whatever program made them: one formula each, and text with dollars stays text."""

import pytest
from lxml import etree

from archivist.fidelity.imported_words import difference
from archivist.html_to_markdown import to_markdown
from tests.articles.making import body


def read(page: str) -> tuple[str, list[str]]:
    """The Markdown of a page, and the sources of the formulas read of it; every word is there."""
    made = to_markdown(page, language="en")
    article = body(made.text)
    assert difference(made.plain, article) == ""
    root = etree.fromstring(article.xhtml)
    return made.text.strip(), ["".join(each.itertext()) for each in root.iter("code") if each.get("data-formula")]


TEX = '<annotation encoding="application/x-tex">{}</annotation>'


@pytest.mark.parametrize(
    ("page", "markdown"),
    [
        ("<p>Let $latex x^2 + y &amp;s=2$ be</p>", "Let $x^2 + y$ be"),
        ('<p>a <img class="latex" src="a.php" alt="x^2"> b</p>', "a $x^2$ b"),
        (f"<p><math display=block><semantics><mi>E</mi>{TEX.format('E=1')}</semantics></math></p>", "$$E=1$$"),
        (
            '<p><span class="katex"><span class="katex-mathml"><math><semantics><mi>x</mi>'
            f'{TEX.format("x^2")}</semantics></math></span><span class="katex-html">x2</span></span></p>',
            "$x^2$",
        ),
        (
            '<p><span class="mwe-math-element"><span style="display: none"><math alttext="{\\displaystyle a^{2}}">'
            '<semantics><mi>a</mi><annotation encoding="application/x-tex">{\\displaystyle a^{2}}</annotation>'
            "</semantics></math></span>"
            '<img class="mwe-math-fallback-image-inline" src="a.svg" alt="{\\displaystyle a^{2}}"></span></p>',
            "$a^{2}$",
        ),
        (
            '<p><span class="MathJax_Preview">x</span><span class="MathJax">x</span>'
            '<script type="math/tex">x_1</script></p>',
            "$x_1$",
        ),
        ('<p>a</p><script type="math/tex; mode=display">\\sum x</script>', "a\n\n$$\\sum x$$"),
        (r"<p>Let \(x_1\) and \[\sum x\].</p>", r"Let $x_1$ and $$\sum x$$."),
        ("<p>\\begin{align} a &amp;= b \\end{align}</p>", "$$\\begin{align} a &= b \\end{align}$$"),
        ('<p>H<script type="math/tex">_2</script>O</p>', "H$_2$O"),
        ("<table><tr><th>a<tr><td>\\(|x|\\)</table>", "| a |\n| --- |\n| $\\|x\\|$ |"),
        ("<p><math><msup><mi>x</mi><mn>2</mn></msup></math></p>", "<math><msup><mi>x</mi><mn>2</mn></msup></math>"),
    ],
)
def test_a_formula_is_written_as_one(page: str, markdown: str) -> None:
    text, sources = read(page)
    assert text == markdown
    assert len(sources) == text.count("math>") // 2 or len(sources) >= 1


def test_raised_and_lowered_letters_stay_so() -> None:
    assert read("<p>x<sup>2</sup>, H<sub>2</sub>O, x²</p>") == ("x<sup>2</sup>, H<sub>2</sub>O, x²", [])


@pytest.mark.parametrize(
    "text",
    [
        "$5 and $10",
        "US$ 5, $HOME/$PATH",
        "$x$ is no price",
        r"\(see\) [x^2+y] \[sic\]",
        "a $x $5$ b",
        r"\begin{foo}",
        "$x <em>y</em> z$",
    ],
)
def test_text_with_dollars_stays_text(text: str) -> None:
    assert read(f"<p>{text}</p>")[1] == []


def test_a_formula_that_cannot_be_set_loses_nothing() -> None:
    text, sources = read(r"<p>a \(\foo{x}\) b</p>")
    assert (text, sources) == (r"a $\foo{x}$ b", [r"$\foo{x}$"])


def test_formulas_in_raw_html_are_mathml() -> None:
    text, sources = read(
        r'<figure><img src="https://a.b/c.png" alt="$x^2$"><figcaption>As \(x^2\)</figcaption></figure>'
    )
    assert "<figcaption>As <math " in text
    assert sources == ["x^2"]
