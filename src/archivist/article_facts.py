"""What an article may say of itself, and who had a part in it: for those who read articles and those who find them."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """A person or body with a part in an article."""

    name: str  # as printed
    role: str = "aut"  # MARC relator: aut, trl, edt
    orcid: str = ""  # 0000-0002-1825-0097, its check digit verified; "" if not known
    isni: str = ""  # 0000 0001 2281 955X, its check digit verified; "" if not known


@dataclass(frozen=True, slots=True)
class ArchivedCopy:
    """A copy of the article's page in a web archive."""

    address: str
    day: datetime.date | None = None  # when it was archived, if that is known


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleFacts:
    """What an article may say of itself: a field for each optional key of `front_matter.keys`, `related` aside."""

    authors: tuple[str, ...] = ()  # as printed, in order
    translators: tuple[Person, ...] = ()
    contributors: tuple[Person, ...] = ()  # everyone else; of the authors those who have an ORCID or ISNI
    section: str = ""  # the column or section of the site
    tags: tuple[str, ...] = ()  # keywords
    description: str = ""  # a sentence: the standfirst
    source: str = ""  # web address the article was published at
    retrieved: datetime.date | None = None  # day it was taken from there
    archived: ArchivedCopy | None = None
    doi: str = ""  # 10.1234/abc
    updated: datetime.date | None = None  # day of the last change to it, if after publication
    translations: tuple[str, ...] = ()  # tags of the other languages in which it exists according to its source

    @property
    def people(self) -> tuple[Person, ...]:
        """Everyone with a part in it: the authors, the translators, the others; each once in a role."""
        known = {person.name: person for person in self.contributors if person.role == "aut"}
        authors = [known.get(name) or Person(name) for name in self.authors]
        others = [person for person in self.contributors if person.role != "aut"]
        everyone = (*authors, *self.translators, *others)
        return tuple({(person.name, person.role): person for person in reversed(everyone)}.values())[::-1]
