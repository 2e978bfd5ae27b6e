"""What Hugo's shortcodes stand for (gohugo.io/shortcodes), and a few that many themes have alike."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from archivist.dialect.picture_sizes import picture_size
from archivist.readers.site_folders.notation import Notation
from archivist.readers.site_folders.services import SERVICES, address_at
from archivist.readers.site_folders.tags import Arguments, Tag, arguments

NOTICES = frozenset(
    {
        *("notice", "alert", "callout", "hint", "admonition", "tip", "note", "info", "warning", "important"),
        *("caution", "details", "expand", "collapse", "spoiler"),
    }
)
QUOTES = frozenset({"quote", "blockquote", "pullquote"})
WRAPPERS = frozenset(
    """
    gallery carousel slider slides lightgallery row rows column columns col center centre left right lead section tabs
    tab steps step cards card accordion accordionitem timeline timelineitem rawhtml unsafe html md markdown
    """.split()  # noqa: SIM905
)  # only how they lay out what they contain is lost
BLOCKS = NOTICES | QUOTES | WRAPPERS  # shortcodes that hold Markdown
GALLERIES = frozenset({"gallery", "carousel", "slider", "lightgallery"})
_FOLDERS = ("match", "dir", "folder", "images", "src", "glob", "resources")  # which pictures a gallery shows
_TITLES = ("title", "header", "summary", "name", "tabname", "heading", "label")
_SAID_BY = ("author", "attribution", "by", "cite", "source")
_NAMED_FIRST = frozenset({"tab", "step", "card", "accordionitem", "timelineitem"})  # their first word is their title
_IDS = (
    *("host", "instance", "user", "username", "type", "id", "bvid", "slug", "slug_hash"),
    *("video", "src", "url", "link", "file", "pdf"),
)  # in the order of the words of an address


@dataclass(frozen=True, slots=True)
class Shortcodes:
    """The values a text may ask for."""

    page: Mapping[str, object]  # the front matter
    params: Mapping[str, object]  # of the site
    link_to: Callable[[str, str], str]  # the address of a page in a language of the site's, "" if there is none
    notation: Notation
    pictures_in: Callable[[str], Sequence[str]] = lambda _: ()  # the addresses of the pictures of a folder or pattern

    def replacement(self, tag: Tag) -> str | None:
        """What a shortcode without an end of its own stands for; None if that cannot be determined."""
        given = arguments(tag.rest)
        if tag.name in ("figure", "img", "image"):
            return self._figure(given)
        if tag.name in ("ref", "relref"):
            wanted = given.named.get("path") or next(iter(given.listed), "")
            is_plain = len(given.listed) <= 1 and set(given.named) <= {"path", "lang"}
            return (self.link_to(wanted, given.named.get("lang", "")) or None) if is_plain and wanted else None
        if tag.name == "param":
            return self._param(next(iter(given.listed), ""))
        if tag.name in GALLERIES:
            return self._gallery(given)
        if tag.name in SERVICES:
            words = given.listed[:3] or tuple(given.named[key] for key in _IDS if given.named.get(key))
            address = address_at(SERVICES[tag.name], words)
            return self.notation.address(address) if address else None
        return None

    def _param(self, name: str) -> str | None:
        own = self.page.get("params")
        for held in (self.page, own if isinstance(own, Mapping) else {}):
            found = held.get(name)
            if isinstance(found, str | int):
                return _text(found)
        value: object = self.params
        for part in name.lower().split("."):
            value = value.get(part) if isinstance(value, Mapping) else None
        return _text(value) if isinstance(value, str | int) else None

    def _gallery(self, given: Arguments) -> str | None:
        """Its pictures, one below the other; None if none are found."""
        wanted = [given.named[key] for key in _FOLDERS if given.named.get(key)] or list(given.listed[:1])
        found = [address for each in wanted for address in self.pictures_in(each)]
        return "\n\n".join(self.notation.figure(address, "", "") for address in dict.fromkeys(found)) or None

    def _figure(self, given: Arguments) -> str | None:
        named = given.named
        address = named.get("src") or named.get("image") or next(iter(given.listed), "")
        if not address:
            return None
        caption = self._caption(named)
        size = picture_size(named.get("width", ""), named.get("height", ""))
        return self.notation.figure(address, named.get("alt", ""), caption, named.get("link", ""), size)

    def _caption(self, named: Mapping[str, str]) -> str:
        """The title in bold, the caption, and whom the picture is from. Hugo sets all three as Markdown."""
        title, words, source = (named.get(key, "").strip() for key in ("title", "caption", "attr"))
        if title and (words or source):
            title = self.notation.strong(title)
        if source and named.get("attrlink"):
            source = self.notation.link(source, named["attrlink"])
        return " ".join(filter(None, (title, words, source)))


def block(tag: Tag, text: str, notation: Notation) -> str:
    """A notice, a quotation or a part of a page; `text` is what it contains, in the form of the notation."""
    given = arguments(tag.rest)
    title = _title(given)
    if tag.name in WRAPPERS:
        title = title or " ".join(given.listed[:1] if tag.name in _NAMED_FIRST else ())
        return "\n\n".join(filter(None, (notation.strong(title), text.strip("\n"))))
    if tag.name in QUOTES:
        return notation.quotation(text, title, ", ".join(given.named[key] for key in _SAID_BY if given.named.get(key)))
    return notation.quotation(text, title or " ".join(given.listed[1:2]))


def in_line(tag: Tag, text: str, notation: Notation) -> str:
    """The same within a line: the title in bold before the words, who is quoted after them."""
    given = arguments(tag.rest)
    title = _title(given) or " ".join(given.listed[1:2])
    said_by = ", ".join(given.named[key] for key in _SAID_BY if given.named.get(key)) if tag.name in QUOTES else ""
    return " ".join(filter(None, (notation.strong(title), text.strip(), f"— {said_by}" if said_by else "")))


def _title(given: Arguments) -> str:
    return next((given.named[key.lower()] for key in _TITLES if given.named.get(key.lower())), "")


def unused_arguments(tag: Tag) -> tuple[str, ...]:
    """What a notice or quotation says that its Markdown does not hold: its kind, its icon."""
    given = arguments(tag.rest)
    kept = {*_TITLES, *_SAID_BY, "open"}
    if tag.name in WRAPPERS:
        first = 1 if tag.name in _NAMED_FIRST else 0
        return (*given.listed[first:], *(value for key, value in given.named.items() if key not in _TITLES))
    return (*given.listed[:1], *given.listed[2:], *(value for key, value in given.named.items() if key not in kept))


def _text(value: str | int) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
