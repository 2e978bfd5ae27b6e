"""A volume that was made when records had format 1 is verified with its own files, unchanged since."""

import shutil
from pathlib import Path

import pytest

from archivist.archive import open_archive
from archivist.cli.progress import NoSteps
from archivist.verify.edition_checks import VerifiedEdition
from archivist.workflows.volume_verification import verify_volumes

pytestmark = pytest.mark.slow  # whole volumes

pytest.importorskip("pdfminer", reason="pdfminer.six is missing; pip install pdfminer.six")

VOLUME = Path(__file__).parent / "volume_format_1"
STEM = "the-bridge-papers-2021-05.en"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return shutil.copytree(VOLUME, tmp_path / "archive")


def verified(root: Path) -> VerifiedEdition:
    (edition,) = verify_volumes(open_archive(root), steps=NoSteps()).editions
    return edition


def own_checks(edition: VerifiedEdition, name: str) -> dict[str, bool | None]:
    (file,) = (file for file in edition.files if file.path.name == name)
    return {verdict.name: verdict.passed for verdict in file.verdicts if verdict.tool == "archivist"}


@pytest.mark.usefixtures("no_tools")
def test_an_old_volume_passes_every_check_of_its_files_but_that_of_the_text(archive: Path) -> None:
    """Its record does not contain the text, and covers and title pages have other words now (record-format.md)."""
    edition = verified(archive)
    epub = ("file", "reading", "text", "links", "manifest", "headings", "contents", "page list")
    for part in (1, 2):
        assert own_checks(edition, f"{STEM}.part{part}.epub") == {**dict.fromkeys(epub, True), "text": None}
    pdf = ("file", "reading", "claim", "links", "images", "places", "text", "fonts", "page numbers")
    assert own_checks(edition, f"{STEM}.pdf") == {**dict.fromkeys(pdf, True), "text": None}
    assert own_checks(edition, "volume.en.json") == {"record": True, "manifest": True, "sources": True}
    assert own_checks(edition, "manifest-sha256.txt") == {"folder": True}
    unverified = [each for file in edition.files for each in file.verdicts if each.name == "text"]
    assert {each.messages[0].text.split(": ")[1] for each in unverified} == {"Cover", "Title page"}  # no article
