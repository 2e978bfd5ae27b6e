"""What was found in a language is kept as long as its texts are the same, and it is what would be found again."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from archivist.cache import Store
from archivist.model.articles import Article
from archivist.suggestion import near_in_language
from archivist.suggestion.nearness import Neighbour
from archivist.suggestion.neighbours import Neighbours
from archivist.suggestion.terms import TermCounts
from archivist.suggestion.text_vectors import TextVector, vectors_of
from tests.suggestion.making import about, volumes

TOPICS = (("river", "mill"), ("mill", "town"), ("river", "town"), ("road", "mill"), ("road",))
TEXTS = tuple(
    about(f"work{number}", *topics, days=17 * number, language=language, title=f"Title {number}")
    for number, topics in enumerate(TOPICS)
    for language in ("en", "ka")
)
EVERY = tuple(dict.fromkeys(article.key for article in TEXTS))


def found(texts: tuple[Article, ...], store: Store | None, *keys: str) -> dict[str, tuple[Neighbour, ...]]:
    neighbours = Neighbours(volumes(*texts), store)
    near = {key: neighbours.nearest(key, EVERY, 0.01) for key in keys or EVERY}
    neighbours.keep()
    return near


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many texts are compared, for each language in which some are."""
    numbers: list[int] = []

    def count(texts: Sequence[TermCounts]) -> Sequence[TextVector]:
        numbers.append(len(texts))
        return vectors_of(texts)

    monkeypatch.setattr(near_in_language, "vectors_of", count)
    return numbers


def edited(texts: tuple[Article, ...], language: str) -> tuple[Article, ...]:
    first = next(each for each in texts if each.language == language)
    other = about(first.key, "river", "road", language=language, title=first.title)
    return tuple(other if each is first else each for each in texts)


def test_only_the_language_of_an_edit_is_compared_again(tmp_path: Path, compared: list[int]) -> None:
    store = Store(tmp_path)
    first = found(TEXTS, store)
    assert compared == [5, 5]
    assert found(TEXTS, Store(tmp_path)) == first
    assert compared == [5, 5]
    for language in ("en", "ka"):
        compared.clear()
        assert found(edited(TEXTS, language), Store(tmp_path)) == found(edited(TEXTS, language), None) != first
        assert compared == [5, 5, 5]  # with the cache one language, without it two
        found(TEXTS, Store(tmp_path))
    assert len([each for each in store.entries() if each.kind == ".alike"]) == 2


def test_what_is_not_kept_yet_is_found(tmp_path: Path, compared: list[int]) -> None:
    some = found(TEXTS, Store(tmp_path), "work0", "work3")
    assert found(TEXTS, Store(tmp_path)) == found(TEXTS, None)
    assert some.items() <= found(TEXTS, Store(tmp_path)).items()
    assert compared == [5, 5, 5, 5, 5, 5]


@pytest.mark.parametrize(
    "change",
    [
        lambda article: replace(article, title="Another title"),
        lambda article: replace(article, date=article.date.replace(day=28)),
        lambda article: replace(article, date=article.date.replace(year=2021)),
    ],
    ids=["title", "day", "volume"],
)
def test_what_decides_is_looked_at(tmp_path: Path, change: Callable[[Article], Article]) -> None:
    found(TEXTS, Store(tmp_path))
    other = tuple(change(each) if each.key == "work1" else each for each in TEXTS)
    assert found(other, Store(tmp_path)) == found(other, None)


@pytest.mark.parametrize(
    "damage",
    [
        lambda kept: b"",
        lambda kept: b"[1]",
        lambda kept: json.dumps({**kept, "texts": "0" * 64}).encode(),
        lambda kept: json.dumps({**kept, "found": {"work0": [["no such work", 0.5, 1, 0.5]]}}).encode(),
        lambda kept: json.dumps({**kept, "found": {"work0": [["work1", "near"]]}}).encode(),
        lambda kept: json.dumps({**kept, "found": {"no such work": []}}).encode(),
    ],
    ids=["nothing", "a list", "of other texts", "an unknown neighbour", "another form", "an unknown work"],
)
def test_what_is_damaged_or_of_another_archive_is_found_again(
    tmp_path: Path, damage: Callable[[dict[str, object]], bytes]
) -> None:
    first = found(TEXTS, Store(tmp_path))
    for entry in [*Store(tmp_path).entries()]:
        if entry.kind == ".alike":
            kept = json.loads(entry.path.read_bytes())
            Store(tmp_path).put(entry.path.name[:64], ".alike", damage(kept))
    assert found(TEXTS, Store(tmp_path)) == first


def test_a_cache_that_may_only_be_read_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> Path:
        raise PermissionError

    monkeypatch.setattr(Store, "put", refuse)
    assert found(TEXTS, Store(tmp_path)) == found(TEXTS, None)
