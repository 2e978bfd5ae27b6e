"""A volume with a glossary: its notes in every format, the record, and what an edit of one term lays out again."""

import json
import zipfile
from pathlib import Path

import pytest

from archivist.archive import open_archive
from archivist.cli.progress import NoSteps
from archivist.glossary import read_glossary
from archivist.record.schema import record_schema
from archivist.workflows.volume_verification import verify_volumes
from tests.archives import SETTINGS, Compiled, compiled

jsonschema = pytest.importorskip("jsonschema")

NAME = """\
[[term]]
name = { en = "first name", ka = "მეტსახელი" }
native = "ka"
note = { en = "where two peoples live" }
"""
ROAD = """
[[term]]
name = { en = "road", ka = "გზა" }
native = "ka"

[[term]]
kind = "place"
name = "Nowhere"
"""
# The index lists the terms that are mentioned, and shares pages with the other parts behind the articles.
BACK = ("related", "translations", "sources", "index", "colophon")
LISTS = {"2022-03.en/contents", *(f"2022-03.en/{part}" for part in BACK)}


@pytest.fixture(scope="module")
def glossed(made: Compiled, tmp_path_factory: pytest.TempPathFactory) -> Compiled:
    root = made.copy(tmp_path_factory.mktemp("glossed") / "archive")
    (root / "glossary.toml").write_text(NAME + ROAD, "utf-8")
    return compiled(root, "2022-03", languages=("en",))


def epub_text(done: Compiled) -> str:
    with zipfile.ZipFile(done.file("2022-03.en", ".epub")) as book:
        return "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xhtml"))


def record(done: Compiled) -> dict[str, object]:
    data: dict[str, object] = json.loads(done.file("2022-03.en", ".json").read_text("utf-8"))
    return data


@pytest.mark.slow
def test_only_the_articles_that_mention_a_term_are_laid_out_again(glossed: Compiled, tmp_path: Path) -> None:
    assert glossed.watch.made_now - LISTS == {"2022-03.en/river", "2022-03.en/road"}
    root = glossed.copy(tmp_path / "archive")
    (root / "glossary.toml").write_text(NAME.replace("where", "a place where") + ROAD, "utf-8")
    assert compiled(root, "2022-03", languages=("en",)).watch.made_now == {"2022-03.en/river", "2022-03.en/road"}


def test_the_notes_are_in_the_book_and_marked_as_additions(glossed: Compiled) -> None:
    text = epub_text(glossed)
    assert text.count('class="note from-glossary"') == 2
    assert '<span class="glossary-label">Glossary:</span>' in text
    assert "მეტსახელი</span>\N{NO-BREAK SPACE}– where two peoples live" in text


def test_the_record_names_the_terms_that_the_articles_mention(glossed: Compiled) -> None:
    glossary = read_glossary(glossed.root / "glossary.toml")
    data = record(glossed)
    jsonschema.Draft202012Validator(record_schema()).validate(data)
    made_from, made_by = data["made_from"], data["made_by"]
    assert isinstance(made_from, dict) and isinstance(made_by, dict)
    assert made_from["terms"] == {term.id: term.digest for term in glossary.terms if term.id != "nowhere"}
    assert "simplemma" in made_by


@pytest.mark.slow
@pytest.mark.usefixtures("no_tools")
def test_the_notes_are_proved_and_a_changed_term_is_reported(glossed: Compiled, tmp_path: Path) -> None:
    root = glossed.copy(tmp_path / "archive")
    (root / "glossary.toml").write_text(NAME.replace("where", "a place where") + ROAD, "utf-8")
    done = verify_volumes(open_archive(root), volumes=["2022-03"], languages=["en"], steps=NoSteps())
    (edition,) = done.editions
    verdicts = [each for file in edition.files for each in file.verdicts if each.tool == "archivist"]
    assert [each.name for each in verdicts if not each.passed] == []
    messages = [message.text for each in verdicts for message in each.messages]
    assert "the term first-name of the glossary was changed" in messages
    assert not any("road" in message and "glossary" in message for message in messages)


@pytest.mark.slow
def test_a_glossary_without_terms_changes_no_byte(made: Compiled, tmp_path: Path) -> None:
    root = made.copy(tmp_path / "archive")
    (root / "glossary.toml").write_text("# nothing yet\n", "utf-8")
    assert compiled(root).files == made.files


def test_without_notes_the_texts_stay_as_they_are(made: Compiled, tmp_path: Path) -> None:
    root = made.copy(tmp_path / "archive")
    (root / "glossary.toml").write_text(NAME + ROAD, "utf-8")
    (root / "archivist.toml").write_text(SETTINGS + "\n[glossary]\nnotes = false\n", "utf-8")
    done = compiled(root, "2022-03", languages=("en",))
    assert done.watch.made_now <= LISTS
    assert "from-glossary" not in epub_text(done)
