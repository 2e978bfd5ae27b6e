"""The glossary of an archive: names and terms, and where texts mention them."""

from typing import TYPE_CHECKING

from archivist.deferred_names import defer_names
from archivist.glossary.running_text import BREAK, RunningText, Spot, Within, is_same, running_text
from archivist.glossary.terms import ANY_LANGUAGE, NO_GLOSSARY, Glossary, Term, TermKind

if TYPE_CHECKING:
    from archivist.glossary.glossary_file import FILE_NAME, json_schema, parse_glossary, read_glossary
    from archivist.glossary.mentions import Mention, find_in_xhtml, find_mentions, mentions_in

__all__ = [
    "ANY_LANGUAGE",
    "BREAK",
    "FILE_NAME",
    "NO_GLOSSARY",
    "Glossary",
    "Mention",
    "RunningText",
    "Spot",
    "Term",
    "TermKind",
    "Within",
    "find_in_xhtml",
    "find_mentions",
    "is_same",
    "json_schema",
    "mentions_in",
    "parse_glossary",
    "read_glossary",
    "running_text",
]

__getattr__ = defer_names(
    __name__,
    {
        "FILE_NAME": "glossary_file",
        "Mention": "mentions",
        "find_in_xhtml": "mentions",
        "find_mentions": "mentions",
        "json_schema": "glossary_file",
        "mentions_in": "mentions",
        "parse_glossary": "glossary_file",
        "read_glossary": "glossary_file",
    },
)
