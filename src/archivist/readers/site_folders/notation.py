"""How a text of a form, Markdown or HTML, has what a template tag stood for."""

from collections.abc import Mapping
from typing import Protocol

from archivist.dialect.link_syntax import NO_SIZE


class Notation(Protocol):
    """Writes one markup language. Captions and notes are in this language; addresses and titles are plain text."""

    def figure(self, address: str, alt: str, caption: str, link: str = "", size: Mapping[str, str] = NO_SIZE) -> str:
        """A picture with its caption, in one line."""
        ...

    def strong(self, text: str) -> str:
        """Words in bold."""
        ...

    def link(self, text: str, address: str) -> str:
        """Words that are a link."""
        ...

    def note(self, text: str) -> str:
        """A note in place; "" if the form cannot have it there."""
        ...

    def code(self, code: str, language: str, indent: str = "") -> str:
        """A block of code. `indent` is before the text around it."""
        ...

    def quotation(self, text: str, title: str = "", attribution: str = "") -> str:
        """A quotation, with a bold line before it or a line that says who is quoted."""
        ...

    def address(self, address: str) -> str:
        """An address as a link that shows it."""
        ...

    def as_written(self, words: str) -> str:
        """Words that are to be read as they are."""
        ...
