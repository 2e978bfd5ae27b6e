"""Lines of plain text from what WordPress keeps as HTML: titles, names, captions."""

import html
import re

from archivist.readers.wordpress.pieces import words

_TAGS = words("""
    a abbr acronym b bdi bdo big br cite code del dfn em font i img ins kbd mark p q rp rt ruby s samp script small span
    strike strong sub sup style time tt u var wbr div h1 h2 h3 h4 h5 h6 ul ol li blockquote table tr td th figure
    figcaption
""")
_TAG = re.compile(
    rf"</?(?:{'|'.join(sorted(_TAGS))})(?=[\s/>])[^<>]*>|<!--[^-<]*(?:(?:-(?!->)|<(?!!--))[^-<]*)*-->", re.IGNORECASE
)
_SPACED = re.compile(r"<(?:br|/?p|/?div|/?li|/?h[1-6]|/?t[rdh]|/?blockquote)(?=[\s/>])[^<>]*>", re.IGNORECASE)


def plain_line(source: str) -> str:
    """The words of a piece of HTML on one line. A word in angle brackets that is not a tag stays."""
    spaced = _SPACED.sub(" ", source)
    return " ".join(html.unescape(_TAG.sub("", spaced)).split())
