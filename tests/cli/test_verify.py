"""`archivist verify` on an archive that was compiled, on one that was not, and on files that were changed since."""

from pathlib import Path
from typing import Any

import pytest

from archivist.archive import open_archive
from archivist.cli.progress import NoSteps
from archivist.cli.verdicts import exit_code, print_verification
from archivist.findings import Severity
from archivist.model.results import Format
from archivist.verdict import Verdict
from archivist.verify import ace, epubcheck, verapdf
from archivist.verify.edition_checks import Verification
from archivist.workflows.volume_verification import verify_volumes
from tests.archives import SETTINGS, Compiled, compiled, write_archive
from tests.cli.test_compile import run
from tests.json_output import data_of

pytestmark = pytest.mark.slow  # whole commands

pytest.importorskip("pdfminer", reason="pdfminer.six is missing; pip install pdfminer.six")

EPUB_CHECKS = ("file", "reading", "text", "links", "manifest", "headings", "contents", "page list")


@pytest.fixture(scope="module")
def verified(made: Compiled, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """A compiled archive and the report on one edition of it."""
    archive = made.copy(tmp_path_factory.mktemp("verified") / "archive")
    done = run(archive, "verify", "2022-03", "--language", "en", "--report", "out/report.json")
    assert done.returncode in {0, 1, 3}, done.stderr
    report = data_of("verify", (archive / "out/report.json").read_text("utf-8"))
    assert done.returncode == {True: 0, False: 1, None: 3}[report["passed"]]
    assert done.stdout.startswith("2022-03.en: build/2022-03/")
    assert done.stderr.startswith("checks: ")
    return archive, report


def checks(report: dict[str, Any], suffix: str) -> dict[str, bool | None]:
    (edition,) = report["editions"]
    (file,) = (each for each in edition["files"] if each["file"].endswith(suffix))
    return {check["check"]: check["passed"] for check in file["checks"]}


@pytest.mark.slow
def test_the_report_has_every_file_and_check(verified: tuple[Path, dict[str, Any]]) -> None:
    _, report = verified
    assert report["format"] == "archivist verification 1"
    assert {"file", "reading", "claim", "links", "places", "text", "fonts", "page numbers", "outloud"} <= set(
        checks(report, ".pdf")
    )
    assert set(checks(report, ".epub")) == {*EPUB_CHECKS, "epubcheck", "ace"}
    for check in (check for file in report["editions"][0]["files"] for check in file["checks"]):
        assert set(check) == {"check", "passed", "tool", "version", "standard", "messages"}
        assert not check["standard"] or check["passed"] is True


@pytest.mark.slow
def test_what_compile_made_is_sound(verified: tuple[Path, dict[str, Any]]) -> None:
    _, report = verified
    results = checks(report, ".pdf")
    own = ("file", "reading", "claim", "links", "places", "text", "fonts", "page numbers")
    assert {name: results[name] for name in own} == dict.fromkeys(own, True)
    if verapdf.find() is not None:
        assert results["verapdf 2a"] is True
        assert results["verapdf ua1"] is True
    books = checks(report, ".epub")
    assert {name: books[name] for name in EPUB_CHECKS} == dict.fromkeys(EPUB_CHECKS, True)
    if epubcheck.find() is not None:
        assert books["epubcheck"] is True
    if ace.find() is not None:
        assert books["ace"] is True


def verified_in(volume: str, root: Path) -> Verification:
    """The English edition of a volume verified in this process."""
    return verify_volumes(open_archive(root), volumes=[volume], languages=["en"], steps=NoSteps())


def verdicts(done: Verification, ending: str) -> dict[str, Verdict]:
    """What this program itself finds of the file with this ending."""
    (edition,) = done.editions
    (file,) = (file for file in edition.files if file.path.name.endswith(ending))
    return {verdict.name: verdict for verdict in file.verdicts if verdict.tool == "archivist"}


def own_checks(done: Verification, ending: str) -> dict[str, bool | None]:
    return {name: verdict.passed for name, verdict in verdicts(done, ending).items()}


@pytest.mark.usefixtures("no_tools")
def test_a_file_changed_since_fails(made: Compiled, tmp_path: Path) -> None:
    archive = made.copy(tmp_path / "copy")
    book = next(archive.rglob("*2022-02.en.epub"))
    book.write_bytes(book.read_bytes()[:-1] + b"x")
    done = verified_in("2022-02", archive)
    assert exit_code(done, strict=False) == 1
    assert verdicts(done, ".epub")["file"].passed is False
    assert "changed since it was compiled" in verdicts(done, ".epub")["file"].messages[0].text


@pytest.mark.usefixtures("no_tools")
def test_an_article_changed_since_is_reported_and_the_files_pass(made: Compiled, tmp_path: Path) -> None:
    archive = made.copy(tmp_path / "copy")
    article = archive / "articles/2022-02-02-earlier.en.md"
    article.write_text(article.read_text("utf-8") + "More.\n", "utf-8")
    done = verified_in("2022-02", archive)
    assert verdicts(done, ".pdf")["text"].passed is True
    assert verdicts(done, ".epub")["text"].passed is True
    sources = verdicts(done, "volume.en.json")["sources"]
    assert sources.passed is True
    assert [(each.severity, each.code, each.text) for each in sources.messages] == [
        (
            Severity.WARNING,
            "article-changed",
            "2022-02-02-earlier.en.md was changed since the volume was compiled",
        )
    ]
    assert exit_code(done, strict=True) == 1


@pytest.mark.slow
@pytest.mark.usefixtures("no_tools")
def test_an_edition_in_parts(tmp_path: Path) -> None:
    root = write_archive(tmp_path / "archive", SETTINGS + '\n[epub]\nmax_size = "1 kB"\n')
    compiled(root, "2022-03", languages=("en",))
    done = verified_in("2022-03", root)
    assert own_checks(done, ".part1.epub") == own_checks(done, ".part2.epub") == dict.fromkeys(EPUB_CHECKS, True)
    first, second = (next(root.rglob(f"*.part{number}.epub")) for number in (1, 2))
    first.write_bytes(second.read_bytes())
    swapped = own_checks(verified_in("2022-03", root), ".part1.epub")
    assert (swapped["file"], swapped["text"]) == (False, False)


@pytest.mark.usefixtures("no_tools")
def test_an_epub_by_itself_has_no_pages_to_list(tmp_path: Path) -> None:
    root = write_archive(tmp_path / "archive")
    compiled(root, "2022-03", languages=("en",), only=Format.EPUB)
    assert own_checks(verified_in("2022-03", root), ".epub") == dict.fromkeys(EPUB_CHECKS[:-1], True)


@pytest.mark.usefixtures("no_tools")
def test_where_the_pdf_is_gone_its_pages_are_not_known(made: Compiled, tmp_path: Path) -> None:
    archive = made.copy(tmp_path / "copy")
    next(archive.rglob("*2022-03.en.pdf")).unlink()
    assert own_checks(verified_in("2022-03", archive), ".epub") == dict.fromkeys(EPUB_CHECKS, True) | {
        "page list": None
    }


def test_an_edition_never_compiled_says_what_to_do_and_ends_with_3(tmp_path: Path) -> None:
    assert run(tmp_path, "init").returncode == 0
    done = run(tmp_path, "verify")
    assert done.returncode == 3
    assert done.stdout.startswith("2025-01.en: not verified\n      it was never compiled: ")
    assert "Make it with `archivist compile 2025-01 --language en`." in done.stdout
    assert done.stderr == "editions that could not be verified: 1\n"


def test_a_volume_there_is_not(tmp_path: Path) -> None:
    assert run(tmp_path, "init").returncode == 0
    done = run(tmp_path, "verify", "2025-02")
    assert (done.returncode, done.stdout) == (2, "")
    assert "did you mean 2025-01?" in done.stderr


@pytest.mark.usefixtures("no_tools")
def test_without_the_tools_nothing_is_said_to_pass(
    made: Compiled, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = made.copy(tmp_path / "archive")  # what is said is kept beside it, where other tests would find it
    done = verify_volumes(open_archive(root), volumes=["2022-02"], steps=NoSteps())
    outside = [verdict for verdict in done.verdicts if verdict.tool != "archivist"]
    assert {verdict.tool for verdict in outside} == {"verapdf", "outloud", "epubcheck", "ace"}
    assert {verdict.passed for verdict in outside} == {None}
    assert all(" install " in verdict.messages[0].text for verdict in outside)
    assert exit_code(done, strict=False) != 0
    print_verification(done, verbose=False)
    told = capsys.readouterr()
    files = [line for line in told.out.splitlines() if not line.startswith(" ")]
    assert "not verified: without verapdf, outloud" in files[0]
    assert "not verified: without epubcheck, ace" in files[1]
    assert "install" not in told.out
    assert [line.split(":")[0] for line in told.err.splitlines() if " install " in line] == [
        "verapdf",
        "outloud",
        "epubcheck",
        "ace",
    ]
    assert "verapdf: 2 checks of 1 file not made. " in told.err


MISSING = "A short line.\n\n![A broken picture](https://example.org/none.png)\n\n"


@pytest.mark.slow
@pytest.mark.usefixtures("no_tools")
def test_pictures_that_are_missing_and_pictures_in_headings(tmp_path: Path) -> None:
    """Words in the place of a picture are text on paper and on screen, and so is the text for one in a heading."""
    sections = "".join(f"## Head {number} with ![a square](blue.png) a picture\n\n{MISSING * 4}" for number in range(6))
    articles = {"2022-03-09-gone.en.md": f"---\ntitle: Gone\ndate: 2022-03-09\n---\n{sections}"}
    root = write_archive(tmp_path / "archive", SETTINGS, articles)
    compiled(root, "2022-03", languages=("en",))
    done = verified_in("2022-03", root)
    assert own_checks(done, ".epub") == dict.fromkeys(EPUB_CHECKS, True)
    assert own_checks(done, ".pdf")["text"] is True
    assert own_checks(done, "volume.en.json") == {"record": True, "manifest": True, "sources": True}
    assert own_checks(done, "manifest-sha256.txt") == {"folder": True}
