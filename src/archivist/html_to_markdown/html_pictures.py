"""Pictures: which address is meant, and which pictures are none."""

import re
from collections.abc import Callable

from archivist.html_to_markdown.html_addresses import absolute, scheme_of
from archivist.html_to_markdown.nodes import Node
from archivist.html_to_markdown.remarks import Remarks

_LAZY = ("data-orig-file", "data-large-file", "data-lazy-src", "data-src", "data-original", "data-echo", "data-url")
_SOURCES = "data-archivist-sources"  # what the sources of a `<picture>` offer
_LAZY_SETS = ("data-lazy-srcset", "data-srcset", "srcset", _SOURCES)
_PLACEHOLDER = re.compile(
    r"(?:^|/)(?:blank|spacer|transparent|placeholder|pixel|1x1|grey|lazy)[\w-]*\.(?:gif|png|svg)", re.I
)
_EMOJI = frozenset({"emoji", "wp-smiley", "twemoji", "emojione"})
_MAX_SET = 20_000


def address_of(image: Node) -> str:
    """The address of the picture as the page means it: past placeholders, the largest of several."""
    source = image.get("src").strip()
    largest = _largest(image)
    if not _stands_in(source):
        return largest if largest else source
    if largest and not any(image.get(name) for name in _LAZY[:2]):
        return largest
    for name in _LAZY:
        if image.get(name).strip() and not _stands_in(image.get(name)):
            return image.get(name).strip()
    return largest or source


def _stands_in(address: str) -> bool:
    return not address or scheme_of(address) in ("data", "about") or bool(_PLACEHOLDER.search(address[:2000]))


def _largest(image: Node) -> str:
    """The largest of a set (html.spec.whatwg.org, "srcset attributes"); "" if there is none."""
    sets = [image.get(name) for name in _LAZY_SETS]
    best, most = "", -1.0
    for written in sets:
        for address, size in candidates(written[:_MAX_SET]):
            if size > most and not _stands_in(address):
                best, most = address, size
        if best:
            break
    return best


def candidates(written: str) -> list[tuple[str, float]]:
    """The addresses of a srcset, each with its width or density (1 if none is said)."""
    found = []
    for part in re.split(r",\s+|,(?=https?:|/)", written.strip()):
        words = part.split()
        if not words:
            continue
        size = words[1][:-1] if len(words) > 1 else "1"
        try:
            found.append((words[0].rstrip(","), float(size)))
        except ValueError:
            found.append((words[0].rstrip(","), 1.0))
    return found


def note_sources(picture: Node) -> None:
    """Write what the sources of a `<picture>` offer to its pictures: they themselves are not printed."""
    sets = [written for node in picture.find("source") if (written := node.get("data-srcset") or node.get("srcset"))]
    offered = ", ".join(sets)[:_MAX_SET]
    for image in picture.find("img"):
        image.attributes[_SOURCES] = offered


def settle_pictures(root: Node, base: str, picture: Callable[[str], str] | None, remarks: Remarks) -> None:
    """Give each picture its address as `src`, in place; drop what only counts readers; letters drawn become letters."""
    for image in [node for node in root.walk() if node.tag in ("img", "amp-img", "image")]:
        if image.classes & _EMOJI and image.get("alt").strip():
            image.become("span", {}, image.get("alt"))
            continue
        address = address_of(image)
        if _PLACEHOLDER.search(address[:2000]) and not image.get("alt").strip():
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
    image.become("img", {"src": target, "alt": alternative})


def _is_pixel(image: Node) -> bool:
    sizes = [re.match(r"\s*(\d+)", image.get(name)) for name in ("width", "height")]
    numbers = [int(size[1][:6]) for size in sizes if size]
    style = re.sub(r"\s", "", image.get("style").lower()[:500])
    in_style = bool(re.search(r"(?:^|;)width:[01](?:px)?(?:;|!|$)", style)) and "height:" in style
    return (len(numbers) == 2 and max(numbers) <= 1) or in_style
