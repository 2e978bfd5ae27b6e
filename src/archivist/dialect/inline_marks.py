"""Marks within a line that other programs have: `==marked==`, `H~2~O`, `x^2^`, `[[wikilinks]]`.

Sub- and superscripts are those of mdit-py-plugins, asked only where nothing else can be meant: `5~10`, `~/path`,
`^_^` and a tilde at the end of a word are text.
"""

import html
import re
from collections.abc import Callable, Sequence

from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.token import Token

from archivist.dialect.program_tags import is_silent

InlineRule = Callable[[StateInline, bool], bool]

_SUPERSCRIPT = re.compile(r"\^(?P<text>(?:[^\s^\\\[\]*_`<>&~={}!]|\\ ){1,60})\^(?P<after>.?)", re.DOTALL)
_SUBSCRIPT = re.compile(
    r"~(?P<text>(?:[0-9A-Za-z\u0370-\u03ff\u0400-\u04ff,+.\u2212\u2013-]|\\ ){1,24})~(?P<after>.?)", re.DOTALL
)
_PLAIN = re.compile(r"\w+")
_ADDRESS = re.compile(r"://|www\.|@|^[~/]|[A-Za-z]:\\")
_CONTENT = re.compile(r"[^\W_]")
_WIKILINK = re.compile(r"(?P<shown>!?)\[\[(?P<page>[^\[\]|\n]+)(?:\|(?P<text>[^\[\]\n]+))?\]\](?![(\[:])")
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|webp|svg|avif|bmp|tiff?|heic)$", re.IGNORECASE)
_FOREIGN_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*:[A-Za-z][\w.-]*)"
    r"(?P<rest>(?:\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:[^\s\"'=<>`]+|'[^']*'|\"[^\"]*\"))?)*\s*/?)>"
    r"|<!\[(?:if|endif)[^<>]*\](?:--)?>|<\?xml:namespace\b[^<>]{0,200}>"
)
SPACED_PICTURE = re.compile(
    r"!\[(?P<alt>[^\[\]\n]*)\]\([ \t]*(?P<page>[^()<>\"\n]*?)(?:[ \t]+\"(?P<title>[^\n]*?)\")?"
    r"(?:[ \t]+=(?P<width>\d{1,4}%?)?(?:x(?P<height>\d{1,4})?)?)?[ \t]*\)"
)
_SIZE_IN_LABEL = re.compile(r"(?P<alt>.*?)[ \t]*\|[ \t]*(?P<width>\d{1,4})(?:x(?P<height>\d{1,4}))?")
_SIZE = re.compile(r"\d{1,4}(?:x\d{1,4})?")


# ---------------------------------------------------------------- sub- and superscript


def guarded_script(rule: InlineRule) -> InlineRule:
    """The rule for `^sup^` or `~sub~`, but only where it is attached to a word and short."""

    def script(state: StateInline, silent: bool) -> bool:
        pattern = _SUPERSCRIPT if state.src[state.pos] == "^" else _SUBSCRIPT
        match = pattern.match(state.src, state.pos, state.posMax)
        return match is not None and _is_script(state.src, match) and rule(state, silent)

    return script


def _is_script(source: str, match: re.Match[str]) -> bool:
    before, text, after = source[match.start() - 1 : match.start()], match["text"], match["after"]
    if not (before.isalnum() or before in ")]}*_`\u2019'") or not before:
        return False
    if not _CONTENT.search(text) or after == match[0][0] or source[max(match.start() - 2, 0)] == "\\":
        return False
    if after.isdigit() or (after.isalnum() and not _PLAIN.fullmatch(text)):
        return False  # 5~10~15, 2^10,3^5
    return not _ADDRESS.search(_word_around(source, match))


def _word_around(source: str, match: re.Match[str]) -> str:
    """What is between two spaces around a match."""
    start = max(source.rfind(space, 0, match.start()) for space in " \n\t") + 1
    ends = [end for space in " \n\t" if (end := source.find(space, match.end())) >= 0]
    return source[start : min(ends, default=len(source))]


# ---------------------------------------------------------------- ==marked==


def mark(state: StateInline, silent: bool) -> bool:
    """`==marked==` as in Obsidian, Typora and Pandoc. As markdown-it's rule for `~~`; a mark within a word is text."""
    if silent or not state.src.startswith("==", state.pos):
        return False
    scanned = state.scanDelims(state.pos, True)
    before = state.src[state.pos - 1 : state.pos]
    after = state.src[state.pos + 2 : state.pos + 3]
    if scanned.length != 2:
        return False
    in_word = before.isascii() and before.isalnum() and after.isascii() and after.isalnum()  # a==b
    token = state.push("text", "", 0)
    token.content = "=="
    state.delimiters.append(
        Delimiter(
            marker=ord("="),
            length=0,  # no rule of three
            token=len(state.tokens) - 1,
            end=-1,
            open=scanned.can_open and not in_word,
            close=scanned.can_close and not in_word,
        )
    )
    state.pos += 2
    return True


