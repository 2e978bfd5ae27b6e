"""What the addresses in a volume's articles lead to: recorded in the whole archive, answered without it.

The answers are recorded, and not the addresses of other articles: which article an address means depends on every
article that may have the same one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from archivist.links.address_book import AddressBook
from archivist.volume_context.context_members import AddressAnswer, Lookup, VolumeContext

_Question = tuple[Lookup, str, str, str]  # kind, name, near, language


@dataclass(frozen=True, slots=True)
class RecordingAddresses(AddressBook):
    """The addresses of the whole archive. It notes which were asked for, and what they lead to."""

    answers: dict[_Question, AddressAnswer] = field(default_factory=dict)
    hosts: dict[str, None] = field(default_factory=dict)

    def at(self, address: str, language: str) -> tuple[str, str]:
        """As AddressBook."""
        path, fragment = AddressBook.at(self, address, language)
        self._note((Lookup.AT, address, "", language), path, fragment)
        return path, fragment

    def is_host(self, name: str) -> bool:
        """As AddressBook."""
        is_one = AddressBook.is_host(self, name)
        if is_one:
            self.hosts[name] = None
        return is_one

    def below(self, path: str, language: str) -> str:
        """As AddressBook."""
        return self._note((Lookup.BELOW, path, "", language), AddressBook.below(self, path, language))

    def imported_from(self, file: str, language: str) -> str:
        """As AddressBook."""
        return self._note((Lookup.IMPORTED_FROM, file, "", language), AddressBook.imported_from(self, file, language))

    def called(self, name: str, near: str, language: str) -> str:
        """As AddressBook."""
        return self._note((Lookup.CALLED, name, near, language), AddressBook.called(self, name, near, language))

    def _note(self, question: _Question, file: str, fragment: str = "") -> str:
        if file:
            lookup, name, near, language = question
            self.answers[question] = AddressAnswer(
                lookup=lookup, name=name, near=near, language=language, file=file, fragment=fragment
            )
        return file


@dataclass(frozen=True, slots=True)
class RecordedAddresses(AddressBook):
    """The addresses of an archive as far as a volume asks for them: by path, its own articles and those it names."""

    titles: dict[str, str] = field(default_factory=dict)  # by path of the article
    answers: dict[_Question, tuple[str, str]] = field(default_factory=dict)
    hosts: frozenset[str] = frozenset()

    def __contains__(self, path: str) -> bool:
        """As AddressBook."""
        return path in self.titles

    def title(self, path: str) -> str:
        """As AddressBook."""
        return self.titles[path]

    def at(self, address: str, language: str) -> tuple[str, str]:
        """As AddressBook."""
        return self.answers.get((Lookup.AT, address, "", language), ("", ""))

    def is_site(self, site: str) -> bool:
        """Any may be: which addresses are those of articles is recorded of each."""
        return True

    def is_host(self, name: str) -> bool:
        """As AddressBook."""
        return name in self.hosts

    def below(self, path: str, language: str) -> str:
        """As AddressBook."""
        return self.answers.get((Lookup.BELOW, path, "", language), ("", ""))[0]

    def imported_from(self, file: str, language: str) -> str:
        """As AddressBook."""
        return self.answers.get((Lookup.IMPORTED_FROM, file, "", language), ("", ""))[0]

    def called(self, name: str, near: str, language: str) -> str:
        """As AddressBook."""
        return self.answers.get((Lookup.CALLED, name, near, language), ("", ""))[0]


def recording(book: AddressBook) -> RecordingAddresses:
    """The same addresses, recorded when they are asked for."""
    return RecordingAddresses(**{each.name: getattr(book, each.name) for each in fields(AddressBook)})


def recorded(context: VolumeContext, titles: Mapping[str, str], site: str) -> RecordedAddresses:
    """The addresses that a context records; `titles` are those of the articles that are known, by path."""
    answers = {
        (each.lookup, each.name, each.near, each.language): (each.file, each.fragment) for each in context.addresses
    }
    return RecordedAddresses(site=site, titles=dict(titles), answers=answers, hosts=frozenset(context.hosts))
