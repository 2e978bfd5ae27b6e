"""The shape of the code: short functions, few branches, real types, and no imports in a circle."""

import ast
import graphlib
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import grimp
import pytest

pytestmark = pytest.mark.slow  # reads every module

PROGRAM = Path(__file__).parent.parent / "src" / "archivist"
SOURCES = sorted(PROGRAM.rglob("*.py"))
SHORT, LONGEST = 30, 60  # lines of a function, its signature and documentation included
SHARE_OF_SHORT = 0.95
MOST_PATHS = 15  # through a function: McCabe's cyclomatic complexity, counted as radon counts it
# What is still above these limits. Lower a number when you can, never raise one.
TOO_LONG = 0
MOST_ANY = 150  # uses of `Any`, the type of what is not checked
# A command, what it does and what it reports are modules of the same name.
NAMES_OF_COMMANDS = {"shelf.py"}
# Blocks hold lines, lines hold blocks: the converter calls itself by way of its modules.
IN_A_CIRCLE = re.compile(r"archivist\.html_to_markdown\.html_(?:blocks|figures|lists|tables)")

Function = ast.FunctionDef | ast.AsyncFunctionDef
_BRANCHES = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.IfExp, ast.ExceptHandler, ast.comprehension, ast.match_case)


@cache
def _tree(file: Path) -> ast.Module:
    return ast.parse(file.read_bytes())


def functions() -> Iterator[tuple[str, Function]]:
    """Every function with its place."""
    for file in SOURCES:
        for node in ast.walk(_tree(file)):
            if isinstance(node, Function):
                yield f"{file.relative_to(PROGRAM)}:{node.lineno} {node.name}", node


def length(function: Function) -> int:
    """Its lines, decorators excluded."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def paths(function: Function) -> int:
    """Its cyclomatic complexity, counted as radon counts it; functions within it are their own."""
    count, waiting = 1, list(ast.iter_child_nodes(function))
    while waiting:
        node = waiting.pop()
        if isinstance(node, Function):
            continue
        count += isinstance(node, _BRANCHES) + (len(node.values) - 1 if isinstance(node, ast.BoolOp) else 0)
        count += len(node.ifs) if isinstance(node, ast.comprehension) else 0
        waiting.extend(ast.iter_child_nodes(node))
    return count


def test_functions_are_short() -> None:
    lengths = {place: length(function) for place, function in functions()}
    too_long = {place: lines for place, lines in lengths.items() if lines > LONGEST}
    assert len(too_long) <= TOO_LONG, too_long
    short = sum(lines < SHORT for lines in lengths.values())
    assert short >= len(lengths) * SHARE_OF_SHORT, sorted(lengths, key=lengths.__getitem__)[-40:]


def test_functions_have_few_paths() -> None:
    too_many = {place: count for place, function in functions() if (count := paths(function)) > MOST_PATHS}
    assert not too_many, too_many


def test_real_types_take_the_place_of_any() -> None:
    uses = {
        file.relative_to(PROGRAM).as_posix(): sum(
            isinstance(node, ast.Name) and node.id == "Any" for node in ast.walk(_tree(file))
        )
        for file in SOURCES
    }
    assert sum(uses.values()) <= MOST_ANY, sorted(uses.items(), key=lambda item: -item[1])[:20]


def _modules_loaded_by() -> dict[str, set[str]]:
    """Which modules each loads. Imports within functions are done when these run, and are no part of it."""
    graph = grimp.build_graph("archivist", exclude_type_checking_imports=True, cache_dir=None)
    loaded: dict[str, set[str]] = {module: set() for module in graph.modules}
    for module in graph.modules:
        for imported in graph.find_modules_directly_imported_by(module):
            found = graph.get_import_details(importer=module, imported=imported)
            if any(each["line_number"] in _first_lines(module) for each in found):
                loaded[module].add(imported)
    return loaded


@cache
def _first_lines(module: str) -> frozenset[int]:
    """The lines on which the statements of a module that are in no function begin."""
    path = PROGRAM.parent / module.replace(".", "/")
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    waiting, lines = list(_tree(file).body), set()
    while waiting:
        node = waiting.pop()
        lines.add(node.lineno)
        if isinstance(node, ast.If | ast.Try | ast.With | ast.ClassDef):
            waiting.extend(child for child in ast.walk(node) if isinstance(child, ast.Import | ast.ImportFrom))
    return frozenset(lines)


def test_no_modules_import_one_another_in_a_circle() -> None:
    loaded = _modules_loaded_by()
    assert sum(map(len, loaded.values())) > len(SOURCES)
    for module in filter(IN_A_CIRCLE.fullmatch, loaded):
        loaded[module] = {imported for imported in loaded[module] if not IN_A_CIRCLE.fullmatch(imported)}
    graphlib.TopologicalSorter(loaded).prepare()  # raises CycleError, which names the circle


def test_few_files_have_the_same_name() -> None:
    """So that an editor's search for a name gives one or two answers."""
    names = Counter(file.name for file in SOURCES if file.name != "__init__.py")
    assert {name for name, count in names.items() if count > 2} <= NAMES_OF_COMMANDS, names.most_common(10)


def test_the_counts_are_right() -> None:
    """Counted by hand."""
    source = """\
def f(a, b):
    if a and b or not a:
        return [x for x in a if x]
    for each in b:
        try:
            each()
        except ValueError:
            pass
    return 1 if a else 2
"""
    (function,) = ast.parse(source).body
    assert isinstance(function, ast.FunctionDef)
    assert length(function) == len(re.findall("\n", source))
    # one, `if`, `and`, `or`, the comprehension and its filter, `for`, `except`, the conditional expression
    assert paths(function) == 9


def test_the_layout_engine_is_named_only_behind_its_door() -> None:
    named = {file.relative_to(PROGRAM) for file in SOURCES if "weasyprint" in file.read_text("utf-8").lower()}
    assert named
    assert all(file.is_relative_to("pdf/engine") for file in named)
