"""The articles' sources within the file: PDF/A-3 and -4f keep what a volume was made from with the volume."""

import datetime
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from archivist.pdf.pdf_file import PdfFile
from archivist.pdf.pdf_syntax import array, byte_string, dictionary, name, number, reference, string

_MEDIA_TYPE = name("text/markdown")  # RFC 7763


@dataclass(frozen=True, slots=True)
class Source:
    """The file an article was read from."""

    name: str  # file name, unique in the volume
    content: bytes
    title: str  # of the article


@dataclass(frozen=True, slots=True)
class Attachments:
    """The sources in the file. The file names each as the source of its article (ISO 19005-3, 6.8 and annex E)."""

    pdf: PdfFile
    specifications: Mapping[str, tuple[Source, int]]  # by document id: a source and its file specification

    def of(self, document: str) -> int:
        """The source of a document, for its structure element; 0 if it has none."""
        return self.specifications[document][1] if document in self.specifications else 0

    def write_names(self) -> int:
        """The name tree of the files, in the order of the names' bytes."""
        files = sorted(self.specifications.values(), key=lambda each: _sorted_as(each[0].name))
        names = array(b"%s %d 0 R" % (string(source.name), file) for source, file in files)
        return self.pdf.add(dictionary({"Names": names}))


def attach(pdf: PdfFile, sources: Mapping[str, Source], modified: datetime.datetime) -> Attachments:
    """Write sources, by document id."""
    specifications = {document: (source, _specification(pdf, source, modified)) for document, source in sources.items()}
    return Attachments(pdf, specifications)


def _sorted_as(text: str) -> bytes:
    """The bytes of a text string, by which names are sorted."""
    return text.encode() if text.isascii() else b"\xfe\xff" + text.encode("utf-16-be")


def _specification(pdf: PdfFile, source: Source, modified: datetime.datetime) -> int:
    digest = hashlib.md5(source.content, usedforsecurity=False).digest()  # what the format asks for
    parameters = {
        "Size": number(len(source.content)),
        "ModDate": string(modified.strftime("D:%Y%m%d%H%M%SZ")),
        "CheckSum": byte_string(digest),
    }
    kind = {"Type": b"/EmbeddedFile", "Subtype": _MEDIA_TYPE, "Params": dictionary(parameters)}
    file = reference(pdf.add_stream(source.content, kind))
    return pdf.add(
        dictionary(
            {
                "Type": b"/Filespec",
                "F": string(source.name),
                "UF": string(source.name),
                "Desc": string(source.title),
                "AFRelationship": b"/Source",
                "EF": dictionary({"F": file, "UF": file}),
            }
        )
    )


def names_of(paths: Sequence[str]) -> dict[str, str]:
    """A file name for each path: the last part, or the whole with dashes if two are alike."""
    last = [path.rsplit("/", 1)[-1] for path in paths]
    return {
        path: name if last.count(name) == 1 else path.replace("/", "-") for path, name in zip(paths, last, strict=True)
    }
