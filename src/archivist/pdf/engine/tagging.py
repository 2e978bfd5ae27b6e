"""From laid-out pages to logical structure: the tree follows the document, not the boxes of the pages.

So a paragraph over two pages is one element, a note is after its call although it was set at the foot of the page,
and what has a language in the document has it in the PDF. The boxes say only which piece of which page belongs
where.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element as Markup

from weasyprint.formatting_structure import boxes

from archivist.pdf.engine.box_tree import (
    POINTS_PER_PIXEL,
    descendants,
    flow_boxes,
    is_generated,
    note_boxes,
    repeated_heads,
    unwrapped,
)
from archivist.pdf.engine.boxes import Box, Document, Page
from archivist.pdf.engine.figure_placement import SOURCE_ORDER
from archivist.pdf.engine.marks import mark_of, marked_boxes
from archivist.pdf.engine.turned_pages import is_turned
from archivist.pdf.print_tree import WORD_JOINER, has_class, parents
from archivist.pdf.structure import Content, Element, LinkArea
from archivist.pdf.structure_types import GROUPING, INLINE, numbering, scope, type_of
from archivist.pdf.table_grid import fill_up

_LONGEST_CONTENTS = 120  # characters of a link's description
_THUMB = 1.5  # points that the small number of a note is larger to a finger than to the eye

_HEADINGS = frozenset({"H1", "H2", "H3", "H4", "H5", "H6"})

Area = tuple[float, float, float, float]


def mark_artifacts(document: Document) -> None:
    """Before a document is written: mark what style sheets made, heads printed again, and pictures that say nothing."""
    again = {box for head in repeated_heads(document) for box in descendants(head)}
    for page in document.pages:
        for box in descendants(page._page_box):
            if box in again or _is_ornament(box):
                mark_of(box).artifact = True


def _is_ornament(box: Box) -> bool:
    if isinstance(box, boxes.ReplacedBox):
        return not (box.element.get("alt") or "").strip()
    return is_generated(box) and not _is_label(box)


def _is_label(box: Box) -> bool:
    """Whether a box is the number or bullet of a list item."""
    return box.element_tag.startswith("li::marker") or mark_of(box).label


def structure_of(root: Markup, document: Document) -> Element:
    """The structure of a document that was written with tags; `root` is the tree it was laid out from."""
    tagger = _Tagger(root)
    for number, (page, marks) in enumerate(zip(document.pages, marked_boxes(document), strict=True)):
        sheet = _Sheet(number, page, marks)
        for box in (*flow_boxes(page), *note_boxes(page)):
            tagger.visit(box, sheet)
    return tagger.finish()


class _Sheet:
    """A page while it is read."""

    def __init__(self, number: int, page: Page, marks: Mapping[Box, int]) -> None:
        self.number = number
        self.height = page.height  # CSS pixels
        self.is_turned = is_turned(page)
        self.marks = marks

    def area(self, box: Box) -> Area:
        """Where a box is: left, bottom, right, top in points."""
        x, y = box.content_box_x(), box.content_box_y()
        if self.is_turned:  # to the left
            edges = (y, x, y + box.height, x + box.width)
        else:
            edges = (x, self.height - y - box.height, x + box.width, self.height - y)
        left, bottom, right, top = (round(edge * POINTS_PER_PIXEL, 2) for edge in edges)
        return left, bottom, right, top


class _Tagger:
    """Builds the structure of one document."""

    def __init__(self, root: Markup) -> None:
        self._tree = root
        self._above = parents(root)
        self._root = Element("Sect")
        self._elements: dict[Markup, Element] = {root: self._root}
        self._languages: dict[int, str] = {id(self._root): root.get("lang", "")}  # by id of the structure element
        self._items: dict[Markup, Element] = {}  # LI by li, and the last LI by dl
        self._paragraphs: set[int] = set()  # ids of those no element of the document stands for
        # Of moved figures and their siblings, by id of the structure element: the parent and the place before the move.
        self._order: dict[int, tuple[Markup, int]] = {}
        self._areas: dict[Markup, dict[int, list[Area]]] = defaultdict(lambda: defaultdict(list))
        self._open_root()

    def _open_root(self) -> None:
        """The one section a page set consists of is the page set."""
        body = self._tree.find("body")
        if body is None:
            return
        self._elements[body] = self._root
        if len(body) == 1 and body[0].tag in {"article", "section", "nav"}:
            self._root.type = type_of(body[0], within_contents=False)
            self._elements[body[0]] = self._root
            self._languages[id(self._root)] = self._language(body[0])

    # ------------------------------------------------------------ reading

    def visit(self, box: Box, sheet: _Sheet) -> None:
        """Read a box and all below it."""
        box = unwrapped(box)
        if isinstance(box, boxes.MarginBox):
            return
        if box in sheet.marks:
            self._place(box, sheet)
        elif box.element is not None and self._must_stand(box):
            self.element(box.element)
        for child in getattr(box, "children", ()):
            self.visit(child, sheet)

    def _must_stand(self, box: Box) -> bool:
        """Whether a box says where its element is, though there may be nothing in it: cells, calls of notes."""
        return box.element_tag in {"td", "th", "tr"} or box.element_tag.endswith("::footnote-call")

    def _place(self, box: Box, sheet: _Sheet) -> None:
        content = Content(sheet.number, sheet.marks[box])
        if isinstance(box, boxes.ReplacedBox):
            figure = self.element(box.element)
            figure.attributes = {"Layout": {"BBox": sheet.area(box), "Placement": _placement(box)}}
            figure.kids.append(content)
        elif _is_label(box):
            self._label(box).kids.append(content)
        else:
            self._home(box.element, "").kids.append(content)
        link = self._link_around(box.element)
        if link is not None:
            self._areas[link][sheet.number].append(sheet.area(box))

    def _label(self, box: Box) -> Element:
        """The number or bullet of a list item."""
        self.element(box.element)
        item = self._items[box.element]
        if item.kids[0] is not self._elements[box.element]:
            label = item.kids[0]
            assert isinstance(label, Element)
            return label
        source = self._above[box.element]
        items = self.element(source)
        items.attributes = {"List": {"ListNumbering": numbering(source, box.style["list_style_type"])}}
        item.kids.insert(0, Element("Lbl"))
        return self._label(box)

    def _link_around(self, element: Markup) -> Markup | None:
        while element is not self._tree:
            if element.tag == "a" and element.get("href"):
                return element
            element = self._above[element]
        return None

    # ------------------------------------------------------------ elements

    def element(self, source: Markup) -> Element:
        """The structure element that stands for an element of the document, or for the one around it."""
        if source not in self._elements:
            kind = type_of(source, self._is_in_contents(source)) or self._span(source)
            self._elements[source] = self._new(source, kind) if kind else self.element(self._above[source])
        return self._elements[source]

    def _span(self, source: Markup) -> str:
        """An element of no type that changes the language within a line is a Span."""
        inline = source.tag not in {"div", "header", "footer", "main", "body", "html"}
        around = self._languages[id(self.element(self._above[source]))]
        return "Span" if inline and source.get("lang") and self._language(source) != around else ""

    def _is_in_contents(self, source: Markup) -> bool:
        while source is not self._tree:
            source = self._above[source]
            if source.tag == "nav":
                return has_class(source, "contents")
        return False

    def _new(self, source: Markup, kind: str) -> Element:
        match kind:
            case "LI":
                item = self._append(self._home(self._above[source], kind), Element("LI"), source)
                self._items[source] = item
                return self._append(item, Element("LBody"), source)
            case "Lbl" if source.tag == "dt":
                return self._append(self._described(source, new=True), Element("Lbl"), source)
            case "LBody":
                return self._append(self._described(source, new=False), Element("LBody"), source)
            case "Link" if has_class(source, "note-call"):
                reference = self._append(self._home(self._above[source], kind), Element("Reference"), source)
                return self._append(reference, Element("Link"), source)
            case _:
                element = self._append(self._home(self._above[source], kind), Element(kind), source)
                _describe(element, source, self._above[self._above[source]] if source.tag in {"th", "td"} else source)
                return element

    def _described(self, source: Markup, *, new: bool) -> Element:
        """The list item of a term and what is said of it."""
        terms = self._above[source]
        while terms.tag != "dl" and terms is not self._tree:
            terms = self._above[terms]
        if new or terms not in self._items:
            self._items[terms] = self._append(self.element(terms), Element("LI"), source)
        return self._items[terms]

    def _append(self, parent: Element, element: Element, source: Markup) -> Element:
        language = self._language(source)
        if language != self._languages[id(parent)]:
            element.language = language
        self._languages[id(element)] = language
        self._note_order(element, parent, source)
        parent.kids.append(element)
        return element

    def _note_order(self, element: Element, parent: Element, source: Markup) -> None:
        """Note the place of an element among those of its parent, if a sibling was moved.

        What is in a block that no structure element stands for has the place of that block.
        """
        around = self._above.get(source)
        while around is not None and self._elements.get(around) is parent:
            if source.get(SOURCE_ORDER):
                self._order[id(element)] = (around, int(source.get(SOURCE_ORDER, "0")))
                return
            source, around = around, self._above.get(around)

    def _home(self, source: Markup, kind: str) -> Element:
        """Where a child of an element belongs: text ("") and what is in a line belong into a paragraph."""
        element = self.element(source)
        if kind == "Note":
            return self._outside_heading(source)
        if kind and kind not in INLINE:
            return element
        if element.type not in GROUPING or (element.type == "TOCI" and kind == "Reference"):
            return element
        last = element.kids[-1] if element.kids else None
        if isinstance(last, Element) and id(last) in self._paragraphs:
            return last
        paragraph = self._append(element, Element("P"), source)
        self._paragraphs.add(id(paragraph))
        return paragraph

    def _outside_heading(self, source: Markup) -> Element:
        """Where a note called in a heading or a caption is: after it, for it is not part of the heading."""
        above: Markup | None = source
        while above is not None and above is not self._tree:
            if self.element(above).type in _HEADINGS:
                return self.element(self._above[above])
            above = self._above.get(above)
        return self.element(source)

    def _language(self, source: Markup) -> str:
        while source is not self._tree and not source.get("lang"):
            source = self._above[source]
        return source.get("lang", "")

    # ------------------------------------------------------------ the end

    def finish(self) -> Element:
        """The whole structure."""
        for link, pages in self._areas.items():
            self.element(link).kids += self._link_areas(link, pages)
        for source in self._tree.iter():
            if source.get("id"):
                self._nearest(source).ids.append(source.get("id", ""))
        for element in list(self._root.elements()):
            self._restore_order(element)
            if element.type == "Table":
                fill_up(element)
        self._root.language = self._languages[id(self._root)]
        return self._root

    def _restore_order(self, element: Element) -> None:
        """Give siblings of moved figures the order of the document; what else is there keeps its place."""
        places: dict[Markup, list[int]] = defaultdict(list)
        for place, kid in enumerate(element.kids):
            if id(kid) in self._order:
                places[self._order[id(kid)][0]].append(place)
        for held in places.values():
            ordered = sorted((element.kids[place] for place in held), key=lambda kid: self._order[id(kid)][1])
            for place, kid in zip(held, ordered, strict=True):
                element.kids[place] = kid

    def _nearest(self, source: Markup) -> Element:
        while source not in self._elements:
            source = self._above[source]
        return self._elements[source]

    def _link_areas(self, link: Markup, pages: Mapping[int, list[Area]]) -> Iterator[LinkArea]:
        more = _THUMB if has_class(link, "note-call") else 0.0
        for page, areas in pages.items():
            lines = tuple(_wider(line, more) for line in _lines(areas))
            yield LinkArea(page, lines, link.get("href", ""), self._contents(link))

    def _contents(self, link: Markup) -> str:
        """What a link is, in words; of a call, what its note begins with."""
        text = link.get("aria-label") or _text(link) or next((image.get("alt", "") for image in link.iter("img")), "")
        target = link.get("href", "")
        if has_class(link, "note-call"):
            note = next((each for each in self._tree.iter() if f"#{each.get('id')}" == target), None)
            if note is not None:
                text = " ".join(_text(part) for part in note.iter() if part is note[0] or has_class(part, "note-text"))
        elif ":" in target and not target.startswith("document:") and target not in text:
            text = f"{text} ({target})"
        return text if len(text) <= _LONGEST_CONTENTS else text[: _LONGEST_CONTENTS - 1].rstrip() + "…"


def _describe(element: Element, source: Markup, group: Markup) -> None:
    """What an element says of itself in addition to its text. `group` is the group of rows a cell is in."""
    if element.type in {"Figure", "Formula"}:
        element.alt = " ".join((source.get("alt") or "").split())
    if element.type == "Link" and not _text(source).strip():  # a picture's words are not taken for the link's
        element.alt = " ".join(next((image.get("alt", "") for image in source.iter("img")), "").split())
    if source.tag == "abbr":
        element.expansion = source.get("title", "")
    if element.type == "L":
        element.attributes = {"List": {"ListNumbering": "Description" if source.tag == "dl" else "None"}}
    if element.type in {"TH", "TD"}:
        said: dict[str, str | int | tuple[float, ...]] = {}
        for name, span in (("ColSpan", source.get("colspan", "")), ("RowSpan", source.get("rowspan", ""))):
            if span.strip().isdecimal() and int(span) > 1:
                said[name] = int(span)
        if element.type == "TH":
            said["Scope"] = scope(source, group.tag)
        element.attributes = {"Table": said} if said else {}


def _placement(box: Box) -> str:
    return "Inline" if isinstance(box, boxes.InlineReplacedBox) else "Block"


def _text(element: Markup) -> str:
    return " ".join("".join(element.itertext()).replace(WORD_JOINER, "").split())


def _lines(areas: list[Area]) -> Iterator[Area]:
    """Areas that are beside each other as one."""
    line: Area | None = None
    for area in areas:
        if line is not None and area[1] < line[3] and line[1] < area[3] and area[0] >= line[0]:
            line = (line[0], min(line[1], area[1]), max(line[2], area[2]), max(line[3], area[3]))
            continue
        if line is not None:
            yield line
        line = area
    if line is not None:
        yield line


def _wider(area: Area, more: float) -> Area:
    left, bottom, right, top = area
    return round(left - more, 2), round(bottom - more, 2), round(right + more, 2), round(top + more, 2)
