"""Which feeds the catalogue of the shelf has, and what is in each: the same for OPDS 1.2 and 2.0.

opds/index              the languages
opds/en/index           newest volumes, years, subjects
opds/en/new             the volumes, the newest first; further pages are new-2, new-3 …
opds/en/2022            those of a year
opds/en/subjects        the subjects
opds/en/subject-NAME    the volumes with articles on a subject

All feeds of a language are in one folder, so that an entry has the same links wherever it is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archivist.shelf.file_names import unique_file_name
from archivist.shelf.holdings import Holding
from archivist.shelf.site import Site
from archivist.text import languages
from archivist.text.collation import Collation

FOLDER = "opds"
ROOT = f"{FOLDER}/index"
PER_PAGE = 50  # volumes in a feed
NEW = "http://opds-spec.org/sort/new"  # OPDS 1.2, 2.1
SUBSECTION = "subsection"


@dataclass(frozen=True, slots=True)
class Branch:
    """A feed that another one leads to."""

    title: str
    stem: str  # its path without the suffix of the format
    relation: str
    count: int  # of its volumes; 0 if it leads to feeds
    language: str = ""  # of its title, if it is not that of the feed


@dataclass(frozen=True, slots=True)
class CatalogueFeed:
    """A feed."""

    stem: str
    title: str
    language: str
    updated: str  # ISO 8601, of the newest volume in it
    branches: Sequence[Branch] = ()
    volumes: Sequence[Holding] = ()
    total: int = 0  # volumes on all of its pages
    number: int = 1  # of this page
    first: str = ""  # stems of other pages; "" if there is none
    previous: str = ""
    following: str = ""
    start: str = ROOT
    up: str = ""


def newest_first(site: Site, language: str) -> list[Holding]:
    """The editions in a language, by the day on which they appeared."""
    return sorted(site.in_language(language), key=lambda each: (appeared(each), each.id), reverse=True)


def appeared(holding: Holding) -> str:
    """When an edition appeared: the day of publication, else the last one of its period. No clock is asked."""
    return f"{(holding.published or holding.last_day).isoformat()}T00:00:00Z"


def subjects_of(site: Site, holding: Holding) -> tuple[str, ...]:
    """The keywords of the articles of an edition."""
    return tuple(dict.fromkeys(tag for text in site.texts_of_editions[holding.id] for tag in text.article.tags))


def feeds(site: Site) -> Iterator[CatalogueFeed]:
    """Every feed, the first one first."""
    first = site.languages[0]
    branches = [
        Branch(f"{site.about[tag].title} ({languages.own_name(tag)})", f"{FOLDER}/{tag}/index", SUBSECTION, 0, tag)
        for tag in site.languages
    ]
    newest = max(map(appeared, site.holdings))
    yield CatalogueFeed(ROOT, site.about[first].title, first, newest, branches)
    for tag in site.languages:
        yield from _of_language(site, tag)


def _of_language(site: Site, language: str) -> Iterator[CatalogueFeed]:
    words, folder = site.words[language].plain, f"{FOLDER}/{language}"
    index, title = f"{folder}/index", site.about[language].title
    volumes = newest_first(site, language)
    years = sorted({each.record.volume.year for each in volumes}, reverse=True)
    subjects = _subjects(site, language, volumes)
    branches = [Branch(words("newest"), f"{folder}/new", NEW, len(volumes))]
    branches += [
        Branch(str(year), f"{folder}/{year}", SUBSECTION, sum(each.record.volume.year == year for each in volumes))
        for year in years
    ]
    if subjects:
        branches.append(Branch(words("by_tag"), f"{folder}/subjects", SUBSECTION, 0))
    updated = appeared(volumes[0])
    yield CatalogueFeed(index, title, language, updated, branches, up=ROOT)
    yield from _pages(f"{folder}/new", words("newest"), language, volumes, index)
    for year in years:
        of_year = [each for each in volumes if each.record.volume.year == year]
        yield from _pages(f"{folder}/{year}", f"{title}: {year}", language, of_year, index)
    if subjects:
        leading = [Branch(name, stem, SUBSECTION, len(found)) for name, stem, found in subjects]
        yield CatalogueFeed(f"{folder}/subjects", words("by_tag"), language, updated, leading, up=index)
        for name, stem, found in subjects:
            yield from _pages(stem, name, language, found, f"{folder}/subjects")


def _subjects(site: Site, language: str, volumes: Sequence[Holding]) -> list[tuple[str, str, list[Holding]]]:
    """Name, stem and volumes of each subject, in the order of the language."""
    found: dict[str, list[Holding]] = {}
    for holding in volumes:
        for subject in subjects_of(site, holding):
            found.setdefault(subject, []).append(holding)
    taken: set[str] = set()
    return [
        (name, f"{FOLDER}/{language}/subject-{unique_file_name(name, taken)}", found[name])
        for name in sorted(found, key=Collation(language).sort_key)
    ]


def _pages(stem: str, title: str, language: str, volumes: Sequence[Holding], up: str) -> Iterator[CatalogueFeed]:
    """A feed in pages."""
    count = -(-len(volumes) // PER_PAGE)
    stems = [stem, *(f"{stem}-{number}" for number in range(2, count + 1))]
    for at, own in enumerate(stems):
        shown = volumes[at * PER_PAGE : (at + 1) * PER_PAGE]
        yield CatalogueFeed(
            own,
            title,
            language,
            appeared(shown[0]),
            volumes=shown,
            total=len(volumes),
            number=at + 1,
            first=stem if count > 1 else "",
            previous=stems[at - 1] if at else "",
            following=stems[at + 1] if at + 1 < count else "",
            up=up,
        )
