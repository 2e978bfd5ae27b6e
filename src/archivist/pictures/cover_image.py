"""The cover as a picture, from its page: e-readers want one for their shelf."""

import io
from pathlib import Path

from archivist.files import sha256
from archivist.package_versions import package_version

_WIDTH = 1600  # pixels: what shelves of e-readers and shops show at their largest
_QUALITY = 90


def cover_image(pdf: bytes) -> bytes:
    """The first page of a PDF as a JPEG, 1600 pixels wide."""
    import pypdfium2  # noqa: PLC0415 - most pictures are kept

    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        # In the order of colours that JPEG has: to turn the other one round takes Pillow as long as the drawing does.
        picture = page.render(scale=_WIDTH / page.get_width(), rev_byteorder=True).to_pil()
    picture = picture if picture.mode == "RGB" else picture.convert("RGB")
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=_QUALITY, optimize=True, dpi=(300, 300))
    return target.getvalue()


def is_cover_image(data: bytes) -> bool:
    """Whether this is a JPEG from its first marker to its last one (ISO/IEC 10918-1, B.1.1.3): SOI and EOI."""
    return data.startswith(b"\xff\xd8\xff") and data.endswith(b"\xff\xd9")


def drawn_by() -> tuple[str, ...]:
    """What decides what the picture of a page is: the libraries, and this module."""
    libraries = (f"{name} {package_version(name)}" for name in ("pypdfium2", "pillow"))
    return (*libraries, sha256(Path(__file__)))
