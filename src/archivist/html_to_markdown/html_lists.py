"""Lists of items and of definitions."""

import re
from collections.abc import Sequence

from archivist.dialect.line import too_many_marks
from archivist.html_to_markdown import html_blocks, paragraphs
from archivist.html_to_markdown.context import MAX_LEVEL, MAX_WRAPPERS, Context, change_context, change_of
from archivist.html_to_markdown.inline import Inline
from archivist.html_to_markdown.list_parts import Part, numbered_parts
from archivist.html_to_markdown.nodes import BLOCKS, Node, is_blank

_LISTS = frozenset({"ul", "ol", "menu", "dir"})


def write_list(node: Node, context: Context, out: list[paragraphs.Block]) -> None:
    """A list, with a marker that sets it apart from a list directly before it."""
    if context.level > MAX_LEVEL - 2:
        context.page.remarks.add("import-repaired", "quotations or lists nested too deeply were made flatter")
        html_blocks.write_blocks(node.children, context, out)
        return
    items = _items(node)
    if not items:
        return
    written = [_item_blocks(item, context) for item in items]
    loose = any(_is_loose(item) for item in items) or not all(_can_be_tight(each) for each in written)
    for part in numbered_parts(node, items) if node.tag == "ol" else [Part(0, len(items))]:
        marks, end = _marks(part, out[-1] if out else None)
        texts = [_item_text(each, mark, loose) for each, mark in zip(written[part.start :], marks, strict=False)]
        text = ("\n\n" if loose else "\n").join(texts)
        out.append(paragraphs.Block("list", part.attributes + text, end, tight=not loose))


def _items(node: Node) -> list[Node]:
    """The items; what is between them belongs to the item before it. The tree stays as it is."""
    items: list[Node] = []
    own: set[int] = set()  # of the items, those made here
    for child in node.children:
        if isinstance(child, Node) and child.tag == "li":
            items.append(child)
        elif not is_blank(child) and not (isinstance(child, Node) and _is_nothing(child)):
            nested = isinstance(child, Node) and child.tag in _LISTS
            if not items or not nested:
                items.append(Node("li"))
            elif id(items[-1]) not in own:
                items[-1] = Node("li", items[-1].attributes, list(items[-1].children))
            own.add(id(items[-1]))
            items[-1].children.append(child)
    return items


def _is_nothing(node: Node) -> bool:
    return (
        not node.has_words()
        and next(node.find("img", "note-call"), None) is None
        and node.tag
        not in (
            "img",
            "note-call",
        )
    )


def _item_blocks(item: Node, context: Context) -> list[paragraphs.Block]:
    found: list[paragraphs.Block] = []
    change = change_of(item, context)
    inside = context.deeper(2, item=True)
    if change:  # an item itself cannot be marked
        html_blocks.write_blocks([Node("div", dict(change), item.children)], inside, found)
    else:
        html_blocks.write_blocks(item.children, inside, found)
    if found:
        html_blocks.name_first(found, 0, context.page.take_id(item), inside)
    return found


def _is_loose(item: Node) -> bool:
    return any(isinstance(child, Node) and child.tag == "p" for child in item.children)


def _can_be_tight(found: Sequence[paragraphs.Block]) -> bool:
    """Whether an item reads the same without empty lines: a paragraph, then lists."""
    rest = found[1:] if found and found[0].kind == "paragraph" else found
    return all(block.kind == "list" and block.tight for block in rest) and (not rest or len(rest) == 1)


def _marks(part: Part, before: paragraphs.Block | None) -> tuple[list[str], str]:
    """The marks of the items, and the character that distinguishes them from those of a list directly before."""
    taken = before.marker if before is not None and before.kind == "list" else ""
    if not part.numbers:
        end = "*" if taken == "-" else "-"
        return [end] * part.count, end
    end = ")" if taken == "." else "."
    return [f"{number}{end}" for number in part.numbers], end


def _item_text(found: Sequence[paragraphs.Block], mark: str, loose: bool) -> str:
    if not found:
        return mark
    if loose:
        text = paragraphs.join_blocks(found)
    else:
        text = found[0].text
        for block in found[1:]:  # a list below the item's words
            interrupts = block.marker in "-*" or re.match(r"1[.)]", block.text)
            bare = re.match(r"(?:[-*]|1[.)])(?:\n|$)", block.text)
            text += ("\n" if interrupts and not bare else "\n\n") + block.text
    return f"{mark} {paragraphs.indent_lines(text, ' ' * (len(mark) + 1))}"


