"""An item's text as HTML that any reader of HTML understands: no blocks, no shortcodes, notes in one form."""

import re
from dataclasses import dataclass
from html import escape, unescape
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from archivist.findings import Finding
from archivist.place import Place
from archivist.readers.wordpress.export_entries import APART, Entry
from archivist.readers.wordpress.footnotes import Footnotes, core_notes, double_brackets, numbered_brackets
from archivist.readers.wordpress.shortcode_kinds import Kinds
from archivist.readers.wordpress.survey import Survey, number_of
from archivist.readers.wordpress.wordpress_blocks import Blocks, has_blocks
from archivist.readers.wordpress.wordpress_paragraphs import paragraphs
from archivist.readers.wordpress.wordpress_shortcodes import expand

_PAGE_MARK = re.compile(r"<!--\s{0,9}(?:more|nextpage|noteaser)[^-<]*(?:(?:-(?!->)|<(?!!--))[^-<]*)*-->")
_LINKED_PICTURE = re.compile(r"(<a\b[^<>]*>)\s*(<img\b[^<>]*>)\s*</a>", re.IGNORECASE)
_HREF = re.compile(r"\bhref\s*=\s*[\"']([^\"'<>]{1,2000})", re.IGNORECASE)
_SRC = re.compile(r"\bsrc\s*=\s*[\"']([^\"'<>]{1,2000})", re.IGNORECASE)
_LIBRARY_PICTURE = re.compile(r"<img\b[^<>]*\bwp-image-(\d{1,12})\b[^<>]*>", re.IGNORECASE)
_SAYS_ALT = re.compile(r"\balt\s*=\s*(?:\"[^\"]*[^\s\"][^\"]*\"|'[^']*[^\s'][^']*'|[^\s\"'<>]+)", re.IGNORECASE)
_EMPTY_ALT = re.compile(r"\s+alt(?:\s*=\s*(?:\"\s*\"|'\s*'))?(?=[\s/>])", re.IGNORECASE)
_PICTURE_FILE = re.compile(r"\.(?:png|jpe?g|gif|webp|svg|avif)(?:[?#]|$)", re.IGNORECASE)
_SIZE = re.compile(r"(?:-\d{1,5}x\d{1,5}|-scaled|-rotated)+$")


@dataclass(frozen=True, slots=True)
class BodyHtml:
    """The HTML of an article and what there is to tell of it."""

    html: str
    related: tuple[int, ...]  # ids of items offered to read next
    remarks: tuple[Finding, ...]


def body_html(source: str, item: Entry, survey: Survey, place: Place) -> BodyHtml:
    """The HTML of an item's text, or of that part of it which is in one language."""
    blocks = Blocks(survey.reusable)
    source = blocks.complete(source)
    notes = Footnotes.beside(source)
    kinds = Kinds(survey.attachments, notes, number_of(item))
    remarks: list[Finding] = []
    text = expand(source, kinds)
    text, count = double_brackets(text, notes)
    if count:
        message = f"{count} passages in double brackets, ((…)), after words were imported as footnotes of a plug-in"
        remarks.append(Finding.at(place, "import-guessed", message))
    text, count = numbered_brackets(text, notes)
    if count:
        message = f"{count} passages in brackets with numbers, [1. …], were imported as footnotes of a plug-in"
        remarks.append(Finding.at(place, "import-guessed", message))
    text, found = core_notes(text, item.meta.get("footnotes", ""), notes, place)
    remarks += found
    text = blocks.html(text) if has_blocks(text) else paragraphs(_PAGE_MARK.sub(_at_page_mark, text))
    remarks += (*kinds.remarks(place), *blocks.remarks(place))
    text = _LINKED_PICTURE.sub(_without_link_to_itself, text)
    text = _LIBRARY_PICTURE.sub(lambda match: _with_alt(match[0], int(match[1]), survey), text)
    return BodyHtml(text + notes.list(), tuple(blocks.related), tuple(remarks))


def _at_page_mark(match: re.Match[str]) -> str:
    """What a mark such as `<!--more-->` parts: nothing within a line, paragraphs on a line of its own."""
    before, after = match.string[: match.start()].rstrip(" \t"), match.string[match.end() :].lstrip(" \t")
    is_alone = (not before or before.endswith("\n")) and (not after or after.startswith(("\n", "\r")))
    return "\n\n" if is_alone or "nextpage" in match[0] else ""


def _with_alt(tag: str, number: int, survey: Survey) -> str:
    """A picture without alternative text with that of the media library."""
    attachment = survey.attachments.get(number)
    if attachment is None or not attachment.alt or _SAYS_ALT.search(tag):
        return tag
    bare = _EMPTY_ALT.sub("", tag)
    return f'{bare[: len("<img")]} alt="{escape(attachment.alt)}"{bare[len("<img") :]}'


def with_enclosures(html: str, item: Entry) -> tuple[str, str]:
    """The HTML with a link to each recording of the item after it, if the text has none; and what was added.

    PowerPress, Seriously Simple Podcasting and WordPress itself keep them as `enclosure`: address, size and type, each
    on a line.
    """
    written = [value.strip().split("\n")[0].strip() for value in item.meta.get("enclosure", "").split(APART)]
    written.append(item.meta.get("audio_file", "").strip())
    addresses = [each for each in dict.fromkeys(written) if re.fullmatch(r"https?://[^\s<>\"]{1,2000}", each)]
    there = unescape(html)
    new = [each for each in addresses if each not in there and not _PICTURE_FILE.search(each)]
    links = "".join(f'\n\n<p><a href="{escape(each)}">{escape(each)}</a></p>\n\n' for each in new)
    return html + links, ", ".join(new)


def _without_link_to_itself(match: re.Match[str]) -> str:
    """A picture without the link to its own full size or page, on which WordPress's editor insists."""
    href, src = _HREF.search(match[1]), _SRC.search(match[2])
    is_own_page = "attachment wp-att-" in match[1]
    is_itself = href is not None and src is not None and _stem(href[1]) == _stem(src[1])
    return match[2] if is_itself or is_own_page else match[0]


def with_featured(html: str, thumbnail: str, survey: Survey) -> str:
    """The HTML with the item's featured picture before it, unless the text shows it already."""
    attachment = survey.attachments.get(_id(thumbnail))
    if attachment is None or _stem(attachment.address) in _shown_stems(html):
        return html
    return attachment.figure + html


def lacks_featured(thumbnail: str, survey: Survey) -> bool:
    """Whether an item has a featured picture that the export does not tell of."""
    number = _id(thumbnail)
    return number > 0 and survey.attachments.get(number) is None


def _id(written: str) -> int:
    return int(written) if re.fullmatch(r"\s*[0-9]{1,15}\s*", written) else 0


def _shown_stems(html: str) -> set[str]:
    return {_stem(address) for address in _SRC.findall(html)}


def _stem(address: str) -> str:
    """A picture's file name without its size: that of all its copies."""
    try:
        path = PurePosixPath(unquote(urlsplit(address).path))
    except ValueError:
        return address
    return f"{path.parent.name}/{_SIZE.sub('', path.stem)}"
