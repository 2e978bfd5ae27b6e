"""The scripts of the letters an archive is likely to mix, and which of them look alike."""

import re

LATIN, CYRILLIC, GREEK, ARMENIAN = "Latin", "Cyrillic", "Greek", "Armenian"
MKHEDRULI, MTAVRULI, KHUTSURI = "Georgian", "Georgian capital (Mtavruli)", "Georgian church (Khutsuri)"

LETTERS = {
    LATIN: "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u1e00-\u1eff",
    CYRILLIC: "\u0400-\u0481\u048a-\u052f\u1c80-\u1c88\ua640-\ua66e\ua680-\ua69d",
    GREEK: "\u0370-\u0373\u0376\u0377\u037b-\u037d\u037f\u0386\u0388-\u03ff\u1f00-\u1fff",
    ARMENIAN: "\u0531-\u0556\u0560-\u0588",
    MKHEDRULI: "\u10d0-\u10fa\u10fd-\u10ff",
    MTAVRULI: "\u1c90-\u1cba\u1cbd-\u1cbf",
    KHUTSURI: "\u10a0-\u10c5\u10c7\u10cd\u2d00-\u2d25\u2d27\u2d2d",
}
# By ISO 15924, for what a language is written in.
BY_CODE = {"Latn": LATIN, "Cyrl": CYRILLIC, "Grek": GREEK, "Armn": ARMENIAN, "Geor": MKHEDRULI}

_PATTERNS = {script: re.compile(f"[{letters}]") for script, letters in LETTERS.items()}

# Pairs that most typefaces draw alike, a subset of Unicode's confusables (www.unicode.org/reports/tr39). Those that
# only resemble each other (к and k, н and h, α and a) are left out: between them a reader sees the difference.
_CYRILLIC_AS_LATIN = dict(zip("АВЕКМНОРСТХаеорсхуЁёЇїӔӕ", "ABEKMHOPCTXaeopcxyËëÏïÆæ", strict=True))
# Letters of a few languages only: elsewhere they are typos, and no fix produces them.
_CYRILLIC_OF_FEW = dict(zip("ІіЈјЅѕԁԛԝҺһӀ", "IiJjSsdqwhhI", strict=True))
_USED_IN = {"uk": "Іі", "be": "Іі", "kk": "Ііһ", "rue": "Іі", "sr": "Јј", "mk": "ЈјЅѕ"}
_GREEK_AS_LATIN = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEZHIKMNOPTYXo", strict=True))


def script_of(letter: str) -> str:
    """The script of a letter; "" for a mark, or a script that is not listed."""
    return next((script for script, pattern in _PATTERNS.items() if pattern.match(letter)), "")


def look_alikes(target: str, language: str) -> dict[str, str]:
    """Letters of other scripts that look like one of the script `target`, as a text of this language has it."""
    to_latin = _CYRILLIC_AS_LATIN | _CYRILLIC_OF_FEW | _GREEK_AS_LATIN
    if target == LATIN:
        return to_latin
    if target == GREEK:
        to_greek = {latin: greek for greek, latin in _GREEK_AS_LATIN.items()}
        return to_greek | {one: to_greek[latin] for one, latin in _CYRILLIC_AS_LATIN.items() if latin in to_greek}
    if target == CYRILLIC:
        own = _USED_IN.get(language.split("-", 1)[0], "")
        usual = _CYRILLIC_AS_LATIN | {letter: _CYRILLIC_OF_FEW[letter] for letter in own}
        to_cyrillic = {latin: letter for letter, latin in usual.items()}
        return to_cyrillic | {one: to_cyrillic[latin] for one, latin in _GREEK_AS_LATIN.items() if latin in to_cyrillic}
    return {}
