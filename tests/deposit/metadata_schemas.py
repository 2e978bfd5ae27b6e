"""Schemas of METS and PREMIS from packages of registries (requirements/validators.in), and where validators are."""

import os
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest
from lxml import etree

_LOCATIONS = {"xlink.xsd": "xlink-2.xsd.xml", "xml.xsd": "xml.xsd.xml"}


def package_folder(name: str) -> Path:
    """The folder of a package. A test without it is skipped, but never where everything must be tested."""
    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        if os.environ.get("CI"):
            pytest.fail(f"{name} is not installed (requirements/validators.in)")
        pytest.skip(f"{name} is not installed (requirements/validators.in)")
    return Path(spec.submodule_search_locations[0])


class _Local(etree.Resolver):  # type: ignore[misc]
    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder

    def resolve(self, url: str, public_id: str, context: object) -> object:
        name = url.rsplit("/", 1)[-1]
        return self.resolve_filename(str(self.folder / _LOCATIONS[name]), context) if name in _LOCATIONS else None


@cache
def schema(name: str) -> etree.XMLSchema:
    """`mets-1-12` or `premis-3-0`."""
    folder = package_folder("meemoo_sip_validator") / "assets"
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_Local(folder))
    return etree.XMLSchema(etree.parse(str(folder / f"{name}.xsd.xml"), parser))


def errors(name: str, document: bytes) -> list[str]:
    """What libxml2 says of a document against a schema."""
    checked = schema(name)
    checked.validate(etree.fromstring(document))
    return [f"{error.line}: {error.message}" for error in checked.error_log]


def local_mets_schema(folder: Path) -> Path:
    """A copy of the schema of METS whose import is a file, for validators without a resolver."""
    assets = package_folder("meemoo_sip_validator") / "assets"
    text = (assets / "mets-1-12.xsd.xml").read_text("utf-8")
    local = folder / "mets.xsd"
    local.write_text(
        text.replace("http://www.loc.gov/standards/xlink/xlink.xsd", (assets / "xlink-2.xsd.xml").as_uri()), "utf-8"
    )
    return local
