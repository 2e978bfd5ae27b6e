"""Blocks of XHTML as those of JATS, in the same order. Headings become sections, which JATS nests."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

from archivist.deposit.jats.article_parts import PAIR
from archivist.deposit.jats.elements import (
    HREF,
    add,
    append_text,
    classes,
    contents,
    dress,
    has_class,
    is_inline,
    new,
)
from archivist.deposit.jats.lines import Lines
from archivist.deposit.xml_records import XML_LANG
from archivist.formulas.formula import FORM, UNSET
from archivist.text.list_numbers import numbers_of
from archivist.text.xml_element import Element, take_out

_LEVELS = {f"h{level}": level for level in range(1, 7)}
# Blocks of JATS that are allowed as they are, by what they are in; anything else there is put into a paragraph.
_DIRECT: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "list-item": frozenset({"p", "def-list", "list"}),
        "fn": frozenset({"p"}),
        "def": frozenset({"p"}),
        "caption": frozenset({"p"}),
        "td": frozenset({"p", "def-list", "list", "disp-quote", "preformat"}),
        "th": frozenset({"p", "def-list", "list", "disp-quote", "preformat"}),
        "fig": frozenset({"p", "def-list", "list", "disp-quote", "preformat", "table-wrap", "graphic", "disp-formula"}),
    }
)
_BOXES = frozenset({"aside", "details"})
_BOX_CLASSES = frozenset({"callout", "background"})
_LIST_TYPES = {"1": "order", "a": "alpha-lower", "A": "alpha-upper", "i": "roman-lower", "I": "roman-upper"}
_HEADING = "heading"  # a heading that is not the title of a section yet; never in a file


class Blocks:
    """Writes blocks."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self._writers: Mapping[str, Callable[[Element], Iterator[Element]]] = {
            "p": self._paragraph,
            "ul": self._list,
            "ol": self._list,
            "dl": self._definitions,
            "blockquote": self._quotation,
            "pre": self._preformatted,
            "figure": self._figure,
            "table": self._table,
            "hr": self._rule,
            **dict.fromkeys(_LEVELS, self._heading),
            **dict.fromkeys(_BOXES, self._box),
        }

    def fill(self, parent: Element, *sources: Element, sections: bool = True) -> Element:
        """Add the content of elements to one of JATS, in its form. With `sections` headings begin sections."""
        flow = [block for source in sources for block in self._flow(source)]
        if sections:
            _nest(parent, flow)
        else:
            direct = _DIRECT.get(parent.tag)
            for block in flow:
                plain = _as_paragraph(block) if block.tag == _HEADING else block
                parent.append(plain if direct is None or plain.tag in direct else _in_paragraph(plain))
        return parent

    def _flow(self, source: Element) -> Iterator[Element]:
        """The blocks of an element; text between blocks is a paragraph."""
        run: list[str | Element] = []
        for part in contents(source):
            if isinstance(part, str) or is_inline(part):
                run.append(part)
            else:
                yield from self._run(run)
                run = []
                yield from _of_pair(part, self._block(part))
        yield from self._run(run)

    def _run(self, parts: Sequence[str | Element]) -> Iterator[Element]:
        if any(not isinstance(part, str) or part.strip() for part in parts):
            paragraph = new("p")
            for part in parts:
                self._lines.add(part, paragraph)
            yield paragraph

    def _block(self, source: Element) -> Iterator[Element]:
        if any(has_class(source, name) for name in _BOX_CLASSES) and source.tag != "p":
            yield from self._box(source)
        elif source.tag in self._writers:
            yield from self._writers[source.tag](source)
        else:
            yield from self._transparent(source)

    def _transparent(self, source: Element) -> Iterator[Element]:
        """What only groups its content: the content has its language and kind, the first block its id."""
        for number, block in enumerate(self._flow(source)):
            around = source if number == 0 else _without_id(source)
            if number == 0 and source.get("id") and block.get("id"):
                yield _mark(source)
            yield dress(block, around)

    def _paragraph(self, source: Element) -> Iterator[Element]:
        formula = _only_formula(source)
        paragraph = dress(new("p"), source)
        if formula is None:
            self._lines.write(source, _directed(paragraph, source))
            yield paragraph
            return
        self._lines.formula(formula, paragraph)
        yield dress(paragraph[0], source) if paragraph[0].tag == "disp-formula" else paragraph

    def _heading(self, source: Element) -> Iterator[Element]:
        heading = new(_HEADING, {"level": str(_LEVELS[source.tag]), "id": source.get("id") or ""})
        language = source.get(XML_LANG) or ""
        if language:
            heading.set(XML_LANG, language)
        self._lines.write(source, heading)
        yield heading

    def _list(self, source: Element) -> Iterator[Element]:
        numbers = dict(numbers_of(source)) if source.tag == "ol" else {}
        kind = _LIST_TYPES[next(iter(numbers.values())).kind] if numbers else "bullet"
        made = dress(new("list", {"list-type": kind, "list-content": classes(source)}), source)
        for item in source:
            element = dress(add(made, "list-item"), item)
            if item in numbers:
                add(element, "label", f"{numbers[item].label}.")
            self.fill(element, item, sections=False)
            if not len(element.findall("*")) - len(element.findall("label")):
                add(element, "p")
        yield made

    def _definitions(self, source: Element) -> Iterator[Element]:
        made = dress(new("def-list", {"list-content": classes(source)}), source)
        item: Element | None = None
        for each in source:
            if item is None or (each.tag == "dt" and item.find("def") is not None):
                item = add(made, "def-item")
            if each.tag == "dt":
                self._lines.write(each, dress(add(item, "term"), each))
            else:
                definition = self.fill(dress(add(item, "def"), each), each, sections=False)
                if not len(definition):
                    add(definition, "p")
        yield made

    def _quotation(self, source: Element) -> Iterator[Element]:
        made = self.fill(dress(new("disp-quote"), source), source, sections=False)
        if source.get("cite"):
            _add_source(made, source.get("cite") or "")
        yield made

    def _preformatted(self, source: Element) -> Iterator[Element]:
        code = source.find("code") if len(source) == 1 and not (source.text or "").strip() else None
        language = classes(code).removeprefix("language-") if code is not None else ""
        made = dress(new("preformat", {"preformat-type": language or classes(source)}), source)
        self._lines.write(source if code is None else code, made)
        yield made

    def _figure(self, source: Element) -> Iterator[Element]:
        figure = dress(new("fig", {"fig-type": classes(source)}), source)
        caption = source.find("figcaption")
        if caption is not None:
            self.fill(dress(add(figure, "caption"), caption), caption, sections=False)
            take_out(caption)
        if all(part.tag == "img" if not isinstance(part, str) else not part.strip() for part in contents(source)):
            figure.extend(dress(self._lines.graphic(picture, "graphic"), picture) for picture in source)
        else:
            self.fill(figure, source, sections=False)
        yield figure

    def _rule(self, source: Element) -> Iterator[Element]:
        paragraph = dress(new("p"), source)
        add(paragraph, "hr")
        yield paragraph

    def _box(self, source: Element) -> Iterator[Element]:
        """What is set apart: a callout, a section in the background, an aside, details."""
        kind = "background" if has_class(source, "background") else str(source.tag)
        named = [*(["callout"] if has_class(source, "callout") else []), *classes(source).split()]
        box = new("boxed-text", {"content-type": " ".join(named) or kind})
        title = source.find("summary")
        if title is None and len(source) and has_class(source[0], "callout-title"):
            title = source[0]
        if title is not None:
            written = add(dress(add(box, "caption"), title), "title")
            self._lines.write(title, written)
            take_out(title)
        yield self.fill(dress(box, source), source)

    def _table(self, source: Element) -> Iterator[Element]:
        from archivist.deposit.jats.tables import write_table  # noqa: PLC0415  # cells contain blocks

        yield write_table(source, self)

    def fill_cell(self, cell: Element, source: Element) -> None:
        """The content of a cell: text, or blocks; with its language around it."""
        language = source.get(XML_LANG) or ""
        if all(is_inline(each) for each in source):
            inside = add(cell, "styled-content", attributes={XML_LANG: language}) if language else cell
            self._lines.write(source, inside)
            return
        self.fill(cell, source, sections=False)
        for block in cell:
            if language and not block.get(XML_LANG):
                block.set(XML_LANG, language)


