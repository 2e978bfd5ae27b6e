"""A real export, if there is one beside the project."""

import pytest
from lxml import etree

from tests.articles.making import corpora
from tests.html_to_markdown.making import converted

pytestmark = pytest.mark.slow  # a whole corpus

CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"


@pytest.mark.parametrize("name", ["optech2022-polylang.xml"])
def test_every_word_of_an_export_is_there_in_order(name: str) -> None:
    items = [item.text or "" for item in etree.parse(corpora() / "wordpress" / name).iter(CONTENT)]
    assert len(items) == 213
    noted = sum(bool(converted(item)[1].notes) for item in items)
    assert noted > 10
