"""Which groups of translations are one: what a source calls a group may be called so in another one as well."""

from collections.abc import Iterable, Iterator

from archivist.importing.deduplication import Known
from archivist.importing.found_store import Head
from archivist.importing.origins import is_file_name
from archivist.links.addresses import same_address, site_of


class Groups:
    """Names of groups that are valid for all sources of an import and for the archive; "" for no group.

    An address names a group in all the world, a word or a number (WPML counts) within a site, the name of a file within
    one source.
    """

    def __init__(self, heads: Iterable[Head]) -> None:
        self._sites: dict[int, str] = {}  # of each source: where its first article was published
        for head in heads:
            site = _site(head)
            if site:
                self._sites.setdefault(head.batch, site)

    def of(self, head: Head) -> str:
        """The group of an article found. The languages of a site may be at several hosts; its source is one."""
        if head.group and is_file_name(head.origin):
            return f"{head.group}\0{head.batch}"
        return _group_name(head.group, self._sites.get(head.batch, ""))

    def ways_to(self, head: Head) -> Iterator[str]:
        """The groups of the archive that an article found may belong to."""
        if head.group:
            yield self.of(head)
            if not is_file_name(head.origin):
                yield _group_name(head.group, _site(head))

    def of_known(self, known: Known) -> str:
        """The group of an article of the archive."""
        return "" if is_file_name(known.origin) else _group_name(known.group, _site(known))


def _group_name(group: str, site: str) -> str:
    return same_address(group) or (f"{group}\0{site}" if group else "")


def _site(each: Head | Known) -> str:
    return site_of(each.source) or site_of(each.origin)
