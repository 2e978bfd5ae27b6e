"""The place that packages are sent to, as a few operations on files: what fsspec offers, and what each kind can do."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from archivist.delivery.address import Address, without_secrets
from archivist.errors import ArchivistError

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

_MODULES = {"file": ("fsspec",), "sftp": ("fsspec", "sshfs"), "s3": ("fsspec", "s3fs")}
_SECONDS = 30  # until a server must have answered
_HINTS = {
    "HostKeyNotVerifiable": "Ask the library for the key of its server, and enter it in ~/.ssh/known_hosts.",
    "PermissionDenied": "Load your key into the SSH agent, put it into ~/.ssh, or set ARCHIVIST_SFTP_PASSWORD.",
    "PermissionError": "Check that this user may write there. For SFTP: an SSH agent, a key in ~/.ssh, or "
    "ARCHIVIST_SFTP_PASSWORD.",
    "NoCredentialsError": "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or use a profile of ~/.aws.",
}
_HINT = "Run the command again: what has arrived is not sent again."


class DeliveryError(ArchivistError):
    """A package could not be sent, or did not arrive as it was sent."""


@dataclass(frozen=True, slots=True)
class Target:
    """A folder somewhere. Paths are relative to it. What goes wrong there is a DeliveryError."""

    address: Address
    system: "AbstractFileSystem"
    # Whether a file can be continued and a folder renamed. In S3 neither is possible: a file is there when it is whole.
    is_file_system: bool

    def sizes(self, folder: str) -> Mapping[str, int]:
        """The files below a folder with their sizes in bytes; empty if it does not exist."""
        with self.named():
            if not self.system.exists(self._at(folder)):
                return {}
            found = self.system.find(self._at(folder), detail=True)
            start = len(self.system._strip_protocol(self._at(folder))) + 1
            return {str(path)[start:]: int(entry["size"] or 0) for path, entry in found.items()}

    def size(self, name: str) -> int | None:
        """The size of a file; None if it does not exist."""
        with self.named():
            if not self.system.exists(self._at(name)):
                return None
            return int(self.system.info(self._at(name))["size"] or 0)

    @contextmanager
    def reading(self, name: str) -> Iterator[BinaryIO]:
        """A file, opened for reading as a stream."""
        with self.named(), self.system.open(self._at(name), "rb") as file:
            yield cast("BinaryIO", file)

    @contextmanager
    def writing(self, name: str, *, append: bool) -> Iterator[BinaryIO]:
        """A file, opened for writing; only where `is_file_system`."""
        with self.named():
            self.system.makedirs(self._at(name).rpartition("/")[0], exist_ok=True)
            with self.system.open(self._at(name), "ab" if append else "wb") as file:
                yield cast("BinaryIO", file)

    def put(self, local: Path, name: str) -> None:
        """Send a file as a whole: it is there when all of it is."""
        with self.named():
            self.system.put_file(str(local), self._at(name))

    def rename(self, name: str, to: str) -> None:
        """Give a file or a folder another name. Nothing may have that name."""
        with self.named():
            self.system.mv(self._at(name), self._at(to), recursive=True)

    def remove(self, name: str) -> None:
        """Remove a file."""
        with self.named():
            self.system.rm_file(self._at(name))

    def _at(self, name: str) -> str:
        root = f"{self.address.host}/{self.address.path}".rstrip("/") if self.address.scheme == "s3" else ""
        return f"{root or self.address.path.rstrip('/')}/{name}" if name else root or self.address.path

    @contextmanager
    def named(self) -> Iterator[None]:
        """Let an error name the address, and what to do. Each library has exceptions of its own."""
        try:
            yield
        except ArchivistError:
            raise
        except Exception as error:
            raise failure(self.address, error) from None


def failure(address: Address, error: Exception) -> DeliveryError:
    """The error of a library as one that names the address and what to do, without secrets."""
    said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    kind = type(error).__name__
    return DeliveryError(f"{address}: {without_secrets(said or kind)}", _HINTS.get(kind, _HINT))


def open_target(address: Address) -> Target:
    """The place with this address. Raises DeliveryError if a library is missing or the server does not answer."""
    missing = [name for name in _MODULES[address.scheme] if find_spec(name) is None]
    if missing:
        raise DeliveryError(
            f"delivery to {address.scheme} needs a library that is not installed: {', '.join(missing)}",
            "Install it with: pip install 'archivist[deliver]'",
        )
    try:
        return Target(address, _system(address), is_file_system=address.scheme != "s3")
    except Exception as error:
        raise failure(address, error) from None


def _system(address: Address) -> "AbstractFileSystem":
    import fsspec  # noqa: PLC0415

    if address.scheme == "file":
        return fsspec.filesystem("file", auto_mkdir=False)
    if address.scheme == "s3":
        return fsspec.filesystem("s3", use_listings_cache=False, skip_instance_cache=True)
    from sshfs import SSHFileSystem  # noqa: PLC0415

    options: dict[str, object] = {"port": address.port, "connect_timeout": _SECONDS, "skip_instance_cache": True}
    if address.user:
        options["username"] = address.user
    if password := os.environ.get("ARCHIVIST_SFTP_PASSWORD"):
        options["password"] = password
    # An empty tuple means ~/.ssh/known_hosts. The library's own default is to trust any server.
    return SSHFileSystem(address.host, known_hosts=(), **options)
