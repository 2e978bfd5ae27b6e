"""Links: to articles, into the article, to the web; what has no target becomes plain text."""

from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote, urljoin

from archivist.articles.body_structure import Element, add_class, drop, plain_text
from archivist.articles.dead_links import DeadLinks, Reason
from archivist.articles.headings import Ids
from archivist.articles.report import Report
from archivist.articles.valid_addresses import SCHEME, is_forbidden, is_web_address, valid_address
from archivist.dependencies import Dependencies
from archivist.dialect.site_references import REFERENCE, resolve
from archivist.links.address_book import AddressBook
from archivist.model.articles import Article

ARTICLE = "article:"
LINK_NAME = "data-name"  # what a link that shows no words is called, until it is the picture's alternative text
_SUFFIXES = (".md", ".markdown")
_ZOLA, _CONTENT = "@/", "content"  # how links name the folder of the content, and its name
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif", ".tif", ".tiff", ".bmp", ".heic")
_TEXT_FRAGMENT = ":~:"  # words that a browser is to look for, not a place (wicg.github.io/scroll-to-text-fragment)


class _Found(NamedTuple):
    """An article, and the place in it."""

    path: str
    fragment: str = ""


class Links:
    """Resolves the links of one article."""

    def __init__(
        self,
        article: Article,
        *,
        site: str,
        ids: Ids,
        report: Report,
        book: AddressBook | None,
        file_at: Callable[[str], Path | None],
        asked: Dependencies,
    ) -> None:
        """`book` has the articles of the archive by address; without it, a link to a file is all that is known.

        `file_at` finds the file of the archive that an address in the article names. `asked` records which files are
        looked for (files_asked.py).
        """
        self.article, self.ids, self.report, self.book = article, ids, report, book
        self._file_at, self._asked = file_at, asked
        self._base = valid_address(article.source) if is_web_address(article.source) else ""
        self._base = self._base or site
        self._site = site
        self._origin = str(article.extra.get("origin", ""))
        self._dead = DeadLinks()
        self._doubtful: dict[str, int] = {}

    def resolve(self, root: Element) -> None:
        """Resolve every link below `root`, in place. Ids must have been settled."""
        for link in list(root.iter("a")):
            if link.get("data-note") is not None:
                continue
            href = resolve(link.attrib.pop("href", "").strip())
            forbidden = link.attrib.pop("data-forbidden", "")
            line = int(link.get("data-line", "0"))
            if not self._lead(link, href):
                self._unlink(link, line, href, forbidden)
            elif _is_silent(link):
                link.set(LINK_NAME, self._name(link.get("href")))

    def report_dead(self) -> None:
        """The findings about links: one for all that have no target, and one for each name that has two meanings."""
        for code, message, line in self._dead.findings():
            self.report.add(code, message, line)
        for message, line in self._doubtful.items():
            self.report.add("doubtful-fragment", message, line)

    # ------------------------------------------------------------ one link

    def _lead(self, link: Element, href: str) -> bool:
        """Whether the link leads somewhere; then its `href` says where."""
        if not href:
            return False
        if href.startswith("#"):
            return self._lead_within(link, href[1:])
        if self._is_picture_of(link, href):
            return False
        found = self._find_by_name(href)
        address = "" if found else self._address(href)
        found = found or self._at(href, address)
        if found is not None and self.book is not None and found.path not in self.book:
            return False
        if found is not None:
            self._lead_to(link, found, address)
        elif address:
            link.set("href", address)
        return found is not None or bool(address)

    def _lead_within(self, link: Element, fragment: str) -> bool:
        name = self.ids.find(fragment)
        doubt = self.ids.is_doubtful(fragment) if name else ""
        if doubt:
            self._doubtful.setdefault(doubt, int(link.get("data-line", "0")))
        if name:
            link.set("href", f"#{name}")
        return bool(name)

    def _lead_to(self, link: Element, found: _Found, address: str) -> None:
        fragment = unquote(found.fragment).strip()
        fragment = "" if fragment.startswith(_TEXT_FRAGMENT) else fragment
        if found.path == self.article.path and fragment and self._lead_within(link, found.fragment):
            return
        link.set("href", f"{ARTICLE}{found.path}#{fragment}" if fragment else f"{ARTICLE}{found.path}")
        if address:
            link.set("data-address", address)

    def _find_by_name(self, href: str) -> _Found | None:
        """The article of the archive that a link names by its file, or by a reference."""
        if href.startswith(REFERENCE):
            return self._find_by_reference(href.removeprefix(REFERENCE))
        if SCHEME.match(href) or href.startswith("//"):
            return None
        return self._file(href) or self._find_by_origin(href) or self._find_by_file_name(href)

    def _at(self, href: str, address: str) -> _Found | None:
        """The article of the archive that is at an address, or at a path where the site is not known."""
        if self.book is None:
            return None
        if address:
            path, fragment = self.book.at(address, self.article.language)
            return _Found(path, fragment) if path else None
        if href.startswith("/") and not href.startswith("//"):
            path, _, fragment = href.partition("#")
            path = self.book.below(path.partition("?")[0], self.article.language)
            return _Found(path, fragment) if path else None
        return None

    def _find_by_reference(self, name: str) -> _Found | None:
        name, _, fragment = name.partition("#")
        if not name:
            return _Found(self.article.path, fragment)
        near = PurePosixPath(self._origin or self.article.path).parent.as_posix()
        path = self.book.called(name, near, self.article.language) if self.book else ""
        return _Found(path, fragment) if path else self._file(f"{name}#{fragment}")

    def _file(self, href: str) -> _Found | None:
        """The Markdown file of the archive that a relative link names."""
        path, fragment = _parts(href)
        if not path.lower().endswith(_SUFFIXES) or "\x00" in path:
            return None
        named = _ends(path) if self.article.is_outside else [_from(self.article.path, path)]
        joined = next((each for each in named if each and self._is_there(each)), None)
        return _Found(joined, fragment) if joined else None

    def _is_there(self, path: str) -> bool:
        return self._asked.ask("is file", path) or self._is_known(path)

    def _is_known(self, path: str) -> bool:
        """Whether a path is that of an article. In the source of a single volume it may be one that is not there."""
        return self.book is not None and path in self.book

    def _find_by_origin(self, href: str) -> _Found | None:
        """The article imported from the file that a relative link named where this one was imported from."""
        path, fragment = _parts(href)
        joined = _from(self._origin, path) if self._origin and "://" not in self._origin else None
        if not joined or self.book is None:
            return None
        found = self.book.imported_from(joined, self.article.language)
        return _Found(found, fragment) if found else None

    def _find_by_file_name(self, href: str) -> _Found | None:
        """The article that a link calls by its file name without day and language, or as Zola does: `@/blog/two.md`."""
        path, fragment = _parts(href.removeprefix(_ZOLA))
        is_name = href.startswith(_ZOLA) or not self._origin  # of an imported article it is known where the file was
        if self.book is None or not is_name or not path.lower().endswith(_SUFFIXES):
            return None
        language, near = self.article.language, PurePosixPath(self.article.path).parent.as_posix()
        found = self.book.imported_from(f"{_CONTENT}/{path}", language) if href.startswith(_ZOLA) else ""
        found = found or self.book.called(PurePosixPath(path).name, near, language)
        return _Found(found, fragment) if found else None

    def _is_on_site(self, href: str) -> bool:
        """Whether a relative link can lead to a page of the site: files of Markdown are none, unless this is one."""
        is_markdown = href.startswith(_ZOLA) or _parts(href)[0].lower().endswith(_SUFFIXES)
        return self.book is None or not is_markdown or self._base.lower().endswith(_SUFFIXES)

    def _address(self, href: str) -> str:
        """The address on the web that a link leads to; "" if it has none."""
        if href.startswith(REFERENCE) or not (SCHEME.match(href) or self._is_on_site(href)):
            return ""
        if href.startswith("//"):
            return valid_address(f"https:{href}")
        if SCHEME.match(href):
            return valid_address(href)
        if self.book is not None and self.book.is_host(href.partition("/")[0]):
            return valid_address(f"https://{href}")
        base = self._site if href.startswith("/") else self._base
        base = base or (self._base if href.startswith("/") else "")
        try:
            return valid_address(urljoin(base, href)) if base else ""
        except ValueError:
            return ""

    def _name(self, target: str) -> str:
        """What a link that shows no words is called: the title or heading it leads to, or its address."""
        path = target.removeprefix(ARTICLE).partition("#")[0]
        if target.startswith(ARTICLE):
            return self.book.title(path) if self.book is not None else path
        return self.ids.heading(target[1:]) or target if target.startswith("#") else unquote(target)

    # ------------------------------------------------------------ what is not a link

    def _is_picture_of(self, link: Element, href: str) -> bool:
        """Whether a link around a picture leads to that picture: without it nothing is lost."""
        image = _only_picture(link)
        if image is None or SCHEME.match(href):
            return False
        there = self._file_at(href)
        return there is not None and there == self._file_at(image.get("src", ""))

    def _unlink(self, link: Element, line: int, href: str, forbidden: str) -> None:
        image = _only_picture(link)
        if href or forbidden or not link.get("id"):
            self._note(link, image, line, href, forbidden)
        if image is not None and not link.get("id"):
            _unwrap(link, image)
            return
        link.tag = "span"
        if href or forbidden or not link.get("id"):
            add_class(link, "unlinked")

    def _note(self, link: Element, image: Element | None, line: int, href: str, forbidden: str) -> None:
        """Remember why a link is not one any more, in words that are true."""
        there = self._file_at(href) if href and not SCHEME.match(href) else None
        if image is not None and there is not None and there == self._file_at(image.get("src", "")):
            return
        address = href or forbidden
        reason = _fault_of_address(address) or _fault_of_file(there, is_around_picture=image is not None)
        self._dead.add(reason, line, address.removeprefix(REFERENCE), plain_text(link))