def set_marks(state: StateInline) -> None:
    """Pairs of `==` become elements."""
    _set_marks(state, state.delimiters)
    for meta in state.tokens_meta:
        if meta and "delimiters" in meta:
            _set_marks(state, meta["delimiters"])


def _set_marks(state: StateInline, delimiters: list[Delimiter]) -> None:
    for start in delimiters:
        if start.marker != ord("=") or start.end < 0:
            continue
        for place, nesting in ((start.token, 1), (delimiters[start.end].token, -1)):
            token = state.tokens[place]
            token.type, token.tag = "mark_open" if nesting > 0 else "mark_close", "mark"
            token.nesting, token.markup, token.content = nesting, "==", ""  # type: ignore[assignment]


# ---------------------------------------------------------------- <o:p>


def foreign_tag(state: StateInline, silent: bool) -> bool:
    """Tags with a colon, `<o:p>`, and Word's `<![if !vml]>` and `<?xml:namespace … />`.

    CommonMark knows them as text or as links.
    """
    match = _FOREIGN_TAG.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    name = match["name"]
    is_bare = bool(name) and not match["close"] and not match["rest"].strip()
    if is_bare and not is_silent(name) and f"</{name}>" not in state.src:
        return False  # perhaps an address: <tel:123>
    if not silent:
        token = state.push("html_inline", "", 0)
        token.content = match[0]
    state.pos = match.end()
    return True


# ---------------------------------------------------------------- [[wikilinks]]


def wikilink(state: StateInline, silent: bool) -> bool:
    """`[[Page|text]]` is its text, `![[picture.png]]` the picture. What is in the brackets must contain a letter."""
    match = _WIKILINK.match(state.src, state.pos, state.posMax)
    if match is None or not any(character.isalpha() for character in match["page"]):
        return False
    if state.pos and state.src[state.pos - 1] == "!":  # a page that is embedded
        return False
    page, text = match["page"], match["text"]
    if page != page.strip() or page.upper() in state.env.get("references", {}):
        return False
    is_picture = bool(match["shown"]) and bool(_PICTURE.search(page.partition("#")[0]))
    if match["shown"] and not is_picture:
        return False
    if not silent:
        if is_picture:
            _push_picture(state, page, text or "")
        else:
            token = state.push("wikilink", "", 0)  # no text: that would be joined with the text beside it
            token.content = text or page
            token.meta = {"foreign": f"{match[0][:60]} is set as text: write [text](file.md) for a link"}
    state.pos = match.end()
    return True


def render_wikilink(renderer: object, tokens: Sequence[Token], index: int, options: object, env: object) -> str:
    """The rule for wikilinks: their words."""
    return html.escape(tokens[index].content, quote=False)


def picture_with_spaces(state: StateInline, silent: bool) -> bool:
    """`![x](a b.png)`: CommonMark wants angle brackets around an address with spaces; nobody knows that.

    And `![x](a.png =100x50)`, a size as HackMD and others write it, and captions with quotation marks in them.
    """
    match = SPACED_PICTURE.match(state.src, state.pos, state.posMax)
    if match is None or not _PICTURE.search(match["page"]):
        return False
    if not silent:
        _push_picture(state, match["page"], match["alt"])
        given = {name: match[name] for name in ("title", "width", "height") if match[name]}
        state.tokens[-1].attrs |= given
    state.pos = match.end()
    return True


def sizes_in_labels(state: StateInline) -> None:
    """`![words|100](a.png)`, a width as Obsidian writes it. It comes last, since attributes in braces go first."""
    for token in state.tokens:
        texts = (token.children or []) if token.type == "image" else []
        match = _SIZE_IN_LABEL.fullmatch(texts[-1].content) if texts and texts[-1].type == "text" else None
        if match is not None and "width" not in token.attrs:
            texts[-1].content = match["alt"]
            token.content = token.content.rpartition("|")[0].rstrip()
            token.attrs |= {name: value for name, value in match.groupdict().items() if name != "alt" and value}


def _push_picture(state: StateInline, page: str, text: str) -> None:
    token = state.push("image", "img", 0)
    alternative = "" if _SIZE.fullmatch(text) else text
    token.attrs = {"src": page, "alt": ""}
    if _SIZE.fullmatch(text):
        width, _, height = text.partition("x")
        token.attrs |= {"width": width, **({"height": height} if height else {})}
    token.content = alternative
    token.children = [Token("text", "", 0, content=alternative)] if alternative else []
