"""Links and pictures as the dialect writes them."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import quote

from archivist.dialect.attribute_syntax import write_attributes
from archivist.dialect.escaping import Place, escape_text
from archivist.formulas.delimiters import formulas_in, without_formulas

NO_SIZE: Mapping[str, str] = MappingProxyType({})
_UNFIT = re.compile(r"[\s<>\"\\`|^\x00-\x1f\x7f]")


def in_label(text: str) -> str:
    """Plain text between square brackets: an alternative text, the words of a link."""
    label = escape_text(text, Place("[", "]", label=True, keeps_tags=False))
    return without_formulas(label) if any(formulas_in(label)) else label


def picture(alternative: str, address: str, title: str = "", size: Mapping[str, str] = NO_SIZE) -> str:
    """A picture. `title` is as `escaping.in_title` or `in_caption` gives it, `size` as `picture_size` does."""
    said = f' "{title}"' if title else ""
    return f"![{in_label(alternative)}]({in_markdown(address)}{said}){write_attributes(size) if size else ''}"


def in_markdown(address: str) -> str:
    """The address as it can be written between the parentheses of a link."""
    encoded = _UNFIT.sub(lambda match: quote(match[0], safe=""), address.strip())
    encoded = re.sub(r"&(?=#?\w+;)", "&amp;", encoded)
    return encoded if _balanced(encoded) else encoded.replace("(", "%28").replace(")", "%29")


def _balanced(text: str) -> bool:
    depth = 0
    for character in text:
        depth += (character == "(") - (character == ")")
        if depth < 0 or depth > 20:
            return False
    return depth == 0
