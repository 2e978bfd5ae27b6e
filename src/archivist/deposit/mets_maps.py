"""The maps of a METS file: pages as they are printed; volume, articles and translations; and what is on which page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archivist.deposit.description import DescribedEdition, DescribedVolume, FileUse, PackageFile
from archivist.deposit.mets_elements import DUBLIN_CORE, XLINK, E, FileIds, moment
from archivist.deposit.package_facts import PrintedText, day_of, package_title, works_of
from archivist.record.volume_record import DocumentPages, RecordedDocument
from archivist.text.xml_element import Element

_PDF = "application/pdf"
_EPUB = "application/epub+zip"


@dataclass(frozen=True, slots=True)
class MappedFiles:
    """The files that a METS file lists, found by what is in them."""

    files: Sequence[PackageFile]
    ids: FileIds

    def pdf(self, edition: DescribedEdition) -> str:
        """The id of the PDF of an edition; "" if there is none."""
        return next((self.ids[file] for file in self._of(edition, FileUse.EDITION) if file.media_type == _PDF), "")

    def epub(self, edition: DescribedEdition, document: str) -> str:
        """The id of the EPUB of an edition, or of the part of it, that has a document; "" if there is none."""
        books = (file for file in self._of(edition, FileUse.EDITION) if file.media_type == _EPUB)
        return next((self.ids[file] for file in books if document in file.documents), "")

    def full_text(self, edition: DescribedEdition, document: str) -> str:
        """The id of the JATS file of an article; "" if there is none."""
        found = (file for file in self._of(edition, FileUse.FULL_TEXT) if document in file.documents)
        return next(map(self.ids.__getitem__, found), "")

    def places(self, edition: DescribedEdition, document: str, pages: DocumentPages | None) -> Iterator[Element]:
        """Where a document is: its pages of the PDF, its item in the manifest of the EPUB, its JATS file."""
        pdf, epub, full_text = self.pdf(edition), self.epub(edition, document), self.full_text(edition, document)
        if pdf and pages:
            last = pages.index + pages.count
            yield E.fptr(E.area(FILEID=pdf, BEGIN=f"page={pages.index + 1}", END=f"page={last}"))
        if epub:
            yield E.fptr(E.area(FILEID=epub, BEGIN=f"document-{document}", BETYPE="IDREF"))
        if full_text:
            yield E.fptr(FILEID=full_text)

    def _of(self, edition: DescribedEdition, use: FileUse) -> Iterator[PackageFile]:
        return (file for file in self.files if file.use is use and file.language == edition.language)


def physical_map(volume: DescribedVolume, files: MappedFiles) -> Element | None:
    """Every page of every PDF, with its label as printed; None if there is no PDF."""
    paged = [edition for edition in volume.editions if edition.record.page_labels and files.pdf(edition)]
    if not paged:
        return None
    sequences = (_pages(edition, files.pdf(edition)) for edition in paged)
    whole = E.div(*sequences, TYPE="volume", LABEL=package_title(volume), ID="phys-volume")
    return E.structMap(whole, TYPE="PHYSICAL", LABEL="pages", ID="map-pages")


def _pages(edition: DescribedEdition, pdf: str) -> Element:
    """The pages of a PDF. Each is named by a fragment identifier of PDF (RFC 8118, 3): `page=7` counts from 1."""
    pages = (
        E.div(
            E.fptr(E.area(FILEID=pdf, BEGIN=f"page={number}")),
            TYPE="page",
            ORDER=str(number),
            **({"ORDERLABEL": label} if label else {}),
            ID=_page_id(edition, number),
        )
        for number, label in enumerate(edition.record.page_labels, 1)
    )
    return E.div(*pages, TYPE="physSequence", LABEL=_edition_title(edition), ID=f"phys-{edition.language}")


def _page_id(edition: DescribedEdition, number: int) -> str:
    return f"phys-{edition.language}-{number:04}"


def logical_map(volume: DescribedVolume, files: MappedFiles, described_by: Sequence[str] = ()) -> Element:
    """The volume, its works, and the text of each in every language; then what else each edition has.

    `described_by` are the ids of the descriptions of the volume. With them each text refers to its own (see
    `text_descriptions`).
    """
    is_described = bool(described_by)
    works = (_work(n, texts, files, is_described) for n, texts in enumerate(works_of(volume).values(), 1))
    others = (_other_parts(edition, files) for edition in volume.editions)
    descriptions = {"DMDID": " ".join(described_by)} if described_by else {}  # empty, it is not valid
    whole = E.div(*works, *others, TYPE="volume", LABEL=package_title(volume), ID="log-volume", **descriptions)
    return E.structMap(whole, TYPE="LOGICAL", LABEL="articles", ID="map-articles")


def _work(number: int, texts: Sequence[PrintedText], files: MappedFiles, is_described: bool) -> Element:
    title = next((text.title for text in texts if text.is_original), texts[0].title)
    divisions = (
        E.div(
            *files.places(text.edition, text.article.document, text.article.pages),
            TYPE="original" if text.is_original else "translation",
            LABEL=text.title,
            ID=_text_id("log", number, text),
            **({"DMDID": _text_id("dmd", number, text)} if is_described else {}),
        )
        for text in texts
    )
    return E.div(*divisions, TYPE="article", ORDER=str(number), LABEL=title, ID=f"log-{number:04}")


def _text_id(kind: str, number: int, text: PrintedText) -> str:
    """The id of a text by work, edition and language: an edition can print a text in two languages."""
    return f"{kind}-{number:04}-{text.edition.language}-{text.language}"


def _other_parts(edition: DescribedEdition, files: MappedFiles) -> Element:
    """The documents of an edition that are not articles: cover, contents, index and the like."""
    divisions = (
        E.div(
            *files.places(edition, document.id, document.pages),
            TYPE=document.role,
            LABEL=document.title or document.role,
            ID=_part_id(edition, document),
        )
        for document in _not_articles(edition)
    )
    return E.div(*divisions, TYPE="edition", LABEL=_edition_title(edition), ID=f"log-edition-{edition.language}")


def _part_id(edition: DescribedEdition, document: RecordedDocument) -> str:
    return f"log-part-{edition.language}-{edition.record.documents.index(document) + 1:04}"


def _not_articles(edition: DescribedEdition) -> Iterator[RecordedDocument]:
    articles = {article.document for article in edition.articles}
    return (document for document in edition.record.documents if document.id not in articles)


def _edition_title(edition: DescribedEdition) -> str:
    return f"{edition.metadata.full_title} ({edition.language})"


def text_descriptions(volume: DescribedVolume) -> Iterator[Element]:
    """A short description of each text in Dublin Core, which the logical map refers to: it names the language."""
    for number, texts in enumerate(works_of(volume).values(), 1):
        for text in texts:
            wrapped = E.mdWrap(E.xmlData(*_core(text)), MDTYPE="DC")
            created = moment(day_of(text.edition))
            yield E.dmdSec(wrapped, ID=_text_id("dmd", number, text), CREATED=created, STATUS="CURRENT")


def _core(text: PrintedText) -> Iterator[Element]:
    citation = text.article.citation
    if text.language != citation.language:  # printed beside the article that the citation is of
        yield from (DUBLIN_CORE.language(text.language), DUBLIN_CORE.title(text.title), DUBLIN_CORE.type("Text"))
        return
    for name in citation.people.get("aut", ()):
        yield DUBLIN_CORE.creator(name.literal)
    yield DUBLIN_CORE.date(citation.issued.isoformat())
    if citation.doi:
        yield DUBLIN_CORE.identifier(f"https://doi.org/{citation.doi}")
    yield DUBLIN_CORE.language(text.language)
    yield DUBLIN_CORE.title(text.title)
    yield DUBLIN_CORE.type("Text")


def page_links(volume: DescribedVolume, files: MappedFiles) -> Element | None:
    """From each text and each other part to its pages; None if nothing has pages."""
    links = [
        link
        for edition in volume.editions
        if files.pdf(edition)
        for id, pages in _paged_divisions(volume, edition)
        for link in _links(edition, id, pages)
    ]
    return E.structLink(*links, ID="links") if links else None


def _paged_divisions(volume: DescribedVolume, edition: DescribedEdition) -> Iterator[tuple[str, DocumentPages]]:
    for number, texts in enumerate(works_of(volume).values(), 1):
        for text in texts:
            if text.edition is edition and text.article.pages:
                yield _text_id("log", number, text), text.article.pages
    for document in _not_articles(edition):
        if document.pages:
            yield _part_id(edition, document), document.pages


def _links(edition: DescribedEdition, id: str, pages: DocumentPages) -> Iterator[Element]:
    for number in range(pages.index + 1, pages.index + pages.count + 1):
        link = E.smLink()
        link.set(f"{{{XLINK}}}from", id)
        link.set(f"{{{XLINK}}}to", _page_id(edition, number))
        yield link
