"""Pages that may divide one article, read together."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from archivist.findings import Finding
from archivist.place import Place
from archivist.reader_api.found import Found, FoundArticle, Wishes
from archivist.web_pages.extraction import Sheet
from archivist.web_pages.page_addresses import last_name
from archivist.web_pages.page_article import article_over
from archivist.web_pages.page_numbers_in_addresses import Numbered, of_base
from archivist.web_pages.pagers import FOLDER, Signs, signs_of
from archivist.web_pages.series import Series, series_in

_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Opened:
    """A page that was read, and how to tell what became of its pictures."""

    sheet: Sheet
    remarks: Callable[[], list[Finding]] = list


@dataclass(frozen=True, slots=True)
class PagePart:
    """A page that can be read, more than once."""

    name: str  # what its source calls it
    path: str  # of its file below the folder imported; "" if it is not a file
    read: Callable[[], Opened | Finding]
    there: tuple[Numbered, ...] = ()  # pages of its base that were looked at; they do not go with it


def article_on_page(leaf: PagePart, wishes: Wishes) -> Found:
    """What is on a page that no other one goes with."""
    opened = leaf.read()
    if isinstance(opened, Finding):
        return opened
    signs = signs_of(opened.sheet.page, leaf.path)
    series = _separate_missing(series_in((signs,)), leaf.there)
    found = _build_article((opened,), series, leaf.name, wishes)
    return _use_first_address(found, signs) if series is not None and len(leaf.there) < 2 else found


def article_on_pages(
    leaves: Sequence[PagePart], base: str, wishes: Wishes, *, largest: int
) -> Iterator[tuple[PagePart, Found | None]]:
    """What is on pages whose addresses have this base, each with the first page it is from; None for a page that goes
    with no other and is still to be read.

    First only the characteristics of each page are read and kept. Pages of one article are then read again, together;
    of more than `largest` letters they are not joined.
    """
    read = [(leaf, signs) for leaf in leaves if (signs := _signs(leaf, base))]
    series = series_in([signs for _, signs in read])
    there = tuple(signs.own for _, signs in read)
    series = _separate_missing(series, there)
    if series is None or sum(read[number][1].size for number in series.parts) > largest:
        yield from ((replace(leaf, there=there), None) for leaf in leaves)
        return
    parts = [read[number][0] for number in series.parts]
    others = [read[number][0] for number in series.others]
    joined = _join(parts, [read[number][1] for number in series.parts], series, wishes)
    taken = {id(leaf) for leaf in (*parts, *others)}
    yield from _with_others(parts, joined, others, wishes)
    yield from ((replace(leaf, there=there), None) for leaf in leaves if id(leaf) not in taken)


def _signs(leaf: PagePart, base: str) -> Signs | None:
    opened = leaf.read()
    return None if isinstance(opened, Finding) else signs_of(opened.sheet.page, leaf.path, base)


def _join(parts: Sequence[PagePart], signs: Sequence[Signs], series: Series, wishes: Wishes) -> Found:
    opened = [leaf.read() for leaf in parts]
    broken = [each for each in opened if isinstance(each, Finding)]  # files that went away meanwhile
    if broken:
        return broken[0]
    whole = [each for each in opened if isinstance(each, Opened)]
    found = _build_article(whole, series, parts[0].name, wishes)
    return found if series.apart else _use_first_address(found, signs[0])


def _build_article(opened: Sequence[Opened], series: Series | None, name: str, wishes: Wishes) -> Found:
    found = article_over([each.sheet for each in opened], wishes=wishes, origin=name)
    if not isinstance(found, FoundArticle):
        return found
    place = found.place
    remarks = [
        Finding.at(place.on_line(remark.line), remark.code, remark.message, remark.hint)
        for each in opened
        for remark in each.remarks()
    ]
    found = replace(found, remarks=(*found.remarks, *remarks))
    if series is None:
        return found
    return replace(found, remarks=(*found.remarks, *_report_pages(series, opened, place)))


def _use_first_address(found: Found, first: Signs) -> Found:
    """The article under the address of its first page, also where that page is missing.

    Of several pages of one base that are articles of their own none may have that name.
    """
    if not isinstance(found, FoundArticle) or not first.own.number or not found.source:
        return found
    scheme = found.source.partition("://")[0]
    whole = f"{scheme}://{first.own.base}"
    return replace(found, origin=whole, slug=last_name(whole))


def _separate_missing(series: Series | None, there: Collection[Numbered]) -> Series | None:
    """The series with what is there and not part of it told from what is missing."""
    if series is None:
        return None
    bases = {each.base for each in there}
    apart = tuple(address for address in series.missing if of_base(address, bases) in there)
    return replace(series, missing=tuple(each for each in series.missing if each not in apart), apart=apart)


def _report_pages(series: Series, opened: Sequence[Opened], place: Place) -> Iterator[Finding]:
    if len(opened) > 1:
        pages = _enumerate_addresses([each.sheet.page.address or str(each.sheet.page.place) for each in opened])
        yield Finding.at(place, "import-guessed", f"{len(opened)} pages are one article and were joined: {pages}")
    if series.apart:
        apart = _enumerate_addresses(series.apart)
        message = f"pages that it links to were not joined, because their titles or dates differ: {apart}"
        yield Finding.at(place, "import-guessed", message)
    if series.missing:
        named = _enumerate_addresses([each.removeprefix(FOLDER) for each in series.missing])
        message = f"the article continues on pages that are not in the source: {named}"
        yield Finding.at(place, "import-pages-missing", message)


def _enumerate_addresses(addresses: Sequence[str]) -> str:
    more = f" and {len(addresses) - _SHOWN} more" if len(addresses) > _SHOWN else ""
    return f"{', '.join(addresses[:_SHOWN])}{more}"


# ---------------------------------------------------------------- all of it on one page


def _with_others(
    parts: Sequence[PagePart], joined: Found, others: Sequence[PagePart], wishes: Wishes
) -> Iterator[tuple[PagePart, Found]]:
    """The joined pages and what else has the same title at the same address; a page with all of their words instead."""
    first = parts[0]
    if not isinstance(joined, FoundArticle):
        yield first, joined
        for leaf in others:
            yield leaf, article_on_page(leaf, wishes)
        return
    left: list[tuple[PagePart, Found]] = []
    whole = False
    for leaf in others:
        found = article_on_page(leaf, wishes)
        if not isinstance(found, FoundArticle):
            left.append((leaf, found))
        elif not whole and _holds(found, joined) and (len(parts) > 1 or not _holds(joined, found)):
            joined, whole = _instead(found, joined), True
        elif _holds(joined, found):
            message = f"{joined.place} contains the same words, so it was left out"
            left.append((leaf, Finding.at(found.place, "import-left-out", message)))
        else:
            left.append((leaf, found))
    yield first, joined
    yield from left


def _holds(whole: FoundArticle, part: FoundArticle) -> bool:
    """Whether the words of one are in the other in the same order."""
    words = iter(whole.plain.split())
    return all(word in words for word in part.plain.split())


def _instead(found: FoundArticle, joined: FoundArticle) -> FoundArticle:
    """The page that contains all, under the address of the first one."""
    message = f"it contains every word of the article's separate pages ({joined.place} …) and was imported instead"
    remark = Finding.at(found.place, "import-guessed", message)
    kept = tuple(each for each in found.remarks if each.code != "import-pages-missing")
    return replace(found, origin=joined.origin, source=joined.source, slug=joined.slug, remarks=(*kept, remark))
