"""An edition of which nothing has changed is not made, and is reported as if it were; any change makes it again."""

import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from archivist.archive import open_archive
from archivist.build_folder.volume_folder import MANIFEST, marker_path
from archivist.cache import Store
from archivist.dependencies import Answers, Question
from archivist.planning import plan
from archivist.stamps import edition_stamps, kept_libraries
from archivist.stamps.inputs import are_same
from tests.archives import EARLIER_EN, PROSE, Compiled, compiled
from tests.test_deferred_names import HEAVY, SELDOM, TERMINAL


@pytest.fixture
def copy(made: Compiled, tmp_path: Path) -> Path:
    return made.copy(tmp_path / "copy")


def begun(done: Compiled) -> set[str]:
    """The editions that were made."""
    assert set(done.watch.announced) == {each.edition for each in done.compilation.results if not each.is_unchanged}
    return set(done.watch.announced)


EVERY = {"2022-02.en", "2022-03.en", "2022-03.ka"}


def test_nothing_is_made_and_the_same_is_reported(made: Compiled, copy: Path) -> None:
    again = compiled(copy)
    assert begun(again) == set()
    assert again.files == made.files
    assert again.compilation.findings == made.compilation.findings
    build = made.root / "build"
    for before, after in zip(made.compilation.results, again.compilation.results, strict=True):
        assert [path.relative_to(build) for path in before.files] == [
            path.relative_to(copy / "build") for path in after.files
        ]
        assert after == replace(before, files=after.files, laid_out=0, reused=before.laid_out, is_unchanged=True)
    assert [each.edition for each in again.watch.results] == [each.edition for each in made.compilation.results]


def test_a_run_with_nothing_to_do_imports_nothing_that_makes_editions(made: Compiled, copy: Path) -> None:
    compiled(copy)
    names = (*HEAVY, *SELDOM)
    for command, unused in (["compile", "--quiet"], (*names, *TERMINAL)), (["plan"], names):
        program = (
            "import sys; from archivist.cli import main\n"
            "try: main()\n"
            "except SystemExit: pass\n"
            f"print([name for name in {unused!r} if name in sys.modules])"
        )
        run = [sys.executable, "-c", program, *command, "--archive", str(copy)]
        done = subprocess.run(run, capture_output=True, text=True, check=True)
        assert done.stdout.splitlines()[-1] == "[]", command


def damage(root: Path, name: str) -> None:
    path = next(root.rglob(name))
    path.write_bytes(path.read_bytes() + b"\n")


def forget(root: Path) -> None:
    manifest = root / "build" / "2022-02" / MANIFEST
    manifest.write_text("".join(line for line in manifest.read_text().splitlines(True) if ".bib" not in line))


DAMAGES: dict[str, Callable[[Path], object]] = {
    "PDF changed": lambda root: damage(root, "*2022-02.en.pdf"),
    "EPUB gone": lambda root: next(root.rglob("*2022-02.en.epub")).unlink(),
    "record changed": lambda root: damage(root, "2022-02/volume.en.json"),
    "incomplete": lambda root: marker_path(root / "build" / "2022-02", "en").write_text("x"),
    "manifest": forget,
}


@pytest.mark.parametrize("kind", DAMAGES)
def test_a_file_that_is_not_what_was_made_is_made_again(made: Compiled, copy: Path, kind: str) -> None:
    DAMAGES[kind](copy)
    again = compiled(copy, "2022-02")
    assert begun(again) == {"2022-02.en"}
    assert again.files == made.files
    assert again.watch.made_now == set()
    assert begun(compiled(copy, "2022-02")) == set()


def test_what_quotes_a_page_is_made_again_if_the_page_is_another_one(made: Compiled, copy: Path) -> None:
    # The appendix of 2022-03.en names a page of 2022-02.en, which is still the same page.
    next(copy.rglob("*2022-02.en.pdf")).unlink()
    again = compiled(copy)
    assert begun(again) == {"2022-02.en"}
    assert again.files == made.files

    # Alone, it needs that page to be in the record of the other volume.
    assert begun(compiled(copy, "2022-03", languages=("en",))) == set()
    record = copy / "build" / "2022-02" / "volume.en.json"
    kept = record.read_bytes()
    record.unlink()
    assert begun(compiled(copy, "2022-03", languages=("en",))) == {"2022-03.en"}
    record.write_bytes(kept)
    assert begun(compiled(copy, "2022-03", languages=("en",))) == {"2022-03.en"}

    # A second article before it moves the page.
    first = EARLIER_EN.replace("02-02", "02-01").replace("What came", "What was")
    (copy / "articles" / "2022-02-01-first.en.md").write_text(first.replace("words.", f"words.\n\n{PROSE * 9}"))
    moved = compiled(copy)
    assert begun(moved) == EVERY
    assert compiled(copy, again=True).files == moved.files


