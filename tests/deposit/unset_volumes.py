"""Volumes described without laying them out: there are no pages, and all else is as in a package."""

from collections.abc import Iterator
from pathlib import Path

from archivist.archive import open_archive
from archivist.deposit.description import DescribedVolume
from archivist.deposit_preparation.described_volumes import describe_volume
from archivist.executors import open_executor
from archivist.findings import has_errors
from archivist.model.volumes import Edition
from archivist.pipeline import EditionBuilder
from archivist.planning import plan
from archivist.record.volume_record import FORMAT, VERSIONS, MadeFrom, RecordedVolume, VolumeRecord


def describe_unset(root: Path, build: Path) -> Iterator[DescribedVolume]:
    """The volumes of an archive with the editions that have no error. `build` is where the cache may be."""
    archive = open_archive(root, build)
    planned = plan(archive)
    with open_executor(1) as workers:
        builder = EditionBuilder(archive, planned, workers)
        for volume in planned.volumes:
            editions = [each for each in planned.editions if each.volume.id == volume.id]
            whole = [each for each in editions if not has_errors(builder.annotate(each)[1])]
            if whole:
                yield describe_volume(builder, [(each, _record(each)) for each in whole])


def _record(edition: Edition) -> VolumeRecord:
    volume = edition.volume
    return VolumeRecord(
        version=VERSIONS[FORMAT],
        identifier=f"urn:uuid:00000000-0000-5000-8000-{volume.number:012}",
        title="",
        volume=RecordedVolume(volume.id, "", volume.number, volume.issue, volume.year, "2022-01-01", "2022-01-31"),
        language=edition.language,
        languages=(edition.language,),
        page_count=0,
        page_labels=(),
        documents=(),
        articles=(),
        article_pages={},
        omitted=(),
        files=(),
        fonts=(),
        made_from=MadeFrom({}, {}),
        made_by={},
    )
