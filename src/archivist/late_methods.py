"""Methods of data classes that are compiled when they are first called.

`dataclasses` writes the five or six methods of a frozen class as text, and compiles each while the class is defined. A
run defines more than 300 classes and calls a tenth of these methods: few classes are compared or printed, and many are
there for what the command does not do this time. To compile them all took 0.13 s of processor time in each process.

Only methods of this program's own classes, and of what reads its settings, are compiled later. Each is then the very
function that it would have been from the beginning, and costs the same. What is replaced is private to `dataclasses`.
Where it has another form, as in Python 3.13, which compiles all methods of a class at once, nothing is changed.
"""

import dataclasses
from collections.abc import Callable, Mapping
from functools import partial
from types import FunctionType

_MAKER = "_create_fn"  # of `dataclasses`: makes a method from the lines of its body
_ARGUMENTS = ("name", "args", "body", "globals", "locals", "return_type")
_PACKAGES = frozenset({__package__, "annotated_types", "pydantic"})

Make = Callable[..., FunctionType]


def compile_methods_late() -> None:
    """Let data classes that are defined from now on have methods that are compiled when called, in a few packages."""
    make: object = getattr(dataclasses, _MAKER, None)
    if isinstance(make, FunctionType) and _arguments(make) == _ARGUMENTS:
        setattr(dataclasses, _MAKER, partial(_make_later, make))


def _arguments(function: FunctionType) -> tuple[str, ...]:
    code = function.__code__
    return code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]


def _make_later(
    make: Make, name: str, *given: object, globals: Mapping[str, object] | None = None, **named: object
) -> FunctionType:
    """What `make` makes, or, for a class of one of the packages, a function that becomes that when it is called."""
    make = partial(make, name, *given, globals=globals, **named)
    package, _, _ = str((globals or {}).get("__name__")).partition(".")
    return _late(name, make) if package in _PACKAGES else make()


def _late(name: str, make: Make) -> FunctionType:
    made: FunctionType | None = None

    def method(self: object, *given: object, **named: object) -> object:
        nonlocal made
        if made is None:
            made = make()
            made.__qualname__ = method.__qualname__
            for owner in type(self).__mro__:
                if vars(owner).get(name) is method:
                    setattr(owner, name, made)
        return made(self, *given, **named)

    method.__name__ = name
    assert isinstance(method, FunctionType)
    return method
