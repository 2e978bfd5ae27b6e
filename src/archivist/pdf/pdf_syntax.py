"""Values as a PDF has them (ISO 32000-1, 7.3): text, names, numbers, references, arrays, dictionaries.

Plain bytes and no objects: a volume has hundreds of thousands of values, each written once and never read again.
"""

from collections.abc import Iterable, Mapping

_SPECIAL = str.maketrans({"\\": r"\\", "(": r"\(", ")": r"\)"})
_DECIMALS = 4


def reference(number: int) -> bytes:
    """A reference to an object."""
    return b"%d 0 R" % number


def string(text: str) -> bytes:
    """A text string (7.9.2.2): ASCII as it is, anything else in UTF-16."""
    if text.isascii() and text.isprintable():
        return b"(%s)" % text.translate(_SPECIAL).encode()
    return b"<feff%s>" % text.encode("utf-16-be", "surrogatepass").hex().encode()


def byte_string(data: bytes) -> bytes:
    """A string of bytes, where they are not text."""
    return b"<%s>" % data.hex().encode()


def name(text: str) -> bytes:
    """A name, without the characters that end one (7.3.5)."""
    return b"/" + b"".join(
        bytes([byte]) if 0x21 <= byte <= 0x7E and byte not in b"#/%()<>[]{}" else b"#%02x" % byte
        for byte in text.encode()
    )


def number(value: float) -> bytes:
    """A number, with no more decimals than a page needs."""
    if isinstance(value, int):
        return b"%d" % value
    written = f"{value:.{_DECIMALS}f}".rstrip("0").rstrip(".")
    return b"0" if written in {"", "-0"} else written.encode()


def array(values: Iterable[bytes]) -> bytes:
    """An array of values."""
    return b"[%s]" % b" ".join(values)


def dictionary(entries: Mapping[str, bytes]) -> bytes:
    """A dictionary; its keys are plain names."""
    return b"<<%s>>" % b"".join(b"/%s %s" % (key.encode(), value) for key, value in entries.items())
