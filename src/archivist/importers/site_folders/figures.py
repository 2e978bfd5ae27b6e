"""Figures, notes and links as the archive's Markdown has them."""

import html
import re

_WEB = ("http://", "https://", "//")
_IDS = re.compile(r"[\w-]{1,200}")


def address_in_markdown(address: str) -> str:
    """An address as the target of a link or picture, in angle brackets where it has spaces or brackets."""
    address = address.replace("\n", " ").strip()
    if not address or re.search(r"[\s()<>\\]", address):
        return "<" + address.replace("\\", "\\\\").replace("<", "\\<").replace(">", "\\>") + ">"
    return address


def figure(address: str, alt: str, caption: str, link: str = "") -> str:
    """A picture with its caption, in one line; in HTML if the caption has markup of its own."""
    alt, caption = _line(alt), _line(caption)
    if "<" in caption:
        image = f'<img src="{html.escape(address)}" alt="{html.escape(alt)}">'
        image = f'<a href="{html.escape(link)}">{image}</a>' if link else image
        return f"<figure>{image}<figcaption>{caption}</figcaption></figure>"
    title = ' "' + caption.replace("\\", "\\\\").replace('"', '\\"') + '"' if caption else ""
    image = f"![{_label(alt)}]({address_in_markdown(address)}{title})"
    return f"[{image}]({address_in_markdown(link)})" if link else image


def note(text: str) -> str:
    """A note in place; "" if its brackets do not pair."""
    text = _line(text)
    depth = 0
    for sign in text:
        depth += (sign == "[") - (sign == "]")
        if depth < 0:
            return ""
    return f"^[{text}]" if text and depth == 0 else ""


def fence(code: str, language: str, indent: str = "") -> str:
    """A block of code. `indent` stands before its fences."""
    code = code.strip("\n")
    longest = max((len(run) for run in re.findall("`+", code)), default=0)
    marks = "`" * max(3, longest + 1)
    name = language if re.fullmatch(r"[\w+#.-]{1,40}", language) else ""
    return f"{marks}{name}\n{code}\n{indent}{marks}"


def quotation(text: str, title: str = "", attribution: str = "") -> str:
    """A quotation, with a bold line before it or a line that says who is quoted."""
    lines = text.strip("\n").split("\n")
    if title:
        lines = [f"**{_line(title)}**", "", *lines]
    if attribution:
        lines = [*lines, "", f"— {_line(attribution)}"]
    return "\n".join(f"> {line}".rstrip() for line in lines)


def embedded(service: str, words: tuple[str, ...]) -> str:
    """A link to what a tag shows of another service; "" if the tag does not say enough."""
    first = next((word for word in words if word), "")
    if first.startswith(_WEB):
        return f"<{first}>" if not re.search(r"[\s<>]", first) else ""
    if not words or not all(_IDS.fullmatch(word) for word in words):
        return ""
    pattern = _SERVICES.get((service, len(words)))
    return f"<{pattern.format(*words)}>" if pattern else ""


_SERVICES = {
    ("youtube", 1): "https://www.youtube.com/watch?v={0}",
    ("vimeo", 1): "https://vimeo.com/{0}",
    ("gist", 1): "https://gist.github.com/{0}",
    ("gist", 2): "https://gist.github.com/{0}/{1}",
    ("tweet", 1): "https://twitter.com/i/status/{0}",
    ("tweet", 2): "https://twitter.com/{0}/status/{1}",
    ("instagram", 1): "https://www.instagram.com/p/{0}/",
}
SERVICES = {
    "youtube": "youtube",
    "youtubeplayer": "youtube",
    "vimeo": "vimeo",
    "gist": "gist",
    "tweet": "tweet",
    "twitter": "tweet",
    "x": "tweet",
    "instagram": "instagram",
}  # names of tags


def _line(text: str) -> str:
    return " ".join(text.split())


def _label(text: str) -> str:
    return re.sub(r"([\[\]\\])", r"\\\1", text)
