"""What a source says of the serial as a whole: its title, its address, its languages, its rights.

What is not said is left empty; nothing is guessed from the articles.
"""

import re
from dataclasses import dataclass

_WEB_ADDRESS = re.compile(r"https?://[^\s/]+")


@dataclass(frozen=True, slots=True)
class SerialFacts:
    """What is known of a serial; "" and () for what is not."""

    title: str = ""
    titles: tuple[tuple[str, str], ...] = ()  # by language, where they differ
    subtitle: str = ""
    site: str = ""  # address without a slash at its end
    languages: tuple[str, ...] = ()  # canonical tags, the main one first
    rights: str = ""
    publisher: str = ""  # the author whom the source names for all


def site_address(address: str) -> str:
    """An address as `[archive] site` has it, "" if it is not one of the web."""
    return address.rstrip("/") if _WEB_ADDRESS.match(address) else ""
