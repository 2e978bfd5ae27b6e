"""The programs and libraries that decide the bytes of the files, with their versions."""

import ctypes
import platform
import sys
import zlib
from collections.abc import Iterable
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from archivist import __version__
from archivist.package_versions import package_version
from archivist.text.collation import icu_version

# Distributions that read, mark up, check or write what is in the files. The layout engine names its own.
_DISTRIBUTIONS = (
    *("babel", "EbookLib", "fonttools", "Jinja2", "langcodes", "lxml", "markdown-it-py", "math-core"),
    *("mdit-py-plugins", "nh3", "pikepdf", "pillow", "pydantic", "pypdfium2", "resvg-py", "tinycss2", "uharfbuzz"),
    *("ziafont", "ziamath"),
)
_OF_GLOSSARY = ("simplemma",)  # decides which words of a text are those of a glossary


def libraries(engine: Iterable[str], *, has_glossary: bool = False) -> dict[str, str]:
    """Name and version of each, in the order of names; `engine` are those of the layout engine: `pango 1.50.12`."""
    from lxml import etree  # noqa: PLC0415 - heavy, and read by most already

    distributions = (*_DISTRIBUTIONS, *(_OF_GLOSSARY if has_glossary else ()))
    found = {name.lower(): package_version(name) for name in distributions}
    found |= {name: number for name, _, number in (each.rpartition(" ") for each in engine)}
    found["icu"] = icu_version()
    found |= {"libxml2": ".".join(map(str, etree.LIBXML_VERSION)), "qpdf": qpdf_version()}
    found |= {"python": platform.python_version(), "zlib": zlib.ZLIB_RUNTIME_VERSION}
    return {"archivist": __version__, **dict(sorted(found.items()))}


@cache
def qpdf_version() -> str:
    """The version of qpdf. Its library is asked if it is in the wheel of pikepdf, which an EPUB does not need."""
    package = find_spec("pikepdf") if "pikepdf" not in sys.modules else None
    if package is not None and package.origin is not None:
        for file in (Path(package.origin).parents[1] / "pikepdf.libs").glob("libqpdf-*.so*"):
            ask = ctypes.CDLL(str(file)).qpdf_get_qpdf_version
            ask.restype = ctypes.c_char_p
            return str(ask().decode())
    from pikepdf import __libqpdf_version__  # noqa: PLC0415 - heavy

    return str(__libqpdf_version__)
