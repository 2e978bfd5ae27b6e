"""JSON Feed."""

from pathlib import Path
from typing import Any

import pytest

from archivist.article_facts import Person
from archivist.reader_api.found import SourceError
from tests.readers.feeds.making import TEXT, articles_in, found_in, one_in, said

FEED: dict[str, Any] = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "A site",
    "home_page_url": "https://example.org/",
    "language": "en",
    "authors": [{"name": "The house"}],
}
ITEM: dict[str, Any] = {
    "id": "7",
    "url": "https://example.org/2022/a-river",
    "title": "A river",
    "content_html": f'<p>{TEXT} <a href="/map">map</a></p>',
    "summary": "What a river is.",
    "date_published": "2022-03-30T21:39:00Z",
    "date_modified": "2022-04-02T00:00:00Z",
    "authors": [{"name": "Nino Example"}],
    "tags": ["Water"],
    "attachments": [{"url": "/t.mp3", "mime_type": "audio/mpeg", "title": "A talk"}],
    "external_url": "https://example.com/x",
}


def _feed(**changes: Any) -> dict[str, Any]:
    return {**FEED, "items": [{**ITEM, **changes}]}


def test_an_item_gives_its_fields(tmp_path: Path) -> None:
    article = one_in(tmp_path, _feed())
    assert (article.origin, article.title, article.language) == ("7", "A river", "en")
    assert (article.authors, article.tags) == (("Nino Example",), ("Water",))
    assert (str(article.date), str(article.updated)) == ("2022-03-30", "2022-04-02")
    assert article.published_at == "2022-03-30T21:39:00Z"
    assert article.description == "What a river is."
    assert article.related[0].address == "https://example.com/x"
    assert "https://example.org/map" in article.text
    assert "https://example.org/t.mp3" in article.text


def test_plain_text_is_divided_into_paragraphs_and_stays_plain(tmp_path: Path) -> None:
    article = one_in(tmp_path, _feed(content_html=None, content_text="One <b> two.\n\nThree.", attachments=[]))
    assert article.plain.split() == ["One", "<b>", "two.", "Three."]


def test_version_1_0_has_one_author_and_no_language(tmp_path: Path) -> None:
    feed = _feed(authors=None, author={"name": "Nino Example"})
    del feed["language"], feed["authors"]
    article = one_in(tmp_path, feed, languages=("en", "ka"))
    assert (article.authors, article.language) == (("Nino Example",), "en")
    assert "does not name a language" in said(article, "import-guessed")


def test_ids_may_be_numbers(tmp_path: Path) -> None:
    assert one_in(tmp_path, _feed(id=12)).origin == "12"


@pytest.mark.parametrize("value", [None, 1, [], {}, "", [None], {"a": 1}, True])
@pytest.mark.parametrize("name", sorted(ITEM))
def test_values_of_the_wrong_kind_do_no_harm(tmp_path: Path, name: str, value: Any) -> None:
    found_in(tmp_path, _feed(**{name: value}))


def test_items_that_are_no_objects_are_left_out(tmp_path: Path) -> None:
    assert articles_in(tmp_path, {**FEED, "items": [1, None, "x", ITEM]})[0].title == "A river"


def test_characters_no_book_can_hold_are_left_out_with_a_remark(tmp_path: Path) -> None:
    article = one_in(tmp_path, _feed(title="A\ud800 ri\0ver", content_html="<p>a\0b\udc00c</p>"))
    assert article.title == "A river"
    assert article.plain.split()[0] == "abc"
    assert "content_html, title" in said(article, "import-repaired") or "title" in said(article, "import-repaired")


@pytest.mark.parametrize(
    "data",
    [b"{", b"[]", b'{"items": 1}', b'{"a":' * 100_000, b"{" + b"1" * 10_000, b'{"items": [' + b"9" * 5000 + b"]}"],
)
def test_what_is_not_a_json_feed_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(SourceError, match=r"feed\.xml"):
        found_in(tmp_path, data)


def test_an_author_whose_address_is_an_orcid(tmp_path: Path) -> None:
    people = [{"name": "Nino Example", "url": "https://orcid.org/0000-0002-1825-0097"}, {"name": "Ann Other"}]
    article = one_in(tmp_path, _feed(authors=people))
    assert article.authors == ("Nino Example", "Ann Other")
    assert article.contributors == (Person("Nino Example", orcid="0000-0002-1825-0097"),)
