"""Which test files have to do with a module, without running any: by what they import, and where they are.

The distance from a test file to a module is the number of imports between them: 1 if it imports the module itself.
"""

import ast
import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TypeGuard

_PACKAGE = "archivist"
_FARTHEST = 3  # imports; beyond that nearly every test reaches nearly every module


class RelatedTests:
    """The tests of a repository, and how near each is to a module of the program."""

    def __init__(self, tree: Path) -> None:
        self._tree = tree
        self._program = tree / "src" / _PACKAGE

    def of(self, path: str) -> Sequence[str]:
        """The test files for a file of the program, those first that are likeliest to notice a change of it."""
        distances = self._distances(self._module(self._program / path))
        folders = path.split("/")[:-1]
        found: dict[str, tuple[int, int, int]] = {}
        for name, imported in self._tests.items():
            distance = min((distances[each] + 1 for each in imported if each in distances), default=99)
            shared = _shared_folders(folders, name.split("/")[1:-1])
            is_named = Path(name).stem == f"test_{Path(path).stem}"
            # Nothing imports a reader, and commands are run by name.
            is_mentioned = bool(folders) and re.search(rf"\b{folders[-1]}\b", self._texts[name]) is not None
            if distance <= _FARTHEST or is_named or is_mentioned or shared == (len(folders) or -1):
                nearness = 0 if is_named else distance if shared or distance == 1 else distance + 1
                found[name] = (nearness, -shared, (self._tree / name).stat().st_size)
        return sorted(found, key=found.__getitem__)

    def _distances(self, module: str) -> Mapping[str, int]:
        """Of each module that imports another, directly or through others."""
        distances, waiting = {module: 0}, deque([module])
        while waiting:
            current = waiting.popleft()
            for importer in self._importers.get(current, ()):
                if importer not in distances:
                    distances[importer] = distances[current] + 1
                    waiting.append(importer)
        return distances

    @cached_property
    def _importers(self) -> Mapping[str, set[str]]:
        found: dict[str, set[str]] = {}
        for file in self._program.rglob("*.py"):
            for imported in self._imports(file):
                found.setdefault(imported, set()).add(self._module(file))
        return found

    @cached_property
    def _tests(self) -> Mapping[str, set[str]]:
        """What each test file imports; what the modules beside it import counts for it."""
        files = self._tree.glob("tests/**/test_*.py")
        return {file.relative_to(self._tree).as_posix(): set(self._reached(file)) for file in sorted(files)}

    @cached_property
    def _texts(self) -> Mapping[str, str]:
        return {name: (self._tree / name).read_text("utf-8") for name in self._tests}

    def _reached(self, test: Path) -> Iterator[str]:
        yield from self._imports(test)
        for node in ast.walk(ast.parse(test.read_bytes())):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("tests."):
                beside = self._tree / (node.module or "").replace(".", "/")
                if beside.with_suffix(".py").exists():
                    yield from self._imports(beside.with_suffix(".py"))

    def _imports(self, file: Path) -> set[str]:
        """The modules of the program that a file names in imports, within functions as well."""
        found: set[str] = set()
        for node in ast.walk(ast.parse(file.read_bytes())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "defer_names":
                found.update(f"{self._module(file)}.{each.value}" for each in ast.walk(node) if _is_text(each))
            if isinstance(node, ast.Import):
                found.update(each.name for each in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module)
                found.update(f"{node.module}.{each.name}" for each in node.names)
        return {each for each in found if each.split(".")[0] == _PACKAGE}

    def _module(self, file: Path) -> str:
        parts = file.relative_to(self._program.parent).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _is_text(node: ast.AST) -> TypeGuard[ast.Constant]:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _shared_folders(one: Sequence[str], other: Sequence[str]) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count
