"""The texts of a site as a whole: where each is, what it is called, how one leads to another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from archivist.findings import Finding
from archivist.front_matter import MAX_FRONT_MATTER
from archivist.place import Place
from archivist.reader_api.decoding import decode
from archivist.readers.site_folders import hugo, jekyll
from archivist.readers.site_folders.hugo_cascade import Cascades
from archivist.readers.site_folders.paths import SourcePath, read_path
from archivist.readers.site_folders.site import Program, Site
from archivist.readers.site_folders.site_detection import HTML_SUFFIXES, SUFFIXES
from archivist.readers.site_folders.site_fields import DATES, Fields
from archivist.readers.site_folders.site_files import DRAFTS, PAGES, PLUGIN, POSTS, SECTION, LeftOut, SourceFile, files
from archivist.readers.site_folders.site_front_matter import Entry, FrontMatter, FrontMatterError
from archivist.readers.site_folders.site_front_matter import read_front_matter as read_block

MAX_TEXT = 50_000_000  # bytes


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file, read."""

    matter: FrontMatter
    remarks: tuple[Finding, ...]  # of its encoding


@dataclass(slots=True)
class Library:
    """A site's texts."""

    site: Site
    known: Sequence[str]  # tags of the archive's languages
    files: list[SourceFile] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    paths: dict[str, SourcePath] = field(default_factory=dict)
    translations: dict[str, list[str]] = field(default_factory=dict)  # paths by what translations have in common
    _files: dict[str, SourceFile] = field(default_factory=dict)  # by path
    _by_name: dict[str, list[str]] = field(default_factory=dict)  # paths by every name a link may use
    _addresses: dict[str, str] = field(default_factory=dict)
    _cascades: Cascades = field(default_factory=Cascades)

    def survey(self) -> None:
        """Find the files. Their texts are read one at a time, later."""
        if self.site.program is Program.HUGO:
            self._cascades.learn(self.site.config.get("cascade"), "", "", self.site.languages)
        for found in files(self.site):
            if isinstance(found, LeftOut):
                self.left_out.append(found)
                if found.why == SECTION and self.site.program is Program.HUGO:
                    self._learn(found.path)
                continue
            path = read_path(found.path, found.content, self.site, self.known)
            self.files.append(found)
            self._files[found.path] = found
            self.paths[found.path] = path
            self.translations.setdefault(path.whole, []).append(found.path)
            for name in _names(found.path, path):
                self._by_name.setdefault(name, []).append(found.path)

    def _learn(self, path: str) -> None:
        """Take what the page of a section of Hugo's says of the pages below it."""
        content = next(each for each in self.site.contents if path.startswith(f"{each.path}/"))
        read = read_path(path, content, self.site, self.known)
        try:
            said = self.load(SourceFile(path, PAGES, content, False), Place(path)).matter.entries.get("cascade")
        except FrontMatterError:
            return
        folder = read.inner.rpartition("/")[0]
        if said and not self._cascades.learn(said.data, folder, read.language, self.site.languages):
            self.left_out.append(LeftOut(path, "a part of its `cascade` has an unsupported target"))

    def defaults(self, file: SourceFile) -> Mapping[str, Entry]:
        """What the settings or the sections say of a file that does not say it itself."""
        path = self.paths[file.path]
        if self.site.program is Program.JEKYLL:
            return jekyll.default_values(self.site, path.inner, file.kind)
        return self._cascades.values_for(path.whole, path.language or self.site.language)

    def load(self, file: SourceFile, place: Place) -> Loaded:
        """Read a file. Raises FrontMatterError, also if the file itself cannot be read."""
        whole = self.site.root / file.path
        try:
            size = whole.stat().st_size
            if size > MAX_TEXT + MAX_FRONT_MATTER:
                raise FrontMatterError(f"the file has {size:,} bytes, more than an article can have", 0)
            data = whole.read_bytes()
        except OSError as error:
            raise FrontMatterError(error.strerror or str(error), 0) from None
        decoded = decode(data, place=place)
        if decoded.unknown:
            raise FrontMatterError(decoded.unknown, 0)
        return Loaded(read_block(decoded.text), decoded.remarks)

    def shared_folders(self, file: SourceFile) -> tuple[str, ...]:
        """The folders, in addition to its own, whose files a text of Hugo's may use: those of its translations.

        Those of the default language come first (gohugo.io, "Multilingual", "Page bundles").
        """
        if self.site.program is not Program.HUGO:
            return ()
        path = self.paths[file.path]
        others = [other for other in self.translations[path.whole] if other != file.path]
        default = self.site.language
        ordered = sorted(others, key=lambda other: (self.paths[other].language or default) != default)
        contents = sorted(self.site.contents, key=lambda each: (each.language or default) != default)
        within = path.inner.rpartition("/")[0]
        folders = [other.rpartition("/")[0] for other in ordered]
        folders += [f"{content.path}/{within}".strip("/") for content in contents]
        pages = [f"{content.path}/{path.whole}".strip("/") for content in contents]  # as a browser sees it
        return tuple(dict.fromkeys([*folders, *pages]))

    def codes(self, language: str) -> tuple[str, ...]:
        """The languages of a Hugo site as they are in names of files: that of a text, the default one, the others."""
        if self.site.program is not Program.HUGO:
            return ()
        wanted = (language, self.site.language)
        codes = {code.lower(): wanted.index(tag) if tag in wanted else 2 for code, tag in self.site.languages.items()}
        return tuple(sorted(codes, key=lambda code: (codes[code], code)))

    # ------------------------------------------------ links

    def link(self, wanted: str, language: str = "", near: str = "") -> str:
        """The address of the text a tag links to: on the web if that is sure, else the path of its file.

        `wanted` is a path or name, as Jekyll's `link` and `post_url` and Hugo's `ref` take it; "" if nothing has it.
        """
        name, hash_, fragment = wanted.partition("#")
        if not name:
            return wanted
        found = self._by_name.get(_bare(name)) or self._by_name.get(_bare(f"{near}/{name}")) or []
        same = [path for path in found if (self.paths[path].language or self.site.language) == language]
        chosen = same if len(same) == 1 else found
        if not chosen or (len(chosen) > 1 and len({self.paths[path].whole for path in chosen}) > 1):
            return ""
        return f"{self.address(chosen[0]) or '/' + chosen[0]}{hash_}{fragment}"

    def address(self, path: str) -> str:
        """The web address of a file, "" if it is not sure. Reads its front matter."""
        if path not in self._addresses:
            file = self._files[path]
            try:
                matter = self.load(file, Place(path)).matter
            except FrontMatterError:
                return ""
            self._addresses[path] = self.address_of(file, Fields(matter.entries, self.defaults(file), Place(path)))
        return self._addresses[path]

    def address_of(self, file: SourceFile, fields: Fields) -> str:
        """The web address of a file whose front matter is known, "" if it is not sure."""
        path = self.paths[file.path]
        language = fields.language(self.site.languages) or path.language or self.site.language
        if self.site.program is Program.JEKYLL:
            web = self._jekyll_address(file, fields, language)
        else:
            web = hugo.address(self.site, _hugo_page(path, fields, language))
        return f"{self.site.url}{web}" if web and self.site.url else ""

    def _jekyll_address(self, file: SourceFile, fields: Fields, language: str) -> str:
        is_translated = len(self.site.languages) > 1 and language != self.site.language
        if is_translated or file.kind == DRAFTS:
            return ""  # plug-ins differ in where they put translations
        moment = fields.moment(*DATES)
        path = self.paths[file.path]
        stem = path.inner.rpartition("/")[2].rpartition(".")[0]
        if file.kind == POSTS and path.date:
            stem = stem.split("-", 3)[-1]
        page = jekyll.Page(
            path=path.inner,
            kind=file.kind,
            stem=stem,
            permalink=fields.scalar("permalink"),
            slug=fields.scalar("slug"),
            categories=(*path_categories(path.inner), *_categories(fields)),
            day=moment.day if moment else path.date,
            time=moment.time if moment else "",
        )
        return jekyll.address(self.site, page)


