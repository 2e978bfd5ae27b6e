"""Web addresses as a book can contain them: percent-encoded, with the host in ASCII."""

import ipaddress
import re
from functools import lru_cache
from urllib.parse import quote, unquote, urlsplit, urlunsplit

SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_WEB = frozenset({"http", "https", "ftp"})
_OTHER = frozenset({"mailto", "tel"})
ADDRESS_SCHEMES = _WEB | _OTHER | {"doi"}
_LABEL = r"[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?"
_HOST = re.compile(rf"{_LABEL}(\.{_LABEL})*\.?", re.ASCII)
_BYTE = r"(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)"
_IPV4 = re.compile(rf"{_BYTE}(\.{_BYTE}){{3}}\.?", re.ASCII)
_ENDS_IN_NUMBER = re.compile(r"(^|\.)(\d+|0[xX][0-9A-Fa-f]*)\.?$", re.ASCII)
_UNSEEN = re.compile(r"^[\x00-\x20]+|[\t\n\r]")  # what browsers do not read (url.spec.whatwg.org, basic URL parser)
_SAFE = "/:@!$&'()*+,;=~-._%"
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def is_web_address(text: str) -> bool:
    """Whether an author meant it as a web address. It may still be a broken one: see `valid_address`."""
    return text.strip().lower().startswith(("http://", "https://"))


def is_forbidden(address: str) -> bool:
    """Whether an address has a scheme that a book cannot follow, such as `javascript:`, `data:` or `file:`."""
    scheme = SCHEME.match(_UNSEEN.sub("", address))
    return scheme is not None and scheme[1].lower() not in ADDRESS_SCHEMES


def is_unusable(address: str) -> bool:
    """Whether an address has a scheme and still cannot be that of a link."""
    return SCHEME.match(_UNSEEN.sub("", address)) is not None and not valid_address(address)


@lru_cache(maxsize=10_000)  # an archive links to the same places again and again
def valid_address(address: str) -> str:
    """The address as RFC 3986 wants it, percent-encoded where needed; "" if it cannot be repaired."""
    address = address.strip().replace("\\", "/")
    scheme = SCHEME.match(address)
    if scheme is None:
        return ""
    if scheme[1].lower() == "doi":  # no registered scheme; this is where its resolver is
        address = f"https://doi.org/{address[scheme.end() :].lstrip('/')}"
        scheme = SCHEME.match(address) or scheme
    if scheme[1].lower() in _OTHER:
        rest = _encode(address[scheme.end() :], _SAFE + "?#").replace("\n", "")
        return f"{scheme[1].lower()}:{rest}" if rest else ""
    if scheme[1].lower() not in _WEB:
        return ""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    host = "" if "[" in parts.netloc and ":" not in host else _host(host)  # a form of address yet to come
    if not host:
        return ""
    place = f"{host}:{port}" if port else host
    if parts.username:
        place = f"{_encode(unquote(parts.username), '-._~')}@{place}"
    path, query, fragment = parts.path, parts.query, parts.fragment
    encoded = _encode(path, _SAFE), _encode(query, _SAFE + "?"), _encode(fragment, _SAFE + "?")
    return str(urlunsplit((scheme[1].lower(), place, *encoded)))


def _encode(text: str, safe: str) -> str:
    return quote(_LONE_PERCENT.sub("%25", text), safe=safe, errors="replace")


def _host(host: str) -> str:
    """The host in ASCII; "" if it is not one. What ends in a number must be an IPv4 address (url.spec.whatwg.org)."""
    if ":" in host:
        return _ipv6(host)
    try:
        host = host.encode("idna").decode("ascii") if not host.isascii() else host
        for label in host.lower().split("."):
            if label.startswith("xn--"):
                label[4:].encode("ascii").decode("punycode")
    except UnicodeError:
        return ""
    if len(host) > 253 or not _HOST.fullmatch(host):
        return ""
    return host.lower() if not _ENDS_IN_NUMBER.search(host) or _IPV4.fullmatch(host) else ""


def _ipv6(host: str) -> str:
    """An IPv6 address in the brackets that RFC 3986, 3.2.2, asks for; "" if it is not one."""
    try:
        return f"[{ipaddress.IPv6Address(host).compressed}]" if "%" not in host else ""
    except ValueError:
        return ""
