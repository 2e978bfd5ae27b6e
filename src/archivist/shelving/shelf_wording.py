"""The labels and the citations of the shelf, by language: the built-in ones and those of the archive."""

import html
import re
from collections.abc import Mapping

from markupsafe import Markup

from archivist.markup import labels_for
from archivist.markup.built_in_words import Words
from archivist.markup.citation_line import citation_line

_PAGES = re.compile(r'<span class="quoted-pages" data-document="" data-page="([^"]*)" data-pages="([^"]*)"></span>')


class ShelfWording(Words):
    """The labels of one language, with which pages of the shelf are worded."""

    def __init__(self, language: str, wordings: Mapping[str, Mapping[str, str]]) -> None:
        """`wordings` are the `[labels]` of the archive."""
        labels, foreign = labels_for(language, wordings)
        super().__init__(labels, frozenset(foreign), language)

    def cite(self, values: Mapping[str, str | Markup], pages: tuple[str, str] | None) -> Markup:
        """How to cite an article; `pages` are the labels of its first and last page."""

        def fill(place: re.Match[str]) -> str:
            if pages is None:
                return ""
            first, last = pages
            template = html.unescape(place[1] if first == last else place[2])
            both = first if first == last else f"{first}–{last}"
            return str(Markup.escape(template.replace("{page}", first).replace("{pages}", both)))

        return Markup(_PAGES.sub(fill, str(citation_line(self, "", values))))
