"""Blocks whose HTML says too little, or more than an article needs."""

import html
import re
from collections.abc import Callable, Mapping

from archivist.html_to_markdown.code import indented_verse
from archivist.readers.wordpress.wordpress_paragraphs import paragraphs

_FIGURE = re.compile(r"<figure\b", re.IGNORECASE)
# Between an opening and a closing tag is no other one of that name, so that none without a partner costs a
# search to the end.
_CAPTION = re.compile(r"<figcaption\b[^<>]*>([^<]*(?:<(?!/?figcaption\b)[^<]*)*)</figcaption>", re.IGNORECASE)
_WRAPPER = re.compile(r"<div\b[^<>]*wp-block-embed__wrapper[^<>]*>\s*([^<>\s]+)\s*</div>", re.IGNORECASE)
_LIST_TAG = re.compile(r"</?(?:ul|li)\b[^<>]*>", re.IGNORECASE)
_OUTER_FIGURE = re.compile(r"\A\s*<figure\b[^<>]*>(.*)</figure>\s*\Z", re.DOTALL | re.IGNORECASE)
_VERSE = re.compile(r"<pre\b[^<>]*>([^<]*(?:<(?!/?pre\b)[^<]*)*)</pre>", re.IGNORECASE)
_LINE_BREAK = re.compile(r"<br\s*/?>\n?", re.IGNORECASE)
_BUTTON = re.compile(r"<a\b[^<>]*wp-block-file__button[^<>]*>[^<]*(?:<(?!/?a\b)[^<]*)*</a>", re.IGNORECASE)
_SOUND = re.compile(
    r"<(audio|video)\b[^<>]*?\bsrc=\"([^\"<>]*)\"[^<>]*>[^<]*(?:<(?!/?(?:audio|video)\b)[^<]*)*</\1>", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_LINK = re.compile(r"<a\b", re.IGNORECASE)


def _embed(inner: str, attributes: Mapping[str, object]) -> str:
    """The address of a video or a post elsewhere, as a link, and its caption."""
    match, caption = _WRAPPER.search(inner), _CAPTION.search(inner)
    address = html.unescape(match[1]) if match else str(attributes.get("url", ""))
    if not address:
        return inner
    below = f"<p>{caption[1]}</p>" if caption and caption[1].strip() else ""
    return f'\n<p><a href="{html.escape(address)}">{html.escape(address)}</a></p>\n{below}\n'


def _sound(inner: str, _: Mapping[str, object]) -> str:
    """A recording or a film in the uploads, as a link, and its caption."""
    match, caption = _SOUND.search(inner), _CAPTION.search(inner)
    if match is None:
        return inner
    below = f"<p>{caption[1]}</p>" if caption and caption[1].strip() else ""
    return f'\n<p><a href="{match[2]}">{match[2]}</a></p>\n{below}\n'


def _gallery(inner: str, _: Mapping[str, object]) -> str:
    """Its pictures one below the other. An older gallery is a list, a newer one a figure of figures."""
    match = _OUTER_FIGURE.match(inner)
    inside = match[1] if match and len(_FIGURE.findall(inner)) > 1 else inner
    head, figure, last = _LIST_TAG.sub("", inside).rpartition("</figure>")
    # After the last picture is the caption of the whole.
    return head + figure + _CAPTION.sub(lambda match: f"<p>{match[1]}</p>", last)


def _without_figure(inner: str, _: Mapping[str, object]) -> str:
    """A quotation without the figure around it."""
    match = _OUTER_FIGURE.match(inner)
    return match[1] if match else inner


def _verse(inner: str, _: Mapping[str, object]) -> str:
    """Lines of a poem: not code, as `<pre>` would have it."""

    def lines(match: re.Match[str]) -> str:
        stanzas = re.split(r"\n[^\S\n]*\n\s*\n|\n[^\S\n]*\n", _LINE_BREAK.sub("\n", match[1]).strip("\n"))
        made = ("<br>\n".join(map(indented_verse, stanza.split("\n"))) for stanza in stanzas if stanza.strip())
        return "".join(f"<p>{stanza}</p>\n" for stanza in made)

    return _VERSE.sub(lines, inner)


def _file(inner: str, _: Mapping[str, object]) -> str:
    """The link to a file without its button "Download"."""
    return _BUTTON.sub("", inner) if len(_LINK.findall(inner)) > 1 else inner


def _classic(inner: str, _: Mapping[str, object]) -> str:
    return paragraphs(inner)


def field_texts(attributes: Mapping[str, object]) -> list[str]:
    """What an author wrote into the fields of a block of Advanced Custom Fields: all that is more than one word.

    Single words are mostly settings, `left` or `large`; names with a low line before them are the program's.
    """
    data = attributes.get("data")
    fields = data.items() if isinstance(data, dict) else ()
    return [text for name, text in fields if not name.startswith("_") and isinstance(text, str) and _has_words(text)]


def _has_words(text: str) -> bool:
    return sum(1 for each in text.split() if _WORD.search(each)) > 1


CHANGES: Mapping[str, Callable[[str, Mapping[str, object]], str]] = {
    "embed": _embed,
    "audio": _sound,
    "video": _sound,
    "gallery": _gallery,
    "pullquote": _without_figure,
    "verse": _verse,
    "file": _file,
    "freeform": _classic,
    "more": lambda inner, _: "",
    "nextpage": lambda inner, _: "",
    "spacer": lambda inner, _: "",
}
