"""Addresses as pages write them: made absolute, compared, judged."""

import re
from urllib.parse import SplitResult, urljoin, urlsplit

# Two letters, or three that sites use for languages: `/map/` is an article.
_LANGUAGE = r"(?:[a-z]{2}|eng|geo|kat|rus|arm|hye|aze|tur|ukr|deu|ger|fra|fre|spa|ita|pol|ara|heb|fas|abk|oss)"
_LANGUAGE_HOME = re.compile(rf"/(?:{_LANGUAGE}(?:[-_][a-z]{{2,4}})?/?)?(?:(?:index|home|default)\.\w{{2,5}})?", re.I)
_LANGUAGE_QUERY = re.compile(r"(?:lang|language|locale|hl|l)=[\w-]{2,10}", re.I)
_MAX = 4000  # letters: no real address is longer


def on_the_web(address: str) -> str:
    """The address if it is one of http or https with a host, else ""."""
    parts = _parts(address.strip())
    return address.strip() if parts and parts.scheme in ("http", "https") and parts.hostname else ""


def absolute(base: str, written: str | None) -> str:
    """What a page means by an address: absolute on the web, or "" (`javascript:`, `mailto:`, relative to nothing)."""
    written = "".join((written or "").split())
    if not written or len(written) > _MAX:
        return ""
    try:
        return on_the_web(urljoin(base, written))
    except ValueError:
        return ""


def comparable(address: str) -> str:
    """The same for addresses that lead to one page: scheme, fragment and the last slash do not count."""
    parts = _parts(address)
    if parts is None:
        return address
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.netloc.lower()}{parts.path.rstrip('/')}{query}"


def is_home(address: str) -> bool:
    """Whether an address leads to the home page of a site or of one language of it."""
    parts = _parts(address)
    if parts is None or not _LANGUAGE_HOME.fullmatch(parts.path or "/"):
        return False
    return not parts.query or bool(_LANGUAGE_QUERY.fullmatch(parts.query))


def host(address: str) -> str:
    """The host without `www.`."""
    parts = _parts(address)
    return (parts.hostname or "").removeprefix("www.") if parts else ""


def last_name(address: str) -> str:
    """The last name in the path, without a suffix: an article's slug as its address has it."""
    parts = _parts(address)
    names = [name for name in parts.path.split("/") if name] if parts else []
    return re.sub(r"\.\w{1,5}$", "", names[-1]) if names else ""


def _parts(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address)
        _ = parts.hostname
    except ValueError:  # a bracket that is not an IPv6
        return None
    return parts
