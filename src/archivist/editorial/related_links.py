"""What the articles name as further reading: what leads to the article itself, is named twice, or is not returned."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from archivist.editorial.suppressions import allowed_codes
from archivist.findings import Finding
from archivist.links.address_book import AddressBook
from archivist.model.articles import Article, RelatedLink
from archivist.model.volumes import Work

_ONE_WAY = "related-one-way"
# References to earlier works without return, from which on the archive is asked whether it returns them at all.
_MANY = 20
_NAMED = 3  # works by their keys, in one message


@dataclass(frozen=True, slots=True)
class _Reference:
    """A work that names another one, at the line that does so first."""

    work: Work
    other: Work
    article: Article
    line: int
    returned: bool

    @property
    def is_backward(self) -> bool:
        return self.other.date < self.work.date


def related_findings(works: Iterable[Work], book: AddressBook) -> Iterator[Finding]:
    """Findings about what the works name as further reading. `book` has the articles by address."""
    by_key = {work.key: work for work in works}
    by_path = {article.path: work for work in by_key.values() for article in work.articles}
    for work in by_key.values():
        for article in work.articles:
            places = ((link.target, book.at(link.target, article.language)[0]) for link in article.related)
            yield from _of_article(article, {target: by_path[path] for target, path in places if path in by_path})
    yield from _one_way([reference for work in by_key.values() for reference in _references(work, by_key)])


def _of_article(article: Article, addressed: Mapping[str, Work]) -> Iterator[Finding]:
    """Findings about one article's list. `addressed` are the works that it names by an address."""
    seen: set[str] = set()
    for link in article.related:
        target, place = link.target, (article.path, link.line)
        there = addressed.get(target)
        if target == article.key or (there and there.key == article.key):
            yield Finding("related-itself", f"related entry {target!r} leads to this very work", *place)
        elif (there.key if there else target) in seen:
            yield Finding("related-twice", f"{target} is listed already", *place)
        elif there:
            message = f"{target} is {there.original.path} of this archive"
            hint = f"Write `{there.key}` instead of the address."
            yield Finding("related-in-archive", message, *place, hint)
        seen.add(there.key if there else target)


def _references(work: Work, by_key: Mapping[str, Work]) -> Iterator[_Reference]:
    for target, (article, link) in _list_entries(work).items():
        other = by_key.get(target)
        if other is not None and other is not work:
            yield _Reference(work, other, article, link.line, work.key in _list_entries(other))


def _list_entries(work: Work) -> dict[str, tuple[Article, RelatedLink]]:
    """What the articles of a work list, with the article and the entry that does so first."""
    listed: dict[str, tuple[Article, RelatedLink]] = {}
    for article in work.articles:
        for link in article.related:
            listed.setdefault(link.target, (article, link))
    return listed


def _one_way(references: Sequence[_Reference]) -> Iterator[Finding]:
    """References without return; but those to earlier works together, if it is not the way of the archive.

    An article can only name what was there when it was written. Where authors do not go back to add a reference to
    each new article, a list of them would be as long as the archive and say nothing.
    """
    open_ones = [each for each in references if not each.returned and _ONE_WAY not in allowed_codes(each.article)]
    backward = [each for each in open_ones if each.is_backward]
    returned = sum(each.returned for each in references if each.is_backward)
    is_habit = len(backward) > _MANY and returned < len(backward)
    if is_habit:
        yield _together(backward, returned)
    reported = [each for each in open_ones if not (is_habit and each.is_backward)]
    for _, group in groupby(reported, key=lambda each: each.work.key):
        yield _of_work(list(group))


def _of_work(references: Sequence[_Reference]) -> Finding:
    """One finding for all that a work names, at the first of them: the part of a series may name all others."""
    first, key = references[0], references[0].work.key
    where = first.other.original.path if len(references) == 1 else "them"
    return Finding(
        _ONE_WAY,
        _describe_references(references),
        first.article.path,
        first.line,
        f"Add `{key}` to `related` of {where}, or leave it.",
    )


def _together(backward: Sequence[_Reference], returned: int) -> Finding:
    first = min(backward, key=lambda each: (each.article.path, each.line))
    message = f"{len(backward):,} references to earlier works are not returned ({returned:,} are), the first in "
    hint = "Leave them, if earlier articles of this archive do not name later ones."
    return Finding(_ONE_WAY, f"{message}{first.article.path}: {_describe_references([first])}", hint=hint)


def _describe_references(references: Sequence[_Reference]) -> str:
    names = [reference.other.key for reference in references]
    more = len(names) - _NAMED
    if more > 0:
        names[_NAMED:] = [f"{more} more"]
    *all_but_last, last = names
    listed = f"{', '.join(all_but_last)} and {last}" if all_but_last else last
    return f"{listed} {'do' if all_but_last else 'does'} not list {references[0].work.key} in return"
