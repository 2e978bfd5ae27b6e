"""What programs put under every text of a feed: buttons to share, subscribe and comment, lines on where it appeared."""

import re

from lxml import etree

from archivist.text.xml_element import Element, take_out
from archivist.web_feeds.markup_text import on_one_line, remove_forbidden

# Jetpack, Feedburner, Substack, AddToAny, Sassy Social Share, Jetpack again.
_CLASSES = frozenset(
    {
        "sharedaddy",
        "jp-relatedposts",
        "feedflare",
        "subscription-widget-wrap",
        "subscription-widget-wrap-editor",
        "addtoany_share_save_container",
        "heateor_sss_sharing_container",
        "wp-block-jetpack-subscriptions",
    }
)
_BUTTON = "button-wrapper"  # Substack's; some of them lead elsewhere
_OFFERS = re.compile(r"/(?:subscribe|comments)\b|[?&](?:action=share|utm_campaign=pub-referral)")
# WordPress's own last line in a feed (Yoast SEO, and others), Medium's last line.
_TRAILER = re.compile(
    r"The post .{1,300} (?:first )?appeared (?:first )?on .{1,200}\."
    r"|.{1,300} was originally published in .{1,200} on Medium, where people are continuing the conversation by "
    r"highlighting and responding to this story\."
)
_MARKS = (*_CLASSES, _BUTTON, "appeared", "on Medium, where people")


def without_furniture(source: str) -> tuple[str, tuple[str, ...]]:
    """The HTML of a text without such things, and the words of each that went."""
    if not any(mark in source for mark in _MARKS):
        return source, ()
    root = _tree(source)
    if root is None:
        return source, ()
    found = [each for each in root.iter(etree.Element) if each is not root and _is_furniture(each)]
    gone = dict.fromkeys([*found, *_last_lines(root)])
    outermost = [each for each in gone if not any(above in gone for above in each.iterancestors())]
    if not outermost:
        return source, ()
    words = tuple(on_one_line("".join(each.itertext())) for each in outermost)
    for each in outermost:
        take_out(each)
    inside = "".join(etree.tostring(child, encoding="unicode", method="html") for child in root)
    return (root.text or "").replace("&", "&amp;").replace("<", "&lt;") + inside, words


def _tree(source: str) -> Element | None:
    """The body; None if it is too deep for the library, which would lose a part of it."""
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True)
    root = etree.fromstring(f"<html><body>{remove_forbidden(source)}".encode(), parser)
    is_whole = not any("xcessive depth" in entry.message for entry in parser.error_log)
    return root.find("body") if is_whole and root is not None else None


def _is_furniture(element: Element) -> bool:
    classes = set((element.get("class") or "").split())
    if _BUTTON in classes:
        return any(_OFFERS.search(link.get("href", "")) for link in element.iter("a"))
    return bool(classes & _CLASSES)


def _last_lines(root: Element) -> list[Element]:
    """The last paragraph, if it only says where the text appeared."""
    lines = [each for each in root if isinstance(each.tag, str) and each.tag != "img"][-1:]
    return [
        each
        for each in lines
        if each.tag == "p"
        and not (each.tail or "").strip()
        and _TRAILER.fullmatch(on_one_line("".join(each.itertext())))
    ]
