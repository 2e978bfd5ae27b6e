"""Figures, notes and links as HTML has them, in the forms that `archivist.html_to_markdown` reads."""

import html
import re
from collections.abc import Mapping

from archivist.dialect.link_syntax import NO_SIZE


class Html:
    """A `Notation`."""

    def figure(self, address: str, alt: str, caption: str, link: str = "", size: Mapping[str, str] = NO_SIZE) -> str:
        """A figure; a picture alone if there is no caption."""
        sides = "".join(f' {name}="{html.escape(value)}"' for name, value in size.items())
        image = f'<img src="{html.escape(address)}" alt="{html.escape(_line(alt))}"{sides}>'
        if link:
            image = f'<a href="{html.escape(link)}">{image}</a>'
        return f"<figure>{image}{f'<figcaption>{_line(caption)}</figcaption>' if caption.strip() else ''}</figure>"

    def strong(self, text: str) -> str:
        """Text in bold; "" for none."""
        return f"<strong>{_line(text)}</strong>" if text.strip() else ""

    def link(self, text: str, address: str) -> str:
        """Words that are a link."""
        return f'<a href="{html.escape(address)}">{text}</a>'

    def note(self, text: str) -> str:
        """A note beside its call."""
        return f'<span class="sidenote">{_line(text)}</span>' if text.strip() else ""

    def code(self, code: str, language: str, indent: str = "") -> str:
        """A block of code."""
        name = f' class="language-{language}"' if re.fullmatch(r"[\w+#.-]{1,40}", language) else ""
        return f"<pre><code{name}>{html.escape(code.strip(chr(10)))}</code></pre>"

    def quotation(self, text: str, title: str = "", attribution: str = "") -> str:
        """A quotation."""
        before = f"<p>{self.strong(html.escape(title))}</p>" if title else ""
        after = f"<p>— {html.escape(_line(attribution))}</p>" if attribution else ""
        return f"<blockquote>{before}{text}{after}</blockquote>"

    def address(self, address: str) -> str:
        """A link."""
        return f'<a href="{html.escape(address)}">{html.escape(address)}</a>'

    def as_written(self, words: str) -> str:
        """Escaped, so that a `<` in them begins no element."""
        return html.escape(words)


def _line(text: str) -> str:
    return " ".join(text.split())
