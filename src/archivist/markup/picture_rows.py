"""Small pictures that follow one another, as rows: beside one another as far as the page is wide.

A figure in a row is as wide as its picture, so that its caption stays below it. How many are beside one another is
decided where lines are: by the layout engine on paper, by the reading system in an EPUB.
"""

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from archivist.model.articles import Picture

ROW = "picture-row"  # class of what is around the figures
_WIDEST = 200.0  # pixels of CSS (53 mm): two of them are beside one another on A5
_WIDEST_SHARE = 50.0  # percent of the measure
_MEASURE = 423.0  # pixels of CSS: that of A5
_LARGEST_HEIGHT = 300.0  # pixels (79 mm): higher ones would leave too much white at the foot of a page
_LEAST_WIDTH = 90.0  # pixels: of a figure with its caption, as in the style sheets
_WHITE = 10.6  # pixels: on both sides of a figure, as in the style sheets
_EM = 13.2  # pixels of CSS: the text on A5
_PIXELS = {"%": _MEASURE / 100, "px": 1.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4, "pt": 4 / 3, "pc": 16.0} | {
    **{"em": _EM, "rem": _EM, "ex": _EM / 2, "ch": _EM / 2},
}
_LENGTH = re.compile(r"(?:^|; )(width|height|max-width): ([\d.]+)(%|[a-z]+)")


def set_picture_rows(root: etree._Element, pictures: Mapping[str, Picture]) -> None:
    """Put neighbouring figures with one small picture each into a row, in place. `pictures` are by name."""
    for first in list(root.iter("figure")):
        if first.getparent().get("class") == ROW or first is root:
            continue
        row = list(_row_from(first, pictures))
        if len(row) > 1:
            _enclose(row)


def _row_from(first: etree._Element, pictures: Mapping[str, Picture]) -> Iterator[tuple[etree._Element, str]]:
    """The figures of a row that begins with `first`, each with its width in CSS."""
    figure: etree._Element | None = first
    while figure is not None and figure.tag == "figure":
        width = _small_width(figure, pictures)
        if not width:
            return
        yield figure, width
        if (figure.tail or "").strip():
            return
        figure = figure.getnext()


def _small_width(figure: etree._Element, pictures: Mapping[str, Picture]) -> str:
    """The width at which the picture of a figure is set; "" if it is not a small one, or not the only one."""
    images = list(figure.iter("img"))
    if len(images) != 1 or images[0].get("src", "") not in pictures:
        return ""
    picture = pictures[images[0].get("src", "")]
    set_sizes = {name: (float(number), unit) for name, number, unit in _LENGTH.findall(images[0].get("style", ""))}
    number, unit = set_sizes.get("width") or _width_by_height(picture, *set_sizes.get("height", (0.0, "px")))
    most = set_sizes.get("max-width")
    if most and (most[1] == "%" or most[0] * _PIXELS[most[1]] < number):
        number, unit = most
    pixels = number * _PIXELS[unit]
    is_narrow = number <= _WIDEST_SHARE if unit == "%" else pixels <= _WIDEST
    is_small = is_narrow and pixels * picture.height / picture.width <= _LARGEST_HEIGHT
    return f"{number:g}{unit}" if is_small else ""


def _width_by_height(picture: Picture, height: float, unit: str) -> tuple[float, str]:
    """The width of a picture that has this height; its own if `height` is 0."""
    return (height * picture.width / picture.height, unit) if height else (float(picture.width), "px")


def _enclose(row: list[tuple[etree._Element, str]]) -> None:
    first = row[0][0]
    around = first.makeelement("div", {"class": ROW})
    first.addprevious(around)
    around.tail = row[-1][0].tail
    has_room = sum(max(_pixels(width), _LEAST_WIDTH) + _WHITE for _, width in row) <= _MEASURE
    for figure, width in row:
        figure.tail = None  # spaces between them would be added to their widths
        _set_width(figure, width, has_room=has_room)
        around.append(figure)


def _pixels(width: str) -> float:
    number, unit = re.fullmatch(r"([\d.e+-]+)(%|[a-z]+)", width).groups()  # type: ignore[union-attr]  # made above
    return float(number) * _PIXELS[unit]


def _set_width(figure: etree._Element, width: str, *, has_room: bool) -> None:
    """A share is that of the measure: for the picture, or with the white on its sides if the row has no room for more.

    The picture fills it then.
    """
    is_share = width.endswith("%")
    figure.set("style", f"width: {width}" + ("; box-sizing: border-box" if is_share and not has_room else ""))
    if is_share:
        (image,) = figure.iter("img")
        image.set("style", "width: 100%; height: auto; object-fit: contain")
