"""The glossary of an archive: names and terms, and where texts mention them."""

from archivist.glossary.glossary_file import FILE_NAME, json_schema, parse_glossary, read_glossary
from archivist.glossary.terms import ANY_LANGUAGE, NO_GLOSSARY, Glossary, Term, TermKind

__all__ = [
    "ANY_LANGUAGE",
    "FILE_NAME",
    "NO_GLOSSARY",
    "Glossary",
    "Term",
    "TermKind",
    "json_schema",
    "parse_glossary",
    "read_glossary",
]
