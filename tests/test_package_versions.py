"""Versions are those that Python's own reader of metadata finds, in less work."""

import email
import sys
from importlib.metadata import Distribution, PackageNotFoundError, version
from pathlib import Path

import pikepdf
import pytest

from archivist import package_versions
from archivist.package_versions import package_version
from archivist.pdf.engine import engine_versions
from archivist.record import libraries

NAMES = (*libraries._DISTRIBUTIONS, *libraries._OF_GLOSSARY, *engine_versions._PACKAGES, "resvg_py", "archivist")


@pytest.mark.parametrize("name", sorted(set(NAMES)))
def test_the_version_is_the_same(name: str) -> None:
    assert package_version(name) == version(name)


def test_the_version_of_qpdf_is_the_same_with_and_without_pikepdf(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [pikepdf.__libqpdf_version__, libraries.qpdf_version.__wrapped__()]
    monkeypatch.delitem(sys.modules, "pikepdf")
    found.append(libraries.qpdf_version.__wrapped__())
    assert "pikepdf" not in sys.modules
    assert len(set(found)) == 1


def test_no_description_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    package_version.cache_clear()
    monkeypatch.setattr(email, "message_from_string", lambda _: pytest.fail("all metadata were read"))
    assert all(map(package_version, NAMES))


@pytest.mark.parametrize(
    "text",
    [
        "Metadata-Version: 2.1\nName: x\nVersion: 2.0\n\nVersion: 9\n",
        "Name: x\nversion:   2.0  \n",
        "Name: x\nSummary: a\n       |Version: 9\nVersion: 2.0\n\n",
        "Name: x\nVersion:\n 2.0\n\n",  # a header that goes on in the next line
    ],
    ids=["a version in the description", "case and white space", "a summary of two lines", "a line of its own"],
)
def test_only_the_header_counts(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "x.dist-info").mkdir()
    (tmp_path / "x.dist-info/METADATA").write_text(text, "utf-8")
    package = Distribution.at(tmp_path / "x.dist-info")
    monkeypatch.setattr(package_versions, "distribution", lambda _: package)
    package_version.cache_clear()
    assert package_version("x").strip() == package.version.strip() == "2.0"
    package_version.cache_clear()


def test_a_missing_package_is_named() -> None:
    with pytest.raises(PackageNotFoundError, match="no-such-package"):
        package_version("no-such-package")
