"""Raw HTML in Markdown, before it is cleaned: what is markup, what is prose that looks like it, what goes.

The rule is that no word of the article may vanish. `<height>` in prose is printed; so is a `<time>` that is
never closed. Tags known to HTML are rewritten with the attributes a book can contain. nh3 cleans the result.
"""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archivist.articles.embedded_html import FRAMES, RENAMED, address_of, as_link, late_address, symbol_font
from archivist.articles.picture_size import CONTAINERS, sizes_around, sizes_in_style
from archivist.articles.report import Report
from archivist.articles.valid_addresses import is_unusable
from archivist.dialect.parser import Token
from archivist.dialect.program_tags import is_silent
from archivist.dialect.render_rules import SCHEMED, schemed
from archivist.text.list_numbers import kind_in_style, other_kind_in_style


def words(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


INLINE = words("""
    a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark nobr q rp rt ruby s samp
    small span strike strong sub sup time tt u var
""")
BLOCKS = words("""
    address article aside blockquote caption center col colgroup dd details dir div dl dt figcaption
    figure footer h1 h2 h3 h4 h5 h6 header hgroup li main menu nav ol p pre search section summary table tbody
    td tfoot th thead tr ul
""")
VOID = frozenset({"br", "hr", "img", "wbr", "col"})
ATTRIBUTES = words("""
    lang dir class id name title href alt src colspan rowspan scope start value reversed type cite
    datetime width height align
""")
_DROPPED = words("""
    script style iframe object template svg audio video canvas applet noembed noframes
""")
_READ_AS_TEXT = words("script style pre textarea")  # what is in them is no markup
_DROPPED_VOID = words("""
    embed input meta link base source track param frame area keygen
""")
_UNWRAPPED = words("""
    form button label fieldset legend select option optgroup textarea html head body title math map
    meter progress output noscript frameset marquee blink dialog
""")
_LINED = words("img a h1 h2 h3 h4 h5 h6")  # elements that findings may be about
_SILENT = frozenset({"picture", "slot"})  # unwrapped without a word
_OPTIONAL_END = frozenset({"p", "option", "optgroup"})
_INSTRUCTION = "?"  # in the place of a name: `<?php … ?>`
_SHOWN = 60  # characters of it in a message

_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*(?::[A-Za-z][\w.-]*)?)"
    r"(?P<attributes>(?:\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:[^\s\"'=<>`]+|'[^']*'|\"[^\"]*\"))?)*)\s*/?>"
)
_OTHER_MARKUP = (
    ("<!-->", ">"),
    ("<!--->", ">"),
    ("<!--", "-->"),
    ("<![CDATA[", "]]>"),
    ("<?xml:namespace", ">"),  # Word's
    ("<![", ">"),  # Word's <![if !vml]> and <![endif]>
    ("<?", "?>"),
    ("<!", ">"),
)
_ATTRIBUTE = re.compile(r"([A-Za-z_:][\w.:-]*)(?:\s*=\s*(?:([^\s\"'=<>`]+)|'([^']*)'|\"([^\"]*)\"))?", re.DOTALL)


@dataclass(slots=True)
class _Piece:
    """A tag, or what is between tags."""

    line: int  # of the file
    html: str = ""  # what is printed; for tags set by _resolve
    tag: str = ""  # lower-case name; "" if it is not a tag
    closes: bool = False
    written: str = ""  # the tag as written
    attributes: str = ""  # of the tag, rewritten
    token: Token | None = None  # what is there, if it is a token of Markdown
    partner: int = -1  # index of the other tag of the pair


def clean_block(token: Token, line: int, report: Report) -> None:
    """Rewrite an html_block token in place. `line` is where it begins in the file."""
    pieces = _pieces(token.content, line)
    _resolve(pieces, report, is_block=True)
    token.content = "".join(piece.html for piece in pieces)


