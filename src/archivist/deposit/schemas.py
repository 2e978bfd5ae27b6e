"""The schemas of this program's own file formats, for readers who no longer have the program."""

import json
from collections.abc import Iterator

from archivist.deposit.description import FileUse, PackageFile
from archivist.deposit.package_files import written_file
from archivist.glossary import glossary_file
from archivist.ledger.ledger_entries import ledger_schema
from archivist.settings import config


def schema_files() -> Iterator[PackageFile]:
    """JSON Schemas (draft 2020-12) of `archivist.toml`, `glossary.toml` and `ledger.json`."""
    schemas = {"archivist": config.json_schema(), "glossary": glossary_file.json_schema(), "ledger": ledger_schema()}
    for name, schema in schemas.items():
        text = json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True)
        yield written_file(f"schemas/{name}.schema.json", f"{text}\n".encode(), FileUse.SCHEMA)
