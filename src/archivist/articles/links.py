"""Links and calls: to articles, into the article, to the web; what leads nowhere becomes plain text."""

import re
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote, urljoin, urlsplit, urlunsplit

from archivist.articles.headings import Ids, name_of
from archivist.articles.report import Report
from archivist.articles.structure import Element, add_class, drop
from archivist.model import Article

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_WEB = frozenset({"http", "https", "ftp"})
_OTHER = frozenset({"mailto", "tel"})
_LABEL = r"[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?"
_HOST = re.compile(rf"{_LABEL}(\.{_LABEL})*\.?", re.ASCII)
_BYTE = r"(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)"
_IPV4 = re.compile(rf"{_BYTE}(\.{_BYTE}){{3}}\.?", re.ASCII)
_ENDS_IN_NUMBER = re.compile(r"(^|\.)(\d+|0[xX][0-9A-Fa-f]*)\.?$", re.ASCII)
_SAFE = "/:@!$&'()*+,;=~-._%"
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_SUFFIXES = (".md", ".markdown")
_NAMED = 10  # dead links named in one finding


def is_web_address(text: str) -> bool:
    """Whether an author meant it as a web address. It may still be a broken one: see `valid_address`."""
    return text.strip().lower().startswith(("http://", "https://"))


def valid_address(address: str) -> str:
    """The address as RFC 3986 wants it, percent-encoded where need be; "" if it cannot be mended."""
    address = address.strip().replace("\\", "/")
    scheme = _SCHEME.match(address)
    if scheme is None:
        return ""
    if scheme[1].lower() == "doi":  # no registered scheme; this is where its resolver is
        address = f"https://doi.org/{address[scheme.end() :].lstrip('/')}"
        scheme = _SCHEME.match(address) or scheme
    if scheme[1].lower() in _OTHER:
        rest = _encoded(address[scheme.end() :], _SAFE + "?#").replace("\n", "")
        return f"{scheme[1].lower()}:{rest}" if rest else ""
    if scheme[1].lower() not in _WEB:
        return ""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    host = _host(host)
    if not host:
        return ""
    place = f"{host}:{port}" if port else host
    if parts.username:
        place = f"{_encoded(unquote(parts.username), '-._~')}@{place}"
    path, query, fragment = parts.path, parts.query, parts.fragment
    encoded = _encoded(path, _SAFE), _encoded(query, _SAFE + "?"), _encoded(fragment, _SAFE + "?")
    return str(urlunsplit((scheme[1].lower(), place, *encoded)))


def _encoded(text: str, safe: str) -> str:
    return quote(_LONE_PERCENT.sub("%25", text), safe=safe, errors="replace")


def _host(host: str) -> str:
    """The host in ASCII; "" if it is none. What ends in a number must be an IPv4 address (url.spec.whatwg.org)."""
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


class Links:
    """Resolves the links of one article."""

    def __init__(self, article: Article, folder: Path, site: str, ids: Ids, report: Report) -> None:
        self.article, self.folder, self.ids, self.report = article, folder, ids, report
        self._base = valid_address(article.source) if is_web_address(article.source) else ""
        self._base = self._base or site
        self._site = site
        self._dead: list[tuple[int, str]] = []

    def resolve(self, root: Element) -> None:
        """Resolve every link below `root`, in place. Ids must have been set."""
        for link in list(root.iter("a")):
            if link.get("data-note") is not None:
                continue
            href = link.attrib.pop("href", "").strip()
            line = int(link.get("data-line", "0"))
            if not href:
                self._unlink(link, line, "" if link.get("id") else "an empty or forbidden address")
                continue
            target = self._target(href)
            if target:
                link.set("href", target)
            else:
                self._unlink(link, line, href)

    def report_dead(self) -> None:
        """One finding for all links that lead nowhere: each with its line, as many as an editor wants to read."""
        if not self._dead:
            return
        line, first = self._dead[0]
        if len(self._dead) == 1:
            self.report.add("dead-link", f"nothing is at {first[:120]}", line)
            return
        named = [f"{href[:80]} (line {at})" for at, href in self._dead[:_NAMED]]
        rest = f" and {len(self._dead) - _NAMED} more" if len(self._dead) > _NAMED else ""
        self.report.add("dead-link", f"{len(self._dead)} links lead nowhere: {', '.join(named)}{rest}", line)

    def _unlink(self, link: Element, line: int, href: str) -> None:
        link.tag = "span"
        if href:
            add_class(link, "unlinked")
            self._dead.append((line, href))

    def _target(self, href: str) -> str:
        if href.startswith("#"):
            name = self.ids.find(href[1:])
            return f"#{name}" if name else ""
        if href.startswith("//"):
            return valid_address(f"https:{href}")
        if _SCHEME.match(href):
            return valid_address(href)
        return self._article(href) or self._on_site(href)

    def _article(self, href: str) -> str:
        path, _, fragment = href.partition("#")
        path = unquote(path.partition("?")[0])
        if not path.lower().endswith(_SUFFIXES) or "\x00" in path:
            return ""
        start = "" if path.startswith("/") else PurePosixPath(self.article.path).parent.as_posix()
        joined = _normal(f"{start}/{path}")
        if joined is None or not _exists(self.folder / joined):
            return ""
        name = name_of(unquote(fragment))
        return f"article:{joined}#{name}" if name else f"article:{joined}"

    def _on_site(self, href: str) -> str:
        base = self._site if href.startswith("/") else self._base
        base = base or (self._base if href.startswith("/") else "")
        if not base:
            return ""
        try:
            return valid_address(urljoin(base, href))
        except ValueError:
            return ""


def _normal(path: str) -> str | None:
    """The path without `.` and `..`; None if it leads out."""
    parts: list[str] = []
    for part in path.split("/"):
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


def _exists(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def set_calls(root: Element) -> None:
    """Turn the marks of notes into calls; one within a link comes after it, for links cannot hold links."""
    for mark in list(root.iter("span")):
        label = mark.attrib.pop("data-note", None)
        if label is None:
            continue
        mark.tag = "a"
        mark.set("class", "note-call")
        mark.set("data-note", label)
        outer = [above for above in mark.iterancestors("a") if above.get("class") != "note-call"]
        if outer:
            drop(mark)
            tail, outer[-1].tail = outer[-1].tail, None
            outer[-1].addnext(mark)
            mark.tail = tail
