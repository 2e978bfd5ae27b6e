"""How an article is known again: by what its source calls it, and where that is only a file's name, by its content."""

import hashlib

from archivist.reader_api.found import FoundArticle

_NUMBER = "wp:"  # WordPress counts its posts; so does every other site of WordPress
_SCHEMES = (_NUMBER, "urn:", "tag:")
_DIGITS = 12  # of a SHA-256: among a million articles two are alike once in a hundred million archives


def is_file_name(origin: str) -> bool:
    """Whether an origin says little: files of one name are in many folders. An address or a guid names one article."""
    return bool(origin) and "://" not in origin and not origin.startswith(_SCHEMES)


def is_number(origin: str) -> bool:
    """Whether an origin names an article within one site alone."""
    return origin.startswith(_NUMBER)


def fingerprint(found: FoundArticle) -> str:
    """Twelve hexadecimal digits of the words as the source has them; "" where the origin alone is enough."""
    if found.key or not is_file_name(found.origin):
        return ""
    words = f"{found.title}\0{found.text}".encode("utf-8", "replace")
    return hashlib.sha256(words).hexdigest()[:_DIGITS]
