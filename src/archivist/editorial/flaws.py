"""Every flaw in the characters of a file, and what can replace it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from archivist.editorial.flaw import Flaw, shorten
from archivist.editorial.mixed_scripts import word_flaws
from archivist.editorial.odd_characters import character_flaws
from archivist.editorial.reference_checks import reference_flaws
from archivist.editorial.source_file import Source
from archivist.editorial.typed_marks import has_suspects, typed_flaws
from archivist.editorial.verbatim import Verbatim
from archivist.text.mojibake import repair

# Judged in prose only: in code and addresses characters are meant literally.
_IN_PROSE = frozenset({"mojibake", "mixed-scripts", "decomposed-letters", "character-reference"})
# Reading leaves these out or replaces them wherever they are, so nothing changes if the file says so itself.
_ANYWHERE = frozenset({"control-character", "symbol-character"})


_TAKEN_FOR = ("latin-1", "iso8859-2", "mac_roman", "cp437", *(f"cp125{number}" for number in range(9)))


_LOST = "\ufffd"


@cache
def _suspect() -> re.Pattern[str]:
    """A character of UTF-8 in another encoding: what became of its first bytes.

    A no-break space may have become a space; of three bytes and more another one follows it, so an é before
    a word is not suspect. Or four accented letters: a word of Windows-1251 in Latin-1.
    """
    of_two, of_more, second = _letters_for(0xC2, 0xDF), _letters_for(0xE0, 0xF4), _letters_for(0x80, 0xBF)
    return re.compile(f"[{of_two}][{second} ]|[{of_more}](?:[{second}]| [{second} ])|[\u00a1-\u00ff]{{4}}")


def _letters_for(first: int, last: int) -> str:
    """What bytes become in the encodings that text is taken for; those that a code page lacks become controls."""
    found = {bytes([byte]).decode(name, "ignore") for byte in range(first, last + 1) for name in _TAKEN_FOR}
    return re.escape("".join(sorted({*found, *map(chr, range(0x80, 0xA0)), _LOST})))


def flaws_of(source: Source, language: str) -> list[Flaw]:
    """The flaws in the order of the text. No two overlap; of what is not prose none has a replacement."""
    text = source.text
    broken = [span for span in _suspect_lines(text) if repair(text[slice(*span)]) != text[slice(*span)]]
    found = [*character_flaws(text), *word_flaws(text, language), *reference_flaws(text, source.body)]
    is_typed = has_suspects(text, source.body)
    if not found and not broken and not is_typed:
        return []
    verbatim = Verbatim(source)
    found += typed_flaws(text, source.body, language, verbatim) if is_typed else ()
    pieces = (piece for span in broken for piece in verbatim.prose(*span))
    found = [*(flaw for piece in pieces for flaw in _mojibake(text, *piece)), *found]
    kept: list[Flaw] = []
    for flaw in _apart(found):
        if flaw.code in _ANYWHERE or not verbatim.touches(flaw.start, flaw.end):
            kept.append(flaw)
        elif flaw.code not in _IN_PROSE:
            kept.append(replace(flaw, replacement=None))
    return kept


def _mojibake(text: str, start: int, end: int) -> Iterator[Flaw]:
    """A piece of a line that was read in the wrong encoding: the part of it that differs when it is repaired."""
    whole = text[start:end]
    right = repair(whole)
    if right == whole:
        return
    before = _same_beginning(whole, right)
    after = _same_beginning(whole[before:][::-1], right[before:][::-1])
    old, new = whole[before : len(whole) - after], right[before : len(right) - after]
    says = f"“{shorten(old)}” is probably “{shorten(new)}”"
    # If a letter was lost, only a person can know the word.
    yield Flaw("mojibake", start + before, end - after, says, None if _LOST in new else new)


def _same_beginning(one: str, other: str) -> int:
    """How many characters two texts begin with in common."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((number for number, (a, b) in pairs if a != b), min(len(one), len(other)))


def _suspect_lines(text: str) -> Iterator[tuple[int, int]]:
    """Where the lines begin and end that can contain mojibake. To look closely at every line takes longer."""
    done = 0
    for match in () if text.isascii() else _suspect().finditer(text):
        if match.start() >= done:
            start, end = text.rfind("\n", 0, match.start()) + 1, text.find("\n", match.start())
            done = end if end >= 0 else len(text)
            yield start, done


def _apart(flaws: list[Flaw]) -> Iterator[Flaw]:
    """The flaws in order without those that overlap the one before. A further round finds them."""
    done = 0
    for flaw in sorted(flaws, key=lambda flaw: flaw.start):
        if flaw.start >= done:
            done = flaw.end
            yield flaw
