"""Where what was found goes: keys, files, translations, and what the archive has already."""

import datetime
import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.importing.deduplication import Known, twins
from archivist.importing.found_store import Head
from archivist.importing.joining import Destination, bare, fold_title, index_of_names, join
from archivist.place import NOWHERE
from tests.running_time import seconds_since

DAY = datetime.date(2022, 3, 30)


def head(number: int, **fields: object) -> Head:
    """An article found."""
    plain = Head(number, f"wp:{number}", NOWHERE, f"Title {number}", "en", DAY, "", "", "", "")
    return replace(plain, **fields)  # type: ignore[arg-type]


def known(path: str = "2022/a.en.md", **fields: object) -> Known:
    """An article of the archive."""
    return replace(Known("a", "en", path, DAY, "A"), **fields)  # type: ignore[arg-type]


def keys(*heads: Head, has: tuple[Known, ...] = ()) -> list[str]:
    """The key of each."""
    places = join(heads, has, ("en", "ka", "ru"))
    return [places[each.number].key for each in heads]


def test_a_key_is_the_name_in_the_source_else_the_title() -> None:
    assert keys(head(0, slug="river-song"), head(1, title="ორი სიმღერა"), head(2, title="!?")) == [
        "river-song",
        "ori-simgera",
        "article",
    ]


def test_a_file_is_named_by_date_key_and_language() -> None:
    places = join([head(0, slug="river", language="zh-Hans")], (), ("en",))
    assert places == {0: Destination("river", "2022/2022-03-30-river.zh-Hans.md", is_known=False)}


def test_translations_take_the_name_of_the_earliest_then_of_the_first_language() -> None:
    ka = head(0, group="g", slug="mdinare", language="ka")
    en = head(1, group="g", slug="river")
    assert keys(ka, en) == ["river", "river"]
    assert keys(replace(ka, date=DAY - datetime.timedelta(1)), en) == ["mdinare", "mdinare"]


def test_a_second_article_of_the_same_language_is_a_work_of_its_own() -> None:
    found = [head(0, group="g", slug="a"), head(1, group="g", slug="b"), head(2, group="g", slug="c", language="ka")]
    assert keys(*found) == ["a", "b", "a"]


def test_works_of_one_name_are_distinguished_by_date_and_then_by_number() -> None:
    later = DAY + datetime.timedelta(7)
    found = [head(0, slug="news"), head(1, slug="news", date=later), head(2, slug="news")]
    assert keys(*found) == ["news-2022-03-30", "news-2022-04-06", "news-2022-03-30-2"]
    paths = [place.path for place in join(found, (), ()).values()]
    assert sorted(paths) == ["2022/2022-03-30-news-2.en.md", "2022/2022-03-30-news.en.md", "2022/2022-04-06-news.en.md"]


def test_a_name_the_archive_has_is_not_taken() -> None:
    assert keys(head(0, slug="a", date=DAY), has=(known(),)) == ["a-2022-03-30"]


def test_what_came_from_here_before_is_known_again() -> None:
    has = known("elsewhere/moved.md", origin="wp:0", key="renamed")
    assert join([head(0, slug="a")], [has], ()) == {0: Destination("renamed", "elsewhere/moved.md", is_known=True)}
    assert keys(head(0, slug="a", language="ka"), has=(has,)) == ["a"]  # another language is another article


def test_the_address_tells_an_article_if_one_article_alone_has_it() -> None:
    has = known(source="https://e.org/a")
    assert keys(head(0, source="https://e.org/a", slug="x"), has=(has,)) == ["a"]
    shared = [head(0, source="https://e.org/a", slug="x"), head(1, source="https://e.org/a", slug="y")]
    assert keys(*shared, has=(has,)) == ["x", "y"]


def test_a_translation_that_comes_later_joins_its_work() -> None:
    has = known(group="g")
    assert keys(head(0, group="g", slug="mdinare", language="ka"), has=(has,)) == ["a"]
    assert keys(head(0, group="g", slug="other"), has=(has,)) == ["other"]  # the archive has it in English


def test_the_keys_of_an_archive_stay_and_join() -> None:
    assert keys(head(0, key="news/a b"), head(1, key="news/a b", language="ka")) == ["news/a b", "news/a b"]
    assert keys(head(0, key="a", language="ka"), has=(known(),)) == ["a"]
    assert keys(head(0, key="x"), head(1, key="x")) == ["x", "x-2"]
    assert keys(head(0, key="a"), head(1, key="a"), has=(known(),)) == ["a", "a-2"]


