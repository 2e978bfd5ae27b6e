"""Which works may be suggested in an edition, and what is kept of the search."""

from pathlib import Path
from typing import Any

import pytest

from archivist.cache import Store
from archivist.model.articles import Article
from archivist.suggestion import SuggestedReading, neighbours
from archivist.volumes import editions, gather
from tests.apparatus.making import config
from tests.suggestion.making import about

# January, February, March; all about the same river, one in Georgian alone.
ARCHIVE = (
    about("january", "river"),
    about("february", "river", days=31),
    about("march", "river", days=60),
    about("georgian", "river", language="ka"),
    *(about(f"filler{number}", f"filler{number}") for number in range(60)),
)


def suggested(volume: str, *archive: Article, store: Store | None = None, **tables: Any) -> dict[str, list[str]]:
    """What is near to the articles of an English edition."""
    settings = config("en", "ka", **tables)
    volumes = gather(archive or ARCHIVE, settings)
    edition = next(each for each in editions(volumes, settings)[0] if each.id == f"{volume}.en")
    found = SuggestedReading(volumes, settings, store).nearest(edition)
    return {key: list(near) for key, near in found.items()}


def test_a_volume_suggests_what_appeared_with_it_or_before() -> None:
    assert suggested("2022-03")["march"] == ["february", "january"]
    assert suggested("2022-02")["february"] == ["january"]
    assert suggested("2022-01")["january"] == []


def test_later_volumes_are_suggested_if_the_settings_say_so() -> None:
    assert suggested("2022-01", related={"later": True})["january"] == ["february", "march"]


def test_what_no_edition_of_the_language_prints_is_not_suggested() -> None:
    archive = (about("a", "river"), about("b", "river", language="ka"), about("a", "river", language="ka"))
    assert suggested("2022-01", *archive)["a"] == []
    assert suggested("2022-01", *archive, missing="original")["a"] == ["b"]


def test_works_are_found_through_translations() -> None:
    archive = (
        *(about(key, topic) for key, topic in (("a", "river"), ("b", "town"))),
        *(about(key, "mdinare", language="ka") for key in "ab"),
    )
    assert suggested("2022-01", *archive) == {"a": ["b"], "b": ["a"]}


@pytest.mark.parametrize("table", [{"suggest": 0}, {"threshold": 1.0}])
def test_nothing_is_suggested_if_the_settings_say_so(table: dict[str, float]) -> None:
    assert not any(suggested("2022-03", related=table).values())


def test_a_second_time_no_text_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = suggested("2022-03", store=Store(tmp_path))

    def refuse(*_: object) -> None:
        raise AssertionError("the texts are compared again")

    monkeypatch.setattr(neighbours, "Neighbours", refuse)
    assert suggested("2022-03", store=Store(tmp_path)) == first
    with pytest.raises(AssertionError, match="compared again"):
        suggested("2022-03", *ARCHIVE[:-1], store=Store(tmp_path))
    with pytest.raises(AssertionError, match="compared again"):
        suggested("2022-03", store=Store(tmp_path), related={"threshold": 0.5})


@pytest.mark.parametrize("damage", [b"", b"[]", b"{", b"\xff"])
def test_a_kept_result_that_is_not_one_is_found_again(tmp_path: Path, damage: bytes) -> None:
    store = Store(tmp_path)
    first = suggested("2022-03", store=store)
    (entry,) = tmp_path.glob("*/*.nearest")
    store.put(entry.name[:64], ".nearest", damage)
    assert suggested("2022-03", store=Store(tmp_path)) == first
