"""Names of places in the file: named destinations and the identifiers of structure elements."""

from urllib.parse import quote

_KEPT = "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) != "%")


def in_ascii(name: str) -> str:
    """A name as ASCII; all other characters are written as bytes of UTF-8 in percent notation (RFC 3986, 2.1).

    The names of a tree are sorted (ISO 32000-1, 7.9.6), and programs disagree on how: by the bytes of the string,
    which for Georgian are UTF-16 with a mark, or by its characters. For ASCII both give the same order.
    """
    return quote(name, safe=_KEPT)
