"""What was said of an edition's articles is said again only if nothing it depends on has changed."""

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from archivist import parsed_texts, pipeline
from archivist.archive import open_archive
from archivist.articles import article_file
from archivist.cache import Store
from archivist.cli.progress import NoSteps
from archivist.compiled.compiled_editions import compiled_edition
from archivist.compiled.record_of_today import record_of_today
from archivist.compiled.stored_sources import StoredSources
from archivist.executors import InProcess
from archivist.model.volumes import Edition
from archivist.planning import plan
from archivist.record.volume_record import VolumeRecord
from archivist.stamps import inputs
from archivist.verdict import Verdict
from archivist.verify.edition_checks import Verification
from archivist.volumes import choose
from archivist.workflows.volume_verification import verify_volumes
from tests.archives import SETTINGS, Compiled

pytest.importorskip("pdfminer", reason="pdfminer.six is missing; pip install pdfminer.six")

ROAD = "articles/2022-03-16-road.en.md"


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the articles whose bodies or front matter are parsed."""
    paths: list[str] = []
    parse, parse_file = parsed_texts.parse_texts, article_file.parse_file

    def bodies(archive: object, articles: Sequence[object], *rest: object, here: int) -> object:
        paths.extend(getattr(article, "path", "") for article in articles)
        return parse(archive, articles, *rest, here=here)  # type: ignore[arg-type]

    def file(source: str, path: str, *rest: object) -> object:
        paths.append(path)
        return parse_file(source, path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "parse_texts", bodies)
    monkeypatch.setattr(article_file, "parse_file", file)
    return paths


@pytest.fixture(scope="module")
def compared(made: Compiled, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of which an edition was compared with its articles."""
    folder = made.copy(tmp_path_factory.mktemp("compared") / "archive")
    assert sources(folder).messages == ()
    return folder


@pytest.fixture
def root(compared: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return shutil.copytree(compared, tmp_path / "archive", copy_function=shutil.copy2)


def sources(root: Path) -> Verdict:
    """The verdict on the articles of an edition."""
    archive = open_archive(root)
    planned = plan(archive)
    (edition,) = choose(planned.editions, volumes=["2022-03"], languages=["en"])
    stored = StoredSources(archive, planned, Store(archive.cache))

    def record_today(edition: Edition, record: VolumeRecord) -> VolumeRecord | str:
        return record_of_today(pipeline.EditionBuilder(archive, planned, InProcess()), edition, record)

    found = compiled_edition(archive, edition, record_today, stored)
    assert found.sources is not None
    return found.sources


def change(name: str, before: str, after: str) -> Callable[[Path, pytest.MonkeyPatch], None]:
    def make(root: Path, _: pytest.MonkeyPatch) -> None:
        text = (root / name).read_text("utf-8")
        assert before in text
        (root / name).write_text(text.replace(before, after, 1), "utf-8")

    return make


def change_program(_: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(inputs, "installed_program", lambda: "another")


def change_libraries(_: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr("archivist.compiled.stored_sources.are_same", lambda *_: False)


def change_picture(root: Path, _: pytest.MonkeyPatch) -> None:
    with (root / "articles/blue.png").open("ab") as file:
        file.write(b"\0")


def remove_record_of_another(root: Path, _: pytest.MonkeyPatch) -> None:
    (root / "build/2022-02/volume.en.json").unlink()


def damage_cache(root: Path, _: pytest.MonkeyPatch) -> None:
    for path in (root / "build/.cache").glob("*/*.sources"):
        path.write_bytes(b"{}")


CHANGES = {
    "article": change(ROAD, "\n---\n", "\n---\nA new beginning.\n\n"),
    "article of another volume": change("articles/2022-02-02-earlier.en.md", "\n---\n", "\n---\nNew.\n\n"),
    "setting": lambda root, _: (root / "archivist.toml").write_text(SETTINGS + "\n[labels.en]\nnotes = 'Remarks'\n"),
    "record": change("build/2022-03/volume.en.json", '"title": ', '"title":  '),
    "program": change_program,
    "libraries": change_libraries,
    "picture": change_picture,
    "record of another": remove_record_of_another,
    "cache": damage_cache,
}


@pytest.mark.usefixtures("no_tools")
def test_nothing_is_parsed_and_the_same_is_said(root: Path, parsed: list[str]) -> None:
    def verify(*, from_cache: bool) -> Verification:
        return verify_volumes(
            open_archive(root), volumes=["2022-03"], languages=["en"], from_cache=from_cache, steps=NoSteps()
        )

    fresh = verify(from_cache=False)
    assert Path(ROAD).name in parsed
    parsed.clear()
    assert verify(from_cache=True) == fresh
    assert parsed == []


@pytest.mark.parametrize("what", CHANGES)
def test_it_is_compared_again_if_anything_has_changed(
    what: str, root: Path, parsed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    CHANGES[what](root, monkeypatch)
    changed = sources(root)
    assert Path(ROAD).name in parsed
    parsed.clear()
    assert bool(changed.messages) == (what in {"article", "setting", "picture", "record of another"})
    sources(root)
    # A difference is looked at again each time.
    assert bool(parsed) == (bool(changed.messages) or what == "libraries")
