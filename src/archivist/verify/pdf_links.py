"""Links, destinations and bookmarks: that each leads to a place in the file, and is in the structure tree once."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from archivist.verdict import Message
from archivist.verify.internal_check import error, on_page, warning
from archivist.verify.other_files import OtherFiles, destinations, place_in_file
from archivist.verify.pdf_structure import Element, ObjectReference

CHECK = "links"
_OVER = 0.3  # part of the smaller area that two links share if one lies over the other
_MOST = 100_000  # bookmarks read before the outline counts as endless


@dataclass(frozen=True, slots=True)
class _Link:
    page: int  # from 0
    annotation: pikepdf.Object
    target: str  # for comparing and for messages


def messages(pdf: pikepdf.Pdf, tree: Element | None, others: OtherFiles) -> Iterator[Message]:
    """Everything wrong with the links of a file beside these others."""
    places = _Places(pdf, tree, others)
    yield from places.names_to_nowhere()
    yield from _outline(pdf, places)
    links = list(_links(pdf))
    for link in links:
        yield from _link(link, places)
    yield from _untold(links, tree)
    yield from _covered(links)


class _Places:
    """Where a destination may lead: pages of the file, structure elements, and names for them."""

    def __init__(self, pdf: pikepdf.Pdf, tree: Element | None, others: OtherFiles) -> None:
        self._pages = {page.obj.objgen for page in pdf.pages}
        self._elements = {element.object for element in tree.elements()} if tree else set()
        self._names = destinations(pdf)
        self._others = others

    def names_to_nowhere(self) -> Iterator[Message]:
        """Named destinations that lead to no page of the file."""
        for name, place in self._names.items():
            fault = self._fault_of_place(place)
            if fault:
                yield error("destination-to-nowhere", f"the destination “{name.decode('utf-8', 'replace')}” {fault}")

    def fault(self, source: pikepdf.Object) -> str:
        """What is wrong with where a link or a bookmark leads; "" if nothing is."""
        action = source.get("/A", Dictionary())
        if "/Dest" in source:
            return self._fault_of(source["/Dest"])
        kind = str(action.get("/S", ""))
        if kind == "/GoTo":
            return self._fault_of(action.get("/D")) or self._fault_of_element(action.get("/SD"))
        if kind == "/GoToR":
            return self._others.fault(action)
        if kind == "/URI":
            return "" if str(action.get("/URI", "")).strip() else "has an empty address"
        return f"has an action {kind} that this program does not write" if kind else "has no target"

    def missing_file(self, link: pikepdf.Object) -> str:
        """The file of another volume that a link leads to and that is not where it should be; "" if there is none."""
        action = link.get("/A", Dictionary())
        return self._others.missing(action) if action.get("/S") == "/GoToR" else ""

    def _fault_of(self, target: object) -> str:
        if not isinstance(target, String | Name):
            return self._fault_of_place(target)
        name = bytes(target) if isinstance(target, String) else str(target)[1:].encode()
        if name not in self._names:
            return f"leads to “{name.decode('utf-8', 'replace')}”, a destination that the file does not have"
        return self._fault_of_place(self._names[name])

    def _fault_of_place(self, place: object) -> str:
        if isinstance(place, Dictionary):
            place = place.get("/D")
        if not isinstance(place, Array) or not len(place):
            return "has no target"
        page = place[0]
        if isinstance(page, Dictionary) and page.objgen in self._pages:
            return ""
        return "leads to a page that is not in the file"

    def _fault_of_element(self, place: object) -> str:
        """A structure destination (ISO 32000-2, 12.3.2.3)."""
        if place is None:
            return ""
        is_known = (
            isinstance(place, Array)
            and len(place)
            and isinstance(place[0], Dictionary)
            and place[0].objgen in self._elements
        )
        return "" if is_known else "leads to an element not in the structure tree"


def _outline(pdf: pikepdf.Pdf, places: _Places) -> Iterator[Message]:
    first = pdf.Root.get("/Outlines", Dictionary()).get("/First")
    waiting = [first] if first is not None else []
    seen: set[tuple[int, int]] = set()
    while waiting:
        item = waiting.pop()
        if item.objgen in seen or len(seen) > _MOST:
            yield error("outline-broken", "the outline is cyclic")
            return
        seen.add(item.objgen)
        fault = places.fault(item)
        if fault:
            yield error("bookmark-to-nowhere", f"the bookmark “{item.get('/Title', '')}” {fault}")
        waiting += [item[key] for key in ("/Next", "/First") if key in item]


def targets(pdf: pikepdf.Pdf) -> dict[tuple[int, int], str]:
    """Where each link annotation leads, by object: the name of a destination, or an address."""
    return {link.annotation.objgen: link.target for link in _links(pdf)}


def _links(pdf: pikepdf.Pdf) -> Iterator[_Link]:
    for index, page in enumerate(pdf.pages):
        for annotation in page.obj.get("/Annots", Array()):
            if annotation.get("/Subtype") == "/Link":
                yield _Link(index, annotation, _target(annotation))


def _target(annotation: pikepdf.Object) -> str:
    action = annotation.get("/A", Dictionary())
    if action.get("/S") == "/GoToR":
        return place_in_file(action)
    for value in (annotation.get("/Dest"), action.get("/D"), action.get("/URI")):
        if isinstance(value, String | Name):
            return str(value)
        if value is not None:
            return f"a place on the page {value[0].objgen}" if isinstance(value, Array) and len(value) else "nowhere"
    return "nowhere"


def _link(link: _Link, places: _Places) -> Iterator[Message]:
    fault = places.fault(link.annotation)
    if fault:
        yield error("link-to-nowhere", f"a link {fault}", on_page(link.page))
    missing = places.missing_file(link.annotation)
    if missing:
        yield warning("link-file-missing", f"a link leads to {missing}, which does not exist", on_page(link.page))
    if not str(link.annotation.get("/Contents", "")).strip():
        yield error("link-without-words", f"the link to “{link.target}” has no /Contents", on_page(link.page))


def _untold(links: Sequence[_Link], tree: Element | None) -> Iterator[Message]:
    """Links that the structure tree does not contain exactly once."""
    if tree is None:
        if links:
            yield error("link-without-tag", "the file has no structure tree, so no link is in it")
        return
    held = Counter(leaf.object for leaf in tree.leaves() if isinstance(leaf, ObjectReference))
    for link in links:
        times = held[link.annotation.objgen]
        if times != 1:
            said = f"{times} times" if times else "not"
            yield error(
                "link-without-tag" if not times else "link-tagged-twice",
                f"the link to “{link.target}” is {said} in the structure tree",
                on_page(link.page),
            )
    known = {link.annotation.objgen for link in links}
    for lost in held.keys() - known:
        yield error("tag-without-link", f"the structure tree names the link {lost[0]} {lost[1]} R, which is on no page")


def _covered(links: Sequence[_Link]) -> Iterator[Message]:
    groups: dict[tuple[int, str], list[list[tuple[float, ...]]]] = {}
    for link in links:
        groups.setdefault((link.page, link.target), []).append(list(_areas(link.annotation)))
    for (page, target), areas in groups.items():
        if any(_lie_over(one, other) for one, other in combinations(areas, 2)):
            yield error("link-over-link", f"two links to “{target}” lie over each other", on_page(page))


def _lie_over(ones: Sequence[tuple[float, ...]], others: Sequence[tuple[float, ...]]) -> bool:
    return any(_size(_shared(one, other)) > _OVER * min(_size(one), _size(other)) for one in ones for other in others)


def _areas(annotation: pikepdf.Object) -> Iterator[tuple[float, ...]]:
    """Left, bottom, right, top, in points; of a link over several lines, one per line (ISO 32000-1, 12.5.6.5)."""
    corners = [float(edge) for edge in annotation.get("/QuadPoints", ())]
    if not corners:
        x1, y1, x2, y2 = (float(edge) for edge in annotation["/Rect"])
        corners = [x1, y1, x2, y2]
    step = 8 if len(corners) >= 8 else 4
    for at in range(0, len(corners) - step + 1, step):
        xs, ys = corners[at : at + step : 2], corners[at + 1 : at + step : 2]
        yield min(xs), min(ys), max(xs), max(ys)


def _shared(one: tuple[float, ...], other: tuple[float, ...]) -> tuple[float, ...]:
    return (*map(max, one[:2], other[:2]), *map(min, one[2:], other[2:]))


def _size(area: tuple[float, ...]) -> float:
    return max(0.0, area[2] - area[0]) * max(0.0, area[3] - area[1])
