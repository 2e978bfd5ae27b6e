"""Articles that are there before an archive is begun: a site of Hugo, Jekyll or Zola, or a folder of Markdown."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archivist.articles import read_folder
from archivist.importing.serial_facts import serial_facts
from archivist.importing.source_detection import Kind
from archivist.readers.site_folders import Program, Site, has_program, site_of
from archivist.workflows.settings_proposal import Proposal, article_languages, proposals

_ARTICLES = "articles"


@dataclass(frozen=True, slots=True)
class ExistingArticles:
    """Where articles are, and the settings that they suggest."""

    program: str  # what makes a site of the folder; "" if nothing known
    folder: str  # of the articles, relative to the archive
    languages: dict[str, int]  # articles by language
    proposals: tuple[Proposal, ...]

    def described(self) -> Iterator[str]:
        """What was found, in lines for the user."""
        articles = ", ".join(f"{tag} {count:,}" for tag, count in self.languages.items()) or "none that can be read"
        site = f" of a site made with {self.program}" if self.program else ""
        yield f"articles in {self.folder}/{site}: {articles}"
        if self.program:
            yield "They are read where they are. Shortcodes and templates are not: to have them replaced by what they"
            yield "mean, begin an archive in another folder, and import this one into it."


def find_articles(root: Path, settings: Mapping[str, Any]) -> ExistingArticles | None:
    """The articles in a folder that is to become an archive; None if there are none.

    Of a site they are where its program has them; else in `articles`. `settings` are those the archive would have.
    """
    site = site_of(root) if has_program(root) else None
    folder = _ARTICLES if site is None else _folder_of(site)
    if not (root / folder).is_dir():
        return None
    languages = article_languages(read_folder(root / folder)[0])
    if not languages and not any((root / folder).iterdir()):
        return None
    facts = [serial_facts(root, Kind.SITE)] if site else []
    place = () if folder == _ARTICLES else (Proposal("archive", "articles", folder),)
    return ExistingArticles(
        str(site.program) if site else "",
        folder,
        languages,
        (*place, *proposals(settings, facts, languages)),
    )


def _folder_of(site: Site) -> str:
    if site.program is Program.JEKYLL:
        return f"{site.contents[0].path}/_posts".lstrip("/")
    return _common([content.path for content in site.contents if content.path])


def _common(folders: Sequence[str]) -> str:
    """The folder that holds all of these: `content` for `content/en` and `content/ka`."""
    parts = [folder.split("/") for folder in folders] or [[_ARTICLES]]
    shared = [names[0] for names in zip(*parts, strict=False) if len(set(names)) == 1]
    return "/".join(shared) or "."
