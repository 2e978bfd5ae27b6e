"""Whether a mark of emphasis is one where it is (https://spec.commonmark.org/0.31.2/#emphasis-and-strong-emphasis)."""

import unicodedata

_ASCII = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


def is_space(character: str) -> bool:
    """White space, or the edge of a block."""
    return not character or character in "\t\n\x0b\x0c\r" or unicodedata.category(character) in ("Zs", "Zl", "Zp")


def is_punctuation(character: str) -> bool:
    """What Unicode calls punctuation, and the marks of ASCII."""
    return character in _ASCII or unicodedata.category(character).startswith("P")


def _is_letter(character: str) -> bool:
    """Whether no parser takes it for punctuation (of signs some do)."""
    return character not in _ASCII and unicodedata.category(character)[0] in "LMN"


def opens(mark: str, before: str, after: str) -> bool:
    """Whether the mark opens emphasis between these two characters, however signs are counted."""
    if is_space(after):
        return False
    free = is_space(before) or is_punctuation(before)
    return free or (mark != "_" and _is_letter(after))


def closes(mark: str, before: str, after: str) -> bool:
    """Whether the mark closes emphasis between these two characters."""
    return opens(mark, after, before)
