"""What the locks name: packages of Python and npm, with versions and digests, and what is installed from Debian."""

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path

_PIN = re.compile(r"^(?P<name>[\w.-]+)(?:\[[\w,-]+\])?==(?P<version>[^\s;]+)")
_DIGEST = re.compile(r"--hash=sha256:([0-9a-f]{64})(?: \\)?$")
_REQUIRED_BY = re.compile(r"^\s+#\s+(?:via )?(?P<name>[\w.-]+)(?: \(pyproject\.toml\))?$")
_ARRAY = re.compile(r"^packages=\((.*?)^\)", re.MULTILINE | re.DOTALL)
_ADDED = re.compile(r"optional\+=\((\S+)\)|^emoji=([\w-]+)", re.MULTILINE)


@dataclass(slots=True)
class Locked:
    """A package that a lock names, and the packages that ask for it."""

    name: str
    version: str
    digests: list[str]
    required_by: list[str]


def normalized(name: str) -> str:
    """The name as indexes of packages compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def read_python_lock(lock: Path) -> dict[str, Locked]:
    """Its packages by their normalized names."""
    found: dict[str, Locked] = {}
    package = None
    for line in lock.read_text("utf-8").splitlines():
        if pin := _PIN.match(line):
            package = Locked(normalized(pin["name"]), pin["version"], [], [])
            found[package.name] = package
        elif package and (digest := _DIGEST.search(line)):
            package.digests.append(digest[1])
        elif package and (asking := _REQUIRED_BY.match(line)) and asking["name"] != "via":
            package.required_by.append(normalized(asking["name"]))
    return found


def read_npm_lock(lock: Path) -> dict[str, dict[str, object]]:
    """Its entries by the folders they are installed in; the folder of the lock itself is left out."""
    packages: dict[str, dict[str, object]] = json.loads(lock.read_text("utf-8"))["packages"]
    return {folder: entry for folder, entry in packages.items() if folder}


def read_debian_packages(script: Path) -> tuple[list[str], list[str]]:
    """The packages that `setup/system-packages` must find, and those without which it continues."""
    text = script.read_text("utf-8")
    array = _ARRAY.search(text)
    if array is None:
        raise ValueError(f"{script}: has no list of packages")
    needed = [line.split("#")[0].strip() for line in array[1].splitlines()]
    return [name for name in needed if name], [one or other for one, other in _ADDED.findall(text)]


def sha256(file: Path) -> str:
    """Its digest."""
    return hashlib.sha256(file.read_bytes()).hexdigest()
