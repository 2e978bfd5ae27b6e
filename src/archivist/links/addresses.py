"""When two web addresses are the same: certainly, or only perhaps."""

import re
import unicodedata
from contextlib import suppress
from functools import lru_cache
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit

_MAX = 4000  # letters: no real address is longer
# What newsletters, networks and advertisers add to an address they pass on; no site finds a page by it.
_TRACKING = re.compile(
    r"(?:utm|mtm|pk|at)_(?:source|medium|campaign|content|term|kwd|keyword|cid)|utm_\w+|fbclid|gclid|gclsrc|dclid"
    r"|gbraid|wbraid|msclkid|yclid|ysclid|twclid|igshid|igsh|mc_[ce]id|_ga|_gl|_hsenc|_hsmi|xtor",
    re.IGNORECASE,
)
_TRACKING_FRAGMENT = re.compile(r"(?:rss|atom|feed|xtor=.*|utm_.*|more-\d+|comments?|respond|:~:.*)?", re.IGNORECASE)
# What mostly shows the same page in another dress, and sometimes another page.
_DRESS = re.compile(
    r"amp|noamp|outputtype|output|print\w*|share|ref|ref_src|source|from|replytocom|nocache", re.IGNORECASE
)
_DRESS_HOST = re.compile(r"(?:m|mobile|amp|wap)\.(?=[^.]+\.)")
_DRESS_NAME = re.compile(r"/(?:amp|print|embed|feed|(?:index|default)\.\w{2,5})$", re.IGNORECASE)
_PORTS = {"http": 80, "https": 443}


@lru_cache(maxsize=10_000)  # an archive links to the same places again and again
def same_address(address: str) -> str:
    """The same text for addresses that are surely one; "" for what is not a web address.

    Scheme, `www.`, the usual port, slashes at the end, the order of parameters, parameters added for counting and the
    ways of writing a letter (RFC 3986, section 6.2) do not matter.
    """
    parts = _parts(address)
    if parts is None:
        return ""
    fragment = "" if _TRACKING_FRAGMENT.fullmatch(parts.fragment) else f"#{parts.fragment}"
    return f"{_host(parts)}{_path(parts)}{_query(parts, _TRACKING)}{fragment}"


@lru_cache(maxsize=10_000)
def near_address(address: str) -> str:
    """The same text for addresses that may be one: also those for telephones, for printing and for AMP."""
    parts = _parts(address)
    if parts is None:
        return ""
    host = _DRESS_HOST.sub("", _host(parts), count=1)
    path = _DRESS_NAME.sub("", _path(parts)).casefold()
    fragment = f"#{parts.fragment}" if parts.fragment[:1] in ("!", "/") else ""  # a site of one page finds others by it
    return f"{host}{path}{_query(parts, _TRACKING, _DRESS)}{fragment}"


@lru_cache(maxsize=10_000)
def site_of(address: str) -> str:
    """The last two names of the host, which the languages of one site mostly share; "" for no web address."""
    parts = _parts(address)
    return ".".join(_host(parts).partition(":")[0].split(".")[-2:]) if parts else ""


def without_fragment(address: str) -> tuple[str, str]:
    """The address of the page, and the name of the place in it as it is written; "" if it names none."""
    page, _, fragment = address.partition("#")
    return page, fragment


def _parts(address: str) -> SplitResult | None:
    if not address[:8].lower().startswith(("http://", "https://")) or len(address) > _MAX:
        return None
    try:
        parts = urlsplit(address.encode("utf-8", "replace").decode())
        _ = parts.port
    except ValueError:  # a bracket that is not an IPv6, an invalid port
        return None
    return parts if parts.hostname else None


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".").removeprefix("www.")
    with suppress(UnicodeError):  # a label too long, or a letter no name may have: as it is
        host = host.encode("idna").decode("ascii")
    return host if parts.port in (None, _PORTS[parts.scheme]) else f"{host}:{parts.port}"


def _path(parts: SplitResult) -> str:
    """The path with one way of writing each letter; `%2F` is a letter and no slash."""
    steps = (unquote(step, errors="surrogateescape") for step in parts.path.split("/"))
    written = (quote(unicodedata.normalize("NFC", step), safe="", errors="surrogateescape") for step in steps)
    return "/".join(written).rstrip("/")


def _query(parts: SplitResult, *of_no_account: re.Pattern[str]) -> str:
    if not parts.query:
        return ""
    pairs = parse_qsl(parts.query, keep_blank_values=True, errors="surrogateescape")
    kept = [pair for pair in pairs if not any(pattern.fullmatch(pair[0]) for pattern in of_no_account)]
    kept.sort(key=lambda pair: pair[0])  # of one name the order may tell
    return f"?{urlencode(kept, errors='surrogateescape')}" if kept else ""
