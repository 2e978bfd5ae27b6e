"""Links to a place in another article that the article does not have."""

import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from pathlib import PurePosixPath
from urllib.parse import unquote

from archivist.findings import Finding
from archivist.model import Article, Body

_LINK = re.compile(r'<a [^>]*?href="article:([^"#]+)#([^"]+)"')
_WRITTEN = re.compile(r"([^\s()<>\"'#]{1,500})#([^\s()<>\"']{1,500})")
_NO_LETTER = re.compile(r"[\W_]+")


def place_findings(articles: Sequence[Article], bodies: Mapping[str, Body]) -> Iterator[Finding]:
    """A finding for each link to a place that is not there. `bodies` are by the path of the article."""
    for article in articles:
        for link in dict.fromkeys(_LINK.findall(_passages(bodies[article.path]))):
            path, place = map(unescape, link)
            if path in bodies and not bodies[path].places.find(place):
                message = f"{path} has no place #{place}; the link leads to its beginning"
                yield Finding("dead-fragment", message, article.path, _line(article, path, place))


def linked_articles(bodies: Mapping[str, Body]) -> frozenset[str]:
    """The paths of the articles to a place of which these texts link."""
    return frozenset(unescape(path) for body in bodies.values() for path, _ in _LINK.findall(_passages(body)))


def _passages(body: Body) -> str:
    return "\n".join((body.xhtml, *(note.xhtml for note in body.notes)))


def _line(article: Article, path: str, place: str) -> int:
    """The line such a link stands on; 0 if it is not written as plainly as that."""
    name, letters = PurePosixPath(path).name, _letters(place)
    for number, line in enumerate(article.text.split("\n"), start=article.text_line):
        for file, written in _WRITTEN.findall(line) if "#" in line else ():
            if PurePosixPath(unquote(file)).name == name and letters.endswith(_letters(unquote(written))):
                return number
    return 0


def _letters(text: str) -> str:
    return _NO_LETTER.sub("", text).casefold()
