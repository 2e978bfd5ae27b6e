"""Films, sound and frames of other sites, which a book cannot hold: what is printed of them is their address.

And tags of programs that are not part of HTML: those of Word, of AMP, of web components. They are never words.
"""

import html
import re
from collections.abc import Iterable

from archivist.dialect.picture_addresses import is_placeholder, picture_address

FRAMES = frozenset({"iframe", "video", "audio", "object", "embed", "source", "area"})
FRAMES |= {"amp-iframe", "amp-video", "amp-audio", "amp-youtube", "bgsound"}
# Tags that stand for others.
RENAMED = {"amp-img": "img", "v:imagedata": "img", "amp-anim": "img"}
_ATTRIBUTE = re.compile(
    r"(?:^|\s)(src|data-src|data|href|data-videoid)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.I
)
_ANY = re.compile(r"([A-Za-z][\w-]*)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_SYMBOL_FONT = re.compile(
    r"(?:\bface\s*=\s*[\"']?|\bfont-family\s*:\s*[\"']?)(Symbol|Wingdings(?: [23])?|Webdings|Zapf ?Dingbats)\b(?! \w)",
    re.IGNORECASE,
)
_PREVIEW = 5000  # characters of a `data:` address; a longer one is the picture itself
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def address_of(written: Iterable[str]) -> str:
    """The first address in tags as written: on the web, or within the site; "" if there is none."""
    for tag in written:
        for match in _ATTRIBUTE.finditer(tag):
            value = html.unescape(next(group for group in match.groups()[1:] if group is not None)).strip()
            address = f"https:{value}" if value.startswith("//") else value
            if match[1].lower() == "data-videoid":
                return f"https://www.youtube.com/watch?v={value}"
            is_web = address.lower().startswith(("http://", "https://"))
            if address and (is_web or not _SCHEME.match(address)) and not address.startswith("#"):
                return address
    return ""


def late_address(source: str, written: str) -> str:
    """The address a script gives an `<img>` in the place of a placeholder or of none, escaped; "" if there is none.

    `source` is the `src`, escaped, and `written` all attributes.
    """
    if len(source) > _PREVIEW or not is_placeholder(html.unescape(source).strip()):
        return ""
    values = ((match[1].lower(), next(filter(None, match.groups()[1:]), "")) for match in _ANY.finditer(written))
    said = {name: html.unescape(value) for name, value in values}
    address = picture_address(lambda name: said.get(name, ""))
    is_web = address.lower().startswith(("http://", "https://"))
    return html.escape(address) if is_web or not (is_placeholder(address) or _SCHEME.match(address)) else ""


def symbol_font(tag: str) -> str:
    """The font that a tag names if its letters are other characters there: `<font face="Symbol">a</font>` is α."""
    match = _SYMBOL_FONT.search(html.unescape(tag))
    return match[1] if match else ""


def as_link(address: str, line: int, is_block: bool) -> str:
    """The address as a link that shows it, in HTML."""
    shown = html.escape(address)
    link = f'<a href="{shown}" data-line="{line}">{shown}</a>'
    return f"<p>{link}</p>" if is_block else link
