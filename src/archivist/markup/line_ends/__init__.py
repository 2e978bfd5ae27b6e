"""Where no line may end, by language: no-break spaces put into the text of documents, for both formats."""

from archivist.markup.line_ends.document_text import set_line_ends
from archivist.markup.line_ends.joined_words import join_words

__all__ = ["join_words", "set_line_ends"]
