"""The programs and libraries that decide the bytes of the files, with their versions."""

import platform
import zlib
from collections.abc import Iterable

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
    from pikepdf import __libqpdf_version__  # noqa: PLC0415 - the same

    distributions = (*_DISTRIBUTIONS, *(_OF_GLOSSARY if has_glossary else ()))
    found = {name.lower(): package_version(name) for name in distributions}
    found |= {name: number for name, _, number in (each.rpartition(" ") for each in engine)}
    found["icu"] = icu_version()
    found |= {"libxml2": ".".join(map(str, etree.LIBXML_VERSION)), "qpdf": __libqpdf_version__}
    found |= {"python": platform.python_version(), "zlib": zlib.ZLIB_RUNTIME_VERSION}
    return {"archivist": __version__, **dict(sorted(found.items()))}