def _fault_of_address(address: str) -> Reason | None:
    """Why an address cannot be that of a link, whatever is there; None if it is one within the archive."""
    if not address:
        return Reason.EMPTY
    if SCHEME.match(address) and not address.startswith(REFERENCE):
        return Reason.FORBIDDEN if is_forbidden(address) else Reason.INVALID
    return None


def _fault_of_file(file: Path | None, *, is_around_picture: bool) -> Reason:
    """Why a link cannot lead to the file of the archive that it names; `file` is None otherwise."""
    if file is None:
        return Reason.NOWHERE
    suffix = file.suffix.lower()
    if is_around_picture and suffix in _PICTURES:
        return Reason.LARGER
    return Reason.NO_ARTICLE if suffix in _SUFFIXES else Reason.FILE


def _parts(href: str) -> tuple[str, str]:
    path, _, fragment = href.partition("#")
    return unquote(path.partition("?")[0]), fragment


def _from(file: str, path: str) -> str | None:
    """The path that a relative link in a file names; None if it leads out of the folder."""
    start = "" if path.startswith("/") else PurePosixPath(file).parent.as_posix()
    return _normal(f"{start}/{path}") if path else None


def _ends(path: str) -> list[str]:
    """A path without folders that lead out, then without each of its first folders: wherever the articles are."""
    parts = [part for part in path.split("/") if part not in ("", ".", "..")]
    return ["/".join(parts[start:]) for start in range(len(parts))]


