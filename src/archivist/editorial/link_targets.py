"""Links to a place in another article that the article does not have."""

import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from pathlib import PurePosixPath
from urllib.parse import unquote

from archivist.findings import Finding
from archivist.model.articles import Article, Body

_LINK = re.compile(r'<a [^>]*?href="article:([^"#]+)#([^"]+)"')
_WRITTEN = re.compile(r"([^\s()<>\"'#]{0,500})#([^\s()<>\"']{1,500})")
_NO_LETTER = re.compile(r"[\W_]+")
_NAMED = 10  # places named in one finding

_Place = tuple[str, str]  # an article's path, the name in it


def place_findings(articles: Sequence[Article], bodies: Mapping[str, Body]) -> Iterator[Finding]:
    """A finding for each article with links to places that are not there. `bodies` are by the path of the article."""
    for article in articles:
        links = dict.fromkeys(_LINK.findall(_passages(bodies[article.path])))
        places = [(unescape(path), unescape(place)) for path, place in links]
        lost = [each for each in places if each[0] in bodies and not bodies[each[0]].places.find(each[1])]
        if lost:
            lines = _lines(article, lost)
            yield Finding("dead-fragment", _list_places(lost, lines), article.path, lines[0])
        yield from _doubtful(article, [each for each in places if each[0] in bodies], bodies)


def _doubtful(article: Article, places: Sequence[_Place], bodies: Mapping[str, Body]) -> Iterator[Finding]:
    """A finding for each place whose name can be read in two ways."""
    for path, place in places:
        known, titles = bodies[path].places, {each.id: each.title for each in bodies[path].headings}
        name = known.name(place)
        if name in known.others:
            meant, other = (f"#{each} “{titles.get(each, '')}”" for each in (known.ids[name], known.others[name]))
            message = f"{path}#{name} leads to the heading {meant}, as on GitHub; it can also mean {other}"
            yield Finding("doubtful-fragment", message, article.path, _lines(article, [(path, place)])[0])


def _list_places(lost: Sequence[_Place], lines: Sequence[int]) -> str:
    path, place = lost[0]
    if len(lost) == 1:
        return f"{path} has no place #{place}; the link leads to its beginning"
    named = [
        f"{path}#{place}" + (f" (line {line})" if line else "") for (path, place), line in zip(lost, lines, strict=True)
    ]
    rest = f" and {len(lost) - _NAMED} more" if len(lost) > _NAMED else ""
    return f"{len(lost)} places are not there, and links lead to the beginnings: {', '.join(named[:_NAMED])}{rest}"


def linked_articles(bodies: Mapping[str, Body]) -> frozenset[str]:
    """The paths of the articles to a place of which these texts link."""
    return frozenset(unescape(path) for body in bodies.values() for path, _ in _LINK.findall(_passages(body)))


def _passages(body: Body) -> str:
    return "\n".join((body.xhtml, *(note.xhtml for note in body.notes)))


def _lines(article: Article, places: Sequence[_Place]) -> list[int]:
    """The line of each link; 0 if it is not written that plainly. A file's name is a surer sign."""
    written = [
        (PurePosixPath(unquote(file)).name, _letters(unquote(name)), number)
        for number, line in enumerate(article.text.split("\n"), start=article.text_line)
        for file, name in (_WRITTEN.findall(line) if "#" in line else ())
    ]
    found = []
    for path, place in places:
        letters, file = _letters(place), PurePosixPath(path).name
        lines = [(name != file, number) for name, words, number in written if words and letters.endswith(words)]
        found.append(min(lines, default=(True, 0))[1])
    return found


def _letters(text: str) -> str:
    return _NO_LETTER.sub("", text).casefold()
