"""Sections between lines of `:::` (Pandoc, Quarto, Docusaurus, VuePress, MyST) or `///` (Python-Markdown).

The container plugin of mdit-py-plugins ends a section at the first line of colons, so that Pandoc's sections within
sections come apart; so this is our own rule. `:::` alone ends the innermost open section, as in Pandoc.
"""

import re
from dataclasses import dataclass, field

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from mdit_py_plugins.attrs.parse import ParseError
from mdit_py_plugins.attrs.parse import parse as parse_attributes

from archivist.dialect.callouts import LABELS, NAMED, callout, closing_of, title_of

_FENCE = re.compile(r"(?P<mark>:{3,}|/{3,})[ \t]*(?P<rest>.*?)[ \t]*$")
_NAME = re.compile(r"(?P<name>[A-Za-z][\w-]*)")
_BRACKETS = re.compile(r"[ \t]*\[(?P<title>[^\n]*?)\](?=[ \t]*(?:\{[^{}]*\})?[ \t:]*$)")
_BRACES = re.compile(r"[ \t]*\{(?P<inner>[^{}\n]*)\}")
_CODE = re.compile(r"`{3,}|~{3,}")
_KEPT = frozenset({"id", "class", "lang", "dir"})  # of the braces


@dataclass(slots=True)
class _Opening:
    """What the line says that begins a section."""

    name: str = ""
    title: str | None = None
    attributes: dict[str, str] = field(default_factory=dict)
    in_braces: bool = False  # whether the name is a class in braces
    ignored: dict[str, str] = field(default_factory=dict)  # attributes that mean nothing here

    @property
    def kind(self) -> str:
        """The name without what Quarto puts before it, in lower case."""
        return self.name.lower().removeprefix("callout-")

    @property
    def is_callout(self) -> bool:
        """Whether it is a note, a warning or the like."""
        return self.kind in LABELS or self.kind in NAMED


