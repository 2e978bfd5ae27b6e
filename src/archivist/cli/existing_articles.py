"""Articles that are there before an archive is begun: those of a site, or a folder of Markdown."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from archivist.articles import read_folder
from archivist.importing.reader_registry import installed_readers
from archivist.reader_api.reader import ArticlesInPlace, Reader
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


def find_articles(root: Path, settings: Mapping[str, object]) -> ExistingArticles | None:
    """The articles in a folder that is to become an archive; None if there are none.

    Of a site they are where its program has them; else in `articles`. `settings` are those the archive would have.
    """
    reader, there = next(_articles_in_place(root), (None, None))
    folder = there.folder if there else _ARTICLES
    if not (root / folder).is_dir():
        return None
    languages = article_languages(read_folder(root / folder)[0])
    if not languages and not any((root / folder).iterdir()):
        return None
    facts = [reader.serial_facts(root)] if reader else []
    place = () if folder == _ARTICLES else (Proposal("archive", "articles", folder),)
    program = there.program if there else ""
    return ExistingArticles(program, folder, languages, (*place, *proposals(settings, facts, languages)))


def _articles_in_place(root: Path) -> Iterator[tuple[Reader, ArticlesInPlace]]:
    """What readers know of articles that need no import, by the names of the readers."""
    for reader in installed_readers().loaded:
        there = reader.articles_in_place(root)
        if there is not None:
            yield reader, there
