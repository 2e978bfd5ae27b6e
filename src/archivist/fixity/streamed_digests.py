"""Files read as streams, for their digests: the part of an audit that takes long, and that worker processes do."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from archivist.fixity.containers import DAMAGE, FolderFiles, Opener, ZipFiles, reason

_BLOCK = 1 << 20  # bytes in memory at a time
_JOB_BYTES, _JOB_FILES = 64 << 20, 256  # a job: small enough to keep all workers busy to the end


@dataclass(frozen=True, slots=True)
class Reading:
    """A job: files of a container, and the digests wanted, by their names in `hashlib`."""

    container: FolderFiles | ZipFiles
    names: tuple[str, ...]
    algorithms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file as it was read: its size and hexadecimal digests; or why it could not be read."""

    name: str
    size: int = 0
    digests: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""


def plan_readings(
    container: FolderFiles | ZipFiles, sizes: Mapping[str, int], algorithms: Sequence[str]
) -> Iterator[Reading]:
    """Jobs that read all these files once."""
    names: list[str] = []
    total = 0
    for name, size in sizes.items():
        names.append(name)
        total += size
        if total >= _JOB_BYTES or len(names) >= _JOB_FILES:
            yield Reading(container, tuple(names), tuple(algorithms))
            names, total = [], 0
    if names:
        yield Reading(container, tuple(names), tuple(algorithms))


def read_files(job: Reading) -> tuple[ReadFile, ...]:
    """Do a job. A file that cannot be read is part of the result, never an exception."""
    try:
        with job.container.opened() as opener:
            return tuple(_read(opener, name, job.algorithms) for name in job.names)
    except DAMAGE as error:
        return tuple(ReadFile(name, problem=reason(error)) for name in job.names)


def _read(opener: Opener, name: str, algorithms: Sequence[str]) -> ReadFile:
    try:
        with opener(name) as file:
            return _digest(file, name, algorithms)
    except DAMAGE as error:
        return ReadFile(name, problem=reason(error))


def _digest(file: BinaryIO, name: str, algorithms: Sequence[str]) -> ReadFile:
    digests = [hashlib.new(algorithm, usedforsecurity=False) for algorithm in algorithms]
    size = 0
    while block := file.read(_BLOCK):
        size += len(block)
        for digest in digests:
            digest.update(block)
    return ReadFile(name, size, {name: digest.hexdigest() for name, digest in zip(algorithms, digests, strict=True)})
