"""Layouts on other machines, by Dask: `archivist compile --scheduler tcp://HOST:PORT`.

    read_address(text)           -> a scheduler, or a number of workers on this machine
    open_cluster(address, home)  -> an Executor

Documents travel as bytes, with the digests of the fonts, style sheets and pictures that they need; each of these
travels once. What may travel is a list (travelling.py). Everything else runs at home: it needs files of the archive.
"""

from archivist.cluster.cluster_executor import ClusterExecutor, open_cluster
from archivist.cluster.scheduler_address import SchedulerAddress, read_address

__all__ = ["ClusterExecutor", "SchedulerAddress", "open_cluster", "read_address"]
