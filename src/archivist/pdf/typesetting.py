"""Documents into fragments: in parallel, from the cache where nothing changed, with the proof that no word was lost."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from archivist.cache import Store, digest_of
from archivist.errors import LayoutError
from archivist.executors import Executor, Pending
from archivist.findings import Finding
from archivist.fonts import FontFace, FontLibrary
from archivist.model.articles import Picture
from archivist.model.book import Document
from archivist.model.pages import Fragment
from archivist.pdf import engine, stored_fragment
from archivist.pdf.engine import FollowingDocument, LaidOut, LayoutJob, PictureInJob
from archivist.pdf.font_selection import faces_of
from archivist.pdf.joined_pieces import join_pieces
from archivist.pdf.layout_findings import missing_glyphs, problems_of, remarks_on, right_to_left
from archivist.pdf.list_pieces import WAY_OF_PIECES, IndivisibleListError, ListLayout, long_list, may_count_entries
from archivist.pdf.margin_drawing import Margins, draw_margins, is_set_alike
from archivist.pdf.margin_texts import MarginTexts, as_json, from_json
from archivist.pdf.run_on import Group
from archivist.pdf.running_heads import KINDS, furniture_documents, specimens
from archivist.pdf.worker_code import worker_code
from archivist.pictures.picture_files import content_of
from archivist.publication import RunningHeads

# Where a document's file is unknown (front matter, appendix), messages name the document.
OnFragment = Callable[[Fragment], None]

_MARGINS = ".margins"  # kind of file in the store


@dataclass(slots=True)
class Typeset:
    """The result of a round: fragments by document id, and what the authors must know."""

    fragments: dict[str, Fragment] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    faces: dict[FontFace, None] = field(default_factory=dict)  # every face used, in order of first use


@dataclass(frozen=True, slots=True, eq=False)
class _ListInPieces:
    """A list while its pieces are laid out."""

    group: Group  # it alone
    key: str
    faces: Sequence[FontFace]  # of all pieces
    pieces: ListLayout


@dataclass(frozen=True, slots=True)
class _Layout:
    """Something that is laid out."""

    group: Group
    key: str
    of_list: _ListInPieces | None  # of which it is the next piece


@dataclass(slots=True)
class _Round:
    """A round while it is laid out."""

    on_fragment: OnFragment
    result: Typeset = field(default_factory=Typeset)
    stale: list[_Layout] = field(default_factory=list)  # what was handed over, in order
    begun: list[_Layout] = field(default_factory=list)  # what was handed over before
    ready: deque[tuple[_Layout, LayoutJob]] = field(default_factory=deque)  # what is to be handed over
    unfinished: set[_ListInPieces | None] = field(default_factory=set)

    def next_job(self) -> LayoutJob:
        """Hand over the next job that is ready."""
        layout, job = self.ready.popleft()
        self.stale.append(layout)
        return job

    def accept(self, documents: Sequence[Document], fragments: Sequence[Fragment]) -> None:
        """Take documents that are laid out."""
        for document, fragment in zip(documents, fragments, strict=True):
            self.result.fragments[document.id] = fragment
            self.result.findings += remarks_on(document, fragment)
            self.on_fragment(fragment)


class Typesetter:
    """Lays out documents in one theme, by one executor."""

    def __init__(self, styles: tuple[str, ...], store: Store, workers: Executor, fonts: FontLibrary) -> None:
        self._styles = styles
        self._counts_entries = may_count_entries(styles)
        self._store = store
        self._workers = workers
        self._fonts = fonts
        self._begun: dict[str, Pending[LaidOut]] = {}  # by key, what was begun and nobody asked for yet
        self.engine = engine.versions()
        self._made_by = "\n".join((*self.engine, worker_code()))

    def lay_out(self, documents: Sequence[Document], on_fragment: OnFragment) -> Typeset:
        """Lay out documents, or take their fragments from the store.

        A document that loses a word, or has a letter that no font has, has no fragment: an error finding says why.
        """
        return self.lay_out_groups([Group((document,)) for document in documents], on_fragment)

    def lay_out_groups(self, groups: Sequence[Group], on_fragment: OnFragment) -> Typeset:
        """Lay out documents as `lay_out`; those of one group follow one another on the page.

        If one of a group has no fragment, none has.
        """
        current = _Round(on_fragment)
        for index, laid_out in self._workers.run(self._lay_out(), self._stale_jobs(groups, current)):
            self._keep(current, current.stale[index], laid_out)
        for layout in current.begun:
            self._keep(current, layout, self._begun[layout.key].result())
        for key in {layout.key for layout in current.begun}:
            del self._begun[key]
        return current.result

    def begin(self, document: Document) -> None:
        """Begin to lay out a document that will be asked for, alone, if it is not in the store.

        If another one is asked for instead, this was for nothing, and nothing else.
        """
        faces, lacking = faces_of([document], self._fonts)
        group = Group((document,))
        key = self._key(group, faces)
        if not lacking and key not in self._begun and self._store.get(key, stored_fragment.KIND) is None:
            self._begun[key] = self._workers.submit(self._lay_out(), self._job(group, faces))

    def _keep(self, current: "_Round", layout: "_Layout", laid_out: LaidOut) -> None:
        """Put what was laid out into the store, if nothing of it is lost."""
        problems = list(problems_of(layout.group.documents, laid_out))
        current.result.findings += problems
        if problems:
            current.unfinished.discard(layout.of_list)
            return
        fragments = stored_fragment.write(self._store, layout.key, laid_out)
        if layout.of_list is None:
            current.accept(layout.group.documents, fragments)
        else:
            layout.of_list.pieces.add(*fragments)
            self._go_on(current, layout.of_list)

    def _stale_jobs(self, groups: Sequence[Group], current: "_Round") -> Iterator[LayoutJob | None]:
        """The jobs of what is not in the store; what is there is accepted, and left alone if its layout was begun.

        A group is looked up when its job is asked for: workers lay out the first while the next is looked up. None if
        only the next pieces of lists are left, and these are not known yet.
        """
        for group in groups:
            lacking = [finding for document in group.documents for finding in self._lacking(document)]
            findings = [*(each for document in group.documents for each in right_to_left(document)), *lacking]
            current.result.findings += findings
            if not lacking:
                self._look_up(current, group)
            while current.ready:
                yield current.next_job()
        while current.unfinished or current.ready:
            yield current.next_job() if current.ready else None

    def _look_up(self, current: "_Round", group: Group) -> None:
        """Take a group from the store, or have it laid out."""
        faces, _ = faces_of(group.documents, self._fonts)
        current.result.faces.update(dict.fromkeys(faces))
        is_divisible = len(group.documents) == 1 and not self._counts_entries
        whole = long_list(group.documents[0]) if is_divisible else None
        key = self._key(group, faces, in_pieces=whole is not None)
        known = stored_fragment.read(self._store, [document.id for document in group.documents], key)
        if known is not None:
            current.accept(group.documents, known)
        elif key in self._begun:
            current.begun.append(_Layout(group, key, None))
        elif whole is None:
            current.ready.append((_Layout(group, key, None), self._job(group, faces)))
        else:
            of_list = _ListInPieces(group, key, tuple(faces), ListLayout(whole))
            current.unfinished.add(of_list)
            self._go_on(current, of_list)

    def _go_on(self, current: "_Round", of_list: "_ListInPieces") -> None:
        """Have the next piece of a list laid out that is not in the store; after the last one, join all."""
        while (document := of_list.pieces.next_piece()) is not None:
            group = Group((document,))
            key = self._key(group, of_list.faces)
            known = stored_fragment.read(self._store, [document.id], key)
            if known is None:
                current.ready.append((_Layout(group, key, of_list), self._job(group, of_list.faces)))
                return
            of_list.pieces.add(*known)
        current.unfinished.discard(of_list)
        try:
            fragment = join_pieces(self._store, of_list.key, of_list.pieces)
        except IndivisibleListError:
            whole = _Layout(of_list.group, of_list.key, None)
            current.ready.append((whole, self._job(of_list.group, of_list.faces)))
        else:
            current.accept(of_list.group.documents, [fragment])

    def _lacking(self, document: Document) -> Iterator[Finding]:
        """An error for a document with a letter that no font has."""
        _, lacking = faces_of([document], self._fonts)
        if lacking:
            yield missing_glyphs(document, lacking)

    def set_margins(self, pages: Sequence[Margins], language: str) -> RunningHeads:
        """Running heads and numbers: drawn here, or laid out by the engine if the style sheets print more than them.

        Raises LayoutError if they cannot be laid out.
        """
        faces, _ = self._fonts.faces_for("".join(page.head + page.folio for page in pages), language)
        texts = self._margin_texts(language)
        if texts is not None and is_set_alike(texts, faces):
            drawn = draw_margins(pages, texts, faces)
            if drawn is not None:
                return drawn
        return RunningHeads(laid_out=self._lay_out_margins(list(furniture_documents(language, pages)), faces))

    def _margin_texts(self, language: str) -> MarginTexts | None:
        """What the style sheets print in margins; None if only the engine can. Looked up in the store."""
        xhtml, faces = specimens(language), self._fonts.text_faces()
        key = digest_of("margins", xhtml, *self._styles, *(face.digest for face in faces), self._made_by)
        known = self._store.get(key, _MARGINS)
        if known is not None:
            try:
                return from_json(known.read_bytes())
            except (OSError, ValueError, TypeError, LookupError, AttributeError):
                self._store.drop(key, _MARGINS)
        job = LayoutJob("furniture", xhtml, self._styles, self._font_files(faces), prove=False)
        find = partial(engine.find_margin_texts, contents=self._store, kinds=KINDS)
        found = self._workers.submit(find, job).result()
        self._store.put(key, _MARGINS, as_json(found))
        return found

    def _lay_out_margins(self, pieces: Sequence[bytes], faces: Sequence[FontFace]) -> tuple[Path, ...]:
        """Pages to be put over others, as PDFs; nothing in them is proved, since they contain no text of an article."""
        files: dict[int, Path] = {}
        stale: list[tuple[int, str, LayoutJob]] = []
        for number, xhtml in enumerate(pieces):
            key = digest_of("furniture", xhtml, *self._styles, *(face.digest for face in faces), self._made_by)
            known = self._store.get(key, ".pdf")
            if known is not None and stored_fragment.has_pages(known.read_bytes(), xhtml.count(b"<section ")):
                files[number] = known
                continue
            job = LayoutJob("furniture", xhtml, self._styles, self._font_files(faces), prove=False)
            stale.append((number, key, job))
        for index, laid_out in self._workers.run(self._lay_out(), (job for _, _, job in stale)):
            if laid_out.failure:
                raise LayoutError(f"the running heads cannot be laid out: {laid_out.failure}")
            number, key, _ = stale[index]
            files[number] = self._store.put(key, ".pdf", laid_out.pdf)
        return tuple(files[number] for number in range(len(pieces)))

    def _lay_out(self) -> Callable[[LayoutJob], LaidOut]:
        return partial(engine.lay_out, contents=self._store)

    def _job(self, group: Group, faces: Sequence[FontFace]) -> LayoutJob:
        pictures = tuple(
            PictureInJob(picture.name, picture.media_type, self._store.add(content_of(picture)))
            for picture in _pictures(group.documents)
        )
        first, *others = group.documents
        following = tuple(FollowingDocument(each.id, each.xhtml) for each in others)
        fonts = self._font_files(faces)
        return LayoutJob(first.id, first.xhtml, self._styles, fonts, pictures, following=following, room=group.room)

    def _font_files(self, faces: Sequence[FontFace]) -> tuple[str, ...]:
        """The digests of the files of faces, which are put into the store."""
        files = dict.fromkeys((face.path, face.digest) for face in faces)
        return tuple(self._store.add_file(path, digest) for path, digest in files)

    def _key(self, group: Group, faces: Sequence[FontFace], *, in_pieces: bool = False) -> str:
        """Everything that decides how documents look. Their ids are not part of it."""
        pictures = [part for picture in _pictures(group.documents) for part in (picture.name, picture.digest)]
        return digest_of(
            *(document.xhtml for document in group.documents),
            f"room {group.room:g}",
            *self._styles,
            *(face.digest for face in faces),
            *pictures,
            self._made_by,
            *([WAY_OF_PIECES] if in_pieces else []),
        )


def _pictures(group: Iterable[Document]) -> tuple[Picture, ...]:
    """The pictures of documents, each once: a name is that of one file."""
    return tuple({picture.name: picture for document in group for picture in document.pictures}.values())
