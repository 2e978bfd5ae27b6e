"""The outside tools of a verification, asked on the workers of a cluster: a few files at a time."""

import json
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from archivist.cluster.cluster_executor import ClusterExecutor
from archivist.cluster.remote_tools import check_there
from archivist.cluster.travelling import Checked, CheckJob, pack, unpack
from archivist.errors import ArchivistError
from archivist.executors import Executor
from archivist.verdict import Verdict
from archivist.verify.outside_tools import Ask, ask_here
from archivist.verify.stored_verdicts import Question, Validator, read_verdict

if TYPE_CHECKING:
    from distributed import Future

    from archivist.cluster.remote_layout import Travelling

_TOGETHER = 8  # files of one job at most: a start of Java or of a browser takes as long as a few small ones


def ask_of(workers: Executor) -> Ask:
    """Who asks the tools: the workers of a cluster, or this machine."""
    return partial(_ask_there, workers) if isinstance(workers, ClusterExecutor) else ask_here


@dataclass(frozen=True, slots=True)
class _Sent:
    questions: Sequence[Question]
    result: "Future[bytes]"
    files: "Sequence[Future[Travelling]]"  # Dask keeps them as long as they are held here


def _ask_there(cluster: ClusterExecutor, validator: Validator, questions: Sequence[Question]) -> Iterator[Verdict]:
    """Verdicts in order. One that is missing here is asked here, which says what it lacks.

    Raises ArchivistError if a worker has another version of the tool, ClusterError if the cluster is lost.
    """
    if not validator.identity:
        yield from validator.ask(questions)
        return
    size = max(1, min(_TOGETHER, -(-len(questions) // cluster.count_workers())))
    batches = (questions[first : first + size] for first in range(0, len(questions), size))
    sent: deque[_Sent] = deque()
    try:
        while True:
            sent.extend(_send(cluster, validator, each) for each in islice(batches, max(cluster.room() - len(sent), 0)))
            if not sent:
                return
            yield from _verdicts(cluster, sent[0], validator)
            sent.popleft()
    finally:
        cluster.client.cancel([each.result for each in sent])


def _send(cluster: ClusterExecutor, validator: Validator, questions: Sequence[Question]) -> _Sent:
    names, settings = tuple(each.file.name for each in questions), tuple(each.settings for each in questions)
    files = [cluster.hand_over(each.digest, each.file) for each in questions]
    message = pack(CheckJob(validator.tool, validator.identity, names, settings))
    return _Sent(questions, cluster.client.submit(check_there, message, *files, pure=False), files)


def _verdicts(cluster: ClusterExecutor, sent: _Sent, validator: Validator) -> Iterator[Verdict]:
    names = ", ".join(each.file.name for each in sent.questions)
    lost = f"every worker that asked {validator.tool} about {names} was lost"
    checked = unpack(cluster.wait_for(sent.result, lost), Checked)
    if checked.error:
        raise ArchivistError(checked.error, checked.hint)
    for question, data in zip(sent.questions, json.loads(checked.verdicts), strict=True):
        yield read_verdict(data, question.file)
