"""Headings: levels that skip none, and ids that are unique XML names."""

from urllib.parse import unquote

from lxml import etree
from slugify import slugify

from archivist.articles.body_structure import Element, plain_text
from archivist.articles.heading_anchors import SCHEMES, names
from archivist.articles.report import Report
from archivist.dialect.ids import MAX_NAME, name_of
from archivist.model.articles import Heading, Places

_LEVELS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_NAMED = etree.XPath("descendant-or-self::*[@id or @name]")


class Ids:
    """The ids of one article: unique through the body and its notes."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._written: dict[str, str] = {}  # the id an author wrote -> the id it has
        self._headings: dict[str, str] = {}  # the id of a heading -> its words, for those that have none written
        self.places = Places()

    def keep(self, root: Element) -> None:
        """Make the ids an author wrote unique XML names. `name` of an anchor counts as its id."""
        for element in _NAMED(root):
            anchor = element.attrib.pop("name", "")
            written = element.attrib.pop("id", "") or anchor
            name = name_of(written)
            if name:
                element.set("id", self._unique(name))
                self._written.setdefault(written, element.get("id"))

    def give(self, title: str) -> str:
        """An id for a heading."""
        slug = _slug(title) or "section"
        new = self._unique(name_of(slug) or "section")
        self._headings[new] = title
        return new

    def settle(self) -> None:
        """Make `places`, once every id is given: authors' ids first, then the web's names, then the program's own."""
        ids, others = dict(self._written), dict[str, str]()
        for scheme in SCHEMES:
            for id_, name in zip(self._headings, names(scheme, self._headings.values()), strict=True):
                if ids.setdefault(name, id_) != id_ and scheme.is_common and name not in self._written:
                    others.setdefault(name, id_)
        for id_ in self._headings:
            if ids.setdefault(id_, id_) != id_ and id_ not in self._written:
                others.setdefault(id_, id_)
        for id_ in self._taken:
            ids.setdefault(id_, id_)
        ids.pop("", None)
        self.places = Places(ids, others)

    def find(self, fragment: str) -> str:
        """The id a link with this fragment means; "" if there is none."""
        return self.places.find(fragment) or self.places.find(_slug(unquote(fragment)))

    def heading(self, id_: str) -> str:
        """The words of the heading with this id; "" if it is not one."""
        return self._headings.get(id_, "")

    def is_doubtful(self, fragment: str) -> str:
        """What is to be reported of a fragment that can be read in two ways; "" if it cannot."""
        name = self.places.name(fragment)
        other = self.places.others.get(name, "")
        if not other:
            return ""
        meant = self.places.ids[name]
        return f"#{name} leads to {self._ordinal(meant)}, as on GitHub; it can also mean {self._ordinal(other)}"

    def _ordinal(self, id_: str) -> str:
        """A heading in words: its place among the headings of the same words, and these."""
        title = self._headings[id_]
        same = [each for each, words in self._headings.items() if words == title]
        return f"heading {same.index(id_) + 1} of {len(same)} “{title[:60]}”" if len(same) > 1 else f"“{title[:60]}”"

    def _unique(self, name: str) -> str:
        unique, number = name, 1
        while unique in self._taken:
            number += 1
            unique = f"{name}-{number}"
        self._taken.add(unique)
        return unique


def _slug(text: str) -> str:
    return str(slugify(text, allow_unicode=True, max_length=MAX_NAME))


def set_headings(root: Element, ids: Ids, report: Report) -> tuple[Heading, ...]:
    """Set level and id of every heading of the body, and list them."""
    above: list[tuple[int, int]] = []  # of the headings above: level written, level set
    found = []
    previous = 0
    for element in list(root.iter(*_LEVELS)):
        title = plain_text(element)
        if not title:
            element.tag = "p" if len(element) else "div"
            continue
        written = max(_LEVELS[element.tag], 2)
        while above and above[-1][0] >= written:
            above.pop()
        level = above[-1][1] + 1 if above else 2
        if written > (above[-1][0] if above else 1) + 1 and written != previous:
            line = int(element.get("data-line", "0"))
            report.add("heading-skips-level", f"{title[:60]!r} is set at level {level}, not {written}", line)
        above.append((written, level))
        previous = written
        element.tag = f"h{level}"
        if not element.get("id"):
            element.set("id", ids.give(title))
        found.append(Heading(level, element.get("id"), title))
    return tuple(found)


def headings_to_paragraphs(root: Element) -> None:
    """In a note a heading is a paragraph in bold."""
    for element in list(root.iter(*_LEVELS)):
        element.tag = "p"
        bold = element.makeelement("strong")
        bold.text, element.text = element.text, None
        bold.extend(list(element))
        element.append(bold)
