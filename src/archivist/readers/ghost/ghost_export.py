"""From the tables of a Ghost export to articles."""

import datetime
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from archivist.article_facts import Person
from archivist.export_posts.export_pictures import ExportPictures
from archivist.export_posts.html_editing import edit_html
from archivist.export_posts.post import Post, article_of_post
from archivist.findings import Finding
from archivist.place import Place
from archivist.reader_api.found import Found, Media, SourceError, Wishes
from archivist.reader_api.serial_facts import SerialFacts
from archivist.reader_api.stated_people import beside_names, stated_person
from archivist.readers.ghost.ghost_cards import Cards
from archivist.readers.ghost.ghost_documents import html_of_document
from archivist.readers.ghost.ghost_tables import GhostTables, Row, is_true, open_tables, text
from archivist.text.languages import normalise_tag

_SITE = "__GHOST_URL__"
_SIZE = re.compile(r"/content/images/size/w\d{1,5}(?:h\d{1,5})?/")
_LINK = re.compile(rf"href=[\"']{_SITE}")


def read_export(source: Path, wishes: Wishes, media: Media) -> Iterator[Found]:
    """The articles of an export; then findings for what is reported once."""
    tables = open_tables(source)
    posts = _Posts.of(tables, str(source))
    pictures = ExportPictures(wishes, media, tables.files)
    for row in tables.rows("posts"):
        yield article_of_post(posts.post(row), wishes, pictures)
    yield from posts.reported_once()


def settings_facts(source: Path) -> SerialFacts:
    """What the settings say of the serial; nothing if they cannot be read: the import reports it."""
    try:
        tables = open_tables(source)
    except SourceError:
        return SerialFacts()
    tag = normalise_tag(tables.setting("locale") or tables.setting("lang") or tables.setting("default_locale"))
    return SerialFacts(
        title=tables.setting("title"), subtitle=tables.setting("description"), languages=(tag,) if tag else ()
    )


