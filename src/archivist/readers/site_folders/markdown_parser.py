"""A Markdown parser that notes where it saw code, pictures and raw tags."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

_MAX_NESTING = 80
_MAX_MARKS = 4000  # marks of a paragraph; one with more is not looked into, since it could take minutes
_MARKS = "[]!*_~`<^"


@dataclass(slots=True)
class Mark:
    """A place where a rule matched, as the parser counts."""

    kind: str  # the rule that matched
    token: Token | None  # the paragraph it stands in
    source: str  # what the rule saw
    start: int
    end: int
    written: str = ""
    label: str = ""  # of a picture with a reference


@dataclass(slots=True)
class Sought:
    """What is noted while one text is parsed; in the parser's `env` under "sought"."""

    marks: list[Mark] = field(default_factory=list)
    token: Token | None = None


@cache
def parser() -> MarkdownIt:
    """The parser, made once a process."""
    md = MarkdownIt("commonmark", {"maxNesting": _MAX_NESTING})
    md.enable(["table", "strikethrough"]).use(footnote_plugin, inline=True, move_to_end=False).use(deflist_plugin)
    md.validateLink = lambda url: True  # type: ignore[method-assign]
    md.normalizeLink = lambda url: url  # type: ignore[method-assign]
    for name in ("backticks", "image", "html_inline"):
        rule = next(rule.fn for rule in md.inline.ruler.__rules__ if rule.name == name)
        md.inline.ruler.at(name, _watched(name, rule))
    md.core.ruler.at("inline", _inline)
    return md


def _inline(state: StateCore) -> None:
    """Parse paragraph by paragraph, also those of raw HTML that kramdown reads as Markdown."""
    for token in state.tokens:
        is_markdown = token.type == "inline" or (token.type == "html_block" and "markdown=" in token.content)
        if is_markdown and sum(map(token.content.count, _MARKS)) <= _MAX_MARKS:
            state.env["sought"].token = token
            state.md.inline.parse(token.content, state.md, state.env, [])


def _watched(name: str, rule: Callable[[StateInline, bool], bool]) -> Callable[[StateInline, bool], bool]:
    """The rule, which also notes where it matched."""

    def watched(state: StateInline, silent: bool) -> bool:
        start, before = state.pos, len(state.tokens)
        matched = rule(state, silent)
        if not matched or silent:
            return matched
        mark = Mark(name, state.env["sought"].token, state.src, start, state.pos)
        if name == "image":
            _note_address(state, mark)
        if name != "backticks" or (len(state.tokens) > before and state.tokens[-1].type == "code_inline"):
            state.env["sought"].marks.append(mark)
        return matched

    return watched


def _note_address(state: StateInline, mark: Mark) -> None:
    """Set the mark on the address of the picture, or note the label of its definition."""
    end, mark.written = mark.end, str(state.tokens[-1].attrs.get("src", ""))
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
    result = state.md.helpers.parseLinkDestination(state.src, start, end)
    if result.ok and result.str == mark.written:
        mark.start, mark.end = start, result.pos
    else:  # a label with an address in parentheses behind it that is none
        mark.label = normalizeReference(state.src[mark.start + 2 : label_end])
