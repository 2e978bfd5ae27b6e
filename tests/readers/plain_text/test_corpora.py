"""Pages copied off real sites, if there are any beside the project: every field as a reader finds it."""

import json
from collections import Counter

from archivist.reader_api.found import FoundArticle, Wishes
from archivist.reader_api.language_names import language_named
from archivist.readers.plain_text import read
from tests.articles.making import corpora
from tests.readers.plain_text.pages import NoMedia


def test_every_field_of_thirty_pages() -> None:
    folder = corpora() / "scraped"
    expected = json.loads((folder / "gold.json").read_text("utf-8"))
    read_pages = read(folder, Wishes(languages=("en", "ka", "ru")), NoMedia())
    found = {each.origin: each for each in read_pages if isinstance(each, FoundArticle)}
    differ: Counter[str] = Counter()
    groups: dict[str, set[str]] = {}
    for page in expected:
        article = found[page["file"]]
        groups.setdefault(page["group"], set()).add(article.group)
        fields = {
            "title": (page["title"], article.title),
            "language": (page["lang"], article.language),
            "date": (page["date"], article.date.isoformat() if article.date else None),
            "paragraphs": (page["paragraphs"], len(article.plain.split("\n\n"))),
            "available_in": ([language_named(name) for name in page["available_in"]], list(article.translations)),
        }
        differ.update(name for name, (wanted, got) in fields.items() if wanted != got)
    assert len(found) == len(expected) == 30
    assert all(len(names) == 1 and "" not in names for names in groups.values())
    assert len(set.union(*groups.values())) == len(groups) == 10
    assert not differ


def test_a_page_with_background_and_other_languages() -> None:
    articles = [each for each in read(corpora() / "seed", Wishes(), NoMedia()) if isinstance(each, FoundArticle)]
    assert len(articles) == 1
    article = articles[0]
    assert (article.language, article.date, article.translations) == ("en", None, ("ka", "ru"))
    assert (len(article.plain.split("\n\n")), article.text.count("::: background")) == (14, 1)
    assert article.related == ()
