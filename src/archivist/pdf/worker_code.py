"""A digest of the code that a layout worker runs: a changed program never takes an old fragment for a current one.

Which modules those are is read from their imports, starting at the engine, so nothing has to be listed by hand.
"""

import platform
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from archivist.cache import digest_of
from archivist.package_versions import package_version

_ROOT = Path(__file__).parent.parent  # of the package
_PACKAGE = _ROOT.name
_ENGINE = f"{_PACKAGE}.pdf.engine"
_PICTURES = f"{_PACKAGE}.picture_files"  # runs before a job is handed over, and decides what the pictures are
_IMPORT = re.compile(rf"^[ \t]*(?:from|import)[ \t]+({_PACKAGE}[\w.]*)(?:[ \t]+import[ \t]+(\([^)]*\)|[^\n]*))?", re.M)
_WORD = re.compile(r"\w+")
_LIBRARIES = (
    "lxml",
    "ziamath",
    "ziafont",
    "uharfbuzz",
    "pypdfium2",
)  # in addition to engine.versions()


@cache
def worker_code() -> str:
    """The digest of all modules and data files of the program that a worker loads, of its libraries and of Python."""
    files = sorted({*worker_modules().values(), *_data_files()})
    parts = (part for file in files for part in (file.relative_to(_ROOT).as_posix(), file.read_bytes()))
    libraries = (f"{name} {package_version(name)}" for name in _LIBRARIES)
    return digest_of(*parts, *libraries, f"python {platform.python_version()}")


def worker_modules() -> dict[str, Path]:
    """The files of the modules that the engine imports, directly or through others, by name of the module.

    The engine's own modules are all among them. An import within a function counts as well.
    """
    found: dict[str, Path] = {}
    waiting = [_PICTURES, _ENGINE, *(f"{_ENGINE}.{name}" for name in _modules_below(_ROOT / "pdf" / "engine"))]
    while waiting:
        name = waiting.pop()
        file = _file_of(name)
        if name in found or file is None:
            continue
        found[name] = file
        waiting += [name.rpartition(".")[0], *_imports(file)]
    return found


def _modules_below(folder: Path) -> Iterator[str]:
    for file in folder.rglob("*.py"):
        if file.name != "__init__.py":  # that of a package comes with its modules
            yield ".".join(file.relative_to(folder).with_suffix("").parts)


def _file_of(name: str) -> Path | None:
    """The file of a module of the program; None for an attribute of one."""
    if name.partition(".")[0] != _PACKAGE:
        return None
    path = _ROOT.joinpath(*name.split(".")[1:])
    for file in (path / "__init__.py", path.with_suffix(".py")):
        if file.is_file():
            return file
    return None


def _imports(file: Path) -> Iterator[str]:
    """The names that a module imports from the program; those of attributes are no modules, and have no file.

    Read as text: parsing every module would take longer than all the rest that a compile of unchanged articles does.
    """
    for module, names in _IMPORT.findall(file.read_text("utf-8")):
        yield module
        yield from (f"{module}.{name}" for name in _WORD.findall(names))


def _data_files() -> Iterator[Path]:
    """The files beside the engine's modules that are not code."""
    for kind in ("*.dic", "*.json"):
        yield from (_ROOT / "pdf" / "engine").rglob(kind)
