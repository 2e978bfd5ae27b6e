import itertools
from collections import Counter
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from archivist.findings import Finding
from archivist.model.articles import Article
from archivist.settings.choices import Period
from archivist.settings.config import Config, parse
from archivist.volumes import editions, gather
from archivist.volumes.periods import Span
from tests.volumes.making import article, config

LANGUAGES = ("en", "ka", "ru")
ARTICLES = st.lists(
    st.builds(article, st.sampled_from("abcdefgh"), st.sampled_from((*LANGUAGES, "os")), st.dates()),
    unique_by=lambda one: (one.key, one.language),
    max_size=20,
)
CONFIGS = st.builds(
    config,
    st.just("en"),
    st.sampled_from(LANGUAGES),
    missing=st.sampled_from(("omit", "original")),
    period=st.sampled_from(Period),
    first=st.integers(1, 500),
)


@given(ARTICLES, CONFIGS)
def test_each_work_is_in_exactly_one_volume_that_of_its_earliest_date(
    articles: list[Article], settings: Config
) -> None:
    volumes = gather(articles, settings)
    places = [(work.key, volume) for volume in volumes for work in volume.works]
    assert sorted(key for key, _ in places) == sorted({one.key for one in articles})
    for key, volume in places:
        earliest = min(one.date for one in articles if one.key == key)
        assert Span.containing(earliest, settings.volumes.period).id == volume.id
        assert volume.start <= earliest <= volume.end


@given(ARTICLES, CONFIGS)
def test_numbers_have_no_gap_and_issues_begin_again_each_year(articles: list[Article], settings: Config) -> None:
    volumes = gather(articles, settings)
    first = settings.volumes.first
    assert [volume.number for volume in volumes] == list(range(first, first + len(volumes)))
    assert all(one.end < other.start for one, other in itertools.pairwise(volumes))
    issues: Counter[int] = Counter()
    for volume in volumes:
        issues[volume.year] += 1
        assert volume.issue == issues[volume.year]


@given(ARTICLES, CONFIGS, st.randoms())
def test_the_order_of_reading_does_not_matter(articles: list[Article], settings: Config, random: Random) -> None:
    expected = gather(articles, settings)
    shuffled = list(articles)
    random.shuffle(shuffled)
    assert gather(shuffled, settings) == expected
    assert editions(gather(shuffled, settings), settings) == editions(expected, settings)


@given(ARTICLES, CONFIGS)
def test_every_work_of_a_volume_is_printed_or_missing_in_each_edition(
    articles: list[Article], settings: Config
) -> None:
    for edition in editions(gather(articles, settings), settings)[0]:
        assert edition.articles
        keys = [one.key for one in edition.articles] + [work.key for work in edition.missing]
        assert sorted(keys) == sorted(work.key for work in edition.volume.works)


def test_the_original_is_the_earliest_then_the_first_of_the_languages_then_of_the_tags() -> None:
    def original(*articles: Article) -> str:
        return gather(articles, config("ka", "en"))[0].works[0].original.language

    assert original(article("a", "en", "2022-01-02"), article("a", "ru", "2022-01-01")) == "ru"
    assert original(article("a", "en"), article("a", "ka"), article("a", "ab")) == "ka"
    assert original(article("a", "ru"), article("a", "os")) == "os"


def test_a_translation_from_another_month_stays_with_its_work() -> None:
    volumes = gather([article("a", "en", "2022-01-31"), article("a", "ka", "2022-03-05")], config("en", "ka"))
    assert [volume.id for volume in volumes] == ["2022-01"]
    assert volumes[0].works[0].languages == ("en", "ka")


def test_weeks_count_to_their_iso_year() -> None:
    volumes = gather([article("a", date="2021-12-27"), article("b", date="2022-01-03")], config(period="week"))
    assert [(volume.id, volume.year, volume.issue) for volume in volumes] == [
        ("2021-W52", 2021, 1),
        ("2022-W01", 2022, 1),
    ]


def codes(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(finding.code, finding.file) for finding in findings]


def test_a_work_without_translation_is_omitted_and_reported() -> None:
    settings = config("en", "ka")
    made, findings = editions(gather([article("a"), article("a", "ka"), article("b")], settings), settings)
    assert [(edition.id, [one.path for one in edition.articles]) for edition in made] == [
        ("2022-03.en", ["a.en.md", "b.en.md"]),
        ("2022-03.ka", ["a.ka.md"]),
    ]
    assert [[work.key for work in edition.missing] for edition in made] == [[], ["b"]]
    assert codes(findings) == [("missing-translation", "b.en.md")]


def test_or_its_original_is_printed() -> None:
    settings = config("en", "ka", missing="original")
    made, findings = editions(gather([article("a", "ka"), article("b", "os")], settings), settings)
    assert [[one.path for one in edition.articles] for edition in made] == [["a.ka.md", "b.os.md"]] * 2
    assert all(edition.missing == () for edition in made)
    assert codes(findings) == [
        ("missing-translation", "a.ka.md"),
        ("missing-translation", "b.os.md"),
        ("missing-translation", "b.os.md"),
    ]


def test_an_edition_without_articles_is_not_made() -> None:
    settings = config("en", "ka")
    made, findings = editions(gather([article("a")], settings), settings)
    assert [edition.id for edition in made] == ["2022-03.en"]
    assert codes(findings) == [("empty-edition", ""), ("missing-translation", "a.en.md")]


def test_a_work_that_no_edition_holds_is_warned_of_once() -> None:
    settings = config("en", "ka")
    _, findings = editions(gather([article("a"), article("a", "ka"), article("b", "os")], settings), settings)
    assert codes(findings) == [("work-in-no-edition", "b.os.md")]


def test_translations_that_no_edition_prints_are_counted_by_language() -> None:
    articles = [article("a"), article("a", "ja"), article("a", "os"), article("b"), article("b", "ja"), article("c")]
    _, findings = editions(gather(articles, config("en")), config("en"))
    assert [(each.message, each.file) for each in findings if each.code == "language-in-no-edition"] == [
        ("2 translations into ja: printed in no edition", "a.ja.md"),
        ("a translation into os: printed in no edition", "a.os.md"),
    ]


def test_what_is_printed_beside_another_is_printed() -> None:
    settings = parse({"editions": {"languages": ["en"], "parallel": "after", "parallel_with": ["ja"]}})
    articles = [article("a"), article("a", "ja"), article("b"), article("b", "os")]
    _, findings = editions(gather(articles, settings), settings)
    assert codes(findings) == [("language-in-no-edition", "b.os.md")]


def test_an_empty_archive_has_no_volumes() -> None:
    assert gather([], config()) == ()
    assert editions((), config()) == ((), ())
