"""The schemes of identifiers that are given to editions and articles, and what differs between them."""

from collections.abc import Callable
from enum import StrEnum

from archivist.identifiers import forms


class Scheme(StrEnum):
    """A scheme; its value is the key in the settings and the name of the field."""

    DOI = "doi"
    ARK = "ark"
    URN_NBN = "urn_nbn"

    @property
    def label(self) -> str:
        """As it is printed."""
        return {Scheme.DOI: "DOI", Scheme.ARK: "ARK", Scheme.URN_NBN: "URN:NBN"}[self]

    def canonical(self, written: str) -> str:
        """The canonical form of what is written. Raises InvalidIdentifierError."""
        parse: dict[Scheme, Callable[[str], str]] = {
            Scheme.DOI: forms.doi,
            Scheme.ARK: forms.ark,
            Scheme.URN_NBN: forms.urn_nbn,
        }
        return parse[self](written)

    def comparable(self, identifier: str) -> str:
        """A form that is the same for all ways to write one identifier.

        DOIs have no case (DOI Handbook 2.4), in ARKs hyphens mean nothing, and of URN:NBNs the countries decide.
        """
        return identifier.replace("-", "") if self is Scheme.ARK else identifier.casefold()

    def address(self, identifier: str) -> str:
        """Where everybody can resolve it; "" if there is no such place: countries resolve URN:NBNs."""
        resolvers = {Scheme.DOI: "https://doi.org/", Scheme.ARK: "https://n2t.net/"}
        return f"{resolvers[self]}{identifier}" if self in resolvers else ""
