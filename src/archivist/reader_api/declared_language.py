"""Whether the words of a text are in another language than its source declares.

A declaration always yields to another script. Within one script it yields only to many words: a poem, a recipe, a
table of results or words of code contain too few of the words by which a language is recognised.
"""

import re
from collections.abc import Sequence

from archivist.reader_api.language import Guess, evidence_for, language_of, main_script
from archivist.text import languages

_LOOKED_AT = 40_000  # characters of a source, code included
_LEAST_LETTERS = 20  # of another script
_FEW_LETTERS = 5  # of another script, where hardly any others appear
_LEAST_WORDS = 40  # of a text in the same script
_LEAST_EVIDENCE = 10  # common words of two letters or more, and characters of that language alone
_LEAST_DISTINCT = 5
_PURE = 0.95  # of the letters: a text in one script
# Languages written in several scripts: which one counts is not said by the bare tag.
_DIGRAPHIC = {
    "sr": ("Cyrl", "Latn"), "bs": ("Latn", "Cyrl"), "az": ("Latn", "Cyrl", "Arab"), "uz": ("Latn", "Cyrl", "Arab"),
    "kk": ("Cyrl", "Latn", "Arab"), "tk": ("Latn", "Cyrl"), "tt": ("Cyrl", "Latn"), "mn": ("Cyrl", "Mong"),
    "tg": ("Cyrl", "Latn", "Arab"), "ky": ("Cyrl", "Latn", "Arab"), "ku": ("Latn", "Arab", "Cyrl"),
    "pa": ("Guru", "Arab"), "ab": ("Cyrl", "Latn"), "crh": ("Latn", "Cyrl"), "ug": ("Arab", "Cyrl", "Latn"),
    "ks": ("Arab", "Deva"), "sd": ("Arab", "Deva"), "yi": ("Hebr",), "lad": ("Latn", "Hebr"), "ro": ("Latn", "Cyrl"),
    "vi": ("Latn", "Hani"), "ms": ("Latn", "Arab"), "ha": ("Latn", "Arab"),
}  # fmt: skip
_FAMILY = {"Hans": "Hani", "Hant": "Hani", "Hira": "Kana"}
_OF_JAPANESE_AND_KOREAN = {"Jpan": ("Kana", "Hani"), "Kore": ("Hang", "Hani")}
_CODE_ELEMENT = re.compile(
    r"<(pre|code|script|style|kbd|samp|tt|var)\b[^<>]*>[^<]*(?:<(?!/?\1\b)[^<]*)*</\1\s*>", re.IGNORECASE
)
_CODE_SHORTCODE = re.compile(
    r"\[(code|sourcecode|source_code|php|python|bash|shell|css|html|xml|js|javascript|java|sql|ruby|perl|cpp)\b"
    r"[^\[\]]*\][^\[]*(?:\[(?!/\1\])[^\[]*)*\[/\1\]",
    re.IGNORECASE,
)
_FENCED = re.compile(r"^ {0,3}(`{3,}|~{3,})[^\n]*\n(?:(?! {0,3}\1)[^\n]*\n)*(?: {0,3}\1[`~]*[ \t]*$)?", re.MULTILINE)
_CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)[^`]+(?<!`)\1(?!`)")
_TAG = re.compile(r"<[^<>]{0,4000}>")
_ADDRESS = re.compile(r"\b(?:https?://|www\.)[^\s<>\"')\]]+", re.IGNORECASE)


def outside_code(source: str) -> str:
    """Markdown or HTML without code, tags and web addresses: what is left are words of a language."""
    source = source[:_LOOKED_AT]
    for pattern in (_CODE_SHORTCODE, _CODE_ELEMENT, _FENCED, _CODE_SPAN, _TAG, _ADDRESS):
        source = pattern.sub(" ", source)
    return source


def language_that_overrules(declared: str, text: str, candidates: Sequence[str] = ()) -> Guess | None:
    """The language of a text that is plainly not in its declared one; None if the declaration holds.

    `text` contains no code (`outside_code`), `candidates` are the archive's languages. A language written in several
    scripts keeps its name and gets the script: Serbian in Latin letters is `sr-Latn`.
    """
    script, letters, share = main_script(text)
    expected = _scripts_of(declared)
    if script in expected:
        return _by_many_words(declared, text, candidates)
    if not expected or letters < (_FEW_LETTERS if share >= _PURE else _LEAST_LETTERS):
        return None
    base = declared.partition("-")[0]
    if script in _DIGRAPHIC.get(base, ()):
        return Guess(f"{base}-{script}", True, f"{script} letters")
    guess = language_of(text, candidates)
    # Names and code in Latin letters may outweigh a short text.
    is_clear = script != "Latn" or (guess is not None and guess.sure and share >= _PURE)
    return guess if is_clear and guess is not None and script in _scripts_of(guess.tag) else None


def _scripts_of(tag: str) -> tuple[str, ...]:
    """The scripts a text with this tag may be written in; of a tag without a script, that of the language."""
    script = languages.script(tag)
    if not script:
        return ()
    return _OF_JAPANESE_AND_KOREAN.get(script) or (_FAMILY.get(script, script),)


def _by_many_words(declared: str, text: str, candidates: Sequence[str]) -> Guess | None:
    guess = language_of(text, candidates)
    base = declared.partition("-")[0]
    if guess is None or not guess.sure or guess.tag.partition("-")[0] == base:
        return None
    declared_evidence = evidence_for(base, text)
    if declared_evidence is None:  # nothing is known of that language, so nothing can speak against it
        return None
    found = evidence_for(guess.tag.partition("-")[0], text)
    if found is None or found.words < _LEAST_WORDS:
        return None
    enough = found.hits >= _LEAST_EVIDENCE and found.distinct >= _LEAST_DISTINCT
    return guess if enough and found.hits >= 2 * declared_evidence.hits else None