def clean_inline(children: Sequence[Token], lines: Sequence[int], report: Report) -> list[Token]:
    """A paragraph's children with their raw HTML rewritten. `lines` are their lines in the file."""
    if not any(child.type == "html_inline" for child in children):
        return list(children)
    pieces: list[_Piece] = []
    for child, line in zip(children, lines, strict=True):
        if child.type == "html_inline":
            pieces += _pieces(child.content, line)
        else:
            pieces.append(_Piece(line, token=child))
    _resolve(pieces, report, is_block=False)
    kept = []
    for piece in pieces:
        if piece.token is not None:
            kept.append(piece.token)
        elif piece.html:
            kept.append(Token("html_inline", "", 0, content=piece.html))
    return kept


def _pieces(source: str, line: int) -> list[_Piece]:
    pieces: list[_Piece] = []
    done = 0
    for start, end in _markup(source):
        pieces.append(_text(source[done:start], line))
        line += source.count("\n", done, start)
        pieces.append(_piece(source[start:end], line))
        line += source.count("\n", start, end)
        done = end
    pieces.append(_text(source[done:], line))
    return [piece for piece in pieces if piece.html or piece.tag]


def _markup(source: str) -> Iterator[tuple[int, int]]:
    """Beginning and end of every tag, comment, declaration, instruction and CDATA section, in linear time."""
    absent: set[str] = set()
    start = source.find("<")
    while start >= 0:
        tag = _TAG.match(source, start)
        end = tag.end() if tag else _other_end(source, start, absent)
        if end > start:
            yield start, end
        start = source.find("<", max(end, start + 1))


def _other_end(source: str, start: int, absent: set[str]) -> int:
    for opening, closing in _OTHER_MARKUP:
        if source.startswith(opening, start):
            if opening in ("<!-->", "<!--->"):
                return start + len(opening)
            end = -1 if closing in absent else source.find(closing, start + len(opening))
            if end < 0:
                absent.add(closing)
                return -1
            is_markup = (
                opening not in ("<!", "<![") or source[start + len(opening) : start + len(opening) + 1].isalpha()
            )
            return end + len(closing) if is_markup else -1
    return -1


def _text(text: str, line: int) -> _Piece:
    return _Piece(line, html=text.replace("<", "&lt;"))  # entities stay: the parser reads them


def _piece(markup: str, line: int) -> _Piece:
    match = _TAG.fullmatch(markup)
    if markup.startswith("<?") and not markup.startswith("<?xml"):
        return _Piece(line, tag=_INSTRUCTION, written=markup)
    if match is None:  # a comment and a declaration go; CDATA is text
        data = markup[9:-3] if markup.startswith("<![CDATA[") else ""
        return _Piece(line, html=html.escape(data, quote=False))
    name = RENAMED.get(match["name"].lower(), match["name"].lower())
    attributes = _attributes(name, match["attributes"], line)
    return _Piece(line, tag=name, closes=bool(match["close"]), written=markup, attributes=attributes)


def _attributes(name: str, written: str, line: int) -> str:
    """The attributes of a tag as they are rewritten, each with a space before it."""
    kept = _kept_attributes(name, written)
    if name == "a" and is_unusable(html.unescape(kept.get("href", ""))):
        kept["data-forbidden"] = kept["href"]
    if name == "img" and (late := late_address(kept.get("src", ""), written)):
        kept["src"] = late
    if name == "img" and schemed(kept.get("src", "")):
        kept[SCHEMED] = kept.pop("src")
    if kept or name in _LINED:
        kept["data-line"] = str(line)
    return "".join(f' {key}="{value}"' for key, value in kept.items())


def _kept_attributes(name: str, written: str) -> dict[str, str]:
    """The attributes of a tag that a book can contain, escaped."""
    kept: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(written):
        key = match[1].lower()
        value = next((group for group in match.groups()[1:] if group is not None), "")
        styled = _from_style(name, key, html.unescape(value))  # stronger than the attributes of these names
        kept |= {styled_name: html.escape(said) for styled_name, said in styled.items()}
        if not styled and key in ATTRIBUTES and (value or key in ("alt", "reversed")):
            kept.setdefault(key, value.replace('"', "&quot;").replace("<", "&lt;"))
    return kept


