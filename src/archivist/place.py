"""Where something is: what findings, errors and verdicts point to."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A file, a line in it, and what within the file.

    It is true if it names anything, and its text is what editors and compilers write: `feed.xml:12, entry 3`.
    """

    file: str = ""  # a path as the user would write it; "" if it concerns no single file
    line: int = 0  # from 1; 0 for the whole file
    item: str = ""  # what within the file: an entry of a feed, an address in a web archive, a page; "" for all of it
    column: int = 0  # from 1; 0 if not known

    def __str__(self) -> str:
        numbers = [str(number) for number in (self.line, self.column) if number]
        return ", ".join(filter(None, (":".join([self.file, *numbers]), self.item)))

    def __bool__(self) -> bool:
        return bool(self.file or self.item)

    def on_line(self, line: int) -> "Place":
        """A line of the same file."""
        return replace(self, line=line)

    def within(self, item: str) -> "Place":
        """Something within what this place names."""
        return replace(self, item=", ".join(filter(None, (self.item, item))))


NOWHERE = Place()
