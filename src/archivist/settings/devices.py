"""What an EPUB is like for kinds of reading devices: the settings that `[epub] device` stands for.

Pixels are those of the makers' specifications at the end of 2025; docs/epub.md gives the sources. A setting that
archivist.toml has itself comes before that of the device.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Device(StrEnum):
    """A kind of device."""

    EREADER_6 = "ereader-6"
    EREADER_7 = "ereader-7"
    EREADER_10 = "ereader-10"
    KOBO = "kobo"
    KINDLE = "kindle"
    PHONE = "phone"
    TABLET = "tablet"


class EpubNotes(StrEnum):
    """How notes are marked in an EPUB."""

    POP_UP = "pop-up"  # as asides, which some reading systems show in pop-ups only
    LIST = "list"  # as a list at the end of each article, which no reading system hides


@dataclass(frozen=True, slots=True)
class DeviceProfile:
    """What is set for a device, and what it is in words."""

    words: str
    picture_pixels: int  # the longer edge of its screen
    grey: bool
    notes: EpubNotes
    fonts: bool = True
    max_size: str = ""

    def settings(self) -> dict[str, object]:
        """The keys of `[epub]`."""
        return {
            "picture_pixels": self.picture_pixels,
            "grey": self.grey,
            "notes": self.notes.value,
            "fonts": self.fonts,
            **({"max_size": self.max_size} if self.max_size else {}),
        }


PROFILES: Mapping[Device, DeviceProfile] = {
    Device.EREADER_6: DeviceProfile("a 6-inch reader, 1072 × 1448", 1448, True, EpubNotes.LIST),
    Device.EREADER_7: DeviceProfile("a 7-inch reader, 1264 × 1680", 1680, True, EpubNotes.LIST),
    Device.EREADER_10: DeviceProfile("a 10-inch reader, 1404 × 1872", 1872, True, EpubNotes.LIST),
    Device.KOBO: DeviceProfile("a Kobo, up to 1440 × 1920", 1920, True, EpubNotes.POP_UP),
    Device.KINDLE: DeviceProfile("a Kindle by e-mail, 1264 × 1680", 1680, True, EpubNotes.LIST, max_size="50 MB"),
    Device.PHONE: DeviceProfile("a telephone", 2560, False, EpubNotes.POP_UP, fonts=False),
    Device.TABLET: DeviceProfile("a tablet", 2732, False, EpubNotes.POP_UP),
}


def with_device(table: Mapping[str, object]) -> dict[str, object]:
    """The keys of `[epub]` as they are written, and those of its device that are not."""
    name = table.get("device")
    known = {device.value: profile for device, profile in PROFILES.items()}
    return {**(known[name].settings() if isinstance(name, str) and name in known else {}), **table}
