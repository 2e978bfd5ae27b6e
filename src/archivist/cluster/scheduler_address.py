"""Where the scheduler of a cluster is: `tcp://HOST:PORT`, `tls://HOST:PORT`, or `local:N` for N workers here."""

import ipaddress
import re
from dataclasses import dataclass

from archivist.errors import UsageError
from archivist.executors import default_workers
from archivist.findings import Finding

_REMOTE = re.compile(r"(tcp|tls)://(\[[0-9A-Fa-f:.]+\]|[^\s:/\[\]]+):([0-9]{1,5})")
_LOCAL = re.compile(r"local(?::([0-9]{1,3}))?")
_LAST_PORT = 65_535


@dataclass(frozen=True, slots=True)
class SchedulerAddress:
    """A scheduler, or how many workers a cluster on this machine gets."""

    url: str = ""  # tcp://10.0.0.5:8786; "" for a cluster on this machine
    host: str = ""
    workers: int = 0  # of a cluster on this machine

    @property
    def is_private(self) -> bool:
        """Whether nobody on a network can read what is sent there, or send something in its place."""
        return not self.url or self.url.startswith("tls://") or _is_loopback(self.host)

    def findings(self) -> tuple[Finding, ...]:
        """A warning if the connection is not encrypted."""
        if self.is_private:
            return ()
        return (Finding("cluster-not-encrypted", f"the connection to {self.url} is not encrypted"),)


def read_address(text: str) -> SchedulerAddress:
    """The address that a user wrote. Raises UsageError."""
    local = _LOCAL.fullmatch(text)
    if local:
        workers = default_workers() if local[1] is None else int(local[1])
        if workers > 0:
            return SchedulerAddress(workers=workers)
    remote = _REMOTE.fullmatch(text)
    if remote and 0 < int(remote[3]) <= _LAST_PORT:
        return SchedulerAddress(text, remote[2].strip("[]"))
    raise UsageError(
        f"--scheduler {text} is not the address of a scheduler",
        "Write tcp://HOST:PORT, tls://HOST:PORT, or local:N for N workers on this machine.",
    )


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:  # a name
        return host == "localhost"
