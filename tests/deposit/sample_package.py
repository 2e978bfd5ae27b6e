"""Files of a package, as METS and PREMIS are written from: made of a description, without the command."""

from collections.abc import Iterable

from archivist.deposit.description import DescribedEdition, DescribedVolume, FileUse, PackageFile
from archivist.deposit.evidence import Evidence, Outcome
from archivist.deposit.package_files import copied_file, written_file

HOSTILE = "source/articles/ა b+c%20&<d>.md"  # a name that must be escaped in an address and in XML


def edition_files(edition: DescribedEdition) -> Iterable[PackageFile]:
    language, use = edition.language, FileUse.EDITION
    for file in edition.record.files:
        path = f"editions/{language}/{file.path.name}"
        yield copied_file(path, file.path, use, language=language, documents=file.documents)
    for article in edition.articles:
        path, documents = f"jats/{language}/{article.document}.xml", (article.document,)
        yield written_file(path, b"<article/>", FileUse.FULL_TEXT, language=language, documents=documents)
    for name in ("marc.xml", "mods.xml", "dc.xml"):
        yield written_file(f"metadata/{language}/{name}", b"<a/>", FileUse.METADATA, language=language)


def sample_files(volume: DescribedVolume) -> list[PackageFile]:
    files = [file for edition in volume.editions for file in edition_files(edition)]
    files.append(written_file("README.txt", b"What is here\n", FileUse.README))
    files.append(written_file(HOSTILE, b"# Text\n", FileUse.SOURCE, media_type="text/markdown"))
    files.append(written_file("source/archivist.toml", b"", FileUse.SOURCE, media_type="application/toml"))
    return files


def sample_evidence(volume: DescribedVolume) -> list[Evidence]:
    pdf, epub, *_ = (f"editions/en/{file.path.name}" for file in volume.editions[0].record.files)
    return [
        Evidence(pdf, "veraPDF", "1.31.1", "PDF/A-2a", Outcome.PASSED, "PDF/A-2a"),
        Evidence(epub, "epubcheck", "5.3.0", "EPUB", Outcome.FAILED, messages=("error RSC-005: bad & <worse>",)),
        Evidence(epub, "Ace", "", "accessibility", Outcome.NOT_VERIFIED, messages=("the tool is not installed",)),
    ]
