"""Addresses that packages are sent to: a folder, `sftp://USER@HOST:PORT/FOLDER`, `s3://BUCKET/FOLDER`."""

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from archivist.errors import UsageError

FORMS = "Write a folder, sftp://USER@HOST/FOLDER or s3://BUCKET/FOLDER."
# What must never be in a message, wherever it comes from.
_SECRETS = ("ARCHIVIST_SFTP_PASSWORD", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN")
_ENOUGH = 4  # characters: a shorter secret would also be found in ordinary words


@dataclass(frozen=True, slots=True)
class Address:
    """An address taken apart. It contains no secret."""

    scheme: str  # file, sftp, s3
    path: str  # as the file system of this scheme names the folder, without a `/` at the end
    host: str = ""
    port: int = 22
    user: str = ""  # "" for that of the SSH configuration

    def __str__(self) -> str:
        if self.scheme == "file":
            return self.path
        at = f"{self.user}@" if self.user else ""
        port = f":{self.port}" if self.scheme == "sftp" and self.port != 22 else ""
        return f"{self.scheme}://{at}{self.host}{port}{'/' if self.scheme == 's3' else ''}{self.path}"


def parse_address(text: str) -> Address:
    """The address in a text. Raises UsageError, whose message does not repeat a password."""
    scheme, colon, _ = text.partition("://")
    if not colon:
        return Address("file", str(Path(text).expanduser().absolute()))
    try:
        parts = urlsplit(text)
        port = parts.port or 22
    except ValueError:
        raise UsageError("--to: the address cannot be read", FORMS) from None
    if parts.password is not None:
        raise UsageError(
            f"--to: the address contains a password: {scheme}://{parts.username}:…@{parts.hostname}",
            "Passwords in commands are visible to other users. Use an SSH agent or key, or ARCHIVIST_SFTP_PASSWORD.",
        )
    if parts.query or parts.fragment:
        raise UsageError("--to: an address with `?` or `#` is not supported", FORMS)
    return _of_parts(scheme.lower(), parts, port)


def _of_parts(scheme: str, parts: SplitResult, port: int) -> Address:
    path = unquote(parts.path).rstrip("/")
    if scheme == "file" and parts.netloc in ("", "localhost"):
        return Address("file", path or "/")
    if scheme in ("sftp", "ssh") and parts.hostname:
        return Address("sftp", path or "/", parts.hostname, port, unquote(parts.username or ""))
    if scheme == "s3" and parts.netloc and not parts.username:
        return Address("s3", path.lstrip("/"), parts.netloc)
    raise UsageError(f"--to: {scheme}:// is not an address that packages can be sent to, or names no server", FORMS)


def without_secrets(text: str) -> str:
    """The text without the secrets of the environment: what libraries say in errors may quote them."""
    for name in _SECRETS:
        secret = os.environ.get(name, "")
        if len(secret) >= _ENOUGH:
            text = text.replace(secret, "…")
    return text
