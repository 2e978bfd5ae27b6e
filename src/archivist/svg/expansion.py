"""How much a drawing draws, counted without drawing it.

`<use>` and its like repeat what they name, and what they name may repeat something else: 1.6 kB can ask for a thousand
million shapes. The count is a sum over the graph of references, so it takes no longer than reading the drawing.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from archivist.svg.svg_reading import SvgError
from archivist.svg.vocabulary import HREFS, SVG
from archivist.text.xml_element import Element

MAX_DRAWN = 300_000  # elements, repeated ones counted each time
MAX_DEPTH = 200  # of elements in one another, through references
_LETTERS = 4  # letters that cost as much as an element
_INHERITED = ("fill", "stroke", "marker", "marker-start", "marker-mid", "marker-end")
_PAINTED = tuple(f"{{{SVG}}}{name}" for name in ("pattern", "marker", "mask", "clipPath"))
_PLACE = re.compile(r"url\(\s*['\"]?#([^)'\"]*)['\"]?\s*\)")


@dataclass(slots=True)
class _Part:
    """What is below an element that others refer to."""

    element: Element
    own: int  # elements and letters, without what is referred to
    depth: int
    references: Counter[str]
    total: int = 0
    total_depth: int = 0


@dataclass(frozen=True, slots=True)
class Extent:
    """How much a drawing draws."""

    own: int  # elements written
    drawn: int  # elements drawn


def measure(root: Element) -> Extent:
    """Count what a drawing draws; references that go round in a circle are cut, since they draw nothing (SVG 2, 5.6).

    Raises SvgError if it is more than MAX_DRAWN, or nested deeper than MAX_DEPTH.
    """
    _write_inherited_paints(root)
    parts = _parts(root)
    _Summing(parts).run()
    own, depth, references = _below(root)
    drawn = own + sum(parts[name].total * times for name, times in references.items() if name in parts)
    deepest = depth + max((parts[name].total_depth for name in references if name in parts), default=0)
    if deepest > MAX_DEPTH:
        raise SvgError(f"it is nested more than {MAX_DEPTH} elements deep")
    if drawn > MAX_DRAWN:
        raise SvgError(f"it would draw more than {MAX_DRAWN:,} elements, because its parts repeat one another")
    return Extent(own, drawn)


def references_of(element: Element) -> Iterator[tuple[str, str]]:
    """The attributes of an element that name a place in the drawing, and the ids."""
    for name, value in element.attrib.items():
        if name in HREFS and value.startswith("#"):
            yield name, value[1:]
        elif "url(" in value:
            for place in _PLACE.findall(value):
                yield name, place


def _write_inherited_paints(root: Element) -> None:
    """Write at patterns, markers and masks what they inherit: a pattern may be painted with itself from far above."""
    for element in root.iter(*_PAINTED):
        for name in _INHERITED:
            if element.get(name) is None:
                above = next((value for each in element.iterancestors() if (value := each.get(name)) is not None), "")
                if "url(" in above:
                    element.set(name, above)


def _below(element: Element) -> tuple[int, int, Counter[str]]:
    count, deepest, references = 0, 0, Counter[str]()
    stack = [(element, 1)]
    while stack:
        each, depth = stack.pop()
        letters = len(each.text or "") + len(each.tail or "")
        count += 1 + letters // _LETTERS
        deepest = max(deepest, depth)
        references.update(place for _, place in references_of(each))
        stack += [(child, depth + 1) for child in each]
    return count, deepest, references


def _parts(root: Element) -> dict[str, _Part]:
    wanted = {place for each in root.iter() for _, place in references_of(each)}
    parts: dict[str, _Part] = {}
    for each in root.iter():
        name = each.get("id")
        if name in wanted and name not in parts:
            parts[name] = _Part(each, *_below(each))
    return parts


@dataclass(slots=True)
class _Summing:
    """Sums the parts, those without references first. Not recursive: a chain of references may be long."""

    parts: Mapping[str, _Part]
    done: set[str] = field(default_factory=set)
    open: dict[str, None] = field(default_factory=dict)  # being summed, in order

    def run(self) -> None:
        for name in self.parts:
            self._sum(name)

    def _sum(self, first: str) -> None:
        stack = [first]
        while stack:
            name = stack[-1]
            if name in self.done:
                stack.pop()
                continue
            self.open[name] = None
            part = self.parts[name]
            waiting = []
            for place in [place for place in part.references if place in self.parts and place not in self.done]:
                if place in self.open:
                    _cut(part, place)
                else:
                    waiting.append(place)
            if waiting:
                stack.append(waiting[0])
                continue
            self._close(name, part)
            stack.pop()

    def _close(self, name: str, part: _Part) -> None:
        known = [(self.parts[place], times) for place, times in part.references.items() if place in self.parts]
        part.total = part.own + sum(other.total * times for other, times in known)
        part.total_depth = part.depth + max((other.total_depth for other, _ in known), default=0)
        self.done.add(name)
        del self.open[name]


def _cut(part: _Part, place: str) -> None:
    """Take the references to a place out of a part."""
    for each in part.element.iter():
        for name, found in list(references_of(each)):
            if found == place and name in _INHERITED:
                each.set(name, "none")
            elif found == place:
                each.attrib.pop(name, None)
    del part.references[place]
