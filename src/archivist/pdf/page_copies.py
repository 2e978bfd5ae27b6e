"""The pages of fragments copied into a volume: their pieces with the numbers of the volume."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from archivist.pdf.fragment_parts import Parts, ResourcesPart, with_numbers
from archivist.pdf.pdf_file import PdfFile
from archivist.pdf.pdf_syntax import array, name, reference
from archivist.pdf.volume_fonts import VolumeFonts

_PAGES_IN_A_NODE = 64


class PageTree:
    """The pages of a file, so grouped that a reader finds any of them in a few steps (ISO 32000-1, 7.7.3)."""

    def __init__(self, pdf: PdfFile, pages: Sequence[int]) -> None:
        self._pdf, self._pages = pdf, pages
        self.root = pdf.reserve()
        self._nodes = range(0, len(pages), _PAGES_IN_A_NODE)
        self._first = pdf.reserve(len(self._nodes))

    def parent(self, index: int) -> int:
        """The node that holds a page."""
        return self._first + index // _PAGES_IN_A_NODE

    def write(self) -> None:
        """Write all nodes."""
        nodes = []
        for start in self._nodes:
            held = self._pages[start : start + _PAGES_IN_A_NODE]
            nodes.append(self.parent(start))
            self._pdf.put(nodes[-1], self._node(held, len(held), b"/Parent %d 0 R" % self.root))
        self._pdf.put(self.root, self._node(nodes, len(self._pages), b""))

    @staticmethod
    def _node(kids: Sequence[int], pages: int, above: bytes) -> bytes:
        return b"<</Type /Pages/Kids %s/Count %d%s>>" % (array(map(reference, kids)), pages, above)


@dataclass(frozen=True, slots=True)
class Copy:
    """The pieces of a PDF in a volume."""

    numbers: Mapping[int, int]  # of its objects in the volume, by their number within the pieces

    def entries(self, piece: str) -> bytes:
        """A piece with the numbers of the volume."""
        return with_numbers(piece, self.numbers)


def copy_objects(pdf: PdfFile, fonts: VolumeFonts, parts: Parts, data: bytes, left_out: Container[int] = ()) -> Copy:
    """Copy the objects that pages need, but not the pages. `data` is the PDF that was taken to pieces."""
    numbers = {font.number: fonts.number_of(font, data) for font in parts.fonts}
    objects = [each for each in parts.objects if each.number not in left_out]
    numbers |= {each.number: at for at, each in enumerate(objects, start=pdf.reserve(len(objects)))}
    copy = Copy(numbers)
    for each in objects:
        body = copy.entries(each.body)
        if each.place is None:
            pdf.put(numbers[each.number], body)
        else:
            start, length = each.place
            pdf.put_raw(numbers[each.number], body, data[start : start + length])
    return copy


def write_resources(
    pdf: PdfFile, copy: Copy, part: ResourcesPart, fonts: Mapping[str, int], drawings: Mapping[str, int]
) -> int:
    """Resources of pages, with further fonts and drawings by name."""
    groups = []
    for kind, own, further in ((b"Font", part.fonts, fonts), (b"XObject", part.drawings, drawings)):
        held = {each: copy.numbers[at] for each, at in own.items()} | dict(further)
        if held:
            entries = b"".join(b"%s %d 0 R" % (name(each), at) for each, at in held.items())
            groups.append(b"/%s <<%s>>" % (kind, entries))
    return pdf.add(b"<<%s%s>>" % (copy.entries(part.entries), b"".join(groups)))


def write_blank_page(pdf: PdfFile, page: int, entries: bytes, around: Sequence[int] = ()) -> None:
    """A page without anything on it. `around` is the stream of what is drawn outside of it, if there is any."""
    nothing = around[0] if around else pdf.add_stream(b"")  # the standard lets it be absent, but programs expect it
    pdf.put(page, b"<</Type /Page%s/Resources <<>>/Contents %d 0 R>>" % (entries, nothing))
