"""Text that a page divides into several blocks of one form, such as those between wide pictures, as one body."""

from collections.abc import Collection

from lxml.html import builder

from archivist.text.xml_element import Element
from archivist.web_pages.boilerplate_classes import names_of
from archivist.web_pages.lines import HEADINGS
from archivist.web_pages.prose import Prose

_LEAST = 80  # characters of a block that is text
_MOST = 200  # blocks
# Each of these is a piece of its own: an entry of a list, a teaser, a comment.
_OWN_PIECES = frozenset({"article", "aside", "li", "blockquote", "figure", "dd", "dt", "td", "th", "main", "details"})
_LINES = frozenset({"p", "span", "font", "b", "i", "strong", "em", "a", "pre", *HEADINGS})
_CLOSED = frozenset({"table", "tbody", "thead", "tfoot", "tr", "ul", "ol", "dl"})  # hold only elements of their own


def join_similar_blocks(
    block: Element, root: Element, furniture: Collection[Element], prose: Prose
) -> tuple[Element, int]:
    """The body that a block and all blocks of its form make up, and how many there are; 1 if it has no others.

    Of one form are blocks with the same names, whose ancestors are also the same up to the element that contains them
    all. What is between the first and the last of them also belongs to the body.
    """
    if block.tag in _LINES:
        return block, 1
    for above in block.iterancestors():
        chain = _chain(block, above)
        if any(tag in _OWN_PIECES for tag, _ in chain[:-1]) or above in furniture:
            break
        blocks = [each for each in _of_chain(above, chain, furniture) if _is_text(each, prose)]
        if block in blocks and len(blocks) > 1:
            return (block, 1) if _are_entries(blocks, above) else (_wrap(blocks, above), len(blocks))
        if above is root:
            break
    return block, 1


def _chain(block: Element, above: Element) -> list[tuple[str, frozenset[str]]]:
    """The forms of the elements from below `above` down to the block."""
    chain = [_form(block)]
    for element in block.iterancestors():
        if element is above:
            break
        chain.append(_form(element))
    return chain[::-1]


def _form(element: Element) -> tuple[str, frozenset[str]]:
    """Its tag and names; numbers in them count the blocks: `block-1`, `block-2`."""
    names = frozenset(name.rstrip("0123456789").rstrip("-") for name in names_of(element))
    return element.tag, names


def _of_chain(above: Element, chain: list[tuple[str, frozenset[str]]], furniture: Collection[Element]) -> list[Element]:
    found = [above]
    for form in chain:
        found = [
            child
            for element in found
            for child in element
            if isinstance(child.tag, str) and child not in furniture and _form(child) == form
        ]
        if len(found) > _MOST:
            return []
    return found


def _is_text(block: Element, prose: Prose) -> bool:
    is_prose = any(prose.of(each) for each in block.iter("p")) or prose.of(block) >= 2 * _LEAST
    return prose.of(block) >= _LEAST and is_prose and not prose.is_mostly_links(block)


def _are_entries(blocks: list[Element], above: Element) -> bool:
    """Whether each of several blocks has a title of its own, so that they are entries of a list of articles."""
    branches = {_branch(block, above) for block in blocks}
    if len(branches) < len(blocks):
        return False
    linked = sum(any(list(each.iter("a")) for each in branch.iter(*HEADINGS)) for branch in branches)
    main = sum(branch.find(".//h1") is not None or branch.tag == "h1" for branch in branches)
    return linked > 1 or main > 1


def _branch(block: Element, above: Element) -> Element:
    """The child of `above` that a block is in."""
    below = block
    for element in block.iterancestors():
        if element is above:
            break
        below = element
    return below


def _wrap(blocks: list[Element], above: Element) -> Element:
    """A box around all children of `above` from the first block to the last one."""
    if above.tag in _CLOSED:
        return above
    branches = [_branch(block, above) for block in blocks]
    children = list(above)
    first, last = children.index(branches[0]), children.index(branches[-1])
    if first == last:
        return branches[0]
    box: Element = builder.DIV()
    branches[0].addprevious(box)
    for child in children[first : last + 1]:
        box.append(child)  # with the text after it
    box.tail, children[last].tail = children[last].tail, None
    return box
