"""The names in what a source gives as authors: without marks, addresses, “By”, job titles and houses.

A field for authors holds a whole byline in many sources: `By [Nino Example](https://…) (Example Press), Ann Other`.
The names are taken out of it; what else there was is handed back, to be reported. What cannot be divided with certainty
stays as it was written.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from archivist.reader_api.people_words import HOUSES, JOBS, OF_HOUSES, OF_JOBS, PARTICLES, SUFFIXES

_LONGEST = 2000  # characters that are looked at
_LINK = re.compile(r"!?\[([^\[\]\n]{0,300})\]\(\s*<?([^()\s<>]{0,1000})>?(?:\s+\"[^\"\n]{0,300}\")?\s*\)")
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]*(?:[\s/][^<>]{0,1000})?>")
_HREF = re.compile(r"href\s*=\s*[\"']?([^\s\"'>]{1,1000})", re.IGNORECASE)
_ADDRESS = re.compile(
    r"<?(?:https?://|www\.|mailto:)[^\s<>()\[\]]{1,1000}>?|[<(\[]?\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63}){1,4}[>)\]]?",
    re.IGNORECASE,
)
_MARKS = re.compile(r"(?<![\w*])(\*{1,3}|_{1,3}|~~|`)(?=\S)([^*_`~\n]{1,200})(?<=\S)\1(?![\w*])")
_AND = r"and|AND|und|UND|et|ET|и|И|да|და|та|і|και|ve|og|och|with|&"
_BRACKETED = re.compile(rf"\s*[(\[]([^()\[\]\n]{{1,300}})[)\]](?=\s*(?:$|[,;|/·•&]|\s(?:{_AND}|y|e|i)\s))")
_BY = re.compile(
    r"^\W*(?:(?:(?:written|posted|reported|published|text|story|words|article|guest post|interview)\s+)?"
    r"by\b\s*:?|(?:author|authors|автор|авторы|автори|текст|текста|ავტორი|ავტორები|ტექსტი|autor|autoren|autora|auteur"
    r"|von|par|por)\s*:|(?-i:Von|Par|Por)(?=\s+\S+\s+\S))\s*",
    re.IGNORECASE,
)
_BETWEEN = re.compile(rf"(\s*[,،、]\s*(?:(?:{_AND})\s+)?|\s+(?:{_AND})\s+|\s+[|/·•]\s+|\s+[–—-]\s+)")
_BETWEEN_FULL = re.compile(r"\s*/\s*|\s+(?:y|e|i)\s+")  # they part full names alone: Ortega y Gasset is one man
_EDGES = " \t\u00a0,;:|/·•–—-"
_FOR = re.compile(r"\s+(?:for|of|in)\s+(?:the\s+)?(?=[A-Z])")  # Nino Example for Example Press
_IDEOGRAPHS = re.compile("[\u3400-\u9fff]{2,4}|[\uac00-\ud7a3]{2,4}")
_INITIALS = re.compile(r"(?:[^\W\d_]\.?-?){1,3}")


@dataclass(slots=True)
class People:
    """Names, and what was beside them."""

    names: list[str] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)


def people_of(authors: Iterable[str]) -> People:
    """The names of the authors, one each, and all else, in the order written."""
    found = People()
    for written in authors:
        one = _people_in(written) if len(written) <= _LONGEST else People([written])
        found.names += one.names or [written]
        found.rest += one.rest if one.names else []
    return People(list(dict.fromkeys(found.names)), list(dict.fromkeys(found.rest)))


def _people_in(written: str) -> People:
    people = People()
    plain = _without_label(_without_addresses(_without_marks(written, people.rest), people.rest))
    bare = _BRACKETED.sub("", plain).strip(_EDGES)
    if bare:
        people.rest += [match.strip() for match in _BRACKETED.findall(plain)]
    for item in (bare or plain.strip(_EDGES + "()[]")).split(";"):
        for part, is_chained in _parts(_without_label(item.strip(_EDGES))):
            _sort(part, is_chained, people)
    people.names = [_in_case(name) for name in people.names]
    return people


# ---------------------------------------------------------------- what is not a word


def _without_label(words: str) -> str:
    label = _BY.match(words)
    return words[label.end() :] if label and words[label.end() :].strip(_EDGES) else words


def _without_marks(text: str, rest: list[str]) -> str:
    """The text without links and emphasis; the addresses of the links go to the rest."""

    def label(match: re.Match[str]) -> str:
        rest.append(match[2])
        return match[1]

    text = _LINK.sub(label, text)
    for tag in _TAG.findall(text):
        rest.extend(_HREF.findall(tag))
    text = _TAG.sub(" ", text)
    return " ".join(_MARKS.sub(r"\2", text).split())


def _without_addresses(text: str, rest: list[str]) -> str:
    """The text without addresses, if words remain."""
    bare = " ".join(_ADDRESS.sub(" ", text).split())
    if not any(map(str.isalpha, bare)):
        return text
    rest.extend(match.strip("<>()[]") for match in _ADDRESS.findall(text))
    return bare


# ---------------------------------------------------------------- one name and another


def _parts(text: str) -> list[tuple[str, bool]]:
    """The members of a list, and whether an “and” is before each; the whole, if it is not a list of names."""
    pieces = ["", *_BETWEEN.split(text)]
    pairs = [
        (part.strip(_EDGES), any(map(str.isalpha, mark)) or "&" in mark)
        for mark, part in zip(pieces[::2], pieces[1::2], strict=True)
        if part.strip(_EDGES)
    ]
    if len(pairs) > 1 and _is_list(pairs):
        return [(name, is_chained) for part, is_chained in pairs for name in _full_names(part)]
    return [(name, False) for name in _full_names(text)] if text else []


def _full_names(part: str) -> list[str]:
    names = [name for name in _BETWEEN_FULL.split(part) if name]
    return names if len(names) > 1 and all(map(_is_full_name, names)) else [part]


def _is_list(pairs: list[tuple[str, bool]]) -> bool:
    """Whether parts are names, jobs and houses. `Example, Nino` is one name, `Bridge and Road Authority` a house."""
    if not any(_is_full_name(part) for part, _ in pairs):
        return any(is_chained for _, is_chained in pairs) and all(_is_first_name(part) for part, _ in pairs)
    return all(
        _is_full_name(part) or _is_full_name(_without_job(part)[0]) or _is_beside_names(part) or _is_first_name(part)
        for part, _ in pairs
    )


def _is_beside_names(part: str) -> bool:
    """Whether words are a job, a house, a degree, or written in lower case: `professor of history`."""
    is_degree = "." in part[1:-1] and " " not in part
    return _is_job(part) or _is_house(part) or _bare(part) in SUFFIXES or _is_small(part[0]) or is_degree


def _sort(part: str, is_chained: bool, people: People) -> None:
    """A part of a list: a name with or without a job, or what is only beside names."""
    before = people.names[-1] if people.names else ""
    if before and _bare(part) in SUFFIXES:
        people.names[-1] += f", {part}"
        return
    # A single word after a full name is a place or a degree, if no “and” joins it.
    is_place = not is_chained and _is_full_name(before) and not _is_full_name(part)
    name, beside = _without_job(part)
    if before and not _is_full_name(name) and (is_place or _is_beside_names(part)):
        people.rest.append(part)
        return
    name, *house = _FOR.split(name, maxsplit=1) if _is_full_name(_FOR.split(name, maxsplit=1)[0]) else [name]
    people.names.append(name)
    people.rest += [each for each in (beside, *house) if each]


def _without_job(part: str) -> tuple[str, str]:
    """A name without the job before it, `Staff Writer Nino Example`, and that job."""
    words = part.split()
    jobs = next((number for number, word in enumerate(words) if _bare(word) not in JOBS | OF_JOBS), len(words))
    if jobs and _is_full_name(" ".join(words[jobs:])):
        return " ".join(words[jobs:]), " ".join(words[:jobs])
    return part, ""


# ---------------------------------------------------------------- kinds of words


def _bare(word: str) -> str:
    return word.strip(".,:;()").casefold()


def _is_small(letter: str) -> bool:
    """Whether it is a small letter of a script that begins names with capitals; Georgian does not."""
    return letter.islower() and letter != letter.title()


def _is_full_name(part: str) -> bool:
    """Two to five words with capitals, or of a script that has none; none of them of a job or a house."""
    if _IDEOGRAPHS.fullmatch(part):
        return True
    words = part.split()
    if not 2 <= len(words) <= 5 or len(part) > 60 or _is_job(part) or _is_house(part):
        return False
    return all(map(_is_word_of_name, words)) and words[0] not in PARTICLES


def _is_word_of_name(word: str) -> bool:
    if word in PARTICLES:
        return True
    letters = word.strip(".,'’")
    is_word = bool(letters) and all(each.isalpha() or each in ".'’-" or not each.isascii() for each in letters)
    return is_word and letters[0].isalpha() and letters[0] == letters[0].title()


def _is_first_name(part: str) -> bool:
    is_word = " " not in part and len(part) > 1 and _is_word_of_name(part)
    return is_word and not _is_job(part) and not _is_house(part) and _bare(part) not in OF_JOBS | OF_HOUSES


def _is_job(part: str) -> bool:
    words = [_bare(word) for word in part.replace("-", " ").split()]
    return any(word in JOBS for word in words) or all(word in OF_JOBS for word in words)


def _is_house(part: str) -> bool:
    words = [_bare(word) for word in re.split(r"[\s-]+", part)]
    is_long = len(words) > 2 or words[0] == "the"
    return any(word in HOUSES or (is_long and word in OF_HOUSES) for word in words)


def _in_case(name: str) -> str:
    """A name in capitals as names are written; initials, single words and houses stay."""
    words = name.split()
    if not name.isupper() or len(words) < 2 or _is_house(name):
        return name
    return " ".join(_word_in_case(word, number) for number, word in enumerate(words))


def _word_in_case(word: str, number: int) -> str:
    if "." in word and _INITIALS.fullmatch(word):
        return word
    if number and word.lower() in PARTICLES and len(word) > 1:
        return word.lower()
    return re.sub(r"[^\W\d_]+", lambda match: match[0][0].lower().title() + match[0][1:].lower(), word)
