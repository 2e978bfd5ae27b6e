"""A volume set in type: the cover, then the articles, then the documents that quote their page numbers."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from archivist.book_parts import ROUNDS, EpubPlace
from archivist.errors import UnknownPageError
from archivist.fonts import FontFace
from archivist.model.book import Book, Document
from archivist.model.pages import Fragment, PageMap
from archivist.pdf.layout_log import LayoutLog
from archivist.pdf.mention_pages import MentionPages, mention_pages
from archivist.pdf.pagination import page_map, page_marks, pages_so_far, paginate
from archivist.pdf.run_on import Group
from archivist.pdf.running_heads import margins_of
from archivist.pdf.typesetting import Typesetter
from archivist.publication import Manuscript, Publication, Sheet, TypesetCover

# Fills in the page numbers a document quotes; how they are marked up is the concern of another stage.
Quote = Callable[[Document, PageMap], Document]
# Which documents follow one another on the page: all of them in order, as groups.
Grouping = Callable[[Sequence[Document]], Iterable[Group]]


def typeset(
    manuscript: Manuscript,
    cover: Callable[[], TypesetCover],
    typesetter: Typesetter,
    quote: Quote,
    *,
    group: Grouping,
    both_sides: bool,
    log: LayoutLog,
) -> Publication:
    """Set a book on pages. `cover` is one that `log` waits for; `group` says which documents share pages.

    Raises LayoutFailedError if a document loses a word or lacks a character; the findings are in `log`.
    """
    setting = _Setting(manuscript.book, typesetter, quote, group, both_sides, log)
    for number in ROUNDS:
        setting.set_round(number, cover)
    return setting.publication(manuscript, cover)


def typeset_first_round(
    book: Book, typesetter: Typesetter, *, group: Grouping, both_sides: bool, log: LayoutLog
) -> PageMap:
    """Where the documents of the first round are: no later round moves them. `book` has them and no others.

    Raises LayoutFailedError as `typeset` does.
    """
    setting = _Setting(book, typesetter, lambda document, _: document, group, both_sides, log)
    setting.set_round(ROUNDS[0])
    return page_map(setting.sheets, setting.fragments)


@dataclass(slots=True)
class _Setting:
    """A volume while it is set, round by round."""

    book: Book
    typesetter: Typesetter
    quote: Quote
    group: Grouping
    both_sides: bool
    log: LayoutLog
    fragments: dict[str, Fragment] = field(default_factory=dict)
    faces: dict[FontFace, None] = field(default_factory=dict)
    mentioned: dict[str, MentionPages] = field(default_factory=dict)
    sheets: tuple[Sheet, ...] = ()
    _waiting: list[Document] = field(default_factory=list)  # of later rounds, alone on their pages, not begun yet
    _missing: set[str] = field(init=False)  # ids of the documents that the contents list and that are not laid out

    def __post_init__(self) -> None:
        self._missing = {each.id for each in self.book.documents if each.part.in_contents}

    def set_round(self, number: int, cover: Callable[[], TypesetCover] | None = None) -> None:
        """Set the documents of a round, with the numbers of the pages that were set in earlier rounds.

        Without `cover` there must be no cover in it.
        """
        pages = page_map(self.sheets, self.fragments, self.mentioned)
        documents = [self.quote(each, pages) for each in self.book.documents if each.part.round == number]
        self._replace(documents)
        for document in documents:
            if document.part.epub is EpubPlace.COVER and cover is not None:
                self._accept({document.id: cover().fragment}, cover().faces)
        groups = tuple(self.group([each for each in documents if each.id not in self.fragments]))
        self._waiting = list(_begun_alone(self.book.documents, number))
        done = self.typesetter.lay_out_groups(groups, partial(self._count, groups=groups))
        self._accept(done.fragments, done.faces)
        self.log.add(done.findings)
        mentioning = (each for each in documents if each.mentions and each.id in self.fragments)
        self.mentioned |= {each.id: mention_pages(each, self.fragments[each.id]) for each in mentioning}
        laid_out = [each for each in self.book.documents if each.id in self.fragments]
        self.sheets = paginate(laid_out, self.fragments.values(), both_sides=self.both_sides)

    def _count(self, fragment: Fragment, groups: Sequence[Group]) -> None:
        """Count a document that is laid out. If it was the last but one of those listed, begin what can be begun."""
        self.log.count(fragment)
        self.fragments[fragment.document] = fragment
        self._missing.discard(fragment.document)
        if len(self._missing) <= 1 and self._waiting:
            pages = pages_so_far(self.book.documents, self.fragments, groups, both_sides=self.both_sides)
            self._waiting = [each for each in self._waiting if not self._begin(each, pages)]

    def _begin(self, document: Document, pages: PageMap) -> bool:
        """Begin to lay out a document of a later round if the pages that it quotes are known by now."""
        try:
            self.typesetter.begin(self.quote(document, pages))
        except UnknownPageError:
            return False
        return True

    def publication(self, manuscript: Manuscript, cover: Callable[[], TypesetCover]) -> Publication:
        """The book on its pages, with running heads for them."""
        margins = list(margins_of(self.book, self.sheets))
        marks = page_marks(self.sheets, self.fragments, self.book.labels["cover"])
        return Publication(
            manuscript.name,
            manuscript.edition,
            self.book,
            tuple(self.faces),
            cover,
            replace(page_map(self.sheets, self.fragments, self.mentioned), marks=marks),
            self.sheets,
            # In reading order: workers finish in any order, and the file must not show it.
            {document.id: self.fragments[document.id] for document in self.book.documents},
            self.typesetter.set_margins(margins, self.book.metadata.language),
            manuscript.stems,
        )

    def _replace(self, documents: Iterable[Document]) -> None:
        """Put documents in the place of those of the same id."""
        new = {document.id: document for document in documents}
        kept = (new.get(document.id, document) for document in self.book.documents)
        self.book = replace(self.book, documents=tuple(kept))

    def _accept(self, fragments: Mapping[str, Fragment | None], faces: Iterable[FontFace]) -> None:
        self.fragments |= {document: fragment for document, fragment in fragments.items() if fragment}
        self.faces |= dict.fromkeys(faces)


def _begun_alone(documents: Iterable[Document], number: int) -> Iterator[Document]:
    """The documents of later rounds, without those that share pages with others, and the cover, which is set apart."""
    for document in documents:
        part = document.part
        if part.round > number and not part.can_run_on and part.epub is not EpubPlace.COVER:
            yield document
