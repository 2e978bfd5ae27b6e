"""The text of an article as it is held: in memory, or in a temporary file while it waits for its volume."""

import os
import tempfile
import weakref
from dataclasses import dataclass

_ENCODING = "utf-8", "surrogatepass"  # a text may have a lone surrogate, which is a finding of a later stage


@dataclass(frozen=True, slots=True, eq=False)
class HeldText:
    """A text. In memory or not, it is the same text."""

    content: str  # "" if it is in a file

    @property
    def text(self) -> str:
        """The text itself. Raises OSError if it is in a file that cannot be read."""
        return self.content

    def __eq__(self, other: object) -> bool:
        return isinstance(other, HeldText) and self.text == other.text

    def __hash__(self) -> int:
        return hash(self.text)

    def __reduce__(self) -> "tuple[type[HeldText], tuple[str]]":
        """For other processes, which do not have the file: with the text."""
        return HeldText, (self.text,)


NO_TEXT = HeldText("")


class TextFile:
    """A temporary file of texts. It has no name, and is gone when the last text of it is."""

    def __init__(self) -> None:
        file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - it is closed below
        self._number, self._size = file.fileno(), 0
        weakref.finalize(self, file.close)

    def add(self, text: str) -> "FiledText":
        """Put a text down. Raises OSError if there is no room for it."""
        data = text.encode(*_ENCODING)
        start, left = self._size, memoryview(data)
        while left:
            written = os.pwrite(self._number, left, self._size)
            self._size, left = self._size + written, left[written:]
        return FiledText("", self, start, len(data))

    def read(self, start: int, length: int) -> str:
        """A text that was put down, by its place in bytes. Raises OSError."""
        return os.pread(self._number, length, start).decode(*_ENCODING)


@dataclass(frozen=True, slots=True, eq=False)
class FiledText(HeldText):
    """A text in a file of texts."""

    file: TextFile
    start: int  # in bytes
    length: int  # in bytes

    @property
    def text(self) -> str:
        """As of any text."""
        return self.file.read(self.start, self.length)
