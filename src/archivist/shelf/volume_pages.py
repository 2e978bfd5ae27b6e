"""The start page of a language, the volumes of each year, and a page for each volume."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archivist.record.volume_record import RecordedFile
from archivist.shelf import places
from archivist.shelf.holdings import Holding
from archivist.shelf.layout import Layout, Page
from archivist.shelf.site import Site

_NEWEST = 12  # volumes on a start page
_KINDS = {".pdf": "PDF", ".epub": "EPUB", ".bib": "BibLaTeX", ".ris": "RIS", ".wacz": "WACZ"}


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A file of an edition, as its page lists it."""

    name: str
    kind: str
    path: str
    size: int  # bytes
    digest: str


@dataclass(frozen=True, slots=True)
class Card:
    """A volume among others."""

    holding: Holding
    path: str
    cover: str  # "" if there is none


def start_pages(layout: Layout) -> Iterator[Page]:
    """The start page, and a page for each year."""
    site, language = layout.site, layout.language
    cards = [_card(site, each) for each in site.in_language(language)]
    years = sorted({card.holding.record.volume.year for card in cards}, reverse=True)
    of_year = {year: [card for card in cards if card.holding.record.volume.year == year] for year in years}
    listed = [(year, places.year_page(language, year), len(of_year[year])) for year in years]
    cumulative = [card for card in cards if card.holding.is_cumulative]
    newest = [card for card in reversed(cards) if not card.holding.is_cumulative][:_NEWEST]
    values = {"newest": newest, "years": listed, "cumulative": cumulative}
    yield layout.render("start.html", places.start_page(language), layout.about.title, values, _starts(site))
    for year in years:
        title = f"{layout.about.title}: {year}"
        others = {
            tag: places.year_page(tag, year)
            for tag in site.languages
            if any(each.record.volume.year == year for each in site.in_language(tag))
        }
        shown = {"year": year, "cards_of_year": of_year[year], "years": listed}
        yield layout.render("year.html", places.year_page(language, year), title, shown, others)


def _starts(site: Site) -> dict[str, str]:
    return {tag: places.start_page(tag) for tag in site.languages}


def _card(site: Site, holding: Holding) -> Card:
    cover = places.thumbnail_place(holding) if holding.id in site.covers else ""
    return Card(holding, places.volume_page(holding), cover)


def volume_pages(layout: Layout) -> Iterator[Page]:
    """A page for each volume of the language."""
    site = layout.site
    holdings = site.in_language(layout.language)
    for at, holding in enumerate(holdings):
        values = {
            "holding": holding,
            "card": _card(site, holding),
            "cover": places.cover_place(holding) if holding.id in site.covers else "",
            "texts": site.texts_of_editions[holding.id],
            "files": [*_files(holding)],
            "reading": reading_start(site, holding),
            "previous": _card(site, holdings[at - 1]) if at else None,
            "next": _card(site, holdings[at + 1]) if at + 1 < len(holdings) else None,
        }
        others = {tag: places.volume_page(each) for tag, each in _editions(site, holding)}
        yield layout.render("volume.html", places.volume_page(holding), holding.full_title, values, others)


def _editions(site: Site, holding: Holding) -> Iterator[tuple[str, Holding]]:
    for tag in site.languages:
        other = site.edition(holding.record.volume.id, tag)
        if other:
            yield tag, other


def reading_start(site: Site, holding: Holding) -> str:
    """Where reading in the browser begins: the first article, else the first document; "" without an EPUB."""
    texts: Sequence[object] = site.texts_of_editions[holding.id]
    if not holding.epubs:
        return ""
    if texts:
        return site.texts_of_editions[holding.id][0].path
    first = holding.epubs[0]
    return f"{places.text_folder(holding, first)}/{first.documents[0]}.html" if first.documents else ""


def _files(holding: Holding) -> Iterator[ShownFile]:
    for file in holding.all_files:
        path = places.file_place(holding, file.path.name)
        yield ShownFile(file.path.name, _kind(file), path, file.size, file.digest)


def _kind(file: RecordedFile) -> str:
    if file.path.name.endswith(".csl.json"):
        return "CSL-JSON"
    return _KINDS.get(file.path.suffix, file.path.suffix.removeprefix(".").upper())
