"""Commands about some articles or volumes, and from a folder below the archive."""

import os
import subprocess
from pathlib import Path

import pytest

from archivist.archive import open_archive
from archivist.errors import UsageError
from archivist.findings import Finding
from archivist.workflows.article_check import check
from tests import command
from tests.editorial.making import archive as desk_archive
from tests.editorial.making import page
from tests.json_output import data_of

pytestmark = pytest.mark.slow  # whole commands

SETTINGS = '[archive]\ntitle = "T"\n[editions]\nlanguages = ["en", "ka"]\n[notes]\nlanguages = ["ka"]\n'
ARTICLES = {
    "2022/2022-01-02-one.en.md": page(
        "Text.[^a]\n\n[There](2022-02-03-two.en.md#nowhere) and [here](2022-02-03-two.en.md#place).\n\n[^a]: Note.\n",
        "related: [two, two]",
        date="2022-01-02",
    ),
    "2022/2022-01-02-one.ka.md": page("ტექსტი.\n", date="2022-01-02", lang="ka"),
    "2022/2022-02-03-two.en.md": page("![Map](map.png)\n\n## Place\n\nTe\u200bxt.\n", date="2022-02-03"),
    "2022/2022-02-04-broken.en.md": "---\ntitle: A: b\ndate: 2022-02-04\n---\nText.\n",
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return desk_archive(tmp_path_factory.mktemp("archive"), ARTICLES, SETTINGS)


def run(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return command.run(*arguments, folder=folder)


def of_file(findings: tuple[Finding, ...], *names: str) -> list[Finding]:
    return [finding for finding in findings if finding.file in {f"articles/{name}" for name in names}]


@pytest.mark.parametrize("name", ARTICLES)
def test_a_check_of_one_file_finds_what_a_check_of_all_finds_in_it(root: Path, name: str) -> None:
    archive = open_archive(root)
    expected = of_file(check(archive), name)
    assert list(check(archive, [f"articles/{name}"])) == expected
    assert expected or name.endswith("one.ka.md")


def test_a_volume_and_a_folder_may_be_named(root: Path) -> None:
    archive = open_archive(root)
    everything = check(archive)
    january = ("2022/2022-01-02-one.en.md", "2022/2022-01-02-one.ka.md")
    assert list(check(archive, ["2022-01"])) == of_file(everything, *january)
    assert list(check(archive, ["2022"])) == of_file(everything, *ARTICLES)


def test_an_unknown_name_is_a_usage_error(root: Path, tmp_path: Path) -> None:
    (tmp_path / "stranger.md").write_text("Text.")
    for name, said in (("2022-03", "did you mean"), (str(tmp_path / "stranger.md"), "neither a volume nor a file")):
        with pytest.raises(UsageError, match=said):
            check(open_archive(root), [name])


def test_the_archive_is_found_from_a_folder_below_it(root: Path) -> None:
    below = root / "articles" / "2022"
    done = run(below, "check", "2022-02-03-two.en.md")
    assert done.stdout.startswith("articles/2022/2022-02-03-two.en.md:")
    assert done.stderr.startswith(f"archivist: the archive is {root}\n")
    assert run(root, "check", "articles/2022/2022-02-03-two.en.md").stdout == done.stdout


def test_outside_an_archive_the_current_folder_is_named(tmp_path: Path) -> None:
    done = run(tmp_path, "plan")
    assert done.returncode == 2
    assert done.stderr.startswith("archivist: archivist.toml does not exist\n")


def test_a_plan_of_one_volume(tmp_path: Path) -> None:
    right = {name: text for name, text in ARTICLES.items() if "broken" not in name}
    root = desk_archive(tmp_path, right, SETTINGS)
    data = data_of("plan", run(root, "plan", "2022-01", "--json").stdout)
    assert [volume["id"] for volume in data["volumes"]] == ["2022-01"]
    assert {edition["id"] for edition in data["editions"]} == {"2022-01.en", "2022-01.ka"}
    assert all("two" not in finding["file"] for finding in data["findings"])
    unknown = run(root, "plan", "2022-07")
    assert unknown.returncode == 2
    assert "there is no volume 2022-07" in unknown.stderr


def test_a_plan_loses_nothing_on_a_narrow_terminal(tmp_path: Path) -> None:
    articles = {f"2022-0{month}-02-a{month}.en.md": page(date=f"2022-0{month}-02") for month in (1, 2)}
    folder = desk_archive(tmp_path, dict(articles), SETTINGS)
    narrow, wide = (
        command.run("plan", folder=folder, environment={**os.environ, "COLUMNS": columns}).stdout
        for columns in ("44", "80")
    )
    first = "Volume: 2022-01\nNo.: 1\nDates: 2022-01-02\nWorks: 1\nEditions: en\n"
    assert narrow.startswith(f"{first}\nVolume: 2022-02\n")
    assert wide.splitlines()[0].split() == ["Volume", "No.", "Dates", "Works", "Editions", "Missing", "translations"]
