"""Bytes of unknown encoding as text: never an exception, and every guess and every repair said.

The order: a byte order mark, UTF-16 and UTF-32 without one, UTF-8, what the source declares, the old encodings of
Greek, Hebrew, Arabic and Thai by their words, those of Cyrillic by their letters, those of Latin script by words and
alphabets, charset-normalizer for East Asia, windows-1252. UTF-8 goes before the declaration, since text that is
UTF-8 by chance does not exist and wrong declarations do.
"""

import codecs
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

from archivist.findings import Finding
from archivist.place import NOWHERE, Place
from archivist.reader_api import old_encodings
from archivist.text.mojibake import SLAVIC, repair, slavic_likeness
from archivist.text.xml_characters import FORBIDDEN

_SAMPLE = 100_000  # bytes the guess is made of


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text of a source. Line endings are `\\n`; it contains no character that cannot be written as UTF-8 or XML."""

    text: str
    encoding: str  # as Python names it
    remarks: tuple[Finding, ...] = ()  # what was guessed and repaired
    unknown: str = ""  # why the text is not words: its encoding is not recognised; "" if it is


CONVERT = "Convert it to UTF-8 (`iconv -f ENCODING -t UTF-8`), and import again."  # remedy for `Decoded.unknown`


_MARKS = (  # the longer first: UTF-32's begins with UTF-16's
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CYRILLIC = ("cp1251", "koi8-u", "cp866", "iso8859-5", "mac-cyrillic")  # of two that are as good, the first
_WESTERN = frozenset({"ascii", "iso8859-1", "cp1252"})  # web browsers read all three as the last
_EAST_ASIAN = ("gb18030", "big5", "shift_jis", "euc_jp", "euc_kr")
_TAGS = re.compile(r"<(script|style)\b[^<>]*>.*?</\1\s*>|<[^<>]*>", re.IGNORECASE | re.DOTALL)
_FONT_WORD = re.compile(r"[a-z]+(?:[TRSCZWJKPF][a-z]*)+")  # saqarTvelo: a capital is another letter of the font


def decode(data: bytes, declared: str = "", *, place: Place = NOWHERE) -> Decoded:
    """The text of the bytes.

    `declared` is the encoding the source says it has, "" if it says none. `place` goes into the remarks' `file`.
    """
    text, encoding, guessed = _decode(data, declared)
    unknown = _unknown(guessed, encoding, text)
    lost = text.count("\ufffd") - (data.count(b"\xef\xbf\xbd") if encoding == "utf-8" else 0)
    clean, said = _clean(text)
    remarks = [Finding.at(place, "import-guessed", message) for message in (guessed, _old_font(clean)) if message]
    if lost > 0:
        said = (f"{lost} bytes are not {encoding}; U+FFFD replaces each", *said)
    remarks += [Finding.at(place, "import-repaired", message) for message in said]
    return Decoded(clean, encoding, tuple(remarks), unknown)


def _unknown(guessed: str, encoding: str, text: str) -> str:
    """Why a guess is no better than no guess; "" if it is better."""
    if not guessed or encoding != "cp1252" or not old_encodings.is_nonsense(_TAGS.sub(" ", text)):
        return ""
    return (
        "it is not UTF-8, it does not declare its encoding, and its characters do not form words in any known encoding"
    )


def _decode(data: bytes, declared: str) -> tuple[str, str, str]:
    """Text, encoding, and what was guessed."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), encoding, ""
    wide = _wide(data)
    if wide:
        return data.decode(wide, "replace"), wide, f"the bytes are text in {wide}, which is not declared"
    name = _python_name(declared)
    text = _strictly(data, "utf-8")
    if text is not None:
        wrong = name and name not in ("utf-8", "ascii") and not data.isascii()
        return text, "utf-8", f"{declared} is declared, but the bytes are UTF-8" if wrong else ""
    if name and name != "utf-8":
        encoding = "cp1252" if name in _WESTERN else name
        text = _strictly(data, encoding)
        if text is not None and encoding == "cp1252" and old_encodings.is_nonsense(_TAGS.sub(" ", text[:_SAMPLE])):
            return _instead_of_western(data, declared, text)
        if text is not None:
            return text, encoding, ""
    return _guess(data)


def _instead_of_western(data: bytes, declared: str, text: str) -> tuple[str, str, str]:
    """Bytes declared as Western that are not Western words: read in the encoding in which they are words."""
    encoding = _old_encoding(b"\n".join(line for line in data.split(b"\n") if not line.isascii()))
    other = _strictly(data, encoding) if encoding and encoding != "cp1252" else None
    if other is None:
        return text, "cp1252", ""
    return other, encoding, f"{declared} is declared, but the words show that the bytes are {encoding}"


def _python_name(declared: str) -> str:
    """Python's name of an encoding of text; "" if it has none."""
    try:
        info = codecs.lookup(declared.strip().strip("'\""))
    except (LookupError, ValueError):
        return ""
    is_text = getattr(info, "_is_text_encoding", True)  # rot13 and zip are codecs as well
    usual = info.name not in ("idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "utf-7")
    return info.name if is_text and usual else ""


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, ValueError):
        if encoding == "cp1252":  # five of its bytes mean nothing; they come out as controls
            return "".join(map(_western, data.decode("latin-1")))
        return None


def _western(character: str) -> str:
    """A character of Latin-1 as windows-1252 has it."""
    if not "\x80" <= character <= "\x9f":
        return character
    return character.encode("latin-1").decode("cp1252", "ignore") or character


