"""The language of a text, by its script and its commonest words; and what language a name means.

No statistical model: an archive has few languages, they mostly differ in script, and where they do not, the words
without meaning of their own distinguishes them. A library for it would weigh more than all else an import needs.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from archivist.reader_api import common_words
from archivist.reader_api.language_names import language_named
from archivist.text import languages

__all__ = ["Evidence", "Guess", "evidence_for", "language_named", "language_of", "main_script"]

_LOOKED_AT = 20_000  # characters of a text


@dataclass(frozen=True, slots=True)
class Guess:
    """What language a text is in, as far as can be determined."""

    tag: str  # canonical BCP 47
    sure: bool
    why: str  # for the report: "the words the, of, and", "Georgian letters"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What in a text speaks for one language. Single letters are not evidence: they are initials, variables, notes."""

    words: int  # of the whole text, of two letters or more
    hits: int  # common words of the language among them, and characters that only it has
    distinct: int  # how many different ones


# Scripts by the first word of their letters' names in Unicode, with the language most written in each.
_SCRIPTS = {
    "LATIN": "Latn", "CYRILLIC": "Cyrl", "GEORGIAN": "Geor", "ARMENIAN": "Armn", "GREEK": "Grek", "HEBREW": "Hebr",
    "ARABIC": "Arab", "SYRIAC": "Syrc", "DEVANAGARI": "Deva", "BENGALI": "Beng", "GURMUKHI": "Guru",
    "GUJARATI": "Gujr", "ORIYA": "Orya", "TAMIL": "Taml", "TELUGU": "Telu", "KANNADA": "Knda", "MALAYALAM": "Mlym",
    "SINHALA": "Sinh", "THAI": "Thai", "LAO": "Laoo", "TIBETAN": "Tibt", "MYANMAR": "Mymr", "KHMER": "Khmr",
    "ETHIOPIC": "Ethi", "MONGOLIAN": "Mong", "THAANA": "Thaa", "HANGUL": "Hang", "HIRAGANA": "Kana",
    "KATAKANA": "Kana", "CJK": "Hani",
}  # fmt: skip
_OF_SCRIPT = {
    "Geor": "ka", "Armn": "hy", "Grek": "el", "Hebr": "he", "Beng": "bn", "Guru": "pa", "Gujr": "gu", "Orya": "or",
    "Taml": "ta", "Telu": "te", "Knda": "kn", "Mlym": "ml", "Sinh": "si", "Thai": "th", "Laoo": "lo", "Tibt": "bo",
    "Mymr": "my", "Khmr": "km", "Ethi": "am", "Thaa": "dv", "Syrc": "syr", "Hang": "ko", "Kana": "ja",
}  # fmt: skip
_WORDS_OF: Mapping[str, Mapping[str, frozenset[str]]] = {
    "Latn": common_words.LATIN,
    "Cyrl": common_words.CYRILLIC,
    "Arab": common_words.ARABIC,
    "Deva": common_words.DEVANAGARI,
}
# Letters one language has and its neighbours do not, nearly enough. Each counts as much as a word.
_LETTERS: Mapping[str, str] = {
    "ru": "ыэё", "uk": "їєґі", "be": "ўі", "sr": "ћђ", "mk": "ѓќѕ", "os": "ӕ", "ab": "ҧҟҩҵԥӡҽ", "kk": "ұқғі",
    "tg": "ӣӯҷ",
    "tt": "җә", "ce": "ӏ", "bg": "ъщ",
    "de": "ß", "es": "ñ¿¡", "pt": "ãõ", "ca": "ŀ", "ro": "șț", "pl": "łąęśźż", "cs": "řěů", "sk": "ľĺŕ", "hu": "őű",
    "tr": "ğış", "az": "ə", "vi": "ơưđ", "lv": "āēīļņ", "lt": "ėųįū", "et": "õ", "is": "þð", "sv": "å", "da": "æø",
    "nb": "æø", "eo": "ĉĝŭ", "fr": "œç", "hr": "đ",
    "fa": "پچژگک", "ur": "ٹڈڑںے", "ps": "ټډړښځ", "ckb": "ۆێە", "ar": "ةىي",
}  # fmt: skip
# Letters a language is never written with: each speaks against it as much as one of its own speaks for it.
_FOREIGN: Mapping[str, str] = {
    "ru": "іїєґўћђјљњџѓќѕәғқңөұүһӕҧҟҩҵԥӡҽӣӯҷ", "uk": "ыэёъўћђјљњџѓќѕәғқңөұүһӕ", "be": "ищъїєґћђјљњџѓќѕәғқңөұүһӕ",
    "bg": "ыэёіїєґўћђјљњџѓќѕәғқңөұүһӕ", "mk": "ыэёщъьйюяіїєґўћђәғқңөұүһӕ", "sr": "ыэёщъьйюяіїєґўѓќѕәғқңөұүһӕ",
}  # fmt: skip
_SIMPLIFIED = frozenset("们这国为时会来对个说发东车书长门问见学权进还没样两")
_TRADITIONAL = frozenset("們這國為時會來對個說發東車書長門問見學權進還沒樣兩")
_WEIGHTS = {"Hani": 3, "Kana": 3, "Hang": 3, "Deva": 2}  # a character says about what so many letters say
_WORD = re.compile(r"[\w\u0300-\u036f\u064b-\u0652\u0900-\u0963]+(?:['’]\w+)*")


