"""The numbers in an XHTML document: what its ordered lists count, and how notes are called. Of the book and of an EPUB.

By stream, as text is compared: the running text, "", and each note by its id.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from archivist.text.list_numbers import ListNumber, numbers_of

_XHTML = "{http://www.w3.org/1999/xhtml}"


class Call(NamedTuple):
    """The call of a note."""

    number: str  # as printed
    note: str  # the id it leads to


@dataclass(frozen=True, slots=True)
class DocumentNumbers:
    """The numbers in a document."""

    items: dict[str, list[ListNumber]]
    calls: dict[str, list[Call]]


def read_numbers(
    root: Any,
    *,
    note_id: Callable[[Any], str],
    is_call: Callable[[Any], bool],
    is_passed_over: Callable[[Any], bool],
) -> DocumentNumbers:
    """The numbers below an element of ElementTree or lxml. `note_id` is "" for what is not a note.

    The program's own lists are in a `nav`; theirs are not numbers of the text.
    """
    found = DocumentNumbers(defaultdict(list), defaultdict(list))

    def read(element: Any, stream: str) -> None:
        if not isinstance(element.tag, str) or element.tag == f"{_XHTML}nav" or is_passed_over(element):
            return
        stream = note_id(element) or stream
        if is_call(element):
            number = "".join(element.itertext()).strip()
            found.calls[stream].append(Call(number, (element.get("href") or "").rpartition("#")[2]))
        numbers = dict(numbers_of(element)) if element.tag == f"{_XHTML}ol" else {}
        for child in element:
            if child in numbers:
                found.items[stream].append(numbers[child])
            read(child, stream)

    read(root, "")
    return found
