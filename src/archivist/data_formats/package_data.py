"""What the commands print that import, publish, deposit and verify."""

from typing import Annotated, Any, Literal

from pydantic import Field
from typing_extensions import TypedDict

from archivist.data_formats.archive_data import EditionId, Language, VolumeId
from archivist.data_formats.finding_data import FindingData, Findings

LedgerEntry = Annotated[
    dict[str, Any], Field(description="As in ledger.json; `archivist schema --ledger` prints the schema.")
]


class SourceData(TypedDict):
    """A source that was imported."""

    source: str
    kind: Annotated[str, Field(description="The reader that read it.")]


ImportedArticleData = TypedDict(  # a field is named by a keyword of Python
    "ImportedArticleData",
    {
        "path": Annotated[str, Field(description="File, in the folder of articles.")],
        "from": Annotated[str, Field(description="Place in the source.")],
        "state": Annotated[str, Field(description="What became of it: new, unchanged, …")],
    },
)
ImportedArticleData.__doc__ = "An article that was imported."


class ProposalData(TypedDict):
    """A setting that is proposed."""

    table: str
    key: str
    value: Any


class ProposedData(TypedDict):
    """Settings that the sources suggest."""

    languages: Annotated[dict[str, int], Field(description="Articles in the archive by language.")]
    proposals: list[ProposalData]
    proposals_written: Annotated[bool, Field(description="Whether they were written into archivist.toml.")]


class ImportData(ProposedData):
    """What was imported."""

    format: Literal["archivist import 1"]
    program: Annotated[str, Field(description="Name and version of the program.")]
    sources: list[SourceData]
    articles: list[ImportedArticleData]
    findings: Findings
    summary: Annotated[str, Field(description="The counts in words.")]


class PublicationData(TypedDict):
    """What was published."""

    format: Literal["archivist publication 1"]
    published: Annotated[list[str], Field(description="Ids of the editions entered in the ledger.")]
    entries: Annotated[
        dict[str, LedgerEntry], Field(description="By edition, what is entered; with `--dry-run` what would be.")
    ]
    already: Annotated[list[str], Field(description="Ids of editions that were published before.")]
    findings: Findings


class PublishedEditionData(TypedDict):
    """An edition in the ledger."""

    edition: EditionId
    volume: VolumeId
    language: Language
    versions: Annotated[list[LedgerEntry], Field(description="Its versions, the oldest first.")]


class LedgerData(TypedDict):
    """What the ledger says of some editions, or of all."""

    format: Literal["archivist ledger listing 1"]
    archive: Annotated[str, Field(description="Id of the archive.")]
    editions: list[PublishedEditionData]


class RebuiltFileData(TypedDict):
    """A file that was made again."""

    edition: EditionId
    file: str
    identical: Annotated[bool, Field(description="Whether it is the same byte for byte.")]


class RebuildData(TypedDict):
    """A package that was made again."""

    format: Literal["archivist rebuild 1"]
    files: list[RebuiltFileData]
    findings: Findings


class PackageFileData(TypedDict):
    """A file of a package."""

    file: Annotated[str, Field(description="Path in the package.")]
    bytes: Annotated[int, Field(ge=0)]
    sha512: str
    use: Annotated[str, Field(description="What it is for.")]


class EvidenceData(TypedDict):
    """What a validator said of a file of the package."""

    file: str
    validator: str
    version: str
    check: str
    outcome: Literal["passed", "failed", "not verified"]
    standard: Annotated[str, Field(description='What a pass confirms, or "".')]
    messages: list[str]


class DepositedPackageData(TypedDict):
    """A package for a library."""

    volume: VolumeId
    path: str
    state: Literal["made", "unchanged", "replaced"]
    draft: Annotated[bool, Field(description="Whether it was made for a trial only.")]
    languages: list[str]
    files: list[PackageFileData]
    evidence: list[EvidenceData]


class DepositData(TypedDict):
    """The packages that were made."""

    format: Literal["archivist deposit 1"]
    packages: list[DepositedPackageData]
    findings: Findings


class SealData(TypedDict):
    """The file whose digest stands for the whole package."""

    file: str
    sha512: str


class AuditedPackageData(TypedDict):
    """A package that was audited."""

    path: str
    kind: str
    passed: Annotated[bool | None, Field(description="null if it could not be audited.")]
    files: Annotated[int, Field(ge=0)]
    bytes: Annotated[int, Field(ge=0)]
    digests: Annotated[list[str], Field(description="Algorithms of the digests that were compared.")]
    seal: SealData | None
    findings: Annotated[list[FindingData], Field(description="What is wrong with it.")]


class AuditData(TypedDict):
    """What is wrong with packages."""

    format: Literal["archivist audit 1"]
    made_by: Annotated[str, Field(description="Name and version of the program.")]
    passed: Annotated[bool | None, Field(description="null if one could not be audited and the others passed.")]
    packages: list[AuditedPackageData]


class DeliveredFileData(TypedDict):
    """A file that was delivered."""

    file: str
    state: Annotated[str, Field(description="What was done with it: sent, already there, …")]
    bytes: Annotated[int, Field(ge=0)]
    sent: Annotated[int, Field(ge=0, description="Bytes sent this time.")]


class DeliveryData(TypedDict):
    """A package that was sent."""

    format: Literal["archivist delivery 1"]
    package: str
    to: Annotated[str, Field(description="Address, without a password.")]
    delivered: Annotated[bool, Field(description="Whether all of it was read back and is the same.")]
    files: list[DeliveredFileData]
    findings: Findings


class SentFileData(TypedDict):
    """A file for a reader."""

    edition: EditionId
    file: str
    bytes: Annotated[int, Field(ge=0)]
    sha256: str
    state: Literal["mailed", "copied", "replaced", "already there", "not sent"]


class SendingData(TypedDict):
    """What was sent to a reader."""

    format: Literal["archivist sending 1"]
    to: Annotated[str, Field(description="Address or folder.")]
    files: list[SentFileData]


class VerdictMessageData(TypedDict):
    """A message of a validator."""

    severity: Literal["error", "warning", "info"]
    code: Annotated[str, Field(description="The validator's own.")]
    text: str
    place: Annotated[str, Field(description='File in the EPUB, or page and object of the PDF; or "".')]
    line: Annotated[int, Field(ge=0, description="From 1; 0 if not known.")]
    column: Annotated[int, Field(ge=0, description="From 1; 0 if not known.")]


class VerdictData(TypedDict):
    """A check of a file."""

    check: str
    passed: Annotated[bool | None, Field(description="null: not verified.")]
    tool: str
    version: str
    standard: Annotated[str, Field(description='What a pass confirms, or "".')]
    messages: list[VerdictMessageData]


class VerifiedFileData(TypedDict):
    """A file that was verified."""

    file: str
    sha256: str
    passed: bool | None
    standards: Annotated[list[str], Field(description="Standards that the file was confirmed to meet.")]
    checks: list[VerdictData]


class VerifiedEditionData(TypedDict):
    """An edition that was verified."""

    edition: EditionId
    passed: bool | None
    missing: Annotated[str, Field(description='Why there is nothing to verify, or "".')]
    files: list[VerifiedFileData]


class VerificationData(TypedDict):
    """What the finished files are."""

    format: Literal["archivist verification 1"]
    made_by: Annotated[str, Field(description="Name and version of the program.")]
    passed: bool | None
    editions: list[VerifiedEditionData]
