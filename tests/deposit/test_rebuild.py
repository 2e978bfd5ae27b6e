"""`archivist rebuild`: the same bytes in an empty folder; what differs is named; damage never ends in a traceback."""

import shutil
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from archivist.archive import open_archive
from archivist.deposit.opened_package import UnreadablePackageError
from archivist.deposit.source_folder import write_source
from archivist.deposit_preparation.volume_source import volume_source
from archivist.errors import ArchivistError, UsageError
from archivist.executors import InProcess
from archivist.planning import plan
from archivist.workflows.package_rebuild import Rebuilt, rebuild_package
from tests.archives import Watch
from tests.cli.test_compile import run
from tests.json_output import data_of

VOLUME = "2022-02"  # of one article, in one edition


@pytest.fixture(scope="module")
def package(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package as far as it is needed: the files of the edition, and the source. Not to be changed."""
    folder, archive = tmp_path_factory.mktemp("package") / VOLUME, open_archive(published)
    shutil.copytree(archive.build / VOLUME, folder / "data/editions/en")
    write_source(folder / "data/source", volume_source(archive, plan(archive), VOLUME))
    return folder


def rebuild(package: Path, to: Path, fonts: Sequence[Path] | None = None) -> Rebuilt:
    with InProcess() as workers:
        return rebuild_package(package, to, fonts=fonts, workers=workers, progress=Watch())


def messages(done: Rebuilt, code: str) -> list[str]:
    return [finding.message for finding in done.findings if finding.code == code]


@pytest.mark.slow
def test_the_files_are_the_same_in_an_empty_folder(package: Path, tmp_path: Path) -> None:
    zipped = Path(shutil.make_archive(str(tmp_path / "packed"), "zip", package.parent, package.name))
    done = run(tmp_path, "rebuild", str(zipped), "--to", "again", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    data = data_of("rebuild", done.stdout)
    files = data["files"]
    assert {Path(file["file"]).name for file in files} == {
        path.name for path in (package / "data/editions/en").iterdir() if path.name != "manifest-sha256.txt"
    }
    for file in files:
        there = package / "data/editions/en" / Path(file["file"]).name
        assert (tmp_path / file["file"]).read_bytes() == there.read_bytes()
        assert file["identical"]
    assert data["findings"] == []


@pytest.mark.slow
def test_another_version_of_a_font_and_another_setting_are_named(package: Path, tmp_path: Path) -> None:
    fonts = shutil.copytree(package / "data/source/fonts", tmp_path / "fonts")
    with TTFont(fonts / "NotoSerif-Regular.ttf") as font:
        recorded = font["name"].getDebugName(5)
        for record in font["name"].names:
            if record.nameID == 5:
                record.string = "Version 99.001"
        font.save(fonts / "NotoSerif-Regular.ttf")
    changed = shutil.copytree(package, tmp_path / "changed")
    settings = changed / "data/source/archivist.toml"
    settings.write_text(settings.read_text("utf-8").replace("Example Press", "Another Press"), "utf-8")
    done = rebuild(changed, tmp_path / "again", [fonts])
    assert [file.path.suffix for file in done.files if not file.is_identical and file.path.suffix in (".pdf", ".epub")]
    said = messages(done, "recorded-input-differs")
    font_said = next(each for each in said if "font" in each)
    assert font_said.startswith(f"2022-02.en: font Noto Serif (NotoSerif-Regular.ttf): recorded {recorded} (SHA-256 ")
    assert ", here Version 99.001 (SHA-256 " in font_said
    assert "2022-02.en: [archive] of archivist.toml is not what it was" in said
    assert len(said) == 2
    assert "Version 99.001" in messages(done, "rebuilt-file-differs")[0]


def test_fonts_of_this_machine_are_compared_when_those_of_the_package_are_used(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from archivist import fonts as known  # noqa: PLC0415
    from archivist.record.reading import read_record  # noqa: PLC0415
    from archivist.workflows.package_rebuild import _installed  # noqa: PLC0415

    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts/NotoSerif-Bold.ttf").write_bytes(b"damaged")
    monkeypatch.setattr(known, "FOLDERS", (tmp_path / "fonts",))
    record = read_record(package / "data/editions/en/volume.en.json")
    found = list(_installed(record, open_archive(package / "data/source", tmp_path / "build")))
    assert [each.code for each in found] == ["installed-font-differs"]
    assert "font Noto Serif (NotoSerif-Bold.ttf): recorded Version" in found[0].message
    assert "here a damaged file" in found[0].message


# ---------------------------------------------------------------- damage


def damaged(package: Path, folder: Path, name: str, content: bytes) -> Path:
    copy = shutil.copytree(package, folder / "copy")
    (copy / "data" / name).write_bytes(content)
    return copy


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("editions/en/volume.en.json", b"{"),
        ("source/volume-context.json", b"[]"),
        ("source/archivist.toml", b"="),
        ("source/ledger.json", b"<<<<<<< HEAD\n"),
    ],
)
def test_damage_is_an_error_with_a_place(package: Path, tmp_path: Path, name: str, content: bytes) -> None:
    with pytest.raises(ArchivistError) as raised:
        rebuild(damaged(package, tmp_path, name, content), tmp_path / "again")
    assert Path(name).name in str(raised.value)


def test_a_damaged_article_is_a_finding(package: Path, tmp_path: Path) -> None:
    copy = damaged(package, tmp_path, "source/articles/2022-02-02-earlier.en.md", b"\xff")
    done = rebuild(copy, tmp_path / "again")
    assert {finding.code for finding in done.findings} == {"not-utf-8", "source-article-missing"}


def test_what_is_not_a_package_is_named(package: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is not a package"):
        rebuild(tmp_path / "none", tmp_path / "again")
    (tmp_path / "full").mkdir()
    (tmp_path / "full/file").touch()
    with pytest.raises(UsageError, match="is not an empty folder"):
        rebuild(package, tmp_path / "full")
    with pytest.raises(UnreadablePackageError, match=r"no volume-context\.json in it"):
        rebuild(tmp_path / "full", tmp_path / "again")
    (tmp_path / "a.zip").write_bytes(b"PK\x05\x06")
    with pytest.raises(UnreadablePackageError, match="incomplete zip file"):
        rebuild(tmp_path / "a.zip", tmp_path / "again")
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as packed:
        packed.writestr("../volume-context.json", "{}")
    with pytest.raises(UnreadablePackageError, match="leads out of the archive"):
        rebuild(tmp_path / "b.zip", tmp_path / "again")
