"""Trees of names and of numbers (ISO 32000-1, 7.9.6 and 7.9.7): in leaves, so that a reader loads only a part."""

from collections.abc import Iterable, Mapping

from archivist.pdf.pdf_file import PdfFile
from archivist.pdf.pdf_syntax import array, dictionary, number, reference, string
from archivist.pdf.place_names import in_ascii

_IN_A_LEAF = 500  # entries


def name_tree(pdf: PdfFile, values: Mapping[str, bytes]) -> int:
    """Values by name, in the order of the names' bytes."""
    names = sorted((in_ascii(name), value) for name, value in values.items())
    return _tree(pdf, "Names", [(string(name), value) for name, value in names])


def number_tree(pdf: PdfFile, values: Iterable[bytes]) -> int:
    """Values by number, from 0."""
    return _tree(pdf, "Nums", [(number(key), value) for key, value in enumerate(values)])


def _tree(pdf: PdfFile, key: str, entries: list[tuple[bytes, bytes]]) -> int:
    if len(entries) <= _IN_A_LEAF:
        return pdf.add(dictionary({key: array(b"%s %s" % entry for entry in entries)}))
    leaves = []
    for first in range(0, len(entries), _IN_A_LEAF):
        leaf = entries[first : first + _IN_A_LEAF]
        limits = array([leaf[0][0], leaf[-1][0]])
        leaves.append(pdf.add(dictionary({"Limits": limits, key: array(b"%s %s" % entry for entry in leaf)})))
    return pdf.add(dictionary({"Kids": array(map(reference, leaves))}))