def change(root: Path, name: str, old: str, new: str) -> None:
    path = root / "articles" / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_one_edit_makes_one_volume(made: Compiled, copy: Path) -> None:
    change(copy, "2022-02-02-earlier.en.md", "Earlier words.", "Other words.")
    once = compiled(copy)
    assert begun(once) == {"2022-02.en"}
    assert once.watch.expected == {"2022-02.en": 1}  # articles of the editions to be made
    change(copy, "2022-03-16-road.ka.md", "გზა ხრეშისაა.", "გზა ძველია.")
    assert begun(compiled(copy)) == {"2022-03.en", "2022-03.ka"}  # the note is printed in both languages
    change(copy, "2022-02-02-earlier.en.md", "What came earlier", "What came first")
    assert begun(compiled(copy)) == EVERY  # the others name it
    (copy / "articles" / "green.png").write_bytes((copy / "articles" / "blue.png").read_bytes())
    assert begun(compiled(copy)) == set()
    (copy / "articles" / "blue.png").unlink()
    assert begun(compiled(copy)) == {"2022-03.en", "2022-03.ka"}  # the notes of a text are printed with its translation


def test_whoever_doubts_can_make_everything(made: Compiled, copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    everything = compiled(copy, again=True)
    assert begun(everything) == EVERY
    assert everything.files == made.files

    with monkeypatch.context() as patched:
        patched.setattr(kept_libraries, "are_same", lambda *_: False)  # another Pango
        assert begun(compiled(copy, "2022-02")) == {"2022-02.en"}
    assert begun(compiled(copy, "2022-02")) == set()
    with monkeypatch.context() as patched:
        patched.setattr(kept_libraries, "loaded_libraries", lambda: None)  # a system that does not tell
        change(copy, "2022-02-02-earlier.en.md", "Earlier words.", "Other words.")
        assert begun(compiled(copy, "2022-02")) == {"2022-02.en"}
        assert begun(compiled(copy, "2022-02")) == {"2022-02.en"}


def test_the_libraries_of_all_stamps_are_compared_once(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[object] = []

    def compare(libraries: Iterable[tuple[str, Iterable[int]]], seen: dict[str, tuple[int, ...]]) -> bool:
        compared.append(libraries)
        return are_same(libraries, seen)

    monkeypatch.setattr(kept_libraries, "are_same", compare)
    assert begun(compiled(copy)) == set()
    assert len(compared) == 1


def test_a_damaged_or_foreign_list_of_libraries_says_nothing(copy: Path) -> None:
    store = Store(open_archive(copy).cache)
    for content in (b"", b"[1]", b"{}", b'{"/usr/lib/libother.so.1": [1, 2]}'):
        entries = [each for each in store.entries() if each.kind == ".libraries"]
        assert entries  # several, if this process loaded a library between two compiles
        for entry in entries:
            Store(store.folder).put(entry.path.name[:64], ".libraries", content)
        assert begun(compiled(copy, "2022-02")) == {"2022-02.en"}
    assert begun(compiled(copy, "2022-02")) == set()


def test_a_damaged_stamp_is_none(copy: Path) -> None:
    store = Store(open_archive(copy).cache)
    for damage in (b"", b"[1]", b"{}", b'{"inputs": 1}'):
        for entry in list(store.entries()):
            if entry.kind == ".stamp":
                Store(store.folder).put(entry.path.name[:64], ".stamp", damage)
        assert begun(compiled(copy, "2022-02")) == {"2022-02.en"}


def test_each_question_is_answered_once_for_all_editions(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change(copy, "2022-02-02-earlier.en.md", "Earlier words.", "Other words.")
    answered: list[Question] = []
    answer = Answers.answer

    def count(self: Answers, question: Question) -> object:
        answered.append(question)
        return answer(self, question)

    archive = open_archive(copy)
    planned = plan(archive)
    monkeypatch.setattr(Answers, "answer", count)
    stamps = edition_stamps.EditionStamps(archive, planned, None)
    assert stamps.unchanged(planned.editions).keys() == EVERY - {"2022-02.en"}
    assert len(answered) == len(set(answered))
    assert {question[0] for question in answered} >= {"text", "edition", "nearest"}
