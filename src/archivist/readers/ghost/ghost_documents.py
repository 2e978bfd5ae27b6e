"""The documents of Ghost's editors as HTML, for posts that were exported without: Lexical and Mobiledoc.

Lexical is a tree of nodes with a `type`; Mobiledoc 0.3 (github.com/bustle/mobiledoc-kit, MOBILEDOC.md) a list of
sections whose markers open and close elements.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape

from archivist.export_posts.html_editing import link_block
from archivist.readers.ghost.ghost_markdown import html_of_markdown

_MAX_DEPTH = 60  # nodes within nodes
# Lexical's `format` is a sum of these.
_FORMATS = ((1, "strong"), (2, "em"), (4, "s"), (8, "u"), (16, "code"), (32, "sub"), (64, "sup"))
_BLOCKS = {
    "paragraph": "p",
    "quote": "blockquote",
    "extended-quote": "blockquote",
    "aside": "blockquote",
    "listitem": "li",
}
_SIGNS = {"linebreak": "<br>", "tab": "\t"}
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_SECTIONS = {*_HEADINGS, "p", "blockquote", "aside", "pull-quote"}
_MARKUPS = {"b", "i", "em", "strong", "s", "u", "sub", "sup", "code", "a"}
_SILENT = ("paywall", "signup", "email", "email-cta")  # for readers of the site or of the letter alone

Json = dict[str, object]


@dataclass(slots=True)
class DocumentHtml:
    """HTML, and the types of what is not in it because it is not understood."""

    html: str = ""
    unknown: list[str] = field(default_factory=list)


def html_of_document(lexical: str, mobiledoc: str) -> DocumentHtml:
    """The HTML of a document; empty if neither of the two is there or can be read."""
    made = DocumentHtml()
    for written, write in ((lexical, _Lexical), (mobiledoc, _Mobiledoc)):
        if not written or made.html:
            continue
        try:
            document = json.loads(written)
        except (ValueError, RecursionError):
            made.unknown.append("a document that is not valid JSON")
            continue
        if isinstance(document, dict):
            made.html = write(made.unknown).html(document)
    return made


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _dict(value: object) -> Json:
    return value if isinstance(value, dict) else {}


def _str(value: object) -> str:
    return value if isinstance(value, str) else ""


def card_html(kind: str, card: Json, unknown: list[str]) -> str:
    """The HTML of a card, whose fields are named alike in both editors."""
    kind = kind.removeprefix("card-")
    write = _CARDS.get(kind)
    if write is not None:
        return write(card)
    if kind not in _SILENT:
        unknown.append(f"card {kind[:40]!r}")
    return ""


def _caption(card: Json, tag: str = "p") -> str:
    """The caption of a card, which is HTML."""
    caption = _str(card.get("caption"))
    return f"<{tag}>{caption}</{tag}>" if caption else ""


def _code(card: Json) -> str:
    return f"<pre><code>{escape(_str(card.get('code')), quote=False)}</code></pre>{_caption(card)}"


def _picture(card: Json) -> str:
    return f'<img src="{escape(_str(card.get("src")))}" alt="{escape(_str(card.get("alt")))}">'


def _gallery(card: Json) -> str:
    shown = "".join(_picture(_dict(each)) for each in _list(card.get("images")))
    return f"<figure>{shown}{_caption(card, 'figcaption')}</figure>"


def _bookmark(card: Json) -> str:
    about = _dict(card.get("metadata"))
    words = escape(_str(about.get("description")), quote=False)
    below = f"<p>{words}</p>" if words else ""
    return link_block(_str(card.get("url")), _str(about.get("title"))) + below + _caption(card)


def _link(card: Json) -> str:
    title = _str(card.get("title") or card.get("fileTitle") or _dict(card.get("metadata")).get("title"))
    return link_block(_str(card.get("src") or card.get("url")), title) + _caption(card)


def _callout(card: Json) -> str:
    return f"<blockquote><p>{_str(card.get('calloutEmoji'))} {_str(card.get('calloutText'))}</p></blockquote>"


_CARDS: Mapping[str, Callable[[Json], str]] = {
    "html": lambda card: _str(card.get("html")),
    "markdown": lambda card: html_of_markdown(_str(card.get("markdown"))),
    "horizontalrule": lambda _: "<hr>",
    "hr": lambda _: "<hr>",
    "codeblock": _code,
    "code": _code,
    "image": lambda card: f"<figure>{_picture(card)}{_caption(card, 'figcaption')}</figure>",
    "gallery": _gallery,
    "bookmark": _bookmark,
    "embed": _link,
    "file": _link,
    "audio": _link,
    "video": _link,
    "button": lambda card: link_block(_str(card.get("buttonUrl")), _str(card.get("buttonText"))),
    "callout": _callout,
    "toggle": lambda card: f"<h4>{_str(card.get('heading'))}</h4>{_str(card.get('content'))}",
    "header": lambda card: f"<h2>{_str(card.get('header'))}</h2><p>{_str(card.get('subheader'))}</p>",
}


class _Lexical:
    def __init__(self, unknown: list[str]) -> None:
        self._unknown = unknown

    def html(self, document: Json) -> str:
        return self._children(_dict(document.get("root")), 0)

    def _children(self, node: Json, depth: int) -> str:
        if depth > _MAX_DEPTH:
            self._unknown.append("nodes nested too deeply")
            return ""
        return "".join(self._node(_dict(each), depth + 1) for each in _list(node.get("children")))

    def _node(self, node: Json, depth: int) -> str:
        kind = _str(node.get("type"))
        if kind in ("text", "extended-text"):
            return _format_words(_str(node.get("text")), node.get("format"))
        if kind in _SIGNS:
            return _SIGNS[kind]
        inside = self._children(node, depth)
        if kind in ("link", "autolink"):
            return f'<a href="{escape(_str(node.get("url")))}">{inside}</a>'
        if kind == "list":
            return _list_block(inside, node)
        tag = _tag(kind, node)
        return f"<{tag}>{inside}</{tag}>" if tag else inside or card_html(kind, node, self._unknown)


def _tag(kind: str, node: Json) -> str:
    """The element of a block; "" for other nodes."""
    if kind in ("heading", "extended-heading"):
        tag = _str(node.get("tag"))
        return tag if tag in _HEADINGS else "h2"
    return _BLOCKS.get(kind, "")


def _list_block(inside: str, node: Json) -> str:
    if node.get("listType") != "number" and node.get("tag") != "ol":
        return f"<ul>{inside}</ul>"
    start = node.get("start")
    return f'<ol start="{start}">{inside}</ol>' if isinstance(start, int) else f"<ol>{inside}</ol>"


def _format_words(words: str, formats: object) -> str:
    html = escape(words, quote=False)
    for bit, tag in _FORMATS:
        if isinstance(formats, int) and formats & bit:
            html = f"<{tag}>{html}</{tag}>"
    return html


class _Mobiledoc:
    def __init__(self, unknown: list[str]) -> None:
        self._unknown = unknown
        self._document: Json = {}

    def html(self, document: Json) -> str:
        self._document = document
        return "".join(self._section(_list(each)) for each in _list(document.get("sections")))

    def _section(self, section: list[object]) -> str:
        """[1, tag, markers], [2, address], [3, tag, items], [10, index of a card]."""
        kind, rest = (section[0], section[1:]) if section else (None, [])
        if kind == 1 and len(rest) >= 2:
            tag = _str(rest[0]) if rest[0] in _SECTIONS else "p"
            tag = "blockquote" if tag in ("aside", "pull-quote") else tag
            return f"<{tag}>{self._markers(_list(rest[1]))}</{tag}>"
        if kind == 2 and rest:
            return f'<figure><img src="{escape(_str(rest[0]))}" alt=""></figure>'
        if kind == 3 and len(rest) >= 2:
            tag = "ol" if rest[0] == "ol" else "ul"
            return f"<{tag}>{''.join(f'<li>{self._markers(_list(each))}</li>' for each in _list(rest[1]))}</{tag}>"
        if kind == 10 and rest:
            card = self._entry("cards", rest[0])
            return card_html(_str(card[0]), _dict(card[1]), self._unknown) if len(card) >= 2 else ""
        self._unknown.append("a section of an unknown kind")
        return ""

    def _entry(self, name: str, index: object) -> list[object]:
        entries = _list(self._document.get(name))
        is_there = isinstance(index, int) and 0 <= index < len(entries)
        return _list(entries[index]) if is_there and isinstance(index, int) else []

    def _markers(self, markers: list[object]) -> str:
        """[0 or 1, indexes of markups that open, how many close, text or index of an atom]."""
        html: list[str] = []
        opened: list[str] = []
        for marker in map(_list, markers):
            if len(marker) < 4:
                continue
            for index in _list(marker[1]):
                tag, attributes = self._markup(index)
                opened.append(tag)
                html.append(f"<{tag}{attributes}>")
            html.append(self._inline(marker))
            for _ in range(min(marker[2] if isinstance(marker[2], int) else 0, len(opened))):
                html.append(f"</{opened.pop()}>")
        return "".join(html) + "".join(f"</{tag}>" for tag in reversed(opened))

    def _inline(self, marker: list[object]) -> str:
        if marker[0] == 0:
            return escape(_str(marker[3]), quote=False)
        atom = self._entry("atoms", marker[3])
        if atom and atom[0] == "soft-return":
            return "<br>"
        return escape(_str(atom[1]), quote=False) if len(atom) > 1 else ""

    def _markup(self, index: object) -> tuple[str, str]:
        markup = self._entry("markups", index)
        tag = _str(markup[0]) if markup and markup[0] in _MARKUPS else "span"
        attributes = _list(markup[1]) if len(markup) > 1 else []
        pairs = dict(zip(map(_str, attributes[::2]), map(_str, attributes[1::2]), strict=False))
        return tag, f' href="{escape(pairs["href"])}"' if tag == "a" and "href" in pairs else ""
