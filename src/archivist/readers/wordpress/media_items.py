"""Attachments: the pictures and files an export tells of, but does not hold."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_SIZE = re.compile(r"-\d{1,5}x\d{1,5}\.[A-Za-z0-9]{2,5}$")
_SEPARATOR = "\x1f"  # in no XML


@dataclass(frozen=True, slots=True)
class Attachment:
    """A picture or another file."""

    address: str
    title: str = ""
    caption: str = ""  # HTML
    alt: str = ""

    @property
    def figure(self) -> str:
        """The picture with its caption, as HTML."""
        return figure(self.address, self.alt, self.caption)


@dataclass(slots=True)
class Attachments:
    """All of them by id. A site may have 100,000, so each is held as one text."""

    packed: dict[int, bytes] = field(default_factory=dict)
    of_parent: dict[int, list[int]] = field(default_factory=dict)  # id of an item -> of what was uploaded to it
    files: set[str] = field(default_factory=set)  # addresses whose names end like a size, `-300x200.jpg`

    def add(self, number: int, attachment: Attachment, parent: int) -> None:
        """Keep one."""
        parts = (attachment.address, attachment.title, attachment.caption, attachment.alt)
        self.packed[number] = _SEPARATOR.join(parts).encode()
        if parent:
            self.of_parent.setdefault(parent, []).append(number)

    def get(self, number: int) -> Attachment | None:
        """The attachment of that id, if the export tells of it."""
        packed = self.packed.get(number)
        return None if packed is None else Attachment(*packed.decode().split(_SEPARATOR))

    def read(self, fields: Mapping[str, str], meta: Mapping[str, str], number: int, parent: int) -> None:
        """Keep what an item of the type `attachment` says."""
        address = fields.get("wp:attachment_url", "").strip() or fields.get("guid", "").strip()
        caption = fields.get("excerpt:encoded", "").strip()
        title = html.unescape(fields.get("title", "")).strip()
        alt = meta.get("_wp_attachment_image_alt", "").strip()
        if _SIZE.search(address):
            self.files.add(address)
        if address:
            self.add(number, Attachment(address, title, caption[:20_000], alt), parent)


def figure(address: str, alt: str = "", caption: str = "", link: str = "") -> str:
    """A picture with a caption, as HTML. `caption` is HTML."""
    picture = f'<img src="{html.escape(address)}" alt="{html.escape(alt)}">'
    picture = f'<a href="{html.escape(link)}">{picture}</a>' if link else picture
    below = f"<figcaption>{caption.strip()}</figcaption>" if caption.strip() else ""
    return f"\n\n<figure>{picture}{below}</figure>\n\n"
