"""What an edition was made of and with, by its record, against what is here: fonts, programs, settings, articles."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from archivist.files import sha256
from archivist.fonts import FontFace, FontLibrary
from archivist.record.volume_record import RecordedArticle, RecordedFont, VolumeRecord

_SHOWN = 12  # characters of a digest


@dataclass(frozen=True, slots=True)
class InputDifference:
    """An input that is not the one of the record."""

    name: str  # of a font, a program, a table of the settings, an article
    message: str


def differing_fonts(recorded: Iterable[RecordedFont], library: FontLibrary) -> Iterator[InputDifference]:
    """The fonts of a record that are not in a library in the same version, byte for byte."""
    files = {(font.file, font.index): font for font in recorded}
    for font in files.values():
        path = library.file(font.file)
        digest = sha256(path) if path else ""
        if digest != font.digest:
            here = _described(font, path, digest) if path else "none"
            message = f"font {font.family} ({font.file}): recorded {font.version} ({_short(font.digest)}), here {here}"
            yield InputDifference(font.family, message)


def _described(font: RecordedFont, path: Path, digest: str) -> str:
    try:
        version = FontFace(font.family, font.weight, font.italic, path, font.index).version
    except (OSError, ValueError):
        version = "a damaged file"
    return f"{version or 'no version'} ({_short(digest)})"


def differing_inputs(then: VolumeRecord, now: VolumeRecord) -> Iterator[InputDifference]:
    """The programs, settings, style sheets, terms, texts and pictures that two records do not have in common."""
    for name in _changed(then.made_by, now.made_by):
        recorded, here = then.made_by.get(name, "none"), now.made_by.get(name, "none")
        yield InputDifference(name, f"{name}: recorded {recorded}, here {here}")
    for name in _changed(then.made_from.settings, now.made_from.settings):
        yield InputDifference(name, f"[{name}] of archivist.toml is not what it was")
    for name in _changed(then.made_from.styles, now.made_from.styles):
        yield InputDifference(name, f"the style sheets of the {name.upper()} are not what they were")
    for name in _changed(then.made_from.terms, now.made_from.terms):
        yield InputDifference(name, f"the term {name} of the glossary is not what it was")
    for name in _changed(then.made_from.texts, now.made_from.texts):
        yield InputDifference(name, f"{name} is not the text that was printed")
    for name in _changed(_articles(then), _articles(now)):
        yield InputDifference(name, f"the article {name} is not the one that was printed")
    for name in _changed(_pictures(then), _pictures(now)):
        yield InputDifference(name, f"the picture {name} is not the one that was printed")


def _articles(record: VolumeRecord) -> Mapping[str, str]:
    texts: list[RecordedArticle] = []
    for article in record.articles:
        texts += [article, *((article.parallel,) if article.parallel else ())]
    return {text.path: text.digest for text in texts}


def _pictures(record: VolumeRecord) -> Mapping[str, str]:
    return {each.name: each.digest for document in record.documents for each in document.pictures}


def _changed(then: Mapping[str, object], now: Mapping[str, object]) -> list[str]:
    return sorted(name for name in {*then, *now} if then.get(name) != now.get(name))


def _short(digest: str) -> str:
    return f"SHA-256 {digest[:_SHOWN]}…"
