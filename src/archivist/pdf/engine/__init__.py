"""The door of the layout engine: a `LayoutJob` goes in, a `LaidOut` comes back.

The only package that imports WeasyPrint. What else is in it is nobody's business outside; another engine would be
another package with these names. The engine is loaded with the first call, not with this module.
"""

from collections.abc import Sequence
from pathlib import Path

from archivist.pdf.engine.layout_job import (
    Contents,
    FollowingDocument,
    LaidOut,
    LayoutJob,
    PictureInJob,
    WrongNumber,
)
from archivist.pdf.margin_texts import MarginTexts

__all__ = [
    "Contents",
    "FollowingDocument",
    "LaidOut",
    "LayoutJob",
    "PictureInJob",
    "WrongNumber",
    "find_margin_texts",
    "lay_out",
    "load",
    "srgb_profile",
    "versions",
]


def load() -> None:
    """Load the engine, which the first call does otherwise. Raises LayoutError as `lay_out`."""
    from archivist.pdf.engine.engine_loading import load_engine  # noqa: PLC0415

    load_engine()
    from archivist.pdf.engine import document_layout, patches  # noqa: F401, PLC0415

    patches.install()


def lay_out(job: LayoutJob, contents: Contents) -> LaidOut:
    """Lay out one document, with fonts and pictures from `contents`.

    If the engine gives up, the result says so: the caller knows the article. Raises LayoutError if the engine is not
    the one this program is made for, or if a style sheet loads something, and the error of `contents`.
    """
    load()
    from archivist.pdf.engine import document_layout  # noqa: PLC0415
    from archivist.pdf.engine.material import resolve  # noqa: PLC0415

    return document_layout.lay_out(resolve(job, contents))


def find_margin_texts(job: LayoutJob, contents: Contents, kinds: Sequence[str]) -> MarginTexts | None:
    """What the style sheets of a job print in the margins of each kind of page, read from specimen pages.

    None if they print more than the two texts, or if these cannot be described. Raises as `lay_out`, and LayoutError if
    the engine gives up.
    """
    load()
    from archivist.pdf.engine import document_layout  # noqa: PLC0415
    from archivist.pdf.engine.material import resolve  # noqa: PLC0415

    return document_layout.find_margin_texts(resolve(job, contents), kinds)


def versions() -> tuple[str, ...]:
    """Names and versions of what lays out, for the cache key and the record."""
    from archivist.pdf.engine import engine_versions  # noqa: PLC0415

    return engine_versions.versions()


def srgb_profile() -> bytes:
    """The ICC profile of sRGB that the colours of the pages are meant in."""
    from importlib.metadata import distribution  # noqa: PLC0415

    # Not as a resource of the package: that would load the engine, which may run in other processes only.
    return Path(str(distribution("weasyprint").locate_file("weasyprint/pdf/sRGB2014.icc"))).read_bytes()
