"""The text of an article as it is held in memory: packed in large archives, where most texts wait for their volume."""

import zlib
from dataclasses import dataclass

_LEVEL = 1  # half the size; a higher one takes three times as long for a tenth less
_ENCODING = "utf-8", "surrogatepass"  # a text may have a lone surrogate, which is a finding of a later stage


@dataclass(frozen=True, slots=True, eq=False)
class HeldText:
    """A text. Packed or not, it is the same text."""

    content: str | bytes  # bytes if it is packed: zlib, of UTF-8

    @property
    def text(self) -> str:
        """The text itself."""
        if isinstance(self.content, str):
            return self.content
        return zlib.decompress(self.content).decode(*_ENCODING)

    def packed(self) -> "HeldText":
        """The same text in less memory: reading it takes longer."""
        if isinstance(self.content, bytes):
            return self
        return HeldText(zlib.compress(self.content.encode(*_ENCODING), _LEVEL))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, HeldText) and self.text == other.text

    def __hash__(self) -> int:
        return hash(self.text)


NO_TEXT = HeldText("")
