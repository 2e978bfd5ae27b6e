"""The title of an article out of the several a page gives."""

import re
from collections.abc import Sequence

_BETWEEN = re.compile(r"\s+[|·•»«–—:-]+\s+|\s*[|»｜]\s*")
_CUT = re.compile(r"\s*(?:…|\.\.\.)$")


def same(one: str, other: str) -> bool:
    """Whether two titles have the same words: case, punctuation and kinds of quotation marks do not count."""
    return bool(_key(one)) and _key(one) == _key(other)


def begins(window: str, heading: str) -> bool:
    """Whether the title of a window begins with a heading: `The bridge | Herald`."""
    key = _key(heading)
    return bool(key) and f"{_key(window)} ".startswith(f"{key} ")


def _key(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def choose_title(marked: Sequence[str], headings: Sequence[str], window: str, site: str) -> tuple[str, str]:
    """The title and, if it was inferred, from what.

    `marked` are the titles of structured marks in the order of trust, `headings` those of the article's first level,
    `window` that of the browser's window, `site` the site's own name.
    """
    for title in marked:
        if title and not same(title, site):
            return _whole(without_site(title, headings, site), headings), ""
    headings = [heading for heading in headings if heading and not same(heading, site)]
    if headings:
        confirmed = [heading for heading in headings if begins(window, heading)]
        sure = len(headings) == 1 or bool(confirmed)
        return (confirmed or list(headings))[0], "" if sure else "the first heading of the page"
    return (without_site(window, (), site), "the title of the browser window") if window else ("", "")


def without_site(title: str, headings: Sequence[str], site: str) -> str:
    """The title without the name of the site, if a heading or the site's own mark confirms that it is one."""
    for heading in headings:
        if heading and len(heading) < len(title) and title.startswith(heading) and _BETWEEN.match(title, len(heading)):
            return heading
    for match in _BETWEEN.finditer(title):
        if same(title[match.end() :], site):
            return title[: match.start()].strip() or title
        if same(title[: match.start()], site):
            return title[match.end() :].strip() or title
    return title


def _whole(title: str, headings: Sequence[str]) -> str:
    """The heading instead of a title that was cut off, `The harvest of the year and …`, or only spelt otherwise."""
    beginning = _CUT.sub("", title)
    for heading in headings:
        if beginning != title and _key(heading).startswith(_key(beginning)) and _key(beginning):
            return heading
        if same(heading, title):
            return heading
    return title
