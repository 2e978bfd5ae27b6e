"""XML that is not well-formed, repaired where it is certain what was meant."""

import html.entities
import re
from dataclasses import dataclass

from archivist.place import Place
from archivist.reader_api.decoding import CONVERT, decode
from archivist.reader_api.found import SourceError
from archivist.web_feeds.feed_names import USUAL_PREFIXES
from archivist.web_feeds.markup_text import remove_forbidden

_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,500}\?>")
_ENCODING = re.compile(rb"<\?xml[^>]{0,300}encoding\s{0,9}=\s{0,9}[\"']([A-Za-z0-9._:-]{1,40})[\"']")
_DOCTYPE = re.compile(r"<!DOCTYPE\s", re.IGNORECASE)
_OWN_ENTITY = re.compile(r"<!ENTITY\s+[^%\s]")
_ROOT = re.compile(r"<[A-Za-z][\w.-]{0,50}(?::[\w.-]{1,50})?(?=[\s/>])")
_REFERENCE = re.compile(r"&(?:#(\d{1,7}|[xX][0-9A-Fa-f]{1,6});|([A-Za-z][A-Za-z0-9]{0,40});)?")
_XML_NAMES = ("amp", "lt", "gt", "quot", "apos")
_CDATA, _CDATA_END = "<![CDATA[", "]]>"


@dataclass(frozen=True, slots=True)
class Mended:
    """An XML document in UTF-8 and what was done to it, in words."""

    data: bytes
    changes: tuple[str, ...]


def repair(data: bytes, name: str) -> Mended:
    """The document without document type, in UTF-8, with HTML's entities as characters and stray `&` written out.

    Raises SourceError if it declares entities of its own: they can be made to grow without end.
    """
    declared = _ENCODING.search(data[:1000])
    decoded = decode(data, declared[1].decode("ascii") if declared else "")
    if decoded.unknown:
        raise SourceError(f"cannot be read: {decoded.unknown}", CONVERT, place=Place(name))
    text, changes = decoded.text, []
    for change, wording in (
        (_from_the_root, ""),
        (lambda old: _without_doctype(old, name), ""),
        (remove_forbidden, "characters that XML does not allow were removed"),
        (_with_declarations, "undeclared prefixes were interpreted as the usual ones"),
        (_with_known_references, "HTML entities and stray & were converted to XML"),
    ):
        new = change(text)
        if new != text and wording:
            changes.append(wording)
        text = new
    changes += [remark.message for remark in decoded.remarks]
    return Mended(text.encode("utf-8"), tuple(changes))


def _from_the_root(text: str) -> str:
    """Without what is before the first tag, and without the declaration: the text is decoded."""
    begin = text.find("<")
    return _DECLARATION.sub("", text[begin:], count=1) if begin >= 0 else text


def _without_doctype(text: str, name: str) -> str:
    found = _DOCTYPE.search(text[:100_000])
    if found is None:
        return text
    end, bracket = text.find(">", found.end()), text.find("[", found.end())
    if 0 <= bracket < end:
        close = text.find("]", bracket)
        end = text.find(">", close) if close >= 0 else -1
    if end < 0:
        raise SourceError(
            "the document type declaration does not end", "Remove <!DOCTYPE …> from the file.", place=Place(name)
        )
    if _OWN_ENTITY.search(text, found.end(), end):
        raise SourceError(
            "declares entities, which are refused because they can expand without limit",
            "Remove <!DOCTYPE …> from the file and replace its entities by their text.",
            place=Place(name),
        )
    return text[: found.start()] + text[end + 1 :]


def _with_declarations(text: str) -> str:
    """With the usual meaning of each prefix that has none, said at the first tag."""
    root = _ROOT.search(text)
    missing = [prefix for prefix in USUAL_PREFIXES if f"<{prefix}:" in text and f"xmlns:{prefix}" not in text]
    if root is None or not missing:
        return text
    said = "".join(f' xmlns:{prefix}="{USUAL_PREFIXES[prefix]}"' for prefix in missing)
    return text[: root.end()] + said + text[root.end() :]


def _with_known_references(text: str) -> str:
    """References outside CDATA: named ones of HTML as characters, numbers of no character dropped, lone & escaped."""
    parts, at = [], 0
    while (begin := text.find(_CDATA, at)) >= 0:
        end = text.find(_CDATA_END, begin)
        end = end + len(_CDATA_END) if end >= 0 else len(text)
        parts += [_REFERENCE.sub(_reference, text[at:begin]), text[begin:end]]
        at = end
    return "".join([*parts, _REFERENCE.sub(_reference, text[at:])])


def _reference(found: re.Match[str]) -> str:
    number, name = found[1], found[2]
    if number:
        return found[0] if _is_allowed(number) else ""
    if name is None:
        return "&amp;"
    if name in _XML_NAMES:
        return found[0]
    meant = html.entities.html5.get(f"{name};")
    return html.escape(meant) if meant else f"&amp;{name};"


def _is_allowed(number: str) -> bool:
    code = int(number[1:], 16) if number[0] in "xX" else int(number)
    return 0 < code <= 0x10FFFF and bool(remove_forbidden(chr(code)))
