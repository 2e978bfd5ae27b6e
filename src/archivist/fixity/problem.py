"""Something wrong in a package, before it is known where the package is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """A code of the catalogue, what is wrong, and which file of the package it concerns; "" for all of it."""

    code: str
    message: str
    name: str = ""
