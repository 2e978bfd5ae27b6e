"""Numbers of pages in addresses: which page of an article an address leads to."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from archivist.web_pages.page_addresses import comparable, is_home

_NUMBER = r"0{0,2}[1-9]\d{0,2}|0"  # up to 999: longer ones are names of articles
# After the path: WordPress (`/name/2/`, `/name/page/2/`), hand-made sites (`name_2.html`, `name,2.html`, `name/p2`).
# Not `name-2`: WordPress names a second article of the same title so.
_IN_PATH = (
    re.compile(rf"(?P<base>.*[^/])/(?:page[/_-]?|p|seite[/-]|pagina[/-]|str[/-])(?P<number>{_NUMBER})"),
    re.compile(rf"(?P<base>.*[^/])/(?P<number>{_NUMBER})"),
    re.compile(
        rf"(?P<base>.*[^/])(?:[-_,.]|%2c)(?:page|seite|p)[-_]?(?P<number>{_NUMBER})(?P<suffix>\.\w{{3,5}})?", re.I
    ),
    re.compile(rf"(?P<base>.*[^/])[_,](?P<number>{_NUMBER})(?P<suffix>\.(?:s?html?|xhtml|php|aspx?))", re.I),
)
_ALL_IN_PATH = re.compile(r"(?P<base>.*[^/])/(?:all|full|single-?page|onepage|komplettansicht|view-all)", re.I)
# After the question mark: Drupal, WordPress without names, Joomla (`start`), Bitrix (`PAGEN_1`), NYT (`pagewanted`).
_IN_QUERY = re.compile(
    rf"(?:page|paged|pg|pagenum|pagenumber|pageno|page_no|page_number|pagewanted|part|start|limitstart|pagen_1|seite"
    rf"|artpage|pn)=(?P<number>{_NUMBER})",
    re.I,
)
_ALL_IN_QUERY = re.compile(
    r"(?:(?:page|pagewanted|view|seite|pagen_1|showall_1|show)=(?:all|full|0all)"
    r"|(?:showall|single|singlepage|single_page|fullpage|viewall|onepage|all)=(?:1|true|yes|on))",
    re.I,
)
_EMPTY = re.compile(r"(?:showall|limitstart)=0?", re.I)  # Joomla: of no meaning
_INDEX = re.compile(r"/(?:index|default)\.\w{3,5}$", re.I)


@dataclass(frozen=True, slots=True)
class Numbered:
    """An address as a page of something: all pages of it have one base."""

    base: str  # comparable, without scheme
    number: int = 0  # 0: the address has none
    is_all: bool = False  # whether it leads to all pages in one


def readings(address: str) -> tuple[Numbered, ...]:
    """What an address may say of its page, the likeliest first. `page=0` is the first page, as is one without a number.

    `/node/77` is the first page of itself, or page 77 of `/node`: that is seen by what other pages there are.
    """
    path, _, query = comparable(address).partition("?")
    path = _INDEX.sub("", path).removeprefix("www.")
    parts = [part for part in query.split("&") if part and not _EMPTY.fullmatch(part)]
    if len(parts) == 1 and is_home(f"http://{path}"):  # `index.php?page=12`: the name of an article
        return (Numbered(f"{path}?{query}"),)
    if not parts:
        return (Numbered(path), *_in_path(path))
    number = next((int(match["number"]) for part in parts if (match := _IN_QUERY.fullmatch(unquote(part)))), 0)
    is_all = any(_ALL_IN_QUERY.fullmatch(part) for part in parts)
    kept = [part for part in parts if not _IN_QUERY.fullmatch(unquote(part)) and not _ALL_IN_QUERY.fullmatch(part)]
    return (Numbered(f"{path}?{'&'.join(kept)}" if kept else path, number, is_all),)


def of_base(address: str, bases: Collection[str]) -> Numbered | None:
    """The reading of an address that makes it a page of one of these bases."""
    return next((each for each in readings(address) if each.base in bases), None)


def together(addresses: Iterable[str]) -> dict[str, list[int]]:
    """The places of addresses that may be pages of one article, by their base, in the order of their first ones."""
    read = [readings(address) for address in addresses]
    numbered = {each.base for own in read for each in own if each.number or each.is_all}
    groups: dict[str, list[int]] = {}
    for place, own in enumerate(read):
        base = own[0].base if own[0].base in numbered else own[-1].base
        groups.setdefault(base, []).append(place)
    return groups


def _in_path(path: str) -> Iterator[Numbered]:
    host, _, names = path.partition("/")
    match = _ALL_IN_PATH.fullmatch(names)
    if match:
        yield Numbered(f"{host}/{match['base']}", is_all=True)
        return
    for pattern in _IN_PATH:
        match = pattern.fullmatch(names)
        if match:
            suffix = match.groupdict().get("suffix") or ""
            yield Numbered(f"{host}/{match['base']}{suffix}", int(match["number"]))
            return
