"""The programming interface: what docs/api.md promises, and its examples."""

import ast
import json
import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

import archivist
from archivist import api
from archivist.record.reading import read_record
from tests.archives import Compiled
from tests.command import run

ROOT = Path(__file__).parents[2]
EXAMPLES = re.findall(r"```python\n(.*?)```", (ROOT / "docs/api.md").read_text("utf-8"), re.DOTALL)


def test_the_same_names_are_public_everywhere() -> None:
    assert sorted(archivist.__all__) == sorted([*api.__all__, "__version__"])
    stub = ast.parse((ROOT / "src/archivist/__init__.pyi").read_text("utf-8"))
    imported = [each.names[0].asname for each in stub.body if isinstance(each, ast.ImportFrom)]
    assert imported == sorted(api.__all__)
    assert all(getattr(archivist, name) is getattr(api, name) for name in api.__all__)
    assert set(archivist.__all__) <= set(dir(archivist))
    with pytest.raises(AttributeError, match="no attribute 'Nothing'"):
        _ = archivist.Nothing  # type: ignore[attr-defined]


def test_importing_the_package_imports_nothing_of_it() -> None:
    code = "import archivist, sys; print([name for name in sys.modules if name.startswith('archivist.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize("example", EXAMPLES, ids=range(len(EXAMPLES)))
def test_the_examples_of_the_manual_run(
    example: str, made: Compiled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made.copy(tmp_path / "my-archive")
    (tmp_path / "example.py").write_text(example, "utf-8")
    monkeypatch.chdir(tmp_path)
    runpy.run_path("example.py", run_name="__main__")


def test_the_examples_say_what_they_promise(
    made: Compiled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made.copy(tmp_path / "my-archive")
    monkeypatch.chdir(tmp_path)
    example = next(each for each in EXAMPLES if "records()" in each)
    (tmp_path / "example.py").write_text(example, "utf-8")
    runpy.run_path("example.py", run_name="__main__")
    record = read_record(made.root / "build/2022-02/volume.en.json")
    (article,) = record.articles
    page = record.article_pages[article.key].first
    assert capsys.readouterr().out.splitlines()[0] == f"1 en {page} {article.title}"


def test_a_plan_is_that_of_the_command(made: Compiled) -> None:
    planned = archivist.open_archive(made.root).plan()
    data = json.loads(run("plan", "--json", folder=made.root).stdout)
    assert [(each.id, list(each.articles), list(each.missing)) for each in planned.editions] == [
        (each["id"], each["articles"], each["missing"]) for each in data["editions"]
    ]
    assert [(each.id, each.number, each.start.isoformat()) for each in planned.volumes] == [
        (each["id"], each["number"], each["start"]) for each in data["volumes"]
    ]
    assert [(each.code, each.file, each.hint) for each in planned.findings] == [
        (each["code"], each["file"], each["hint"]) for each in data["findings"]
    ]
    assert planned.ok
    of_march = archivist.open_archive(made.root).plan(["2022-03"])
    assert [each.id for each in of_march.editions] == ["2022-03.en", "2022-03.ka"]


def test_a_compile_says_what_is_there_and_calls_back(made: Compiled, tmp_path: Path) -> None:
    archive = archivist.open_archive(made.copy(tmp_path / "archive"))
    seen: list[archivist.CompiledEdition] = []
    done = archive.compile(["2022-03"], languages=["ka"], on_edition=seen.append)
    assert done.ok
    assert (tuple(seen), [each.id for each in done.editions]) == (done.editions, ["2022-03.ka"])
    assert done.editions[0].unchanged
    assert all(path.is_file() for path in done.editions[0].files)
    assert not archivist.Compilation((), (), ()).ok


def test_records_are_what_the_files_say(made: Compiled) -> None:
    archive = archivist.open_archive(made.root)
    for record in archive.records():
        data = json.loads((archive.build / record.volume / f"volume.{record.language}.json").read_bytes())
        assert (record.pages, record.identifier, record.title) == (data["pages"], data["identifier"], data["title"])
        assert [each.key for each in record.articles] == [each["key"] for each in data["articles"]]
        assert all(each.path.stat().st_size == each.size for each in record.files)
    assert [each.edition for each in archive.records(languages=["ka"])] == ["2022-03.ka"]


def test_what_stops_the_whole_is_an_error_with_a_hint(made: Compiled, tmp_path: Path) -> None:
    with pytest.raises(archivist.ArchivistError, match=r"archivist\.toml") as missing:
        archivist.open_archive(tmp_path)
    assert missing.value.hint
    archive = archivist.open_archive(made.copy(tmp_path / "archive"))
    with pytest.raises(archivist.ArchivistError, match="2031-01"):
        archive.compile(["2031-01"])
    (archive.build / "2022-02/volume.en.json").write_text("{}", "utf-8")
    with pytest.raises(archivist.ArchivistError, match="cannot be read"):
        list(archive.records())


def test_mistakes_in_articles_are_findings(made: Compiled, tmp_path: Path) -> None:
    archive = archivist.open_archive(made.copy(tmp_path / "archive"))
    article = archive.folder / "articles/2022-03-16-road.en.md"
    article.write_text(article.read_text("utf-8").replace("date: 2022-03-16", "date: soon"), "utf-8")
    (finding,) = [each for each in archive.check() if each.severity == "error"]
    assert (finding.file, finding.code) == ("articles/2022-03-16-road.en.md", "bad-date")
    assert not archive.plan().ok
    done = archive.compile()
    assert not done.ok
    assert finding in done.findings
