"""Attributes in braces, read and written: `{lang=ka dir=ltr #id .class title="…"}`."""

import re
from collections.abc import Mapping

from mdit_py_plugins.attrs.parse import ParseError
from mdit_py_plugins.attrs.parse import parse as parse_attributes

# What `{…}` may set.
ATTRIBUTES = ("lang", "dir", "class", "id", "title", "start", "type", "reversed", "width", "height")
MAX_LENGTH = 2000  # characters of `{…}`

# What the parser knows only in quotation marks: ids with full stops, and shares as Pandoc and Quarto write them,
# `width=25%`, and numbers with a point. What is in quotation marks is passed over.
_TO_BE_QUOTED = re.compile(
    r"\"[^\"]*\"|(?<!\S)#(?P<id>[\w:-]+(?:\.[\w:-]+)+)(?!\S)|(?<!\S)(?P<size>[a-z-]+)=(?P<share>\d*\.?\d+(?:%|[a-z]{1,3})?)(?!\S)"
)
# What says how a site shows something: read, so that no braces are printed, and left out with a finding.
_ON_SCREENS = re.compile(
    r"target|rel|loading|decoding|style|align|referrerpolicy|sizes|srcset|download|hreflang|type|role|tabindex|border"
    r"|scale|zoom|max-width|max-height|float|hspace|vspace|fetchpriority|crossorigin|media|(?:data|aria|fig|tbl|lightbox|on)[\w-]*"
)
_SIZES = frozenset({"width", "height"})
_BARE = re.compile(r"[A-Za-z0-9_:-]+")
_BARE_ID = re.compile(r"[^\s!\"#$%&'()*+,./;<=>?@\[\\\]^`{|}~]+|[\w:-]+(?:\.[\w:-]+)+")
_NOT_IN_BRACES = re.compile(r"[\n\r\"\\{}%]")
_SHARE = re.compile(r"[\d.]+%", re.ASCII)


def read_attributes(text: str) -> tuple[int, dict[str, str]]:
    """Where the attributes a text begins with end, and what they say; 0 if there are none or some we do not know."""
    if not text.startswith("{") or text.startswith(("{%", "{{")):
        return 0, {}
    skipped = 1 if text.startswith("{:") else 0  # kramdown's colon
    inner, brace, rest = text[1 + skipped : MAX_LENGTH].partition("}")
    quoted = _TO_BE_QUOTED.sub(_quote, inner)
    try:
        end, attributes = parse_attributes(f"{{{quoted}{brace}{rest}")
    except ParseError:
        return 0, {}
    end += skipped + 1 - (len(quoted) - len(inner))
    known = attributes and all(name in ATTRIBUTES or _ON_SCREENS.fullmatch(name) for name in attributes)
    template = any("%" in value for name, value in attributes.items() if name not in _SIZES)
    return (end, attributes) if known and not template else (0, {})


def _quote(match: re.Match[str]) -> str:
    if match["id"]:
        return f'id="{match["id"]}"'
    return f'{match["size"]}="{match["share"]}"' if match["size"] else match[0]


def whole_attributes(text: str) -> dict[str, str]:
    """The attributes a text consists of; none if it contains anything else."""
    end, attributes = read_attributes(text)
    return attributes if end == len(text) else {}


def write_attributes(attributes: Mapping[str, str]) -> str:
    """The attributes in braces. Raises ValueError for a value that braces cannot contain."""
    return "{" + " ".join(_write_attribute(name, value) for name, value in attributes.items()) + "}"


def _write_attribute(name: str, value: str) -> str:
    is_share = name in _SIZES and _SHARE.fullmatch(value)
    if not value or (_NOT_IN_BRACES.search(value) and not is_share):
        raise ValueError(f"{name}={value!r} cannot be written in braces")
    if name == "class":
        return " ".join(f".{each}" for each in value.split())
    if name == "id" and _BARE_ID.fullmatch(value):
        return f"#{value}"
    return f"{name}={value}" if _BARE.fullmatch(value) else f'{name}="{value}"'
