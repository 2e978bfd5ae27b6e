"""Texts of large archives are packed in memory, and are the same texts."""

import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.articles import article_folder, read_folder
from archivist.model.held_text import HeldText


@given(st.text(st.characters(codec=None)))  # lone surrogates among them
def test_a_packed_text_is_the_same_text(text: str) -> None:
    held = HeldText(text)
    packed = held.packed()
    assert packed.text == text
    assert packed == held
    assert hash(packed) == hash(held)
    assert pickle.loads(pickle.dumps(packed)) == held
    assert isinstance(packed.content, bytes)
    assert packed.packed() is packed


def test_another_text_is_not_the_same() -> None:
    assert HeldText("One.").packed() != HeldText("Two.")
    assert HeldText("One.") != "One."


def test_the_texts_of_a_large_archive_are_packed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3):
        (tmp_path / f"2022-03-30-{number}.md").write_text(
            f"---\ntitle: T\nlang: en\n---\n{number}. მდინარე 😀\n", "utf-8"
        )
    before, _ = read_folder(tmp_path)
    monkeypatch.setattr(article_folder, "UNPACKED", 2 * len(before[0].text))
    after, findings = read_folder(tmp_path)
    assert after == before
    assert not findings
    assert [type(each.held.content) for each in after] == [str, str, bytes]
    assert [each.text for each in after] == [f"{number}. მდინარე 😀\n" for number in range(3)]
