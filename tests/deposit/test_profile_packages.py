"""Packages made by profiles with the whole workflow: names, containers, refusals."""

import datetime
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from ocfl.validator import Validator

from archivist.delivery.address import parse_address
from archivist.deposit.description import DescribedVolume
from archivist.deposit.profiles import read_profile
from archivist.deposit_preparation.deposit_candidates import (
    Candidate,
    earlier_package,
    for_profile,
    report_missing_earlier,
)
from archivist.workflows.package_delivery import deliver_package
from tests.deposit.conftest import VOLUME
from tests.deposit.test_package import codes, deposit
from tests.fixity.making import audited, flip

_WHEN = datetime.datetime(2026, 11, 30, 12, 0, 0, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def _without_tools(no_tools: None) -> None:
    """Validators take long to start, and what is tested here does not depend on them."""


@pytest.mark.slow
def test_a_profile_of_editions_makes_a_package_of_each(published: Path, tmp_path: Path) -> None:
    done = deposit(published, tmp_path, profile=read_profile("kb"))
    assert [each.path.name for each in done.packages] == [f"{VOLUME}.en-kb", f"{VOLUME}.ka-kb"]
    for package in done.packages:
        assert len(list(package.path.iterdir())) == 1
    again = deposit(published, tmp_path, profile=read_profile("kb"))
    assert [str(each.state) for each in again.packages] == ["unchanged", "unchanged"]
    assert (tmp_path / f"{VOLUME}.ka-kb/the-river-reader-2022-03.ka.pdf").read_bytes() == (
        published / "build" / VOLUME / "the-river-reader-2022-03.ka.pdf"
    ).read_bytes()


def test_packages_without_a_bag_are_audited_and_delivered(published: Path, tmp_path: Path) -> None:
    (tmp_path / "library").mkdir()
    for profile in ("dnb", "ocfl"):
        for package in deposit(published, tmp_path / "shelf", profile=read_profile(profile)).packages:
            done = deliver_package(package.path, parse_address(str(tmp_path / "library")), when=_WHEN)
            assert (done.is_delivered, done.findings) == (True, ())
    audits = audited(tmp_path / "shelf")
    assert [(each.path.name, each.passed) for each in audits] == [
        (f"{VOLUME}-ocfl", True),
        (f"{VOLUME}.en-dnb", True),
        (f"{VOLUME}.ka-dnb", True),
    ]
    for arrived in (tmp_path / "library").iterdir():  # the list and the events stay with the sender
        assert arrived.is_dir()
        assert (tmp_path / "shelf" / f"{arrived.name}.events.xml").is_file()
    flip(tmp_path / "shelf" / f"{VOLUME}.ka-dnb/catalogue_md.xml", 100, 1)
    refused = deliver_package(tmp_path / "shelf" / f"{VOLUME}.ka-dnb", parse_address(str(tmp_path)), when=_WHEN)
    assert [finding.code for finding in refused.findings] == ["fixity-changed"]


def test_an_ocfl_object_is_valid_and_has_what_the_bag_has(published: Path, tmp_path: Path) -> None:
    profile = read_profile("ocfl")
    done = deposit(published, tmp_path, profile=profile)
    (package,) = done.packages
    assert package.path.name == f"{VOLUME}-ocfl"
    assert Validator().validate_object(str(package.path))
    content = package.path / "v1/content"
    bag = deposit(published, tmp_path).packages[0]
    assert {file.path for file in package.files} == {file.path for file in bag.files}
    assert (content / "METS.xml").is_file()
    again = deposit(published, tmp_path, profile=profile)
    assert [str(each.state) for each in again.packages] == ["unchanged"]


@pytest.mark.slow
def test_what_the_settings_lack_stops_the_package(published: Path, tmp_path: Path) -> None:
    archive = Path(shutil.copytree(published, tmp_path / "archive"))
    settings = archive / "archivist.toml"
    settings.write_text(settings.read_text("utf-8").replace('publisher = "Example Press"\n', ""), "utf-8")
    done = deposit(archive, tmp_path / "out", profile=read_profile("kb"))
    assert not done.packages
    assert "profile-key-missing" in codes(done)
    assert not list((tmp_path / "out").glob("*"))


def test_a_new_version_without_the_object_of_the_one_before_is_reported(
    described: DescribedVolume, tmp_path: Path
) -> None:
    records = tuple((None, replace(each.record, edition_version=2)) for each in described.editions)
    (candidate,) = for_profile(Candidate(VOLUME, records), read_profile("ocfl"))  # type: ignore[arg-type]
    assert candidate.name == f"{VOLUME}-v2-ocfl"
    found = list(report_missing_earlier(candidate, tmp_path))
    assert [finding.code for finding in found] == ["earlier-version-not-there"]
    (tmp_path / f"{VOLUME}-ocfl").mkdir()
    assert list(report_missing_earlier(candidate, tmp_path)) == []
    assert earlier_package(candidate, tmp_path) == tmp_path / f"{VOLUME}-ocfl"
