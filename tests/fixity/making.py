"""Small packages as `bagit` makes them, of version 1.0 with SHA-512, and the zip of a bag with its digest beside it."""

import hashlib
import shutil
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

import bagit

from archivist.executors import InProcess
from archivist.fixity.auditing import Audited, audit
from archivist.fixity.targets import find_targets

NAME = "2022-02"
PAYLOAD: Mapping[str, bytes] = {
    "README.txt": b"A package of a published volume.\n",
    "editions/en/the-reader-2022-02.en.pdf": b"%PDF-2.0\n" + bytes(range(256)) * 8,
    "editions/ka/ტომი.epub": b"PK\x03\x04 not really",
    "source/articles/a name with 100%25 spaces.md": "ლიახვი\n".encode(),
    "reports/empty.txt": b"",
}
INFO = {"Bagging-Date": "2022-02-28", "Bag-Software-Agent": "archivist 0.1.0", "Source-Organization": "The Reader"}


def make_bag(folder: Path, payload: Mapping[str, bytes] = PAYLOAD, checksums: Iterable[str] = ("sha512",)) -> Path:
    """A bag in a folder that does not exist yet."""
    for name, content in payload.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    bagit.make_bag(str(folder), dict(INFO), checksums=list(checksums))
    (folder / "bagit.txt").write_text("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n", "ascii")
    bagit.Bag(str(folder)).save()
    return folder


def make_zip(bag: Path, *, sealed: bool = True) -> Path:
    """The zip of a bag, beside it: stored, all dates the same."""
    path = bag.with_name(f"{bag.name}.zip")
    with zipfile.ZipFile(path, "w") as file:
        for each in sorted(bag.rglob("*")):
            if each.is_file():
                member = zipfile.ZipInfo(each.relative_to(bag.parent).as_posix(), (2022, 2, 28, 0, 0, 0))
                member.create_system, member.external_attr = 3, 0o100644 << 16
                file.writestr(member, each.read_bytes())
    if sealed:
        write_seal(path)
    return path


def write_seal(path: Path) -> Path:
    """The digest of a zip in the file beside it."""
    seal = path.with_name(f"{path.name}.sha512")
    seal.write_text(f"{hashlib.sha512(path.read_bytes()).hexdigest()}  {path.name}\n", "ascii")
    return seal


def copied(source: Path, folder: Path) -> Path:
    """A copy of a package in a folder, to be damaged; what was there before is removed."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    target = folder / source.name
    if source.is_dir():
        return Path(shutil.copytree(source, target, copy_function=shutil.copyfile))
    seal = source.with_name(f"{source.name}.sha512")
    for each in (source, seal):
        if each.exists():
            shutil.copyfile(each, folder / each.name)
    return target


def audited(*paths: Path) -> list[Audited]:
    """The audit of these places, in this process, without events."""
    with InProcess() as executor:
        return list(audit(find_targets(paths), executor))


def found(*paths: Path) -> set[tuple[str, str]]:
    """The code and the item of each finding."""
    return {(finding.code, finding.item) for each in audited(*paths) for finding in each.findings}


def codes(*paths: Path) -> set[str]:
    """The code of each finding."""
    return {code for code, _ in found(*paths)}


def flip(path: Path, offset: int, value: int) -> None:
    """Change one byte of a file in place: `value` is combined with it by exclusive or."""
    with path.open("r+b") as file:
        file.seek(offset)
        (before,) = file.read(1)
        file.seek(offset)
        file.write(bytes([before ^ value]))


def all_files(folder: Path) -> list[Path]:
    """All files below a folder that have a byte to change, sorted."""
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.stat().st_size)