def language_of(text: str, candidates: Sequence[str] = ()) -> Guess | None:
    """The language of a text, None if nothing tells. `candidates` are the archive's languages, the first one first.

    They decide where the text leaves a choice, such as `zh-Hant` for `zh`; they do not rule out what is plain to see.
    """
    text = unicodedata.normalize("NFC", text[:_LOOKED_AT])
    scripts = _scripts(text)
    if not scripts:
        return None
    script, letters = scripts.most_common(1)[0]
    clear = letters * 10 >= 6 * sum(scripts.values())
    guess = _of_script(script, scripts, text, candidates)
    other = scripts.most_common(2)[-1]
    if script == "Latn" and not (guess and guess.sure and clear) and other[1] * 4 >= letters and other[0] != script:
        script, clear = other[0], False  # names and code in Latin letters may outweigh the text
        guess = _of_script(script, scripts, text, candidates)
    if guess is None:
        return _only_candidate(script, candidates)
    return _as_candidate(Guess(guess.tag, guess.sure and clear, guess.why), text, candidates)


def main_script(text: str) -> tuple[str, int, float]:
    """The script of most letters of a text, ("", 0, 0) if it has none: its ISO 15924 code, letters, share of all.

    Japanese counts as `Kana`, Chinese as `Hani`, Korean as `Hang`.
    """
    scripts = _scripts(unicodedata.normalize("NFC", text[:_LOOKED_AT]))
    if not scripts:
        return "", 0, 0
    script, letters = scripts.most_common(1)[0]
    return script, letters, letters / sum(scripts.values())


def evidence_for(tag: str, text: str) -> Evidence | None:
    """What in a text speaks for a language, by its primary subtag; None if no words of that language are known."""
    known = next((table[tag] for table in _WORDS_OF.values() if tag in table), None)
    if known is None:
        return None
    text = unicodedata.normalize("NFC", text[:_LOOKED_AT]).lower()
    words = Counter(word.replace("’", "'") for word in _WORD.findall(text) if len(word) > 1 and word.isalpha())
    there = {word: number for word, number in words.items() if word in known}
    own = {letter: number for letter in _LETTERS.get(tag, "") if (number := text.count(letter))}
    return Evidence(words.total(), sum(there.values()) + sum(own.values()), len(there) + len(own))


def _scripts(text: str) -> Counter[str]:
    counted: Counter[str] = Counter()
    for letter, number in Counter(text).items():
        if letter.isalpha():
            name = unicodedata.name(letter, "").split(" ")[0].split("-")[0]
            if name in _SCRIPTS:
                script = _SCRIPTS[name]
                counted[script] += number * _WEIGHTS.get(script, 1)
    if counted["Kana"] and counted["Hani"]:  # Japanese has both; one letter of kana in ten is enough
        if counted["Kana"] * 10 >= counted["Hani"]:
            counted["Kana"] += counted.pop("Hani")
        else:
            del counted["Kana"]
    return +counted


