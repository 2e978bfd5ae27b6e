"""Notes, tips and warnings set in a frame, as other programs write them.

GitHub's and Obsidian's `> [!NOTE] Title`, Python-Markdown's `!!! note "Title"` (parsed by mdit-py-plugins), and the
fences of `fences.py` all become one form: `<div class="callout NAME">` with the title as its first paragraph. A
callout without a title of its own is headed by a built-in label in the article's language: the paragraph is then
empty and names the label in `data-label`, which is filled in where documents are made.
"""

import re
from collections.abc import Iterator

from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from archivist.dialect.attribute_rules import BlockRule

# Names of callouts with the label each is headed by. GitHub's five, Obsidian's, Docusaurus', Quarto's, MkDocs'.
LABELS = {
    "note": "note",
    "info": "info",
    "information": "info",
    "tip": "tip",
    "hint": "tip",
    "important": "important",
    "attention": "important",
    "warning": "warning",
    "warn": "warning",
    "caution": "caution",
    "danger": "danger",
    "error": "danger",
    "example": "example",
    "question": "question",
    "faq": "question",
    "help": "question",
    "abstract": "summary",
    "summary": "summary",
    "tldr": "summary",
}
# Names that are headed by their own word, unless the author gives a title.
NAMED = frozenset({"todo", "success", "check", "done", "failure", "fail", "missing", "bug", "seealso", "admonition"})
NAMED |= {"details", "spoiler", "collapse", "secondary"}
_PLACES = frozenset({"inline", "end", "annotate"})  # of a callout in MkDocs, beside the text or in it
_QUOTES = frozenset({"quote", "cite"})
_ALERT = re.compile(r"\[!(?P<name>[A-Za-z][\w -]*)(?:\|[^\]\n]*)?\][+-]?(?:[ \t]+(?P<title>\S[^\n]*))?[ \t]*(?:\n|$)")
_ADMONITION = re.compile(
    r"(?:!!!|\?\?\?\+?)[ \t]+[A-Za-z][\w-]*(?:[ \t]+[\w-]+)*(?:[ \t]+\"(?P<title>[^\"\n]*)\")?[ \t]*$"
)


def callout(name: str, title: str | None, line: int, level: int) -> Iterator[Token]:
    """What opens a callout, its title included. A title of None means the one its name has; "" means no title."""
    opening = Token("callout_open", "div", 1, block=True, level=level, map=[line, line + 1])
    opening.attrs = {"class": f"callout {name}" if re.fullmatch(r"[a-z][\w-]*", name) else "callout"}
    yield opening
    if title != "":
        yield from title_of(name, title, line, level + 1)


def title_of(name: str, title: str | None, line: int, level: int) -> Iterator[Token]:
    """The paragraph with the title of a callout."""
    opening = Token("callout_title_open", "p", 1, block=True, level=level, map=[line, line + 1])
    opening.attrs = {"class": "callout-title"}
    label = LABELS.get(name) if title is None else None
    if label:
        opening.attrs["data-label"] = f"callout_{label}"
    content = "" if label else title or f"{name[:1].upper()}{name[1:]}"
    inline = Token("inline", "", 0, content=content, children=[], block=True, level=level + 1, map=[line, line + 1])
    yield from (opening, inline, Token("callout_title_close", "p", -1, block=True, level=level))


def closing_of(level: int) -> Token:
    """What closes a callout."""
    return Token("callout_close", "div", -1, block=True, level=level)


# ---------------------------------------------------------------- > [!NOTE]


def alerts(state: StateCore) -> None:
    """Quotations that begin with `[!NOTE]` become callouts."""
    if "[!" not in state.src:
        return
    made: list[Token] = []
    alerts_open: list[int] = []  # levels of the quotations that are callouts
    tokens = state.tokens
    for index, token in enumerate(tokens):
        match = _alert(tokens, index)
        if match and match["name"].strip().lower() in _QUOTES:
            made += [token, *(title_of("", match["title"], _line(token), token.level + 1) if match["title"] else ())]
        elif match:
            alerts_open.append(token.level)
            made += callout(match["name"].strip().lower(), match["title"], _line(token), token.level)
        elif token.type == "blockquote_close" and alerts_open and alerts_open[-1] == token.level:
            made.append(closing_of(alerts_open.pop()))
        else:
            made.append(token)
    state.tokens = [token for token in made if not token.meta.get("empty")]


def _alert(tokens: list[Token], index: int) -> re.Match[str] | None:
    """The marker a quotation begins with, which is taken out of its paragraph."""
    if tokens[index].type != "blockquote_open" or len(tokens) < index + 4 or tokens[index + 2].type != "inline":
        return None
    paragraph, inline, closing = tokens[index + 1 : index + 4]
    match = _ALERT.match(inline.content) if paragraph.type == "paragraph_open" else None
    if match is None:
        return None
    inline.content = inline.content[match.end() :]
    if inline.map:
        inline.map = [inline.map[0] + 1, inline.map[1]]
    if not inline.content.strip():
        for token in (paragraph, inline, closing):
            token.meta = {**token.meta, "empty": True}
    return match


def _line(token: Token) -> int:
    return token.map[0] if token.map else 0


# ---------------------------------------------------------------- !!! note


def guarded_admonition(rule: BlockRule) -> BlockRule:
    """The rule for `!!! note`, but only if what follows is indented below it: "!!! Attention" may be a cry."""

    def admonition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
        match = _ADMONITION.match(line)
        if match is None:
            return False
        below = start + 1
        while below < end and state.isEmpty(below):
            below += 1
        is_indented = below < end and state.sCount[below] >= state.blkIndent + 4
        return (is_indented or bool(match["title"])) and rule(state, start, end, silent)

    return admonition


def admonitions(state: StateCore) -> None:
    """What mdit-py-plugins makes of `!!! note` becomes a callout."""
    made: list[Token] = []
    in_title = False
    for token in state.tokens:
        if token.type == "admonition_open":
            words = token.info.split()[1:]
            title = token.content if '"' in token.info or not _PLACES.issuperset(words) else None
            made += callout(str(token.meta["tag"]), title, _line(token), token.level)
        elif token.type == "admonition_close":
            made.append(closing_of(token.level))
        elif token.type in ("admonition_title_open", "admonition_title_close"):
            in_title = token.nesting > 0
        elif not in_title:
            made.append(token)
    state.tokens = made
