"""The articles' sources within the file: PDF/A-3 and -4f keep what a volume was made from with the volume."""

import datetime
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

_MEDIA_TYPE = Name("/text/markdown")  # RFC 7763


@dataclass(frozen=True, slots=True)
class Source:
    """The file an article was read from."""

    name: str  # file name, unique in the volume
    content: bytes
    title: str  # of the article


def attach(
    pdf: Pdf, sources: Mapping[str, Source], elements: Mapping[str, Object], modified: datetime.datetime
) -> None:
    """Attach sources by document id: to the file, and each to the structure element of its article.

    The file names it as the source of the article (ISO 19005-3, 6.8 and annex E).
    """
    specifications = {document: _specification(pdf, source, modified) for document, source in sources.items()}
    for document, specification in specifications.items():
        elements[f"{document}#"].AF = Array([specification])
    pdf.Root.AF = Array(specifications.values())
    names = Array()
    for specification in sorted(specifications.values(), key=lambda each: bytes(each.UF)):
        names.append(specification.UF)
        names.append(specification)
    pdf.Root.Names.EmbeddedFiles = pdf.make_indirect(Dictionary(Names=names))


def _specification(pdf: Pdf, source: Source, modified: datetime.datetime) -> Object:
    digest = hashlib.md5(source.content, usedforsecurity=False).digest()  # what the format asks for
    parameters = Dictionary(
        Size=len(source.content),
        ModDate=String(modified.strftime("D:%Y%m%d%H%M%SZ")),
        CheckSum=String(digest),
    )
    file = pdf.make_indirect(
        Stream(pdf, source.content, Type=Name.EmbeddedFile, Subtype=_MEDIA_TYPE, Params=parameters)
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Filespec,
            F=String(source.name),
            UF=String(source.name),
            Desc=String(source.title),
            AFRelationship=Name.Source,
            EF=Dictionary(F=file, UF=file),
        )
    )


def names_of(paths: Sequence[str]) -> dict[str, str]:
    """A file name for each path: the last part, or the whole with dashes if two are alike."""
    last = [path.rsplit("/", 1)[-1] for path in paths]
    return {
        path: name if last.count(name) == 1 else path.replace("/", "-") for path, name in zip(paths, last, strict=True)
    }
