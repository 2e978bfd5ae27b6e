"""Which article is at an address: the one comparison for links, related reading and editorial checks.

An article may be known by the address it was published at (`source`), by that of its import (`origin`), by addresses
of its old site (`url`, `permalink`, `aliases`, `redirect_from`), and by the path that Hugo, Jekyll or WordPress make
of its file's name, below `[archive] site`. What an author states is stronger than what a file's name suggests.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from archivist.dependencies import Dependencies
from archivist.findings import Finding
from archivist.links.addresses import near_address, same_address, site_of, without_fragment
from archivist.model.articles import Article

_STATED = ("url", "permalink", "aliases", "alias", "redirect_from")  # of Hugo, Jekyll, and Jekyll's redirections
_DATED = re.compile(r"\d{4}-\d{1,2}-\d{1,2}[-_ ]+")
_PAGE = re.compile(r"(?:/index)?(?:\.html?)?/*$", re.IGNORECASE)
_SUFFIX = re.compile(r"\.(?:md|markdown|html?)$", re.IGNORECASE)
_NO_PAGE = frozenset({"feed", "rss", "atom", "embed", "trackback"})  # what sites have beside an article
_NOWHERE = "https://host.invalid"  # in place of the site where none is known (RFC 2606)

_Names = dict[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class _Entry:
    path: str
    key: str
    language: str
    title: str


@dataclass(frozen=True, slots=True)
class AddressBook:
    """The addresses of an archive's articles. Picklable, and small: workers are given it."""

    site: str = ""
    _entries: tuple[_Entry, ...] = ()
    _paths: dict[str, int] = field(default_factory=dict)
    _exact: _Names = field(default_factory=dict)  # by `same_address`
    _near: _Names = field(default_factory=dict)  # by `_loosely`
    _below: _Names = field(default_factory=dict)  # by path, whatever the site
    _by_file_name: _Names = field(default_factory=dict)  # by path, as a file's name suggests it
    _origins: _Names = field(default_factory=dict)  # by the file an article was imported from
    _files: _Names = field(default_factory=dict)  # by what a reference may call a file
    _sites: frozenset[str] = frozenset()

    def __contains__(self, path: str) -> bool:
        """Whether an article of the archive has this path, relative to the folder of articles."""
        return path in self._paths

    def title(self, path: str) -> str:
        """The title of the article with this path."""
        return self._entries[self._paths[path]].title

    def at(self, address: str, language: str) -> tuple[str, str]:
        """The path of the article at a web address, and the place in it that the address names; "" and "" if none is.

        Of several translations it is the one in `language`, if there is one.
        """
        if site_of(address) not in self._sites:
            return "", ""
        page, fragment = without_fragment(address)
        if _names_page(fragment):
            return self._choose(self._exact.get(same_address(address), ()), language), ""
        found = self._exact.get(same_address(page)) or self._loose(page) or self._on_site(page)
        path = self._choose(found or (), language)
        return (path, fragment) if path else ("", "")

    def is_site(self, site: str) -> bool:
        """Whether an article of the archive has an address at this site, as `site_of` names it."""
        return site in self._sites

    def is_host(self, name: str) -> bool:
        """Whether the first part of an address without scheme is the name of a host with articles of the archive."""
        return "." in name and site_of(f"https://{name}") in self._sites

    def below(self, path: str, language: str) -> str:
        """The article whose address has this path, where the site is not known; "" if none has or several have."""
        name = _path_of(path)
        return self._choose(self._one(self._below.get(name, ()) or self._by_file_name.get(name, ())), language)

    def imported_from(self, file: str, language: str) -> str:
        """The article that was imported from this file; "" if none was or several were."""
        return self._choose(self._one(self._origins.get(file, ())), language)

    def called(self, name: str, near: str, language: str) -> str:
        """The article a reference of Hugo's (`ref`) or Jekyll's (`post_url`, `link`) names; "" if it is not one.

        `near` is the folder of the article that refers to it.
        """
        beside = self._files.get(_file_name(f"{near}/{name}"), ()) if near else ()
        return self._choose(self._one(beside or self._files.get(_file_name(name), ())), language)

    def shared(self) -> Iterator[Finding]:
        """A finding for each article that states an address another work has stated before it."""
        reported: set[tuple[str, str]] = set()
        for address, places in self._exact.items():
            first = self._entries[places[0]]
            for entry in (self._entries[place] for place in places[1:]):
                if entry.key != first.key and (entry.path, first.path) not in reported:
                    reported.add((entry.path, first.path))
                    message = f"{address} is also an address of {first.path}; links with it lead there"
                    yield Finding("address-shared", message, entry.path)

    def _loose(self, page: str) -> tuple[int, ...]:
        last = urlsplit(page).path.rstrip("/").rpartition("/")[2].lower()
        return () if last in _NO_PAGE else self._one(self._near.get(_loosely(page), ()))

    def _on_site(self, page: str) -> tuple[int, ...]:
        """What a path below the archive's own site suggests."""
        site, address = same_address(self.site), same_address(page)
        if not site or not address.startswith(f"{site}/") or "?" in address:
            return ()
        name = _path_of(unquote(address.removeprefix(site)))
        return self._one(self._by_file_name.get(name, ()))

    def _one(self, places: tuple[int, ...]) -> tuple[int, ...]:
        """The places, if they are translations of one work."""
        return places if len({self._entries[place].key for place in places}) == 1 else ()

    def _choose(self, places: tuple[int, ...], language: str) -> str:
        """Of the work that has the address first, the text in the language, else the first."""
        if not places:
            return ""
        first = self._entries[places[0]]
        ours = (self._entries[place] for place in places)
        same = (entry.path for entry in ours if entry.key == first.key and entry.language == language)
        return next(same, first.path)