def test_a_file_of_the_same_name_is_the_same_article_if_its_words_or_its_title_are() -> None:
    has = (known(origin="1.txt", digest="aaa", title="Song"),)
    assert keys(head(0, origin="1.txt", digest="aaa", title="Edited", slug="x"), has=has) == ["a"]
    assert keys(head(0, origin="1.txt", digest="bbb", title="Song", slug="x"), has=has) == ["a"]
    assert keys(head(0, origin="1.txt", digest="bbb", title="Another", slug="x"), has=has) == ["x"]


def test_files_of_one_name_in_two_sources_are_known_again_each() -> None:
    first = [head(n, origin="1.txt", digest=digest, slug="song", batch=n) for n, digest in enumerate("ab")]
    places = join(first, (), ())
    assert join(first, as_known(first, places), ()) == {
        number: replace(place, is_known=True) for number, place in places.items()
    }


def test_groups_made_of_the_names_of_files_hold_within_one_source() -> None:
    found = [
        head(0, origin="1.en.txt", group="1", slug="a"),
        head(1, origin="1.ka.txt", group="1", slug="b", language="ka", batch=1),
    ]
    assert keys(*found) == ["a", "b"]


def test_one_address_in_two_sources_is_one_article() -> None:
    page, entry = head(0, source="https://e.org/a"), head(1, source="https://e.org/a", batch=1)
    assert twins([page, entry]) == {1: page}
    assert twins([page, replace(entry, language="ka")]) == {}
    assert twins([page, replace(entry, batch=0)]) == {}


FIELDS = st.fixed_dictionaries(
    {
        "slug": st.sampled_from(["", "a", "b", "../../x", "ა", "x" * 300]),
        "key": st.sampled_from(["", "", "a", "k"]),
        "group": st.sampled_from(["", "", "g", "h"]),
        "language": st.sampled_from(["en", "ka"]),
        "date": st.sampled_from([DAY, DAY + datetime.timedelta(1)]),
        "source": st.sampled_from(["", "https://e.org/a", "https://e.org/b"]),
        "origin": st.sampled_from(["1.txt", "2.txt", "wp:1", "https://e.org/?p=1"]),
        "digest": st.sampled_from(["", "aa", "bb"]),
    }
)
HEADS = st.lists(FIELDS, max_size=8).map(lambda found: [head(number, **fields) for number, fields in enumerate(found)])


def as_known(heads: list[Head], places: dict[int, Destination]) -> list[Known]:
    """The archive after the import."""
    return [
        known(
            places[each.number].path,
            key=places[each.number].key,
            language=each.language,
            date=each.date,
            title=each.title,
            origin=each.origin,
            digest=each.digest,
            group=each.group,
            source=each.source,
        )
        for each in heads
    ]


@given(HEADS)
def test_no_two_articles_share_a_file_or_key_and_language(heads: list[Head]) -> None:
    places = join(heads, [known()], ("en", "ka"))
    assert sorted(places) == [each.number for each in heads]
    new = [place.path for place in places.values()]
    assert len(set(new)) == len(new)
    claims = [(places[each.number].key, each.language) for each in heads]
    assert len(set(claims)) == len(claims)
    assert all(path.count("/") == 1 and ".." not in path and len(path) < 200 for path in new if path != "2022/a.en.md")


@given(HEADS)
def test_a_second_import_finds_everything_where_the_first_put_it(heads: list[Head]) -> None:
    places = join(heads, [], ("en", "ka"))
    again = join(heads, as_known(heads, places), ("en", "ka"))
    assert again == {number: replace(place, is_known=True) for number, place in places.items()}


def test_related_names_lead_to_the_one_work_that_has_them() -> None:
    heads = [
        head(0, slug="a", source="https://e.org/a/", title="One  song"),
        head(1, slug="b", source="https://e.org/b", title="Twin"),
        head(2, slug="c", title="Twin"),
    ]
    places = join(heads, [], ())
    names = index_of_names(heads, [known(key="old", title="Old")], places)
    assert names[bare("http://e.org/a")] == "a"
    assert names[bare("https://e.org/b#part")] == "b"
    assert names[fold_title("one SONG", "en")] == "a"
    assert names[fold_title("Old", "en")] == "old"
    assert fold_title("Twin", "en") not in names


