"""Figures, notes and links as the archive's Markdown has them."""

import re
from collections.abc import Mapping

from archivist.dialect.escaping import in_title
from archivist.dialect.link_syntax import NO_SIZE, in_label, in_markdown, picture


class Markdown:
    """A `Notation`."""

    def figure(self, address: str, alt: str, caption: str, link: str = "", size: Mapping[str, str] = NO_SIZE) -> str:
        """A picture with its caption, in one line. Markup in the caption stays: the archive reads it there."""
        alt, caption = _line(alt), _line(caption)
        image = picture(alt, address, in_title(caption), size)
        return f"[{image}]({in_markdown(link)})" if link else image

    def link(self, text: str, address: str) -> str:
        """Words that are a link; those with a link of their own stay as they are."""
        return text if "](" in text or "<a" in text else f"[{text}]({in_markdown(address)})"

    def note(self, text: str) -> str:
        """A note in place; "" if its brackets do not pair."""
        text = _line(text)
        depth = 0
        for sign in text:
            depth += (sign == "[") - (sign == "]")
            if depth < 0:
                return ""
        return f"^[{text}]" if text and depth == 0 else ""

    def code(self, code: str, language: str, indent: str = "") -> str:
        """A block of code between fences."""
        code = code.strip("\n")
        longest = max((len(run) for run in re.findall("`+", code)), default=0)
        marks = "`" * max(3, longest + 1)
        name = language if re.fullmatch(r"[\w+#.-]{1,40}", language) else ""
        return f"{marks}{name}\n{code}\n{indent}{marks}"

    def quotation(self, text: str, title: str = "", attribution: str = "") -> str:
        """A quotation, with a bold line before it or a line that says who is quoted."""
        lines = text.strip("\n").split("\n")
        if title:
            lines = [self.strong(title), "", *lines]
        if attribution:
            lines = [*lines, "", f"— {_line(attribution)}"]
        return "\n".join(f"> {line}".rstrip() for line in lines)

    def strong(self, text: str) -> str:
        """A line in bold, if it has no marks of its own; "" for none."""
        line = _line(text)
        return line if not line or re.search(r"[*_`<]", line) else f"**{line}**"

    def address(self, address: str) -> str:
        """A link between angle brackets; of the site's own, which have no scheme, one that shows its address."""
        is_web = address.lower().startswith(("http://", "https://"))
        return f"<{address}>" if is_web else f"[{in_label(address)}]({in_markdown(address)})"

    def as_written(self, words: str) -> str:
        """The words: what Markdown has as a template tag is kept by the archive."""
        return words


def _line(text: str) -> str:
    return " ".join(text.split())
