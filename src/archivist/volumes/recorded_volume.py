"""The volume of a package's source folder: planned as it was published, since the rest of the archive is not there."""

from collections.abc import Sequence

from archivist.findings import Finding
from archivist.model.articles import Article
from archivist.model.volumes import Edition, Volume, Work
from archivist.volume_context import VolumeContext
from archivist.volume_context.context_members import OwnEdition
from archivist.volumes.works import gather_works, late_works


def recorded_volume(
    context: VolumeContext, articles: Sequence[Article], languages: Sequence[str]
) -> tuple[Volume, tuple[Edition, ...], tuple[Finding, ...]]:
    """The volume that a context is of, its editions, and a finding for each article that is not there.

    All articles of the folder belong to the volume. `languages` are those of the settings.
    """
    own, works = context.volume, gather_works(articles, languages)
    volume = Volume(own.id, own.number, own.issue, own.year, own.start, own.end, works)
    by_key = {work.key: work for work in works}
    findings = [
        Finding("source-article-missing", f"{each.key} ({each.language}) of {own.id}.{stated.language} is not there")
        for stated in own.editions
        for each in stated.articles
        if each.key not in by_key or by_key[each.key].in_language(each.language) is None
    ]
    return volume, tuple(_edition(volume, each, by_key) for each in own.editions), tuple(findings)


def _edition(volume: Volume, stated: OwnEdition, works: dict[str, Work]) -> Edition:
    printed = (works[each.key].in_language(each.language) for each in stated.articles if each.key in works)
    return Edition(
        volume,
        stated.language,
        tuple(article for article in printed if article),
        tuple(works[key] for key in stated.omitted if key in works),
        stated.version,
        stated.replaces or "",
        late_works(volume),
    )