def _from_style(name: str, key: str, value: str) -> dict[str, str]:
    """What an attribute of a tag says in the language of styles, as the attributes that carry it further."""
    if name in CONTAINERS and key in ("style", "width"):
        return sizes_around({key: value})
    if key != "style":
        return {}
    if name == "img":
        return sizes_in_style(value)
    kind = kind_in_style(value) or other_kind_in_style(value) if name == "ol" else ""
    return {"type": kind} if kind else {}


def _resolve(pieces: list[_Piece], report: Report, is_block: bool) -> None:
    """Decide of each tag whether it is markup, goes, or is printed as written."""
    _pair(pieces)
    _drop_sources(pieces)
    _drop_empty_marks(pieces)
    _drop_repeated_pictures(pieces)
    index = 0
    while index < len(pieces):
        piece = pieces[index]
        if piece.tag in _DROPPED | FRAMES and not piece.closes and piece.partner > index:
            _leave_out(pieces[index : piece.partner + 1], report, is_block)
            index = piece.partner
        elif piece.tag in FRAMES and not piece.closes and address_of([piece.written]):
            _leave_out([piece], report, is_block)
        elif piece.tag:
            _report_symbol_font(pieces, index, report)
            piece.html = _print_tag(piece, report, is_block)
        index += 1


def _report_symbol_font(pieces: Sequence[_Piece], index: int, report: Report) -> None:
    """Report words in a font whose letters are other characters, but not the bullets of Word's lists."""
    opening = pieces[index]
    font = "" if opening.closes or opening.partner < 0 else symbol_font(opening.written)
    if not font:
        return
    inside = pieces[index + 1 : opening.partner]
    words_in = "".join(piece.token.content if piece.token else piece.html for piece in inside if not piece.tag)
    if html.unescape(words_in).strip(" \n\xa0\xb7•"):
        said = f"{words_in.strip()[:_SHOWN]}, in the font {font}, is printed with the letters of another font"
        report.add("foreign-markup", said, opening.line)


def _leave_out(pieces: list[_Piece], report: Report, is_block: bool) -> None:
    """Leave out an element with all it contains, but print the address of a film, of sound or of a frame."""
    first = pieces[0]
    name, line = first.tag, first.line
    address = address_of(piece.written for piece in pieces if piece.written) if name in FRAMES else ""
    what = "; its address is printed as a link" if address else ", with what it holds"
    report.add("raw-html-removed", f"<{name}> is left out{what}", line)
    for dropped in pieces:
        dropped.tag, dropped.html, dropped.token = "", "", None
    first.html = as_link(address, line, is_block) if address else ""


def _drop_sources(pieces: list[_Piece]) -> None:
    """The `<source>` of a `<picture>` go without a word: its `<img>` shows the same (HTML, 4.8.2)."""
    for index, piece in enumerate(pieces):
        if piece.tag == "picture" and piece.partner > index:
            for inside in pieces[index : piece.partner]:
                if inside.tag == "source":
                    inside.tag = inside.html = ""


def _drop_empty_marks(pieces: list[_Piece]) -> None:
    """The no-break space in Word's `<o:p>&nbsp;</o:p>` marks an empty paragraph; it is not a word."""
    for index, piece in enumerate(pieces):
        if piece.tag == "o:p" and piece.partner > index:
            inside = pieces[index + 1 : piece.partner]
            texts = (each.token.content if each.token else each.html for each in inside)
            is_text = all(not each.token or each.token.type in ("text", "softbreak") for each in inside)
            if is_text and not html.unescape("".join(texts)).strip():
                for each in inside:
                    each.html, each.token = "", None


def _drop_repeated_pictures(pieces: list[_Piece]) -> None:
    """A `<noscript>` goes without a word if it shows a picture that a script would have loaded before it."""
    shown: set[str] = set()
    index = 0
    while index < len(pieces):
        piece = pieces[index]
        inside = pieces[index : piece.partner + 1] if piece.tag == "noscript" and piece.partner > index else []
        if inside and {_source(each) for each in inside if each.tag == "img"} <= shown and not _has_words(inside):
            for each in inside:
                each.tag = each.html = ""
            index = piece.partner
        elif piece.tag == "img":
            shown.add(_source(piece))
        index += 1


