"""A file taken apart into its front matter and its text."""

import re

from archivist.front_matter.values import BlockError, Fault

MAX_FRONT_MATTER = 1_000_000  # bytes


def taken_apart(source: str, closing: str) -> tuple[str, str, int]:
    """The block between the first line and the line that closes it, what follows, and the line on which that begins.

    `closing` is what the closing line matches. Raises BlockError if there is none, or if the block is too large.
    """
    first, _, rest = source.partition("\n")
    end = re.compile(closing, re.MULTILINE).search(rest)
    if end is None:
        raise BlockError(f"the closing line {first.rstrip()} is missing", 1)
    block = rest[: end.start()]
    check_size(block)
    return block, rest[end.end() + 1 :], block.count("\n") + 3


def check_size(block: str) -> None:
    """Raises BlockError if the block is too large to be read."""
    if len(block) > MAX_FRONT_MATTER or len(block.encode("utf-8", "surrogatepass")) > MAX_FRONT_MATTER:
        raise BlockError("the front matter is larger than 1 MB", 1, Fault.TOO_LARGE)
