"""The versions of installed packages, each read once: every edition and every layout states them."""

import re
from functools import cache
from importlib.metadata import distribution

_VERSION = re.compile(r"^Version:[ \t]*(\S+)[ \t]*$", re.MULTILINE | re.IGNORECASE)


@cache
def package_version(name: str) -> str:
    """The version of an installed package, as `importlib.metadata.version` says it. Raises PackageNotFoundError.

    Its metadata are a mail, often with a long description, which that function reads as a whole: a millisecond for each
    package. Here only the head is read.
    """
    package = distribution(name)
    head, _, _ = (package.read_text("METADATA") or "").partition("\n\n")
    found = _VERSION.findall(head)
    return found[0] if len(found) == 1 else package.version
