"""What may travel between this machine and a worker is a list, and nothing else does."""

import dataclasses
import pickle
import types
import typing
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from archivist.cluster.travelling import (
    TRAVELLING,
    Answer,
    Checked,
    CheckJob,
    FilesRead,
    NotTravellingError,
    SharedReading,
    pack,
    unpack,
)
from archivist.pdf.engine import LaidOut, LayoutJob, PictureInJob
from archivist.pdf.structure import Element

ROOTS = (LayoutJob, Answer, CheckJob, Checked, SharedReading, FilesRead)
PLAIN = {str, bytes, int, float, bool, type(None), tuple, list, dict, Mapping}


def parts(annotation: typing.Any) -> Iterator[typing.Any]:
    """The types that an annotation consists of."""
    if isinstance(annotation, typing.ForwardRef | str):
        raise AssertionError(f"{annotation} is not resolved")
    origin = typing.get_origin(annotation)
    if origin not in (None, types.UnionType, typing.Union):
        yield origin
    if origin is None:
        yield annotation
    for argument in typing.get_args(annotation):
        if argument is not Ellipsis:
            yield from parts(argument)


def reached(root: type) -> set[typing.Any]:
    """The types of all fields of a type, and of their fields."""
    found: set[typing.Any] = set()
    waiting: list[typing.Any] = [root]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            if dataclasses.is_dataclass(one) and isinstance(one, type):
                waiting += [part for hint in typing.get_type_hints(one).values() for part in parts(hint)]
    return found


@pytest.mark.parametrize("root", ROOTS)
def test_jobs_and_answers_consist_of_listed_types_alone(root: type) -> None:
    assert reached(root) - PLAIN <= set(TRAVELLING)


def test_no_type_is_listed_that_neither_needs() -> None:
    assert set(TRAVELLING) <= {each for root in ROOTS for each in reached(root)}


def test_what_travels_arrives_as_it_was() -> None:
    job = LayoutJob("a", b"<html/>", ("p {}",), ("ab" * 32,), (PictureInJob("x.png", "image/png", "cd" * 32),))
    assert unpack(pack(job), LayoutJob) == job
    tree = Element("Document", "en", ["a"], attributes={"List": {"ListNumbering": "Decimal"}}, kids=[Element("P")])
    answer = Answer(LaidOut("a", b"%PDF", 1, (), (), (), (), structure=tree))
    assert unpack(pack(answer), Answer) == answer


def test_a_path_never_leaves() -> None:
    with pytest.raises(NotTravellingError, match="Path'> must not travel"):
        pack(LayoutJob("a", b"", (), (Path("/srv/archive/font.ttf"),)))  # type: ignore[arg-type]


class Hostile:
    def __reduce__(self) -> tuple[typing.Any, ...]:
        return print, ("called",)


@pytest.mark.parametrize("what", [Hostile(), Path("/etc"), LookupError("x"), print])
def test_what_is_not_listed_is_refused_before_it_is_called(what: object, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(NotTravellingError, match="must not travel"):
        unpack(pickle.dumps(what), Answer)
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("packed", [b"", b"\x80", b"no pickle", pack(LayoutJob("a", b"", (), ()))[:-5]])
def test_damaged_bytes_are_an_error_of_archivist(packed: bytes) -> None:
    with pytest.raises(NotTravellingError):
        unpack(packed, Answer)


def test_another_listed_type_is_not_an_answer() -> None:
    with pytest.raises(NotTravellingError, match="LayoutJob"):
        unpack(pack(LayoutJob("a", b"", (), ())), Answer)