@dataclass(frozen=True, slots=True)
class AskedAddressBook(AddressBook):
    """A book of which each look-up is recorded: `asked` has the answers of the book."""

    asked: Dependencies = field(kw_only=True)

    def __contains__(self, path: str) -> bool:
        return bool(self.asked.ask("is article", path))

    def title(self, path: str) -> str:
        """As of the book."""
        return str(self.asked.ask("title", path))

    def at(self, address: str, language: str) -> tuple[str, str]:
        """As of the book."""
        site = site_of(address)
        if not self.asked.ask("is site", site):  # one question instead of one for each link to the site
            return "", ""
        path, fragment = self.asked.ask("at", address, language)
        return path, fragment

    def is_host(self, name: str) -> bool:
        """As of the book."""
        return bool(self.asked.ask("is host", name))

    def below(self, path: str, language: str) -> str:
        """As of the book."""
        return str(self.asked.ask("below", path, language))

    def imported_from(self, file: str, language: str) -> str:
        """As of the book."""
        return str(self.asked.ask("imported from", file, language))

    def called(self, name: str, near: str, language: str) -> str:
        """As of the book."""
        return str(self.asked.ask("called", name, near, language))

    def shared(self) -> Iterator[Finding]:
        """It is about all articles, so whatever asked it would depend on all of them."""
        raise NotImplementedError


def answers_of(book: AddressBook) -> Mapping[str, Callable[..., object]]:
    """The look-ups of a book, by the kind of the question."""
    return {
        "is article": book.__contains__,
        "title": lambda path: book.title(path) if path in book else None,
        "is site": book.is_site,
        "at": book.at,
        "is host": book.is_host,
        "below": book.below,
        "imported from": book.imported_from,
        "called": book.called,
    }


def address_book(articles: Iterable[Article], site: str = "") -> AddressBook:
    """The book of an archive. `site` is the address of its web site, "" if it has none."""
    book = AddressBook(site=site)
    entries: list[_Entry] = []
    sites = {site_of(site)} if site else set()
    for place, article in enumerate(articles):
        entries.append(_Entry(article.path, article.key, article.language, article.title))
        for address in dict.fromkeys(_addresses_stated(article, site)):
            if not address.startswith(_NOWHERE):
                _add(book._exact, same_address(address), place)
                _add(book._near, _loosely(address), place)
                sites.add(site_of(address))
            _add(book._below, _path_of(urlsplit(address).path), place)
        for path in dict.fromkeys(_paths_by_file_name(article)):
            _add(book._by_file_name, _path_of(path), place)
        _add(book._origins, _origin(article), place)
        for name in dict.fromkeys(_file_names(article)):
            _add(book._files, name, place)
    tables = (book._exact, book._near, book._below, book._by_file_name, book._origins, book._files)
    for table in tables:
        table.pop("", None)
    paths = {entry.path: place for place, entry in enumerate(entries)}
    return AddressBook(site, tuple(entries), paths, *tables, frozenset(sites) - {""})


