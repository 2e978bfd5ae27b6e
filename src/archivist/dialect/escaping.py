"""Text that must come back from Markdown word for word, with as few backslashes as that allows.

The marks are those of CommonMark (https://spec.commonmark.org/0.31.2/) and of the archive's dialect: notes,
attributes in braces, tables, definition lists, `:::`, `!!!`, `[!NOTE]`, tasks, `==`, `~`, `^` and template tags.
"""

import html
import re
from dataclasses import dataclass

from archivist.formulas.delimiters import formulas_in, without_formulas

_SPECIAL = re.compile(r"\\|`|\*+|_+|\[|\]|<|&|~+|\{|!|\^|\(|:|=+")
_ASCII_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_ENTITY = re.compile(r"&(?:#\d{1,8}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{0,40});")
_TEMPLATE_TAG = re.compile(r"\{%[^\n]{0,1900}?%\}|\{\{[^\n]{0,1900}?\}\}")
_PAIR = re.compile(r"(?<![!^\]\\])\[(?!\^)[^\[\]\n\\]{0,200}\](?![({:\[])")
_LINE_START = re.compile(
    r"(?P<one>#{1,6}(?=[ \t\n]|$)|>|[-+](?=[ \t\n]|$)|-(?=[- ]*(?:\n|$))|=(?==*[ ]*(?:\n|$))|:(?=[ \t:\n]|$)"
    r"|!(?=!!)|\?(?=\?\?)|/(?=//)|\+(?=[-=:]+\+)|\[(?=[ xX]\] |!)"
    r"|~(?=[ \t\n]|$)|\|(?=[ \t])|\*|_|\{(?![{%])|[-:|](?=[-:| ]*(?:\n|$)))"
    r"|(?P<number>[0-9]{1,9})(?P<dot>[.)])(?=[ \t\n]|$)"
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a run of text is."""

    before: str = ""  # the end of the markup directly before it; "" at the beginning of a block
    after: str = ""  # the beginning of the markup directly after it; "" at the end of a block
    line_start: bool = False  # whether a line begins with it
    label: bool = False  # whether it is between square brackets
    star_is_alone: bool = False  # whether no other asterisk is in the block
    keeps_tags: bool = True  # whether template tags stay as written, since they are read so


def escape_text(text: str, place: Place) -> str:
    """The text as Markdown."""
    done = 0
    parts: list[str] = []
    pairs = _pairs(text, place)
    # H~2~O, x^2^: one sign alone is none.
    scripts = frozenset(sign for sign in "~^" if text.count(sign) > 1)
    for match in _TEMPLATE_TAG.finditer(text) if place.keeps_tags and _may_have_tags(text) else ():
        if "$" in match[0] and formulas_in(text):
            continue  # a dollar in it, which cannot be escaped there, may end a formula
        parts.append(_escaped_part(text, (done, match.start()), place, pairs, scripts))
        parts.append(match[0])
        done = match.end()
    parts.append(_escaped_part(text, (done, len(text)), place, pairs, scripts))
    return _guard_lines("".join(parts), place.line_start)


def _may_have_tags(text: str) -> bool:
    """Whether to look for template tags at all: where none is closed, each beginning would be followed for long."""
    return ("{%" in text and "%}" in text) or ("{{" in text and "}}" in text)


def has_template_tag(text: str) -> str:
    """The first template tag of a text, "" if there is none."""
    match = _TEMPLATE_TAG.search(text) if _may_have_tags(text) else None
    return match[0] if match else ""


def _pairs(text: str, place: Place) -> frozenset[int]:
    """Where brackets are that mean nothing: `[sic]`."""
    if place.label or "[" not in text:
        return frozenset()
    found = []
    for match in _PAIR.finditer(text):
        at_edge = (match.start() == 0 and place.before) or (match.end() == len(text) and place.after)
        if not at_edge:
            found += [match.start(), match.end() - 1]
    return frozenset(found)


def _escaped_part(
    text: str, span: tuple[int, int], place: Place, pairs: frozenset[int], scripts: frozenset[str]
) -> str:
    start, end = span
    parts: list[str] = []
    done = start
    for match in _SPECIAL.finditer(text, start, end):
        if match[0] in scripts or _needs_escape(text, match, place, pairs):
            parts.append(text[done : match.start()])
            parts.append("".join(f"\\{character}" for character in match[0]))
            done = match.end()
    parts.append(text[done:end])
    return "".join(parts)


def _needs_escape(text: str, match: re.Match[str], place: Place, pairs: frozenset[int]) -> bool:
    mark = match[0][0]
    before = text[match.start() - 1] if match.start() else ""
    after = text[match.end()] if match.end() < len(text) else ""
    if mark in "[]":
        return match.start() not in pairs
    if mark in "*_~=" and _pairs_off(match[0], before, after, place):
        return True
    if mark in "!^(:{":
        return _joins(mark, before, after, place)
    if mark == "<":
        return after in "/!?" if not (after.isascii() and after.isalpha()) else True
    if mark == "&":
        return _ENTITY.match(text, match.start()) is not None
    # a backslash
    return mark == "`" or (mark == "\\" and (not after or after == "\n" or after in _ASCII_PUNCTUATION))


def _pairs_off(run: str, before: str, after: str, place: Place) -> bool:
    """Whether a run of marks might begin or end emphasis or marked words."""
    return _marks(run, before, after) if run[0] == "=" else _delimits(run, before, after, place)


def _delimits(run: str, before: str, after: str, place: Place) -> bool:
    """Whether a run of marks might begin or end emphasis."""
    if run[0] == "~":
        return len(run) > 1 or not before or not after
    if run == "*" and place.star_is_alone:
        return False
    if before and after and before in " \n" and after in " \n":
        return False
    return run[0] == "*" or not (before.isalnum() and after.isalnum())


def _marks(run: str, before: str, after: str) -> bool:
    """Whether a run of equals signs might begin or end marked words."""
    in_word = before.isascii() and before.isalnum() and after.isascii() and after.isalnum()
    return len(run) > 1 and not in_word and not (before and after and before.isspace() and after.isspace())


def _joins(mark: str, before: str, after: str, place: Place) -> bool:
    """Whether a mark would join what is beside it."""
    if mark == "{":
        return after in ("{", "%") or (not before and bool(place.before))
    if mark == "!":
        return not after and place.after.startswith("[") and not place.after.startswith("[^")
    if mark == "^":
        return (not after and place.after.startswith("[")) or (not before and place.before.endswith("["))
    return not before and place.before.endswith("]")  # `(` and `:` after a call


def _guard_lines(text: str, first: bool) -> str:
    lines = text.split("\n")
    return "\n".join(_guard_line(line) if number or first else line for number, line in enumerate(lines))


def _guard_line(line: str) -> str:
    match = _LINE_START.match(line)
    if match is None:
        return line
    if match["one"] is not None:
        return f"\\{line}"
    return f"{match['number']}\\{line[match.end('number') :]}"


# ---------------------------------------------------------------- other places


def in_html(text: str) -> str:
    """The text within raw HTML."""
    return html.escape(text, quote=False)


def in_attribute(text: str) -> str:
    """The text as the value of an attribute of raw HTML, between double quotation marks."""
    return html.escape(" ".join(text.split()))


def in_title(text: str) -> str:
    """The text as the title of a link or a picture, between double quotation marks."""
    return re.sub(r"[\\\"&<`*_\[\]{}]", lambda match: _title_mark(match[0]), " ".join(text.split()))


def in_caption(text: str) -> str:
    """The text as the title of a picture that is alone in its paragraph, whose title is Markdown."""
    caption = escape_text(" ".join(text.split()), Place("x", "x"))
    return in_title(without_formulas(caption) if any(formulas_in(caption)) else caption)


def _title_mark(mark: str) -> str:
    return "&amp;" if mark == "&" else f"\\{mark}" if mark in '\\"' else mark


def code_span(text: str) -> str:
    """Code within a line. The text contains no line break and is not empty."""
    runs = {len(run) for run in re.findall("`+", text)}
    length = 1
    while length in runs:
        length += 1
    fence = "`" * length
    pad = " " if text.startswith("`") or text.endswith("`") or (text[0] == " " == text[-1] and text.strip()) else ""
    return f"{fence}{pad}{text}{pad}{fence}"