def _normal(path: str) -> str | None:
    """The path without `.` and `..`; None if it leads out."""
    parts: list[str] = []
    for part in path.split("/"):
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


def _only_picture(link: Element) -> Element | None:
    """The picture, if a link holds nothing else."""
    images = link.findall("img")
    is_alone = len(link) == 1 == len(images) and not (link.text or "").strip() and not (images[0].tail or "").strip()
    return images[0] if is_alone else None


def _is_silent(link: Element) -> bool:
    """Whether a link has pictures and no words: theirs are none, either."""
    return next(link.iter("img"), None) is not None and not plain_text(link)


def _unwrap(link: Element, image: Element) -> None:
    """Put the picture in the place of the link around it."""
    image.tail = link.tail
    link.tail = None
    link.getparent().replace(link, image)


def set_calls(root: Element) -> None:
    """Turn the marks of notes into calls; one within a link comes after it, for links cannot contain links."""
    for mark in list(root.iter("span")):
        label = mark.attrib.pop("data-note", None)
        if label is None:
            continue
        mark.tag = "a"
        mark.set("class", "note-call")
        mark.set("data-note", label)
        outer = [above for above in mark.iterancestors("a") if above.get("class") != "note-call"]
        if outer:
            drop(mark)
            tail, outer[-1].tail = outer[-1].tail, None
            outer[-1].addnext(mark)
            mark.tail = tail