def fenced_section(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`::: warning Title` … `:::`. Unclosed, it goes on to the end of what holds it."""
    if state.is_code_block(start):
        return False
    line = _line(state, start)
    opening = _opening(line)
    if opening is None:
        return False
    if silent:
        return True
    last = _closing_line(state, start, end, line[0])
    finish = _end(state, start, end) if last is None else last
    closing = _begin(state, opening, start)
    if last is None:
        closing.meta["foreign"] = f"the section {line[:40]} is not closed; it goes on to the end"
    old, state.parentType, old_max = state.parentType, "container", state.lineMax
    state.lineMax = finish
    state.level += 1
    before = len(state.tokens)
    state.md.block.tokenize(state, start + 1, finish)
    state.level -= 1
    if opening.name.startswith("callout-") and opening.title is None:
        _heading_as_title(state.tokens, before)
    state.tokens.append(closing)
    state.parentType, state.lineMax = old, old_max
    state.line = finish + (last is not None)
    return True


def _begin(state: StateBlock, opening: _Opening, start: int) -> Token:
    """Push what opens the section; returns what closes it, which is still to be pushed."""
    level = state.level
    if opening.is_callout:
        tokens = list(callout(opening.kind, opening.title, start, level))
        closing = closing_of(level)
    else:
        is_background = opening.name == "background"
        tag = "section" if is_background else "div"
        first = Token("section_open", tag, 1, block=True, level=level, map=[start, start + 1])
        first.attrs = {"class": opening.name} if opening.name else {}
        tokens = [first]
        if opening.title:
            tokens += title_of(opening.name, opening.title, start, level + 1)
        is_known = is_background or opening.in_braces or opening.name in ("", "callout")
        if not is_known:
            first.meta["foreign"] = f"the section ::: {opening.name} is set without a frame of its own"
        closing = Token("section_close", tag, -1, block=True, level=level)
    for name, value in opening.attributes.items():
        if name == "class":
            tokens[0].attrJoin("class", value)
        else:
            tokens[0].attrSet(name, value)
    if opening.ignored:
        tokens[0].meta["ignored"] = opening.ignored
    state.tokens += tokens
    return closing


def _heading_as_title(tokens: list[Token], first: int) -> None:
    """Quarto: a heading at the beginning of a callout is its title."""
    if len(tokens) > first + 2 and tokens[first].type == "heading_open" and first >= 3:
        opening, inline, closing = tokens[first : first + 3]
        opening.type, closing.type = "callout_title_open", "callout_title_close"
        opening.tag = closing.tag = "p"
        opening.attrs = {"class": "callout-title"}
        tokens[first - 3 : first + 3] = [opening, inline, closing]


# ---------------------------------------------------------------- the lines of a section


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _closing_line(state: StateBlock, start: int, end: int, mark: str) -> int | None:
    """The line that closes the section; None if none does."""
    depth, code = 1, ""
    for number in range(start + 1, _end(state, start, end)):
        line = _line(state, number)
        fence = _CODE.match(line)
        if code or fence:
            is_end = code and line.startswith(code) and not line.strip(code[0] + " \t")
            code = "" if is_end else code or (fence[0] if fence else "")
            continue
        if line[:1] != mark or state.is_code_block(number):
            continue
        match = _FENCE.match(line)
        if match and not match["rest"]:
            depth -= 1
        elif _opening(line):
            depth += 1
        if depth == 0:
            return number
    return None


def _end(state: StateBlock, start: int, end: int) -> int:
    """The line behind what holds the section."""
    for number in range(start + 1, end):
        if not state.isEmpty(number) and state.sCount[number] < state.blkIndent:
            return number
    return end


def _opening(line: str) -> _Opening | None:
    """What a line says that begins a section; None if it begins none."""
    match = _FENCE.match(line)
    rest = match["rest"].rstrip(":/ \t") if match else ""
    if match is None or not rest:
        return None
    found = _Opening()
    if rest.startswith("{"):
        return found if _read_braces(found, rest, _BRACES.match(rest)) else None
    name = _NAME.match(rest)
    if name is None:
        return None
    found.name = name["name"]
    read = _read_behind_slashes if match["mark"][0] == "/" else _read_behind_colons
    return found if read(found, rest[name.end() :]) else None


def _read_behind_slashes(found: _Opening, rest: str) -> bool:
    """Read ` | Title` behind `/// name`; False if that begins no section."""
    found.title = rest.lstrip(" \t|") or None
    return found.is_callout and (not rest.strip() or "|" in rest)


def _read_behind_colons(found: _Opening, rest: str) -> bool:
    """Read `[Title]`, `{…}` or a bare title behind `::: name`; False if the braces are none."""
    brackets = _BRACKETS.match(rest)
    if brackets:
        found.title, rest = brackets["title"], rest[brackets.end() :]
    braces = _BRACES.match(rest)
    if braces:
        return _read_braces(found, rest, braces)
    if rest.strip():
        found.title = rest.strip()
    return True


def _read_braces(found: _Opening, rest: str, braces: re.Match[str] | None) -> bool:
    """Read `{.class #id key=value}` or MyST's `{name} Title`; False if it is neither."""
    if braces is None:
        return False
    inner, behind = braces["inner"].strip(), rest[braces.end() :].strip()
    if _NAME.fullmatch(inner) and not found.name:
        found.name, found.title = inner, behind or None
        return True
    try:
        _, attributes = parse_attributes("{" + inner + "}")
    except ParseError:
        return False
    if behind:
        return False
    _take(found, {name: str(value) for name, value in attributes.items()})
    return True


def _take(found: _Opening, attributes: dict[str, str]) -> None:
    classes = attributes.get("class", "").split()
    found.title = attributes.pop("title", found.title)
    if not found.name and classes:
        found.name, found.in_braces = classes.pop(0), True
        attributes["class"] = " ".join(classes)
    found.attributes = {name: value for name, value in attributes.items() if name in _KEPT and value}
    found.ignored = {name: value for name, value in attributes.items() if name not in _KEPT}
