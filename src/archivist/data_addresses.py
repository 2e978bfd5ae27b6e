"""Addresses that contain what they name: `data:` (RFC 2397)."""

import base64
import binascii
import re
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

_FORM = re.compile(r"\s*data:(?P<type>[^;,]*)(?P<parameters>[^,]*),(?P<data>.*)", re.IGNORECASE | re.DOTALL)
_PADDING = 4
# Kinds of content that show something and neither run nor load anything. A drawing may do both: see svg/.
_HARMLESS = re.compile(r"image/(?!svg)[a-z0-9.+-]+|font/[a-z0-9.+-]+|application/(?:x-)?font-[a-z0-9.+-]+")


@dataclass(frozen=True, slots=True)
class DataAddress:
    """What a `data:` address holds."""

    media_type: str  # in lower case, without parameters
    content: bytes


def is_data(address: str) -> bool:
    """Whether an address is of this kind, well-formed or not."""
    return address.lstrip().lower().startswith("data:")


def read_data(address: str) -> DataAddress | None:
    """What a `data:` address holds; None if it is not one or cannot be decoded."""
    match = _FORM.fullmatch(address)
    if match is None:
        return None
    content = unquote_to_bytes("".join(match["data"].split()) if _is_base64(match) else match["data"])
    if _is_base64(match):
        content = content.translate(bytes.maketrans(b"-_", b"+/"), b" \t\r\n\f").rstrip(b"=")
        try:
            content = base64.b64decode(content + b"=" * (-len(content) % _PADDING), validate=True)
        except (binascii.Error, ValueError):
            return None
    return DataAddress(match["type"].strip().lower() or "text/plain", content)


def _is_base64(match: re.Match[str]) -> bool:
    return match["parameters"].replace(" ", "").lower().endswith(";base64")


def is_harmless(address: str) -> bool:
    """Whether an address holds a picture of dots or a font, so that nothing is loaded and nothing runs."""
    held = read_data(address)
    return held is not None and _HARMLESS.fullmatch(held.media_type) is not None


def data_address(media_type: str, content: bytes) -> str:
    """The `data:` address of some content."""
    return f"data:{media_type};base64,{base64.b64encode(content).decode('ascii')}"
