"""What is printed in the margins of pages, put over the pages of the joined file."""

from collections.abc import Iterator, Mapping

from archivist.pdf.fragment_parts import Parts, take_to_pieces
from archivist.pdf.page_copies import copy_objects, write_resources
from archivist.pdf.pdf_file import PdfFile
from archivist.pdf.volume_fonts import VolumeFonts
from archivist.publication import Dress, Publication

_DRAW = b"/Artifact <</Type /Pagination>> BDC\nq\n/%s Do\nQ\nEMC\n"


class MarginsInFile:
    """The running heads and numbers of a publication. Pages are asked for in order."""

    def __init__(self, pdf: PdfFile, publication: Publication, fonts: VolumeFonts) -> None:
        heads = publication.running_heads
        self.fonts: Mapping[str, int] = {each.name: fonts.number_in_margins(each) for each in heads.fonts}
        self._pdf, self._fonts, self._heads, self._sheets = pdf, fonts, heads, publication.sheets
        self._before = pdf.add_stream(b"q\n")
        self._drawn = self._laid_out()

    def on_page(self, index: int) -> tuple[bytes, dict[str, int]]:
        """The operators for a page of the file, and the drawings that they use; b"" for bare margins."""
        if self._heads.operators:
            return self._heads.operators[index], {}
        form = next(self._drawn, 0)
        if not form or self._sheets[index].dress is Dress.BARE:
            return b"", {}
        name = f"Margins{index}"
        return _DRAW % name.encode(), {name: form}

    def contents(self, streams: list[int], operators: bytes) -> list[int]:
        """The streams of a page with what is drawn over it."""
        if not operators:
            return streams
        return [self._before, *streams, self._pdf.add_stream(b"\nQ\n" + operators)]

    def _laid_out(self) -> Iterator[int]:
        """The pages that the engine laid out, each as a form: one file is read at a time."""
        for file in self._heads.laid_out:
            data = file.read_bytes()
            yield from self._forms(take_to_pieces(data), data)

    def _forms(self, parts: Parts, data: bytes) -> Iterator[int]:
        contents = {number for page in parts.pages for number in page.contents}
        copy = copy_objects(self._pdf, self._fonts, parts, data, contents)
        resources = [write_resources(self._pdf, copy, each, {}, {}) for each in parts.resources]
        streams = {each.number: each for each in parts.objects if each.number in contents}
        for page in parts.pages:
            (stream,) = (streams[number] for number in page.contents)
            start, length = stream.place or (0, 0)
            form = self._pdf.reserve()
            entries = b"<</Type /XObject/Subtype /Form/BBox %s/Resources %d 0 R%s" % (
                page.box.encode(),
                resources[page.resources],
                stream.body.encode()[2:],
            )
            self._pdf.put_raw(form, entries, data[start : start + length])
            yield form
