"""What fonts say of themselves, compared with what fontTools reads."""

import struct
from pathlib import Path

import pytest
import uharfbuzz
from fontTools.ttLib import TTFont

from archivist import font_names
from archivist.font_names import font_name
from archivist.fonts import CJK_FACES, TEXT_FACES, FontLibrary

FILES = [
    *(face.name for face in TEXT_FACES),
    "NotoSerifCJK-Regular.ttc",
    "Symbola_hint.ttf",
    "NotoSansMath-Regular.ttf",
]


@pytest.mark.parametrize("name", FILES)
def test_names_are_those_that_fonttools_reads(name: str) -> None:
    path = FontLibrary().file(name)
    if path is None:
        pytest.skip("not installed")
    for index in range(len(CJK_FACES) if name.endswith(".ttc") else 1):
        with TTFont(path, lazy=True, fontNumber=index) as font:
            expected = [str(font["name"].getDebugName(number) or "") for number in range(26)]
        assert [font_name(path, index, number) for number in range(26)] == expected


def test_english_comes_first_and_a_broken_table_says_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [
        (3, 1, 0x407, 5, "Fassung 1"),
        (1, 0, 0, 5, "Version é"),
        (3, 1, 0x407, 7, "Marke"),
        (3, 1, 0x409, 9, ""),
    ]
    texts = [text.encode("mac_roman" if platform == 1 else "utf_16_be") for platform, *_, text in entries]
    texts[2] += b"\x00"  # half a character
    table, at = struct.pack(">3H", 0, len(entries), 6 + 12 * len(entries)), 0
    for (*kind, _), text in zip(entries, texts, strict=True):
        table += struct.pack(">6H", *kind, len(text), at)
        at += len(text)
    found = read(table + b"".join(texts), tmp_path / "whole", monkeypatch)
    assert found == ["Version é", "", "", ""]
    for length in range(0, 6 + 12 * len(entries), 5):
        assert read(table[:length], tmp_path / f"{length}", monkeypatch)[1:] == ["", "", ""]


@pytest.mark.parametrize("content", ["", "words"])
def test_a_file_that_is_not_a_font(tmp_path: Path, content: str) -> None:
    (tmp_path / "words.ttf").write_text(content)
    with pytest.raises(ValueError, match=r"words\.ttf is not a font"):
        font_name(tmp_path / "words.ttf", 0, 5)
    with pytest.raises(OSError, match=r"gone\.ttf cannot be read"):
        font_name(tmp_path / "gone.ttf", 0, 5)


def read(table: bytes, path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setattr(font_names, "_table", lambda *_: table)
    found = [font_name(path, 0, number) for number in (5, 7, 9, 1)]
    monkeypatch.undo()
    return found


def test_a_font_is_opened_once_for_all_of_its_names(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[int] = []
    face = uharfbuzz.Face

    def open_face(blob: uharfbuzz.Blob, index: int) -> uharfbuzz.Face:
        opened.append(index)
        return face(blob, index)

    monkeypatch.setattr(uharfbuzz, "Face", open_face)
    font_name.cache_clear()
    font_names._table.cache_clear()
    for each in FontLibrary().text_faces()[:2]:
        assert each.version.startswith("Version")
        assert "SIL" in each.licence
        assert each.notices
    assert opened == [0, 0]
