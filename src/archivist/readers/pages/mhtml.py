"""A page saved with all it needs in one file, `.mhtml`: a message of parts, as in electronic mail (RFC 2557)."""

import email
import email.policy
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from email.message import EmailMessage
from itertools import islice
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from archivist.findings import Finding
from archivist.reader_api.dates import read_date
from archivist.reader_api.found import Media, PictureRefusedError
from archivist.web_pages.page_addresses import on_the_web

_MOST_PARTS = 5000


@dataclass(frozen=True, slots=True)
class Saved:
    """The page of a message, what it was saved from and when, and its pictures by address."""

    html: bytes
    encoding: str
    address: str
    retrieved: date | None
    pictures: dict[str, bytes]


def read_saved_page(data: bytes) -> Saved | None:
    """The page in a message, or None otherwise. Never raises."""
    try:
        return _read_message(data)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, AssertionError):
        return None  # the standard library's parser fails at some broken heads


def _read_message(data: bytes) -> Saved | None:
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    parts = list(islice(message.walk(), _MOST_PARTS + 1))
    page = next((part for part in parts if part.get_content_type() in ("text/html", "application/xhtml+xml")), None)
    if page is None:
        return None
    html = page.get_payload(decode=True)
    moment = read_date(str(message.get("Date") or ""), "en")
    written = str(message.get("Snapshot-Content-Location") or page.get("Content-Location") or "")
    return Saved(
        html if isinstance(html, bytes) else b"",
        page.get_content_charset() or "",
        on_the_web("".join(written.split())),
        moment.day if moment else None,
        dict(each for part in parts if part.get_content_maintype() == "image" for each in _picture_names(part)),
    )


def _picture_names(picture: email.message.Message) -> Iterator[tuple[str, bytes]]:
    """A picture by each of its names."""
    content = picture.get_payload(decode=True)
    for name in (picture.get("Content-Location"), _by_id(picture)):
        if name and isinstance(content, bytes):
            yield str(name).strip(), content


def _by_id(part: EmailMessage | email.message.Message) -> str:
    written = str(part.get("Content-ID") or "").strip().strip("<>")
    return f"cid:{written}" if written else ""


class MessagePictures:
    """Brings the pictures of one message along."""

    def __init__(self, pictures: dict[str, bytes], media: Media) -> None:
        self._pictures, self._media = pictures, media
        self._left: dict[str, str] = {}

    def has(self, address: str) -> bool:
        """Whether the message holds a picture."""
        return address in self._pictures

    def address(self, address: str) -> str:
        """The address to write for a picture."""
        content = self._pictures.get(address)
        if content is None:
            if not address.startswith("data:"):
                self._left[address] = "it is not in the file"
            return address
        try:
            name = PurePosixPath(unquote(urlsplit(address).path)).name or "picture"
            return self._media.bring(name, content)
        except (PictureRefusedError, ValueError) as error:
            self._left[address] = str(error)
            return address

    def remarks(self) -> list[Finding]:
        """One finding for all pictures that stay where they are."""
        if not self._left:
            return []
        named = ", ".join(f"{address[:200]} ({why})" for address, why in list(self._left.items())[:8])
        return [Finding("import-picture", f"pictures that were not imported: {named}")]
