"""An archive on disk: its folders, its settings, and what of them must be right before anything is read."""

import os
import posixpath
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from slugify import slugify

from archivist import identity
from archivist.build_folder.stale_files import Build
from archivist.errors import ConfigurationError, UsageError
from archivist.findings import Finding, in_order
from archivist.fonts import FontLibrary
from archivist.glossary import NO_GLOSSARY, Glossary
from archivist.ledger import FILE_NAME
from archivist.markup import LABELS, LABELS_IN_ENGLISH, labels_for
from archivist.model.articles import CoverPicture
from archivist.model.volumes import Edition
from archivist.settings import config
from archivist.settings.book_tables import GlossaryTable
from archivist.settings.toml_lines import line_of
from archivist.settings.wording import worded
from archivist.volume_context import FILE_NAME as CONTEXT
from archivist.volume_context import read_context

if TYPE_CHECKING:
    from archivist.volume_context import VolumeContext

_LABELS_SHOWN = 3  # in one message; the remedy names them all


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive on disk and what is to be made of it."""

    root: Path  # the folder that contains archivist.toml
    build: Path  # where volumes are made
    config: config.Config
    derived_id: str = ""  # what `[archive] id` is, if nothing says so yet
    glossary: Glossary = NO_GLOSSARY  # one without terms if the archive has none
    context: "VolumeContext | None" = None  # of the source of a single volume; None if the archive is whole

    @property
    def articles(self) -> Path:
        """The folder of the articles."""
        return self.root / self.config.archive.articles

    @property
    def cache(self) -> Path:
        """The folder of the cache (cache.py)."""
        return self.build / ".cache"

    @property
    def fonts(self) -> FontLibrary:
        """The fonts that its volumes are set in."""
        return FontLibrary(self.root / folder for folder in self.config.fonts.folders)

    @property
    def ledger(self) -> Path:
        """The file that says what was published (ledger/)."""
        return self.root / FILE_NAME

    @property
    def slug(self) -> str:
        """Its title, or the first of its titles, as the names of the files of its volumes begin."""
        title = self.config.archive.title
        return slugify(title if isinstance(title, str) else worded(title, next(iter(title), ""))) or "archive"

    def line_of(self, where: Sequence[str]) -> int:
        """The line of a key in archivist.toml, or of the table around it; 0 if the file does not say."""
        try:
            text = (self.root / config.FILE_NAME).read_text("utf-8-sig")
        except (OSError, ValueError):
            return 0
        return line_of(text, where)

    def build_of(self, editions: Sequence[Edition]) -> Build:
        """The build folder, and what would be made in it."""
        return Build(self.build, self.slug, self.config.archive, editions)

    def keep_id(self) -> None:
        """Write down the id of the archive if nothing says it yet, so that later settings do not change it."""
        if self.derived_id and not (self.root / identity.KEPT).exists():
            with suppress(OSError):  # where only the build folder may be written, its records say what the id was
                identity.keep(self.root, self.derived_id)

    def own_style(self, path: Path | None) -> str:
        """The style sheet a setting names. Raises ConfigurationError."""
        if path is None:
            return ""
        from archivist.style_sheets import user_stylesheet  # noqa: PLC0415 - most archives have none

        return user_stylesheet.read(self.root / path)

    def cover_picture(self) -> CoverPicture | None:
        """The picture of the covers that the settings name. Raises ConfigurationError."""
        path = self.config.archive.cover
        if path is None:
            return None
        # Pillow takes a moment, and most archives have no such picture.
        from archivist.articles.cover_picture import cover_picture  # noqa: PLC0415

        return cover_picture(self.root, path)

    def cover_findings(self) -> tuple[Finding, ...]:
        """What of the picture of the covers is not shown as it is in its file."""
        cover = self.cover_picture()
        return cover.findings if cover else ()

    def hiding_rules(self) -> Iterator[Finding]:
        """The rules of the EPUB's own style sheet that may hide something: no layout proves that they do not."""
        path = self.config.epub.style
        if path is None:
            return
        from archivist.style_sheets.hiding_rules import hiding_rules  # noqa: PLC0415 - most archives have none

        for line, rule in hiding_rules(self.own_style(path)):
            yield Finding("epub-style-hides", f"{rule} may hide text or numbers of lists", str(path), line)

    def settings_findings(self, languages: Iterable[str], *, has_epub: bool) -> Iterator[Finding]:
        """What is found of the settings and the glossary, whatever is made of them. Raises ConfigurationError."""
        yield from self.missing_labels(languages)
        if self.glossary.terms:
            from archivist.glossary.glossary_faults import glossary_faults  # noqa: PLC0415 - most have no term

            yield from glossary_faults(self.glossary)
        yield from self.cover_findings()
        if has_epub:
            yield from self.hiding_rules()

    def placed(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Findings with the files of articles named as seen from the archive: what an editor can open."""
        folder = self.config.archive.articles
        return in_order(
            replace(each, file=posixpath.normpath((folder / each.file).as_posix())) if each.file else each
            for each in findings
        )

    def missing_labels(self, languages: Iterable[str]) -> Iterator[Finding]:
        """The languages for which the program has no built-in labels, and the archive does not give them."""
        for language in dict.fromkeys(languages):
            _, missing = labels_for(language, self.config.labels)
            if missing and language.split("-", 1)[0] != "en":
                yield Finding(
                    "label-missing",
                    f"no labels in {language}: {_list_as_subject(missing)} printed in English",
                    config.FILE_NAME,
                    0,
                    f"Add them under [labels.{language}]: {', '.join(missing)}.",
                )


def open_archive(root: Path, build: Path | None = None, *, make_articles: bool = False) -> Archive:
    """The archive in a folder. Raises ConfigurationError; UsageError if its folder of articles is missing.

    With `make_articles` that folder is made: what is about to be imported needs it.
    """
    build = build or root / "build"
    _check_names(root, build)
    settings = config.load(root / config.FILE_NAME)
    found = identity.find(root, build, settings.archive)
    settings = settings.model_copy(update={"archive": settings.archive.model_copy(update={"id": found.id})})
    derived, glossary = "" if found.is_kept else found.id, _glossary(root, settings.glossary)
    archive = Archive(root, build, settings, derived, glossary, read_context(root / CONTEXT))
    _check_labels(archive)
    for style in (archive.config.pdf.style, archive.config.epub.style):
        archive.own_style(style)  # a mistake in it is better known now than after the layout
    archive.cover_picture()
    for folder in settings.fonts.folders:
        if not (root / folder).is_dir():
            raise ConfigurationError(
                f"the folder of fonts {root / folder} does not exist",
                f"Make it, or correct `folders` below [fonts] in {root / config.FILE_NAME}.",
            )
    if make_articles and not archive.articles.exists():
        archive.articles.mkdir(parents=True)
    if not archive.articles.is_dir():
        raise UsageError(
            f"the folder of articles {archive.articles} does not exist",
            f"Make it, or correct `articles` in {root / config.FILE_NAME}.",
        )
    return archive


def _check_names(*folders: Path) -> None:
    """Refuse folders whose names are not UTF-8: fonts, PDFs and packages are read by libraries that take no others."""
    for folder in folders:
        try:
            str(folder).encode()
        except UnicodeEncodeError:
            shown = str(folder).encode(errors="replace").decode()
            raise UsageError(f"the name of the folder {shown} is not UTF-8", "Rename the folder.") from None


def _glossary(root: Path, settings: GlossaryTable) -> Glossary:
    """The glossary that the settings name; one without terms if they name none. Raises ConfigurationError."""
    required = "file" in settings.model_fields_set
    if not required and not os.path.lexists(root / settings.file):
        return NO_GLOSSARY
    from archivist.glossary import read_glossary  # noqa: PLC0415 - most archives have none

    return read_glossary(root / settings.file, shown=str(settings.file), required=required)


def _list_as_subject(names: Sequence[str]) -> str:
    """`“contents”, “notes” and 50 more are`, as the subject of a sentence."""
    shown, rest = names[:_LABELS_SHOWN], len(names) - _LABELS_SHOWN
    quoted = ", ".join(f"“{LABELS_IN_ENGLISH[name]}”" for name in shown)
    return f"{quoted} and {rest} more are" if rest > 0 else f"{quoted} {'is' if len(shown) == 1 else 'are'}"


def _check_labels(archive: Archive) -> None:
    """Refuse wordings for words the program does not have: most likely a typo."""
    for language, words in archive.config.labels.items():
        for name in words:
            if name not in LABELS:
                import difflib  # noqa: PLC0415

                near = difflib.get_close_matches(name, LABELS, n=1)
                raise ConfigurationError(
                    f"{archive.root / config.FILE_NAME}: unknown key labels.{language}.{name}"
                    + (f"; did you mean {near[0]}?" if near else "")
                )
