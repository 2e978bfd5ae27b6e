"""The way of finished files: what an earlier compile made is compared with the articles.

read -> plan -> annotate -> mark up -> what each file must hold -> verify
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from archivist.archive import Archive
from archivist.book_parts import EpubPlace
from archivist.cache import Store
from archivist.executors import Workers
from archivist.files import is_partial, sha256
from archivist.findings import has_errors
from archivist.markup import mark_up, quote_pages, without_pages
from archivist.model import AnnotatedEdition, Book, Document, Edition, PageMap, PageSpan
from archivist.picture_files import words_in
from archivist.pipeline import EditionBuilder
from archivist.planning import plan
from archivist.record.reading import FORMAT
from archivist.record.writing import recorded_content
from archivist.volume_folder import MANIFEST, marked_language, read_manifest, record_path, recorded_language
from archivist.volumes import choose

if TYPE_CHECKING:
    from archivist.record.expected_text import ExpectedText
    from archivist.record.reading import RecordedEdition
    from archivist.verify.edition_checks import Compiled, Steps, Verification
    from archivist.verify.folder_checks import Content, VolumeFolder

# Text by document, made once it is known on which page of the file each document begins; or why it is not known.
Texts = Callable[[Mapping[str, str]], "Sequence[ExpectedText]"] | str
# Text of each EPUB of the edition, made once it is known which documents each of them has.
EpubTexts = Callable[[Sequence[Sequence[str]]], "Sequence[Sequence[ExpectedText]]"] | str


def verify_volumes(
    archive: Archive, *, volumes: Sequence[str] = (), languages: Sequence[str] = (), steps: "Steps"
) -> "Verification":
    """Check the files of each edition that was compiled. Raises UsageError for an unknown volume or language."""
    from archivist.verify.edition_checks import verify  # noqa: PLC0415

    planned = plan(archive)
    chosen = choose(planned.editions, volumes=volumes, languages=languages)
    with Workers() as workers:
        compiled = list(_editions(EditionBuilder(archive, planned, workers), chosen))
    return verify(compiled, Store(archive.build / ".cache"), steps)


def _editions(press: EditionBuilder, chosen: Sequence[Edition]) -> "Iterator[Compiled]":
    """Each edition as it was compiled; with the first of a volume what is in the volume's folder."""
    from archivist.verify.edition_checks import Compiled, VerifiedFile  # noqa: PLC0415
    from archivist.verify.folder_checks import check_folder, check_record  # noqa: PLC0415

    folders: dict[str, VolumeFolder] = {}
    for edition in chosen:
        beside: list[VerifiedFile] = []
        path = press.archive.build / edition.volume.id
        is_first = edition.volume.id not in folders
        folder = folders.setdefault(edition.volume.id, _folder(path))
        recorded, texts, epub_texts, content = _compiled(press, edition)
        record = record_path(path, edition.language)
        if not isinstance(recorded, str):
            beside.append(VerifiedFile(record, sha256(record), check_record(record, folder, content)))
        if is_first and path.is_dir():
            digest = sha256(folder.manifest) if folder.manifest.is_file() else ""
            beside.append(VerifiedFile(folder.manifest, digest, (check_folder(folder),)))
        yield Compiled(edition.id, recorded, texts, epub_texts, tuple(beside))


def _folder(path: Path) -> "VolumeFolder":
    """What is known of a volume's folder, which need not be there."""
    from archivist.record.reading import UnreadableRecordError, read_record  # noqa: PLC0415
    from archivist.verify.folder_checks import VolumeFolder  # noqa: PLC0415

    there = sorted(path.iterdir()) if path.is_dir() else []
    named = set()
    for record in (each for each in there if recorded_language(each.name)):
        named.add(record.name)
        with suppress(UnreadableRecordError):
            named |= {file.path.name for file in read_record(record, FORMAT).files}
    return VolumeFolder(
        path,
        path / MANIFEST,
        read_manifest(path) if path.is_dir() else {},
        frozenset(named),
        tuple(each for each in there if marked_language(each.name)),
        tuple(each for each in there if is_partial(each)),
    )


