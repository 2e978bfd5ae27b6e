"""The shelf of an archive as data: its editions and articles, with the words of the archive in each language."""

from collections.abc import Iterator, Mapping, Sequence

from archivist.archive import Archive
from archivist.articles import read_folder
from archivist.findings import Finding
from archivist.model.articles import Article
from archivist.settings.wording import worded
from archivist.shelf import places
from archivist.shelf.cited_articles import read_citations
from archivist.shelf.holdings import Holding
from archivist.shelf.site import About, Cited, ShelvedText, Site
from archivist.shelving.shelf_wording import ShelfWording


def articles_of_today(archive: Archive) -> dict[tuple[str, str], Article]:
    """The articles by path and digest: for records that do not say all that the shelf shows."""
    articles, _ = read_folder(archive.articles, languages=archive.config.editions.languages)
    return {(each.path, each.digest): each for each in articles}


def languages_of(archive: Archive, holdings: Sequence[Holding]) -> tuple[str, ...]:
    """The languages of editions, in the order of the settings; those that are no longer there come last."""
    made = dict.fromkeys(each.language for each in holdings)
    first = [each for each in archive.config.editions.languages if each in made]
    return (*first, *(each for each in made if each not in first))


def describe_site(archive: Archive, holdings: Sequence[Holding]) -> tuple[Site, list[Finding]]:
    """The site, and what of the citations could not be read."""
    languages, findings = languages_of(archive, holdings), list[Finding]()
    texts: list[ShelvedText] = []
    for holding in holdings:
        try:
            cited = read_citations(holding)
        except ValueError as cause:
            message = f"the citations of {holding.id} cannot be read: {cause}"
            findings.append(Finding("shelf-citations-unreadable", message, str(holding.folder)))
            cited = {}
        texts += _texts(holding, cited)
    site = Site(
        tuple(holdings),
        tuple(texts),
        languages,
        {tag: ShelfWording(tag, archive.config.labels) for tag in languages},
        {tag: _about(archive, tag, holdings) for tag in languages},
        archive.slug,
        archive.config.archive.id,
        archive.config.archive.contact.email,
        _with_slash(archive.config.shelf.address),
        covers=frozenset(each.id for each in holdings if each.files),
    )
    return site, findings


def _with_slash(address: str) -> str:
    return f"{address.rstrip('/')}/" if address else ""


def _texts(holding: Holding, cited: Mapping[str, Cited]) -> Iterator[ShelvedText]:
    folders = {id: places.text_folder(holding, file) for file in reversed(holding.epubs) for id in file.documents}
    for article, document in holding.texts():
        folder = folders.get(document.id, places.text_folder(holding, None))
        path = f"{folder}/{document.id}.html"
        yield ShelvedText(holding, article, document, path, cited.get(document.id, Cited()))


def _about(archive: Archive, language: str, holdings: Sequence[Holding]) -> About:
    """What the settings say, with the title that the editions have."""
    table = archive.config.archive
    title = next(each.record.title for each in holdings if each.language == language)
    subtitle, publisher, rights = (worded(each, language) for each in (table.subtitle, table.publisher, table.rights))
    return About(title, subtitle, publisher, rights, table.site)
