"""An edition as documents: XHTML, the one source of both formats."""

from typing import TYPE_CHECKING

from archivist.deferred_names import defer_names
from archivist.markup.document_ids import document_ids
from archivist.markup.labels import ENGLISH as LABELS_IN_ENGLISH
from archivist.markup.labels import LABELS, labels_for

if TYPE_CHECKING:
    from archivist.markup.edition_context import Surroundings
    from archivist.markup.edition_documents import mark_up, mark_up_cover, mark_up_first_round
    from archivist.markup.page_quotes import Quote, known_label, quote_pages, quotes_of_others, without_pages
    from archivist.markup.stated_fonts import StatedFont, state_fonts, stated_font

__all__ = [
    "LABELS",
    "LABELS_IN_ENGLISH",
    "Quote",
    "StatedFont",
    "Surroundings",
    "document_ids",
    "known_label",
    "labels_for",
    "mark_up",
    "mark_up_cover",
    "mark_up_first_round",
    "quote_pages",
    "quotes_of_others",
    "state_fonts",
    "stated_font",
    "without_pages",
]

__getattr__ = defer_names(
    __name__,
    {
        "Quote": "page_quotes",
        "StatedFont": "stated_fonts",
        "Surroundings": "edition_context",
        "known_label": "page_quotes",
        "mark_up": "edition_documents",
        "mark_up_cover": "edition_documents",
        "mark_up_first_round": "edition_documents",
        "quote_pages": "page_quotes",
        "quotes_of_others": "page_quotes",
        "state_fonts": "stated_fonts",
        "stated_font": "stated_fonts",
        "without_pages": "page_quotes",
    },
)
