"""Pictures beside a saved page, brought along."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from archivist.files import inside
from archivist.findings import Finding
from archivist.reader_api.found import Media, PictureRefusedError
from archivist.text.xml_element import Element
from archivist.web_pages.page_addresses import absolute, host, on_the_web

_LARGEST = 200_000_000  # bytes of a picture file
_NAMED = 8
# What browsers call the folder of what a page needs: `page_files`, `page.files`, and their words in other languages.
BESIDE = ("_files", ".files", "_файлы", "-dateien", "_fichiers", "_archivos", "_soubory", "_pliki")
ATTRIBUTES = ("src", "data-src", "data-lazy-src", "data-original", "data-orig-file", "data-large-file")


class SavedPictures:
    """Gives every picture of one page its address in the archive, or leaves it as it is and remembers why.

    Files are read below `folder` only, whatever the page says.
    """

    def __init__(self, file: Path, folder: Path, media: Media) -> None:
        self._file, self._folder, self._media = file, folder, media
        self._written: Mapping[str, str] = {}
        self._left: dict[str, str] = {}  # address -> why its file was not brought

    def expect(self, written: Mapping[str, str]) -> None:
        """Say how the page wrote its pictures: absolute address -> as written."""
        self._written = written

    def has(self, address: str) -> bool:
        """Whether there is a file for an address."""
        return self._file_for(address) is not None

    def address(self, address: str) -> str:
        """The address to write for a picture: that of the file brought, else as it was."""
        if address.startswith("data:") or not address:
            return address
        file = self._file_for(address)
        if file is None:
            self._left[address] = "its file was not saved"
            return address
        try:
            if file.stat().st_size > _LARGEST:
                raise PictureRefusedError("it is larger than 200 MB")
            return self._media.bring(self._name(file), file.read_bytes())
        except (PictureRefusedError, OSError) as error:
            self._left[address] = str(error) or "it cannot be read"
            return address

    def remarks(self) -> list[Finding]:
        """One finding for all pictures that stay where they are."""
        if not self._left:
            return []
        named = [f"{address[:200]} ({why})" for address, why in self._left.items()]
        more = f" and {len(named) - _NAMED} more" if len(named) > _NAMED else ""
        hint = f"Put the files next to the page, in {self._file.stem}_files, and import it again."
        message = f"pictures that were not imported: {', '.join(named[:_NAMED])}{more}"
        return [Finding("import-picture", message, hint=hint)]

    def _name(self, file: Path) -> str:
        return file.resolve().relative_to(self._folder.resolve()).as_posix()

    def _file_for(self, address: str) -> Path | None:
        for candidate in self._candidates(address):
            try:
                if inside(self._folder, candidate.absolute()) and candidate.is_file():
                    return candidate
            except (OSError, ValueError):  # a name too long or with a NUL
                continue
        return None

    def _candidates(self, address: str) -> Iterator[Path]:
        for name in dict.fromkeys((self._written.get(address, address), address)):
            if on_the_web(name):
                yield from self._of_web(name)
            elif not name.startswith(("//", "\\")) and ":" not in name[:8]:
                for path in _paths(name):
                    yield self._folder / path.lstrip("/") if path.startswith("/") else self._file.parent / path

    def _of_web(self, address: str) -> Iterator[Path]:
        """Where a browser or a mirroring program puts what has an address on the web."""
        path = next(iter(_paths(urlsplit(address).path)), "")
        name = PurePosixPath(path).name
        if name:
            for ending in BESIDE:
                yield self._file.parent / f"{self._file.stem}{ending}" / name
        for top in (host(address), f"www.{host(address)}"):
            yield self._folder / top / path.lstrip("/")
        if self._folder.name.removeprefix("www.") == host(address):
            yield self._folder / path.lstrip("/")


def _paths(name: str) -> tuple[str, ...]:
    """A relative address as paths: without query, percent signs resolved; and as written, as mirrors name files."""
    bare = name.partition("#")[0]
    return tuple(dict.fromkeys(path for path in (unquote(bare.partition("?")[0]), unquote(bare), bare) if path))


def as_written(root: Element, base: str) -> dict[str, str]:
    """Absolute addresses of a page's pictures, and how the page writes them."""
    found: dict[str, str] = {}
    for element in root.iter("img", "source"):
        for attribute in ATTRIBUTES:
            written = (element.get(attribute) or "").strip()
            if written:
                found.setdefault(absolute(base, written) or written, written)
        for part in re.split(r",\s+", (element.get("srcset") or "")[:20_000]):
            written = part.strip().split(" ")[0]
            if written:
                found.setdefault(absolute(base, written) or written, written)
    return found


def stem(address: str) -> str:
    """A picture's name without the size that programs put after it: `bridge-1024x683.jpg`."""
    name = PurePosixPath(unquote(re.split(r"[?#]", address, maxsplit=1)[0])).name
    return re.sub(r"(?:-\d{2,5}x\d{2,5}|-scaled)?\.\w{1,5}$", "", name)
