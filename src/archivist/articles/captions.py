"""Captions: the title of a picture is Markdown, since newspapers credit photographs with links.

A title without marks is printed as it is. The caption is put into the tree before it is made valid, so that links and
notes in it are treated like all others.
"""

from collections.abc import Sequence

from archivist.articles.body_structure import Element
from archivist.articles.sanitizing import clean_tree
from archivist.dialect.parser import Env, Token, parse_line

_AROUND = frozenset({"link_open", "link_close", "softbreak"})
_NO_MARKUP = frozenset({"text", "softbreak", "hardbreak"})


def caption_of(image: Token, beside: Sequence[Token], env: Env) -> list[Token]:
    """The tokens of the caption of a picture; none if it is not alone in its paragraph, or its title is plain."""
    title = str(image.attrs.get("title", "")).strip()
    if not title or not is_alone(image, beside):
        return []
    tokens = parse_line(title, env)
    is_plain = all(token.type in _NO_MARKUP for token in tokens)
    if any(token.type == "image" for token in tokens) or (is_plain and "".join(t.content for t in tokens) == title):
        return []
    return tokens


def is_alone(image: Token, beside: Sequence[Token]) -> bool:
    """Whether a picture, or a link around it, is all of its paragraph."""
    return all(
        token is image or token.type in _AROUND or (token.type == "text" and not token.content.strip())
        for token in beside
    )


def set_captions(root: Element) -> None:
    """Make figures of the paragraphs whose picture has a caption in `data-caption`, as HTML."""
    for image in list(root.iter("img")):
        written = image.attrib.pop("data-caption", "")
        paragraph = image.getparent() if image.getparent().tag != "a" else image.getparent().getparent()
        if not written or paragraph is None or paragraph.tag != "p":
            continue
        image.attrib.pop("title", None)
        paragraph.tag = "figure"
        paragraph.text = None
        for child in paragraph:
            child.tail = None
        paragraph.append(clean_tree(written, "figcaption"))
