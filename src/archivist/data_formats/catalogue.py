"""The formats by command, and their JSON Schemas (draft 2020-12)."""

from collections.abc import Mapping
from typing import Any, get_args, get_type_hints

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from archivist.data_formats.archive_data import (
    CacheData,
    CheckData,
    CompilationData,
    PlanData,
    RelatedData,
    RemovedEntriesData,
    RemovedFilesData,
    ShelfData,
    StatisticsData,
)
from archivist.data_formats.package_data import (
    AuditData,
    DeliveryData,
    DepositData,
    ImportData,
    LedgerData,
    PublicationData,
    RebuildData,
    SendingData,
    VerificationData,
)

# By command, as it is typed.
FORMATS: Mapping[str, type] = {
    "audit": AuditData,
    "cache empty": RemovedEntriesData,
    "cache prune": RemovedEntriesData,
    "cache show": CacheData,
    "check": CheckData,
    "clean": RemovedFilesData,
    "compile": CompilationData,
    "deliver": DeliveryData,
    "deposit": DepositData,
    "import": ImportData,
    "ledger": LedgerData,
    "plan": PlanData,
    "publish": PublicationData,
    "rebuild": RebuildData,
    "related": RelatedData,
    "send": SendingData,
    "shelf": ShelfData,
    "stats": StatisticsData,
    "verify": VerificationData,
}


class _Untitled(GenerateJsonSchema):
    """Leaves out titles that only repeat the names of fields."""

    def field_title_should_be_set(self, schema: object) -> bool:
        """Never."""
        return False


def name_of(form: type) -> str:
    """The `format` of the data of this type, such as `archivist plan 1`."""
    name: str = get_args(get_type_hints(form)["format"])[0]
    return name


def output_schema(command: str) -> dict[str, Any]:
    """The JSON Schema of what a command prints with `--json`. Raises KeyError for a command that prints no data."""
    form = FORMATS[command]
    made = TypeAdapter(form).json_schema(schema_generator=_Untitled)
    return {"$schema": GenerateJsonSchema.schema_dialect, **made, "title": name_of(form)}
