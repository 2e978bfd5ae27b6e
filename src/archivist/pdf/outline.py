"""The outline of a volume: its documents, and headings down to level 3 (ISO 32000-1, 12.3.3)."""

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, field

from archivist.model.book import Document
from archivist.pdf.pdf_file import PdfFile
from archivist.pdf.pdf_syntax import dictionary, number, reference, string

_DEEPEST = 3  # heading level

# The entry of an item that says where it leads, by the name of the place: /Dest or /A.
Lead = Callable[[str], bytes]


@dataclass(slots=True)
class _Item:
    title: str
    leads: bytes
    items: "list[_Item]" = field(default_factory=list)


def write_outline(pdf: PdfFile, documents: Iterable[Document], lead: Lead, places: Container[str]) -> int:
    """Write the outline. Only headings among `places` are in it. Documents are closed, and their headings open."""
    items = [_item(document, lead, places) for document in documents if document.part.in_outline]
    root = pdf.reserve()
    numbers = _write(pdf, items, root)
    ends = {"First": reference(numbers[0]), "Last": reference(numbers[-1])} if numbers else {}
    pdf.put(root, dictionary({"Type": b"/Outlines", **ends, "Count": number(len(numbers))}))
    return root


def _item(document: Document, lead: Lead, places: Container[str]) -> _Item:
    item = _Item(document.title, lead(f"{document.id}#"))
    above = [(1, item)]
    for heading in document.headings:
        name = f"{document.id}#{heading.id}"
        if heading.level > _DEEPEST or name not in places:
            continue
        while above[-1][0] >= heading.level:
            above.pop()
        child = _Item(heading.title, lead(name))
        above[-1][1].items.append(child)
        above.append((heading.level, child))
    return item


def _write(pdf: PdfFile, items: Sequence[_Item], above: int, *, closed: bool = True) -> list[int]:
    """Write the items of one item or of the root, and return their numbers."""
    first = pdf.reserve(len(items))
    numbers = list(range(first, first + len(items)))
    for at, item in zip(numbers, items, strict=True):
        below = _write(pdf, item.items, at, closed=False)
        entries = {"Title": string(item.title), "Parent": reference(above)}
        if at > first:
            entries["Prev"] = reference(at - 1)
        if at < numbers[-1]:
            entries["Next"] = reference(at + 1)
        if below:
            count = _shown(item.items)
            entries |= {"First": reference(below[0]), "Last": reference(below[-1])}
            entries["Count"] = number(-count if closed else count)
        pdf.put(at, dictionary(entries)[:-2] + item.leads + b">>")
    return numbers


def _shown(items: Sequence[_Item]) -> int:
    """How many items are seen once the one above is opened."""
    return sum(1 + _shown(item.items) for item in items)