def path_categories(path: str) -> tuple[str, ...]:
    """Jekyll's categories of a post: the folders above `_posts`."""
    before, found, _ = path.partition("/_posts/")
    return tuple(before.split("/")) if found and not before.startswith(f"{PLUGIN}/") else ()


def _categories(fields: Fields) -> tuple[str, ...]:
    one = fields.scalar("category")
    return (one,) if one else fields.words("categories", by_spaces=True)


def _hugo_page(path: SourcePath, fields: Fields, language: str) -> hugo.Page:
    moment = fields.moment("date", "publishDate")
    return hugo.Page(
        path=path.whole,
        language=language,
        url=fields.scalar("url"),
        own_path=fields.scalar("path"),
        slug=fields.scalar("slug"),
        title=fields.scalar("title"),
        day=moment.day if moment else None,
    )


def _names(path: str, read: SourcePath) -> set[str]:
    """The names a link may use: paths with and without folders, language and suffix."""
    inner = read.inner.partition("_posts/")[2] or read.inner
    names = {path, read.inner, read.whole, inner, inner.rpartition("/")[2], read.whole.rpartition("/")[2], read.name}
    names.add(read.inner.replace("_posts/", "", 1))  # `post_url folder/2022-03-30-name`
    return {_bare(name) for name in names} - {"", "index"}


def _bare(name: str) -> str:
    """A name without suffix and without `.`, `..` and slashes at its ends."""
    lower = name.lower()
    suffix = next((each for each in (*SUFFIXES, *HTML_SUFFIXES) if lower.endswith(each)), "")
    parts: list[str] = []
    for part in name[: len(name) - len(suffix)].split("/"):
        if part == "..":
            del parts[-1:]
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts).removesuffix("/index")
