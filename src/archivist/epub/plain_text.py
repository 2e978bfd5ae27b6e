"""Text that is in XML as nothing but text: metadata, titles, labels."""

import re

from archivist.errors import BindingError
from archivist.text.xml_characters import FORBIDDEN

_XML_SPACE = re.compile(r"[ \t\r\n]+")


def plain(text: str, what: str) -> str:
    """The text on one line, as a reading system will show it; BindingError if XML cannot contain it.

    EPUB 3.3 §5.5.2 has reading systems strip and collapse white space, so it is done here: what is written is
    what is read back. Only the white space of XML counts: a no-break space belongs to the text.
    """
    wrong = FORBIDDEN.search(text)
    if wrong is not None:
        raise BindingError(
            f"{what} holds a character that no EPUB can hold (U+{ord(wrong[0]):04X}): {text!r}", "Remove it."
        )
    return _XML_SPACE.sub(" ", text).strip(" ")


def required(text: str, what: str) -> str:
    """As `plain`, for what must not be empty."""
    line = plain(text, what)
    if not line.strip():
        raise BindingError(f"{what} is empty", "Every EPUB must have one.")
    return line