def _of_pair(source: Element, made: Iterator[Element]) -> Iterator[Element]:
    """Blocks that say beside which blocks of another text they are printed."""
    number = source.get(PAIR)
    for block in made:
        if number:
            block.set("specific-use", f"pair-{number}")
        yield block


def _nest(parent: Element, flow: Sequence[Element]) -> None:
    """Put blocks below the headings before them, in sections within one another by their levels."""
    around: list[tuple[int, Element]] = [(0, parent)]
    for block in flow:
        if block.tag != _HEADING:
            around[-1][1].append(block)
            continue
        level = int(block.get("level") or "2")
        while around[-1][0] >= level:
            around.pop()
        attributes = {name: block.get(name) or "" for name in ("id", "specific-use")}
        section = add(around[-1][1], "sec", attributes=attributes)
        title = add(section, "title")
        language = block.get(XML_LANG)
        _move(block, add(title, "styled-content", attributes={XML_LANG: language}) if language else title)
        around.append((level, section))


def _as_paragraph(heading: Element) -> Element:
    """A heading where JATS has no sections, such as in a quotation."""
    kind = {"content-type": f"heading-{heading.get('level')}", "id": heading.get("id") or ""}
    paragraph = new("p", {**kind, XML_LANG: heading.get(XML_LANG) or ""})
    _move(heading, add(paragraph, "bold"))
    return paragraph


def _move(source: Element, target: Element) -> None:
    append_text(target, source.text)
    target.extend(list(source))


def _in_paragraph(block: Element) -> Element:
    paragraph = new("p")
    paragraph.append(block)
    return paragraph


def _without_id(source: Element) -> Element:
    copy = source.makeelement(source.tag, dict(source.items()))
    copy.attrib.pop("id", None)
    return copy


def _mark(source: Element) -> Element:
    """A place that links lead to, before a block that has an id of its own."""
    paragraph = new("p")
    add(paragraph, "target", attributes={"id": source.get("id") or ""})
    return paragraph


def _directed(paragraph: Element, source: Element) -> Element:
    """Where the text of a paragraph belongs that is written in another direction than its language."""
    direction = source.get("dir")
    if direction not in ("ltr", "rtl"):
        return paragraph
    return add(paragraph, "styled-content", attributes={"style": f"direction: {direction}"})


def _only_formula(paragraph: Element) -> Element | None:
    """The formula that is all of a paragraph."""
    if len(paragraph) != 1 or (paragraph.text or "").strip() or (paragraph[0].tail or "").strip():
        return None
    return paragraph[0] if paragraph[0].get(FORM) not in (None, UNSET) else None


def _add_source(quotation: Element, address: str) -> None:
    """Where a quotation is from, which XHTML has in an attribute."""
    attribution = add(quotation, "attrib")
    add(attribution, "ext-link", address, {"ext-link-type": "uri", HREF: address})
