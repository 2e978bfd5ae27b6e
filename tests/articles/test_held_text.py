"""Texts of large archives are in a temporary file, and are the same texts."""

import gc
import os
import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.articles import article_folder, read_folder
from archivist.model.held_text import FiledText, HeldText, TextFile


@given(st.lists(st.text(st.characters(codec=None)), max_size=4))  # lone surrogates among them
def test_texts_in_a_file_are_the_same_texts(texts: list[str]) -> None:
    file = TextFile()
    filed = [file.add(text) for text in texts]
    assert [each.text for each in filed] == texts
    assert filed == [HeldText(text) for text in texts]
    assert [hash(each) for each in filed] == [hash(HeldText(text)) for text in texts]
    assert not any(each.content for each in filed)
    sent = pickle.loads(pickle.dumps(filed))
    assert [each.content for each in sent] == texts  # another process does not have the file


def test_another_text_is_not_the_same() -> None:
    assert TextFile().add("One.") != HeldText("Two.")
    assert HeldText("One.") != "One."


def test_a_text_that_is_written_piece_by_piece_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.pwrite
    monkeypatch.setattr("os.pwrite", lambda number, data, at: write(number, data[:3], at))
    file = TextFile()
    assert [file.add(text).text for text in ("მდინარე", "", "A road.")] == ["მდინარე", "", "A road."]


def test_a_text_without_room_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.pwrite", fail)
    with pytest.raises(OSError, match="No space left"):
        TextFile().add("One.")


def open_files() -> set[str]:
    return {each.name for each in Path("/proc/self/fd").iterdir()}


def test_the_file_is_closed_when_the_last_text_of_it_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    before = open_files()
    file = TextFile()
    texts = [file.add("One."), file.add("Two.")]
    del file
    gc.collect()
    assert texts.pop().text == "Two."
    assert len(open_files()) == len(before) + 1
    assert not list(tmp_path.iterdir())
    texts.clear()
    assert open_files() == before


def test_the_texts_of_a_large_archive_are_in_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(4):
        (tmp_path / f"2022-03-30-{number}.md").write_text(
            f"---\ntitle: T\nlang: en\n---\n{number}. მდინარე 😀\n", "utf-8"
        )
    before, _ = read_folder(tmp_path)
    monkeypatch.setattr(article_folder, "IN_MEMORY", 2 * len(before[0].text))
    after, findings = read_folder(tmp_path)
    assert after == before
    assert not findings
    assert [isinstance(each.held, FiledText) for each in after] == [False, False, True, True]
    filed = [each.held for each in after if isinstance(each.held, FiledText)]
    assert filed[0].file is filed[1].file
    assert [each.text for each in after] == [f"{number}. მდინარე 😀\n" for number in range(4)]
