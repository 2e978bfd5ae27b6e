"""Functions that are compiled when they are first called."""

from collections.abc import Callable, Mapping

Test = Callable[[object], object]


def compile_later(source: str, global_names: Mapping[str, object], local_names: Mapping[str, object]) -> Test:
    """What `eval` makes of the source of a function with one argument; it is compiled when it is first called."""
    compiled: Test | None = None

    def test(subject: object) -> object:
        nonlocal compiled
        if compiled is None:
            compiled = eval(source, {**global_names}, local_names)
        return compiled(subject)

    return test
