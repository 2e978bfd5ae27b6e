"""The labels of the shelf in one language, as its pages use them. The workflow hands them over."""

from collections.abc import Mapping
from typing import Protocol

from markupsafe import Markup


class Wording(Protocol):
    """`words("page", page=12)` is markup, `words.plain(…)` plain text for attributes and titles."""

    def __call__(self, name: str, **values: object) -> Markup:
        """The words as markup, marked as English where the language has none."""
        ...

    def plain(self, name: str, **values: object) -> str:
        """The words as plain text."""
        ...

    def cite(self, values: Mapping[str, str | Markup], pages: tuple[str, str] | None) -> Markup:
        """How to cite an article; `pages` are the labels of its first and last page."""
        ...