def _of_script(script: str, scripts: Counter[str], text: str, candidates: Sequence[str]) -> Guess | None:
    return _by_script(script, scripts, text) or _by_words(script, text, candidates)


def _by_script(script: str, scripts: Counter[str], text: str) -> Guess | None:
    if script == "Hani":
        return Guess("zh", scripts["Hani"] >= 10, "Chinese characters without kana")
    tag = _OF_SCRIPT.get(script, "")
    return Guess(tag, True, f"{languages.name(tag, 'en')} letters") if tag else None


def _by_words(script: str, text: str, candidates: Sequence[str]) -> Guess | None:
    """The language most of whose common words and own letters are there."""
    words = Counter(word.lower().replace("’", "'") for word in _WORD.findall(text))
    letters = Counter(text.lower())
    ranked = []
    for order, (tag, known) in enumerate(_WORDS_OF.get(script, {}).items()):
        score, seen = _score(tag, known, words, letters)
        ranked.append((score * (1.25 if _is_candidate(tag, candidates) else 1), -order, tag, seen))
    ranked.sort(reverse=True)
    if not ranked or ranked[0][0] <= 0:
        return None
    (best, _, tag, seen), second = ranked[0], ranked[1][0]
    total = sum(words.values())
    sure = best >= 3 and best >= second * 1.3 and best * 12 >= total
    return Guess(tag, sure, f"words or letters such as {', '.join(seen)}")


def _score(tag: str, known: Collection[str], words: Counter[str], letters: Counter[str]) -> tuple[int, list[str]]:
    """How much of a text speaks for a language, less what speaks against it; and some of what does."""
    there = sorted((word for word in words if word in known), key=lambda word: (-words[word], word))
    hits = sum(words[word] for word in there)
    own = min(sum(letters[letter] for letter in _LETTERS.get(tag, "")), sum(words.values()) // 2 + 1)
    foreign = sum(letters[letter] for letter in _FOREIGN.get(tag, ""))
    seen = there[:3] or [letter for letter in _LETTERS.get(tag, "") if letters[letter]][:3]
    return hits + own - foreign, seen


def _is_candidate(tag: str, candidates: Sequence[str]) -> bool:
    return any(candidate.split("-")[0] == tag for candidate in candidates)


def _only_candidate(script: str, candidates: Sequence[str]) -> Guess | None:
    same = [tag for tag in candidates if languages.script(tag) == script]
    if len(same) != 1:
        return None
    return Guess(same[0], False, f"the archive's only language in {script} letters")


def _as_candidate(guess: Guess, text: str, candidates: Sequence[str]) -> Guess:
    """The guess as the archive names it: `zh` as `zh-Hans`, `ka` as `xmf` if no other has Georgian letters."""
    named = [tag for tag in candidates if tag.split("-")[0] == guess.tag]
    if guess.tag == "zh":
        return _chinese(guess, text, named)
    if guess.tag in candidates:
        return guess
    if named:
        return Guess(named[0], guess.sure and len(named) == 1, guess.why)
    same = [tag for tag in candidates if languages.script(tag) == languages.script(guess.tag)]
    if guess.tag in _OF_SCRIPT.values() and len(same) == 1:
        return Guess(same[0], guess.sure, guess.why)
    return guess


def _chinese(guess: Guess, text: str, named: Sequence[str]) -> Guess:
    simple = sum(character in _SIMPLIFIED for character in text)
    full = sum(character in _TRADITIONAL for character in text)
    script = "Hans" if simple > full else "Hant" if full > simple else ""
    for tag in named:
        if script and tag != "zh" and languages.script(tag) == script:
            return Guess(tag, guess.sure, f"{guess.why}, {'simplified' if script == 'Hans' else 'traditional'}")
    return Guess("zh", guess.sure and (not named or "zh" in named), guess.why)
