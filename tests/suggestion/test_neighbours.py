"""Which works are near to one another, and how near."""

import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.cache import Store
from archivist.model.articles import Article
from archivist.suggestion import stored_terms
from archivist.suggestion.nearness import Neighbour
from archivist.suggestion.neighbours import Neighbours
from archivist.suggestion.terms import TermCounts, terms_of
from tests.suggestion.making import about, volumes

OTHERS = tuple(about(f"other{number}", f"filler{number}", days=number) for number in range(4))


def nearest(key: str, *articles: Article, least: float = 0.0) -> tuple[Neighbour, ...]:
    every = {each.key for each in articles}
    return Neighbours(volumes(*articles)).nearest(key, every, least)


def keys(found: tuple[Neighbour, ...]) -> list[str]:
    return [each.key for each in found]


def test_a_work_that_shares_more_is_nearer() -> None:
    found = nearest(
        "a", about("a", "river", "mill"), about("b", "river", "mill"), about("c", "mill", "town"), about("d", "town")
    )
    assert keys(found) == ["b", "c"]
    assert 1 > found[0].score > found[1].score > 0


def test_the_same_text_on_the_same_day_has_a_score_of_one() -> None:
    (found,) = nearest("a", about("a", "river", title="One"), about("b", "river", title="One"), *OTHERS)
    assert found.score == pytest.approx(1, abs=0.001)


def test_of_works_equally_alike_the_one_nearer_in_date_is_nearer() -> None:
    found = nearest(
        "a",
        about("a", "river", days=180),
        about("far", "river", title="x"),
        about("near", "river", days=120, title="x"),
    )
    assert keys(found) == ["near", "far"]
    assert [each.days for each in found] == [60, 180]
    # docs/related-reading.md: the likeness is divided by the root of 1 + days / 60
    assert [each.score * root for each, root in zip(found, (2**0.5, 2), strict=True)] == pytest.approx(
        [each.likeness for each in found], abs=1e-5
    )


def test_the_days_to_a_work_of_a_later_volume_count_three_times() -> None:
    in_one_month = (about("a", "river"), about("b", "river", days=10))
    (found,) = nearest("a", *in_one_month, *OTHERS)
    assert found.score == pytest.approx(found.likeness / (1 + 10 / 60) ** 0.5, abs=1e-5)
    february = about("a", "river", days=45)
    before, after = nearest(
        "a", about("before", "river", title="x"), february, about("after", "river", days=65, title="x")
    )
    assert [(each.key, each.days) for each in (before, after)] == [("before", 45), ("after", 20)]
    assert before.likeness == after.likeness
    assert after.score == pytest.approx(after.likeness / 2**0.5, abs=1e-5)


def test_nothing_in_common_is_no_neighbour_and_neither_is_the_work_itself() -> None:
    assert nearest("a", about("a", "river"), about("b", "mill"), about("a", "river", language="ka")) == ()


def test_works_below_the_least_score_are_left_out() -> None:
    archive = (about("a", "river", "mill"), about("b", "river", "mill"), about("c", "mill", "town"), about("d", "town"))
    first, second = nearest("a", *archive)
    assert nearest("a", *archive, least=first.score) == (first,)
    assert nearest("a", *archive, least=second.score) == (first, second)
    assert nearest("a", *archive, least=first.score + 0.001) == ()


def test_only_candidates_are_found() -> None:
    archive = (about("a", "river"), about("b", "river"), about("c", "river"), *OTHERS)
    assert keys(Neighbours(volumes(*archive)).nearest("a", ["c", "a", "other1"])) == ["c"]


def test_works_are_compared_in_the_language_in_which_they_are_most_alike() -> None:
    (found,) = nearest(
        "a",
        about("a", "river"),
        about("b", "town"),
        about("a", "mdinare", language="ka"),
        about("b", "mdinare", language="ka"),
    )
    assert (found.key, found.language) == ("b", "ka")


def test_a_term_that_many_texts_have_connects_none() -> None:
    # In an archive of so few works more than three texts share it.
    archive = [about(key, "town") for key in "abcd"]
    assert nearest("a", *archive) == ()


