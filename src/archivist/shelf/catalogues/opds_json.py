"""The catalogue as OPDS 2.0: JSON on the Readium Web Publication Manifest, which Thorium and newer readers read."""

import json
from collections.abc import Iterator, Mapping

from archivist.shelf import places
from archivist.shelf.catalogues.feed_tree import (
    PER_PAGE,
    SUBSECTION,
    Branch,
    CatalogueFeed,
    appeared,
    feeds,
    subjects_of,
)
from archivist.shelf.catalogues.opds_atom import MEDIA_TYPES, OPEN_ACCESS
from archivist.shelf.holdings import Holding
from archivist.shelf.layout import Page
from archivist.shelf.site import Site

MEDIA_TYPE = "application/opds+json"
_SERIES = "http://schema.org/PublicationIssue"

_Data = Mapping[str, object]


def opds_json_files(site: Site) -> Iterator[Page]:
    """Every feed."""
    publications: dict[str, str] = {}
    for feed in feeds(site):
        page = f"{feed.stem}.json"
        for holding in feed.volumes:  # all feeds of a language are in one folder: an edition is written once
            if holding.id not in publications:
                publications[holding.id] = _text(_publication(site, holding, page))
        yield Page(page, _feed(page, feed, publications))


def _text(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _feed(page: str, feed: CatalogueFeed, publications: Mapping[str, str]) -> bytes:
    metadata: dict[str, object] = {"title": feed.title, "modified": feed.updated}
    links = [_link(page, "self", feed.stem), _link(page, "start", feed.start)]
    if feed.up:
        links.append(_link(page, "up", feed.up))
    if feed.volumes:
        metadata |= {"numberOfItems": feed.total, "itemsPerPage": PER_PAGE, "currentPage": feed.number}
        pages = (("first", feed.first), ("previous", feed.previous), ("next", feed.following))
        links += [_link(page, relation, stem) for relation, stem in pages if stem]
    members = [f'"metadata":{_text(metadata)}', f'"links":{_text(links)}']
    if feed.branches:
        members.append(f'"navigation":{_text([_branch(page, each) for each in feed.branches])}')
    if feed.volumes:
        members.append(f'"publications":[{",".join(publications[each.id] for each in feed.volumes)}]')
    return ("{" + ",\n".join(members) + "}\n").encode()


def _link(page: str, relation: str, stem: str) -> _Data:
    return {"rel": relation, "href": places.link(page, f"{stem}.json"), "type": MEDIA_TYPE}


def _branch(page: str, branch: Branch) -> _Data:
    properties = {"properties": {"numberOfItems": branch.count}} if branch.count else {}
    relation = "current" if branch.relation != SUBSECTION else branch.relation
    return {**_link(page, relation, branch.stem), "title": branch.title, **properties}


def _publication(site: Site, holding: Holding, page: str) -> _Data:
    links = [{"rel": "alternate", "href": places.link(page, places.volume_page(holding)), "type": "text/html"}]
    files = [
        {
            "rel": OPEN_ACCESS,
            "href": places.link(page, places.file_place(holding, file.path.name)),
            "type": MEDIA_TYPES[file.path.suffix],
            "size": file.size,
        }
        for file in sorted(holding.files, key=lambda each: each.path.suffix != ".epub")
    ]
    pictures = (places.cover_place(holding), places.thumbnail_place(holding)) if holding.id in site.covers else ()
    images = [{"href": places.link(page, each), "type": "image/jpeg"} for each in pictures]
    return {"metadata": _metadata(site, holding), "links": [*files, *links], **({"images": images} if images else {})}


def _metadata(site: Site, holding: Holding) -> _Data:
    record, about = holding.record, site.about[holding.language]
    texts = site.texts_of_editions[holding.id]
    series = {"name": record.title, **({"position": record.volume.number} if record.volume.number else {})}
    said: dict[str, object] = {
        "@type": _SERIES,
        "title": holding.full_title,
        "identifier": record.identifier,
        "language": holding.language,
        "modified": appeared(holding),
        "published": appeared(holding)[:10],
        "publisher": about.publisher,
        "numberOfPages": record.page_count,
        "description": " · ".join(text.article.title for text in texts),
        "subject": list(subjects_of(site, holding)),
        "belongsTo": {"series": series},
    }
    return {name: value for name, value in said.items() if value}
