"""The newest volumes of a language as feeds for feed readers: Atom, and JSON Feed 1.1."""

import json
from collections.abc import Iterator

from archivist.shelf import places
from archivist.shelf.catalogues.feed_tree import appeared, newest_first, subjects_of
from archivist.shelf.catalogues.opds_atom import MEDIA_TYPES, AtomWriter, link
from archivist.shelf.holdings import Holding
from archivist.shelf.layout import Page
from archivist.shelf.site import Site

_NEWEST = 30  # volumes in a feed


def news_feeds(site: Site) -> Iterator[Page]:
    """Both feeds of each language."""
    writer = AtomWriter(site)
    for language in site.languages:
        volumes = newest_first(site, language)[:_NEWEST]
        path, title, updated = places.atom_feed(language), site.about[language].title, appeared(volumes[0])
        lines = [
            link("self", places.address(site, path, path), "application/atom+xml"),
            link("alternate", places.address(site, path, places.start_page(language)), "text/html"),
            *(writer.entry(each, path) for each in volumes),
        ]
        yield Page(path, writer.document(path, title, language, updated, lines))
        yield Page(places.json_feed(language), _json_feed(site, language, volumes))


def _json_feed(site: Site, language: str, volumes: list[Holding]) -> bytes:
    path, about = places.json_feed(language), site.about[language]
    data = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": about.title,
        **({"description": about.subtitle} if about.subtitle else {}),
        "home_page_url": places.address(site, path, places.start_page(language)),
        "feed_url": places.address(site, path, path),
        "language": language,
        **({"authors": [{"name": about.publisher}]} if about.publisher else {}),
        "items": [_item(site, each, path) for each in volumes],
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _item(site: Site, holding: Holding, path: str) -> dict[str, object]:
    texts, subjects = site.texts_of_editions[holding.id], list(subjects_of(site, holding))
    return {
        "id": holding.record.identifier,
        "url": places.address(site, path, places.volume_page(holding)),
        "title": holding.full_title,
        "content_text": "\n".join(text.article.title for text in texts) or holding.full_title,
        "date_published": appeared(holding),
        **({"image": places.address(site, path, places.cover_place(holding))} if holding.id in site.covers else {}),
        **({"tags": subjects} if subjects else {}),
        "attachments": [
            {
                "url": places.address(site, path, places.file_place(holding, file.path.name)),
                "mime_type": MEDIA_TYPES[file.path.suffix],
                "size_in_bytes": file.size,
            }
            for file in holding.files
        ],
    }
