"""The files of records in a web archive: one WARC file, or several in a WACZ."""

from abc import abstractmethod
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol


class Holding(Protocol):
    """A file of records."""

    @property
    @abstractmethod
    def name(self) -> str:
        """Its name for reports."""

    @abstractmethod
    def proving(self) -> AbstractContextManager[BinaryIO]:
        """To be read once from end to end; what is wrong with it is found out by that."""

    @abstractmethod
    def browsing(self) -> AbstractContextManager[BinaryIO]:
        """To be read at any place."""


@dataclass(frozen=True, slots=True)
class WarcFile:
    """A file of its own."""

    path: Path

    @property
    def name(self) -> str:
        """Its name for reports."""
        return self.path.name

    def proving(self) -> AbstractContextManager[BinaryIO]:
        """To be read once from end to end."""
        return self.path.open("rb")

    def browsing(self) -> AbstractContextManager[BinaryIO]:
        """To be read at any place."""
        return self.path.open("rb")