def _add(names: _Names, name: str, place: int) -> None:
    known = names.get(name, ())
    if place not in known[-1:]:
        names[name] = (*known, place)


def _loosely(address: str) -> str:
    """The same text for addresses that are most likely one: also with `index.html`, `.html`, or for telephones."""
    page, fragment = without_fragment(address)
    return "" if _names_page(fragment) else _PAGE.sub("", near_address(page))


def _names_page(fragment: str) -> bool:
    """Whether a site of one page finds its articles by such a fragment."""
    return fragment[:1] in ("!", "/")


def _path_of(path: str) -> str:
    """A path as it is looked up: without slash at the end, `index.html` and `.html`."""
    return _PAGE.sub("", unquote(path)).casefold()


def _addresses_stated(article: Article, site: str) -> Iterator[str]:
    """The addresses that the head of an article states."""
    origin = str(article.extra.get("origin", ""))
    for address in (article.source, origin):
        if same_address(address):
            yield address
    roots = _roots(article.source if same_address(article.source) else "", site)
    for key in _STATED:
        value = article.extra.get(key)
        for written in value if isinstance(value, list) else [value]:
            yield from _absolute(written.strip(), roots) if isinstance(written, str) else ()


def _absolute(written: str, roots: Sequence[str]) -> Iterator[str]:
    """An address as stated, or below each of the roots; none for a pattern such as `/:year/:title/`."""
    if same_address(written):
        yield written
    elif written and ":" not in written:
        yield from (f"{root}/{written.lstrip('/')}" for root in roots)


def _roots(source: str, site: str) -> Sequence[str]:
    """Where the paths of a site begin: at the site's address and, where that has a path, at its host."""
    parts = urlsplit(site or source)
    host = f"{parts.scheme}://{parts.netloc}" if parts.netloc else _NOWHERE
    return tuple(dict.fromkeys((host, site.rstrip("/") or host)))


def _paths_by_file_name(article: Article) -> Iterator[str]:
    """The paths that Hugo, Jekyll and WordPress would make of a file's name."""
    stem = _stem(article)
    folder = f"{pure.parent.as_posix()}/" if (pure := PurePosixPath(stem)).parent.name else ""
    names, day = [_DATED.sub("", pure.name)], article.date
    if isinstance(slug := article.extra.get("slug"), str) and slug.strip():
        names.append(slug.strip())
    for language in ("", f"/{article.language.lower()}"):
        yield f"{language}/{stem}"
        for name in names:
            yield f"{language}/{folder}{name}"
            yield f"{language}/{day.year:04}/{day:%m/%d}/{name}"
            yield f"{language}/{day.year:04}/{day:%m}/{name}"


def _stem(article: Article) -> str:
    """The path of an article's file without suffix and language; of a page bundle that of its folder."""
    stem = _SUFFIX.sub("", article.path)
    name, _, language = stem.rpartition(".")
    if name and language.replace("_", "-").lower() in (article.language.lower(), article.language.partition("-")[0]):
        stem = name
    return stem.removesuffix("/index")


def _origin(article: Article) -> str:
    origin = str(article.extra.get("origin", ""))
    return "" if "://" in origin else origin


def _file_names(article: Article) -> Iterator[str]:
    """What a reference may call the file of an article, or the file it was imported from."""
    for stem in (_stem(article), _file_name(article.path), _file_name(_origin(article))):
        plain = stem.replace("_posts/", "")
        for name in (stem, plain, plain.rpartition("/")[2], _DATED.sub("", plain.rpartition("/")[2])):
            yield _file_name(name)


def _file_name(name: str) -> str:
    """A file's name as it is looked up: without suffix, `.`, `..` and slashes at its ends."""
    parts: list[str] = []
    for part in _SUFFIX.sub("", unquote(name)).split("/"):
        if part == "..":
            del parts[-1:]
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts).removesuffix("/index").removesuffix("/_index").casefold()
