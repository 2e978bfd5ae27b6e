"""Lists of digests: read, and written again in their own form."""

import pytest

from archivist.fixity.checksum_list import parse_checksums

A, B = "ab" * 32, "0c" * 32


@pytest.mark.parametrize(
    ("content", "digests"),
    [
        (f"{A}  a.txt\n{B}  b.txt\n", {"a.txt": A, "b.txt": B}),
        (f"{A.upper()} *a.txt\r\n{B.upper()} *b.txt\r\n", {"a.txt": A, "b.txt": B}),
        (f"{A}\ta b.txt\n{B}\tb%0Ac.txt\n", {"a b.txt": A, "b\nc.txt": B}),
        ("", {}),
    ],
)
def test_a_regular_list_is_written_again_byte_by_byte(content: str, digests: dict[str, str]) -> None:
    read = parse_checksums(content.encode(), 64)
    assert read.faults == ()
    assert read.is_written_for(digests)
    assert not digests or not read.is_written_for(dict.fromkeys(digests, "00" * 32))


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        (f"{A}  a.txt\n{B.upper()}  b.txt\n", [2]),
        (f"{A}  a.txt\n{B} b.txt\n", [2]),
        (f"{A}  a.txt\n{B}  b.txt", [2]),
        (f"{A}  a.txt\n\n{B}  b.txt\n", [2]),
        (f"{A[:-1]}  a.txt\n", [1]),
        (f"{A[:-1]}A  a.txt\n", [1]),
        (f"{A}  a.txt\n{B}  a.txt\n", [2]),
        (f"\ufeff{A}  a.txt\n{B}  b.txt\n", [1]),
    ],
)
def test_irregular_lines_are_named(content: str, lines: list[int]) -> None:
    assert [fault.line for fault in parse_checksums(content.encode(), 64).faults] == lines
