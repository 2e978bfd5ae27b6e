"""Cards of Ghost's editor in the HTML of a post: what is only for readers of the site goes, the rest is plain HTML."""

from html import escape

from archivist.export_posts.html_editing import classes_of, link_block, remove, replace_with, with_class, words_of
from archivist.text.xml_element import Element

# Cards that ask readers to subscribe or to pay, and controls of players.
_ASKING = {
    "kg-signup-card": "a form to subscribe",
    "kg-cta-card": "a call to action",
    "gh-post-upgrade-cta": "an offer to subscribe",
}
_CONTROLS = (
    "kg-audio-player-container",
    "kg-audio-player",
    "kg-audio-hide",
    "kg-video-overlay",
    "kg-video-player-container",
    "kg-toggle-card-icon",
    "kg-product-card-rating",
    "kg-file-card-icon",
)


class Cards:
    """Settles the cards of one post."""

    def __init__(self) -> None:
        self.removed: list[str] = []  # in words

    def settle(self, root: Element) -> None:
        """Change the tree."""
        for name, what in _ASKING.items():
            for card in with_class(root, name):
                words = remove(card)
                self.removed.append(f"{what} ({words})" if words else what)
        for card in with_class(root, "kg-audio-card"):
            self._audio(card)
        for control in with_class(root, *_CONTROLS):
            remove(control)
        for card in with_class(root, "kg-bookmark-card"):
            self._bookmark(card)
        for card in with_class(root, "kg-file-card"):
            self._file(card)
        for card in with_class(root, "kg-button-card"):
            self._button(card)
        for emoji in with_class(root, "kg-callout-emoji"):
            _join_emoji(emoji)

    def _bookmark(self, card: Element) -> None:
        link = next((each for each in card.iter("a") if each.get("href")), None)
        if link is None:
            return
        title, about = _words(card, "kg-bookmark-title"), _words(card, "kg-bookmark-description")
        caption = "".join(f"<p>{escape(words_of(each), quote=False)}</p>" for each in card.iter("figcaption"))
        meta = [_words(card, name) for name in ("kg-bookmark-author", "kg-bookmark-publisher")]
        below = f"<p>{escape(about, quote=False)}</p>" if about else ""
        self.removed.append(f"pictures and names of a linked page ({', '.join(filter(None, meta)) or title[:60]})")
        replace_with(card, link_block(link.get("href") or "", title) + below + caption)

    def _file(self, card: Element) -> None:
        link = next((each for each in card.iter("a") if each.get("href")), None)
        if link is not None:
            title = _words(card, "kg-file-card-title") or _words(card, "kg-file-card-filename")
            about = _words(card, "kg-file-card-caption")
            below = f"<p>{escape(about, quote=False)}</p>" if about else ""
            self.removed.append(f"name and size of a file ({title[:60]})")
            replace_with(card, link_block(link.get("href") or "", title) + below)

    def _audio(self, card: Element) -> None:
        audio = next((each for each in card.iter("audio") if each.get("src")), None)
        if audio is not None:
            title, address = _words(card, "kg-audio-title"), audio.get("src") or ""
            caption = "".join(f"<p>{escape(words_of(each), quote=False)}</p>" for each in card.iter("figcaption"))
            replace_with(card, link_block(address, title) + caption)

    def _button(self, card: Element) -> None:
        address = next((each.get("href") or "" for each in card.iter("a")), "")
        if "#/portal" in address or address.rstrip("/").endswith(("/signup", "/subscribe")):
            self.removed.append(f"a button to subscribe ({remove(card)})")


def _words(card: Element, name: str) -> str:
    return next((words_of(each) for each in card.iter() if isinstance(each.tag, str) and name in classes_of(each)), "")


def _join_emoji(emoji: Element) -> None:
    """The character before a callout, at the beginning of its text."""
    text = emoji.getnext()
    sign = words_of(emoji)
    if text is not None and sign and isinstance(text.tag, str) and "kg-callout-text" in classes_of(text):
        text.text = f"{sign} {text.text or ''}"
        remove(emoji)
