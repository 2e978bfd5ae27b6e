"""Front matter with comments, anchors, quotation marks and blocks: a fix changes letters and nothing else."""

import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from archivist.articles.article_front_matter import FrontMatterError, read_front_matter
from archivist.editorial.scripts import look_alikes
from tests.editorial.making import fixed, wanted

BROKEN_WORDS = st.lists(
    st.sampled_from(
        ["Тelegram", "cafe\u0301", "\u200b", "\ufeff", "\x07", "\x0c", "\u202a", "word", "слово", "12", " ", "it's"]
    ),
    min_size=1,
    max_size=4,
).map("".join)
VALUES = st.tuples(
    BROKEN_WORDS, st.sampled_from(["{}", "'{}'", '"{}"', "&x {}", "!!str {}", "{} # Тelegram", "'{}'  # \u200bc"])
).map(lambda pair: pair[1].format(pair[0].replace("'", "''") if pair[1].startswith("'") else pair[0]))
FIELDS = st.tuples(
    st.sampled_from(
        [
            *("description: >\n  {}\n  {}", "summary: |\n  {}\n\n  {}", "authors:\n- {}\n- {}", "tags: [{}, {}]"),
            *(
                "authors:\n  - name: {}\n    url: {}",
                "tags:\n# {}\n  - {}",
                "slug: {}\nkey: {}",
                "related: [{}]\nx: {}",
            ),
            *("# {}\nsection: {}", "custom:\n  title: {}\n  tags: {}", "subtitle: {}\n {}", "\t\ndescription: {}{}"),
            *("? subtitle\n: {}{}", "one: &a {}{}\nother: *a", '"description": {}{}'),
        ]
    ),
    VALUES,
    VALUES,
).map(lambda parts: parts[0].format(*parts[1:]))
HEADS = st.tuples(VALUES, st.lists(FIELDS, max_size=3)).map(lambda pair: [f"title: {pair[0]}", *pair[1]])


def look(value: Any) -> Any:
    """What is seen of a value: without what has no shape, and letters that look alike as one."""
    if isinstance(value, Mapping):
        return {key: look(held) for key, held in value.items()}
    if isinstance(value, list):
        return [look(held) for held in value]
    if not isinstance(value, str):
        return value
    alike = look_alikes("Latin", "en")
    shown_at_all = (each for each in unicodedata.normalize("NFD", value) if unicodedata.category(each)[0] != "C")
    return "".join("".join(alike.get(each, each) for each in shown_at_all if each != "\u0301").split())


def fields_of(source: str) -> Any:
    try:
        entries = read_front_matter(source).entries
    except FrontMatterError:
        return None
    return {key: value.data for key, value in entries.items()}


@pytest.mark.slow
@example(head=["title: T", "subtitle: \u200b\n 'Telegram'"], ending="\n", mark="", last="")
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(HEADS, st.sampled_from(["\n", "\r\n"]), st.sampled_from(["", "\ufeff"]), st.sampled_from(["", "\n"]))
def test_front_matter_of_every_form_says_the_same_after_repairing(
    tmp_path: Path, head: list[str], ending: str, mark: str, last: str
) -> None:
    source = "\n".join(["---", *head, "date: 2022-03-30", "lang: en", "---", f"Words.{last}"])
    name = {"a.md": (mark + source.replace("\n", ending)).encode()}
    after = fixed(tmp_path, dict(name))["a.md"].decode()
    read, again = fields_of(source), fields_of(after.removeprefix("\ufeff").replace("\r\n", "\n"))
    # What could not be read may be put in quotation marks: then it can be.
    assert look(read) == look(again) if read is not None else (again is not None or after.encode() == name["a.md"])
    assert after.count("\n") == source.count("\n")
    assert after.replace("\r\n", "\n").endswith(f"Words.{last}")
    assert read is None or wanted(tmp_path) == ()
