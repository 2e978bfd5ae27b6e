"""A volume that was made by other templates, labels or settings passes, and the difference is reported."""

import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from archivist.archive import open_archive
from archivist.cli.progress import NoSteps
from archivist.cli.verdicts import exit_code
from archivist.errors import UsageError
from archivist.findings import Severity
from archivist.markup import labels
from archivist.record.reading import read_record
from archivist.verdict import Verdict
from archivist.verify.edition_checks import Verification
from archivist.verify.source_comparison import check_sources
from archivist.workflows.volume_verification import verify_folder, verify_volumes
from tests.archives import SETTINGS, Compiled
from tests.cli.test_compile import run

pytest.importorskip("pdfminer", reason="pdfminer.six is missing; pip install pdfminer.six")
pytestmark = pytest.mark.usefixtures("no_tools")


@pytest.fixture
def root(made: Compiled, tmp_path: Path) -> Path:
    return made.copy(tmp_path / "archive")


def verified(root: Path) -> Verification:
    # Not from the cache: here the program is changed while it runs.
    return verify_volumes(open_archive(root), volumes=["2022-03"], languages=["en"], from_cache=False, steps=NoSteps())


def own_verdicts(done: Verification) -> dict[str, Verdict]:
    """What the program itself says of the edition, by file name and check."""
    (edition,) = done.editions
    return {
        f"{file.path.suffix} {verdict.name}": verdict
        for file in edition.files
        for verdict in file.verdicts
        if verdict.tool == "archivist"
    }


def reported(done: Verification) -> list[str]:
    """The messages of `sources`, none of them of weight."""
    messages = own_verdicts(done)[".json sources"].messages
    assert {(message.severity, message.code) for message in messages} <= {(Severity.INFO, "made-differently")}
    return [message.text for message in messages]


def test_an_untouched_archive_has_no_difference(root: Path) -> None:
    done = verified(root)
    assert {verdict.passed for verdict in own_verdicts(done).values()} == {True}
    assert reported(done) == []


@pytest.mark.slow
def test_a_changed_label_fails_no_volume_and_is_reported(root: Path) -> None:
    (root / "archivist.toml").write_text(SETTINGS + '\n[labels.en]\nrelated = "Read on"\n', "utf-8")
    done = verified(root)
    assert {verdict.passed for verdict in own_verdicts(done).values()} == {True}
    assert exit_code(done, strict=True) in {0, 3}  # 3: the outside tools are missing here
    texts = reported(done)
    assert "[labels] of archivist.toml was changed" in texts
    assert any(text.startswith("contents: today's program would write “2022 Read on 4 ") for text in texts)
    assert {text.partition(":")[0] for text in texts[:-1]} == {"contents", "related"}


def test_a_program_with_other_built_in_labels_reports_which_documents_differ(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(labels, "_HERE", {"en": {**labels.ENGLISH, "notes": "Remarks"}})
    monkeypatch.setattr(labels, "_built_in", labels._built_in.__wrapped__)
    done = verified(root)
    assert {verdict.passed for verdict in own_verdicts(done).values()} == {True}
    assert {text.partition(":")[0] for text in reported(done)} == {"river", "road"}


@pytest.mark.slow
def test_a_word_that_is_missing_in_a_file_fails_whatever_the_articles_say(root: Path) -> None:
    """The articles are changed so that they agree with the damaged file; the record still says what was promised."""
    book = next((root / "build/2022-03").glob("*.en.epub"))
    _rewrite(book, b"orchards and weirs", b"orchards")
    for article in (root / "articles").glob("*.en.md"):
        article.write_text(article.read_text("utf-8").replace("orchards and weirs", "orchards"), "utf-8")
    verdict = own_verdicts(verified(root))[".epub text"]
    assert verdict.passed is False
    assert "the book has “orchards and weirs,”, the file “orchards,”" in verdict.messages[0].text


def _rewrite(book: Path, old: bytes, new: bytes) -> None:
    with zipfile.ZipFile(book) as archive:
        members = {info: archive.read(info) for info in archive.infolist()}
    with zipfile.ZipFile(book, "w") as archive:
        for info, data in members.items():
            archive.writestr(info, data.replace(old, new))


def test_without_the_articles_files_are_verified_and_sources_are_not(root: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(root / "build/2022-03", tmp_path / "elsewhere")
    before = sorted(path.name for path in folder.iterdir())
    done = verify_folder(folder, languages=["ka"], steps=NoSteps())
    assert [edition.edition for edition in done.editions] == ["2022-03.ka"]
    verdicts = own_verdicts(done)
    assert {name: verdict.passed for name, verdict in verdicts.items() if verdict.passed is not True} == {
        ".json sources": None
    }
    assert verdicts[".pdf text"].passed is True
    assert sorted(path.name for path in folder.iterdir()) == before


@pytest.mark.slow
def test_a_folder_without_records_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no record of a volume is in "):
        verify_folder(tmp_path, steps=NoSteps())
    done = run(tmp_path, "verify", "--folder", ".", "2022-03")
    assert done.returncode == 2
    assert "--folder takes no volumes" in done.stderr


def test_programs_and_fonts_of_other_versions_are_information(made: Compiled) -> None:
    path = made.file("2022-03.en", ".json")
    record = read_record(path)
    fonts = tuple(replace(font, digest="0" * 64) for font in record.fonts[:1])
    here = replace(record, made_by={**record.made_by, "lxml": "99.1", "new": "1"}, fonts=fonts)
    verdict = check_sources(path, record, here)
    assert verdict.passed is True
    assert [(message.severity, message.code) for message in verdict.messages] == [(Severity.INFO, "other-versions")] * 2
    assert f"lxml {record.made_by['lxml']} (99.1 here)" in verdict.messages[0].text
    assert record.fonts[0].file in verdict.messages[1].text


def test_facts_articles_and_documents_that_are_others_today(made: Compiled) -> None:
    path = made.file("2022-03.en", ".json")
    record = read_record(path)
    article, *others = record.articles
    today = replace(
        record,
        title="Another",
        volume=replace(record.volume, number=7),
        articles=(replace(article, title="T"), *others[:-1], replace(others[-1], key="new", path="new.md")),
        documents=(*record.documents[:-1], replace(record.documents[-1], id="glossary")),
    )
    messages = check_sources(path, record, today).messages
    assert sorted({(message.code, message.text.partition(":")[0]) for message in messages}) == [
        ("article-changed", "2022-03-16-road.en.md was removed since the volume was compiled"),
        ("article-changed", "new.md was added since the volume was compiled"),
        ("made-differently", "colophon"),
        ("made-differently", "glossary"),
        ("made-differently", "title"),
        ("made-differently", "title of river"),
        ("made-differently", "volume.number"),
    ]
