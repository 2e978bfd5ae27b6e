"""A published volume, compiled once for all tests of deposit. None of them may change it."""

import datetime
from pathlib import Path

import pytest

from archivist.archive import open_archive
from archivist.build_folder.volume_folder import record_path
from archivist.deposit.description import DescribedVolume
from archivist.deposit_preparation.described_volumes import describe_volume
from archivist.executors import open_executor
from archivist.pipeline import EditionBuilder
from archivist.planning import plan
from archivist.record.reading import read_record
from archivist.volumes import choose
from archivist.workflows.volume_publication import find_candidates, publish
from tests.archives import SETTINGS, compiled, write_archive

VOLUME = "2022-03"
SERIAL = """\
place = { en = "Tbilisi", ka = "თბილისი" }
id = "urn:uuid:0b2c5d5e-9d0f-4a57-8f35-3a5f9c3a7c11"
issn = { en = { print = "2049-3630", online = "2434-561X" }, ka = "0378-5955" }
site = "https://example.org"
issn_l = "2049-3630"
first_date = "1998-05"
access = "open"
predecessor = { title = "River Notes", issn = "0317-8471" }

[editions]"""


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an archive whose volumes are compiled and published."""
    root = write_archive(tmp_path_factory.mktemp("published") / "archive", SETTINGS.replace("\n[editions]", SERIAL))
    compiled(root)
    archive = open_archive(root)
    with open_executor(1) as workers:
        found = find_candidates(archive, volumes=["2022-02", VOLUME], day=datetime.date(2022, 4, 1), workers=workers)
        assert not found.findings
        assert publish(archive, found)
    return root


@pytest.fixture(scope="session")
def described(published: Path) -> DescribedVolume:
    """The description of its volume of March 2022, of two editions."""
    archive = open_archive(published)
    planned = plan(archive)
    editions = choose(planned.editions, volumes=[VOLUME])
    records = [read_record(record_path(archive.build / VOLUME, each.language)) for each in editions]
    with open_executor(1) as workers:
        builder = EditionBuilder(archive, planned, workers)
        return describe_volume(builder, list(zip(editions, records, strict=True)))
