"""Identifiers of serials, editions, articles and people: their forms, their check digits, and patterns to make them by.

forms.doi("https://doi.org/10.1234/abc")      -> 10.1234/abc; raises InvalidIdentifierError
check_characters.noid("13030/xf93gt2")        -> q, the check character of an ARK
Pattern(Scheme.DOI, "10.1234/{volume}…")      -> .fill(values) makes the identifier of an edition
EditionIdentifiers, ArticleIdentifiers        -> those that an edition or an article has
"""

from archivist.identifiers.assigned import (
    NO_ARTICLE_IDENTIFIERS,
    NO_IDENTIFIERS,
    ArticleIdentifiers,
    EditionIdentifiers,
    own_identifiers,
)
from archivist.identifiers.invalid import InvalidIdentifierError
from archivist.identifiers.patterns import Pattern
from archivist.identifiers.schemes import Scheme

__all__ = [
    "NO_ARTICLE_IDENTIFIERS",
    "NO_IDENTIFIERS",
    "ArticleIdentifiers",
    "EditionIdentifiers",
    "InvalidIdentifierError",
    "Pattern",
    "Scheme",
    "own_identifiers",
]
