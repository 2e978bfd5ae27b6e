import json
from pathlib import Path

import pytest

from archivist.cli.outcome import summary
from archivist.cli.output import counted, plain, print_findings, print_json
from archivist.cli.progress import Lines, progress_for
from archivist.findings import Finding
from archivist.model.results import EditionResult

FINDINGS = (
    Finding("empty-edition", "volume 2022-03 has no article in ru"),
    Finding("missing-title", "no title", "articles/a.en.md"),
    Finding("broken-image", "[no] such picture", "articles/b.en.md", 7),
    Finding("broken-image", "nor this", "articles/b.en.md", 9),
)


def result(*files: str, pages: int = 28) -> EditionResult:
    return EditionResult("2022-03.en", tuple(map(Path, files)), pages, laid_out=7, reused=3)


def test_findings_in_a_pipe_are_lines_as_compilers_write_them(capsys: pytest.CaptureFixture[str]) -> None:
    print_findings(FINDINGS)
    told = capsys.readouterr()
    assert told.out.splitlines() == [
        "archivist: info empty-edition: volume 2022-03 has no article in ru",
        "articles/a.en.md: error missing-title: no title. Add `title:` to the front matter.",
        "articles/b.en.md:7: warning broken-image: [no] such picture",
        "articles/b.en.md:9: warning broken-image: nor this",
    ]
    assert told.err == "1 error, 2 warnings, 1 info\n"


def test_nothing_found() -> None:
    assert counted(()) == "nothing found"


def test_a_finding_without_line_and_with_its_remedy() -> None:
    told = "error missing-title: no title. Add `title:` to the front matter."
    assert plain(FINDINGS[1]) == f"articles/a.en.md: {told}"


def test_data_is_written_in_its_own_letters(capsys: pytest.CaptureFixture[str]) -> None:
    print_json({"title": "ლიახვი"})
    out = capsys.readouterr().out
    assert "ლიახვი" in out
    assert json.loads(out) == {"title": "ლიახვი"}


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (
            result("build/2022-03/x.pdf", "build/2022-03/x.epub", "build/2022-03/volume.en.json"),
            "2022-03.en: 28 pages; 7 laid out, 3 reused; not verified; build/2022-03/x.pdf, .epub, volume.en.json",
        ),
        (
            result("a/x.pdf", "b/x.epub", pages=1),
            "2022-03.en: 1 page; 7 laid out, 3 reused; not verified; a/x.pdf, b/x.epub",
        ),
        (result(), "2022-03.en: 28 pages; 7 laid out, 3 reused"),
    ],
)
def test_summaries(made: EditionResult, expected: str) -> None:
    assert summary(made) == expected


def test_paths_are_named_from_the_current_folder() -> None:
    assert summary(result(str(Path.cwd() / "build/x.pdf"))).endswith("; build/x.pdf")


@pytest.mark.parametrize("quiet", [True, False])
def test_away_from_a_terminal_an_edition_is_a_line_or_nothing(quiet: bool, capsys: pytest.CaptureFixture[str]) -> None:
    with progress_for(quiet=quiet) as progress:
        progress.begin("2022-03.en", 1)
        progress.laid_out("article", False)
        progress.done(result())
        assert isinstance(progress, Lines) is not quiet
    told = capsys.readouterr()
    assert told.out == ("" if quiet else "2022-03.en: 28 pages; 7 laid out, 3 reused\n")
    assert told.err == ""
