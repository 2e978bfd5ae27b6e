"""What shortcodes of WordPress and of its common plug-ins stand for."""

import html
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from archivist.findings import Finding
from archivist.html_to_markdown.html_formulas import TEX_CLASS
from archivist.place import Place
from archivist.readers.wordpress import shortcode_names as names
from archivist.readers.wordpress.footnotes import Footnotes
from archivist.readers.wordpress.media_items import Attachment, Attachments, figure
from archivist.readers.wordpress.page_builders import address_in, encoded_html, module, words
from archivist.readers.wordpress.pieces import words as name_set
from archivist.readers.wordpress.wordpress_shortcodes import Shortcode

# Words of a text may be in brackets: [products], [views]. Of names like these only the others are known alone.
_ALSO_WORDS = name_set("""
    share ratings views slider products product search login register archives popup poll quiz ads ad reviews_form
    newsletter formidable catlist sitemap breadcrumb podcast pdf document anchor facebook reddit gist twitch rumble
    spreaker bandcamp crp wpp spp quads jwp
""")
_KNOWN_ALONE = names.NOTE_LISTS | names.CONTENTS | names.BY_NAME_ALONE
_KNOWN_ALONE |= (names.FORMS | names.FURNITURE | names.PLAYERS) - _ALSO_WORDS
_MOST_REPORTED = 20  # unknown shortcodes of one article
_RECORDING = re.compile(r"[^.]\.(?:mp3|m4a|m4b|aac|og[agv]|opus|wav|flac|mp4|m4v|webm|mov|avi|wmv|flv)$", re.IGNORECASE)
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
    furniture: Counter[str] = field(default_factory=Counter)  # forms and advertisements
    players: Counter[str] = field(default_factory=Counter)  # of the article's own recording
    kept: list[str] = field(default_factory=list)  # unknown ones, as written
    guessed: list[str] = field(default_factory=list)
    missing: list[int] = field(default_factory=list)  # ids of attachments the export does not tell of

    def knows(self, name: str) -> bool:
        """Whether `[name]` alone can be nothing but a shortcode."""
        return name == "gallery" or name in _KNOWN_ALONE or name.startswith(names.PAGE_BUILDERS)

    def render(self, shortcode: Shortcode) -> str | None:
        """The HTML it stands for; None if that is not known."""
        name = shortcode.name
        renderer = self._renderers().get(name)
        if renderer is not None:
            return renderer(shortcode)
        if name in names.FORMS or name in names.FURNITURE:
            self.furniture[name] += 1
            return self._content_left_out(shortcode)
        if name in names.ORNAMENTS:
            self.dropped[name] += 1
            return shortcode.content or ""
        if name in names.LAYOUT or name.startswith(names.PAGE_BUILDERS):
            return self._wrapper(shortcode)
        return None

    def unknown(self, written: str, around: str) -> None:
        """Take note of a shortcode that stays as written."""
        last = " ".join(re.sub(r"<[^<>]*>", " ", around[-400:]).split())[-40:]
        self.kept.append(f"{written[:120]}{f' after “…{last}”' if last else ' at the beginning'}")

    def remarks(self, place: Place) -> list[Finding]:
        """What there is to tell of them all."""
        reported = [f"the shortcode {each} is kept as written" for each in self.kept[:_MOST_REPORTED]]
        if len(self.kept) > _MOST_REPORTED:
            reported.append(f"further shortcodes are kept as written: {len(self.kept) - _MOST_REPORTED}")
        found = [Finding.at(place, "import-markup", message) for message in reported]
        if self.dropped:
            dropped = _list_counts(self.dropped)
            message = f"layout of a page builder or a plug-in was left out, its content was kept: {dropped}"
            found.append(Finding.at(place, "import-left-out", message))
        if self.furniture:
            kinds = "forms, advertisements and what plug-ins show with every article"
            message = f"{kinds} are left out: {_list_counts(self.furniture)}"
            found.append(Finding.at(place, "import-left-out", message))
        if self.players:
            message = (
                f"players were left out; what they play is linked if the export names it: {_list_counts(self.players)}"
            )
            found.append(Finding.at(place, "import-left-out", message))
        found += [Finding.at(place, "import-guessed", message) for message in dict.fromkeys(self.guessed)]
        for number in dict.fromkeys(self.missing):
            message = f"the export does not contain the attachment {number} that a gallery or picture shows"
            found.append(Finding.at(place, "import-picture", message, "Export all content, media included."))
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
            **dict.fromkeys(("latex", "katex", "tex"), _formula),
            "dropcap": lambda each: each.content,
            "su_dropcap": lambda each: each.content,
            "note": self._note,
            "vc_single_image": self._single_image,
            "vc_custom_heading": self._heading,
            "su_heading": lambda each: f"\n\n<h3>{each.content or ''}</h3>\n\n",
        }
        table |= dict.fromkeys(names.FOOTNOTES, self._footnote)
        table |= dict.fromkeys(names.NOTE_LISTS, lambda each: each.content or "")
        table |= dict.fromkeys(names.BUTTONS, self._button)
        table |= dict.fromkeys(names.ENCODED, self._encode)
        table |= dict.fromkeys(names.CODE, self._code)
        table |= dict.fromkeys(names.QUOTES, self._quote)
        table |= dict.fromkeys(names.IMAGES, self._image)
        table |= dict.fromkeys(names.PLAYERS, self._link)
        return table

    # ------------------------------------------------ pictures

    def _caption(self, shortcode: Shortcode) -> str | None:
        """New form: the caption after the picture. Old form: in the attribute `caption`."""
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
        return "".join(self._attachment_address(number) for number in numbers if number not in left_out)

    def _attachment_address(self, number: int) -> str:
        attachment = self.attachments.get(number)
        if attachment is None:
            self.missing.append(number)
            return ""
        return attachment.figure

    def _single_image(self, shortcode: Shortcode) -> str | None:
        number = shortcode.get("image")
        return self._attachment_address(int(number)) if re.fullmatch(r"\d{1,12}", number) else None

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
        self.guessed.append("[note]…[/note] within a line was imported as a footnote")
        return self.notes.call(shortcode.content)

    # ------------------------------------------------ the rest

    def _link(self, shortcode: Shortcode) -> str | None:
        address = shortcode.get(
            "url", "src", "mp3", "m4a", "ogg", "wav", "mp4", "m4v", "webm", "ogv", "link", "file", "href", "id", "0"
        )
        address = address or _first_address(shortcode.content)
        if re.fullmatch(r"[\w-]{11}", address) and "youtube" in shortcode.name:
            address = f"https://www.youtube.com/watch?v={address}"
        if re.fullmatch(r"\d{5,12}", address) and "vimeo" in shortcode.name:
            address = f"https://vimeo.com/{address}"
        if "/" not in address and not _RECORDING.search(address):
            return self._without_address(shortcode)
        content = (shortcode.content or "").strip()
        below = f"\n\n{content}\n\n" if content and content != address else ""
        return f"\n\n<p>{_link(address)}</p>\n\n{below}"

    def _without_address(self, shortcode: Shortcode) -> str | None:
        """A player of the article's own recording, `[powerpress]`: its enclosure is a link already."""
        if shortcode.name not in names.OWN_PLAYERS:
            return None
        self.players[shortcode.name] += 1
        return self._content_left_out(shortcode)

    def _content_left_out(self, shortcode: Shortcode) -> str:
        """What a shortcode that is left out holds: words of an author, if it is not the form itself."""
        return "" if shortcode.name in names.FORMS else shortcode.content or ""

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
        address = address_in(shortcode.get("url", "link", "href", "button_url"))
        said = (shortcode.content or "").strip() or html.escape(words(shortcode.get("title", "text", "button_text")))
        return f'<a href="{html.escape(address)}">{said}</a>' if address and said else said or None

    def _heading(self, shortcode: Shortcode) -> str | None:
        said = html.escape(words(shortcode.get("text"))) or (shortcode.content or "")
        level = _HEADING.search(shortcode.get("font_container"))
        tag = level[1] if level else "h2"
        return f"\n\n<{tag}>{said}</{tag}>\n\n" if said else ""

    def _encode(self, shortcode: Shortcode) -> str:
        decoded = encoded_html(shortcode.content)
        self.dropped[shortcode.name if decoded is not None else f"{shortcode.name}] with its encoded HTML ["] += 1
        return f"\n\n{decoded}\n\n" if decoded and shortcode.name != "vc_raw_js" else ""

    def _code(self, shortcode: Shortcode) -> str | None:
        """A listing, which is mostly kept as it is to be shown, and sometimes with entities."""
        if shortcode.content is None:
            return None
        return f"\n\n<pre><code>{html.escape(html.unescape(shortcode.content).strip(chr(10)))}</code></pre>\n\n"

    def _wrapper(self, shortcode: Shortcode) -> str:
        """What it contains, and what readers saw of its attributes."""
        self.dropped[shortcode.name] += 1
        return (
            (shortcode.content or "") if shortcode.name in names.INLINE else module(shortcode, self._attachment_address)
        )


def _formula(shortcode: Shortcode) -> str | None:
    """TeX, of which WordPress made a picture (Jetpack's `[latex]`, WP-KaTeX)."""
    return None if shortcode.content is None else f'<span class="{TEX_CLASS}">{shortcode.content}</span>'


def _list_counts(names: Counter[str]) -> str:
    return ", ".join(f"[{name}] ×{count}" for name, count in sorted(names.items()))


def _first_address(text: str | None) -> str:
    match = _FIRST_ADDRESS.search(html.unescape(text or ""))
    return match[0] if match else ""


def _link(address: str, shown: str = "") -> str:
    return f'<a href="{html.escape(address)}">{html.escape(shown or address)}</a>'