def _wide(data: bytes) -> str:
    """UTF-16 or UTF-32 without a mark: its spaces and line ends put zeros into every second byte alone."""
    sample = data[: _SAMPLE // 4 * 4]
    if len(sample) < 8 or sample.count(0) < 2 or sample.count(0) * 20 < len(sample):
        return ""
    for encoding, width, zeros, filled in (
        ("utf-32-le", 4, (2, 3), (0,)),
        ("utf-32-be", 4, (0, 1), (3,)),
        ("utf-16-le", 2, (1,), (0,)),
        ("utf-16-be", 2, (0,), (1,)),
    ):
        columns = [sample[n::width] for n in range(width)]
        some = all(columns[n].count(0) * 10 >= len(columns[n]) for n in zeros)
        if some and not any(columns[n].count(0) * 50 > len(columns[n]) for n in filled):
            text = _strictly(sample[: len(sample) // width * width], encoding)
            if text is not None and len(FORBIDDEN.findall(text)) * 50 <= len(text) and _is_of_one_script(text):
                return encoding
    return ""


def _is_of_one_script(text: str) -> bool:
    """Whether nearly all letters are Latin or of one other script: bytes read at the wrong width are of many."""
    names = Counter(unicodedata.name(letter, "").split(" ")[0] for letter in text[:4000] if letter.isalpha())
    letters = names.total()
    east_asian = sum(names.pop(name, 0) for name in ("CJK", "HIRAGANA", "KATAKANA", "HANGUL"))
    latin = names.pop("LATIN", 0)
    return (max([east_asian, *names.values()]) + latin) * 10 >= letters * 9


def _guess(data: bytes) -> tuple[str, str, str]:
    lines = data.split(b"\n")
    foreign = [line for line in lines if not line.isascii()]
    bad = [line for line in foreign if _strictly(line, "utf-8") is None]
    if len(foreign) >= 2 * len(bad):  # mostly UTF-8: some lines came from elsewhere
        encoding = _old_encoding(b"\n".join(bad))
        mixed = "\n".join(_either(line, encoding) for line in lines)
        return mixed, "utf-8", f"{len(bad)} lines are not UTF-8 and were read as {encoding}"
    encoding = _old_encoding(b"\n".join(foreign))
    text = _strictly(data, encoding)
    said = f"the bytes are not UTF-8; judging by the characters, they were read as {encoding}"
    return data.decode(encoding, "replace") if text is None else text, encoding, said


def _either(line: bytes, encoding: str) -> str:
    for name in ("utf-8", encoding):
        text = _strictly(line, name)
        if text is not None:
            return text
    return line.decode("utf-8", "replace")


def _old_encoding(data: bytes) -> str:
    """The encoding in which the bytes are the likeliest text."""
    sample = old_encodings.without_markup(data)[:_SAMPLE]
    other, certainty = old_encodings.of_other_script(sample)
    if certainty >= old_encodings.CERTAIN:
        return other
    likeness = {encoding: _cyrillic_likeness(sample, encoding) for encoding in _CYRILLIC}
    best = max(likeness, key=lambda encoding: likeness[encoding] * _cyrillic_letters(sample, encoding))
    if likeness[best] >= SLAVIC:
        return best
    return other or old_encodings.of_latin(sample) or _by_library(sample) or "cp1252"


def _cyrillic_letters(sample: bytes, encoding: str) -> int:
    text = sample.decode(encoding, "replace")
    return max(len(re.findall("[\u0400-\u04ff]", text)) - 5 * old_encodings.count_misplaced(text), 0)


def _cyrillic_likeness(sample: bytes, encoding: str) -> float:
    """How much the bytes are Slavic words in this encoding; nothing, if half of them are something else."""
    words = re.findall("[\u0400-\u04ff]{3,}", sample.decode(encoding, "replace"))
    foreign = sum(byte > 127 for byte in sample)
    return slavic_likeness(" ".join(words)) if len("".join(words)) * 2 >= foreign else 0


def _by_library(sample: bytes) -> str:
    """charset-normalizer's answer where it is an encoding in which letters are several bytes; the rest it guesses."""
    from charset_normalizer import from_bytes  # noqa: PLC0415

    best = from_bytes(sample, steps=5, chunk_size=512, cp_isolation=list(_EAST_ASIAN)).best()
    if best is None or len(sample) < 16:
        return ""
    text = str(best)
    narrow = sum("\uff61" <= character <= "\uff9f" for character in text)  # any bytes can be read as these
    if narrow * 3 > sum(character > "\x7f" for character in text):
        return ""
    return str(best.encoding)


# ---------------------------------------------------------------- characters


def _clean(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without what no file may hold, and what was done."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    forbidden = Counter(FORBIDDEN.findall(text))
    if not forbidden:
        return text, ()
    if any("\x80" <= character <= "\x9f" for character in forbidden):
        text = repair(text)  # such controls are halves of letters more often than not
    listed = ", ".join(f"U+{ord(character):04X} ({number})" for character, number in sorted(forbidden.items())[:8])
    said = f"characters that a book cannot contain were replaced by what they stand for, or removed: {listed}"
    return FORBIDDEN.sub(lambda match: _instead_of(match[0]), text), (said,)


def _instead_of(character: str) -> str:
    if character in "\x0b\x0c":
        return "\n"
    if "\x80" <= character <= "\x9f":  # windows-1252 taken for Latin-1: U+0085 is an ellipsis
        right = _western(character)
        return "" if right == character else right
    return ""


def _old_font(text: str) -> str:
    """What to say of Georgian typed in Latin letters for a font such as AcadNusx."""
    words = re.findall(r"[A-Za-z]+", text[:_SAMPLE])
    strange = sum(_FONT_WORD.fullmatch(word) is not None for word in words)
    if len(words) < 20 or strange * 8 < len(words) or not {"da", "rom"} & set(words):
        return ""
    return "this looks like Georgian in Latin letters, for a font such as AcadNusx; it was not changed"
