"""Verdicts kept in the cache: on the same bytes, of the same validator, asked in the same way.

The name of an entry is a digest of all three. A verdict that there is none ("not verified") is never kept.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from archivist.cache import Store, digest_of
from archivist.findings import Severity
from archivist.verdict import Message, Verdict

_SUFFIX = ".verdict"
_FORMAT = "verdict 1"


@dataclass(frozen=True, slots=True)
class Question:
    """A file that a validator is asked about."""

    file: Path
    digest: str  # SHA-256 of the file
    settings: tuple[str, ...] = ()  # how it is asked, as far as that may change the answer


@dataclass(frozen=True, slots=True)
class Validator:
    """A validator as far as its verdicts are kept."""

    tool: str
    identity: str  # which version of it is here, with all that it needs; "" if unknown: then nothing is kept
    ask: Callable[[Sequence[Question]], Iterator[Verdict]]  # a verdict for each question, in order


def verdicts_on(questions: Iterable[Question], validator: Validator, store: Store) -> Iterator[Verdict]:
    """A verdict for each question: first the known ones, then the others as they are there.

    If all are known, the validator is not started.
    """
    new: list[Question] = []
    for question in questions:
        known = _recall(question, validator, store)
        if known is None:
            new.append(question)
        else:
            yield known
    if new:
        for question, verdict in zip(new, validator.ask(new), strict=True):
            _keep(question, verdict, validator, store)
            yield verdict


def _key(question: Question, validator: Validator) -> str:
    return digest_of(_FORMAT, validator.tool, validator.identity, question.digest, *question.settings)


def _recall(question: Question, validator: Validator, store: Store) -> Verdict | None:
    if not validator.identity:
        return None
    path = store.get(_key(question, validator), _SUFFIX)
    try:
        found = read_verdict(json.loads(path.read_bytes()), question.file) if path else None
        return None if found is None or found.passed is None else found
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def _keep(question: Question, verdict: Verdict, validator: Validator, store: Store) -> None:
    if verdict.passed is None or not validator.identity:
        return
    data = json.dumps(verdict_as_data(verdict), ensure_ascii=False, sort_keys=True)
    with suppress(OSError):  # a build folder that may only be read: the validator is asked again next time
        store.put(_key(question, validator), _SUFFIX, data.encode("utf-8", "surrogatepass"))


# ---------------------------------------------------------------- as JSON


def verdict_as_data(verdict: Verdict) -> dict[str, object]:
    """A verdict without its file."""
    messages = [[str(m.severity), m.code, m.text, m.place, m.line, m.column] for m in verdict.messages]
    facts = {"tool": verdict.tool, "version": verdict.version, "check": verdict.check, "standard": verdict.standard}
    return {**facts, "passed": verdict.passed, "messages": messages}


def read_verdict(data: Mapping[str, object], file: Path) -> Verdict:
    """What `verdict_as_data` made, of a file. Raises ValueError, KeyError, TypeError for other data."""
    passed, messages = data["passed"], data["messages"]
    if not isinstance(passed, bool | None) or not isinstance(messages, list):
        raise ValueError("not a verdict")
    names = ("tool", "version", "check", "standard")
    tool, version, check, standard = (_text(data[name]) for name in names)
    return Verdict(tool, version, file, passed, tuple(map(_read_message, messages)), check, standard)


def _read_message(data: Sequence[object]) -> Message:
    severity, code, text, place, line, column = data
    if not isinstance(line, int) or not isinstance(column, int):
        raise ValueError("not a message")
    return Message(Severity(_text(severity)), _text(code), _text(text), _text(place), line, column)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("not a text")
    return value
