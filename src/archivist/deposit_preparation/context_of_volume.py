"""What the rest of the archive contributes to a volume, as it would be used to make it now. Nothing is laid out.

The editions are annotated and marked up as in a compile, and what that asks of other volumes is recorded.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from archivist.apparatus import Catalogue, names_linked
from archivist.archive import Archive
from archivist.executors import InProcess
from archivist.findings import Finding, has_errors
from archivist.fonts import FontFace
from archivist.links.address_book import address_book
from archivist.markup import Quote, document_ids, known_label
from archivist.model.annotated import AnnotatedEdition, RelatedKind
from archivist.model.articles import Article, Body, Picture
from archivist.model.pages import PageMap
from archivist.model.volumes import Edition, Volume, Work
from archivist.pipeline import EditionBuilder
from archivist.planning import Plan
from archivist.source_date import source_date
from archivist.volume_context import FORMAT, RecordingAddresses, VolumeContext, recording
from archivist.volume_context.context_members import (
    NamedHeading,
    NumberedVolume,
    OutsideEdition,
    OutsideText,
    OutsideVolume,
    OutsideWork,
    OwnArticle,
    OwnEdition,
    OwnVolume,
    PrintedWork,
)


@dataclass(frozen=True, slots=True)
class Contribution:
    """A volume as it was annotated: what it takes from the rest of the archive, and which files."""

    context: VolumeContext
    pictures: tuple[Picture, ...]
    faces: tuple[FontFace, ...]


@dataclass(slots=True)
class _Recorder:
    """Annotates the editions of a volume, and notes what they use."""

    builder: EditionBuilder
    book: RecordingAddresses
    volume: Volume
    editions: tuple[Edition, ...]
    annotated: list[AnnotatedEdition] = field(default_factory=list)
    quotes: dict[Quote, None] = field(default_factory=dict)
    faces: dict[FontFace, None] = field(default_factory=dict)

    def annotate_all(self) -> tuple[Finding, ...]:
        """Annotate and mark up; the errors of the editions that cannot be made."""
        from archivist.pdf.font_selection import faces_of  # noqa: PLC0415  # heavy

        for edition in self.editions:
            annotated, findings = self.builder.annotate(edition)
            if has_errors(findings):
                return self.builder.archive.placed(findings)
            book, quotes = self.builder.mark_up(annotated)
            self.annotated.append(annotated)
            self.quotes |= dict.fromkeys(quotes)
            self.faces |= dict.fromkeys(faces_of(book.documents, self.builder.fonts)[0])
        return ()

    def contribution(self) -> Contribution:
        pictures = {picture.name: picture for body in self._own_bodies() for picture in body.pictures}
        return Contribution(self._context(), tuple(pictures.values()), tuple(self.faces))

    def _context(self) -> VolumeContext:
        volumes = tuple(self._outside())
        known = {article.path for work in self.volume.works for article in work.articles}
        known |= {text.file for volume in volumes for work in volume.works for text in work.texts}
        answers = sorted(self.book.answers.items())
        return VolumeContext(
            format=FORMAT,
            archive=self.builder.archive.config.archive.id,
            source_date=source_date(),
            volume=OwnVolume(
                **_numbers(self.volume), editions=tuple(self._own_edition(each) for each in self.annotated)
            ),
            volumes=volumes,
            addresses=tuple(answer for _, answer in answers if answer.file in known),
            hosts=tuple(sorted(self.book.hosts)),
        )

    def _own_edition(self, annotated: AnnotatedEdition) -> OwnEdition:
        edition = annotated.edition
        suggestions = {each.article.key: tuple(entry.key for entry in each.suggested) for each in annotated.articles}
        keys = sorted({quote.document for quote in self.quotes if quote.edition == edition.id})
        printed = self._printed(edition, {key for key, id in _documents(edition).items() if id in keys})
        return OwnEdition(
            language=edition.language,
            version=edition.version,
            replaces=edition.replaces or None,
            articles=tuple(OwnArticle(key=each.key, language=each.language) for each in edition.articles),
            omitted=tuple(work.key for work in edition.missing),
            suggestions={key: found for key, found in suggestions.items() if found},
            quoted=printed,
            unknown_pages=self._why_unknown(edition) if printed else "",
        )

    # ------------------------------------------------------------ other volumes

    def _outside(self) -> Iterator[OutsideVolume]:
        """The other volumes that are named, in the order of the archive."""
        named = self._named()
        names = names_linked(self._own_bodies())
        for volume in self.builder.plan.volumes:
            works = [work for work in volume.works if work.key in named.get(volume.id, ())]
            if not works:
                continue
            editions = (each for each in self.builder.plan.editions if each.volume.id == volume.id)
            yield OutsideVolume(
                **_numbers(volume),
                works=tuple(_work(work, names, self.builder.bodies) for work in works),
                editions=tuple(self._outside_editions(editions, {work.key for work in works})),
            )

    def _named(self) -> Mapping[str, set[str]]:
        """By volume the keys of its works that the volume names; and those that are also in the volume itself."""
        catalogue: Catalogue = self.builder.catalogue()
        own = {work.key for work in self.volume.works}
        found: dict[str, set[str]] = defaultdict(set)
        for annotated in self.annotated:
            for item in annotated.printed:
                for entry in (*item.references, *item.suggested):
                    if entry.kind is RelatedKind.VOLUME and (work := catalogue.find(entry.key)):
                        found[work[1].id].add(entry.key)
        for volume in self.builder.plan.volumes:
            found[volume.id] |= own.intersection(work.key for work in volume.works)
        found.pop(self.volume.id, None)
        return found

    def _outside_editions(self, editions: Iterable[Edition], keys: set[str]) -> Iterator[OutsideEdition]:
        for edition in editions:
            printed = self._printed(edition, keys)
            if printed:
                unknown = self._why_unknown(edition)
                yield OutsideEdition(
                    language=edition.language,
                    articles=printed,
                    unknown_pages=unknown,
                    files=self.builder.plan.stem(edition),
                )

    def _printed(self, edition: Edition, keys: set[str]) -> tuple[PrintedWork, ...]:
        """Where an edition prints some works, with the pages that are quoted."""
        documents = _documents(edition)
        return tuple(
            PrintedWork(
                key=each.key,
                language=each.language,
                document=documents[each.key],
                page=self._label(Quote(edition.id, documents[each.key])),
                anchors=self._anchors(edition.id, documents[each.key]),
            )
            for each in edition.articles
            if each.key in keys
        )

    def _anchors(self, edition: str, document: str) -> dict[str, str]:
        quotes = (each for each in self.quotes if (each.edition, each.document) == (edition, document) and each.anchor)
        labels = {each.anchor: self._label(each) for each in quotes}
        return {anchor: label for anchor, label in sorted(labels.items()) if label}

    def _label(self, quote: Quote) -> str:
        pages = self.builder.pages.get(quote.edition)
        return known_label(quote, {quote.edition: pages}) if quote in self.quotes and isinstance(pages, PageMap) else ""

    def _why_unknown(self, edition: Edition) -> str:
        pages = self.builder.pages.get(edition.id, "")
        return pages if isinstance(pages, str) else ""

    def _own_bodies(self) -> list[Body]:
        paths = [article.path for work in self.volume.works for article in work.articles]
        paths += [each.article.path for each in self.builder.plan.files_of_texts(self.volume.id)]
        return [self.builder.bodies[path] for path in paths if path in self.builder.bodies]


def contribution_to(archive: Archive, planned: Plan, volume: str) -> Contribution | tuple[Finding, ...]:
    """What a volume takes from the rest of the archive, for all its editions; errors if one cannot be made."""
    book = recording(address_book(planned.articles, archive.config.archive.site))
    editions = tuple(each for each in planned.editions if each.volume.id == volume)
    with InProcess() as workers:
        builder = EditionBuilder(archive, planned, workers, book=book)
        recorder = _Recorder(builder, book, editions[0].volume, editions)
        errors = recorder.annotate_all()
        return errors or recorder.contribution()


def _documents(edition: Edition) -> Mapping[str, str]:
    return document_ids(article.key for article in edition.articles)


def _numbers(volume: Volume) -> Mapping[str, Any]:
    """What the context says of any volume: the fields of NumberedVolume."""
    return {name: getattr(volume, name) for name in NumberedVolume.model_fields}


def _work(work: Work, names: Mapping[str, frozenset[str]], bodies: Mapping[str, Body]) -> OutsideWork:
    wanted = {name for article in work.articles for name in names.get(article.path, ())}
    return OutsideWork(
        key=work.key, texts=tuple(_text(article, wanted, bodies.get(article.path)) for article in work.articles)
    )


def _text(article: Article, names: Iterable[str], body: Body | None) -> OutsideText:
    """A text with the places in it that links name."""
    found = {body.places.name(name): body.places.find(name) for name in sorted(names)} if body else {}
    places = {name: id for name, id in sorted(found.items()) if id}
    headings = {each.id: each for each in (body.headings if body else ()) if each.id in places.values()}
    return OutsideText(
        language=article.language,
        title=article.title,
        date=article.date,
        file=article.path,
        source=article.source,
        places=places,
        headings={id: NamedHeading(title=each.title, language=each.language) for id, each in sorted(headings.items())},
    )