def _has_words(pieces: list[_Piece]) -> bool:
    return any(piece.token is not None or (not piece.tag and piece.html.strip()) for piece in pieces)


def _source(picture: _Piece) -> str:
    match = re.search(r' (?:src|data-src)="([^"]*)"', picture.attributes)
    return match[1] if match else ""


def _pair(pieces: list[_Piece]) -> None:
    """Join each closing tag to the nearest opening one of its name."""
    opened: dict[str, list[int]] = {}
    for index, piece in enumerate(pieces):
        if not piece.tag:
            continue
        if not piece.closes:
            opened.setdefault(piece.tag, []).append(index)
        elif opened.get(piece.tag):
            partner = opened[piece.tag].pop()
            piece.partner, pieces[partner].partner = partner, index


def _print_tag(piece: _Piece, report: Report, is_block: bool) -> str:
    """What is printed of a tag."""
    name = piece.tag
    if name == _INSTRUCTION:
        shown = piece.written if len(piece.written) <= _SHOWN else f"{piece.written[:_SHOWN]}…"
        report.add("raw-html-removed", f"{shown} is left out", piece.line)
        return ""
    if name in _READ_AS_TEXT and not piece.closes and piece.partner < 0:
        report.add("foreign-markup", f"<{name}>, a tag without its end, is printed as written", piece.line)
        return html.escape(piece.written)
    if name in VOID:
        return "" if piece.closes else f"<{name}{piece.attributes}>"
    if name in _DROPPED_VOID or name in _UNWRAPPED or name in _SILENT:
        return _drop_tag(piece, report, is_block)
    if name not in INLINE and name not in BLOCKS:
        return _unknown(piece, report)
    return _print_paired_tag(piece, report, is_block)


def _print_paired_tag(piece: _Piece, report: Report, is_block: bool) -> str:
    """What is printed of a tag of `INLINE` or `BLOCKS`, which should have a partner."""
    name = piece.tag
    if piece.closes and piece.partner < 0 and name not in _OPTIONAL_END and (name in INLINE or not is_block):
        report.add("raw-html-removed", f"</{name}> ends nothing; it is left out", piece.line)
        return ""
    if _is_prose(piece, is_block):
        return html.escape(piece.written)
    markup = f"</{name}>" if piece.closes else f"<{name}{piece.attributes}>"
    unclosed = name in INLINE and not piece.closes and piece.partner < 0
    return f"{markup}</{name}>" if unclosed else markup


def _drop_tag(piece: _Piece, report: Report, is_block: bool) -> str:
    """A tag a book cannot hold; its words stay."""
    if _is_prose(piece, is_block):
        return html.escape(piece.written)
    if not piece.closes and piece.tag not in _SILENT:
        report.add("raw-html-removed", f"<{piece.tag}> is left out", piece.line)
    return " " if piece.tag == "option" and not piece.closes else ""  # the words of two choices stay apart


def _unknown(piece: _Piece, report: Report) -> str:
    """A tag that is not HTML's: markup of another program, or words in angle brackets, `<your name>`."""
    name, bare = piece.tag, "=" not in piece.written and ("-" not in piece.tag or not re.search(r"\s", piece.written))
    is_markup = ":" in name or piece.partner >= 0 or piece.closes or not bare or piece.written.endswith("/>")
    if not is_markup:
        return html.escape(piece.written)
    if not is_silent(name) and (not piece.closes or piece.partner < 0):
        report.add("raw-html-removed", f"<{'/' * piece.closes}{name}> is left out; the words in it stay", piece.line)
    return ""


def _is_prose(piece: _Piece, is_block: bool) -> bool:
    """Whether a known tag is more likely a word in brackets: it has no partner and says nothing."""
    if piece.partner >= 0 or piece.tag in _OPTIONAL_END:
        return False
    if piece.tag in _DROPPED_VOID:
        return not re.search(r"\s", piece.written)
    if piece.attributes.replace(f' data-line="{piece.line}"', ""):
        return False
    return piece.tag in INLINE or not is_block
