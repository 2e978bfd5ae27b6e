"""One file of a site as an article."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from archivist.findings import Finding
from archivist.front_matter.keys import FACTS, Kind
from archivist.place import NOWHERE, Place
from archivist.reader_api.dates import Moment
from archivist.reader_api.found import Found, FoundArticle, Media, Wishes
from archivist.readers.site_folders import site_facts
from archivist.readers.site_folders.html_notation import Html
from archivist.readers.site_folders.library import Library
from archivist.readers.site_folders.liquid import Liquid
from archivist.readers.site_folders.markdown_notation import Markdown
from archivist.readers.site_folders.notation import Notation
from archivist.readers.site_folders.paths import SourcePath
from archivist.readers.site_folders.site import Program, Site
from archivist.readers.site_folders.site import text as setting
from archivist.readers.site_folders.site_fields import KEYS, UPDATED, Fields, later
from archivist.readers.site_folders.site_files import LeftOut, SourceFile
from archivist.readers.site_folders.site_front_matter import FrontMatterError
from archivist.readers.site_folders.site_pictures import Pictures
from archivist.readers.site_folders.site_shortcodes import Shortcodes
from archivist.readers.site_folders.site_source import Source, source_of
from archivist.readers.site_folders.site_texts import Reading
from archivist.readers.site_folders.tag_report import TagReport
from archivist.readers.site_folders.templates import LIQUID, SHORTCODES, Template
from archivist.readers.site_folders.unmarked import title_without_marks
from archivist.readers.site_folders.unpublished import DRAFT, is_undated_page, left_out, reason_unpublished

_HEADING = re.compile(r"\s*# +([^\n]+?)[ #]*(?:\n|$)")
_FORMS = {
    Program.JEKYLL: LIQUID,
    Program.HUGO: SHORTCODES,
    Program.ZOLA: LIQUID,
    Program.NONE: LIQUID | SHORTCODES,
}


@dataclass(frozen=True, slots=True)
class ArticleReader:
    """Reads the files of one site."""

    library: Library
    wishes: Wishes
    media: Media
    where: str  # the site's folder as the user wrote it
    own_shortcodes: frozenset[str]
    _dated: set[str] = field(default_factory=set)  # folders with an article that has a date
    _undated: list[SourceFile] = field(default_factory=list)

    def read_all(self) -> Iterator[Found | LeftOut]:
        """Every file: first what has a date, then the pages without one, which depend on what is around them."""
        for file in self.library.files:
            found = self._read(file)
            if isinstance(found, FoundArticle) and found.date:
                self._dated.add(_around(self.library.paths[file.path]))
            if found is not None:
                yield found
        for file in self._undated:
            found = self._read(file, is_last=True)
            if isinstance(found, FoundArticle):
                is_lone = _around(self.library.paths[file.path]) not in self._dated
                yield replace(found, is_lone=is_lone)
            elif found is not None:
                yield found

    def _read(self, file: SourceFile, *, is_last: bool = False) -> Found | LeftOut | None:
        """The article of a file; or what is left out, and why. None for a page without a date that is to wait."""
        place = Place(f"{self.where}/{file.path}")
        try:
            loaded = self.library.load(file, place)
        except FrontMatterError as error:
            return Finding.at(
                place.on_line(error.line), "import-unreadable", f"the article cannot be read: {error.message}"
            )
        source = source_of(self.library, self.wishes, file, loaded, place)
        unread = left_out(source)
        if unread is None and not is_last and is_undated_page(source):
            self._undated.append(file)
            return None
        return unread or found_article(source, self.media, self.own_shortcodes)


def _around(path: SourcePath) -> str:
    """The folder whose texts are of a kind: that of the page or bundle, without folders of years and months."""
    folders = path.whole.split("/")[:-1]
    while folders and not folders[-1].strip("0123456789-_."):
        folders.pop()
    return "/".join(folders)


def found_article(source: Source, media: Media, own_shortcodes: frozenset[str]) -> FoundArticle:
    """The article of a file, with its pictures brought."""
    fields = source.fields
    language, address = site_facts.language(source), site_facts.address(source)
    if source.day_from:
        fields.remark("import-guessed", f"the date {source.day}, from {source.day_from}")
    title, body, line = _title_and_text(source)
    pictures = _pictures(source, media, language, address)
    reading = Reading(_template(source, language, own_shortcodes, pictures), pictures, source.data)
    text = reading.html(body, line, language) if source.file.is_html else reading.markdown(body, line)
    fields.remarks += text.remarks
    _remark_on_expiry(source)
    key, why = fields.text(*KEYS), reason_unpublished(source)
    if why and why != DRAFT:
        fields.remark("import-guessed", f"a draft, because in the source it is {why}")
    facts = _plain_facts(fields)
    return FoundArticle(
        origin=source.file.path,
        place=source.place,
        title=title,
        text=text.markdown,
        plain=text.plain,
        language=language,
        date=source.day,
        published_at=_iso(source.moment),
        updated=later(fields.moment(*UPDATED), source.day),
        slug=fields.text("slug") or site_facts.slug(source),
        key=key if source.site.program is Program.NONE else "",
        group=key or site_facts.group(source),
        translations=fields.translations(),
        authors=site_facts.authors(source),
        translators=fields.people("translators"),
        contributors=(*fields.identified_authors(), *fields.people("contributors")),
        doi=fields.doi(),
        section=site_facts.section(source),
        tags=fields.words("tags", by_spaces=source.site.program is Program.JEKYLL),
        related=fields.related(),
        source="" if why else address,
        extra={**fields.rest(), **({"draft": True} if why else {})},
        type=site_facts.type_of(source),
        remarks=tuple(fields.remarks),
        **facts,
    )


def _pictures(source: Source, media: Media, language: str, address: str) -> Pictures:
    return Pictures(
        source.site,
        source.file.path,
        _path_of(address, source.site),
        media,
        source.wishes.media,
        source.place,
        source.library.shared_folders(source.file),
        source.library.codes(language),
    )


def _title_and_text(source: Source) -> tuple[str, str, int]:
    """The title, the text, and the line the text begins on."""
    text, line = source.matter.text, source.matter.text_line
    title = source.fields.text("title")
    if title:
        return _title_without_marks(title, source), text, line
    heading = None if source.file.is_html else _HEADING.match(text)
    if heading:
        source.fields.remark("import-guessed", "the title is the first heading of the text, from which it was removed")
        return title_without_marks(heading[1].strip()), text[heading.end() :], line + heading[0].count("\n")
    title = " ".join(word.capitalize() for word in re.split(r"[-_\s]+", source.path.name) if word)
    source.fields.remark("import-guessed", f"the title {title!r}, from the name of the file")
    return title, text, line


def _title_without_marks(title: str, source: Source) -> str:
    """The title without the marks of Markdown, which is reported."""
    words = title_without_marks(title)
    if words != title:
        source.fields.remark("import-repaired", f"the title is {words!r}, without the markup of {title!r}")
    return words


def _template(source: Source, language: str, own_shortcodes: frozenset[str], pictures: Pictures) -> Template:
    near = source.path.inner.rpartition("/")[0]
    params = source.site.config.get("params")

    def link_to(wanted: str, code: str = "") -> str:
        tag = source.site.languages.get(code.lower(), "") if code else language
        return source.library.link(wanted, tag, near) if tag or not code else ""

    notation: Notation = Html() if source.file.is_html else Markdown()
    liquid = Liquid(
        site=source.site.config,
        page=_page(source) if source.site.program is Program.JEKYLL else source.data,
        is_jekyll=source.site.program is Program.JEKYLL,
        url=source.site.url,
        base=source.site.base,
        link_to=link_to,
        notation=notation,
        root=source.site.root,
        folder=source.file.path.rpartition("/")[0],
    )
    given = params if isinstance(params, Mapping) else {}
    shortcodes = Shortcodes(source.data, given, link_to, notation, pictures.in_folder)
    return Template(
        forms=_FORMS[source.site.program],
        liquid=liquid,
        shortcodes=shortcodes,
        notation=notation,
        is_html=source.file.is_html,
        is_zola=source.site.program is Program.ZOLA,
        is_kramdown=_is_kramdown(source.site),
        report=TagReport(source.place, own_shortcodes),
    )


def _page(source: Source) -> Mapping[str, object]:
    """What a template may ask of a page: front matter, default values, and what Jekyll adds and is sure."""
    computed = {"path": source.file.path, "name": source.file.path.rpartition("/")[2], "slug": source.path.name}
    defaults = {key: entry.data for key, entry in source.fields.defaults.items()}
    day = {"date": source.day} if source.day else {}
    lists = {key: list(Fields(source.fields.own, source.fields.defaults, NOWHERE).words(key, by_spaces=True))
             for key in ("tags", "categories") if key in source.data or key in defaults}  # fmt: skip
    return {**computed, **day, **defaults, **source.data, **lists}


def _is_kramdown(site: Site) -> bool:
    """Whether Jekyll reads its Markdown with kramdown, as it does if nothing else is said, or with maruku before it."""
    return site.program is Program.JEKYLL and setting(site.config, "markdown").lower() in ("", "kramdown", "maruku")


def _remark_on_expiry(source: Source) -> None:
    expiry, today = source.fields.scalar("expiryDate"), source.wishes.today
    if expiry and source.site.program is Program.HUGO:
        moment = Fields(source.matter.entries, {}, source.place).moment("expiryDate")
        past = "and is no longer" if moment and today and moment.day <= today else "and is to be no longer"
        source.fields.remark("import-guessed", f"shown, though the site has `expiryDate: {expiry}` {past} published")


def _iso(moment: Moment | None) -> str:
    return f"{moment.day}T{moment.time}" if moment and moment.time else ""


def _plain_facts(fields: Fields) -> dict[str, Any]:
    """What the archive's own optional keys say where a site means the same by them: texts and days."""
    days = {
        key.attribute: fields.moment(*key.names) for key in FACTS if key.kind is Kind.DATE and key.name != "updated"
    }
    texts = {key.attribute: fields.text(*key.names) for key in FACTS if key.kind is Kind.TEXT}
    return {**texts, **{name: moment.day if moment else None for name, moment in days.items()}}


def _path_of(source: str, site: Site) -> str:
    """The path of an article on its host, without the folder of the site."""
    if not site.url or not source.startswith(site.url):
        return ""
    path = source.removeprefix(site.url).removeprefix(site.base)
    return path if path.endswith("/") else path.rpartition("/")[0]
