"""What the editor of a serial in several languages looks up by hand: translations lacking, late, or none at all."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from archivist.editorial.compared_texts import plain
from archivist.findings import Finding
from archivist.model.articles import Article, Body
from archivist.model.volumes import Work

# Of 770 translations between nine languages each shares eight in ten of its figures and addresses with its original,
# and none is twice as long. Of articles taken at random a third share less than two in ten.
_LEAST_MARKS = 5
_SHARED = 20  # percent
_LONGER = 5  # times; an abridged translation may be a good deal shorter
_LEAST_LETTERS = 400  # of the longer one

_NUMBER = re.compile(r"\d{2,}")
_ADDRESS = re.compile(r'href="(https?://[^"#]+)')
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")  # a character says about as much as three letters


def translation_findings(works: Iterable[Work], bodies: Mapping[str, Body]) -> Iterator[Finding]:
    """Findings about the translations of each work. `bodies` are by the path of the article."""
    for work in works:
        yield from _elsewhere(work)
        yield from _check_outdated(work)
        yield from _doubtful(work, bodies)


def _elsewhere(work: Work) -> Iterator[Finding]:
    """Languages in which the work is said to exist, and does not here; each once."""
    reported: set[str] = set()
    for article in work.articles:
        for language in article.translations:
            if language not in (*work.languages, *reported):
                reported.add(language)
                message = f"{work.key} is said to exist in {language}, which is not in the archive"
                yield Finding("translation-elsewhere", message, article.path)


def _check_outdated(work: Work) -> Iterator[Finding]:
    original = work.original
    changed = max(original.date, original.updated or original.date)
    for article in work.articles[1:]:
        last = max(article.date, article.updated or article.date)
        if last < changed:
            message = f"its last change is of {last}, that of the original {original.path} of {changed}"
            yield Finding("translation-outdated", message, article.path)


@dataclass(frozen=True, slots=True)
class _Trace:
    """What of a text stays the same in every language."""

    marks: frozenset[str]  # figures and addresses
    letters: int  # characters that are seen; a wide one counts three times


def _doubtful(work: Work, bodies: Mapping[str, Body]) -> Iterator[Finding]:
    """Articles that have the key of the original and hardly anything else in common with it."""
    if len(work.articles) == 1:
        return
    first = _trace(bodies[work.original.path])
    for article in work.articles[1:]:
        why = _unlike(first, _trace(bodies[article.path]))
        if why:
            yield _finding(article, work.original, why)


def _finding(article: Article, original: Article, why: str) -> Finding:
    message = f"it has the key of {original.path}, {original.title!r}, but {why}"
    return Finding("translation-doubtful", message, article.path)


def _trace(body: Body) -> _Trace:
    text = plain(body.xhtml)
    figures = {str(int(number)) for number in _NUMBER.findall(text) if len(number) < 20}  # also in other digits
    letters = sum(map(len, text.split())) + (0 if text.isascii() else 2 * len(_WIDE.findall(text)))
    return _Trace(frozenset({*figures, *_ADDRESS.findall(body.xhtml)}), letters)


def _unlike(one: _Trace, other: _Trace) -> str:
    """Why two texts are hardly translations of one another; "" if they may be."""
    few, many = sorted((one.letters, other.letters))
    least = min(len(one.marks), len(other.marks))
    shared = len(one.marks & other.marks)
    if least >= _LEAST_MARKS and 100 * shared < _SHARED * least:
        return f"of its figures and addresses only {shared} of {least} are the same"
    if few and many >= _LEAST_LETTERS and many > _LONGER * few:
        return f"one is {many // few} times as long as the other"
    return ""
