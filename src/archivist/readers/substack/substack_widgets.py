"""What Substack puts into the HTML of a post: offers and players go, embedded posts become links, formulas TeX."""

import re
from html import escape

from archivist.export_posts.html_editing import data_of, link_block, remove, replace_with, text_in, with_class, words_of
from archivist.text.xml_element import Element

_OFFERS = {
    "subscription-widget-wrap": "a form to subscribe",
    "subscription-widget-wrap-editor": "a form to subscribe",
    "subscription-widget": "a form to subscribe",
    "paywall-jump": "a mark of the part that is paid for",
    "paywall": "an offer to subscribe",
    "install-substack-app-embed": "an advertisement of the app",
    "poll-embed": "a poll",
    "community-chat": "a link to the chat",
    "directMessage": "a button to write a message",
}
_CONTROLS = ("image-link-expand", "header-anchor-parent", "header-anchor-widget")
_BUTTONS = ("button-wrapper", "captioned-button-wrap")
_LEADS_TO_OFFER = re.compile(
    r"/subscribe\b|/comments\b|[?&]action=share|utm_campaign=pub-referral|%%(?:checkout|share|half_magic)"
)
_POSTS = ("embedded-post-wrap", "digest-post-embed", "embedded-publication-wrap", "comment", "tweet")


class Widgets:
    """Settles the widgets of one post."""

    def __init__(self) -> None:
        self.removed: list[str] = []  # in words

    def settle(self, root: Element) -> None:
        """Change the tree."""
        for name, what in _OFFERS.items():
            for widget in with_class(root, name):
                self._remove(widget, what)
        self._buttons(root)
        for control in with_class(root, *_CONTROLS):
            remove(control)
        for link in with_class(root, "image-link"):  # it leads to the picture that it contains
            link.tag = "span"
            link.attrib.clear()
        for widget in with_class(root, *_POSTS):
            _link_to_post(widget)
        _write_out(root)
        for video in with_class(root, "youtube-wrap", "vimeo-wrap"):
            _link_to_video(video)
        for player in with_class(root, "native-audio-embed", "native-video-embed"):
            self.removed.append("a recording that the export names by number only")
            if not words_of(player):
                remove(player)

    def _buttons(self, root: Element) -> None:
        for button in with_class(root, *_BUTTONS):
            addresses = [each.get("href") or "" for each in button.iter("a")] + [text_in(data_of(button), "url")]
            if any(_LEADS_TO_OFFER.search(each) for each in addresses):
                self._remove(button, "a button")

    def _remove(self, element: Element, what: str) -> None:
        words = remove(element)
        self.removed.append(f"{what} ({words})" if words else what)


def _link_to_video(video: Element) -> None:
    number = text_in(data_of(video), "videoId")
    if number and not any(each.get("src") for each in video.iter("iframe")):
        is_youtube = "youtube-wrap" in (video.get("class") or "")
        address = f"https://www.youtube.com/watch?v={number}" if is_youtube else f"https://vimeo.com/{number}"
        replace_with(video, link_block(address, address))


def _write_out(root: Element) -> None:
    """Names and formulas, whose words are only in an attribute."""
    for mention in with_class(root, "mention-wrap"):
        if not words_of(mention):
            mention.text = text_in(data_of(mention), "name")
    for formula in with_class(root, "latex-rendered"):
        tex = text_in(data_of(formula), "persistentExpression")
        if tex:
            replace_with(formula, f"<p>\\[{escape(tex, quote=False)}\\]</p>")


def _link_to_post(widget: Element) -> None:
    """An embedded post, or a message of another service, as a link with the words that its attribute has."""
    data = data_of(widget)
    address = text_in(data, "url", "canonical_url", "base_url")
    if not address or words_of(widget):
        return
    title = text_in(data, "title", "full_text", "name", "publication_name")
    author = text_in(data, "publication_name", "username") if title else ""
    words = f"{title} ({author})" if author and author != title else title
    replace_with(widget, link_block(address, words))
