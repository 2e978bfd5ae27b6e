"""Encodings of one byte per character, recognised by the words and alphabets of the languages written in them.

Nothing in such bytes names their encoding, and each of them can be read in most others. What decides is whether
common words of a language appear, and whether the other characters belong to the alphabet of that language.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from itertools import pairwise

from archivist.reader_api import alphabets, common_words

# For each script the encodings, the commonest first: of two that fit equally well the first one is taken.
_OF_SCRIPT: Mapping[str, tuple[str, ...]] = {
    "GREEK": ("cp1253", "iso8859-7", "mac-greek", "cp737"),
    "HEBREW": ("cp1255", "iso8859-8", "cp862"),
    "ARABIC": ("cp1256", "iso8859-6", "cp720"),
    "THAI": ("cp874", "iso8859-11"),
}
_LATIN = (
    "cp1252", "cp1250", "iso8859-2", "cp1254", "cp1257", "iso8859-15", "iso8859-9", "iso8859-13", "iso8859-4",
    "iso8859-10", "iso8859-16", "iso8859-3", "iso8859-14", "cp1258", "mac-roman", "mac-latin2", "mac-turkish",
    "mac-iceland", "mac-romanian", "mac-croatian", "cp850", "cp852", "cp437", "cp857", "cp775", "cp860", "cp861",
    "cp863", "cp865", "cp858",
)  # fmt: skip
_SCRIPT_SHARE = 0.85  # of the foreign characters that must belong to the script
_WORD_SHARE = 1 / 15  # of the words that must be common ones
CERTAIN = 0.2  # likeness of a script above which nothing else needs to be tried
_THAI_SHARE = 1 / 40  # of the characters that must begin a common word: Thai is written without spaces
_FIT = 0.9  # of the foreign characters that must belong to the alphabet
_NONSENSE = 0.25  # of the letters: no Western language has so many with accents
_PUNCTUATION = frozenset("“”„‘’‚«»‹›–—…•·©®™°§€£¿¡\xa0\xad№×½¼¾²³¹±†‡،؛؟\u200c\u200d\u200e\u200fªº")
_MARKUP = re.compile(rb"<(script|style)\b[^<>]*>.*?</\1\s*>|<[^<>]*>|&#?\w{1,30};", re.IGNORECASE | re.DOTALL)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SYMBOL = "±£€§×½¼¾²³¹¶¦¬¢¥¤¨´¸¯≤≥∞∂∑∏π∫Ω√ƒ≈∆◊‹›†‡"
_SYMBOL_IN_WORD = re.compile(rf"[^\W\d_]{{3}}[{_SYMBOL}¿¡]|[{_SYMBOL}](?=[^\W\d_]{{2}})|[^\W\d_][—–‚„](?=[^\W\d_])")
_ARABIC = str.maketrans("یک", "يك")  # windows-1256 has the Arabic forms alone


def without_markup(data: bytes) -> bytes:
    """The bytes without tags, scripts and entities, whose words are of no language."""
    return _MARKUP.sub(b" ", data)


def of_other_script(data: bytes) -> tuple[str, float]:
    """The encoding in which the bytes are Greek, Hebrew, Arabic, Persian or Thai, and how likely, 0 to 1.

    ("", 0) otherwise. A score from `CERTAIN` on is certain.
    """
    best = max(((_script_likeness(data, script, each), each) for script, each in _scripts()), key=lambda one: one[0])
    return (best[1], best[0]) if best[0] > 0 else ("", 0)


def of_latin(data: bytes) -> str:
    """The encoding in which the bytes are a language in Latin script; "" if it is unknown."""
    likeness = {encoding: _latin_likeness(data, encoding) for encoding in _LATIN}
    best = max(likeness, key=lambda encoding: likeness[encoding])  # of equals the first
    return best if likeness[best] > 0 else ""


def is_nonsense(text: str) -> bool:
    """Whether a text read as Western has more accents than any Western language, so that it was something else."""
    letters = [letter for letter in text if letter.isalpha()]
    accented = sum(letter > "\x7f" for letter in letters)
    return accented >= 8 and accented > len(letters) * _NONSENSE


def _scripts() -> Iterator[tuple[str, str]]:
    return ((script, encoding) for script, encodings in _OF_SCRIPT.items() for encoding in encodings)


def _try_decode(data: bytes, encoding: str) -> str | None:
    try:
        return unicodedata.normalize("NFC", data.decode(encoding))
    except (UnicodeError, LookupError):
        return None


def _script_likeness(data: bytes, script: str, encoding: str) -> float:
    text = _try_decode(data, encoding)
    foreign = [character for character in text or "" if character > "\x7f" and character not in _PUNCTUATION]
    if text is None or not foreign:
        return 0
    own = sum(unicodedata.name(character, "").startswith(script) for character in foreign)
    share = (own - count_misplaced(text)) / len(foreign)
    if share < _SCRIPT_SHARE:
        return 0
    if script == "THAI":  # words are not divided by spaces
        hits = sum(text.count(word) for word in alphabets.THAI) / len(foreign)
        return hits * share if hits >= _THAI_SHARE else 0
    hits = _share_of_common(script, text)
    return hits * share if hits >= _WORD_SHARE else 0


def _share_of_common(script: str, text: str) -> float:
    """How many of the words in other than Latin letters are common ones of the script's languages."""
    words = [word.lower().translate(_ARABIC) for word in _WORD.findall(text) if not word.isascii()]
    return sum(word in _common(script) for word in words if len(word) > 1) / len(words) if words else 0


@cache
def _common(script: str) -> Collection[str]:
    if script == "ARABIC":
        known = frozenset().union(*(common_words.ARABIC[tag] for tag in ("ar", "fa")))
        return frozenset(word.translate(_ARABIC) for word in known)
    return {"GREEK": alphabets.GREEK, "HEBREW": alphabets.HEBREW}[script]


def count_misplaced(text: str) -> int:
    """Characters where writing does not have them: capitals directly after small letters, symbols within words."""
    capitals = sum(
        before.islower() and after.isupper() and not (before.isascii() and after.isascii())
        for before, after in pairwise(text)
    )
    return capitals + len(_SYMBOL_IN_WORD.findall(text))


def _latin_likeness(data: bytes, encoding: str) -> float:
    """How many common words of one language there are, if nearly all other characters are of its alphabet."""
    text = _try_decode(data, encoding)
    foreign = Counter(character for character in text or "" if character > "\x7f")
    if text is None or not foreign:
        return 0
    words = Counter(word.lower().replace("’", "'") for word in _WORD.findall(text))
    wrong = count_misplaced(text)
    best = 0.0
    for tag, known in common_words.LATIN.items():
        hits = sum(number for word, number in words.items() if word in known)
        allowed = alphabets.LATIN.get(tag, "")
        fitting = sum(n for each, n in foreign.items() if each in _PUNCTUATION or _small(each) in allowed) - wrong
        fit = fitting / foreign.total()
        best = max(best, hits * fit if fit >= _FIT else 0)
    return best


def _small(character: str) -> str:
    return character if character == "İ" else character.lower()
