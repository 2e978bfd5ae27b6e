"""The names and versions of what lays out pages, told without loading it."""

from functools import cache

from archivist.package_versions import package_version
from archivist.pdf.engine.c_libraries import library_versions
from archivist.svg.bitmap import renderer

_PACKAGES = ("weasyprint", "pydyf", "pyphen", "tinycss2", "cssselect2", "fonttools", "pillow")


@cache
def versions() -> tuple[str, ...]:
    """Names and versions, for the cache key, the record and the colophon."""
    return (*(f"{name} {package_version(name)}" for name in _PACKAGES), *library_versions(), renderer())
