"""Attributes in braces, as the dialect has them: `{lang=ka dir=ltr #id .class}`."""

import re

_BARE = re.compile(r"[A-Za-z0-9_:-]+")
_NO_ID = re.compile(r"[\s\"\\{}%<>&|`]+")


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
