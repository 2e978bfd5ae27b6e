"""An EPUB no larger than asked: the whole edition in one file, or several parts of it, divided between articles.

How large a part becomes is known only when it is bound, since fonts and pictures are chosen for each. So a division
is tried, measured, and made finer until every part fits. An article is never divided: one that does not fit alone
is a part that is larger, and named.
"""

import uuid
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, pairwise

from archivist.book_parts import EpubDivision
from archivist.epub.epub_pictures import PictureFiles
from archivist.epub.part_documents import languages_in, of_part
from archivist.errors import BindingError
from archivist.findings import Finding
from archivist.model.book import Book, BookMetadata, Document, Part


@dataclass(frozen=True, slots=True)
class BoundEdition:
    """The EPUB files of an edition."""

    files: tuple[bytes, ...]  # one, or the parts in order
    books: tuple[Book, ...] = field(compare=False)  # of each file, the book that it contains
    findings: tuple[Finding, ...] = ()  # articles that alone are larger than a part may be

    @property
    def endings(self) -> tuple[str, ...]:
        """How the names of the files end: `.epub`, or `.part1.epub`, `.part2.epub` …"""
        if len(self.files) == 1:
            return (".epub",)
        return tuple(f".part{number}.epub" for number in range(1, len(self.files) + 1))


