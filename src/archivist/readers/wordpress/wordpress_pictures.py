"""Pictures of an article: from their address to the file in the folder of uploads, and on into the archive."""

import base64
import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from archivist.files import inside
from archivist.findings import Finding
from archivist.place import NOWHERE, Place
from archivist.reader_api.found import Media, PictureRefusedError, Wishes

_MAX_FILE = 200_000_000  # bytes
_UPLOADS = re.compile(r"/wp-content/(?:uploads|blogs\.dir/\d{1,9}/files)/")
_SITE_NUMBER = re.compile(r"^sites/\d+/")
_SIZE = re.compile(r"-\d{1,5}x\d{1,5}(?=\.[A-Za-z0-9]{2,5}$)")
_SCALED = re.compile(r"-(?:scaled|rotated)(?=\.[A-Za-z0-9]{2,5}$)")
_SUFFIX = re.compile(r"(?=\.[A-Za-z0-9]{2,5}$)")
_DATA = re.compile(r"data:image/([a-z0-9.+-]{1,20})((?:;[a-z0-9=._-]{1,40}){0,4}),", re.IGNORECASE)


@dataclass(slots=True)
class Pictures:
    """Brings the pictures of one export along."""

    wishes: Wishes
    media: Media
    site: str  # address of the site
    originals: set[str]  # addresses of uploads whose names end like a size
    left: int = 0  # pictures left at their addresses, since no folder was named
    remarks: list[Finding] = field(default_factory=list)  # of the article at hand
    place: Place = NOWHERE

    def begin(self, place: Place) -> None:
        """Begin with another article."""
        self.place, self.remarks = place, []

    def bring(self, address: str) -> str:
        """The address to write for a picture."""
        if address[:5].lower() == "data:":
            return self._from_data(address)
        if self.wishes.media is None:
            self.left += 1
            return address
        path = self._path(address)
        if path is None:
            self._remark(
                f"the picture {_short(address)} is on another site", "Save it and name the file in the article."
            )
            return address
        return self._from_folder(self.wishes.media, address, path)

    def _path(self, address: str) -> str | None:
        """The path below the uploads, or on the site; None if it is elsewhere."""
        try:
            parts = urlsplit(address)
            here = urlsplit(self.site).hostname
            host = parts.hostname
        except ValueError:
            return None
        path = unquote(parts.path)
        uploads = _UPLOADS.search(path)
        if uploads:
            return path[uploads.end() :]
        is_here = not host or (here and host.removeprefix("www.") == here.removeprefix("www."))
        return path.lstrip("/") if is_here and parts.scheme in ("", "http", "https") else None

    def _from_folder(self, folder: Path, address: str, path: str) -> str:
        problem = f"{path[:200]} is not in {folder}"
        for name, is_sure in self._names(address, path):
            for place, known_as in _places(folder, name):
                data = self._read(folder, place)
                if data is None:
                    continue
                try:
                    brought = self.media.bring(known_as, data)
                except PictureRefusedError as error:
                    problem = f"{place.relative_to(folder)} cannot be used: {error}"
                    continue
                if not is_sure:
                    self.remarks.append(_by_name(address, place, self.place))
                return brought
        self._remark(f"the picture {_short(address)} was not imported: {problem}", "")
        return address

    def _names(self, address: str, path: str) -> Iterator[tuple[str, bool]]:
        """The picture in its full size, then as it is shown; last and not sure, by the name of its file alone."""
        bare = address.partition("?")[0].partition("#")[0]
        if _SIZE.search(path) and bare not in self.originals:
            full = _SIZE.sub("", path)
            yield full, True
            yield _SUFFIX.sub("-scaled", full, count=1), True
        yield path, True
        if _SCALED.search(path):
            yield _SCALED.sub("", path), True
        if "/" in path:
            yield path.rpartition("/")[2], False

    def _read(self, folder: Path, place: Path) -> bytes | None:
        try:
            if not inside(folder, place.absolute()) or not place.is_file() or place.stat().st_size > _MAX_FILE:
                return None
            return place.read_bytes()
        except (OSError, ValueError):
            return None

    def _from_data(self, address: str) -> str:
        """A picture that is in the article itself."""
        match = _DATA.match(address)
        data = _decode_data(address[match.end() :], match[2]) if match else None
        if match is None or not data:
            self._remark("a picture written into the article cannot be read", "Compare the article with the site.")
            return address if len(address) < 2000 else ""
        name = f"inline/{hashlib.sha256(data).hexdigest()[:16]}.{match[1].partition('+')[0].lower()}"
        try:
            return self.media.bring(name, data)
        except PictureRefusedError as error:
            self._remark(f"a picture written into the article cannot be used: {error}", "")
            return address if len(address) < 2000 else ""

    def _remark(self, message: str, hint: str) -> None:
        self.remarks.append(Finding.at(self.place, "import-picture", message, hint))


def _by_name(address: str, file: Path, place: Place) -> Finding:
    message = f"{file.name} was used as the picture {_short(address)}, because their names are the same"
    return Finding.at(place, "import-guessed", message)


def _decode_data(written: str, parameters: str) -> bytes | None:
    if "base64" not in parameters.lower():
        return unquote_to_bytes(written)
    try:
        return base64.b64decode("".join(unquote(written).split()), validate=True)
    except ValueError:
        return None


def _places(folder: Path, name: str) -> Iterator[tuple[Path, str]]:
    """Where a file may lie, and its name there: the folder is the uploads, `wp-content`, or (part of) the site."""
    spellings = (
        name,
        unicodedata.normalize("NFD", name),
        unicodedata.normalize("NFC", name),
        _SITE_NUMBER.sub("", name),
    )
    for spelling in dict.fromkeys(spellings):
        if "\0" in spelling or len(spelling) > 1000:
            continue
        relative = spelling.lstrip("/")
        for below in ("", "uploads", "wp-content/uploads"):
            yield folder / below / relative, relative
        parts = relative.split("/")
        for index in range(1, len(parts) - 1):
            tail = "/".join(parts[index:])
            yield folder / tail, tail


def _short(address: str) -> str:
    return address if len(address) <= 200 else f"{address[:199]}…"
