"""Names in the line below a title: persons, agencies, places."""

import re
from dataclasses import dataclass

_AND = re.compile(r"\s*,\s*|\s+(?:and|und|et|и|да|და|&)\s+")
_IN = re.compile(r"\s+(?:in|в)\s+(?=[^\W\d_]+$)")  # Nino Example in Tbilisi
_NAME_WORD = re.compile(r"[^\W\d_][\w.'’/-]*")
_PARTICLES = frozenset({"de", "del", "da", "di", "van", "von", "der", "den", "la", "le", "el", "bin", "al", "ibn"})
_GEORGIAN = re.compile("[\u10d0-\u10ff-]+")
# The script has no capitals: a name is recognised by the surest endings of surnames, or by a usual first name.
_SURNAME = re.compile(r"[\u10d0-\u10ff-]{2,}(ძე|შვილი)")
_GIVEN_NAMES = frozenset(
    """
    ნინო გიორგი მარიამ ანა ლევან დავით ირაკლი ზურაბ თამარ თამთა ეკა ეკატერინე ნათია სალომე ქეთევან ქეთი მაია მანანა
    ლიკა თეა თეონა ნანა ნატო ნატა შორენა ხატია სოფო სოფიო ნია მაკა მაგდა ელენე თინათინ ნიკა ნიკოლოზ ლაშა ვახტანგ გია
    გელა გოჩა კახა კობა მამუკა მერაბ ოთარ პაატა რამაზ რატი საბა სანდრო ალექსანდრე თორნიკე შოთა ზაზა ვანო ვაჟა ბექა
    ბაჩო არჩილ აკაკი თენგიზ თემურ ჯაბა ხათუნა ლია ლელა ლალი მზია ნონა ნუცა ეთერ რუსუდან მიხეილ სერგო ლუკა
    """.split()  # noqa: SIM905
)
_DOMAIN = re.compile(r"[\w-]{2,40}\.[a-z]{2,6}", re.IGNORECASE)
_NOT_A_NAME = frozenset("the of and in to for with on at by no not is are was from".split())  # noqa: SIM905
_AGENCIES = frozenset(
    name.strip()
    for name in [
        "reuters",
        "afp",
        "ap",
        "associated press",
        "tass",
        "itar-tass",
        "interfax",
        "ria novosti",
        "rfe/rl",
        "bbc",
        "bbc news",
        "dpa",
        "upi",
        "xinhua",
        "anadolu",
        "interpressnews",
        "тасс",
        "итар-тасс",
        "интерфакс",
        "риа новости",
        "рейтер",
        "ройтерс",
        "интерпрессньюс",
        "апа",
        "би-би-си",
        "კავკასია-პრესი",
        "ინტერპრესნიუსი",
        "როიტერი",
    ]
)


@dataclass(frozen=True, slots=True)
class Signature:
    """Names on a line by themselves."""

    persons: tuple[str, ...]
    agency: str = ""
    place: str = ""


def names_of(words: str) -> tuple[str, ...]:
    """The names of a list; none, if anything in it cannot be one."""
    names = tuple(" ".join(name.split()) for name in _AND.split(words) if name.strip())
    return names if all(map(_may_be_name, names)) else ()


def is_agency(name: str) -> bool:
    """Whether a name is that of a well-known news agency."""
    return name.casefold() in _AGENCIES


def is_place_of(names: tuple[str, ...]) -> bool:
    """Whether the last name of several is a place: one word, while the first has two or more."""
    first = names[0] if names else ""
    return len(names) > 1 and _is_one_word(names[-1]) and (" " in first or is_agency(first))


def is_person(name: str) -> bool:
    """Whether words are the name of a person by themselves: two or three with capitals, or a Georgian surname."""
    words = name.split()
    if not 2 <= len(words) <= 3 or not _may_be_name(name) or is_agency(name):
        return False
    if any(_GEORGIAN.fullmatch(word) for word in words):
        return len(words) == 2 and (_SURNAME.fullmatch(words[1]) is not None or words[0] in _GIVEN_NAMES)
    return all(word[0].isupper() for word in words) and not _NOT_A_NAME & {word.casefold() for word in words}


def signature(line: str) -> Signature | None:
    """Who a line of nothing but names is signed by; None if it says anything else."""
    names = names_of(_IN.sub(", ", line)) if len(line) <= 80 else ()
    place = names[-1] if is_place_of(names) else ""
    signed = names[:-1] if place else names
    agencies = [name for name in signed if is_agency(name)]
    persons = tuple(name for name in signed if name not in agencies)
    if not signed or not all(is_person(each) or is_domain(each) for each in persons):
        return None
    return Signature(persons, agencies[0] if agencies else "", place)


def is_domain(name: str) -> bool:
    """Whether a name is that of a site: `Example.org`."""
    return _DOMAIN.fullmatch(name) is not None


def _is_one_word(name: str) -> bool:
    return " " not in name and "." not in name


def _may_be_name(name: str) -> bool:
    words = name.split()
    return len(words) <= 5 and len(name) <= 60 and all(map(_is_word_of_name, words)) and words[0] not in _PARTICLES


def _is_word_of_name(word: str) -> bool:
    """A word with a capital, or of a script that has none."""
    return word in _PARTICLES or (
        _NAME_WORD.fullmatch(word) is not None and (word[0] == word[0].title() or "." in word)
    )