# ---------------------------------------------------------------- definitions


def write_definitions(node: Node, context: Context, out: list[paragraphs.Block]) -> None:
    """A list of terms and what they mean; as raw HTML where terms and definitions do not take turns."""
    parts = _parts(node)
    if context.level > MAX_LEVEL - 2:
        html_blocks.write_blocks(node.children, context, out)
        return
    text = _write_list(parts, context)
    if text:
        apart = "<!-- -->\n\n" if out and out[-1].kind == "definitions" else ""
        out.append(paragraphs.Block("definitions", apart + text))
    elif context.wrappers < MAX_WRAPPERS:
        _write_raw(parts, context, out)
    else:
        html_blocks.write_blocks(node.children, context, out)


def _parts(node: Node) -> list[Node]:
    """Terms and definitions; what is between them belongs to a definition. The tree stays as it is."""
    parts: list[Node] = []
    stray = False
    for child in node.children:
        if isinstance(child, Node) and child.tag in ("div", "dt", "dd"):
            parts += _parts(child) if child.tag == "div" else _apart(child)
            stray = False
        elif not is_blank(child):
            parts += [] if stray else [Node("dd")]
            stray = True
            parts[-1].children.append(child)
    return parts


def _apart(part: Node) -> list[Node]:
    """A term or definition, and those that are in it without a closing tag."""
    nested = [isinstance(child, Node) and child.tag in ("dt", "dd") for child in part.children]
    if not any(nested):
        return [part]
    first = nested.index(True)
    parts = [Node(part.tag, part.attributes, part.children[:first])]
    for child in part.children[first:]:
        if isinstance(child, Node) and child.tag in ("dt", "dd"):
            parts += _apart(child)
        elif not is_blank(child):
            parts.append(Node("dd", {}, [child]))
    return parts


def _write_list(parts: Sequence[Node], context: Context) -> str:
    """The list in Markdown; "" if it cannot be said so."""
    lines: list[str] = []
    previous = ""
    for part in parts:
        if part.tag == "dt":
            if previous == "dt" or _has_blocks(part) or change_of(part, context):
                return ""
            inline = Inline(context, single=True)
            inline.write(part.children, context, context.formats)
            inline.name(part)  # behind the words: a term that begins with a tag is not read as a term
            text = inline.line.written() if not inline.line.is_empty() else ""
            if not part.has_words() or too_many_marks(text) or text.startswith("<"):
                return ""
            lines.append(("\n" if lines else "") + text)
        else:
            found = _item_blocks(part, context)
            if not previous or not found or found[0].kind not in ("paragraph", "list"):
                return ""
            lines.append(f": {paragraphs.indent_lines(paragraphs.join_blocks(found), '  ')}")
        previous = part.tag
    return "\n".join(lines) if previous == "dd" else ""


def _has_blocks(part: Node) -> bool:
    return any(inner.tag in BLOCKS for inner in part.walk() if inner is not part)


def _write_raw(parts: Sequence[Node], context: Context, out: list[paragraphs.Block]) -> None:
    found: list[paragraphs.Block] = []
    for part in parts:
        change = change_of(part, context)
        inner = _raw_part(part, change_context(context, change).wrapped())
        said = "".join(f' {name}="{value}"' for name, value in change.items())
        if inner or part.tag == "dt":
            content = f"\n\n{paragraphs.join_blocks(inner)}\n\n" if inner else ""
            found.append(paragraphs.Block("raw", f"<{part.tag}{said}>{content}</{part.tag}>"))
    if found:
        out.append(paragraphs.Block("raw", f"<dl>\n\n{paragraphs.join_blocks(found)}\n\n</dl>"))


def _raw_part(part: Node, context: Context) -> list[paragraphs.Block]:
    """A definition as blocks; a term, which contains no blocks, as one line."""
    found: list[paragraphs.Block] = []
    if part.tag == "dd":
        html_blocks.write_blocks(part.children, context, found)
        if found:
            html_blocks.name_first(found, 0, context.page.take_id(part), context)
        return found
    inline = Inline(context, single=True)
    inline.name(part)
    inline.write(part.children, context, context.formats)
    text = "" if inline.line.is_empty() else inline.line.written()
    if too_many_marks(text):
        paragraphs.write_raw_line("span", part.children, context, found)
    elif text:
        found.append(paragraphs.Block("paragraph", text))
    return found
