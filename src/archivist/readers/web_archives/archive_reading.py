"""The article pages of a web archive."""

import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from archivist.files import sha256
from archivist.findings import Finding
from archivist.place import Place
from archivist.reader_api.found import Found, FoundArticle, Media, SourceError, Wishes
from archivist.readers.web_archives.index import Capture, Index, index_files
from archivist.readers.web_archives.record_access import Browsing
from archivist.web_archives.opening import open_web_archive
from archivist.web_archives.record_addresses import bare, comparable

if TYPE_CHECKING:
    from archivist.web_pages import Opened

_LARGEST = 100_000_000  # letters of all pages of one article
_MAX_TRIES = 10  # captures of one page, until one of them is an article
_LONGEST_REASON = 120  # characters


def read_archive(source: Path, wishes: Wishes, media: Media) -> Iterator[Found]:
    """Every article page of a web archive, in the order of its first capture."""
    from archivist.web_pages import together  # noqa: PLC0415 (brings an HTML parser)

    archive = open_web_archive(source)
    try:
        index = index_files(archive.holdings)
        wanted = _wanted_captures(index, archive.titles)
        with Browsing(archive.holdings, index) as browsing:
            pages = _Pages(source.name, browsing, index, wishes, media)
            for base, places in together(captures[0].address for captures in wanted).items():
                yield from pages.articles(base, [wanted[place] for place in places])
        yield from index.left_out.findings(Place(source.name))
        yield from index.doubtful.findings(Place(source.name))
    except (OSError, EOFError, zipfile.BadZipFile, zlib.error) as error:
        raise SourceError(
            f"cannot be read: {error}", "It may have changed during the import; try again.", place=Place(source.name)
        ) from None


def _wanted_captures(index: Index, titles: dict[str, str]) -> list[list[Capture]]:
    """The captures of each page, the last one first. Of an archive that lists its pages, only those listed."""
    listed = {comparable(address) for address in titles}
    listed |= {comparable(index.redirects[bare(address)]) for address in titles if bare(address) in index.redirects}
    has_listed = any(own in listed for own, _ in index.captures)  # else the list is of another archive
    wanted = []
    for (own, _), captures in index.captures.items():
        if has_listed and own not in listed:
            index.left_out.add("pages that the archive does not list as pages, such as frames", captures[0].address)
        else:
            wanted.append(sorted(captures, key=lambda each: each.moment, reverse=True))
    return wanted


