"""The files of citations of an edition: beside the PDF, in its record, and verified against it."""

import json
import shutil
from pathlib import Path

import pytest

from archivist.build_folder.volume_folder import read_manifest
from archivist.record.reading import read_record
from archivist.verdict import Verdict
from archivist.verify import citations
from tests.archives import Compiled

SUFFIXES = (".bib", ".ris", ".csl.json")


@pytest.fixture
def folder(made: Compiled, tmp_path: Path) -> Path:
    """The files of volume 2022-03, to be changed."""
    return Path(shutil.copytree(made.root / "build" / "2022-03", tmp_path / "2022-03"))


def check(folder: Path, suffix: str) -> Verdict:
    record = read_record(folder / "volume.en.json")
    (file,) = (each.path for each in record.files if each.path.name.endswith(suffix))
    return citations.check(file, record)


def test_there_is_a_file_for_each_format_in_the_record_and_the_manifest(folder: Path) -> None:
    for language in ("en", "ka"):
        names = [file.path.name for file in read_record(folder / f"volume.{language}.json").files]
        stem = f"the-river-reader-2022-03.{language}"
        assert names == [f"{stem}{suffix}" for suffix in (".pdf", ".epub", *SUFFIXES)]
        assert set(names) <= set(read_manifest(folder))
        assert all(not file.documents for file in read_record(folder / f"volume.{language}.json").files[2:])


def test_the_pages_are_those_of_the_record(folder: Path) -> None:
    record = read_record(folder / "volume.en.json")
    cited = json.loads((folder / "the-river-reader-2022-03.en.csl.json").read_bytes())
    assert [each["title"] for each in cited] == [each.title for each in record.articles]
    assert [each["page"].split("-")[0] for each in cited] == [
        record.article_pages[each.key].first for each in record.articles
    ]
    assert cited[0]["id"] == "the-river-reader-2022-03.en.river"
    assert (cited[0]["URL"], cited[0]["accessed"]) == ("https://example.org/river", {"date-parts": [[2022, 4, 1]]})


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_citations_agree_with_the_record(folder: Path, suffix: str) -> None:
    verdict = check(folder, suffix)
    assert (verdict.passed, verdict.messages) == (True, ())


@pytest.mark.parametrize(
    ("suffix", "right", "wrong"),
    [
        (".bib", "title = {{Where the river rises}}", "title = {{Where the river ends}}"),
        (".ris", "TI  - Where the river rises", "TI  - Where the river ends"),
        (".csl.json", '"title": "Where the river rises"', '"title": "Where the river ends"'),
    ],
)
def test_a_citation_that_differs_from_the_record_fails(folder: Path, suffix: str, right: str, wrong: str) -> None:
    (file,) = folder.glob(f"*.en{suffix}")
    text = file.read_bytes().decode()
    assert right in text
    file.write_bytes(text.replace(right, wrong).encode())
    verdict = check(folder, suffix)
    assert verdict.passed is False
    assert [(each.code, each.text) for each in verdict.messages] == [
        ("citation-wrong", "river: the title is “Where the river ends”, and in the record “Where the river rises”")
    ]


@pytest.mark.parametrize(("suffix", "part"), [(".bib", "\n@article"), (".ris", "ER  - ")])
def test_a_citation_too_few_fails(folder: Path, suffix: str, part: str) -> None:
    (file,) = folder.glob(f"*.en{suffix}")
    text = file.read_bytes().decode()
    file.write_bytes(text[: text.index(part)].encode() + (part.encode() if suffix == ".ris" else b""))
    assert [each.code for each in check(folder, suffix).messages] == ["citation-wrong"]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_damage_fails_and_is_named(folder: Path, suffix: str) -> None:
    (file,) = folder.glob(f"*.en{suffix}")
    file.write_bytes(b"\xff\xfe")
    verdict = check(folder, suffix)
    assert (verdict.passed, [each.code for each in verdict.messages]) == (False, ["unreadable"])


def test_without_the_library_nothing_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(citations, "find_spec", lambda name: None)
    verdict = check(folder, ".ris")
    assert (verdict.passed, verdict.lacks_tool) == (None, True)


def test_the_entries_of_the_manual_are_real(made: Compiled) -> None:
    manual = (Path(__file__).parents[2] / "docs" / "citations.md").read_text("utf-8")
    folder = made.root / "build" / "2022-03"
    for language, suffix in (("bibtex", ".bib"), ("text", ".ris")):
        shown = manual.partition(f"```{language}\n")[2].partition("```")[0]
        written = (folder / f"the-river-reader-2022-03.en{suffix}").read_bytes().decode().replace("\r\n", "\n")
        assert shown.rstrip() == written[: len(shown)].rstrip()
        assert shown.rstrip().endswith(("}", "ER  -"))
