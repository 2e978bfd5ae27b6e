"""The glossary of an archive: names and terms, and where texts mention them."""

from archivist.glossary.glossary_faults import glossary_faults
from archivist.glossary.glossary_file import FILE_NAME, json_schema, parse_glossary, read_glossary
from archivist.glossary.mentions import Mention, find_in_xhtml, find_mentions, mentions_in
from archivist.glossary.running_text import BREAK, RunningText, Spot, Within, is_same, running_text
from archivist.glossary.terms import ANY_LANGUAGE, NO_GLOSSARY, Glossary, Term, TermKind

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
    "glossary_faults",
    "is_same",
    "json_schema",
    "mentions_in",
    "parse_glossary",
    "read_glossary",
    "running_text",
]