def bind_within(book: Book, limit: int | None, bind: Callable[[Book], bytes], pictures: PictureFiles) -> BoundEdition:
    """The edition in files of at most `limit` bytes; None: in one.

    `bind` makes the file of a book, `pictures` the files of its pictures. Raises BindingError, as `bind` does.
    """
    whole = bind(book)
    if limit is None or len(whole) <= limit:
        return BoundEdition((whole,), (book,))
    articles = [document for document in book.documents if _is_in_one_file(document)]
    if len(articles) < 2:
        return BoundEdition((whole,), (book,), _too_large([articles], [whole], limit))
    weights = _weights(articles, pictures)
    count = _more(len(articles), 1, _fewest(weights, limit))
    while True:
        division = divided(weights, count)
        groups = [articles[start:end] for start, end in division]
        parts = parts_of(book, groups)
        files = [bind(part) for part in parts]
        needed = sum(
            1 if len(group) == 1 else -(-len(file) // limit) for group, file in zip(groups, files, strict=True)
        )
        if needed == count:
            return BoundEdition(tuple(files), tuple(parts), _too_large(groups, files, limit))
        count = _more(len(articles), count, needed)


def _fewest(weights: Sequence[int], limit: int) -> int:
    """How many parts it takes at least, filled in order; what weighs too much is alone."""
    count, filled = 1, 0
    for weight in weights:
        if filled and filled + weight > limit:
            count, filled = count + 1, 0
        filled += weight
    return count


def _more(articles: int, count: int, needed: int) -> int:
    """The next number of parts to try: more than before, and never more than there are articles."""
    return min(articles, max(count + 1, needed))


def _too_large(groups: Sequence[Sequence[Document]], files: Sequence[bytes], limit: int) -> tuple[Finding, ...]:
    """Of each file above the limit: it contains one article, or none."""
    return tuple(
        Finding(
            "part-too-large",
            f"the EPUB of this article alone has {len(file)} bytes; [epub] max_size allows {limit}",
            group[0].source if group else "",
        )
        for group, file in zip(groups, files, strict=True)
        if len(file) > limit
    )


def _weights(articles: Sequence[Document], pictures: PictureFiles) -> list[int]:
    """About how many bytes each article adds: its text compressed, and the pictures not shown before it."""
    weights, seen = [], set[str]()
    for article in articles:
        new = {picture.digest: picture for picture in article.pictures if picture.digest not in seen}
        seen |= new.keys()
        text = len(zlib.compress(article.xhtml, 9))
        weights.append(text + sum(len(pictures.file(picture).data) for picture in new.values()))
    return weights


def divided(weights: Sequence[int], count: int) -> list[tuple[int, int]]:
    """Where to divide so that the parts weigh as nearly the same as can be: the least sum of their squares.

    Of divisions that are equal the one with the lighter last parts. Each part is (first, one after the last), none
    is empty; there must not be more parts than weights.
    """
    if not 0 < count <= len(weights):
        raise BindingError(f"{len(weights)} articles cannot make {count} parts")
    before = [0, *accumulate(weights)]
    best: list[int | None] = [0, *([None] * len(weights))]
    cuts: list[list[int]] = []
    for _ in range(count):
        best, cut = _one_part_more(best, before)
        cuts.append(cut)
    borders = [len(weights)]
    for cut in reversed(cuts):
        borders.append(cut[borders[-1]])
    return list(pairwise(reversed(borders)))


def _one_part_more(best: Sequence[int | None], before: Sequence[int]) -> tuple[list[int | None], list[int]]:
    """The least costs with one part more, by where it ends; and where that part then begins."""
    costs: list[int | None] = [None]
    cuts = [0]
    for end in range(1, len(before)):
        options = [
            (cost + (before[end] - before[start]) ** 2, -start)
            for start, cost in enumerate(best[:end])
            if cost is not None
        ]
        least = min(options, default=None)
        costs.append(least[0] if least else None)
        cuts.append(-least[1] if least else 0)
    return costs, cuts


# ---------------------------------------------------------------- the books of the parts


def parts_of(book: Book, groups: Sequence[Sequence[Document]]) -> list[Book]:
    """A whole book of each group of articles: the front matter in each, and the related reading of its articles."""
    titles = [_worded(book, "part", part=number, parts=len(groups)) for number in range(1, len(groups) + 1)]
    parts = []
    for number, title in enumerate(titles, 1):
        elsewhere = tuple((other, tuple(group)) for other, group in zip(titles, groups, strict=True) if other != title)
        whole = book.metadata
        uris = whole.identifiers.uris(whole.identifiers.isbn_epub)
        part = Part(number, len(groups), title, whole.full_title, whole.identifier, uris, elsewhere)
        parts.append(_book(book, part, groups))
    return parts


def _book(book: Book, part: Part, groups: Sequence[Sequence[Document]]) -> Book:
    own = frozenset(document.id for document in groups[part.number - 1])
    places = {document.id: number for number, group in enumerate(groups, 1) for document in group}
    identifier = _identifier(part)
    kept = [document for document in book.documents if not _is_in_one_file(document) or document.id in own]
    made = (of_part(document, book, part, places, identifier) for document in kept)
    documents = tuple(document for document in made if document is not None)
    return replace(book, metadata=_metadata(book.metadata, part, identifier, documents), documents=documents, part=part)


def _is_in_one_file(document: Document) -> bool:
    return document.part.division is EpubDivision.ONE_FILE


def _identifier(part: Part) -> str:
    """A UUID made of names (RFC 9562, version 5). The number of parts is in it: part 1 of 2 is not part 1 of 3."""
    name = f"{part.whole_identifier}:part:{part.number}:{part.count}"
    return uuid.uuid5(uuid.NAMESPACE_URL, name).urn


def _metadata(whole: BookMetadata, part: Part, identifier: str, documents: Sequence[Document]) -> BookMetadata:
    """What is true of the part: without authors, keywords and languages that are only in other parts."""
    others = [article for _, articles in part.elsewhere for article in articles]
    people, tags = _people(others) - _people(documents), _tags(others) - _tags(documents)
    spoken = {whole.language, *languages_in(documents)}
    return replace(
        whole,
        identifier=identifier,
        identifiers=whole.identifiers.of_serial(),
        volume_title=f"{whole.volume_title}. {part.title}",
        contributors=tuple(who for who in whole.contributors if (who.name, who.role) not in people),
        article_addresses=tuple(each for each in whole.article_addresses if each not in _addresses(others)),
        subjects=tuple(subject for subject in whole.subjects if subject not in tags),
        languages=tuple(language for language in whole.languages if language in spoken),
    )


def _people(documents: Sequence[Document]) -> set[tuple[str, str]]:
    """Names and roles."""
    authors = {(name, "aut") for document in documents for name in document.authors}
    return authors | {(who.name, who.role) for document in documents for who in document.contributors}


def _addresses(documents: Sequence[Document]) -> set[str]:
    return {address for document in documents for address in document.identifiers.addresses}


def _tags(documents: Sequence[Document]) -> set[str]:
    return {tag for document in documents for tag in document.tags}


def _worded(book: Book, name: str, **values: int) -> str:
    text = book.labels.get(name) or _ENGLISH[name]
    for key, value in values.items():
        text = text.replace("{" + key + "}", str(value))
    return text


_ENGLISH = {"part": "Part {part} of {parts}"}
