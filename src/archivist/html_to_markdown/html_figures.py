"""Figures: pictures with what is said below them."""

from archivist.html_to_markdown import html_blocks, paragraphs
from archivist.html_to_markdown.context import MAX_WRAPPERS, Context
from archivist.html_to_markdown.inline import Inline, html_picture, markdown_picture
from archivist.html_to_markdown.nodes import BLOCKS, Node, is_blank

_CAPTIONS = frozenset({"wp-caption-text", "gallery-caption", "wp-element-caption"})


def write_figure(node: Node, context: Context, out: list[paragraphs.Block]) -> None:
    """One picture and a caption of plain words in Markdown, what is richer as raw HTML, the rest as blocks."""
    captions = [each for each in node.walk() if _is_caption(each)]
    pictures = list(node.find("img"))
    if len(captions) > 1 or not pictures or not _holds_only(node, captions):
        _write_rest(node, captions, context, out)
        return
    words = captions[0].words() if captions else ""
    plain = len(pictures) == 1 and not context.in_item and not context.formats and _is_plain(captions)
    if plain and (not words or _link(pictures[0], node) is None):
        _write_markdown(pictures[0], node, words, context, out)
        return
    _write_raw(node, pictures, captions, context, out)


def _is_caption(node: Node) -> bool:
    return node.tag == "figcaption" or bool(node.classes & _CAPTIONS)


def _is_plain(captions: list[Node]) -> bool:
    return not captions or not any(
        each.tag not in ("figcaption", "p", "span", "div", "font") or each.get("lang") for each in captions[0].walk()
    )


def _holds_only(node: Node, captions: list[Node]) -> bool:
    """Whether it contains nothing but pictures and one caption."""
    inside = {id(each) for caption in captions for each in caption.walk()}
    for each in node.walk():
        if id(each) in inside:
            continue
        if each.tag in BLOCKS - {"figure", "div", "p"} or each.tag == "note-call":
            return False
        if any(isinstance(child, str) and child.strip() for child in each.children):
            return False
    return True


def _link(picture: Node, figure: Node) -> Node | None:
    for each in picture.ancestors():
        if each is figure:
            return None
        if each.tag == "a" and each.get("href"):
            return each
    return None


def _write_markdown(picture: Node, node: Node, words: str, context: Context, out: list[paragraphs.Block]) -> None:
    link = _link(picture, node)
    if link is not None:
        paragraphs.write_paragraphs([link], context, out)
    else:
        out.append(paragraphs.Block("paragraph", markdown_picture(picture, words)))


def _write_raw(
    node: Node, pictures: list[Node], captions: list[Node], context: Context, out: list[paragraphs.Block]
) -> None:
    calls = [call for caption in captions for call in caption.find("note-call")]
    if calls or context.formats or context.wrappers >= MAX_WRAPPERS:
        _write_rest(node, captions, context, out)
        return
    lines = []
    for picture in pictures:
        link = _link(picture, node)
        if link is not None:
            inline = Inline(context, html=True)
            inline.write([Node("a", link.attributes, [picture])], context)
            lines.append(inline.line.written())
        else:
            lines.append(html_picture(picture))
    if captions and captions[0].has_words():
        inline = Inline(context, html=True)
        inline.write([captions[0]], context)
        first = next(child for child in node.walk() if child in (*pictures, captions[0]))
        place = 0 if first is captions[0] else len(lines)
        lines.insert(place, f"<figcaption>{inline.line.written()}</figcaption>")
    out.append(paragraphs.Block("raw", "\n".join(["<figure>", *lines, "</figure>"])))


def _write_rest(node: Node, captions: list[Node], context: Context, out: list[paragraphs.Block]) -> None:
    """A figure of text, of a table, of other figures: its parts, one below the other."""
    if len(captions) != 1 or context.wrappers >= MAX_WRAPPERS or next(node.find("figure"), None) is not None:
        html_blocks.write_blocks(node.children, context, out)
        return
    caption = captions[0]
    inner: list[paragraphs.Block] = []
    _write_parts(node, caption, context.wrapped(), inner)
    if inner:
        out.append(paragraphs.Block("raw", f"<figure>\n\n{paragraphs.join_blocks(inner)}\n\n</figure>"))


def _write_parts(node: Node, caption: Node, context: Context, out: list[paragraphs.Block]) -> None:
    if caption not in node.children:
        html_blocks.write_blocks(node.children, context, out)
        return
    place = node.children.index(caption)
    html_blocks.write_blocks(node.children[:place], context, out)
    inner: list[paragraphs.Block] = []
    html_blocks.write_blocks(caption.children, context, inner)
    if inner:
        out.append(paragraphs.Block("raw", f"<figcaption>\n\n{paragraphs.join_blocks(inner)}\n\n</figcaption>"))
    html_blocks.write_blocks([child for child in node.children[place + 1 :] if not is_blank(child)], context, out)
