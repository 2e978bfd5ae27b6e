"""The contents of a volume with many articles: one line for each, whose words are apart in the file too."""

from pathlib import Path

import pytest

from archivist.model.results import Format
from archivist.verify.pdf_text_extraction import read_marked_text
from tests.archives import SETTINGS, compiled, write_archive


@pytest.mark.slow
def test_a_date_and_the_title_beside_it_are_words_of_their_own(tmp_path: Path) -> None:
    articles = {
        f"{day:02}.en.md": f"---\ntitle: Letter {day}\ndate: 2022-03-{day:02}\n---\nShort.\n" for day in range(1, 14)
    }
    made = compiled(write_archive(tmp_path / "archive", SETTINGS, articles), languages=("en",), only=Format.PDF)
    text = read_marked_text(made.file("2022-03.en", ".pdf").read_bytes())
    lines = "".join(text.sequences.values()).replace("\xa0", " ")
    assert all(f"{day} Mar Letter {day}" in lines for day in range(1, 14))