def test_shared_terms_are_named_and_none_repeats_a_word_of_another() -> None:
    archive = (about("a", "river"), about("b", "river"), *OTHERS)
    neighbours = Neighbours(volumes(*archive))
    (found,) = neighbours.nearest("a", ["b"])
    terms = neighbours.shared_terms(found, "a", 4)
    words = [word for term in terms for word in term.split()]
    assert len(terms) == 4
    assert len(set(words)) == len(words)
    assert all(word.startswith("river") for word in words)


TOPICS = st.lists(
    st.sampled_from(["river", "mill", "town", "road", "king", "song"]), min_size=1, max_size=3, unique=True
)
ARCHIVES = st.lists(st.tuples(TOPICS, st.integers(0, 400)), min_size=2, max_size=9).map(
    lambda works: tuple(about(f"w{number}", *topics, days=days) for number, (topics, days) in enumerate(works))
)


@given(ARCHIVES)
def test_two_works_are_as_much_alike_and_only_later_ones_score_less(archive: tuple[Article, ...]) -> None:
    neighbours = Neighbours(volumes(*archive))
    dates = {each.key: each.date for each in archive}
    pairs = {(key, each.key): each for key in dates for each in neighbours.nearest(key, dates)}
    for (key, other), found in pairs.items():
        back = pairs[other, key]
        assert (back.likeness, back.days) == (found.likeness, found.days)
        assert back.score <= found.score or dates[other] > dates[key]


@given(ARCHIVES, st.randoms(use_true_random=False))
def test_the_order_in_which_articles_are_read_changes_nothing(archive: tuple[Article, ...], chance: object) -> None:
    shuffled = list(archive)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    every = [each.key for each in archive]
    one, other = Neighbours(volumes(*archive)), Neighbours(volumes(*shuffled))
    assert [one.nearest(key, every) for key in every] == [other.nearest(key, every) for key in every]


@pytest.mark.slow
def test_the_seed_of_hashes_changes_nothing() -> None:
    program = (
        "from tests.suggestion.test_neighbours import *\n"
        "archive = [about(f'w{n}', *(f't{k}' for k in range(n, n + 3)), days=7 * n) for n in range(12)]\n"
        "print([nearest(each.key, *archive) for each in archive])"
    )
    root = Path(__file__).parents[2]
    made = {
        subprocess.run(
            [sys.executable, "-c", program], cwd=root, env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(made) == 1
    assert b"Neighbour(key=" in made.pop()


def test_terms_are_kept_by_the_digest_of_the_article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def terms_noted(each: Article) -> TermCounts:
        read.append(each.key)
        return terms_of(each)

    monkeypatch.setattr(stored_terms, "terms_of", terms_noted)
    archive = (about("a", "river"), about("b", "river"), about("c", "mill"))
    first = Neighbours(volumes(*archive), Store(tmp_path)).nearest("a", "bc")
    assert sorted(read) == ["a", "b", "c"]
    edited = about("c", "river", "mill")
    assert Neighbours(volumes(*archive[:2], archive[2]), Store(tmp_path)).nearest("a", "bc") == first
    Neighbours(volumes(*archive[:2], edited), Store(tmp_path)).nearest("a", "bc")
    assert sorted(read) == ["a", "b", "c", "c"]


def test_texts_that_are_not_kept_are_read_together_and_may_be_read_elsewhere(tmp_path: Path) -> None:
    asked: list[list[str]] = []

    def each(read: Callable[[Article], TermCounts], articles: Sequence[Article]) -> list[TermCounts]:
        asked.append([article.key for article in articles])
        return [*map(read, articles)]

    archive = (about("a", "river"), about("b", "river"), about("c", "mill"))
    first = Neighbours(volumes(*archive[:2]), Store(tmp_path), each).nearest("a", "b")
    assert first == Neighbours(volumes(*archive[:2])).nearest("a", "b")
    Neighbours(volumes(*archive), Store(tmp_path), each).nearest("a", "bc")
    assert asked == [["a", "b"], ["c"]]


def test_a_damaged_entry_is_made_again(tmp_path: Path) -> None:
    archive = (about("a", "river"), about("b", "river"))
    found = Neighbours(volumes(*archive), Store(tmp_path)).nearest("a", "b")
    for file in tmp_path.glob("*/*.terms"):
        file.write_bytes(b"damaged")
    assert Neighbours(volumes(*archive), Store(tmp_path)).nearest("a", "b") == found
