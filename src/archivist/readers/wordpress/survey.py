"""The first reading of an export: whether it is sound, and what its articles need of other entries."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from archivist.readers.wordpress.export_entries import Entry, entries
from archivist.readers.wordpress.media_items import Attachments
from archivist.readers.wordpress.plain_lines import plain_line
from archivist.readers.wordpress.wordpress_translations import Languages
from archivist.text import languages

_MAX_REUSABLE = 20_000_000  # characters of all reusable blocks
ARTICLES = frozenset({"post", "page"})


@dataclass(slots=True)
class Survey:
    """What is known of the whole export before the first article is read."""

    languages: Languages
    site: str = ""  # address of the site
    language: str = ""  # the site's language, as the channel says it; canonical
    authors: dict[str, str] = field(default_factory=dict)  # login -> name shown
    websites: dict[str, str] = field(default_factory=dict)  # login of a guest author -> address
    attachments: Attachments = field(default_factory=Attachments)
    categories: dict[int, str] = field(default_factory=dict)  # id of a category -> name
    reusable: dict[int, str] = field(default_factory=dict)  # id -> source of a reusable block
    names: dict[int, str] = field(default_factory=dict)  # id of a post or page -> its guid
    shared_names: set[str] = field(default_factory=set)  # guids that several of them have
    types: Counter[str] = field(default_factory=Counter)  # how many there are of each post type
    comments: int = 0
    forbidden: Counter[str] = field(default_factory=Counter)  # control characters that were passed over
    _reusable_size: int = 0


def survey(source: Path, wished: tuple[str, ...]) -> Survey:
    """Read the export once; `wished` are the languages of the archive. Raises SourceError if it is broken anywhere."""
    found = Survey(Languages(wished))
    guids: set[str] = set()
    for entry in entries(source, found.forbidden):
        if entry.kind == "item":
            _item(found, entry, guids)
        else:
            _line(found, entry)
    return found


def _line(found: Survey, entry: Entry) -> None:
    """Keep what the head of the channel says."""
    fields = entry.fields
    if entry.kind == "wp:term":
        found.languages.read(entry)
    elif entry.kind == "wp:category":
        found.categories[number_of(entry, "wp:term_id")] = plain_line(fields.get("wp:cat_name", ""))
    elif entry.kind == "wp:author":
        found.authors[fields.get("wp:author_login", "").strip()] = plain_line(fields.get("wp:author_display_name", ""))
    elif entry.kind == "language":
        found.language = languages.normalise_tag(entry.text) or ""
    elif entry.kind == "wp:base_blog_url" or (entry.kind in ("link", "wp:base_site_url") and not found.site):
        found.site = entry.text


def number_of(item: Entry, name: str = "wp:post_id") -> int:
    """An id in one of the item's fields; 0 if there is none."""
    written = item.fields.get(name, "").strip()
    return int(written) if written.isascii() and written.isdigit() and len(written) < 16 else 0


def type_of(item: Entry) -> str:
    """The item's post type. In exports of the first version it may be missing."""
    return item.fields.get("wp:post_type", "").strip() or "post"


def _item(found: Survey, item: Entry, guids: set[str]) -> None:
    kind, number = type_of(item), number_of(item)
    found.types[kind[:60]] += 1
    if kind in ARTICLES:
        guid = item.fields.get("guid", "").strip()
        found.comments += item.comments
        if guid in guids:
            found.shared_names.add(guid)
        elif guid:
            guids.add(guid)
            found.names[number] = guid
    elif kind == "attachment":
        found.attachments.read(item.fields, item.meta, number, number_of(item, "wp:post_parent"))
    elif kind == "wp_block":
        content = item.fields.get("content:encoded", "")
        found._reusable_size += len(content)
        if found._reusable_size <= _MAX_REUSABLE:
            found.reusable[number] = content
    elif kind == "guest-author":
        name = plain_line(item.meta.get("cap-display_name", "") or item.fields.get("title", ""))
        login = item.meta.get("cap-user_login", "").strip()
        found.authors.setdefault(login, name)
        found.websites.setdefault(login, item.meta.get("cap-website", "").strip())
