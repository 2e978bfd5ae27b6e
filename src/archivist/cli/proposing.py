"""Settings proposed after an import: shown, or written with `--write-settings`."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from archivist.archive import Archive
from archivist.articles import read_folder
from archivist.importing.import_outcome import Import
from archivist.workflows.settings_proposal import Proposal, article_languages, proposals, read_settings, write_proposals

if TYPE_CHECKING:
    from archivist.data_formats.package_data import ProposedData


def propose(archive: Archive, done: Import, *, write: bool) -> "Proposed":
    """What the settings lack by what the sources say and the archive now holds; with `write` it is written."""
    articles, _ = read_folder(archive.articles, languages=archive.config.editions.languages)
    counts = article_languages(articles)
    found = proposals(read_settings(archive.root), done.facts, counts)
    if write and found:
        write_proposals(archive.root, found)
    return Proposed(archive, counts, found, is_written=write and bool(found))


class Proposed:
    """Proposals, and how they are shown."""

    def __init__(
        self, archive: Archive, counts: dict[str, int], found: Sequence[Proposal], *, is_written: bool
    ) -> None:
        self._counts, self._found, self._is_written = counts, found, is_written
        self._editions = archive.config.editions.languages

    def as_data(self) -> "ProposedData":
        """For --json and --report."""
        return {
            "languages": self._counts,
            "proposals": [{"table": each.table, "key": each.key, "value": each.value} for each in self._found],
            "proposals_written": self._is_written,
        }

    def show(self) -> None:
        """Print them on stderr, if there are any."""
        if not self._found:
            return
        articles = ", ".join(f"{tag} {count:,}" for tag, count in self._counts.items())
        typer.echo(f"articles now in {articles}; editions: {', '.join(self._editions)}", err=True)
        if self._is_written:
            typer.echo("written into archivist.toml:", err=True)
        else:
            typer.echo("proposed for archivist.toml (--write-settings writes them):", err=True)
        for each in self._found:
            typer.echo(f"  {each}", err=True)
