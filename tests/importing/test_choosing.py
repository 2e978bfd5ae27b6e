import datetime
from typing import Any

import pytest

from archivist.importing.article_selection import Choosing
from archivist.place import NOWHERE
from archivist.reader_api.found import FoundArticle, Wishes

DAY = datetime.date(2020, 6, 15)


def article(**fields: Any) -> FoundArticle:
    plain = {"origin": "x", "place": NOWHERE, "title": "T", "text": "x", "plain": "x", "date": DAY}
    return FoundArticle(**{**plain, "section": "Home News", "tags": ("Mills",), "type": "post", **fields})


@pytest.mark.parametrize(
    ("wishes", "left_out"),
    [
        (Wishes(), ""),
        (Wishes(since=DAY, until=DAY), ""),
        (Wishes(since=datetime.date(2020, 6, 16)), "before --since 2020-06-16"),
        (Wishes(until=datetime.date(2020, 6, 14)), "after --until 2020-06-14"),
        (Wishes(categories=("home  news", "x")), ""),
        (Wishes(categories=("mills",)), ""),
        (Wishes(categories=("news",)), "in other sections (--category)"),
        (Wishes(types=("Posts", "page")), ""),
        (Wishes(types=("page",)), "of the type 'post' (--type)"),
    ],
)
def test_what_is_left_out_is_counted_with_what_left_it_out(wishes: Wishes, left_out: str) -> None:
    choosing = Choosing(wishes)
    for _ in range(2):
        assert (choosing.is_of_kind(article()) and choosing.is_in_time(article())) == (not left_out)
    told = [(each.code, each.message, each.file) for each in choosing.findings("s")]
    assert told == ([("import-left-out", f"2 articles were left out: 2 {left_out}", "s")] if left_out else [])


def test_a_source_without_types_is_said_to_have_none() -> None:
    choosing = Choosing(Wishes(types=("post",)))
    assert not choosing.is_of_kind(article(type=""))
    (finding,) = choosing.findings("s")
    assert finding.message == "1 article was left out: 1 of a type that the source does not state (--type)"


def test_an_article_without_a_date_is_not_left_out_by_days() -> None:
    assert Choosing(Wishes(since=DAY)).is_in_time(article(date=None))
