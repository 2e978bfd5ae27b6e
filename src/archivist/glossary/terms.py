"""The names and terms of a glossary, each with its forms in every language."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from functools import cached_property
from typing import TypeVar

ANY_LANGUAGE = ""  # the key of words that are the same in every language

_Words = TypeVar("_Words", str, tuple[str, ...])


class TermKind(StrEnum):
    """What a term names."""

    PERSON = "person"
    PLACE = "place"
    BODY = "body"  # an organisation: a library, a society, a newspaper
    SUBJECT = "subject"


@dataclass(frozen=True, slots=True)
class Term:
    """A name or a term. Mappings are by canonical BCP 47 tag, or by `ANY_LANGUAGE`."""

    id: str  # unique in the glossary: ASCII letters, digits, hyphens, underscores
    kind: TermKind
    names: Mapping[str, str] = field(hash=False)  # at least one, none empty
    forms: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)  # found as they are written
    see: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)  # other names, which lead to this one
    native: str = ""  # language of the native name, one of `names`; "" if none is
    notes: Mapping[str, str] = field(default_factory=dict, hash=False)  # words for the note beside the native name
    sorts: Mapping[str, str] = field(default_factory=dict, hash=False)  # the names as they are filed
    see_also: tuple[str, ...] = ()  # ids of other terms, in the order written
    parent: str = ""  # id of the term it is an entry below; "" if it is an entry of its own
    declined: bool = True  # False: only its names and forms as they are written
    annotated: bool = True  # False: it gets no note
    line: int = 0  # of the file, from 1; 0 if not known

    def name(self, language: str) -> str:
        """Its name in a language; "" if it has none there."""
        return in_language(self.names, language, "")

    def filed(self, language: str) -> str:
        """Its name in a language as an index files it: “Chavchavadze, Ilia”; "" if it has none there."""
        return in_language(self.sorts, language, "") or self.name(language)

    def other_names(self, language: str) -> tuple[str, ...]:
        """The names in a language that lead to this one: “Tiflis, see Tbilisi”."""
        return in_language(self.see, language, ())

    def listed_forms(self, language: str) -> tuple[str, ...]:
        """The forms that the glossary lists for a language."""
        return in_language(self.forms, language, ())

    def note(self, language: str) -> str:
        """The words of its note in a language; "" if there are none."""
        return in_language(self.notes, language, "")

    @property
    def digest(self) -> str:
        """SHA-256 of all that it says, hexadecimal; where it is in the file does not count."""
        data = {each.name: getattr(self, each.name) for each in fields(self) if each.name != "line"}
        return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()

    @property
    def native_name(self) -> str:
        """Its name in its own language; "" if none is marked as that."""
        return self.names.get(self.native, "")


@dataclass(frozen=True, eq=False)
class Glossary:
    """The terms of an archive in the order of their file. Compared by identity: what is made of it is kept by it."""

    terms: tuple[Term, ...] = ()
    file: str = ""  # as messages name it; "" if the archive has none
    digest: str = ""  # SHA-256 of the file, hexadecimal; "" if the archive has none

    def __bool__(self) -> bool:
        return bool(self.terms)

    def find(self, term: str) -> Term | None:
        """The term with an id."""
        return self._by_id.get(term)

    @cached_property
    def _by_id(self) -> dict[str, Term]:
        return {term.id: term for term in self.terms}


NO_GLOSSARY = Glossary()


def in_language(words: Mapping[str, _Words], language: str, none: _Words) -> _Words:
    """What is given for a language; else for it without script and region; else for every language; else `none`."""
    bare = language.split("-", 1)[0]
    return words.get(language) or words.get(bare) or words.get(ANY_LANGUAGE) or none
