"""What pages of AMP embed: an element of its own for each service, with the name of what is embedded."""

import re

from archivist.html_to_markdown.nodes import Node

# amp.dev/documentation/components: the attribute, and the address it is a part of.
_SERVICES = {
    "amp-youtube": ("data-videoid", "https://www.youtube.com/watch?v={}"),
    "amp-vimeo": ("data-videoid", "https://vimeo.com/{}"),
    "amp-dailymotion": ("data-videoid", "https://www.dailymotion.com/video/{}"),
    "amp-twitter": ("data-tweetid", "https://twitter.com/i/status/{}"),
    "amp-instagram": ("data-shortcode", "https://www.instagram.com/p/{}/"),
    "amp-facebook": ("data-href", "{}"),
    "amp-soundcloud": ("data-trackid", "https://api.soundcloud.com/tracks/{}"),
}
EMBEDDED = frozenset(_SERVICES)
_NAME = re.compile(r"[\w-]{1,100}")


def address_of_embedded(node: Node) -> str:
    """The address of what is embedded; "" if the element does not say it."""
    attribute, address = _SERVICES[node.tag]
    name = node.get(attribute).strip()
    fits = name.startswith(("http://", "https://")) if address == "{}" else _NAME.fullmatch(name) is not None
    return address.format(name) if fits else ""
