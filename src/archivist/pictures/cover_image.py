"""The cover as a picture, from its page: e-readers want one for their shelf."""

import io

import pypdfium2

_WIDTH = 1600  # pixels: what shelves of e-readers and shops show at their largest
_QUALITY = 90


def cover_image(pdf: bytes) -> bytes:
    """The first page of a PDF as a JPEG, 1600 pixels wide."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        picture = page.render(scale=_WIDTH / page.get_width()).to_pil().convert("RGB")
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=_QUALITY, optimize=True, dpi=(300, 300))
    return target.getvalue()
