"""What in a text is a formula, and what only has a dollar or a bracket."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archivist.formulas.delimiters import formulas_in, without_formulas

_SCRAPS = r"$ $$ \ \\ ( ) [ ] \( \) \[ \] ` a x_1 ^2 \alpha { } = 5 , latex \begin{align} word"
SCRAPS = _SCRAPS.split(" ")


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("$x$, $y$.", ["x", "y"]),
        (r"$\{x_i\}_{i=1}^n$", [r"\{x_i\}_{i=1}^n"]),
        ("$$a = b$$", ["a = b"]),
        ("$$\na\n= b\n$$", ["a\n= b"]),
        (r"\(x_1 + x_2\) and \[y^2\]", ["x_1 + x_2", "y^2"]),
        ("$`a_1`$ H$`_2`$O", ["a_1", "_2"]),
        (r"$latex e^{i\pi} &s=2&bg=ffffff$", [r"e^{i\pi}"]),
        ("设$x$为，$n$-й и $n$ის", ["x", "n", "n"]),
        ("$5$, $3n+1$, $10^{-3}$, $[0,1)$", ["5", "3n+1", "10^{-3}", "[0,1)"]),
        (r"$x \text{ if there is any } y$", [r"x \text{ if there is any } y"]),
        ("triangle $ABC$", ["ABC"]),
        ("H$_2$O, 10$^{-3}$, m$^{-2}$s$^{-1}$, $^{14}$C", ["_2", "^{-3}", "^{-2}", "^{-1}", "^{14}"]),
    ],
)
def test_formulas(text: str, sources: list[str]) -> None:
    assert [found.source for found in formulas_in(text)] == sources


@pytest.mark.parametrize(
    "text",
    [
        "$5 and $10",
        "US$ 5, US$5 and A$7",
        "$HOME/$PATH, $HOME and $PATH$",
        "It costs $5, but C$ is",
        "$20 (C$ 27)",
        "5$ или 10$, $1 млн, а $2 млн",
        "5$ ან 10$, $100-$200",
        "$1,000-$2,000 or $10 or 20$ a day",
        "$ x $ and $x $",
        "$a\n\nb$ and $$a\n\nb$$",
        r"\$x$ and $x\$",
        r"\(see above\), \[sic\], \[Music\], \(1\)",
        r"\[Editor: a = b and so on for ever\]",
        "$`[^a]:&$` and $a`b_1`$",
        "$$5 million and $$6 million, $$$",
        "'$' and \"$\", $USER@$HOST",
        "a$_bar$c, $_GET$x",
    ],
)
def test_no_formulas(text: str) -> None:
    assert list(formulas_in(text)) == []


def test_a_displayed_formula_is_distinguished_from_one_in_a_line() -> None:
    assert [found.display for found in formulas_in(r"$a$ $$a$$ \(a\) \[a=1\]")] == [False, True, False, True]


@given(st.lists(st.sampled_from([*SCRAPS, " ", "\n", "b"]), max_size=20).map("".join))
@example(r"\\(x_1\\)")
def test_text_can_be_written_so_that_nothing_in_it_is_a_formula(text: str) -> None:
    assert list(formulas_in(without_formulas(text))) == []


def test_many_signs_take_no_time() -> None:
    for sign in ("$", "$ ", "$x ", r"\(", r"\[x^", "$$x ", "$`", "\\"):
        list(formulas_in(sign * 5_000))
