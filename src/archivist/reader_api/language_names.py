"""Languages by their names: in English, in themselves, in the languages much read, and as sites shorten them."""

import re
import unicodedata
from functools import cache, lru_cache

from babel import Locale, localedata

from archivist.text import languages

_READERS = "en ka ru uk de fr es it pt tr az hy pl nl cs ro bg sr el ar fa he zh ja ko os"
_OWN = re.compile(r"[a-z]{2,3}(_(Hans|Hant))?")
_SHORT = {  # of bars such as `Eng | Geo | Rus`; three letters of ISO 639-2 need no entry
    "ge": "ka", "ua": "uk", "рус": "ru", "англ": "en", "груз": "ka", "укр": "uk", "ქარ": "ka", "ინგ": "en", "რუს": "ru",
    "ქართ": "ka", "esp": "es", "ossetian": "os", "abkhaz": "ab", "аҧсуа": "ab", "аԥсуа": "ab", "ирон æвзаг": "os",
    "繁體中文": "zh-Hant", "繁体中文": "zh-Hant", "chinese (traditional)": "zh-Hant",
    "简体中文": "zh-Hans", "簡體中文": "zh-Hans", "chinese (simplified)": "zh-Hans",
}  # fmt: skip
_LONGEST = 80
_PARTS = re.compile(r"(?P<outer>[^()（）]*)[(（](?P<inner>[^()（）]*)[)）]\s*")


@lru_cache(maxsize=1024)  # a list of languages is asked about word by word
def language_named(words: str) -> str:
    """The tag of the language the words name, "" if they name none or two.

    `Georgian`, `ქართული`, `грузинский`, `Русский (Russian)`, `ka`, `Geo`, `GE`.
    """
    if len(words) > _LONGEST:
        return ""
    whole = _tag_of_name(words)
    match = _PARTS.fullmatch(words)
    if whole or not match:
        return whole
    outer, inner = _tag_of_name(match["outer"]), _tag_of_name(match["inner"])
    return "" if outer and inner and outer != inner else outer or inner


def _tag_of_name(words: str) -> str:
    key = _fold(words)
    if not key or len(key) == 1:
        return ""
    return _SHORT.get(key, "") or _names().get(key, "") or _own_names().get(key, "") or _tag(words.strip())


def _tag(words: str) -> str:
    """The words if they are a tag. Three letters only where two would do: `rus`, but not `the`, which is one as
    well."""
    if not re.fullmatch(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,3}", words):
        return ""
    tag = languages.normalise_tag(words) or ""
    main, written = tag.split("-")[0], re.split("[-_]", words.lower())[0]
    if len(written) == 2:
        return tag if main == written else ""  # `in` was Indonesian once
    return tag if tag and (len(main) == 2 or languages.locale(tag)) else ""


def _fold(words: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", words).casefold().split()).strip(" .:,;")


@cache
def _names() -> dict[str, str]:
    """Names as the much-read languages have them, the first of a doubtful name's meanings."""
    names: dict[str, str] = {}
    for reader in _READERS.split():
        for tag, name in sorted(Locale.parse(reader).languages.items(), key=lambda item: (len(item[0]), item[0])):
            known = languages.normalise_tag(tag)
            if known:
                names.setdefault(_fold(str(name)), known)
    return names


@cache
def _own_names() -> dict[str, str]:
    names: dict[str, str] = {}
    for identifier in sorted(localedata.locale_identifiers()):
        if _OWN.fullmatch(identifier):
            own = Locale.parse(identifier).get_language_name()
            tag = languages.normalise_tag(identifier)
            if own and tag:
                names.setdefault(_fold(own), tag)
    return names
