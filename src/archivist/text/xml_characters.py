"""Characters no book can contain: what XML 1.0 forbids (www.w3.org/TR/xml/#charsets), and C1 controls."""

import re
from collections.abc import Iterator

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# What Word writes for characters of the fonts Symbol and Wingdings: U+F000 and the byte of the font. Only those that
# mean one thing whichever of the two it is, or that Word uses for its bullets.
SYMBOLS = {
    "\uf020": "\u00a0",  # a space at the beginning of a line must not make code of it
    "\uf02d": "\u2212",
    "\uf04a": "\u263a",
    "\uf04c": "\u2639",
    "\uf06c": "\u25cf",
    "\uf06e": "\u25a0",
    "\uf071": "\u2751",
    "\uf075": "\u25c6",
    "\uf076": "\u2756",
    "\uf0a3": "\u2264",
    "\uf0a7": "\u25aa",
    "\uf0a8": "\u25fb",
    "\uf0b0": "\u00b0",
    "\uf0b1": "\u00b1",
    "\uf0b3": "\u2265",
    "\uf0b4": "\u00d7",
    "\uf0b7": "\u2022",
    "\uf0b8": "\u00f7",
    "\uf0b9": "\u2260",
    "\uf0bb": "\u2248",
    "\uf0d8": "\u27a2",
    "\uf0e0": "\u2192",
    "\uf0e8": "\u2794",
    "\uf0f0": "\u21e8",
    "\uf0fb": "\u2717",
    "\uf0fc": "\u2713",
    "\uf0fd": "\u2612",
    "\uf0fe": "\u2611",
}
SYMBOL = re.compile(f"[{''.join(SYMBOLS)}]")
_SPACES = frozenset("\x0b\x0c\x85")  # these part words, so a space takes their place


def with_newlines(text: str) -> str:
    r"""The text with every line ending (`\r\n`, `\r`) as `\n`."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def without_forbidden(text: str) -> str:
    """The text without the characters that a book cannot contain."""
    return FORBIDDEN.sub(_replacement, text)


def with_symbols(text: str) -> str:
    """The text with Word's symbol characters replaced by the characters they stand for."""
    return SYMBOL.sub(lambda match: SYMBOLS[match[0]], text)


def symbol_lines(text: str) -> Iterator[tuple[int, str]]:
    """Where Word's symbols are: (line from 0, what is to be said of the first of the line)."""
    for line, written in enumerate(text.split("\n")) if SYMBOL.search(text) else ():
        match = SYMBOL.search(written)
        if match:
            yield line, said_of_symbol(match[0])


def said_of_symbol(character: str) -> str:
    """What is to be reported of one of Word's symbols."""
    shown = SYMBOLS[character].strip() or "a space"
    return f"U+{ord(character):04X}, a character of Word's symbol fonts, is printed as {shown}"


def forbidden_lines(text: str, limit: int = 10) -> tuple[tuple[int, str], ...]:
    """Where forbidden characters are: (line from 0, U+XXXX), one per line, `limit` at most."""
    found: dict[int, str] = {}
    line = position = 0
    for match in FORBIDDEN.finditer(text):
        line += text.count("\n", position, match.start())
        position = match.start()
        found.setdefault(line, f"U+{ord(match[0]):04X}")
        if len(found) >= limit:
            break
    return tuple(found.items())


def _replacement(match: re.Match[str]) -> str:
    return " " if match[0] in _SPACES else ""
