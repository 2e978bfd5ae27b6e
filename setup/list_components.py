"""Write what the release consists of as a CycloneDX 1.6 bill of materials: setup/list_components.py FILE.

It is made from the locks alone, so it names what `make setup` installs; only the licences are read from the packages
installed here. It is the same bytes each time: it has no date, and its serial number is a digest of the locks.
"""

import base64
import json
import sys
import tomllib
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import ExternalReference, ExternalReferenceType, HashAlgorithm, HashType, XsUri
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.model.license import License
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from packageurl import PackageURL
from packaging.requirements import Requirement
from read_locks import Locked, normalized, read_debian_packages, read_npm_lock, read_python_lock, sha256

ROOT = Path(__file__).resolve().parents[1]
RELEASE = ROOT / "requirements/release.txt"
ACE = ROOT / "setup/npm/ace/package-lock.json"
PREVIEW = ROOT / "setup/npm/preview/package-lock.json"
SYSTEM = ROOT / "setup/system-packages"
LOCKS = (RELEASE, ACE, PREVIEW)
_PROGRAM = "archivist"
_LONGEST = 60  # characters of a licence's name; some packages have the whole text in its place


def main() -> None:
    """Write the file."""
    target = Path(sys.argv[1])
    target.write_text(bill_of_materials(), "utf-8")
    print(f"{target}: {len(json.loads(target.read_text('utf-8'))['components'])} components")


def bill_of_materials() -> str:
    """The document in JSON."""
    program, locked = _program(), read_python_lock(RELEASE)
    python = python_components(locked, _needed_to_compile(locked))
    npm = [component for lock in (ACE, PREVIEW) for component in npm_components(read_npm_lock(lock))]
    others = [*npm, *debian_components(*read_debian_packages(SYSTEM))]
    bom = Bom(components=[*python.values(), *others])
    bom.metadata.component = program
    known = {_PROGRAM: program, **python}
    for name, package in locked.items():
        for asking in package.required_by:
            bom.register_dependency(known[asking], [python[name]])
    bom.register_dependency(program, others)
    bom.serial_number = uuid5(NAMESPACE_URL, "\n".join(sha256(file) for file in LOCKS))
    document = json.loads(make_outputter(bom, OutputFormat.JSON, SchemaVersion.V1_6).output_as_string())
    del document["metadata"]["timestamp"]  # the clock
    return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def python_components(locked: dict[str, Locked], required: set[str]) -> dict[str, Component]:
    """The packages of the release by name; what only `verify` and `deliver` need is optional."""
    return {
        name: Component(
            name=name,
            version=package.version,
            purl=PackageURL("pypi", None, name, package.version),
            bom_ref=f"pypi/{name}",
            scope=ComponentScope.REQUIRED if name in required else ComponentScope.OPTIONAL,
            licenses=_licences(_python_licences(package)),
        )
        for name, package in locked.items()
    }


def npm_components(locked: dict[str, dict[str, object]]) -> list[Component]:
    """What a lock of npm names and the set-up installs, in the order of the folders it is installed in."""
    return [_npm_component(folder, entry) for folder, entry in locked.items() if not entry.get("optional")]


def debian_components(needed: list[str], optional: list[str]) -> list[Component]:
    """Packages of the system, without a version: Debian corrects them in place, and records of volumes name fonts."""
    scopes = dict.fromkeys(needed, ComponentScope.REQUIRED) | dict.fromkeys(optional, ComponentScope.OPTIONAL)
    return [
        Component(
            name=name,
            purl=PackageURL("deb", "debian", name, qualifiers={"distro": "bookworm"}),
            bom_ref=f"deb/{name}",
            scope=scope,
        )
        for name, scope in scopes.items()
    ]


def _program() -> Component:
    project = _project()
    return Component(
        name=_PROGRAM,
        version=project["version"],
        type=ComponentType.APPLICATION,
        bom_ref=_PROGRAM,
        description=project["description"],
        licenses=_licences([project["license"]]),
        external_references=[
            ExternalReference(
                type=ExternalReferenceType.BUILD_META,
                url=XsUri(file.relative_to(ROOT).as_posix()),
                hashes=[HashType(alg=HashAlgorithm.SHA_256, content=sha256(file))],
            )
            for file in LOCKS
        ],
    )


def _npm_component(folder: str, entry: dict[str, object]) -> Component:
    name, version = folder.rpartition("node_modules/")[2], str(entry["version"])
    scope, _, short = name.rpartition("/")
    return Component(
        name=short,
        group=scope or None,
        version=version,
        purl=PackageURL("npm", scope or None, short, version),
        bom_ref=f"npm/{folder}",
        scope=ComponentScope.OPTIONAL,
        hashes=[HashType(alg=HashAlgorithm.SHA_512, content=_hexadecimal(str(entry["integrity"])))],
        licenses=_licences([str(entry["license"])] if "license" in entry else []),
    )


def _hexadecimal(integrity: str) -> str:
    """The digest in npm's notation, `sha512-` and base64."""
    algorithm, _, digest = integrity.partition("-")
    if algorithm != "sha512":
        raise ValueError(f"not a SHA-512: {integrity}")
    return base64.b64decode(digest).hex()


def _needed_to_compile(locked: dict[str, Locked]) -> set[str]:
    """The names of what archivist depends on without its extras, directly or not."""
    needed = {normalized(str(Requirement(line).name)) for line in _project()["dependencies"]} & locked.keys()
    while more := {name for name, each in locked.items() if needed.intersection(each.required_by)} - needed:
        needed |= more
    return needed


def _project() -> dict[str, Any]:
    project: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return project


def _python_licences(package: Locked) -> list[str]:
    """What the package says of its licence: as an expression, in a line, or in its classifiers."""
    facts = metadata.metadata(package.name)
    if facts["Version"] != package.version:
        sys.exit(f"{package.name} {facts['Version']} is installed, {package.version} is locked; run: make test")
    for field in ("License-Expression", "License"):
        said = facts[field].strip() if field in facts else ""
        if said and "\n" not in said and len(said) <= _LONGEST:
            return [said]
    classifiers = facts.get_all("Classifier") or []
    return [each.rpartition(" :: ")[2] for each in classifiers if each.startswith("License :: ")]


def _licences(names: Iterable[str]) -> list[License]:
    return [LicenseFactory().make_from_string(name) for name in names]


if __name__ == "__main__":
    main()
