r"""Where formulas are in Markdown: `$…$`, `$$…$$`, `$`…`$`, `\(…\)`, `\[…\]`, WordPress's `$latex …$`.

The rule for `$` is pandoc's (extension tex_math_dollars): the opening one has a character that is not a space behind
it, the closing one before it, and no digit follows. More is asked, since archives are full of prices and shell code: no
ASCII letter or digit is directly outside, unless it has an exponent or an index and nothing else, as in `H$_2$O`; and
what is inside reads like a formula. `\(` and `\[` are also escaped
brackets, so there too the inside decides. A formula never spans a paragraph break.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

MAX_LENGTH = 4000  # characters of one formula
OPENERS = "$\\"

ENVIRONMENTS = frozenset(
    name + star
    for name in (
        *("equation", "align", "gather", "multline", "alignat", "flalign", "eqnarray", "aligned", "gathered", "split"),
        *("matrix", "pmatrix", "bmatrix", "Bmatrix", "vmatrix", "Vmatrix", "smallmatrix", "cases", "array"),
    )
    for star in ("", "*")
)

_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_OPENED_AGAIN = re.compile(r"(?<!\\)\\[(\[]")
_GITLAB = re.compile(r"\$`([^`]+)`\$")
_DOLLAR = re.compile(r"\$((?:[^$\\]|\\.)+)\$", re.DOTALL)
_SCRIPT = re.compile(r"\$((?:[\^_](?:\{[^{}$\n]{1,40}\}|[\w+*\u2212-]|\\[A-Za-z]+)){1,2})\$")  # `H$_2$O`
_DOUBLE = re.compile(r"\$\$((?:[^$\\]|\\.|\$(?!\$))+)\$\$", re.DOTALL)
_BRACKETS = {"\\(": "\\)", "\\[": "\\]"}
_ENDING = re.compile(r"(?:st|nd|rd|th|s|ary|fold)\b")  # of a word that begins with a formula: `$n$th`
_WORDPRESS = re.compile(r"latex[ \n]")
_WORDPRESS_OPTIONS = re.compile(r"(?:\s*&(?:amp;)?(?:s|bg|fg)=-?\w{1,6})+\s*$")
_STRONG = re.compile(r"\\[A-Za-z]+|\\[{},;:!|]|[\^_=<>≤≥≠∈∑∫√]")
_WORDED = re.compile(r"\\(?:text\w*|mbox|hbox|math(?:rm|bf|it|sf|tt)|operatorname|tag|label|begin|end)\*?\s*\{[^{}]*\}")
_COMMAND = re.compile(r"\\[A-Za-z]+")
_WORD = re.compile(r"[^\W\d_]{2,}")
_SENTENCE = re.compile(r"[^\W\d_]{3,}[ \n]+[^\W\d_]{3,}|(?:[^\W\d_]{2,}[ \n]+){2}[^\W\d_]{2,}")
_TRIANGLE = re.compile(r"[A-Z]{3}")
_SUM = re.compile(r"[\d.,]+(?:\s*[-+*/·×:−]\s*[\w.,]+|[A-Za-zΑ-ω]{1,2}\d*|\\?%)*")
_SIGNS = re.compile(r"\\begin\{|\\.|\$", re.DOTALL)
_ENVIRONMENT = re.compile(r"\\begin\{([A-Za-z]+\*?)\}")


@dataclass(frozen=True, slots=True)
class Found:
    """A formula in a text."""

    source: str  # without its delimiters
    display: bool
    start: int
    end: int  # of the closing delimiter


def formula_at(text: str, start: int, end: int | None = None) -> Found | None:
    """The formula that begins at a place of a text, if one does. `end` bounds the text."""
    end = min(len(text) if end is None else end, start + MAX_LENGTH)
    if text[start] == "$":
        return _dollars(text, start, end)
    closer = _BRACKETS.get(text[start : start + 2])
    return _find_bracketed(text, start, end, closer) if closer else None


def formulas_in(text: str) -> Iterator[Found]:
    """Every formula of a text, in order; a backslash before `$` or a backslash escapes it."""
    at = 0
    while at < len(text):
        dollar, slash = text.find("$", at), text.find("\\", at)
        at = min((place for place in (dollar, slash) if place >= 0), default=len(text))
        if at == len(text):
            return
        found = formula_at(text, at)
        if found:
            yield found
            at = found.end
        else:
            at += 2 if text[at] == "\\" else 1


def without_formulas(markdown: str) -> str:
    r"""Markdown of the same text in which nothing begins a formula: `\$`, and entities for `\(` and `\[`."""
    return _SIGNS.sub(_unescape, markdown)


def _unescape(match: re.Match[str]) -> str:
    sign = match[0]
    if sign == "$":
        return "\\$"
    if sign == "\\begin{":
        return "\\\\begin{"
    return {"\\(": "&#40;", "\\[": "&#91;"}.get(sign, sign)


def environment_in(text: str, start: int = 0) -> str:
    """The environment that begins at a place of a text, if it is one that needs no other delimiters; "" if not."""
    match = _ENVIRONMENT.match(text, start)
    return match[1] if match and match[1] in ENVIRONMENTS else ""


def is_formula(source: str) -> bool:
    r"""Whether what is between `\[` and `\]`, or the like, is beyond doubt a formula and no words in brackets."""
    return _STRONG.search(source) is not None and not _is_prose(source)


# ---------------------------------------------------------------- by delimiter


def _dollars(text: str, start: int, end: int) -> Found | None:
    gitlab = _GITLAB.match(text, start, end)
    if gitlab:
        return _read_match(gitlab, display=False)
    before = text[start - 1] if start else ""
    script = _SCRIPT.match(text, start, end)
    if script and before != "$" and not text.startswith("$", script.end()):
        return _read_match(script, display=False)
    if before == "$" or (before.isascii() and before.isalnum()):
        return None
    return _double(text, start, end) if text.startswith("$$", start) else _single(text, start, end)


def _double(text: str, start: int, end: int) -> Found | None:
    match = None if text.startswith("$$$", start) else _DOUBLE.match(text, start, end)
    if match is None or text.startswith("$", match.end()) or _is_prose(match[1]):
        return None
    return _read_match(match, display=True)


def _single(text: str, start: int, end: int) -> Found | None:
    match = _DOLLAR.match(text, start, end)
    if match is None or not _closes(text, match):
        return None
    source = match[1]
    if _WORDPRESS.match(source):
        return _read_match(match, display=False)
    is_prose = _is_prose(source) and not _TRIANGLE.fullmatch(source)
    fits = not source[0].isspace() and not is_prose and not _is_price(source)
    return _read_match(match, display=False) if fits else None


def _closes(text: str, match: re.Match[str]) -> bool:
    after = text[match.end()] if match.end() < len(text) else ""
    is_ending = _ENDING.match(text, match.end()) is not None and (len(match[1]) == 1 or "^" in match[1])
    if after == "$" or (after.isascii() and after.isalnum() and not is_ending):
        return False
    return not match[1][-1].isspace() or bool(_WORDPRESS.match(match[1]))


def _find_bracketed(text: str, start: int, end: int, closer: str) -> Found | None:
    close = text.find(closer, start + 2, end)
    if close < 0 or text[start - 1 : start] == "\\":
        return None
    display = closer == "\\]"
    source = text[start + 2 : close].strip()
    fits = is_formula(source) if display else not _is_prose(source) and not source.isdecimal()
    return _accept(source, display, start, close + 2) if fits else None


def _read_match(match: re.Match[str], *, display: bool) -> Found | None:
    return _accept(match[1], display, match.start(), match.end())


def _accept(source: str, display: bool, start: int, end: int) -> Found | None:
    if not source.strip() or "`" in source or _BLANK_LINE.search(source) or _OPENED_AGAIN.search(source):
        return None
    return Found(without_wordpress_words(source), display, start, end)


def without_wordpress_words(source: str) -> str:
    """The TeX without what WordPress adds: the word `latex`, and size and colours at the end."""
    source = source.strip()
    if _WORDPRESS.match(source):
        source = source.removeprefix("latex")
        source = _WORDPRESS_OPTIONS.sub("", source).strip()
    return source


# ---------------------------------------------------------------- what is inside


def _is_prose(source: str) -> bool:
    """Whether it is words and not a formula: several of them, or one and no trace of TeX."""
    bare = _COMMAND.sub(" ", _WORDED.sub(" ", source))
    if _SENTENCE.search(bare):
        return True
    if _STRONG.search(source):
        return False
    words = _WORD.findall(bare)
    return len(words) > 1 or any(len(word) > 2 or not word.isascii() for word in words)


def _is_price(source: str) -> bool:
    """Whether it begins with a sum of money: `20 (C` in “$20 (C$ 27)”."""
    return source[0].isdigit() and not _STRONG.search(source) and not _SUM.fullmatch(source)
