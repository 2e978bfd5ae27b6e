"""The words of the book against the words of a PDF, in the order of its structure tree: that in which it is read aloud.

text_differences.py compares; here is what only a PDF can have wrong, such as text that is in no element.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from archivist.record.expected_text import ExpectedText
from archivist.verdict import Message
from archivist.verify import drawing_words, number_checks, text_differences
from archivist.verify.internal_check import error, on_page
from archivist.verify.marked_text import MarkedText
from archivist.verify.pdf_formulas import in_pdf
from archivist.verify.pdf_structure import Element, Marked, documents
from archivist.verify.reading_text import spoken
from archivist.verify.text_differences import short

CHECK = "text"


def messages(
    tree: Element | None, text: MarkedText, expected: Sequence[ExpectedText], targets: Mapping[tuple[int, int], str]
) -> Iterator[Message]:
    """Every difference between the book and the file. `targets` are where links lead, by object."""
    yield from _untagged(text)
    if tree is None:
        yield error("no-structure", "the file has no structure tree: nothing says in which order it is read")
        return
    yield from _unheld(tree, text)
    found = {document.id: document for document in documents(tree)}
    wanted = [each.document for each in expected]
    yield from text_differences.order(list(found), wanted, "the structure tree")
    for each in expected:
        if each.document in found:
            different = list(_document(found[each.document], text, each))
            yield from different or _numbers(found[each.document], text, each, targets)


def _untagged(text: MarkedText) -> Iterator[Message]:
    for page, words in text.untagged.items():
        shown = short(words)
        yield error(
            "text-without-tag", f"text that is neither in the structure tree nor an artifact: “{shown}”", on_page(page)
        )


def _unheld(tree: Element, text: MarkedText) -> Iterator[Message]:
    """What the tree names and the pages lack, and the other way round."""
    held = Counter((leaf.page, leaf.number) for leaf in tree.leaves() if isinstance(leaf, Marked))
    for (page, number), times in held.items():
        if (page, number) not in text.sequences:
            where = on_page(page) if page >= 0 else "on a page that is not in the file"
            yield error("tag-without-content", f"the structure tree names marked content {number}, not there", where)
        elif times > 1:
            yield error(
                "content-tagged-twice", f"marked content {number} is in the structure tree {times} times", on_page(page)
            )
    for (page, number), words in text.sequences.items():
        if (page, number) not in held and words.strip():
            yield error(
                "text-without-tag", f"text that the structure tree does not hold: “{short(words)}”", on_page(page)
            )


def _document(element: Element, text: MarkedText, expected: ExpectedText) -> Iterator[Message]:
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for piece in spoken(element, text):
        found[piece.stream.removeprefix(f"{expected.document}#")].append((piece.text, piece.page))
    yield from text_differences.differences(expected, found, _on_page)
    for figure in element.elements():
        if figure.kind == "Figure":
            yield from drawing_words.messages(figure, text, expected)
    yield from in_pdf(expected.name, element, text, expected.formulas)


def _numbers(
    element: Element, text: MarkedText, expected: ExpectedText, targets: Mapping[tuple[int, int], str]
) -> Iterator[Message]:
    yield from number_checks.messages(expected, number_checks.labels_of(element, text.sequences))
    yield from number_checks.call_messages(expected, number_checks.calls_of(element, text.sequences, targets))


def _on_page(page: int) -> str:
    return on_page(page) if page >= 0 else ""
