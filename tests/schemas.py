"""Schemas of formats, which are no part of this project: a folder of them in ARCHIVIST_SCHEMAS.

Each is there under the name that it has where it is published; JSON Schemas may be in folders of their own.
"""

import json
import os
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema.protocols import Validator
from jsonschema.validators import validator_for
from lxml import etree
from referencing import Registry, Resource

_XS = "{http://www.w3.org/2001/XMLSchema}"
_NAMED_GROUP = re.compile(r"\(\?<(?=[a-zA-Z])")  # of ECMAScript; Python writes (?P<


class _Beside(etree.Resolver):  # type: ignore[misc]
    """Finds schemas that others import by their address on the web among those of the folder."""

    def resolve(self, url: str, public_id: str, context: object) -> object:
        found = folder() / url.rsplit("/", 1)[-1]
        return self.resolve_filename(str(found), context) if found.is_file() else None


def folder() -> Path:
    """The folder with the schemas, which need not exist."""
    return Path(os.environ.get("ARCHIVIST_SCHEMAS", "/does/not/exist"))


def schema_file(name: str) -> Path:
    """A schema of the folder. Skips the test without it."""
    if not (folder() / name).is_file():
        pytest.skip(f"no {name} here; set ARCHIVIST_SCHEMAS")
    return folder() / name


def errors(document: bytes, *names: str) -> list[str]:
    """What XML Schemas of the folder, taken together, have against a document. Skips the test without them."""
    for name in names:
        schema_file(name)
    schema = _xml_schema(*names)
    schema.validate(etree.fromstring(document))
    return [f"{each.line}: {each.message}" for each in schema.error_log]


@cache
def _xml_schema(*names: str) -> etree.XMLSchema:
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_Beside())
    if len(names) == 1:
        return etree.XMLSchema(etree.parse(folder() / names[0], parser))
    together = etree.Element(f"{_XS}schema")
    for name in names:
        namespace = etree.parse(folder() / name).getroot().get("targetNamespace")
        etree.SubElement(together, f"{_XS}import", namespace=namespace, schemaLocation=name)
    return etree.XMLSchema(etree.fromstring(etree.tostring(together), parser))


def json_errors(data: Mapping[str, Any], address: str) -> list[str]:
    """What a JSON Schema, named by its `$id`, has against data. Skips the test without it."""
    known = _json_schemas()
    if address not in known:
        pytest.skip(f"no schema {address} here; set ARCHIVIST_SCHEMAS")
    return [f"{each.json_path}: {each.message}" for each in _json_validator(address).iter_errors(data)]


@cache
def _json_schemas() -> Mapping[str, Mapping[str, Any]]:
    """The JSON Schemas of the folder by the addresses at which they are published.

    Those of OPDS 2.0 are published twice, and schemas of Readium refer to the drafts.
    """
    read = (_NAMED_GROUP.sub("(?P<", path.read_text("utf-8")) for path in sorted(folder().rglob("*.schema.json")))
    schemas = {schema["$id"]: schema for schema in map(json.loads, read)}
    return schemas | {at.replace("//specs.opds.io", "//drafts.opds.io"): schema for at, schema in schemas.items()}


@cache
def _json_validator(address: str) -> Validator:
    schemas = _json_schemas()
    registry: Registry[bool | Mapping[str, Any]] = Registry().with_resources(
        (at, Resource.from_contents(schema)) for at, schema in schemas.items()
    )
    return validator_for(schemas[address])(schemas[address], registry=registry)
