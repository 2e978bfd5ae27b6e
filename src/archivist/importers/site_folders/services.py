"""Videos, posts and programs of other services: tags that show them become links to them."""

import re

_WEB = ("http://", "https://", "//")
_IDS = re.compile(r"[\w-]{1,200}")
_ADDRESSES = {
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


def address_at(service: str, words: tuple[str, ...]) -> str:
    """The address of what a tag shows of another service; "" if the tag does not say enough."""
    first = next((word for word in words if word), "")
    if first.startswith(_WEB):
        return first if not re.search(r"[\s<>]", first) else ""
    if not words or not all(_IDS.fullmatch(word) for word in words):
        return ""
    pattern = _ADDRESSES.get((service, len(words)))
    is_known = pattern is not None and (service != "tweet" or words[-1].isdecimal())
    return pattern.format(*words) if pattern and is_known else ""
