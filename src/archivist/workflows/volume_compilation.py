"""`archivist compile`: the volumes that the articles make, edition by edition.

read -> plan -> which editions are unchanged (stamps/) -> each other edition (pipeline.py) -> stamps -> the cache pruned
-> what else is in the build folder

A published edition (ledger/) is not made again: its files are compared with the ledger (published_editions.py).
"""

import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from archivist.archive import Archive
from archivist.build_folder.stale_files import sweep_partials
from archivist.cache import Store
from archivist.errors import UsageError
from archivist.executors import Executor
from archivist.files import locked
from archivist.findings import Finding, has_errors, in_order
from archivist.model.results import Compilation, EditionResult, Format
from archivist.model.volumes import Edition
from archivist.planning import Plan, build_findings, plan
from archivist.stamps import EditionStamps, Made
from archivist.volumes import choose, refuse_cumulative

if TYPE_CHECKING:
    from archivist.pipeline import EditionBuilder

_CLOCK = 10.0  # seconds by which the clock of a file server may be slow


class RunProgress(Protocol):
    """Who wants to know how far a compile is; as `Progress` of the pipeline, over all editions."""

    def expect(self, articles: Mapping[str, int]) -> None:
        """These editions are to be made, by id, of so many articles each."""

    def begin(self, edition: str, documents: int) -> None:
        """An edition begins; so many documents are to be laid out."""

    def laid_out(self, document: str, reused: bool) -> None:
        """A document is laid out, or was taken from the cache."""

    def done(self, result: EditionResult) -> None:
        """An edition is made."""


def compile_volumes(
    archive: Archive,
    *,
    volumes: Sequence[str] = (),
    languages: Sequence[str] = (),
    only: Format | None = None,
    new_version: bool = False,
    again: bool = False,
    workers: Executor,
    progress: "RunProgress",
) -> Compilation:
    """Make the PDF, the EPUB and the record of each edition; with `only` one of the two, and its record.

    An edition with an error is not written, and what an earlier compile made of it stays. With `new_version` the
    published editions that are named are made with the articles of today, as further versions. An edition of which
    nothing has changed is not made (stamps/), unless `again` is true. Raises UsageError for an unknown volume or
    language, BuildLockedError if another compile is running.
    """
    begun = time.time()
    refuse_cumulative(volumes, "", "Make it with `archivist compile --cumulative {period}`.")
    planned = _plan_new_versions(archive, volumes, languages) if new_version else plan(archive)
    if has_errors(planned.findings):
        return Compilation((), planned.findings)
    chosen = choose(planned.editions, volumes=volumes, languages=languages)
    with locked(archive.build):
        sweep_partials(archive.build)
        stamps = EditionStamps(archive, planned, only)
        unchanged = stamps.unchanged(chosen, again=again)
        new = _make_changed(stamps, chosen, unchanged, workers, progress)
        for name, result in unchanged.items():
            if name not in new:
                progress.done(result)
        if new:
            Store(archive.cache).prune(begun - _CLOCK)
    made = _in_order_of(chosen, {**unchanged, **new})
    kept = tuple(id for id, each in new.items() if each is None)
    return _compilation(made, kept, _findings(archive, planned, chosen, only))


def _make_changed(
    stamps: EditionStamps,
    chosen: Sequence[Edition],
    unchanged: Collection[str],
    workers: Executor,
    progress: "RunProgress",
) -> dict[str, EditionResult | None]:
    """Make the editions that have changed, and those that quote a page that is another one now; keep their stamps."""
    changed = [edition for edition in chosen if edition.id not in unchanged]
    if not changed:
        stamps.keep(())
        return {}
    # What makes editions takes as long to import as everything else takes if there is none to make.
    from archivist.pipeline import EditionBuilder  # noqa: PLC0415

    builder = EditionBuilder(stamps.archive, stamps.planned, workers, stamps.only, facts=stamps.facts)
    new = _make_all(builder, changed, progress)
    outdated = stamps.outdated({each.id: builder.pages.get(each.id, "") for each in changed})
    new |= _make_all(builder, [edition for edition in chosen if edition.id in outdated], progress)
    stamps.keep([_as_made(builder, result) for result in new.values() if result])
    return new


def _as_made(builder: "EditionBuilder", result: EditionResult) -> Made:
    """What the stamp of an edition says."""
    asked, quoted = builder.asked.get(result.edition), builder.quoted.get(result.edition, {})
    return Made(result, asked.dependencies.digests if asked else {}, quoted)


def _in_order_of(chosen: Sequence[Edition], results: Mapping[str, EditionResult | None]) -> list[EditionResult]:
    """The results that there are, in the order of the editions."""
    return [each for edition in chosen if (each := results[edition.id])]


def _compilation(made: Sequence[EditionResult], kept: tuple[str, ...], findings: Iterator[Finding]) -> Compilation:
    of_editions = (finding for result in made for finding in result.findings)
    return Compilation(tuple(each for each in made if each.files), in_order([*findings, *of_editions]), kept)


def _findings(archive: Archive, planned: Plan, chosen: Sequence[Edition], only: Format | None) -> Iterator[Finding]:
    """What is found of the archive, whatever is made of it."""
    yield from planned.findings
    yield from archive.settings_findings((each.language for each in chosen), has_epub=only is not Format.PDF)
    yield from build_findings(archive, planned)


def _plan_new_versions(archive: Archive, volumes: Sequence[str], languages: Sequence[str]) -> Plan:
    """The plan with further versions of the published editions that are named. Raises UsageError if none is."""
    if not volumes:
        raise UsageError("--new-version requires the volumes", "Name them: `archivist compile VOLUME --new-version`.")
    planned = plan(archive)
    chosen = choose(planned.editions, volumes=volumes, languages=languages)
    found = [each for each in chosen if planned.ledger.edition(each.volume.id, each.language)]
    for volume in volumes:
        if volume not in {edition.volume.id for edition in found}:
            raise UsageError(f"{volume} is not published", "Compile it without --new-version.")
    return plan(archive, new_versions=[edition.id for edition in found])


def _unpublished(planned: Plan, chosen: Sequence[Edition]) -> frozenset[str]:
    """The ids of the editions that are not published."""
    return frozenset(edition.id for edition in chosen if planned.published(edition) is None)


def _make_all(
    builder: "EditionBuilder", editions: Sequence[Edition], progress: "RunProgress"
) -> dict[str, EditionResult | None]:
    """What was made of each edition; None for a published one of which nothing was to be made."""
    progress.expect({each.id: len(each.articles) for each in editions if builder.plan.published(each) is None})
    builder.choose(_unpublished(builder.plan, editions))
    return {each.id: _make(builder, each, progress) for each in editions}


def _make(builder: "EditionBuilder", edition: Edition, progress: "RunProgress") -> EditionResult | None:
    """Make an edition; None if it is published and its files are those of the ledger."""
    planned, archive = builder.plan, builder.archive
    published = planned.published(edition)
    # What published editions need is imported only where there is one.
    if published is None:
        replaced = planned.ledger.edition(edition.volume.id, edition.language)
        if replaced:
            from archivist.compiled.published_editions import keep_replaced  # noqa: PLC0415

            keep_replaced(archive, replaced)
        return builder.make(edition, progress)
    from archivist.compiled.published_editions import changed_pictures, is_complete, make_again  # noqa: PLC0415

    found = planned.stopped.get(edition.id) or changed_pictures(builder, edition, published)
    if found:
        return EditionResult(edition.id, (), 0, 0, 0, found)
    if is_complete(archive, published):
        return None
    return make_again(builder, edition, published, progress)
