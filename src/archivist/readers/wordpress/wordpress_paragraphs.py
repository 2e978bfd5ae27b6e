"""Paragraphs of the classic editor: an empty line ends one, a line ends with a break (WordPress's `wpautop`).

Unlike there, what is inside `<p>` already is divided by lines only if the text beside it is as well: an article written
in paragraphs of HTML has line ends that mean nothing.
"""

import re
from collections.abc import Iterable

from archivist.readers.wordpress.pieces import VERBATIM, Piece, pieces

_FLOW = frozenset({"", "blockquote", "div", "section", "article", "aside", "main", "center", "details", "form"})
_CELLS = frozenset({"li", "td", "th", "dd", "dt", "figcaption", "caption", "summary", "address", "p", "h1", "h2"})
_CELLS |= {"h3", "h4", "h5", "h6"}
_OTHERS = frozenset({"ul", "ol", "dl", "table", "thead", "tbody", "tfoot", "tr", "col", "colgroup", "hr", "figure"})
_OTHERS |= {"pre", "fieldset", "legend", "header", "footer", "nav", "hgroup", "menu", "select", "option", "iframe"}
_OTHERS |= {"style", "script", "textarea", "svg", "object", "audio", "video"}
_BLOCKS = (_FLOW | _CELLS | _OTHERS) - {""}
_VOID = frozenset({"hr", "col", "br", "img", "input", "wbr", "embed", "source"})
_EMPTY_LINE = re.compile(r"\n[ \t\xa0]*\n\s*")
_TWO_BREAKS = re.compile(r"<br\s*/?>\s*<br\s*/?>", re.IGNORECASE)
_LINE_CODE = frozenset({"code", "samp", "kbd"})
_CODE = re.compile(r"<(?:code|samp|kbd)\b[^<>]*>", re.IGNORECASE)
_CODE_PARTS = re.compile(r"(<\w+[^<>]*>)(.*)(</\w+\s*>)", re.DOTALL)
_BREAK = re.compile(r"[ \t]*<br\s*/?>\n?", re.IGNORECASE)
_ONLY_SPACE = re.compile(r"(?:\s|&nbsp;|&#160;|\xa0)*")
_MAX_REOPENED = 5  # inline tags that are closed and opened again at a paragraph's end
_MAX_LOOKED_BACK = 200  # open blocks among which a closing tag looks for its partner


def paragraphs(html: str) -> str:
    """The text with its paragraphs and breaks as HTML. Words and tags stay as they are."""
    if not _is_divided_by_lines(pieces(html)):
        return html
    lines = code_of_lines(html.replace("\r\n", "\n").replace("\r", "\n"))
    lines = _TWO_BREAKS.sub("\n\n", lines).strip("\n")
    return _Lines().set(pieces(lines))


def code_of_lines(html: str) -> str:
    """The text with `<code>` of several lines as a block of code: in this editor a line end is one."""
    if not _CODE.search(html):
        return html
    done: list[str] = []
    verbatim = 0  # other elements like <pre> that are open
    code: list[Piece] = []
    for part in pieces(html):
        if code and part.tag == code[0].tag:
            done.append(_code(_source([*code, part])) if part.closes else _source(code))
            code = [] if part.closes else [part]
            continue
        if code or (part.tag in _LINE_CODE and not part.closes and not verbatim):
            code.append(part)
            continue
        if part.tag in VERBATIM and part.tag not in _LINE_CODE:
            verbatim = max(verbatim + (-1 if part.closes else 1), 0)
        done.append(part.source)
    return "".join([*done, _source(code)])


def _source(parts: Iterable[Piece]) -> str:
    return "".join(part.source for part in parts)


def _code(source: str) -> str:
    """An element of code, as a block if it has several lines."""
    opening, inside, closing = _CODE_PARTS.fullmatch(source).groups()  # type: ignore[union-attr]
    lines = _BREAK.sub("\n", inside).strip("\n")
    if sum(bool(line.strip()) for line in lines.split("\n")) < 2:
        return source
    return f"\n\n<pre>{opening}{lines}{closing}</pre>\n\n"


def _is_divided_by_lines(parts: Iterable[Piece]) -> bool:
    """Whether there are words outside every block, or no block at all is a paragraph."""
    depth, has_paragraph, has_bare_words = 0, False, False
    for part in parts:
        if part.tag in _BLOCKS and part.tag not in _VOID:
            has_paragraph = has_paragraph or part.tag == "p"
            depth = max(depth - 1, 0) if part.closes else depth + 1
        elif part.is_text and depth == 0 and part.source.strip():
            has_bare_words = True
    return has_bare_words or not has_paragraph


