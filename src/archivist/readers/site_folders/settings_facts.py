"""What the settings of a site say of its serial, and where its articles are."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from archivist.reader_api.found import SourceError
from archivist.reader_api.serial_facts import SerialFacts
from archivist.readers.site_folders.site import Program, Site
from archivist.readers.site_folders.site_detection import site_of


def settings_facts(folder: Path) -> SerialFacts:
    """The facts. A site that cannot be read says nothing: the import reports it."""
    try:
        return _facts(site_of(folder))
    except (OSError, SourceError, ValueError):
        return SerialFacts()


def _facts(site: Site) -> SerialFacts:
    config = _table(site.config)
    params = _table(config.get("params") or config.get("extra"))
    tags = tuple(dict.fromkeys(tag for tag in (site.language, *site.languages.values()) if tag))
    return SerialFacts(
        title=_text(config.get("title")),
        titles=tuple(_titles(config.get("languages"), site.languages)),
        subtitle=_text(config.get("tagline") or config.get("description") or params.get("description")),
        site=f"{site.url}{site.base}",
        languages=tags,
        rights=_text(config.get("copyright") or params.get("copyright")),
        publisher=_text(config.get("author") or params.get("author")),
    )


def folder_of_articles(site: Site) -> str:
    """The folder in which the program of a site has the articles, relative to the site's."""
    if site.program is Program.JEKYLL:
        return f"{site.contents[0].path}/_posts".lstrip("/")
    return _common([content.path for content in site.contents if content.path])


def _common(folders: Sequence[str]) -> str:
    """The folder that contains all of these: `content` for `content/en` and `content/ka`."""
    parts = [folder.split("/") for folder in folders] or [["articles"]]
    shared = [names[0] for names in zip(*parts, strict=False) if len(set(names)) == 1]
    return "/".join(shared) or "."


def _titles(declared: object, tags: Mapping[str, str]) -> list[tuple[str, str]]:
    titles = [
        (tags.get(str(code), ""), _text(_table(values).get("title"))) for code, values in _table(declared).items()
    ]
    return sorted((tag, title) for tag, title in titles if tag and title)


def _table(value: object) -> Mapping[str, object]:
    return {str(key).lower(): each for key, each in value.items()} if isinstance(value, Mapping) else {}


def _text(value: object) -> str:
    """A text, or the name in a table that describes a person."""
    if isinstance(value, Mapping):
        value = _table(value).get("name")
    return " ".join(value.split()) if isinstance(value, str) else ""
