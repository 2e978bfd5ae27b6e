"""Schemas of record formats, which are no part of this project: a folder of them in ARCHIVIST_SCHEMAS."""

import os
from pathlib import Path

import pytest
from lxml import etree


class _Beside(etree.Resolver):  # type: ignore[misc]
    """Finds schemas that others import by their address on the web among those of the folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder

    def resolve(self, url: str, public_id: str, context: object) -> object:
        found = self.folder / url.rsplit("/", 1)[-1]
        return self.resolve_filename(str(found), context) if found.is_file() else None


def errors(document: bytes, name: str) -> list[str]:
    """What a schema of the folder has against a document. Skips the test without the folder."""
    folder = Path(os.environ.get("ARCHIVIST_SCHEMAS", "/does/not/exist"))
    if not (folder / name).is_file():
        pytest.skip(f"no {name} here; set ARCHIVIST_SCHEMAS")
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_Beside(folder))
    schema = etree.XMLSchema(etree.parse(folder / name, parser))
    schema.validate(etree.fromstring(document))
    return [f"{each.line}: {each.message}" for each in schema.error_log]
