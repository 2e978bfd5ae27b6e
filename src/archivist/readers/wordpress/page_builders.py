"""What page builders keep in attributes and readers saw: headings, pictures, names, words of buttons, encoded HTML.

WPBakery, Divi, Avada and Enfold write most words of a module between its tags, but not all of them.
"""

import base64
import binascii
import html
import re
from collections.abc import Callable
from urllib.parse import unquote

from archivist.readers.wordpress.media_items import figure
from archivist.readers.wordpress.wordpress_shortcodes import Shortcode

_HEADINGS = ("title", "heading", "header", "h2", "name", "h4", "subtitle", "subhead", "position")
_SIGNED = ("author", "job_title", "company_name", "company")
_GALLERIES = ("gallery_ids", "images", "image_ids")
_BUTTONS = (
    ("button_text", ("button_url", "button_link", "link")),
    ("button_one_text", ("button_one_url",)),
    ("button_two_text", ("button_two_url",)),
    ("btn_title", ("btn_link",)),
    ("linktext", ("link",)),
)
_PICTURE = re.compile(r"https?://[^\s\"'<>|]+\.(?:png|jpe?g|gif|webp|svg)(?:\?[^\s\"'<>|]*)?", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s<>\"\[\]|]+")
_WRITTEN = (("``", '"'), ("`{`", "["), ("`}`", "]"))  # WPBakery's way to have these in an attribute
_BASE_64 = re.compile(r"[A-Za-z0-9+/\s]+={0,2}")


def module(shortcode: Shortcode, attached: Callable[[int], str]) -> str:
    """What a module holds, with what readers saw of its attributes around it. `attached` shows an attachment."""
    headings = "".join(f"<p><strong>{html.escape(each)}</strong></p>" for each in _words(shortcode, _HEADINGS))
    number = shortcode.get("number")
    numbers = f"<p>{html.escape(number)}</p>" if "counter" in shortcode.name and number else ""
    signed = ", ".join(_words(shortcode, _SIGNED))
    below = f"<p>{html.escape(signed)}</p>" if signed else ""
    content = shortcode.content or ""
    return f"\n\n{_pictures(shortcode, attached)}{headings}{numbers}\n\n{content}\n\n{below}{_buttons(shortcode)}\n\n"


def words(written: str) -> str:
    """An attribute as readers saw it."""
    for mark, meant in _WRITTEN:
        written = written.replace(mark, meant)
    return written.strip()


def address_in(written: str) -> str:
    """The first address in an attribute such as `url:https%3A%2F%2Fexample.org|title:More`; "" if there is none."""
    match = _ADDRESS.search(html.unescape(written.replace("%3A", ":").replace("%2F", "/")))
    return match[0] if match else ""


def encoded_html(content: str | None) -> str | None:
    """The HTML of a module that contains it in base 64, percent signs within; None if it does not."""
    written = re.sub(r"</?p>|<br\s*/?>", "", content or "").strip()
    if not _BASE_64.fullmatch(written):
        return None
    try:
        return unquote(base64.b64decode(written).decode("utf-8"), errors="strict")
    except (binascii.Error, ValueError):
        return None


def _words(shortcode: Shortcode, names: tuple[str, ...]) -> list[str]:
    return [said for name in names if (said := words(shortcode.get(name)))]


def _pictures(shortcode: Shortcode, attached: Callable[[int], str]) -> str:
    numbers = re.findall(r"\d{1,12}", shortcode.get(*_GALLERIES))
    address = _PICTURE.fullmatch(shortcode.get("image", "src"))
    own = figure(address[0], shortcode.get("alt")) if address else ""
    return own + "".join(attached(int(number)) for number in numbers)


def _buttons(shortcode: Shortcode) -> str:
    made = []
    for name, links in _BUTTONS:
        said, address = words(shortcode.get(name)), address_in(shortcode.get(*links))
        link = f'<a href="{html.escape(address)}">{html.escape(said)}</a>' if address else html.escape(said)
        made.append(f"<p>{link}</p>" if said else "")
    return "".join(made)
