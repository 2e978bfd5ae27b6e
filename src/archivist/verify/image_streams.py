"""The pictures of a PDF: the bytes of each are as many as its dictionary says (ISO 32000-2, 8.9.5).

A viewer shows what fits and leaves the rest black or white, and no validator counts.
"""

import io
from collections.abc import Iterator, Mapping

import pikepdf
from pikepdf import Array, Name, Stream
from PIL import Image, UnidentifiedImageError

from archivist.verdict import Message
from archivist.verify.internal_check import error

CHECK = "images"
_CHANNELS = {"/DeviceGray": 1, "/CalGray": 1, "/DeviceRGB": 3, "/CalRGB": 3, "/Lab": 3, "/DeviceCMYK": 4}
_ONE_CHANNEL = frozenset({"/Indexed", "/Separation"})
_JPEG_MODES: Mapping[str, int] = {"L": 1, "RGB": 3, "YCbCr": 3, "CMYK": 4}


def messages(pdf: pikepdf.Pdf) -> Iterator[Message]:
    """Every picture whose bytes do not fit what is said of them."""
    for held in pdf.objects:
        if isinstance(held, Stream) and held.get("/Subtype") == Name.Image:
            fault = _fault(held)
            if fault:
                yield error("image-damaged", f"the picture in object {held.objgen[0]} {fault}")


def _fault(image: pikepdf.Object) -> str:
    width, height = int(image.Width), int(image.Height)
    filters = image.get("/Filter")
    names = [str(each) for each in filters] if isinstance(filters, Array) else [str(filters)] if filters else []
    channels = 1 if image.get("/ImageMask") else _channels(image.get("/ColorSpace"))
    if names[-1:] == ["/DCTDecode"]:
        return _fault_of_jpeg(image, width, height, channels)
    if channels == 0 or names[-1:] in (["/JPXDecode"], ["/CCITTFaxDecode"], ["/JBIG2Decode"]):
        return ""  # these say themselves what they hold
    try:
        found = len(image.read_bytes())
    except pikepdf.PdfError as damage:
        return f"cannot be unpacked: {damage}"
    bits = 1 if image.get("/ImageMask") else int(image.get("/BitsPerComponent", 8))
    wanted = (width * channels * bits + 7) // 8 * height
    return "" if found == wanted else f"has {found:,} bytes, where {width} × {height} points ask for {wanted:,}"


def _fault_of_jpeg(image: pikepdf.Object, width: int, height: int, channels: int) -> str:
    try:
        with Image.open(io.BytesIO(image.read_raw_bytes()), formats=["JPEG"]) as picture:
            picture.load()
            size, mode = picture.size, picture.mode
    except UnidentifiedImageError:  # its message has a place in memory, and says no more
        return "is not a JPEG, which its filter says it is"
    except (OSError, SyntaxError, ValueError) as damage:
        return f"is not a whole JPEG: {damage}"
    held = _JPEG_MODES.get(mode, 0)
    if size == (width, height) and channels in {0, held}:
        return ""
    return f"holds {size[0]} × {size[1]} points of {held} colours, where {width} × {height} of {channels} are named"


def _channels(space: pikepdf.Object | None) -> int:
    """Values of a point in a colour space; 0 if it is not known here."""
    if isinstance(space, Array):
        family = str(space[0])
        if family == "/ICCBased":
            return int(space[1].N)
        if family == "/DeviceN":
            return len(space[1])
        return 1 if family in _ONE_CHANNEL else _CHANNELS.get(family, 0)
    return _CHANNELS.get(str(space), 0)
