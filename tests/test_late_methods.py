"""Data classes whose methods are compiled when they are called behave as those of Python do."""

import copy
import dataclasses
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from types import ModuleType
from typing import Any

import pytest

from archivist import late_methods

SOURCE = """
from dataclasses import KW_ONLY, InitVar, dataclass, field

@dataclass(frozen=True, slots=True)
class Point:
    x: int
    y: int = 2

@dataclass(order=True)
class Row(object):
    key: str
    values: list = field(default_factory=list)
    note: str = field(default="", compare=False, repr=False)
    _: KW_ONLY
    start: InitVar[int] = 0

    def __post_init__(self, start):
        self.values.append(start)

@dataclass(frozen=True)
class Place(Point):
    name: str = "here"

    def __repr__(self):
        return f"<{self.name}>"

@dataclass(slots=True)
class Knot:
    other: object = None
"""


def module(name: str) -> Iterator[ModuleType]:
    made = ModuleType(name)
    sys.modules[name] = made
    exec(SOURCE, vars(made))
    yield made
    del sys.modules[name]


@pytest.fixture
def early() -> Iterator[ModuleType]:
    yield from module("archivist.made_early")


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the methods that were compiled since methods are compiled late."""
    names: list[str] = []
    make = dataclasses._create_fn  # type: ignore[attr-defined]

    def _create_fn(name, args, body, *, globals=None, locals=None, return_type=dataclasses.MISSING):  # type: ignore[no-untyped-def]
        names.append(name)
        return make(name, args, body, globals=globals, locals=locals, return_type=return_type)

    monkeypatch.setattr(dataclasses, "_create_fn", _create_fn)
    late_methods.compile_methods_late()
    return names


@pytest.fixture
def late(early: ModuleType, compiled: list[str]) -> Iterator[ModuleType]:
    yield from module("archivist.made_late")


def knotted(m: Any) -> str:
    knot = m.Knot()
    knot.other = knot
    return repr(knot)


CALLS: list[Callable[[Any], object]] = [
    lambda m: repr(m.Point(1)),
    lambda m: (m.Point(1) == m.Point(1, 2), m.Point(1) == m.Point(2), m.Point(1) == (1, 2)),
    lambda m: hash(m.Point(1)) == hash(m.Point(y=2, x=1)),
    lambda m: {m.Point(1): 1}[m.Point(1)],
    lambda m: m.Point(),
    lambda m: m.Point(1, z=3),
    lambda m: setattr(m.Point(1), "x", 2),
    lambda m: delattr(m.Point(1), "x"),
    lambda m: repr(dataclasses.replace(m.Point(1), y=5)),
    lambda m: repr(copy.deepcopy(m.Point(1))),
    lambda m: repr(pickle.loads(pickle.dumps(m.Point(1)))),
    lambda m: repr(m.Row("b", start=3)),
    lambda m: (m.Row("a") < m.Row("b"), m.Row("a") >= m.Row("a"), m.Row("a", [1], "x") == m.Row("a", [1], "y")),
    lambda m: m.Row("a") < m.Point(1),
    lambda m: m.Row("a", [], "", 3),
    lambda m: hash(m.Row("a")),
    lambda m: (repr(m.Place(1, 2)), m.Place(1) == m.Place(1), m.Place(1) == m.Point(1), m.Place.__match_args__),
    lambda m: setattr(m.Place(1), "name", "there"),
    lambda m: [m.Place(1), m.Point(1), m.Place(2)][0].x,
    lambda m: m.Point.__init__.__qualname__,
    knotted,
]


@pytest.mark.parametrize("number", range(len(CALLS)))
def test_methods_do_the_same(number: int, early: ModuleType, late: ModuleType) -> None:
    """Twice: the first call compiles."""
    results = []
    for made in (early, late, late):
        try:
            results.append(repr(CALLS[number](made)))
        except (TypeError, AttributeError) as error:
            results.append(f"{type(error).__name__}: {error}")
    assert results[0] == results[1] == results[2]


def test_a_method_is_compiled_once_and_is_then_that_of_its_class(late: ModuleType, compiled: list[str]) -> None:
    assert compiled == []
    for number in range(3):
        late.Point(number)
        late.Place(number)
    assert compiled == ["__init__"] * 2
    assert late.Point.__init__.__code__.co_varnames == ("self", "x", "y")
    with suppress(dataclasses.FrozenInstanceError):
        late.Place(1).x = 2
    assert compiled == ["__init__"] * 2 + ["__setattr__"]


def test_classes_of_other_packages_are_left_alone(compiled: list[str]) -> None:
    for made in module("other_package.made"):
        assert compiled.count("__init__") == 4
        assert made.Point.__init__.__code__.co_varnames == ("self", "x", "y")


def test_where_python_compiles_otherwise_nothing_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    def _create_fn(name: str, everything: object) -> None: ...

    monkeypatch.setattr(dataclasses, "_create_fn", _create_fn)
    late_methods.compile_methods_late()
    assert getattr(dataclasses, "_create_fn") is _create_fn  # noqa: B009 - private
    monkeypatch.delattr(dataclasses, "_create_fn")
    late_methods.compile_methods_late()
    assert not hasattr(dataclasses, "_create_fn")


@pytest.mark.slow
@pytest.mark.skipif(sys.version_info >= (3, 13), reason="Python compiles all methods of a class at once")
def test_a_command_compiles_few_methods() -> None:
    code = (
        "import sys; from archivist import late_methods; made = []; late = late_methods._late\n"
        "late_methods._late = lambda name, make: late(name, lambda: made.append(name) or make())\n"
        "late_methods.compile_methods_late()\n"
        "import archivist.pipeline, dataclasses\n"
        "classes = [each for name, m in sorted(sys.modules.items()) if name.startswith('archivist.')"
        " for each in vars(m).values() if isinstance(each, type) and dataclasses.is_dataclass(each)]\n"
        "print(len(set(classes)), len(made))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    classes, made = map(int, done.stdout.split())
    assert classes > 150
    assert made < classes / 3
