"""What a site says of itself: which program makes it, where its texts lie, its languages and its address."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from archivist.files import inside
from archivist.findings import Finding
from archivist.place import Place
from archivist.readers.site_folders.site_front_matter import FrontMatterError, read_settings
from archivist.text import languages

_MAX_SETTINGS = 1_000_000  # bytes
FORMS = ("toml", "yaml", "yml", "json")


class Program(StrEnum):
    """What makes a site of the folder."""

    JEKYLL = "Jekyll"
    HUGO = "Hugo"
    ZOLA = "Zola"
    NONE = "no known program"  # a folder of Markdown articles


@dataclass(frozen=True, slots=True)
class Content:
    """A folder that contains texts."""

    path: str  # relative to the site's folder, POSIX; "" for that folder itself
    language: str = ""  # canonical tag of what is in it, "" if it does not say


@dataclass(frozen=True, slots=True)
class Site:
    """A site's folder and its settings."""

    root: Path
    program: Program
    config: Mapping[str, object] = field(default_factory=dict)
    contents: tuple[Content, ...] = (Content(""),)
    statics: tuple[str, ...] = ()  # further folders of files that are published as they are, relative
    url: str = ""  # scheme and host, without a slash at the end
    base: str = ""  # path of the site on its host: "" or "/path"
    language: str = ""  # canonical tag of texts that do not say
    languages: Mapping[str, str] = field(default_factory=dict)  # canonical tags by the codes the site uses
    authors: Mapping[str, str] = field(default_factory=dict)  # names by the keys the site uses
    shows_future: bool = False  # whether it publishes what is dated in the future
    problems: tuple[Finding, ...] = ()  # settings that cannot be read


def settings_file(root: Path, names: tuple[str, ...]) -> Path | None:
    """The first of these names (without suffix) that is a file of settings within the folder."""
    for name in names:
        for form in FORMS:
            file = root / f"{name}.{form}"
            if is_file(root, file):
                return file
    return None


def is_file(root: Path, file: Path) -> bool:
    """Whether it is a file, and one of this folder."""
    try:
        return file.is_file() and inside(root, file.absolute())
    except (OSError, ValueError):
        return False


def settings(file: Path | None, problems: list[Finding]) -> dict[str, object]:
    """The settings of a file; none, with a finding, if it cannot be read."""
    if file is None:
        return {}
    try:
        if file.stat().st_size > _MAX_SETTINGS:
            raise FrontMatterError("it is larger than 1 MB", 0)
        return dict(read_settings(file.read_bytes().decode("utf-8-sig"), file.suffix.lstrip(".").lower()))
    except FrontMatterError as error:
        problem, line = error.message, error.line
    except UnicodeDecodeError as error:
        problem, line = f"byte {error.start + 1} is not UTF-8", 0
    except OSError as error:
        problem, line = error.strerror or str(error), 0
    hint = "Fix it and import again: without it, languages, authors and web addresses may be missing."
    problems.append(
        Finding.at(Place(str(file), line), "import-unreadable", f"the settings cannot be read: {problem}", hint)
    )
    return {}


def names_of_authors(root: Path, folder: str, problems: list[Finding]) -> dict[str, str]:
    """Names by key of a file `authors` in the folder of data."""
    file = settings_file(root / folder, ("authors",))
    found = settings(file, problems) if file and is_file(root, file) else {}
    names = ((key, name_of(value)) for key, value in found.items())
    return {key: name for key, name in names if name}


def names_of_shortcodes(root: Path) -> frozenset[str]:
    """The names of the shortcodes that have a template in the site's folder."""
    found: set[str] = set()
    for folder in ("layouts/shortcodes", "layouts/_shortcodes"):
        with suppress(OSError):
            found |= {file.name.partition(".")[0].lower() for file in (root / folder).iterdir()}
    return frozenset(found)


def name_of(value: object) -> str:
    """The name of a person given as text or as a table."""
    if isinstance(value, Mapping):
        value = next((value[key] for key in ("name", "display_name", "title") if value.get(key)), "")
    return " ".join(value.split()) if isinstance(value, str) else ""


def text(config: Mapping[str, object], *keys: str) -> str:
    """The first of these settings that is text."""
    return next((value.strip() for value in map(config.get, keys) if isinstance(value, str) and value.strip()), "")


def tag(code: object) -> str:
    """The canonical tag of a code, "" if it is not a language."""
    return (languages.normalise_tag(code) or "") if isinstance(code, str) and code.strip() else ""


def lower_names(value: object) -> object:
    """Settings whose names do not tell capitals from small letters (Hugo's)."""
    if isinstance(value, Mapping):
        return {str(key).lower(): lower_names(each) for key, each in value.items()}
    return value


def tables(value: object) -> Iterator[tuple[str, Mapping[str, object]]]:
    """The entries of a mapping that are mappings themselves."""
    if isinstance(value, Mapping):
        yield from ((str(key), each) for key, each in value.items() if isinstance(each, Mapping))
