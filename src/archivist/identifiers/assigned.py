"""The identifiers that an edition and its articles have. All are in canonical form; "" for what there is not."""

from collections.abc import Iterator
from dataclasses import dataclass

from archivist.identifiers.schemes import Scheme


@dataclass(frozen=True, slots=True)
class ArticleIdentifiers:
    """Those of an article in an edition."""

    doi: str = ""  # 10.1234/abc
    ark: str = ""  # ark:12345/x54xz321
    urn_nbn: str = ""  # urn:nbn:fi-fe19991055

    @property
    def addresses(self) -> tuple[str, ...]:
        """Those that have a resolver, as web addresses."""
        return _addresses(self.doi, self.ark)


@dataclass(frozen=True, slots=True)
class EditionIdentifiers:
    """Those of a volume in one language, in one version. The ISSNs are those of the serial that it is an issue of."""

    issn_pdf: str = ""  # 1234-5679: of the serial in this language as a PDF
    issn_epub: str = ""  # of the serial in this language as an EPUB
    issn_l: str = ""  # of the serial in all media
    isbn_pdf: str = ""  # 978-3-16-148410-0
    isbn_epub: str = ""
    doi: str = ""  # as of `ArticleIdentifiers`
    ark: str = ""
    urn_nbn: str = ""

    @property
    def issns(self) -> tuple[tuple[str, str], ...]:
        """Each ISSN with the medium that it is of; "" for one that is of both."""
        return _by_medium(self.issn_pdf, self.issn_epub)

    @property
    def isbns(self) -> tuple[tuple[str, str], ...]:
        """Each ISBN with the medium that it is of."""
        return _by_medium(self.isbn_pdf, self.isbn_epub)

    @property
    def addresses(self) -> tuple[str, ...]:
        """Those that have a resolver, as web addresses."""
        return _addresses(self.doi, self.ark)

    def uris(self, *isbns: str) -> tuple[str, ...]:
        """Those of the edition as URIs, after the ISBNs of the files that they are said of."""
        numbers = (f"urn:isbn:{isbn.replace('-', '')}" for isbn in isbns if isbn)
        doi = (Scheme.DOI.address(self.doi),) if self.doi else ()
        return (*numbers, *doi, *filter(None, (self.ark, self.urn_nbn)))

    def of_serial(self) -> "EditionIdentifiers":
        """Those of the serial alone: what is also true of a part of the edition."""
        return EditionIdentifiers(self.issn_pdf, self.issn_epub, self.issn_l)


NO_ARTICLE_IDENTIFIERS = ArticleIdentifiers()
NO_IDENTIFIERS = EditionIdentifiers()


def _addresses(doi: str, ark: str) -> tuple[str, ...]:
    return tuple(Scheme(name).address(each) for name, each in (("doi", doi), ("ark", ark)) if each)


def _by_medium(pdf: str, epub: str) -> tuple[tuple[str, str], ...]:
    if pdf == epub:
        return ((pdf, ""),) if pdf else ()
    return tuple((number, medium) for number, medium in ((pdf, "PDF"), (epub, "EPUB")) if number)


def own_identifiers(of: EditionIdentifiers | ArticleIdentifiers) -> Iterator[tuple[str, str]]:
    """What nothing else may have: by name of the field the identifier. ISSNs are of the serial and are left out."""
    names = (*(("isbn_pdf", "isbn_epub") if isinstance(of, EditionIdentifiers) else ()), *Scheme)
    for name in names:
        value = str(getattr(of, name))
        if value:
            yield str(name), value
