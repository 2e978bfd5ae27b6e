"""Whether a file is a feed."""

import json

import pytest

from archivist.readers.feeds import is_feed
from tests.readers.feeds.making import ATOM, RSS

FEEDS = [
    RSS.encode(),
    ATOM.encode(),
    RSS.encode("utf-16"),
    b"\xef\xbb\xbf  <!-- a > b --><?x y?><rss version='0.91'>",
    b'<!DOCTYPE rss PUBLIC "a" "b"><rss>',
    b'<!DOCTYPE rdf:RDF [<!ENTITY % x "y">]><rdf:RDF xmlns:rdf="r" xmlns="http://purl.org/rss/1.0/">',
    b'<a:feed xmlns:a="http://www.w3.org/2005/Atom">',
    json.dumps({"version": "https://jsonfeed.org/version/1"}, indent=1).encode(),
    b'{"version":"https:\\/\\/jsonfeed.org\\/version\\/1.1"}',
]
OTHERS = [
    b"",
    b"text",
    b"<html><body><rss></body>",
    b"<feed><x/></feed>",
    b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    b'<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel>',
    b'{"version": "1"}',
    b"\x1f\x8b\x08",
    b"<!--" * 5000,
    b"<?" * 20000,
]


@pytest.mark.parametrize("head", FEEDS)
def test_feeds_are_known(head: bytes) -> None:
    assert is_feed(head)


@pytest.mark.parametrize("head", OTHERS)
def test_other_files_are_not_feeds(head: bytes) -> None:
    assert not is_feed(head)
