"""Any text in the metadata is either read back as it was, or refused in words."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archivist.epub import EpubSettings, bind
from archivist.epub.plain_text import plain
from archivist.errors import BindingError
from archivist.model.book import Book, BookMetadata, Contributor
from tests.epub.making import METADATA, OpenedBook, document, jpeg, publication

COVER = jpeg((8, 8))
ANY_TEXT = st.text(st.characters(), max_size=30)  # surrogates and controls too


def on_one_line(text: str) -> str:
    return re.sub(r"[ \t\r\n]+", " ", text).strip(" ")


@settings(max_examples=150, deadline=None)
@given(ANY_TEXT, ANY_TEXT, ANY_TEXT)
def test_any_text_is_read_back_or_refused(title: str, name: str, description: str) -> None:
    people = (Contributor(name, "aut"),)
    metadata = replace(METADATA, title=title, contributors=people, description=description)
    edition = Book(metadata, (document("a", "<h1>A</h1>"),), {})
    try:
        data = bind(publication(edition, cover=COVER), EpubSettings())
    except BindingError as error:
        assert str(error)
        return
    opened = OpenedBook(data)
    assert opened.values("title")[0] == on_one_line(metadata.full_title)
    assert opened.properties("belongs-to-collection") == [on_one_line(title)]
    assert opened.values("creator") == [text for text in [on_one_line(name)] if text]
    assert opened.values("description") == [on_one_line(description) or "A"]  # the title of its one article


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1f", "\x7f", "\x85", "\ufffe", "\uffff", "\ud800"])
def test_what_no_epub_can_hold_is_refused_by_name(character: str) -> None:
    with pytest.raises(BindingError, match=f"The title .*U\\+{ord(character):04X}"):
        plain(f"a{character}b", "The title")


@pytest.mark.parametrize("metadata", [replace(METADATA, identifier=" \n"), replace(METADATA, title="")])
def test_what_must_be_there_must_not_be_empty(metadata: BookMetadata) -> None:
    edition = Book(metadata, (document("a", "<h1>A</h1>"),), {})
    with pytest.raises(BindingError, match="empty"):
        bind(publication(edition, cover=COVER), EpubSettings())


def test_no_break_spaces_belong_to_the_text() -> None:
    assert plain(" №\u00a05\n и ", "x") == "№\u00a05 и"


def test_a_control_character_in_a_title_is_refused_with_its_file(tmp_path: Path) -> None:
    wrong = replace(document("a", "<h1>A</h1>"), title="A\x01", source="2022/a.en.md")
    edition = Book(METADATA, (wrong,), {})
    with pytest.raises(BindingError, match=r"2022/a\.en\.md"):
        bind(publication(edition, cover=COVER), EpubSettings())