def _compiled(press: EditionBuilder, edition: Edition) -> "tuple[RecordedEdition | str, Texts, EpubTexts, Content]":
    """What an earlier compile left of an edition: its record, and what its files must hold. Or why not."""
    from archivist.record.reading import UnreadableRecordError, read_record  # noqa: PLC0415

    path = record_path(press.archive.build / edition.volume.id, edition.language)
    again = f"`archivist compile {edition.volume.id} --language {edition.language}`"
    if not path.exists():
        return f"it was never compiled: {path} does not exist. Make it with {again}.", "", "", ""
    try:
        recorded = read_record(path, FORMAT)
    except UnreadableRecordError as cause:
        return f"its record {path} cannot be read: {cause}. Make it again with {again}.", "", "", ""
    annotated, findings = press.annotate(edition)
    if has_errors(findings):
        why = "the articles have errors, so the expected text is unknown; `archivist check` lists them"
        return recorded, why, why, why
    changed = _changed(annotated, recorded)
    if changed:
        why = f"changed since it was compiled: {', '.join(changed)}. Make it again with {again}."
        return recorded, why, why, why
    surroundings = replace(press.surroundings(edition), version=recorded.program_version)
    book = mark_up(annotated, surroundings)
    texts, epub_texts = partial(_expected, book, recorded), partial(_expected_in_epubs, book, recorded)
    return recorded, texts, epub_texts, partial(recorded_content, annotated, book)


def _changed(annotated: AnnotatedEdition, recorded: "RecordedEdition") -> list[str]:
    """The articles that are no longer those the record names; of one that is gone, its key."""
    now = {(item.article.key, item.article.language): item.article for item in annotated.articles}
    then = {(article.key, article.language): article.digest for article in recorded.articles}
    gone = [key for key, language in then.keys() - now.keys()]
    return sorted([*gone, *(a.path for name, a in now.items() if a.digest != then.get(name))])


def _expected(book: Book, recorded: "RecordedEdition", first_pages: Mapping[str, str]) -> "Sequence[ExpectedText]":
    """The text of each document, quoting the pages of articles as recorded and of other documents as found."""
    from archivist.record.expected_text import expected_text  # noqa: PLC0415

    quoted = _quoting(book, recorded, first_pages)
    return [
        expected_text(each.id, each.source or each.title, each.xhtml, tuple(_drawn(each))) for each in quoted.documents
    ]


def _drawn(document: Document) -> Iterator[str]:
    """The texts in the drawings of a document."""
    for picture in document.pictures:
        yield from words_in(picture, document.language)


def _expected_in_epubs(
    book: Book, recorded: "RecordedEdition", held: Sequence[Sequence[str]]
) -> "Sequence[Sequence[ExpectedText]]":
    """The same of each EPUB: the whole edition, or the parts in order; `held` are the ids of what each has."""
    from archivist.epub.parts import parts_of  # noqa: PLC0415
    from archivist.record.expected_text import expected_in_epub  # noqa: PLC0415

    quoted = _quoting(book, recorded, {})
    books = [quoted] if len(held) == 1 else parts_of(quoted, _articles_held(quoted, held))
    return [
        [
            expected_in_epub(document.id, document.source or document.title, document.xhtml)
            for document in each.documents
            if document.part.epub is EpubPlace.DOCUMENT
        ]
        for each in books
    ]


def _articles_held(book: Book, held: Sequence[Sequence[str]]) -> list[list[Document]]:
    """The articles of each part. One that no part has counts to the part of the one before it, which then lacks it."""
    groups: list[list[Document]] = [[] for _ in held]
    part = 0
    for document in book.articles:
        part = next((number for number, ids in enumerate(held) if document.id in ids), part)
        groups[part].append(document)
    return groups


def _quoting(book: Book, recorded: "RecordedEdition", first_pages: Mapping[str, str]) -> Book:
    """The book with the pages it quotes; without a PDF there are none."""
    if not recorded.pages:
        return replace(book, documents=tuple(without_pages(document) for document in book.documents))
    articles = {article.key: article.first_page for article in recorded.articles}
    spans = {}
    for document in book.documents:
        first = articles.get(document.key) or first_pages.get(document.id, "?")
        spans[document.id] = PageSpan(first, first, 0, 0)
    quoted = (quote_pages(document, PageMap(spans), book.labels["page"]) for document in book.documents)
    return replace(book, documents=tuple(quoted))
