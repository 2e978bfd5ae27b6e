"""What would be made: articles read and gathered into volumes and editions. The first step of every workflow."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from archivist import stale_files
from archivist.archive import Archive
from archivist.articles import read_folder
from archivist.findings import Finding, Severity
from archivist.model import Article, Edition, Volume
from archivist.volumes import choose, editions, gather


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be made."""

    volumes: tuple[Volume, ...]
    editions: tuple[Edition, ...]
    findings: tuple[Finding, ...]
    articles: tuple[Article, ...] = ()

    def of_volumes(self, names: Sequence[str], folder: Path) -> "Plan":
        """The part that is about some volumes. Errors remain, whatever they are about: they stop a compile.

        `folder` is that of the articles, as findings name it. Raises UsageError for a volume that does not exist.
        """
        made = choose(self.editions, volumes=names)
        volumes = tuple(volume for volume in self.volumes if volume.id in names)
        articles = tuple(each for volume in volumes for work in volume.works for each in work.articles)
        files = {(folder / article.path).as_posix() for article in articles}
        findings = (each for each in self.findings if each.severity is Severity.ERROR or each.file in files)
        return Plan(volumes, made, tuple(findings), articles)


def plan(archive: Archive) -> Plan:
    """Read the articles and gather them into volumes and editions."""
    wanted = archive.config.editions.languages
    articles, read_findings = read_folder(archive.articles, languages=wanted)
    volumes = gather(articles, archive.config)
    planned, plan_findings = editions(volumes, archive.config)
    findings = archive.placed([*read_findings, *plan_findings])
    if not articles and not findings:
        findings = (Finding("no-articles", f"{archive.articles} holds no article"),)
    return Plan(volumes, planned, findings, articles)


def build_findings(archive: Archive, planned: Plan) -> tuple[Finding, ...]:
    """What is in the build folder and is no longer made, and what is incomplete there."""
    return tuple(stale_files.findings(archive.build_of(planned.editions)))
