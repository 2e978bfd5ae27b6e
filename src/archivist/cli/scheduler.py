"""The option `--scheduler` of commands that can use a cluster, and what is said of the connection."""

# Imports are inside functions, so that --help answers before anything heavy is read.
# ruff: noqa: PLC0415

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archivist.executors import Executor

ADDRESSES = "tcp://HOST:PORT, tls://HOST:PORT, or local:N to try it."


def open_workers(jobs: int, scheduler: str) -> "Executor":
    """Processes of this machine; with a scheduler they do what does not run on its workers."""
    from archivist.executors import open_executor

    here = open_executor(jobs)
    if not scheduler:
        return here
    from archivist.cluster import open_cluster, read_address

    return open_cluster(read_address(scheduler), here)


def warn_of_connection(scheduler: str) -> None:
    """Print, on stderr, what is to be said of the connection to a scheduler."""
    if scheduler:
        from archivist.cli.output import print_findings
        from archivist.cluster import read_address

        print_findings(read_address(scheduler).findings(), err=True, total=False)
