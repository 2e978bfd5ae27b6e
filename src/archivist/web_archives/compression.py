"""What a packed file of records is made of: parts, one after the other, each unpacked a piece at a time.

So a bomb never takes more memory than a piece.
"""

from typing import Protocol

PIECE = 32_768  # bytes unpacked at once
HEAD = 8  # bytes needed to tell what begins


class PackingError(Exception):
    """The packing is damaged; the words say how."""


class Part(Protocol):
    """A member or a frame that is being unpacked."""

    needs_input: bool
    is_over: bool
    left: bytes  # packed bytes that lie after its end

    def unpack(self, packed: bytes) -> bytes:
        """Some unpacked bytes, at most a piece. Raises PackingError."""
        ...


class Packing(Protocol):
    """How a file is packed."""

    word: str  # for one of its parts

    def begin(self, head: bytes) -> Part | None:
        """The part that begins with these bytes; None if none does. Raises PackingError."""
        ...
