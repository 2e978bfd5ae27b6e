"""The rules that render tokens of the dialect as HTML, which articles/ then cleans."""

import html
import re
from collections.abc import Sequence

from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

# Where the address of a picture is kept that the cleaner would take away: pictures.py judges it, and says what it was.
SCHEMED = "data-address"
_MARKUP = re.compile('[&<>"]')
_SCHEME = re.compile(r"\s*(?:data|file|javascript|vbscript|blob|about):", re.IGNORECASE)


def schemed(address: str) -> bool:
    """Whether an address has a scheme that no cleaner lets pass."""
    return _SCHEME.match(address) is not None


def render_call(renderer: object, tokens: Sequence[Token], index: int, options: object, env: object) -> str:
    """The rule for footnote_ref: a mark that links.py turns into a call."""
    label = html.escape(str(tokens[index].meta.get("resolved", "")))
    return f'<span data-note="{label}"></span>'


def render_text(renderer: object, tokens: Sequence[Token], index: int, options: object, env: object) -> str:
    """The rule for text. Most of it has nothing to escape, which one search tells."""
    content = tokens[index].content
    return escapeHtml(content) if _MARKUP.search(content) else content


def render_image(renderer: RendererHTML, tokens: Sequence[Token], index: int, options: object, env: object) -> str:
    """The rule for pictures: the alternative text is the plain text between the square brackets."""
    token = tokens[index]
    token.attrSet("alt", str(token.meta.get("alt", token.content)))
    if schemed(str(token.attrs.get("src", ""))):
        token.attrSet(SCHEMED, str(token.attrs.pop("src")))
    return f"<img{renderer.renderAttrs(token)}>"
