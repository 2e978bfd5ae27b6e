"""The other volumes of a context, as the stages of a compile know volumes."""

from collections.abc import Mapping, Sequence

from archivist.model.articles import Article, Body, Heading, Places
from archivist.model.held_text import NO_TEXT
from archivist.model.pages import PageMap, PageSpan
from archivist.model.volumes import Edition, Volume, Work
from archivist.volume_context.context_members import (
    OutsideEdition,
    OutsideText,
    OutsideVolume,
    OutsideWork,
    PrintedWork,
    VolumeContext,
)
from archivist.volume_context.outside import Outside

_LEVEL = 2  # of a heading; nothing that is quoted of another volume depends on it


def outside_of(context: VolumeContext, own: Mapping[str, Work]) -> Outside:
    """What a context says of other volumes; `own` are the works of the volume by key, which may be in these also."""
    stored = {work.key: work for volume in context.volumes for work in volume.works if work.key not in own}
    works = {key: _work(work) for key, work in stored.items()}
    texts = {text.file: text for work in stored.values() for text in work.texts}
    articles = tuple(article for work in works.values() for article in work.articles)
    volumes = tuple(_volume(each, {**works, **own}) for each in context.volumes)
    editions = tuple(
        _edition(each, volume, {**works, **own})
        for volume, stated in zip(volumes, context.volumes, strict=True)
        for each in stated.editions
    )
    bodies = {article.path: _body(texts[article.path]) for article in articles}
    stems = {f"{volume.id}.{each.language}": each.files for volume in context.volumes for each in volume.editions}
    return Outside(volumes, editions, articles, bodies, _pages_quoted(context), _documents(context), stems)


def _pages_quoted(context: VolumeContext) -> Mapping[str, PageMap | str]:
    own = context.volume
    stated = [(own.id, each.language, each.quoted, each.unknown_pages) for each in own.editions if each.quoted]
    for volume in context.volumes:
        stated += [(volume.id, each.language, each.articles, each.unknown_pages) for each in volume.editions]
    return {f"{volume}.{language}": unknown or _pages(printed) for volume, language, printed, unknown in stated}


def _documents(context: VolumeContext) -> Mapping[str, Mapping[str, str]]:
    return {
        f"{volume.id}.{edition.language}": {each.key: each.document for each in edition.articles}
        for volume in context.volumes
        for edition in volume.editions
    }


def _work(stated: OutsideWork) -> Work:
    return Work(stated.key, tuple(_article(stated.key, text) for text in stated.texts))


def _article(key: str, text: OutsideText) -> Article:
    return Article(
        key=key,
        language=text.language,
        date=text.date,
        title=text.title,
        held=NO_TEXT,
        text_line=1,
        path=text.file,
        digest="",
        source=text.source,
    )


def _body(text: OutsideText) -> Body:
    headings = tuple(Heading(_LEVEL, id, each.title, each.language) for id, each in text.headings.items())
    return Body("<body/>", headings=headings, places=Places(dict(text.places)))


def _volume(stated: OutsideVolume, works: Mapping[str, Work]) -> Volume:
    printed = tuple(works[each.key] for each in stated.works)
    return Volume(stated.id, stated.number, stated.issue, stated.year, stated.start, stated.end, printed)


def _edition(stated: OutsideEdition, volume: Volume, works: Mapping[str, Work]) -> Edition:
    found = (works[each.key].in_language(each.language) for each in stated.articles if each.key in works)
    return Edition(volume, stated.language, tuple(article for article in found if article))


def _pages(printed: Sequence[PrintedWork]) -> PageMap:
    spans = {each.document: PageSpan(each.page, each.page, 0, 0) for each in printed if each.page}
    return PageMap(spans, anchors={each.document: dict(each.anchors) for each in printed})