def test_of_two_works_in_one_group_a_translation_joins_the_earlier() -> None:
    en, ka = head(0, group="g", slug="a"), head(1, group="g", slug="aka", language="ka")
    second = head(2, group="g", slug="0", date=DAY + datetime.timedelta(1))
    ru = head(3, group="g", slug="aru", language="ru")
    first = join([en, ka, second], (), ("en",))
    assert keys(en, ka, second, ru, has=tuple(as_known([en, ka, second], first))) == ["a", "a", "0", "a"]
    assert keys(second, ru, ka, en) == ["0", "a", "a", "a"]


@pytest.mark.parametrize("first", ["z", "b"])
def test_of_two_works_the_archive_has_a_translation_joins_the_earlier_whatever_their_files(first: str) -> None:
    later = known("2022/c.en.md", key="c", date=DAY + datetime.timedelta(1), group="g")
    earlier = known(f"2022/{first}.en.md", key=first, group="g")
    undated = known("2022/y.en.md", key="y", date=None, group="h")
    new = head(0, group="g", language="ka")
    assert keys(new, has=(later, earlier, undated)) == [first]
    assert keys(new, has=(earlier, later)) == [first]
    fuller = replace(later, language="ru", date=DAY)
    assert keys(new, has=(earlier, replace(later, date=DAY), fuller)) == ["c"]  # of one day, the one with more texts


def test_a_group_that_is_only_a_number_holds_within_a_site() -> None:
    here = known(key="a", group="4", origin="https://one.org/?p=1", source="https://one.org/a")
    there = head(0, group="4", language="ka", slug="b", source="https://two.org/b")
    assert keys(there, has=(here,)) == ["b"]
    assert keys(replace(there, source="https://ka.one.org/b"), has=(here,)) == ["a"]
    other_host = [
        head(1, group="9", slug="c", source="https://one.org/c", batch=0),
        replace(there, source="https://one.ge/b"),
    ]
    assert keys(*other_host, has=(here,)) == ["c", "a"]  # the languages of one export may be at several hosts


def test_a_group_that_is_an_address_is_one_with_and_without_https() -> None:
    here = known(key="a", group="http://one.org/a", origin="http://one.org/a", source="http://one.org/a")
    later = head(0, group="https://www.one.org/a/", language="ka", source="https://www.one.org/ka/a")
    assert keys(later, has=(here,)) == ["a"]


def test_a_key_is_taken_as_the_archive_writes_it() -> None:
    here = known(key="cafe\u0301", origin="a.en.md")
    assert keys(head(0, key="caf\u00e9", language="ka"), has=(here,)) == ["cafe\u0301"]


@pytest.mark.parametrize("held", ["2022/2022-03-30-RIVER.en.md", "2022/2022-03-30-River.EN.md"])
def test_no_file_differs_from_another_in_case_alone(held: str) -> None:
    assert join([head(0, slug="river")], [known(held, key="other")], ())[0].path == "2022/2022-03-30-river-2.en.md"


@pytest.mark.slow
def test_thousands_of_one_name_and_day_and_group_are_placed_in_time() -> None:
    found = [head(number, title="News", group="g" if number % 2 else "") for number in range(8000)]
    begun = time.process_time()
    places = join(found, (), ("en",))
    assert len({place.path for place in places.values()}) == len({place.key for place in places.values()}) == 8000
    assert join([*found, head(8000, group="g")], as_known(found, places), ("en",))[0] == replace(
        places[0], is_known=True
    )
    assert seconds_since(begun) < 5


@given(HEADS, st.integers(0, 8))
def test_an_import_that_was_broken_off_puts_the_rest_where_it_would_have_been(heads: list[Head], written: int) -> None:
    own = [replace(each, origin=f"https://e.org/?p={each.number}", digest="", key="") for each in heads]
    own = list({(each.group or each.number, each.language): each for each in own}.values())
    places = join(own, (), ("en", "ka"))
    again = join(own, as_known(own, places)[:written], ("en", "ka"))
    assert {number: (place.key, place.path) for number, place in again.items()} == {
        number: (place.key, place.path) for number, place in places.items()
    }
