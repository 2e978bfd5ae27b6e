"""Texts in other forms than paragraphs with empty lines between: verse, interviews, tables, wrapped lines, and more."""

import textwrap
from pathlib import Path

import pytest

from archivist.reader_api.found import FoundArticle, Wishes
from archivist.readers.plain_text import read
from tests.readers.plain_text.layouts import LANGUAGES, Shapes, Wanted, differences, filled, shapes
from tests.readers.plain_text.pages import NoMedia, article_in, said

FORMS: Shapes = {
    "no empty lines": ("{title}\n{date}\n{p1}\n{p2}\n{p3}\n", {"date": "2022-03-30"}),
    "no empty lines, no date": ("{title}\n{p1}\n{p2}\n{p3}\n", {}),
    "an interview": (
        "{title}\n\n{p1}\n\n– {one}?\n\n– {p2}\n\n– {one}?\n\n– {p3}\n",
        {"plain": "{p1}\n\n– {one}?\n\n– {p2}\n\n– {one}?\n\n– {p3}"},
    ),
    "an interview with letters": (
        "{title}\n\nQ: {one}?\nA: {p2}\n\nQ: {one}?\nA: {p3}\n",
        {"plain": "Q: {one}?\nA: {p2}\n\nQ: {one}?\nA: {p3}"},
    ),
    "headings": (
        "{title}\n\n{p1}\n\n{one}\n\n{p2}\n\n{p3}\n",
        {"plain": "{p1}\n\n{one}\n\n{p2}\n\n{p3}"},
    ),
    "a list of words": (
        "{title}\n\n{p1}\n\n1. {one};\n2. {city};\n3. {agency}.\n",
        {"plain": "{p1}\n\n1. {one};\n\n2. {city};\n\n3. {agency}."},
    ),
    "a table of tabs": (
        "{title}\n\n{p1}\n\n{one}\t84\t1 234\n{city}\t3\t5\n",
        {"plain": "{p1}\n\n{one}\t84\t1 234\n{city}\t3\t5"},
    ),
    "a caption, a list of numbers, a table": (
        "{title}\n\n{p1}\n\n84\n3\n\n{p2}\n",
        {"plain": "{p1}\n\n84\n3\n\n{p2}"},
    ),
    "capitals": ("{TITLE}\n\n{p1}\n\n{p2}\n\n{p3}\n", {"title": "{TITLE}"}),
}


@shapes(FORMS)
def test_forms(tmp_path: Path, tag: str, template: str, wanted: Wanted) -> None:
    assert differences(tmp_path, tag, template, wanted) == {}


@LANGUAGES
@pytest.mark.parametrize("width", [60, 72, 80])
def test_wrapped_lines_are_one_paragraph(tag: str, width: int, tmp_path: Path) -> None:
    wrapped = "\n\n".join(textwrap.fill(filled(part, tag), width) for part in ("{p1}", "{p2}", "{p3}", "{background}"))
    article = article_in(tmp_path, f"{filled('{title}', tag)}\n\n{wrapped}\n")
    assert article.plain == wrapped
    assert "\\\n" not in article.text


@LANGUAGES
def test_a_wrapped_title_is_one_title(tag: str, tmp_path: Path) -> None:
    whole = filled("{title} {one}", tag)
    text = "\n\n".join(textwrap.fill(filled(part, tag), 48) for part in ("{p1}", "{p2}", "{p3}"))
    article = article_in(tmp_path, f"{textwrap.fill(whole, 48)}\n\n{filled('{date}', tag)}\n\n{text}\n")
    assert article.title == whole
    assert article.plain == text


@LANGUAGES
def test_a_very_long_line_is_a_paragraph(tag: str, tmp_path: Path) -> None:
    text = " ".join([filled("{p1}", tag)] * 2000)
    assert article_in(tmp_path, f"{filled('{title}', tag)}\n\n{text}\n").plain == text


@LANGUAGES
def test_verse_keeps_its_lines(tag: str, tmp_path: Path) -> None:
    verse = filled("{one}\n{city}, {city}\n{one}\n\n{one}\n{agency}\n", tag)
    article = article_in(tmp_path, f"{filled('{title}', tag)}\n\n{verse}")
    assert article.plain == verse.strip()
    assert article.text.count("\\\n") == 3


@LANGUAGES
@pytest.mark.parametrize("between", ["\n\n\n\n", "\n\n---\n\n", "\n\n* * *\n\n", "\n\n==========\n\n", "\f"])
def test_several_articles_in_one_file_are_reported(tag: str, between: str, tmp_path: Path) -> None:
    pages = [filled(f"{{title}} {n}\n\n{{author}} | 0{n}.03.2022\n\n{{BODY}}", tag) for n in (1, 2, 3)]
    article = article_in(tmp_path, between.join(pages) + "\n")
    assert article.title == filled("{title} 1", tag)
    assert filled("{title} 3", tag) in article.plain
    assert any("several articles" in message for message in said(article, "import-doubtful"))


def test_one_article_with_dates_in_its_text_is_not_several(tmp_path: Path) -> None:
    days = "\n\n".join(f"{n} March 2022\n\nThe river rose by {n} metres and the mills stood still." for n in (1, 2, 3))
    article = article_in(tmp_path, f"A diary of the river\n\nBy Nino Example\n\n{days}\n")
    assert not any("several articles" in message for message in said(article, "import-doubtful"))
    assert article.plain == days


@pytest.mark.parametrize(
    ("text", "tag"),
    [("Сьогодні міська рада ухвалила закон про річку, і його підтримали всі.", "uk"),
     ("Днес съветът прие закона за реката и всички го подкрепиха.", "bg"),
     ("Сёння савет прыняў закон аб рацэ, і яго падтрымалі ўсе.", "be"),
     ("Hoy el consejo aprobó la ley del río y todos la apoyaron.", "es"),
     ("Der Rat hat heute das Gesetz über den Fluss beschlossen.", "de"),
     ("Абон нӕ горӕты уыдис стыр бӕрӕгбон, ӕмӕ йӕ уынӕг уыд бирӕ.", "os")],
)  # fmt: skip
def test_short_texts_in_languages_like_russian_and_english(text: str, tag: str, tmp_path: Path) -> None:
    assert article_in(tmp_path, f"{text[:25]}\n\n{text}\n").language == tag


@pytest.mark.parametrize("text", ["Gori Poti Zugdidi Batumi.", "Гори Поти Зугдиди Батуми.", "12 34 56."])
def test_words_that_tell_nothing_are_not_sure(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"Gori\n\n{text}\n", "utf-8")
    (article,) = read(tmp_path / "a.txt", Wishes(("en", "ka"), language="fr"), NoMedia())
    assert isinstance(article, FoundArticle)
    assert article.language == ""
