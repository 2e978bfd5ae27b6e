"""Addresses, check sums and the like within text: divided at sensible places, and never with a hyphen.

A hyphen at the end of a line would be read as a part of the address. Without a place to divide, the whole would go to
the next line and spread the words before it. So a line may end after `/ . - _ ? & =` and the like (`<wbr/>`), and
anywhere in what is long without one of them (class `unbroken`).
"""

import re
from collections.abc import Iterator

from lxml import etree
from markupsafe import Markup, escape

_CLASS = "web-address"
_AS_IS = frozenset({"code", "kbd", "samp", "pre"})  # style sheets see to these
_LEAST = 16  # characters; shorter ones find room on a line
_RUN = 14  # characters without a place to divide, from which on any place will do
# What addresses are written with, their Latin, Cyrillic and Georgian letters included. Chinese or Japanese words that
# follow without a space are not part of them.
_CHARACTER = r"[!#-;=?-Z\[\]_a-z~\u00a1-\u00aa\u00ac-\u00ba\u00bc-\u1fff]"
_FOUND = re.compile(
    rf"(?:\b[A-Za-z][A-Za-z0-9+.-]{{1,14}}://|\bwww\.|\bmailto:){_CHARACTER}+"
    r"|(?<!\w)(?:[A-Za-z]:|\\\\[\w.-]+)\\[^\s<>\"|?*]+"  # C:\Users\me, \\server\folder
    r"|(?<![\w/.])(?:~|\.{1,2}|\$\w+)?/(?:[\w.@%+-]+/)+[\w.@%+-]*"  # /usr/share, ~/files, ./bin/x
    r"|(?<![\w.@])[\w.-]+@[\w.-]+:[\w.~-]+/[\w./~-]+"  # git@host:owner/name
    rf"|(?<![\w@.-])(?:[A-Za-z0-9-]+\.)+[A-Za-z]{{2,}}/{_CHARACTER}+"
    r"|(?<![\w.@])[\w.+-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}"
    r"|(?<!\w)[A-Za-z0-9](?:[A-Za-z0-9]|[+/=_.:-](?=[A-Za-z0-9]))+",
)
_AT_THE_END = ".,;:!?'\")]}»”’"
_PIECE = re.compile(r"[^/._\-?&=#:%+@~,;\\]*[/._\-?&=#:%+@~,;\\]*")
_WORD = re.compile(rf"\S{{{_LEAST},}}")


def set_unhyphenated(root: etree._Element) -> None:
    """Set apart every address and check sum in the text below `root`, in place."""
    if not _is_long("".join(root.itertext())):
        return
    for element in list(root.iter()):
        if element.text and _is_long(element.text):
            _put(element, None, _set(element.text, element, root))
        if element.tail and element is not root and _is_long(element.tail):
            parent = element.getparent()
            _put(parent, element, _set(element.tail, parent, root))


def _is_long(text: str) -> bool:
    """Whether a text has a word that needs more room than one line may have left."""
    return len(text) >= _LEAST and max(map(len, text.split()), default=0) >= _LEAST


def divided_address(text: str) -> Markup:
    """An address or the name of a file as XHTML, with the places at which a line may end."""
    parts = (escape(part) if isinstance(part, str) else _written(part) for part in _divided(text))
    return Markup("").join(parts)


def _written(element: etree._Element) -> Markup:
    return Markup(etree.tostring(element, encoding="unicode"))


_Set = list[str | etree._Element]  # text and elements, in turn


def _put(parent: etree._Element, before: etree._Element | None, parts: _Set) -> None:
    """Put text and elements after the text of an element, or in the place of the text after a child."""
    if not parts:
        return
    place = 0 if before is None else parent.index(before) + 1
    last, text = before, ""
    for part in parts:
        if isinstance(part, str):
            text += part
            continue
        _set_text(parent, last, text)
        parent.insert(place, part)
        place, last, text = place + 1, part, ""
    _set_text(parent, last, text)


def _set_text(parent: etree._Element, last: etree._Element | None, text: str) -> None:
    if last is None:
        parent.text = text
    else:
        last.tail = text


def _set(text: str, element: etree._Element, root: etree._Element) -> _Set:
    """The text in an element below `root` with the places to divide it; empty if there is none."""
    around = (element, *element.iterancestors()) if element is not root else (element,)
    within = False
    for each in around:
        if each.tag in _AS_IS:
            return []
        within = within or _CLASS in each.get("class", "").split()
        if each is root:
            break
    return list(_divided(text)) if within else _apart(text)


def _apart(text: str) -> _Set:
    """A text with each address in it as an element; empty if there is none."""
    parts: _Set = []
    done = 0
    # An address has no white space: only long words are compared with the expressions.
    for match in (match for word in _WORD.finditer(text) for match in _FOUND.finditer(text, *word.span())):
        written = match[0].rstrip(_AT_THE_END)
        if len(written) >= _LEAST and _is_one(written):
            span = etree.Element("span", {"class": _CLASS})
            _put(span, None, list(_divided(written)))
            parts += [text[done : match.start()], span]
            done = match.start() + len(written)
    return [*parts, text[done:]] if parts else []


def _is_one(text: str) -> bool:
    """Whether it is an address, or a run of figures and letters, and no word with hyphens."""
    figures = sum(character.isdigit() for character in text)
    return (
        "://" in text
        or "@" in text
        or "\\" in text
        or text[0] in "/~.$"
        or text.startswith("www.")
        or "_" in text
        or figures * 8 >= len(text)
        or ("/" in text and "." in text.partition("/")[0])
    )


def _divided(text: str) -> Iterator[str | etree._Element]:
    """The text with places to divide it."""
    pieces = [piece for piece in _PIECE.findall(text) if piece]
    for number, piece in enumerate(pieces):
        if number:
            yield etree.Element("wbr")
        if len(piece) > _RUN:
            run = etree.Element("span", {"class": "unbroken"})
            run.text = piece
            yield run
        else:
            yield piece
