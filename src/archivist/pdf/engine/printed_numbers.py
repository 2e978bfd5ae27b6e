"""The numbers on the pages: those of list items and those of notes, as the layout engine printed them.

They are proved like words. What a list counts is in the document (`start`, `value`, `reversed`, `type`), and
list_numbers.py says what follows; the engine counts for itself, and style sheets may interfere. The number by which a
note is called must be that of the note, and nothing else may be printed as one.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element as Markup

from weasyprint.css.counters import CounterStyle
from weasyprint.formatting_structure import boxes

from archivist.pdf.engine.box_tree import descendants, repeated_heads, unwrapped
from archivist.pdf.engine.boxes import Box, Document
from archivist.pdf.engine.layout_job import WrongNumber
from archivist.pdf.print_tree import has_class
from archivist.text.list_numbers import ListNumber, denotes, numbered_items
from archivist.text.visible_text import visible

_SHOWN = 40  # characters of an item in a message


def label_boxes(root: Markup, document: Document) -> Mapping[Markup, Sequence[Box]]:
    """The boxes that number the items of ordered lists, by item: its markers or, where there are none, what a style
    sheet puts before it. Heads of tables that are printed again do not count.
    """
    items = {item for item, _ in numbered_items(root)}
    markers: dict[Markup, list[Box]] = defaultdict(list)
    before: dict[Markup, list[Box]] = defaultdict(list)
    for box in _written(document) if items else ():
        if box.element in items:
            if box.element_tag == "li::marker":
                markers[box.element].append(box)
            elif box.element_tag == "li::before":
                before[box.element].append(box)
    return {**before, **markers}


def wrong_list_numbers(
    root: Markup, labels: Mapping[Markup, Sequence[Box]], counters: CounterStyle, hidden: Collection[Box]
) -> Iterator[WrongNumber]:
    """The items of ordered lists that are not numbered as the document says."""
    for item, number in numbered_items(root):
        texts = [box for box in labels.get(item, ()) if isinstance(box, boxes.TextBox) and box not in hidden]
        printed = "".join(box.text for box in texts)
        if not _is_number(printed, number, texts, counters):
            yield WrongNumber(_beginning(item), f"{number.label}.", printed.strip())


def _is_number(printed: str, number: ListNumber, texts: Sequence[Box], counters: CounterStyle) -> bool:
    if denotes(printed, number):
        return True
    if not texts or number.kind != "1":
        return False
    # Numerals of a script that only the engine knows: right if it would print another number otherwise.
    style = texts[0].style["list_style_type"]
    this, next_ = (counters.render_marker(style, value) for value in (number.value, number.value + 1))
    return bool(printed.strip()) and printed == this != next_


def wrong_note_numbers(root: Markup, document: Document) -> Iterator[WrongNumber]:
    """Calls whose number is not that of their note, and numbers that a style sheet lets the engine make."""
    printed: dict[Markup, str] = defaultdict(str)
    for box in _written(document):
        if isinstance(box, boxes.TextBox) and box.element is not None:
            if box.element_tag.endswith(("::footnote-call", "::footnote-marker")):
                if visible(box.text):
                    yield WrongNumber(_beginning(box.element), "", box.text)
            elif "::" not in box.element_tag:
                printed[box.element] += visible(box.text)
    numbers = {note.get("id", ""): _number(note, printed) for note in root.iter() if has_class(note, "note")}
    for call in root.iter("a"):
        target = call.get("href", "").removeprefix("#")
        if has_class(call, "note-call") and (target not in numbers or printed[call] != numbers[target]):
            yield WrongNumber(f"note {target.rpartition('.')[2]}", numbers.get(target, ""), printed[call])


def _number(note: Markup, printed: Mapping[Markup, str]) -> str:
    label = next((part for part in note.iter() if has_class(part, "note-number")), None)
    return "" if label is None else "".join(printed.get(part, "") for part in label.iter())


def _written(document: Document) -> Iterator[Box]:
    """Every box that is not printed a second time."""
    again = repeated_heads(document)
    for page in document.pages:
        yield from _without(page._page_box, again)


def _without(box: Box, again: Collection[Box]) -> Iterator[Box]:
    if not again:
        yield from descendants(box)
    elif (box := unwrapped(box)) not in again:
        yield box
        for child in getattr(box, "children", ()):
            yield from _without(child, again)


def _beginning(element: Markup) -> str:
    return " ".join("".join(element.itertext()).split())[:_SHOWN]
