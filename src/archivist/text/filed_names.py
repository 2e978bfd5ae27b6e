"""Names of people as catalogues file them: the family name first, where that can be known (EPUB 3.3, D.3.7: file-as).

Turned round are names of two or more words that are written in Latin, Cyrillic, Greek, Georgian or Armenian letters
with capitals where the script has any, and that look like a name of a person:

- `Nino Example` -> `Example, Nino`; `Jean-Paul Sartre` -> `Sartre, Jean-Paul`;
- particles that belong to the family name go with it: `Ludwig van Beethoven` -> `Beethoven, Ludwig van`, but
  `Vincent Van Gogh` -> `Van Gogh, Vincent`; `Jr.` and numbers stay behind: `John Doe Jr.` -> `Doe, John, Jr.`;
- a name with a comma is filed already.

- a Russian name that ends in a patronymic begins with the family: `Петров Иван Иванович` -> `Петров, Иван Иванович`.

Left as they are, since it is not known: single words; names in other scripts, and all names in Hungarian, Vietnamese,
Chinese, Japanese and Korean editions, which begin with the family; in Spanish, Catalan and Galician ones names of more
than two words, of which two may be of the family; names that contain a digit, `and`, `&`, a word for a body such as
`Press`, or a lower-case word that is not a particle.
"""

import re
import unicodedata


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Before a family name, and filed after the given ones.
_PARTICLES = _words(
    "van von der den de del della di da dal dos das do du la le les ten ter zu zum zur af av al el bin ibn bint y e og "
    "i оглы кызы"
)
_SUFFIXES = _words("jr jr. sr sr. ii iii iv phd ph.d. md m.d. мл. ст.")
_BODIES = _words(
    "press editors editorial staff team desk agency institute university society committee ministry office news "
    "journal magazine association foundation group council union archive archives library museum department service "
    "radio tv the "
    "редакция агентство институт университет общество комитет министерство журнал газета пресс-служба библиотека "
    "რედაქცია სააგენტო ინსტიტუტი უნივერსიტეტი საზოგადოება კომიტეტი სამინისტრო ჟურნალი გაზეთი ბიბლიოთეკა"
)
_FAMILY_FIRST = frozenset({"hu", "vi", "zh", "ja", "ko"})
_TWO_FAMILIES = frozenset({"es", "ca", "gl"})
_PATRONYMIC = re.compile(r"[а-яё](вич|вна|ична|инична|ьич)$")
_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "GEORGIAN", "ARMENIAN")
_NO_PERSON = re.compile(r"[0-9&/@|()\[\]]|https?:", re.IGNORECASE)


def filed_name(name: str, language: str) -> str:
    """The name with the family name first; the name itself where that is not known. `language` is the edition's."""
    words = name.split()
    if not _may_be_turned(len(words), language) or not _is_person(name, words):
        return name
    behind = [words.pop()] if words[-1].casefold() in _SUFFIXES else []
    if len(words) < 2 or not _begins_as_name(words[0]) or not _begins_as_name(words[-1]):
        return name
    if len(words) == 3 and _PATRONYMIC.search(words[-1]):
        return f"{words[0]}, {' '.join(words[1:])}"
    return ", ".join([*_family_and_given(words), *behind])


def _may_be_turned(count: int, language: str) -> bool:
    """Whether in editions of this language the last of so many words is the family name alone."""
    primary = language.split("-", 1)[0]
    return primary not in _FAMILY_FIRST and not (primary in _TWO_FAMILIES and count > 2)


def _is_person(name: str, words: list[str]) -> bool:
    """Whether a name looks like that of a person, and is not filed already."""
    if len(words) < 2 or "," in name or _NO_PERSON.search(name):
        return False
    return all(_is_of_person(word) for word in words)


def _family_and_given(words: list[str]) -> tuple[str, str]:
    """The family name, with the particles before it that have a capital, and the given names."""
    family, given = words[-1:], words[:-1]
    while len(given) > 1 and given[-1].casefold() in _PARTICLES and not given[-1].islower():
        family.insert(0, given.pop())
    return " ".join(family), " ".join(given)


def _is_of_person(word: str) -> bool:
    """Whether a word may be part of the name of a person."""
    folded = word.casefold()
    if folded.strip(".,") in _BODIES:
        return False
    return folded in _PARTICLES or folded in _SUFFIXES or _begins_as_name(word)


def _begins_as_name(word: str) -> bool:
    """Whether it begins with a capital, or with a letter of a script that has no capitals in running text."""
    letter = word.lstrip("\"'“„«’‘")[:1]
    script = unicodedata.name(letter, "").split(" ", 1)[0]
    return script in _SCRIPTS and (letter.isupper() or script == "GEORGIAN")
