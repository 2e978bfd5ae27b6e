"""An item's fields as an article's: dates, authors, section, tags, description, what else there is."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from urllib.parse import unquote, urlsplit

from archivist.readers.wordpress.export_entries import Entry, Term
from archivist.readers.wordpress.php import numbers, unserialise
from archivist.readers.wordpress.plain_lines import plain_line
from archivist.readers.wordpress.survey import Survey
from archivist.readers.wordpress.wordpress_people import is_of_people, is_read

_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})")
_MAX_OFFSET = datetime.timedelta(hours=14)
_QUARTER = datetime.timedelta(minutes=15)  # offsets are multiples of it
_NO_CATEGORY = frozenset(
    {"uncategorized", "uncategorised", "без рубрики", "კატეგორიის გარეშე", "non classé", "未分类", "未分類"}
)
_OWN_TAXONOMIES = frozenset(
    {"category", "post_tag", "tag", "author", "language", "post_translations", "post_format", ""}
)
_DESCRIPTIONS = ("_yoast_wpseo_metadesc", "rank_math_description", "_aioseop_description", "_aioseo_description")
_RELATED = ("_related_posts", "related_posts", "related_articles", "_bawmrp_post_related", "_manual_related_posts")
_KNOWN_FIELDS = frozenset({"footnotes", "enclosure", "audio_file", "crp_post_meta", *_RELATED, *_DESCRIPTIONS})
_MAX_FIELD = 1000  # characters of a custom field
_MAX_FIELDS = 50
_SERIALISED = re.compile(r"(?:[aOs]:\d+:|[bid]:[\d.+-]+;\Z|N;\Z)")


@dataclass(frozen=True, slots=True)
class Dates:
    """When an item was published and last changed."""

    day: datetime.date | None = None
    published_at: str = ""
    updated: datetime.date | None = None


def dates(item: Entry) -> Dates:
    """The dates of the site's own clock, with its distance from Greenwich if both times are there."""
    local, greenwich = _moment(item, "wp:post_date"), _moment(item, "wp:post_date_gmt")
    published = _with_zone(local, greenwich) or greenwich or _published_in_feed(item)
    if published is None:
        return Dates()
    modified = _moment(item, "wp:post_modified")
    updated = modified.date() if modified and modified.date() > published.date() else None
    return Dates(published.date(), published.isoformat(), updated)


def _moment(item: Entry, name: str) -> datetime.datetime | None:
    """`2022-03-30 12:00:00`; None for the zeros of a draft."""
    match = _MOMENT.fullmatch(item.fields.get(name, "").strip())
    try:
        moment = datetime.datetime.fromisoformat(f"{match[1]}T{match[2]}") if match else None
    except ValueError:
        return None
    return moment.replace(tzinfo=datetime.UTC) if moment and name.endswith("_gmt") else moment


def _with_zone(local: datetime.datetime | None, greenwich: datetime.datetime | None) -> datetime.datetime | None:
    if local is None or greenwich is None:
        return local
    offset = local.replace(tzinfo=datetime.UTC) - greenwich
    is_zone = abs(offset) <= _MAX_OFFSET and offset % _QUARTER == datetime.timedelta()
    return local.replace(tzinfo=datetime.timezone(offset)) if is_zone else local


def _published_in_feed(item: Entry) -> datetime.datetime | None:
    try:
        moment = parsedate_to_datetime(item.fields.get("pubDate", "").strip())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.year > 1 else None


def origin(item: Entry, number: int, survey: Survey) -> str:
    """What the export calls the item: its guid, or its id if there is no guid or another item has the same."""
    guid = item.fields.get("guid", "").strip()
    if not guid:
        return f"wp:{number}"
    return f"{guid}#post-{number}" if guid in survey.shared_names else guid


def address(item: Entry) -> str:
    """The web address it was published at; "" if there is none."""
    link = item.fields.get("link", "").strip()
    try:
        parts = urlsplit(link)
    except ValueError:
        return ""
    is_preview = "preview=true" in parts.query
    return link if parts.scheme in ("http", "https") and parts.hostname and not is_preview else ""


def slug(item: Entry) -> str:
    """The name in the item's address, in its own letters."""
    return unquote(item.fields.get("wp:post_name", "").strip())


def sections(item: Entry, survey: Survey) -> tuple[str, tuple[str, ...]]:
    """The section, which is the main category or the first one, and the tags, which are all the others."""
    names = _categories(item, "category") or _categories(item, "")
    tags = [plain_line(term.name) for term in item.terms if term.taxonomy in ("post_tag", "tag")]
    main = item.meta.get("_yoast_wpseo_primary_category", "").strip()
    chosen = survey.categories.get(int(main), "") if main.isascii() and main.isdigit() and len(main) < 16 else ""
    section = chosen if chosen in names else next(iter(names), "")
    others = [name for name in (*tags, *names) if name and name != section]
    return section, tuple(dict.fromkeys(others))


def _categories(item: Entry, taxonomy: str) -> list[str]:
    """The names of the terms of a taxonomy. Old exports name none for categories."""
    return [plain_line(each.name) for each in item.terms if each.taxonomy == taxonomy and not _is_no_category(each)]


def _is_no_category(term: Term) -> bool:
    return term.slug.startswith("uncategorized") or plain_line(term.name).casefold() in _NO_CATEGORY


def related_ids(item: Entry) -> tuple[int, ...]:
    """Ids of the items that a plug-in offers to read next."""
    contextual = unserialise(item.meta.get("crp_post_meta", ""))  # of Contextual Related Posts
    chosen = contextual.get("manual_related", "") if isinstance(contextual, dict) else ""
    written = [*(item.meta.get(name, "") for name in _RELATED), str(chosen).strip(" ,")]
    return tuple(dict.fromkeys(number for each in written for number in numbers(each)))


def extra(item: Entry) -> tuple[dict[str, object], tuple[str, ...]]:
    """What else the export knows, and the names of custom fields too large or too intricate to keep."""
    found: dict[str, object] = {}
    description = next((item.meta[name].strip() for name in _DESCRIPTIONS if item.meta.get(name, "").strip()), "")
    if description:
        found["seo_description"] = plain_line(description)
    terms: dict[str, list[str]] = {}
    for term in item.terms:
        if term.taxonomy not in _OWN_TAXONOMIES and not is_of_people(term):
            terms.setdefault(term.taxonomy, []).append(plain_line(term.name))
    if terms:
        found["terms"] = terms
    custom, left_out = _custom(item.meta)
    if custom:
        found["custom"] = custom
    return found, left_out


def _custom(meta: Mapping[str, str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """The author's own fields. Those that begin with a low line are of programs."""
    kept: dict[str, str] = {}
    left_out = []
    for name, value in meta.items():
        text = value.strip()
        is_known = name in _KNOWN_FIELDS or is_read(name, text)
        if not name or name.startswith(("_", "rank_math_")) or is_known or not text:
            continue
        if len(text) > _MAX_FIELD or len(name) > 100 or len(kept) >= _MAX_FIELDS or _SERIALISED.match(text):
            left_out.append(name[:100])
        else:
            kept[name] = text
    return kept, tuple(left_out)
