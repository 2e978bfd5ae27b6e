"""Works that are near in meaning: their order, and what is suggested beside works that share words."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pytest

from archivist.cache import Store
from archivist.meaning.encoder import UNIT
from archivist.meaning.stored_vectors import Vectors
from archivist.model.articles import Article
from archivist.suggestion import SuggestedReading, near_in_meaning
from archivist.suggestion.near_in_meaning import NearInMeaning
from archivist.suggestion.nearness import Basis, Neighbour
from archivist.volumes import editions, gather
from tests.apparatus.making import config
from tests.suggestion.making import about, volumes

# What texts mean, as angles: those of "a" and "b" are near, "z" is far from all.
ANGLES = {"a": 0.0, "b": 0.1, "c": 0.4, "z": 1.5}


@pytest.fixture(autouse=True)
def plane(monkeypatch: pytest.MonkeyPatch) -> None:
    """Vectors in a plane, by the last letter of each title."""

    def vectors(texts: Sequence[str], _: Store | None) -> Vectors:
        angles = np.array([ANGLES[text.split()[0][-1]] for text in texts])
        plane: Vectors = np.rint(np.array([np.cos(angles), np.sin(angles)]).T * UNIT).astype(np.int16)
        return plane

    monkeypatch.setattr(near_in_meaning, "stored_vectors", vectors)


def work(key: str, language: str = "en", days: int = 0, topic: str = "") -> Article:
    return about(key, topic or f"topic{key}", language=language, days=days, title=f"about-{key[0]}")


def nearest(key: str, *articles: Article, least: float = 0.01) -> list[Neighbour]:
    return NearInMeaning(volumes(*articles)).nearest(key, {each.key for each in articles}, least)


def test_the_nearest_in_meaning_come_first_whatever_their_language() -> None:
    found = nearest("a", work("a", "ka"), work("c"), work("b"), work("z"))
    assert [(each.key, each.language, each.basis) for each in found] == [
        ("b", "en", Basis.MEANING),
        ("c", "en", Basis.MEANING),
    ]
    assert 1 > found[0].score > found[1].score > 0


def test_days_count_and_equal_works_are_in_order_of_keys() -> None:
    found = nearest("a", work("a"), work("b2"), work("b1"), work("b0", days=40), work("z"))
    assert [each.key for each in found] == ["b1", "b2", "b0"]
    assert found[0].likeness == found[2].likeness


def test_the_best_of_several_translations_counts() -> None:
    found = nearest("a", work("a"), work("a", "ka"), work("b"), work("b", "ka"), work("z"), work("z", "ka"))
    assert [each.key for each in found] == ["b"]


@pytest.mark.parametrize("articles", [(work("a"),), (work("a"), work("b")), (work("a"), work("b", "ka"))])
def test_a_few_works_tell_nothing_of_one_another(articles: Sequence[Article]) -> None:
    assert nearest("a", *articles) == []


def suggested(archive: Sequence[Article], **related: Any) -> Mapping[str, Sequence[str]]:
    settings = config("en", related=related)
    found = gather(archive, settings)
    edition = next(each for each in editions(found, settings)[0] if each.id == "2022-01.en")
    return SuggestedReading(found, settings, None).nearest(edition)


ARCHIVE = (
    work("a", topic="river"),
    work("z", topic="river", days=20),
    work("b"),
    *(work(f"z{number}") for number in range(9)),
)


def test_works_alike_in_meaning_follow_those_that_share_words() -> None:
    assert suggested(ARCHIVE)["a"] == ["z"]
    assert suggested(ARCHIVE, semantic=True)["a"] == ["z", "b"]
    assert suggested(ARCHIVE, semantic=True, semantic_threshold=1.0)["a"] == ["z"]


def test_of_a_work_all_neighbours_have_their_reasons() -> None:
    settings = config("en", related={"semantic": True, "threshold": 0.9})
    reading = SuggestedReading(gather(ARCHIVE, settings), settings, None)
    found = reading.all_neighbours("a", frozenset(each.key for each in ARCHIVE))
    assert [(each.key, each.basis) for each in found] == [("b", Basis.MEANING), ("z", Basis.WORDS)]
