"""The pictures of an article: found within the site's folder, brought along, their addresses replaced in place."""

import bisect
import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from itertools import accumulate
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit

from archivist.dialect.link_syntax import in_markdown
from archivist.files import inside
from archivist.findings import Finding
from archivist.place import Place
from archivist.reader_api.found import Media, PictureRefusedError
from archivist.readers.site_folders.markdown_places import Address, places
from archivist.readers.site_folders.notation import Notation
from archivist.readers.site_folders.site import Program, Site, is_file
from archivist.readers.site_folders.templates import Piece

_MAX_BYTES = 200_000_000
_MOST_IN_GALLERY = 500
_SUFFIXES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".tif", ".tiff", ".bmp")
_FOLDERS = ("", "static", "assets", "public", "source")
_KEYS = ("image", "featured_image", "featuredImage", "feature_image", "cover", "cover_image", "coverImage")
_SOURCES = ("src", "path", "url", "image", "file", "feature")
_HINT = "Put the file there, or name the folder of pictures with --media, and import again."


@dataclass(slots=True)
class Pictures:
    """Brings the pictures of one article."""

    site: Site
    path: str  # of the article's file, from the site's folder
    web: str  # path of the article on its host, "" if not known
    media: Media
    folder: Path | None  # another one with pictures (`--media`)
    place: Place
    shared: tuple[str, ...] = ()  # folders whose files are also this text's: of its translations, of sections
    codes: tuple[str, ...] = ()  # of languages, as they are in names (`road.fr.png`); that of the text first
    findings: list[Finding] = field(default_factory=list)
    brought: dict[str, str] = field(default_factory=dict)  # new address by the written one; "" if there is none
    remote: list[str] = field(default_factory=list)

    def bring_all(self, pieces: list[Piece]) -> str:
        """The text of the pieces with new addresses for the pictures that could be brought."""
        text = "".join(piece.text for piece in pieces)
        if "![" not in text and "<img" not in text.lower():
            return text
        found = places(text)
        lines = _lines(text, pieces)
        parts, done = [], 0
        for picture in found.pictures:
            new = self.bring(picture.written, lines(picture.start)) or self.elsewhere(picture.written)
            if new and picture.start >= done:
                parts += [text[done : picture.start], _render_address(new, picture)]
                done = picture.end
        for _, address in found.lost:
            if self._is_local(address):
                self._miss(address, "its place in the text cannot be determined", 0)
        return "".join([*parts, text[done:]])

    def first(self, entries: Mapping[str, object], notation: Notation) -> str:
        """The picture of the front matter as a figure, "" if there is none or the text has it."""
        for key in _KEYS:
            address, alt, caption = _read_description(entries.get(key))
            if not address or address in self.brought or any(key in self.brought for key in self._names(address)):
                continue
            before = set(self.brought.values())
            new = self.bring(address, 0)
            if new and new not in before:
                message = f"the picture of `{key}` in the front matter becomes the first figure of the text"
                self.findings.append(Finding.at(self.place, "import-guessed", message))
                return notation.figure(new, alt, caption)
        return ""

    def bring(self, address: str, line: int) -> str:
        """The new address of a picture, "" if it could not be brought."""
        if address not in self.brought:
            self.brought[address] = self._bring(address, line) if self._is_local(address) else ""
        return self.brought[address]

    def in_folder(self, wanted: str) -> list[str]:
        """The addresses of the pictures a gallery shows: of a folder, a pattern, or a list of both with commas."""
        parts = [part.strip() for part in wanted.strip("{} ").split(",")]
        return [address for part in parts if part for address in self._matching(part)][:_MOST_IN_GALLERY]

    def _matching(self, wanted: str) -> list[str]:
        if wanted.lower().endswith(_SUFFIXES) and "*" not in wanted:
            return [wanted]
        folder, _, pattern = wanted.rpartition("/") if "*" in wanted else (wanted.rstrip("/"), "", "*")
        for base in self._bases(f"{folder}/", self.site.root) if "\0" not in wanted else ():
            inner = self.site.root / posixpath.normpath(posixpath.join(base, folder.lstrip("/")))
            if not inside(self.site.root, inner.absolute()):
                continue
            with suppress(OSError):
                names = sorted(file.name for file in inner.iterdir() if is_file(self.site.root, file))
                shown = [
                    n for n in names if n.lower().endswith(_SUFFIXES) and fnmatchcase(n, pattern.replace("**", "*"))
                ]
                if shown:
                    return [posixpath.join(folder, name) if folder else name for name in shown]
        return []

    def elsewhere(self, address: str) -> str:
        """The address of a picture that was not brought, if it would lead out of the archive; else "".

        It is that on the web, if the article's is known, or the path without what climbs.
        """
        if not address.startswith("../"):
            return ""
        if self.site.url and self.web:
            with suppress(ValueError):
                return urljoin(f"{self.site.url}{self.site.base}{self.web.rstrip('/')}/", address)
        return "/" + re.sub(r"^(?:\.\./)+", "", address)

    def report(self) -> Iterator[Finding]:
        """What became of the pictures."""
        yield from self.findings
        if self.remote:
            more = f" and {len(self.remote) - 1} more" if len(self.remote) > 1 else ""
            yield Finding.at(self.place, "import-picture", f"{self.remote[0][:120]}{more}: on the web, not fetched")

    def _is_local(self, address: str) -> bool:
        """Whether it leads into the site; those on the web are noted."""
        if address.lower().startswith("data:") or not address.strip():
            return False
        is_web = "://" in address.partition("?")[0] or address.startswith("//")
        if is_web and not (self.site.url and address.startswith(f"{self.site.url}/")):
            self.remote.append(address)
            return False
        return True

    def _bring(self, address: str, line: int) -> str:
        if "{{" in address or "{%" in address:
            return ""  # the tag is reported
        for name, file in self._candidates(address):
            try:
                if file.stat().st_size > _MAX_BYTES:
                    return self._miss(address, "the file is larger than 200 MB", line)
                return self.media.bring(name, file.read_bytes())
            except PictureRefusedError as error:
                return self._miss(address, str(error), line)
            except OSError as error:
                return self._miss(address, error.strerror or str(error), line)
        return self._miss(address, "there is no such file in the site's folder", line)

    def _miss(self, address: str, why: str, line: int) -> str:
        self.findings.append(Finding.at(self.place.on_line(line), "import-picture", f"{address[:120]}: {why}", _HINT))
        return ""

    def _candidates(self, address: str) -> Iterator[tuple[str, Path]]:
        """Wished name and file, for each place where the picture may lie and does."""
        seen: set[Path] = set()
        for path in self._names(address):
            for root in filter(None, (self.site.root, self.folder)):
                for base in self._bases(path, root):
                    # `..` may lead out of a folder that is only one on the web: `walk/../road.png` beside walk.md
                    file = root / posixpath.normpath(posixpath.join(base, path.lstrip("/")))
                    if file not in seen and is_file(root, file):
                        yield self._wished_name(root, file), file
                    seen.add(file)

    def _names(self, address: str) -> list[str]:
        """The path of an address, without the host and the folder of the site on it; as written and decoded."""
        path = self._path(address)
        base = self.site.base
        short = path.removeprefix(base) if base and path.startswith(f"{base}/") else path
        plain = [each.partition("?")[0].partition("#")[0] for each in (short, path)]
        names = [short, *plain, *map(unquote, plain)]
        names += [rest for each in names for rest in [self._without_code(each)] if rest]
        names += [f"{stem}.{code}{dot}{suffix}" for code in self.codes for each in names
                  for stem, dot, suffix in [each.rpartition(".")] if stem]  # fmt: skip
        return [name for name in dict.fromkeys(names) if name.strip("/") and "\0" not in name]

    def _path(self, address: str) -> str:
        """The path of an address of the site; any other address as written."""
        try:
            return urlsplit(address).path if self.site.url and address.startswith(self.site.url) else address
        except ValueError:
            return address

    def _without_code(self, path: str) -> str:
        """A path from the root of the site without the folder of a language, "" if it has none."""
        code, slash, rest = path.lstrip("/").partition("/")
        return f"/{rest}" if path.startswith("/") and slash and code.lower() in self.codes else ""

    def _bases(self, path: str, root: Path) -> Iterator[str]:
        """The folders a path may be meant from."""
        own = PurePosixPath(self.path).parent.as_posix()
        contents = [content.path for content in self.site.contents if content.path]
        if not path.startswith("/"):
            yield own if root == self.site.root else ""
            yield from self.shared
            if self.web:  # a browser takes it from the page's address
                folders = (*_FOLDERS, *self.site.statics, *contents)
                yield from (f"{folder}/{self.web.strip('/')}".lstrip("/") for folder in folders)
        yield from _FOLDERS
        yield from self.site.statics
        yield from contents

    def _wished_name(self, root: Path, file: Path) -> str:
        try:
            name = file.resolve().relative_to(root.resolve()).as_posix()
        except (ValueError, OSError):
            name = file.name
        statics = tuple(f"{folder}/" for folder in self.site.statics)
        prefixes = ("static/", "content/", *statics) if self.site.program in (Program.HUGO, Program.ZOLA) else ()
        return next((name.removeprefix(prefix) for prefix in prefixes if name.startswith(prefix)), name)


def _render_address(address: str, picture: Address) -> str:
    if picture.is_html:
        return address.replace("&", "&amp;").replace('"', "&quot;").replace("'", "&#39;").replace(" ", "%20")
    return in_markdown(address)


def _lines(text: str, pieces: list[Piece]) -> Callable[[int], int]:
    """A function from a place in the text to the line of the file."""
    starts = list(accumulate((len(piece.text) for piece in pieces), initial=0))

    def line(place: int) -> int:
        index = min(bisect.bisect_right(starts, place), len(pieces)) - 1
        return pieces[index].line + text.count("\n", starts[index], place)

    return line


def _read_description(value: object) -> tuple[str, str, str]:
    """Address, alternative text and caption of a value of the front matter."""
    if isinstance(value, str):
        return value.strip(), "", ""
    if not isinstance(value, Mapping):
        return "", "", ""
    texts = {str(key).lower(): each for key, each in value.items() if isinstance(each, str)}
    address = next((texts[key].strip() for key in _SOURCES if texts.get(key)), "")
    return address, texts.get("alt", ""), texts.get("caption", "") or texts.get("title", "")
