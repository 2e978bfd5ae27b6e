"""Published editions in the build folder: their files are those of the ledger, or they are made again and compared.

A published edition is never replaced by other bytes. If its files are there, nothing is made. If one is missing, all
are made again from the articles; they are written only if they are, byte for byte, what was published.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from archivist.archive import Archive
from archivist.build_folder.volume_folder import marker_path, recorded_language
from archivist.files import sha256, write_whole
from archivist.findings import Finding
from archivist.ledger import PublishedEdition, PublishedFile, PublishedVersion
from archivist.ledger.entering import entry_of
from archivist.model.results import EditionResult, Format
from archivist.model.volumes import Edition
from archivist.pipeline import EditionBuilder, Progress
from archivist.publication import WrittenFile
from archivist.record.reading import parse_record

REPLACED = "replaced"  # the folder, in the build folder, of versions that a later one replaced


def is_complete(archive: Archive, published: PublishedEdition) -> bool:
    """Whether all files of a published edition are in the build folder, byte for byte."""
    return not marker_path(archive.build / published.volume, published.language).exists() and not any(
        files_not_there(archive, published)
    )


def files_not_there(archive: Archive, published: PublishedEdition) -> Iterator[str]:
    """The names of the files of a published edition that are not in the build folder, byte for byte."""
    folder = archive.build / published.volume
    return (file.file for file in published.outputs if not _is_same(folder / file.file, file))


def make_again(
    builder: EditionBuilder, edition: Edition, published: PublishedEdition, progress: Progress
) -> EditionResult:
    """Make the files of a published edition again. They are written only if they are what was published."""

    def inspect(files: Sequence[WrittenFile]) -> Sequence[Finding]:
        return tuple(_differences(published, files, edition))

    suffixes = {Path(file.file).suffix for file in published.current.files}
    only = Format.EPUB if ".pdf" not in suffixes else Format.PDF if ".epub" not in suffixes else None
    return replace(builder, only=only, inspect=inspect).make(edition, progress)


def keep_replaced(archive: Archive, published: PublishedEdition) -> None:
    """Copy the files of a published edition aside, before those of a new version are put in their place.

    Only files that are what was published. They go to `replaced/2022-03.en.1/` in the build folder. Raises OSError.
    """
    folder = archive.build / published.volume
    there = archive.build / REPLACED / f"{published.id}.{published.version}"
    for file in published.outputs:
        if _is_same(folder / file.file, file) and not _is_same(there / file.file, file):
            write_whole(there / file.file, (folder / file.file).read_bytes())


def changed_pictures(builder: EditionBuilder, edition: Edition, published: PublishedEdition) -> tuple[Finding, ...]:
    """The pictures of a published edition that are not those of today."""
    hint = (
        "Restore the picture as it was published, or make a new version with `archivist compile "
        f"{published.volume} --language {published.language} --new-version`."
    )
    found = [
        Finding("published-picture-changed", f"{name} of the published {published.id} {how}", name, hint=hint)
        for name, how in other_pictures(builder, edition, published.current)
    ]
    return builder.archive.placed(found)


def other_pictures(builder: EditionBuilder, edition: Edition, version: PublishedVersion) -> list[tuple[str, str]]:
    """The names of pictures that are not those of today, each with what became of it."""
    recorded = {name: digest for article in version.articles for name, digest in article.pictures.items()}
    folder = builder.archive.articles
    if all(_digest(folder / name) == digest for name, digest in recorded.items()):
        return []
    # A picture need not have the name of its file: what articles show today is known once they are parsed.
    annotated, _ = builder.annotate(edition)
    today = {each.name: each.digest for item in annotated.printed for body in item.bodies for each in body.pictures}
    return [
        (name, "was changed" if name in today else "is no longer there")
        for name, digest in sorted(recorded.items())
        if today.get(name) != digest
    ]


def _is_same(path: Path, file: PublishedFile) -> bool:
    return _digest(path) == file.sha256


def _digest(path: Path) -> str:
    try:
        return sha256(path)
    except OSError:
        return ""


# ---------------------------------------------------------------- what was made, and what was published


def _differences(published: PublishedEdition, files: Sequence[WrittenFile], edition: Edition) -> Iterator[Finding]:
    """The files that are not those that were published, with what is known of the reason."""
    made = {file.name: sha256(file.content) for file in files}
    then = {file.file: file.sha256 for file in published.outputs}
    others = [name for name in sorted({*made, *then}) if made.get(name) != then.get(name)]
    if not others:
        return
    reasons = list(_reasons(published.current, files))
    why = "; ".join(reasons) or "what it quotes of other volumes, or a program that the record does not name"
    for name in others:
        how = "is made no longer" if name not in made else "is new" if name not in then else "is another file"
        message = f"{name} of the published {published.id} {how} when it is made again: {why}"
        yield Finding("published-file-differs", message, edition.articles[0].path if edition.articles else "")


def _reasons(then: PublishedVersion, files: Sequence[WrittenFile]) -> Iterator[str]:
    record = next((file for file in files if recorded_language(file.name)), None)
    if record is None:
        return
    file = PublishedFile(file=record.name, bytes=len(record.content), sha256=sha256(record.content))
    now = entry_of(parse_record(record.content, Path()), file, then.published)
    for name in ("number", "issue", "identifier", "replaces", "omitted"):
        one, other = getattr(then, name), getattr(now, name)
        if one != other:
            yield f"{name} was {_shown(one)} and is {_shown(other)}"
    yield from _articles(then, now)
    for table in _changed(then.settings, now.settings):
        yield f"[{table}] of archivist.toml was changed"
    for form in _changed(then.styles, now.styles):
        yield f"the style sheets of the {form.upper()} are others"
    for term in _changed(then.terms, now.terms):
        yield f"the term {term} of the glossary was changed"
    for font in _changed(then.fonts, now.fonts):
        yield f"the font {font.partition('#')[0]} is another"
    for program in _changed(then.made_by, now.made_by):
        yield f"{program} is {now.made_by.get(program, 'not here')}, it was {then.made_by.get(program, 'not used')}"


def _articles(then: PublishedVersion, now: PublishedVersion) -> Iterator[str]:
    before = [(each.key, each.language, each.file, each.sha256) for each in then.articles]
    after = [(each.key, each.language, each.file, each.sha256) for each in now.articles]
    for each in before:
        if each not in after:
            yield f"the article {each[0]} ({each[1]}) is not the one of {each[2]}"
    if before != after and sorted(before) == sorted(after):
        yield "its articles are in another order"


def _changed(then: Mapping[str, object], now: Mapping[str, object]) -> list[str]:
    return sorted(name for name in {*then, *now} if then.get(name) != now.get(name))


def _shown(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
