"""References that Hugo and Jekyll resolve when they build a site, in the place of a link's address.

`[a]({{< ref "two.md" >}})`, `[a]({% post_url 2024-01-03-two %})`, `[a]({{ site.baseurl }}/two/)`,
`[a]({{ "/two/" | relative_url }})`. Each becomes `page-ref:NAME`, to be looked up among the articles, or a path.
"""

import re
from typing import Any

from markdown_it.helpers import parseLinkDestination

REFERENCE = "page-ref:"
_WORD = r"""(?:"(?P<{0}1>[^"\n]*)"|'(?P<{0}2>[^'\n]*)'|`(?P<{0}3>[^`\n]*)`|(?P<{0}4>[^\s"'`%>}}]+))"""
_HUGO = re.compile(r"\{\{[<%]-?\s*(?:rel)?ref\s+(?:path\s*=\s*)?" + _WORD.format("n") + r"[^{}\n]*?-?[%>]\}\}")
_JEKYLL = re.compile(r"\{%-?\s*(?:post_url|link)\s+" + _WORD.format("n") + r"\s*-?%\}")
_FILTERED = re.compile(
    r"\{\{-?\s*"
    + _WORD.format("n")
    + r"(?:\s*\|\s*(?:relative_url|absolute_url|prepend:\s*site\.(?:base_?)?url))+\s*-?\}\}"
)
_SITE = re.compile(r"(?:\{\{-?\s*site\.(?:base_?)?url\s*-?\}\})+")
_FRAGMENT = re.compile(r"#[^\s()<>\"']*")
_TAIL = re.compile(r"[^\s()<>\"']*")


def link_destination(string: str, pos: int, maximum: int) -> Any:
    """markdown-it's, but it also reads the references above; what is in their place is the result."""
    result = parseLinkDestination(string, pos, maximum)
    if not string.startswith(("{", "<{"), pos):
        return result
    angle = string[pos] == "<"
    found = _reference(string, pos + angle, maximum)
    if found is None:
        return result
    written, end = found
    if angle and not string.startswith(">", end):
        return result
    result.str, result.pos, result.ok = written, end + angle, True
    return result


def resolve(address: str) -> str:
    """The address of a link in raw HTML, if it is one of the references above; else as written."""
    found = _reference(address, 0, len(address)) if address.startswith("{") else None
    return found[0] if found and found[1] == len(address) else address


def _reference(string: str, start: int, maximum: int) -> tuple[str, int] | None:
    """What stands for the reference at a place, and where it ends; None otherwise."""
    site = _SITE.match(string, start, maximum)
    at = site.end() if site else start
    for pattern in (_HUGO, _JEKYLL):
        match = pattern.match(string, at, maximum)
        if match:
            end = (_FRAGMENT.match(string, match.end(), maximum) or match).end()
            return f"{REFERENCE}{_name(match)}{string[match.end() : end]}", end
    filtered = _FILTERED.match(string, at, maximum)
    if filtered or site:
        at = filtered.end() if filtered else at
        tail = _TAIL.match(string, at, maximum)
        end = tail.end() if tail else at
        path = (_name(filtered) if filtered else "") + string[at:end]
        return (path if path.startswith("/") else f"/{path}"), end
    return None


def _name(match: re.Match[str]) -> str:
    return next((group for group in match.groups() if group), "").strip()
