"""Attributes in braces, read and written: `{lang=ka dir=ltr #id .class title="…"}`."""

import re

from mdit_py_plugins.attrs.parse import ParseError
from mdit_py_plugins.attrs.parse import parse as parse_attributes

# What `{…}` may set.
ATTRIBUTES = ("lang", "dir", "class", "id", "title", "start", "type", "reversed", "width", "height")
MAX_LENGTH = 2000  # characters of `{…}`

_DOTTED_ID = re.compile(r"(?<!\S)#([\w:-]+(?:\.[\w:-]+)+)(?!\S)")  # the parser knows these only in quotation marks
# A share or a length without quotation marks, as Pandoc and Quarto write it: `width=25%`.
_BARE_SIZE = re.compile(r"(?<!\S)(width|height)=(\d*\.?\d+%)(?!\S)")
# What says how a site shows something: read, so that no braces are printed, and left out with a finding.
_ON_SCREENS = re.compile(
    r"target|rel|loading|decoding|style|align|referrerpolicy|sizes|srcset|download|hreflang|type|role|tabindex|border"
    r"|hspace|vspace|fetchpriority|crossorigin|media|(?:data|aria|fig|tbl|lightbox|on)[\w-]*"
)
_SIZES = frozenset({"width", "height"})
_BARE = re.compile(r"[A-Za-z0-9_:-]+")
_NO_ID = re.compile(r"[\s\"\\{}%<>&|`]+")


def read_attributes(text: str) -> tuple[int, dict[str, str]]:
    """Where the attributes a text begins with end, and what they say; 0 if there are none or some we do not know."""
    if not text.startswith("{") or text.startswith(("{%", "{{")):
        return 0, {}
    skipped = 1 if text.startswith("{:") else 0  # kramdown's colon
    inner, brace, rest = text[1 + skipped : MAX_LENGTH].partition("}")
    quoted = _BARE_SIZE.sub(r'\1="\2"', _DOTTED_ID.sub(r'id="\1"', inner))
    try:
        end, attributes = parse_attributes(f"{{{quoted}{brace}{rest}")
    except ParseError:
        return 0, {}
    end += skipped + 1 - (len(quoted) - len(inner))
    known = attributes and all(name in ATTRIBUTES or _ON_SCREENS.fullmatch(name) for name in attributes)
    template = any("%" in value for name, value in attributes.items() if name not in _SIZES)
    return (end, attributes) if known and not template else (0, {})


def whole_attributes(text: str) -> dict[str, str]:
    """The attributes a text consists of; none if it holds anything else."""
    end, attributes = read_attributes(text)
    return attributes if end == len(text) else {}


def braces(attributes: dict[str, str]) -> str:
    """The attributes in braces. Values hold neither braces nor quotation marks."""
    return "{" + " ".join(_written(name, value) for name, value in attributes.items()) + "}"


def _written(name: str, value: str) -> str:
    if name == "class":
        return f".{value}"
    bare = bool(_BARE.fullmatch(value))
    if name == "id" and bare:
        return f"#{value}"
    return f"{name}={value}" if bare else f'{name}="{value}"'


def clean_id(written: str) -> str:
    """An id without the characters that cannot stand in braces or in an address."""
    return _NO_ID.sub("-", written.strip())[:100]