@dataclass(slots=True)
class _Posts:
    """Makes posts of rows, with what other tables say of them."""

    tables: GhostTables
    source: str
    zone: datetime.tzinfo
    language: str
    users: dict[str, Person]
    tags: dict[str, str]
    authors_of: dict[str, list[str]]
    tags_of: dict[str, list[str]]
    meta_of: dict[str, Row]
    counts: Counter[str] = field(default_factory=Counter)
    unknown_zone: str = ""

    @classmethod
    def of(cls, tables: GhostTables, source: str) -> "_Posts":
        """For one export."""
        zone, unknown = _zone(tables.setting("timezone") or tables.setting("active_timezone"))
        locale = tables.setting("locale") or tables.setting("lang") or tables.setting("default_locale")
        return cls(
            tables,
            source,
            zone,
            normalise_tag(locale) or "",
            {
                text(row, "id"): stated_person(text(row, "name", "slug"), addresses=(text(row, "website"),))
                for row in tables.rows("users")
            },
            {
                text(row, "id"): text(row, "name")
                for row in tables.rows("tags")
                if not text(row, "name").startswith("#")
            },
            _relations(tables.rows("posts_authors"), "author_id"),
            _relations(tables.rows("posts_tags"), "tag_id"),
            {text(row, "post_id"): row for row in tables.rows("posts_meta")},
            unknown_zone=unknown,
        )

    def post(self, row: Row) -> Post:
        """The post of a row."""
        number, slug = text(row, "id"), text(row, "slug")
        place = Place(self.source, item=f"post {slug or number}")
        remarks = list(_code_left_out(row, place))
        meta = self.meta_of.get(number, {})
        status, visibility = text(row, "status") or "published", text(row, "visibility") or "public"
        self.counts["members"] += visibility != "public"
        declared = text(row, "locale", "language")
        tags = self._tags(number)
        is_page = text(row, "type") == "page" or is_true(row, "page")
        title, authors = " ".join(text(row, "title").split()), self._authors(row, number)
        return Post(
            origin=f"urn:ghost:{text(row, 'uuid') or number or slug}",
            place=place,
            title=title,
            html=self._html(row, meta, place, remarks),
            language=normalise_tag(declared) or self.language,
            published=self._moment(row, "published_at", place, remarks) if status != "draft" else None,
            updated=self._moment(row, "updated_at", place, remarks),
            slug=slug,
            authors=tuple(dict.fromkeys(person.name for person in authors)),
            contributors=beside_names(authors),
            section=tags[0] if tags else "",
            tags=tuple(tags[1:]),
            description=" ".join(text(row, "custom_excerpt").split() or text(meta, "meta_description").split()),
            source=_web_address(text(row, "canonical_url")),
            type="page" if is_page else "post",
            is_draft=status in ("draft", "scheduled"),
            extra=_extra(meta, visibility, status),
            remarks=tuple(remarks),
        )

    def _html(self, row: Row, meta: Row, place: Place, remarks: list[Finding]) -> str:
        """The HTML with the feature image before it; where there is no HTML, that of the editor's document."""
        html = text(row, "html")
        if not html:
            made = html_of_document(text(row, "lexical"), text(row, "mobiledoc"))
            html = made.html
            if made.html:
                message = "the export has no HTML of it, so it was made of the editor's document"
                remarks.append(Finding.at(place, "import-guessed", message))
            if made.unknown:
                message = f"parts that are not understood: {', '.join(made.unknown)}"
                remarks.append(Finding.at(place, "import-incomplete", message))
        self.counts["links"] += len(_LINK.findall(html))
        cards = Cards()
        html = edit_html(_feature_image(row, meta) + html, cards.settle)
        if cards.removed:
            message = f"parts for readers of the site were left out: {'; '.join(dict.fromkeys(cards.removed))}"
            remarks.append(Finding.at(place, "import-left-out", message))
        return _SIZE.sub("/content/images/", html.replace(_SITE, ""))

    def _authors(self, row: Row, number: str) -> list[Person]:
        ids = self.authors_of.get(number) or [text(row, "author_id")]
        return [self.users[each] for each in ids if each in self.users and self.users[each].name]

    def _tags(self, number: str) -> list[str]:
        return [self.tags[each] for each in self.tags_of.get(number, ()) if self.tags.get(each)]

    def _moment(self, row: Row, name: str, place: Place, remarks: list[Finding]) -> datetime.datetime | None:
        """A moment in the zone of the site; old exports have milliseconds since 1970."""
        written = text(row, name)
        if not written:
            return None
        try:
            if written.isdecimal() and len(written) > 8:
                moment = datetime.datetime.fromtimestamp(int(written[:13]) / 1000, datetime.UTC)
            else:
                moment = datetime.datetime.fromisoformat(written)
            return (
                (moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC))
                .astimezone(self.zone)
                .replace(microsecond=0)
            )
        except (ValueError, OverflowError, OSError):
            remarks.append(Finding.at(place, "import-left-out", f"{name} {written[:60]!r} cannot be read as a date"))
            return None

    def reported_once(self) -> Iterator[Finding]:
        """What there is to report of the export as a whole."""
        name = self.source
        if self.unknown_zone:
            message = f"the time zone {self.unknown_zone[:60]!r} of the site is not known; days are those of UTC"
            yield Finding.at(Place(name), "import-guessed", message)
        if self.counts["members"]:
            message = f"posts that only members may read were imported: {self.counts['members']} (key `visibility`)"
            yield Finding.at(Place(name), "import-doubtful", message, "Check that they may be printed.")
        if self.counts["links"]:
            message = "the export does not contain the address of the site, so links within it have no host"
            yield Finding.at(Place(name), "import-incomplete", f"{message}: {self.counts['links']}")
        if self.tables.rows("snippets"):
            yield Finding.at(Place(name), "import-left-out", "snippets of the editor are left out")


def _code_left_out(row: Row, place: Place) -> Iterator[Finding]:
    for name in ("codeinjection_head", "codeinjection_foot"):
        if text(row, name):
            yield Finding.at(place, "import-left-out", f"code for the page, {name}, is left out")


def _zone(name: str) -> tuple[datetime.tzinfo, str]:
    try:
        return (ZoneInfo(name), "") if name else (datetime.UTC, "")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return datetime.UTC, name


def _relations(rows: list[Row], name: str) -> dict[str, list[str]]:
    """What belongs to each post, in its order."""
    found: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for row in rows:
        order = row.get("sort_order")
        found[text(row, "post_id")].append((order if isinstance(order, int) else 0, text(row, name)))
    return {post: [each for _, each in sorted(pairs, key=lambda pair: pair[0])] for post, pairs in found.items()}


def _feature_image(row: Row, meta: Row) -> str:
    address = text(row, "feature_image", "image")
    if not address:
        return ""
    caption = text(meta, "feature_image_caption") or text(row, "feature_image_caption")
    alt = text(meta, "feature_image_alt") or text(row, "feature_image_alt")
    below = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f'<figure><img src="{escape(address)}" alt="{escape(alt)}">{below}</figure>'


def _web_address(address: str) -> str:
    return address if address.startswith(("http://", "https://")) else ""


def _extra(meta: Row, visibility: str, status: str) -> dict[str, object]:
    extra: dict[str, object] = {}
    if visibility != "public":
        extra["visibility"] = visibility
    if status == "sent" or is_true(meta, "email_only"):
        extra["email_only"] = True
    return extra
