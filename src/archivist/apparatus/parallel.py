"""Two texts of one work printed together: which of their blocks are beside which."""

from collections.abc import Iterator, Sequence
from copy import deepcopy

from lxml import etree

from archivist.apparatus.alignment import PARAGRAPH, Block, align
from archivist.findings import Finding
from archivist.model.annotated import ParallelPair
from archivist.model.articles import Article, Body

_BLOCKS = frozenset(
    {"p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "blockquote", "pre", "table", "figure", "hr"}
    | {"section", "div", "details", "article", "aside"}
)


def pair_texts(first: Body, second: Body) -> tuple[tuple[ParallelPair, ...], int]:
    """The blocks of two bodies side by side, and how many pairs are not one block beside one."""
    blocks, answers = list(_blocks(first)), list(_blocks(second))
    matches = align([_measured(block) for block in blocks], [_measured(block) for block in answers])
    pairs = tuple(
        ParallelPair(_written(blocks[at] for at in match.first), _written(answers[at] for at in match.second))
        for match in matches
    )
    return pairs, sum(not match.is_even for match in matches)


def uneven(articles: Sequence[Article], pairs: int, odd: int) -> Finding:
    """What to tell of two texts whose blocks do not answer one another, each way round the same."""
    first, second = sorted(articles, key=lambda article: (article.date, article.path))
    return Finding(
        "parallel-uneven",
        f"“{first.title}” ({first.language}) and “{second.title}” ({second.language}): "
        f"{odd} of {pairs} pairs are not one paragraph each",
        second.path,
    )


def _blocks(body: Body) -> Iterator[etree._Element]:
    """The blocks of a body, each in a `div` of its own. Text that is between blocks is a block as well."""
    root = etree.fromstring(body.xhtml)
    run = _holding(root.text)
    for child in root:
        tail, child.tail = child.tail, None
        if child.tag in _BLOCKS:
            yield from _if_any(run)
            block = _holding(None)
            block.append(deepcopy(child))
            yield block
            run = _holding(tail)
        else:
            run.append(deepcopy(child))
            run[-1].tail = tail
    yield from _if_any(run)


def _holding(text: str | None) -> etree._Element:
    block = etree.Element("div")
    block.text = text
    return block


def _if_any(run: etree._Element) -> Iterator[etree._Element]:
    if len(run) or (run.text or "").strip():
        yield run


def _measured(block: etree._Element) -> Block:
    only = block[0].tag if len(block) == 1 and not (block.text or "").strip() else PARAGRAPH
    length = sum(len(piece.strip()) for piece in block.itertext())
    return Block(only if only in _BLOCKS else PARAGRAPH, length)


def _written(blocks: Iterator[etree._Element]) -> str:
    """Blocks as one `div`; nothing if there are none."""
    whole = _holding(None)
    for block in blocks:
        if block.text and block.text.strip():
            if len(whole):
                whole[-1].tail = block.text
            else:
                whole.text = block.text
        whole.extend(list(block))
    return etree.tostring(whole, encoding="unicode") if len(whole) or whole.text else ""
