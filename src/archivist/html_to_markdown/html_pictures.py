"""Pictures: which address is meant, and which pictures are none."""

import re
from collections.abc import Callable

from archivist.dialect.picture_addresses import MAX_SET, SOURCES, picture_address, takes_room
from archivist.dialect.picture_sizes import picture_size
from archivist.html_to_markdown.html_addresses import absolute, scheme_of
from archivist.html_to_markdown.nodes import Node
from archivist.html_to_markdown.remarks import Remarks

_EMOJI = frozenset({"emoji", "wp-smiley", "twemoji", "emojione"})
_WIDEST = 600  # pixels; a picture as wide fills the text on pages of every size
_GALLERY = re.compile(r"(?:^|\s)(?:attachment-|(?:wp-block-|blocks-|tiled-)?gallery(?:[\s_-]|$))")
_STYLED = {name: re.compile(rf"(?:^|;)\s*{name}\s*:\s*([^;!]{{1,30}})", re.I) for name in ("width", "height")}


def address_of(image: Node) -> str:
    """The address of the picture as the page means it: past placeholders, the largest of several."""
    return picture_address(image.get)


def note_sources(picture: Node) -> None:
    """Write what the sources of a `<picture>` offer to its pictures: they themselves are not printed."""
    sets = [written for node in picture.find("source") if (written := node.get("data-srcset") or node.get("srcset"))]
    offered = ", ".join(sets)[:MAX_SET]
    for image in picture.find("img"):
        image.attributes[SOURCES] = offered


def settle_pictures(root: Node, base: str, picture: Callable[[str], str] | None, remarks: Remarks) -> None:
    """Give each picture its address as `src`, in place; drop what only counts readers; letters drawn become letters."""
    for image in [node for node in root.walk() if node.tag in ("img", "amp-img", "image")]:
        if image.classes & _EMOJI and image.get("alt").strip():
            image.become("span", {}, image.get("alt"))
            continue
        address = address_of(image)
        if takes_room(address) and not image.get("alt").strip():
            remarks.left_out("a picture that only takes up room was left out", address)
            image.vanish()
            continue
        if _is_pixel(image):
            remarks.left_out("a picture of one pixel, which only counts readers, was left out", address)
            image.vanish()
            continue
        _settle(image, address, base, picture, remarks)


def _settle(image: Node, address: str, base: str, picture: Callable[[str], str] | None, remarks: Remarks) -> None:
    alternative = " ".join(image.get("alt").split())
    embedded = scheme_of(address) == "data"
    target = absolute(address, base)
    if target and picture is not None:
        target = picture(target)
    if not target or scheme_of(target) in ("data", "javascript", "about"):
        kind = "a picture within the page could not be taken out" if embedded else "a picture has no address"
        remarks.add("import-picture", f"{kind}; its alternative text takes its place", alternative or "no text")
        image.become("span", {}, *([alternative] if alternative else []))
        return
    title = " ".join(image.get("title").split())
    if title and title != alternative and title not in target:
        remarks.left_out("the words shown when a pointer rests on a picture were left out", title)
    image.become("img", {"src": target, "alt": alternative, **_size(image)})


def size_of(image: Node) -> dict[str, str]:
    """The size of a picture that `settle_pictures` has read."""
    return {name: image.get(name) for name in ("width", "height") if image.get(name)}


def _size(image: Node) -> dict[str, str]:
    """The size the page gives a picture or the figure of it alone.

    Nothing of what is as wide as the text anyway, and of galleries: there sizes are those of a preview.
    """
    around = list(image.ancestors())
    if any(_GALLERY.search(each.get("class")) for each in (image, *around)):
        return {}
    figures = [each for each in around if each.tag == "figure" and len(list(each.find("img"))) == 1]
    for each in (image, *figures[:1]):
        size = picture_size(_side(each, "width"), _side(each, "height"))
        if size:
            number = next(iter(size.values()))
            return {} if number[-1].isdigit() and float(number) >= _WIDEST else size
    return {}


def _side(node: Node, name: str) -> str:
    """What a style says of a side, which is stronger (CSS 2, 6.4.4), or an attribute."""
    styled = _STYLED[name].search(node.get("style")[:1000])
    return styled[1] if styled else node.get(name)


def _is_pixel(image: Node) -> bool:
    sizes = [re.match(r"\s*(\d+)", image.get(name)) for name in ("width", "height")]
    numbers = [int(size[1][:6]) for size in sizes if size]
    style = re.sub(r"\s", "", image.get("style").lower()[:500])
    in_style = bool(re.search(r"(?:^|;)width:[01](?:px)?(?:;|!|$)", style)) and "height:" in style
    return (len(numbers) == 2 and max(numbers) <= 1) or in_style