class _Pages:
    """Page by page from captures to articles."""

    def __init__(self, name: str, browsing: Browsing, index: Index, wishes: Wishes, media: Media) -> None:
        self._name, self._browsing, self._left_out = name, browsing, index.left_out
        self._wishes, self._media = wishes, media

        self._seen: dict[str, tuple[Place, str]] = {}  # place and digest of the words, by address of the page

    def articles(self, base: str, pages: Sequence[Sequence[Capture]]) -> Iterator[Found]:
        """The articles of pages whose addresses have this base; those that divide one are joined."""
        from archivist.web_pages import PagePart, article_on_pages  # noqa: PLC0415

        if len(pages) == 1:
            yield from self.article(pages[0])
            return
        leaves = [PagePart(str(number), "", partial(self._open_capture, each[0])) for number, each in enumerate(pages)]
        for leaf, found in article_on_pages(leaves, base, self._wishes, largest=_LARGEST):
            captures = pages[int(leaf.name)]
            if isinstance(found, FoundArticle):
                about = self._about(captures, captures[0], False)
                yield from self._once(replace(found, remarks=(*found.remarks, *about)))
            elif found is None or found.code != "import-left-out":
                yield from self.article(captures)
            else:
                self._left_out.add(found.message[:_LONGEST_REASON], captures[0].address)

    def article(self, captures: Sequence[Capture]) -> Iterator[Found]:
        """The article of the last capture that is one; sites that are given up answer with pages of another kind."""
        passed: list[Finding] = []
        tried: set[str] = set()
        for capture in captures[:_MAX_TRIES]:
            if capture.digest and capture.digest in tried:
                continue
            tried.add(capture.digest)
            found = self._article(capture)
            if isinstance(found, FoundArticle):
                about = self._about(captures, capture, bool(passed))
                yield from self._once(replace(found, remarks=(*found.remarks, *about)))
                return
            passed.append(found)
        if passed[0].code == "import-left-out":
            self._left_out.add(
                f"pages that are not articles ({passed[0].message[:_LONGEST_REASON]})", captures[0].address
            )
        else:
            yield passed[0]

    def _once(self, found: FoundArticle) -> Iterator[FoundArticle]:
        """The article, unless another page has the same words under what both call their address: one for printing."""
        digest = sha256("".join(found.plain.split()).encode("utf-8", "replace"))
        place, words = self._seen.setdefault(comparable(found.source or found.origin), (found.place, digest))
        if place == found.place:
            yield found
        elif words == digest:
            self._left_out.add("pages with the same article as another one", found.place.item)
        else:
            message = f"declares the address of {place} as its own but has different words, so both were imported"
            remark = Finding.at(found.place, "import-guessed", message)
            yield replace(found, origin=str(found.place), remarks=(*found.remarks, remark))

    def _article(self, capture: Capture) -> Found:
        from archivist.web_pages import article_of  # noqa: PLC0415 (brings an HTML parser)

        missing: dict[str, list[str]] = {}
        place = Place(self._name, item=capture.address)
        found = article_of(
            self._browsing.page(capture),
            address=capture.address,
            place=place,
            wishes=self._wishes,
            picture=self._browsing.pictures(self._media, missing),
            has=self._browsing.has,
            declared_encoding=capture.charset,
            retrieved=day_of(capture.moment),
            origin=capture.address,
        )
        if not isinstance(found, FoundArticle):
            return found
        about = tuple(_about_pictures(reason, addresses, place) for reason, addresses in missing.items())
        return replace(found, remarks=(*found.remarks, *about))

    def _open_capture(self, capture: Capture) -> "Opened | Finding":
        from archivist.web_pages import open_page  # noqa: PLC0415

        missing: dict[str, list[str]] = {}
        place = Place(self._name, item=capture.address)
        found = open_page(
            self._browsing.page(capture),
            address=capture.address,
            place=place,
            picture=self._browsing.pictures(self._media, missing),
            has=self._browsing.has,
            declared_encoding=capture.charset,
            retrieved=day_of(capture.moment),
        )
        if isinstance(found, Finding):
            return found
        return replace(
            found, remarks=lambda: [_about_pictures(reason, each, place) for reason, each in missing.items()]
        )

    def _about(self, captures: Sequence[Capture], taken: Capture, is_later_passed: bool) -> Iterator[Finding]:
        """What was decided between several captures."""
        place = Place(self._name, item=taken.address)
        others = [each for each in captures if each is not taken]
        if others:
            which = "the last one that is an article" if is_later_passed else "the last one"
            days = ", ".join(dict.fromkeys(each.moment[:10] for each in others[:_MAX_TRIES]))
            more = " …" if len(others) > _MAX_TRIES else ""
            message = f"captured {len(captures)} times; {which}, of {taken.moment[:10]}, was imported, not {days}{more}"
            yield Finding.at(place, "import-guessed", message)
        variants = [each for each in dict.fromkeys(each.address for each in others) if each != taken.address]
        if variants:
            yield Finding.at(place, "import-guessed", f"the same page as {', '.join(variants[:_MAX_TRIES])}")


def _about_pictures(reason: str, addresses: Sequence[str], place: Place) -> Finding:
    own = list(dict.fromkeys(addresses))
    more = f" and {len(own) - 3} more" if len(own) > 3 else ""
    return Finding.at(place, "import-picture", f"pictures {reason}: {', '.join(own[:3])}{more}")


def day_of(moment: str) -> date | None:
    """The day of a capture; None if its date cannot be read."""
    try:
        return date.fromisoformat(moment[:10])
    except ValueError:
        return None
