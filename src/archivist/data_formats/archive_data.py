"""What the commands print that read an archive or make volumes of it."""

from typing import Annotated, Literal, NotRequired

from pydantic import Field
from typing_extensions import TypedDict

from archivist.data_formats.finding_data import Findings

EditionId = Annotated[str, Field(description="Id of an edition: volume and language, as `2022-03.en`.")]
VolumeId = Annotated[str, Field(description="Id of a volume, as `2022-03`.")]
Language = Annotated[str, Field(description="BCP 47 tag.")]
Day = Annotated[str, Field(description="Date, ISO 8601.")]
WorkKey = Annotated[str, Field(description="Key of a work.")]


class PlannedWorkData(TypedDict):
    """A work of a planned volume."""

    key: WorkKey
    date: Day
    languages: Annotated[list[str], Field(description="Languages that the work is in.")]


class PlannedVolumeData(TypedDict):
    """A volume that would be made."""

    id: VolumeId
    number: Annotated[int, Field(ge=1, description="Number in the series.")]
    issue: Annotated[int, Field(ge=1, description="Number within the year.")]
    year: Annotated[int, Field(description="Year that the volume belongs to.")]
    start: Annotated[str, Field(description="First day of the period, ISO 8601.")]
    end: Annotated[str, Field(description="Last day of the period, ISO 8601.")]
    published: NotRequired[Annotated[dict[str, int], Field(description="By language, the version that is published.")]]
    works: list[PlannedWorkData]


class PlannedEditionData(TypedDict):
    """An edition that would be made."""

    id: EditionId
    volume: VolumeId
    language: Language
    articles: Annotated[list[str], Field(description="Paths of its articles, in the folder of articles.")]
    missing: Annotated[list[str], Field(description="Keys of the works of the volume that have no translation.")]


class PlanData(TypedDict):
    """What would be made."""

    format: Literal["archivist plan 1"]
    volumes: list[PlannedVolumeData]
    editions: list[PlannedEditionData]
    findings: Findings


class FixedLineData(TypedDict):
    """A line that `--fix` changed."""

    file: Annotated[str, Field(description="File, relative to the archive.")]
    line: Annotated[int, Field(ge=0, description="Line, from 1.")]
    code: Annotated[str, Field(description="Code of the finding.")]
    before: str
    after: str


class CheckData(TypedDict):
    """What is wrong with the articles."""

    format: Literal["archivist check 1"]
    findings: Findings
    fixed: NotRequired[Annotated[list[FixedLineData], Field(description="With `--fix`: what was changed.")]]


class CompiledEditionData(TypedDict):
    """An edition that was compiled."""

    edition: EditionId
    files: Annotated[list[str], Field(description="Paths of the PDF, the EPUB and the record.")]
    pages: Annotated[int, Field(ge=0, description="Pages of the PDF; 0 without a PDF.")]
    laid_out: Annotated[int, Field(ge=0, description="Fragments that were laid out.")]
    reused: Annotated[int, Field(ge=0, description="Fragments taken from the cache.")]
    unchanged: Annotated[bool, Field(description="Whether nothing was to be made.")]
    standards: Annotated[list[str], Field(description="Standards that veraPDF confirmed of these very bytes earlier.")]


class CompilationData(TypedDict):
    """What was made."""

    format: Literal["archivist compilation 1"]
    editions: list[CompiledEditionData]
    kept: Annotated[list[str], Field(description="Ids of published editions whose files are those of the ledger.")]
    findings: Findings


class RemovedFilesData(TypedDict):
    """Files that were removed from the build folder."""

    format: Literal["archivist clean 1"]
    removed: Annotated[list[str], Field(description="Their paths.")]


class CacheShareData(TypedDict):
    """The entries of one kind."""

    entries: Annotated[int, Field(ge=0)]
    bytes: Annotated[int, Field(ge=0)]


class CacheLimitsData(TypedDict):
    """What a compile leaves in the cache."""

    unused_days: Annotated[float, Field(description="Entries unused for so many days are removed.")]
    bytes: Annotated[int, Field(description="If all are larger together, the oldest ones are removed.")]


class CacheData(TypedDict):
    """What is in the cache."""

    format: Literal["archivist cache 1"]
    folder: str
    entries: Annotated[int, Field(ge=0)]
    bytes: Annotated[int, Field(ge=0)]
    kinds: Annotated[dict[str, CacheShareData], Field(description="By kind of entry.")]
    limits: CacheLimitsData


class RemovedEntriesData(TypedDict):
    """What was removed from the cache."""

    format: Literal["archivist removed entries 1"]
    removed: Annotated[int, Field(ge=0, description="Number of entries.")]
    bytes: Annotated[int, Field(ge=0)]


class ListedEntryData(TypedDict):
    """A related entry of the author's."""

    kind: Annotated[str, Field(description="What the entry names.")]
    key: str
    address: str
    title: str
    volume: Annotated[str, Field(description='Id of the volume that the work is in, or "".')]


class NearWorkData(TypedDict):
    """A work near to the article."""

    key: WorkKey
    title: str
    volume: VolumeId
    score: Annotated[float, Field(description="0 to 1; what decides the order.")]
    likeness: Annotated[float, Field(description="Likeness of the texts, before the days are taken into account.")]
    days: Annotated[int, Field(description="Days between the two works.")]
    language: Annotated[str, Field(description="Language of the two texts that are most alike.")]
    basis: Annotated[str, Field(description="In what the texts are alike: `words` or `meaning`.")]
    terms: Annotated[list[str], Field(description="What they share, the weightiest first; empty if it is meaning.")]
    outcome: Annotated[str, Field(description="Whether it is printed, and if not, why.")]


class RelatedData(TypedDict):
    """Related reading of an article, with reasons."""

    format: Literal["archivist related 1"]
    key: WorkKey
    title: str
    date: Day
    edition: EditionId
    listed: Annotated[list[ListedEntryData], Field(description="What the author lists.")]
    nearest: Annotated[list[NearWorkData], Field(description="What the program finds.")]


class FiguresData(TypedDict):
    """Counts of a month, or of all."""

    works: Annotated[int, Field(ge=0)]
    articles: Annotated[dict[str, int], Field(description="By language.")]
    words: Annotated[dict[str, int], Field(description="By language.")]
    missing: Annotated[dict[str, int], Field(description="By language: works without a translation.")]
    notes: Annotated[int, Field(ge=0)]
    related: Annotated[int | None, Field(description="Related entries; null if no EPUB says.")]


class MonthData(FiguresData):
    """Counts of a month."""

    month: Annotated[str, Field(description="As `2022-03`.")]


class VolumeFiguresData(TypedDict):
    """Counts of an edition."""

    volume: VolumeId
    language: Language
    title: str
    articles: Annotated[int, Field(ge=0)]
    words: Annotated[int, Field(ge=0)]
    pages: Annotated[int, Field(ge=0, description="0 without a PDF.")]


class CountsData(TypedDict):
    """What the compiled editions hold."""

    languages: list[str]
    months: list[MonthData]
    total: FiguresData
    volumes: list[VolumeFiguresData]


class StatisticsData(CountsData):
    """What the compiled editions hold, and which could not be read."""

    format: Literal["archivist statistics 1"]
    findings: Findings


class ShelfData(TypedDict):
    """The shelf that was made."""

    format: Literal["archivist shelf report 1"]
    folder: Annotated[str | None, Field(description="null if no shelf was made.")]
    editions: Annotated[list[str], Field(description="Ids of the editions on it.")]
    articles: Annotated[int, Field(ge=0)]
    files: Annotated[int, Field(ge=0)]
    findings: Findings
