"""Text that was read in the wrong encoding and saved that way: `Ã©` for é, `Ïðèâåò` for Привет, `áƒ¥` for ქ.

UTF-8 taken for something else is repaired by ftfy, with nothing but its repair of encodings. Windows-1251 taken for
Latin-1 is recognised here, by words made of nothing but accented letters that are Slavic character by character. Only
what is sure is changed: French, German, Icelandic or Vietnamese stay as they are.
"""

import re
from collections.abc import Iterator

_LINE = re.compile(r"[^\n]{1,4000}(?=[ \t\n]|\Z)|[^\n]{1,4000}")  # long ones in pieces, at a space
_TWICE = 3  # rounds: text may have been broken more than once

# What the letters of Windows-1251 become in Latin-1: À-ÿ, and the characters that are ё, є, і, ї, ґ and their capitals.
_LETTER = "\u00c0-\u00ff\u00a8\u00b8\u00aa\u00ba\u00b2\u00b3\u00af\u00bf\u00a5\u00b4"
_RUN = re.compile(
    rf"(?<![A-Za-z\u0100-\uffff])[{_LETTER}]+(?:[^A-Za-z\u0100-\u1fff\u2c00-\uffff{_LETTER}]+[{_LETTER}]+)*"
    r"(?![A-Za-z\u0100-\u1fff\u2c00-\uffff])(?: \u00b9)?"  # № is ¹
)
_WORD = re.compile(rf"[{_LETTER}]+")
# U+FFFD stands for what is lost; N'Ko is what ß and a character after it would be.
_NEVER_MEANT = re.compile("[\ufffd\u07c0-\u07ff]")
_LETTER_ALONE = re.compile(r"(?<!\S)[ÂÃ](?!\S)")  # a letter of Romanian or Portuguese, or half of a broken space
_LEAST_LETTERS = 5  # of a run: fewer are not evidence
SLAVIC = 1 / 3  # the least likeness of prose
_VOWELS = frozenset("аеёиоуыэюяіїє")
# The commonest pairs of letters in Russian, Ukrainian and Bulgarian: about half of all pairs of a text.
_COMMON = (
    "ст но то на по ен ни не ко ра ов го ал ли ре от пр ро ер ос во ка ва ол ор та ет ел де ем ан ть ле ло ом ит ол ии "
    "ла ри те ат ес ин ог од из ак ви ве да ти до за об ию ый ые ая ми да ск ам ки со ны ль че ее ме ир ди ть ог он "
    "ья ся ия ие их ой ых ий ня ли ва ар ис ил ас за мо им ня ві ні та ти ів ъл ът бъ"
)
_PAIRS = frozenset(_COMMON.split())


def repair(text: str) -> str:
    """The text with what is surely broken repaired; the text itself if nothing is."""
    pieces: list[str] = []
    done = 0
    for start, end, right in _repairs(text):
        pieces += (text[done:start], right)
        done = end
    return "".join((*pieces, text[done:])) if pieces else text


def broken_runs(text: str) -> tuple[tuple[int, int], ...]:
    """Beginning and end of every run that `repair` would change."""
    return tuple((start, end) for start, end, _ in _repairs(text))


def slavic_likeness(text: str) -> float:
    """How much the letters follow each other as in a Slavic language, 0 to 1: the part of common pairs among all.

    Prose has a third at least. What has too few or too many vowels for prose has nothing.
    """
    words = re.findall(r"[^\W\d_]+", text)
    pairs = [word[n : n + 2] for word in words for n in range(len(word) - 1)]
    letters = "".join(words).lower()
    vowels = sum(letter in _VOWELS for letter in letters)
    if not pairs or vowels * 5 < len(letters) or vowels * 3 > len(letters) * 2:
        return 0
    common = sum(pair.lower() in _PAIRS for pair in pairs if not (pair[0].islower() and pair[1].isupper()))
    return common / len(pairs)


def _repairs(text: str) -> Iterator[tuple[int, int, str]]:
    if text.isascii():
        return
    for match in _LINE.finditer(text):
        line = match[0]
        if line.isascii():
            continue
        for start, end, right in _repairs_in_line(line):
            yield match.start() + start, match.start() + end, right


def _repairs_in_line(line: str) -> Iterator[tuple[int, int, str]]:
    right = _repair_utf8(line)
    if right == line:
        for match in _RUN.finditer(line):
            words = _cyrillic(match[0])
            if words:
                yield match.start(), match.end(), words
    else:
        yield _difference(line, _RUN.sub(lambda match: _cyrillic(match[0]) or match[0], right))


def _repair_utf8(line: str) -> str:
    from ftfy import fix_encoding  # noqa: PLC0415  # takes a while to load

    masked = _LETTER_ALONE.sub("A", line)
    if masked != line and fix_encoding(masked) == masked:
        return line
    for _ in range(_TWICE):
        right = fix_encoding(line)
        if right == line or _NEVER_MEANT.search(right):
            break
        line = right
    return line


def _difference(old: str, new: str) -> tuple[int, int, str]:
    """The part of `old` that differs, and what is there in `new`."""
    shorter = min(len(old), len(new))
    start = next((n for n in range(shorter) if old[n] != new[n]), shorter)
    same = next((n for n in range(shorter - start) if old[-1 - n] != new[-1 - n]), shorter - start)
    return start, len(old) - same, new[start : len(new) - same]


def _cyrillic(run: str) -> str:
    """The run as Windows-1251 means it, if it is surely Slavic; else nothing."""
    longest = max(len(word) for word in _WORD.findall(run))
    if longest < 4 or len("".join(_WORD.findall(run))) < _LEAST_LETTERS:
        return ""
    try:
        right = "".join(_byte(character).decode("cp1251") for character in run)
    except (UnicodeEncodeError, UnicodeDecodeError):
        return ""
    return right if slavic_likeness(right) >= SLAVIC else ""


def _byte(character: str) -> bytes:
    return character.encode("latin-1" if character < "\u0100" else "cp1252")
