"""The one digest that decides all bytes of a package."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Seal:
    """A file with its SHA-512: the zip of a package, or the tag manifest in its folder.

    The tag manifest decides the manifests and the tag files, and the manifests decide the payload.
    """

    file: str  # its path as seen from the folder that the package is in: 2022-02/tagmanifest-sha512.txt
    sha512: str  # hexadecimal, small letters
    size: int  # bytes
    format: str  # in words
