"""What shortcodes of WordPress and of its common plug-ins stand for."""

import html
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from archivist.findings import Finding
from archivist.importers.wordpress.attachments import Attachment, Attachments, figure
from archivist.importers.wordpress.footnotes import Footnotes
from archivist.importers.wordpress.pieces import words
from archivist.importers.wordpress.shortcodes import Shortcode

FOOTNOTES = frozenset({"footnote", "fn", "ref", "efn_note", "mfn", "modern_footnote", "efn", "footnotes_note"})
_NOTE_LISTS = frozenset(
    {"footnotes", "efn_reflist", "mfn_list", "footnote_list", "footnotes_list", "footnotes_tooltip"}
)
_PAGE_BUILDERS = ("vc_", "et_pb_", "fusion_", "av_", "su_", "x_", "cs_", "wpb_", "mk_", "nectar_", "tatsu_", "themify_")
_LAYOUT = words("""
    row row_inner column column_inner columns col container section one_half one_third one_fourth two_third two_thirds
    three_fourth one_half_last one_third_last two_third_last one_fourth_last three_fourth_last one half third
    tabs tab tabgroup accordion accordions accordion_item toggle toggles spoiler box highlight tooltip lead intro
    center align text_block note wrapper content_block
""")
_DROPPED = words("""
    vc_empty_space vc_separator su_spacer su_divider et_pb_divider fusion_separator divider spacer clear hr separator
    toc table_of_contents ez-toc nextpage more
""")
_INLINE = frozenset({"highlight", "su_highlight", "su_label", "su_tooltip", "fusion_highlight", "tooltip", "lead"})
_QUOTES = frozenset({"blockquote", "quote", "pullquote", "su_quote", "su_pullquote", "pull_quote"})
_IMAGES = frozenset({"et_pb_image", "fusion_imageframe", "av_image", "image", "img"})
_VIDEOS = frozenset(
    {"youtube", "vimeo", "su_youtube", "su_vimeo", "vc_video", "et_pb_video", "fusion_youtube", "su_video"}
)
_MAX_TOLD = 20  # unknown shortcodes of one article
_PICTURE = re.compile(r"\s*((?:<a\b[^<>]*>\s*)?<img\b[^<>]*>(?:\s*</a>)?)(.*)\Z", re.DOTALL | re.IGNORECASE)
_FIRST_ADDRESS = re.compile(r"https?://[^\s<>\"\[\]]+")
_HEADING = re.compile(r"\btag:(h[1-6])\b")


