"""The dialect's parser, noting where in a text it sees code, pictures and raw tags."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.rules_inline import StateInline

from archivist.dialect.inline_marks import SPACED_PICTURE
from archivist.dialect.parser import Env, Token, make_parser, rule_named

_OBSERVED = ("backticks", "image", "picture_with_spaces", "html_inline")
InlineRule = Callable[[StateInline, bool], bool]


@dataclass(slots=True)
class Mark:
    """A place where a rule matched."""

    kind: str  # "backticks", "image" or "html_inline"
    token: Token | None  # the paragraph that contains it
    source: str  # the text the rule was given
    start: int  # in `source`; of a picture, of its address
    end: int
    written: str = ""  # address of a picture, without escapes
    label: str = ""  # of a picture that refers to a definition


@dataclass(frozen=True, slots=True)
class Observed:
    """What was seen of one text."""

    tokens: list[Token]
    references: Mapping[str, Mapping[str, Any]]  # markdown-it's: `href` (normalised) and `map` (lines) by label
    marks: list[Mark]


def observe(text: str) -> Observed:
    """Parse a text whose only line ending is a newline."""
    env: Env = {"limits": [], "plain": False, "observed": []}
    tokens = _parser().parse(text, env)
    return Observed(tokens, env.get("references", {}), env["observed"])


def destination_at(text: str, start: int, end: int, address: str) -> tuple[int, str] | None:
    """Where the link destination that begins at a place ends, and what it says without escapes.

    None unless it is `address`, which the parser may have percent-encoded.
    """
    result = _parser().helpers.parseLinkDestination(text, start, end)
    is_it = result.ok and _parser().normalizeLink(result.str) == address
    return (result.pos, result.str) if is_it else None


@cache
def _parser() -> MarkdownIt:
    return make_parser(_observe_rules)


def _observe_rules(md: MarkdownIt) -> None:
    for name in _OBSERVED:
        md.inline.ruler.at(name, _observe(name, rule_named(md.inline.ruler, name)))


def _observe(name: str, rule: InlineRule) -> InlineRule:
    """The rule, which also notes where it matched."""

    def observed(state: StateInline, silent: bool) -> bool:
        start, before = state.pos, len(state.tokens)
        matched = rule(state, silent)
        if not matched or silent:
            return matched
        mark = Mark(name, state.env["paragraph"], state.src, start, state.pos)
        if name == "image":
            _note_address(state, mark)
        elif name == "picture_with_spaces":
            _note_address_with_spaces(mark)
        if name != "backticks" or (len(state.tokens) > before and state.tokens[-1].type == "code_inline"):
            state.env["observed"].append(mark)
        return matched

    return observed


def _note_address(state: StateInline, mark: Mark) -> None:
    """Set the mark on the address of the picture, or note the label of its definition."""
    end, address = mark.end, str(state.tokens[-1].attrs.get("src", ""))
    position, state.pos = state.pos, mark.start
    label_end = state.md.helpers.parseLinkLabel(state, mark.start + 1, False)
    state.pos = position
    if not state.src.startswith("(", label_end + 1):
        last = state.src[label_end + 2 : end - 1] if state.src.startswith("[", label_end + 1) else ""
        mark.label = normalizeReference(last or state.src[mark.start + 2 : label_end])
        return
    start = label_end + 2
    while start < end and state.src[start] in " \t\n":
        start += 1
    found = destination_at(state.src, start, end, address)
    if found is None:  # a label followed by parentheses that do not contain an address
        mark.label, mark.written = normalizeReference(state.src[mark.start + 2 : label_end]), address
        return
    mark.start, (mark.end, mark.written) = start, found


def _note_address_with_spaces(mark: Mark) -> None:
    match = SPACED_PICTURE.match(mark.source, mark.start)
    assert match is not None  # the rule matched
    mark.kind, mark.written = "image", match["page"]
    mark.start, mark.end = match.span("page")
