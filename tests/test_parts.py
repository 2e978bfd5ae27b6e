"""Volumes in several EPUB files, all the way: written, recorded, told of, and removed when they are no more."""

import json
from pathlib import Path

import pytest

from archivist.build_folder.volume_folder import find_superseded
from archivist.cli.outcome import summary
from archivist.errors import ConfigurationError
from archivist.settings import config
from tests.archives import Compiled, compiled

pytestmark = pytest.mark.slow  # whole volumes

STEM = "the-river-reader-2022-03.en"
PARTS = [f"{STEM}.part1.epub", f"{STEM}.part2.epub"]


@pytest.fixture
def copy(made: Compiled, tmp_path: Path) -> Path:
    return made.copy(tmp_path / "copy")


def with_limit(root: Path, size: str) -> Compiled:
    settings = root / "archivist.toml"
    text = settings.read_text("utf-8").partition("\n[epub]")[0]
    settings.write_text(f'{text}\n[epub]\nmax_size = "{size}"\n', "utf-8")
    return compiled(root, "2022-03", languages=("en",))


def epubs(root: Path) -> list[str]:
    return sorted(path.name for path in (root / "build" / "2022-03").glob("*.en*.epub"))


def test_a_volume_is_made_in_parts_and_in_one_again(copy: Path) -> None:
    with_limit(copy, "10 MB")  # an edition names the files of others without an ending where they can be in parts
    whole = (copy / "build" / "2022-03" / f"{STEM}.epub").read_bytes()
    others = [name for name in epubs(copy) if not name.startswith(STEM)]

    made = with_limit(copy, "1 kB").compilation
    (result,) = made.results
    assert [file.name for file in result.files] == [
        *(f"{STEM}.pdf", *PARTS, f"{STEM}.bib", f"{STEM}.ris", f"{STEM}.csl.json", "volume.en.json")
    ]
    assert epubs(copy) == [*others, *PARTS]
    recorded = json.loads(result.files[-1].read_bytes())["outputs"]
    assert [(each["file"], each["bytes"]) for each in recorded[1:]] == [
        (file.name, file.stat().st_size) for file in result.files[1:-1]
    ]
    assert ", .part1.epub, .part2.epub, .bib, .ris, .csl.json, volume.en.json" in summary(result)
    assert [finding.file for finding in made.findings if finding.code == "part-too-large"] == [
        "articles/2022-03-09-river.en.md",
        "articles/2022-03-16-road.en.md",
    ]

    again = with_limit(copy, "20 MB").compilation
    assert epubs(copy) == [*others, f"{STEM}.epub"]
    assert (copy / "build" / "2022-03" / f"{STEM}.epub").read_bytes() == whole
    assert not [finding for finding in again.findings if finding.code == "part-too-large"]


def test_a_file_that_was_changed_by_hand_is_not_removed(copy: Path) -> None:
    with_limit(copy, "1 kB")
    first, second = (copy / "build" / "2022-03" / name for name in PARTS)
    first.write_bytes(b"mine")
    with_limit(copy, "20 MB")
    assert (first.exists(), second.exists()) == (True, False)


def test_nothing_is_removed_without_a_record_or_without_an_epub(copy: Path) -> None:
    folder = copy / "build" / "2022-03"
    record = folder / "volume.en.json"
    assert find_superseded(record, [folder / "x.pdf"]) == ()
    assert find_superseded(record, [folder / "x.epub"]) == ()  # named after another title
    assert find_superseded(record, [folder / f"{STEM}.part1.epub"]) == (folder / f"{STEM}.epub",)
    record.write_text("{}")
    assert find_superseded(record, [folder / f"{STEM}.part1.epub"]) == ()


@pytest.mark.parametrize(
    ("written", "size"),
    [("20 MB", 20_000_000), ("500 kB", 500_000), ("1.5 MiB", 1_572_864), ("7B", 7), (20, 20)],
)
def test_sizes(written: str | int, size: int) -> None:
    assert config.parse({"epub": {"max_size": written}}).epub.max_size == size


@pytest.mark.parametrize("written", ["", "20", "20 megabytes", "-1 MB", "0 MB", 0, -1, 1.5, True])
def test_what_is_not_a_size_is_refused(written: object) -> None:
    with pytest.raises(ConfigurationError, match=r"epub\.max_size"):
        config.parse({"epub": {"max_size": written}})
