"""The index of a WACZ: a line of CDXJ for each record, sorted (specs.webrecorder.net/cdxj/0.1.0).

The key of a line is the address in the form of SURT, as `cdxj-indexer` and ReplayWeb.page make it: the host backwards,
lower case, percent codes of one form, parameters in order.
"""

import json
import re
from urllib.parse import quote_from_bytes, unquote_to_bytes, urlsplit

from archivist.links.robust_links import digits_of

_SAFE = "!\"$&'()*+,-./:;<=>?@[\\]^_`{|}~"
_WWW = re.compile(r"www\d*\.")
_PORTS = {"http": 80, "https": 443}


def cdxj_line(address: str, moment: str, facts: dict[str, str]) -> str:
    """A line of the index, with its end; `facts` in their order after the address."""
    written = json.dumps({"url": address, **{name: value for name, value in facts.items() if value}})
    return f"{surt(address)} {digits_of(moment)} {written}\n"


def surt(address: str) -> str:
    """The key of a web address: `org,example)/a?b=1`."""
    parts = urlsplit(address)
    host = _WWW.sub("", _idna(parts.hostname or ""), count=1) if parts.hostname else ""
    port = f":{parts.port}" if parts.port not in (None, _PORTS.get(parts.scheme)) else ""
    query = _query(_escape(parts.query).lower())
    return f"{','.join(reversed(host.split('.')))}{port}){_path(_escape(parts.path).lower())}{query}"


def _idna(host: str) -> str:
    try:
        return host.encode("ascii").decode()
    except UnicodeEncodeError:
        pass
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        return _escape(host)


def _escape(text: str) -> str:
    """Percent codes only where a character needs one, whatever it was written as."""
    data = text.encode("utf-8", "surrogateescape")
    while (plain := unquote_to_bytes(data)) != data:
        data = plain
    return quote_from_bytes(data, _SAFE)


def _path(path: str) -> str:
    """Without `.`, `..` and doubled slashes, and without a slash at the end."""
    kept: list[str] = []
    steps = path.split("/")[1:]
    for step in steps:
        if step == "..":
            kept = kept[:-1] if kept else [step]
        elif step != ".":
            kept.append(step)
    inner = [step for step in kept[:-1] if step]
    return "/" + "/".join([*inner, *kept[-1:]]).rstrip("/")


def _query(query: str) -> str:
    pairs = sorted(query.split("&"), key=lambda each: tuple(each.split("=", 1)))
    return f"?{'&'.join(pairs)}" if query else ""
