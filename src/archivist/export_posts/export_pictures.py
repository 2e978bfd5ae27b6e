"""Pictures of posts: taken from the export or from the folder named by `--media`, else left at their addresses."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from archivist.findings import Finding
from archivist.place import NOWHERE, Place
from archivist.reader_api.export_files import ExportFiles, open_export
from archivist.reader_api.found import Media, PictureRefusedError, SourceError, Wishes

_SHOWN = 3  # addresses in a finding
_LENGTH = 200  # characters of each


class ExportPictures:
    """Gives each picture the address to write, and remembers for each post what could not be brought."""

    def __init__(self, wishes: Wishes, media: Media, files: ExportFiles | None = None) -> None:
        self._media = media
        self._sources = [files] if files else []
        if wishes.media is not None:
            self._sources.append(open_export(wishes.media))
        self._by_name: dict[str, list[tuple[ExportFiles, str]]] = {}
        for source in self._sources:
            for name in source.names:
                self._by_name.setdefault(PurePosixPath(name).name.lower(), []).append((source, name))
        self.begin(NOWHERE)

    def begin(self, place: Place) -> None:
        """Begin with another post."""
        self._place = place
        self._left: dict[str, str] = {}
        self._guessed: dict[str, str] = {}

    def bring(self, address: str) -> str:
        """The address to write for a picture."""
        if not address or address[:5].lower() == "data:":
            return address
        reason = "stay on the web"
        for source, name, is_sure in self._candidates(address):
            try:
                brought = self._media.bring(name, source.read(name))
            except (PictureRefusedError, SourceError) as error:
                reason = f"were not imported ({error})"
                continue
            if not is_sure:
                self._guessed[address] = name
            return brought
        self._left.setdefault(address, reason)
        return address

    @property
    def remarks(self) -> tuple[Finding, ...]:
        """What there is to report of the pictures of this post."""
        reasons = dict.fromkeys(self._left.values())
        left = ((reason, [address for address, why in self._left.items() if why == reason]) for reason in reasons)
        return (
            *(
                Finding.at(self._place, "import-picture", f"pictures {reason}: {_list_addresses(each)}")
                for reason, each in left
            ),
            *(
                Finding.at(
                    self._place,
                    "import-guessed",
                    f"{name} was taken for {address[:_LENGTH]}: the file name is the same",
                )
                for address, name in self._guessed.items()
            ),
        )

    def _candidates(self, address: str) -> Iterator[tuple[ExportFiles, str, bool]]:
        """Files that an address may mean, and whether that is sure: its path ends in two parts of the file's path."""
        try:
            parts = PurePosixPath(unquote(urlsplit(address).path)).parts
        except ValueError:
            return
        if not parts:
            return
        same = self._by_name.get(parts[-1].lower(), [])
        ranked = sorted(
            ((_common_tail(parts, PurePosixPath(name).parts), source, name) for source, name in same),
            key=lambda each: -each[0],
        )
        for tail, source, name in ranked:
            yield source, name, tail > 1


def _common_tail(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    pairs = zip(reversed(one), reversed(other), strict=False)
    count = 0
    for first, second in pairs:
        if first.lower() != second.lower():
            break
        count += 1
    return count


def _list_addresses(addresses: list[str]) -> str:
    more = f" and {len(addresses) - _SHOWN} more" if len(addresses) > _SHOWN else ""
    return ", ".join(address[:_LENGTH] for address in addresses[:_SHOWN]) + more
