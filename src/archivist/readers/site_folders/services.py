"""Videos, posts and programs of other services: tags that show them become links to them."""

import re

_WEB = ("http://", "https://", "//")
_IDS = re.compile(r"[\w-]{1,200}")
_HOST = re.compile(r"[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}")
_ADDRESSES = {
    ("youtube", 1): "https://www.youtube.com/watch?v={0}",
    ("vimeo", 1): "https://vimeo.com/{0}",
    ("gist", 1): "https://gist.github.com/{0}",
    ("gist", 2): "https://gist.github.com/{0}/{1}",
    ("tweet", 1): "https://twitter.com/i/status/{0}",
    ("tweet", 2): "https://twitter.com/{0}/status/{1}",
    ("instagram", 1): "https://www.instagram.com/p/{0}/",
    ("tiktok", 1): "https://www.tiktok.com/embed/v2/{0}",
    ("bilibili", 1): "https://www.bilibili.com/video/{0}",
    ("asciinema", 1): "https://asciinema.org/a/{0}",
    ("codepen", 2): "https://codepen.io/{0}/pen/{1}",
    ("spotify", 2): "https://open.spotify.com/{0}/{1}",
    ("mastodon", 3): "https://{0}/@{1}/{2}",
    ("mastodon", 2): "https://{0}/statuses/{1}",
}
_NUMBERED = frozenset({"tweet", "mastodon"})
SERVICES = {
    "youtube": "youtube",
    "youtubeplayer": "youtube",
    "youtubelite": "youtube",
    "youtube-lite": "youtube",
    "yt": "youtube",
    "vimeo": "vimeo",
    "gist": "gist",
    "tweet": "tweet",
    "vimeo_simple": "vimeo",
    "twitter": "tweet",
    "twitter_simple": "tweet",
    "x": "tweet",
    "x_simple": "tweet",
    "instagram": "instagram",
    "instagram_simple": "instagram",
    "tiktok": "tiktok",
    "bilibili": "bilibili",
    "asciinema": "asciinema",
    "codepen": "codepen",
    "spotify": "spotify",
    "mastodon": "mastodon",
    "video": "file",
    "audio": "file",
    "iframe": "file",
    "soundcloud": "file",
    "pdf": "file",
    "embed-pdf": "file",
}  # names of tags


def address_at(service: str, words: tuple[str, ...]) -> str:
    """The address of what a tag shows of another service; "" if the tag does not say enough."""
    first = next((word for word in words if word), "")
    if first.startswith(_WEB):
        return first if not re.search(r"[\s<>]", first) else ""
    if service == "file":  # of the site itself
        return first if re.fullmatch(r"[^\s<>{}]{1,1000}", first) else ""
    counts = (count for count in range(len(words), 0, -1) if (service, count) in _ADDRESSES)
    used = words[: next(counts, 0)]  # after them are heights, classes, beginnings
    pattern = _ADDRESSES.get((service, len(used)))
    if pattern is None or (service in _NUMBERED and not used[-1].isdecimal()):
        return ""
    is_host = service == "mastodon" and _HOST.fullmatch(used[0]) is not None
    return pattern.format(*used) if all(map(_IDS.fullmatch, used[is_host:])) else ""
