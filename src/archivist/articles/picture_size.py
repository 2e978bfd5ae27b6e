"""The size an author gives a picture, as style that paper and screen follow alike.

HTML's `width` takes whole pixels only (HTML, 4.8.17), and the layout engine follows no attribute of this kind, so both
become `style`. A picture keeps its proportions whatever is asked for.
"""

import re
from collections.abc import Iterator, Mapping

import tinycss2

from archivist.text.xml_element import Element

_LENGTH = re.compile(
    r"(\d{1,6}(?:\.\d{0,4})?|\.\d{1,4})\s*(px|%|em|rem|ex|ch|cm|mm|in|pt|pc)?", re.ASCII | re.IGNORECASE
)
MOST = "data-max-width"  # the attribute for what `style` says of the largest width
WIDTH_AROUND = "data-width"  # of an element around a picture
CONTAINERS = ("a", "center", "div", "figure", "p", "span")  # elements whose width is that of the picture in them
_LARGEST_SHARE = 100.0  # percent of the measure
_ALL = "100%"
_IN_STYLE = {"width": "width", "height": "height", "max-width": MOST}
_PARTS = re.compile(r"([\d.]+)(\D+)")
_ROUNDING = 0.02  # of a side; sites round to whole pixels


def set_size(image: Element, width: int, height: int) -> Iterator[str]:
    """Turn the attributes of an `<img>` into style. `width` and `height` are those of the file, in pixels.

    Yields a remark for whatever cannot be followed.
    """
    most = _length(image.attrib.pop(MOST, ""), relative=True)
    asked = {name: image.attrib.pop(name, "").strip() for name in ("width", "height")}
    sizes = {name: _length(value, relative=name == "width") for name, value in asked.items()}
    for name, value in asked.items():
        if value and value.lower() != "auto" and not sizes[name]:
            yield f"{name}={value[:30]!r} is not a size; the picture has its own"
    if sizes["width"] and sizes["height"] and _is_other_shape(sizes["width"], sizes["height"], width, height):
        given = f"{asked['width']} × {asked['height']}"
        yield f"{given} would distort the picture of {width} × {height}; it is set with the width alone"
    if sizes["width"]:
        image.set("style", f"width: {sizes['width']}; height: auto; object-fit: contain")
    elif sizes["height"]:
        image.set("style", f"width: auto; height: {sizes['height']}; object-fit: contain")
    elif most and most != _ALL:
        image.set("style", f"max-width: {most}; height: auto; object-fit: contain")


def sizes_in_style(style: str) -> dict[str, str]:
    """The sizes that a `style` attribute gives, by attribute; what else it says does not concern the article."""
    declared = tinycss2.parse_blocks_contents(style, skip_comments=True, skip_whitespace=True)
    return {
        _IN_STYLE[each.lower_name]: tinycss2.serialize(each.value).strip()
        for each in declared
        if each.type == "declaration" and each.lower_name in _IN_STYLE
    }


def sizes_around(attributes: Mapping[str, str]) -> dict[str, str]:
    """What the attributes of an element around a picture say of its width, under the names that cleaning keeps."""
    style = sizes_in_style(attributes.get("style", ""))
    around = {WIDTH_AROUND: style.get("width") or attributes.get("width", ""), MOST: style.get(MOST, "")}
    return {name: value for name, value in around.items() if value}


def size_by_containers(root: Element) -> Iterator[tuple[int, str]]:
    """Give a picture the width of the element that contains nothing else, in place.

    A share of the picture's own is taken of that width. Yields line and remark where a figure contains several.
    """
    for element in reversed(list(root.iter(*CONTAINERS))):  # the innermost first
        width, most = element.attrib.pop(WIDTH_AROUND, ""), element.attrib.pop(MOST, "")
        if not (width or most):
            continue
        pictures = list(element.iter("img"))
        if len(pictures) == 1 and _is_all(element, pictures[0]):
            _narrow(pictures[0], width, most)
        elif pictures and element.tag == "figure":
            line = int(pictures[0].get("data-line", "0"))
            yield line, f"the width {(width or most)[:30]!r} of a figure of several pictures is not applied"


def _is_all(element: Element, picture: Element) -> bool:
    """Whether an element contains a picture, perhaps with its caption, and no other words."""
    captions = [each for each in element.iter("figcaption") if picture not in each.iter("img")]
    words = "".join(element.itertext()).strip()
    return words == "".join("".join(each.itertext()) for each in captions).strip() or element.tag == "figure"


def _narrow(picture: Element, width: str, most: str) -> None:
    """Apply the width of what is around a picture to what the picture says of its own."""
    around = _length(width, relative=True) or _length(most, relative=True)
    own = _length(picture.get("width", "").strip(), relative=True)
    if not around and not any(character.isdigit() for character in width + most):
        return  # auto, fit-content
    if not own and not picture.get("height", "").strip():
        by_width = bool(_length(width, relative=True)) or not around
        picture.set("width" if by_width else MOST, width if by_width else most)
    elif around and own.endswith("%"):
        number, unit = _PARTS.fullmatch(around).groups()  # type: ignore[union-attr]  # a length
        picture.set("width", f"{float(number) * float(own[:-1]) / _LARGEST_SHARE:.10g}{unit}")


def _length(written: str, *, relative: bool) -> str:
    """A length of CSS; "" if it is not one. A share of the height has no meaning on a page."""
    match = _LENGTH.fullmatch(written)
    if match is None or float(match[1]) == 0:
        return ""
    number, unit = float(match[1]), (match[2] or "px").lower()
    if unit == "%" and not relative:
        return ""
    if unit == "%":
        number = min(number, _LARGEST_SHARE)
    return f"{number:.10g}{unit}"


def _is_other_shape(width: str, height: str, own_width: int, own_height: int) -> bool:
    """Whether two lengths in pixels have other proportions than the picture's own."""
    if not (width.endswith("px") and height.endswith("px")):
        return False
    wanted = float(width.removesuffix("px")) * own_height / own_width
    given = float(height.removesuffix("px"))
    return abs(wanted - given) > max(1.0, _ROUNDING * given)