@dataclass(slots=True)
class Kinds:
    """Replaces the shortcodes of one article (`shortcodes.Renderer`)."""

    attachments: Attachments
    notes: Footnotes
    item: int  # id of the article
    dropped: Counter[str] = field(default_factory=Counter)  # wrappers and ornaments
    kept: list[str] = field(default_factory=list)  # unknown ones, as written
    guessed: list[str] = field(default_factory=list)
    missing: list[int] = field(default_factory=list)  # ids of attachments the export does not tell of

    def knows(self, name: str) -> bool:
        """Whether `[name]` alone can be nothing but a shortcode."""
        return name == "gallery" or name in _NOTE_LISTS or name.startswith(_PAGE_BUILDERS)

    def render(self, shortcode: Shortcode) -> str | None:
        """The HTML it stands for; None if that is not known."""
        name = shortcode.name
        renderer = self._renderers().get(name)
        if renderer is not None:
            return renderer(shortcode)
        if name in _DROPPED:
            self.dropped[name] += 1
            return shortcode.content or ""
        if name in _LAYOUT or name.startswith(_PAGE_BUILDERS):
            return self._wrapper(shortcode)
        return None

    def unknown(self, written: str, around: str) -> None:
        """Take note of a shortcode that stays as written."""
        words = " ".join(re.sub(r"<[^<>]*>", " ", around[-400:]).split())[-40:]
        self.kept.append(f"{written[:120]}{f' after “…{words}”' if words else ' at the beginning'}")

    def remarks(self, place: str) -> list[Finding]:
        """What there is to tell of them all."""
        told = [f"the shortcode {each} is kept as written" for each in self.kept[:_MAX_TOLD]]
        if len(self.kept) > _MAX_TOLD:
            told.append(f"further shortcodes are kept as written: {len(self.kept) - _MAX_TOLD}")
        found = [Finding("import-markup", message, place) for message in told]
        if self.dropped:
            names = ", ".join(f"[{name}] ×{count}" for name, count in sorted(self.dropped.items()))
            message = f"layout of a page builder or a plug-in is left out, what it held is kept: {names}"
            found.append(Finding("import-left-out", message, place))
        found += [Finding("import-guessed", message, place) for message in dict.fromkeys(self.guessed)]
        for number in dict.fromkeys(self.missing):
            message = f"the export does not tell of the attachment {number} that a gallery or picture shows"
            found.append(Finding("import-picture", message, place, hint="Export all content, media included."))
        return found

    def _renderers(self) -> dict[str, Callable[[Shortcode], str | None]]:
        table: dict[str, Callable[[Shortcode], str | None]] = {
            "caption": self._caption,
            "wp_caption": self._caption,
            "gallery": self._gallery,
            "embed": self._link,
            "audio": self._link,
            "video": self._link,
            "playlist": self._playlist,
            "dropcap": lambda each: each.content,
            "su_dropcap": lambda each: each.content,
            "note": self._note,
            "su_button": self._button,
            "button": self._button,
            "vc_btn": self._button,
            "vc_single_image": self._single_image,
            "vc_custom_heading": self._heading,
            "su_heading": lambda each: f"\n\n<h3>{each.content or ''}</h3>\n\n",
            "vc_raw_html": self._raw_html,
            "vc_raw_js": self._raw_html,
        }
        table |= dict.fromkeys(FOOTNOTES, self._footnote)
        table |= dict.fromkeys(_NOTE_LISTS, lambda each: each.content or "")
        table |= dict.fromkeys(_QUOTES, self._quote)
        table |= dict.fromkeys(_IMAGES, self._image)
        table |= dict.fromkeys(_VIDEOS, self._link)
        return table

    # ------------------------------------------------ pictures

    def _caption(self, shortcode: Shortcode) -> str | None:
        """New form: the caption behind the picture. Old form: in the attribute `caption`."""
        if shortcode.content is None:
            return None
        match = _PICTURE.match(shortcode.content)
        picture, behind = (match[1], match[2].strip()) if match else (shortcode.content, "")
        texts = [text for text in (shortcode.get("caption"), behind) if text]
        below = f"<figcaption>{' '.join(texts)}</figcaption>" if texts else ""
        return f"\n\n<figure>{picture}{below}</figure>\n\n"

    def _gallery(self, shortcode: Shortcode) -> str:
        written = shortcode.get("ids", "include")
        numbers = [int(each) for each in re.findall(r"\d{1,12}", written)]
        if not written:
            number = shortcode.get("id")
            parent = int(number) if re.fullmatch(r"\d{1,12}", number) else self.item
            numbers = sorted(self.attachments.of_parent.get(parent, []))
        left_out = {int(each) for each in re.findall(r"\d{1,12}", shortcode.get("exclude"))}
        return "".join(self._attached(number) for number in numbers if number not in left_out)

    def _attached(self, number: int) -> str:
        attachment = self.attachments.get(number)
        if attachment is None:
            self.missing.append(number)
            return ""
        return attachment.figure

    def _single_image(self, shortcode: Shortcode) -> str | None:
        number = shortcode.get("image")
        return self._attached(int(number)) if re.fullmatch(r"\d{1,12}", number) else None

    def _image(self, shortcode: Shortcode) -> str | None:
        address = shortcode.get("src", "url") or _first_address(shortcode.content)
        return figure(address, shortcode.get("alt"), shortcode.get("caption")) if address else shortcode.content

    # ------------------------------------------------ notes

    def _footnote(self, shortcode: Shortcode) -> str | None:
        name = shortcode.get("name", "referencenumber", "id")
        if shortcode.content is None and name not in self.notes.named:
            return None
        return self.notes.call(shortcode.content or "", name)

    def _note(self, shortcode: Shortcode) -> str | None:
        """Within a line a footnote, on a line of its own a box."""
        if shortcode.content is None:
            return None
        if shortcode.at_line_start:
            return self._wrapper(shortcode)
        self.guessed.append("[note]…[/note] within a line was taken for a footnote")
        return self.notes.call(shortcode.content)

    # ------------------------------------------------ the rest

    def _link(self, shortcode: Shortcode) -> str | None:
        address = shortcode.get(
            "url", "src", "mp3", "m4a", "ogg", "wav", "mp4", "m4v", "webm", "ogv", "link", "id", "0"
        )
        address = address or _first_address(shortcode.content)
        if re.fullmatch(r"[\w-]{11}", address) and "youtube" in shortcode.name:
            address = f"https://www.youtube.com/watch?v={address}"
        if re.fullmatch(r"\d{5,12}", address) and "vimeo" in shortcode.name:
            address = f"https://vimeo.com/{address}"
        if "/" not in address:
            return None
        told = (shortcode.content or "").strip()
        below = f"\n\n{told}\n\n" if told and told != address else ""
        return f"\n\n<p>{_link(address)}</p>\n\n{below}"

    def _playlist(self, shortcode: Shortcode) -> str:
        numbers = [int(each) for each in re.findall(r"\d{1,12}", shortcode.get("ids", "include"))]
        lines = [self._file(number) for number in numbers or self.attachments.of_parent.get(self.item, [])]
        return f"\n\n<ul>{''.join(lines)}</ul>\n\n" if any(lines) else ""

    def _file(self, number: int) -> str:
        attachment = self.attachments.get(number) or Attachment("")
        if not attachment.address:
            self.missing.append(number)
            return ""
        return f"<li>{_link(attachment.address, attachment.title)}</li>"

    def _quote(self, shortcode: Shortcode) -> str | None:
        if shortcode.content is None:
            return None
        by = shortcode.get("cite", "author", "credit")
        return f"\n\n<blockquote>{shortcode.content}{f'<p>{html.escape(by)}</p>' if by else ''}</blockquote>\n\n"

    def _button(self, shortcode: Shortcode) -> str | None:
        written = shortcode.get("url", "link", "href")
        address = html.unescape(_first_address(written.replace("%3A", ":").replace("%2F", "/"))).split("|")[0]
        words = (shortcode.content or "").strip() or html.escape(shortcode.get("title", "text"))
        return f'<a href="{html.escape(address)}">{words}</a>' if address and words else words or None

    def _heading(self, shortcode: Shortcode) -> str | None:
        words = html.escape(shortcode.get("text")) or (shortcode.content or "")
        level = _HEADING.search(shortcode.get("font_container"))
        tag = level[1] if level else "h2"
        return f"\n\n<{tag}>{words}</{tag}>\n\n" if words else ""

    def _raw_html(self, shortcode: Shortcode) -> str:
        self.dropped[f"{shortcode.name}] with its encoded HTML ["] += 1
        return ""

    def _wrapper(self, shortcode: Shortcode) -> str:
        """What it holds, and the heading that stood in an attribute: readers saw it."""
        self.dropped[shortcode.name] += 1
        words = [shortcode.get(name).strip() for name in ("title", "heading", "header", "h2", "h4", "subtitle")]
        headings = "".join(f"<p><strong>{html.escape(each)}</strong></p>" for each in words if each)
        content = shortcode.content or ""
        return content if shortcode.name in _INLINE else f"\n\n{headings}\n\n{content}\n\n"


def _first_address(text: str | None) -> str:
    match = _FIRST_ADDRESS.search(html.unescape(text or ""))
    return match[0] if match else ""


def _link(address: str, words: str = "") -> str:
    return f'<a href="{html.escape(address)}">{html.escape(words or address)}</a>'
