"""Works to compare: short texts of chosen words."""

import datetime
from collections.abc import Sequence

from archivist.model.articles import Article
from archivist.model.volumes import Volume
from archivist.volumes import gather
from tests.apparatus.making import article, config

JANUARY = datetime.date(2022, 1, 10)


def text(*topics: str, words: int = 12) -> str:
    """A text about topics: words that no other topic has."""
    return " ".join(f"{topic}{letter}" for topic in topics for letter in "abcdefghijklmnop"[:words])


def about(key: str, *topics: str, days: int = 0, language: str = "en", title: str = "") -> Article:
    """An article about topics, so many days after 10 January 2022."""
    date = JANUARY + datetime.timedelta(days)
    digest = f"{key}.{language}.{topics}.{days}"
    return article(key, text(*topics), language, date=date, title=title or f"Title{key}", digest=digest)


def volumes(*articles: Article) -> Sequence[Volume]:
    """The monthly volumes of articles."""
    return gather(articles, config("en", "ka"))