class _Lines:
    """Sets the runs of text between block tags, one after the other."""

    def __init__(self) -> None:
        self.blocks: list[str] = []  # that are open
        self.verbatim = 0  # elements like <pre> that are open
        self.run: list[Piece] = []
        self.done: list[str] = []

    def set(self, parts: Iterable[Piece]) -> str:
        for part in parts:
            if part.tag in VERBATIM:
                self.verbatim = max(self.verbatim + (-1 if part.closes else 1), 0)
            if part.tag in _BLOCKS and (not self.verbatim or part.tag in VERBATIM):
                self._flush()
                self.done.append(part.source)
                self._enter(part)
            else:
                self.run.append(part)
        self._flush()
        return "".join(self.done)

    def _enter(self, part: Piece) -> None:
        if part.tag in _VOID:
            return
        if not part.closes:
            self.blocks.append(part.tag)
        elif part.tag in self.blocks[-_MAX_LOOKED_BACK:]:
            while self.blocks.pop() != part.tag:
                pass

    def _flush(self) -> None:
        run, self.run = self.run, []
        source = "".join(part.source for part in run)
        block = self.blocks[-1] if self.blocks else ""
        if not source.strip() or block in _OTHERS:
            self.done.append(source)
            return
        divided = _divide(run)
        is_flow = block in _FLOW or (block in _CELLS and block not in ("p", "h1", "h2", "h3", "h4", "h5", "h6"))
        if is_flow and (block in ("", "blockquote") or len(divided) > 1):
            self.done += [f"<p>{text}</p>\n" for text in divided]
        else:
            self.done.append("<br /><br />".join(divided))


def _divide(run: Iterable[Piece]) -> list[str]:
    """The paragraphs of a run; an inline tag still open at the end of one is opened again in the next."""
    paragraph: list[str] = []
    done: list[str] = []
    opened: list[Piece] = []
    verbatim = 0
    for part in run:
        if part.tag in VERBATIM:
            verbatim = max(verbatim + (-1 if part.closes else 1), 0)
        if not part.is_text or verbatim:
            _note_inline(part, opened)
            paragraph.append(part.source)
            continue
        first, *others = _EMPTY_LINE.split(part.source)
        paragraph.append(first)
        for text in others:
            paragraph += [f"</{each.tag}>" for each in reversed(opened)]
            done.append("".join(paragraph))
            paragraph = [*(each.source for each in opened), text]
    done.append("".join(paragraph))
    return [_with_breaks(text) for text in done if not _is_empty(text)]


def _note_inline(part: Piece, opened: list[Piece]) -> None:
    if not part.tag or part.tag in _VOID or part.source.endswith("/>"):
        return
    if not part.closes:
        if len(opened) < _MAX_REOPENED:
            opened.append(part)
        return
    for index in range(len(opened) - 1, -1, -1):
        if opened[index].tag == part.tag:
            del opened[index]
            return


def _is_empty(paragraph: str) -> bool:
    parts = list(pieces(paragraph))
    has_element = any(part.tag in _VOID or part.tag == "iframe" for part in parts if part.tag != "br")
    return not has_element and all(_ONLY_SPACE.fullmatch(part.source) for part in parts if part.is_text)


def _with_breaks(paragraph: str) -> str:
    """A break at each line's end, but for lines that have one and within `<code>`."""
    done: list[str] = []
    verbatim = 0
    parts = list(pieces(paragraph.strip()))
    for index, part in enumerate(parts):
        if part.tag in VERBATIM:
            verbatim = max(verbatim + (-1 if part.closes else 1), 0)
        if not part.is_text or verbatim:
            done.append(part.source)
            continue
        after_break = index > 0 and parts[index - 1].tag == "br"
        before_break = index + 1 < len(parts) and parts[index + 1].tag == "br"
        done.append(_break_lines(part.source, after_break, before_break))
    return "".join(done)


def _break_lines(text: str, after_break: bool, before_break: bool) -> str:
    lines = text.split("\n")
    if len(lines) == 1:
        return text
    start = 1 if after_break and not lines[0].strip() else 0
    kept = [line.strip() if 0 < index < len(lines) - 1 else line for index, line in enumerate(lines)][start:]
    if before_break and len(kept) > 1 and not kept[-1].strip():
        kept.pop()
    return ("\n" if start else "") + "<br />\n".join(kept)
