"""A verification as a page for people who did not make the files: one HTML file without scripts, the same each time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Template

from archivist import __version__
from archivist.findings import Severity
from archivist.template_environment import open_templates
from archivist.verdict import Message, Verdict
from archivist.verify.check_meanings import meaning_of
from archivist.verify.edition_checks import Verification, VerifiedFile

_RESULTS = {True: "passed", False: "failed", None: "not verified"}
_KINDS = {".pdf": "PDF", ".epub": "EPUB", ".zip": "Package", "": "Package", ".txt": "List of files"}


@dataclass(frozen=True, slots=True)
class _Check:
    name: str
    tool: str
    result: str
    messages: list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class _File:
    id: str  # in the page
    path: str
    kind: str
    digest: str
    result: str
    confirmed: str  # standards, and by what
    checks: list[_Check]

    @property
    def name(self) -> str:
        """Without its folder."""
        return self.path.rpartition("/")[2]


def write_page(verified: Verification, name: Callable[[Path], str], title: str = "") -> bytes:
    """The page; `name` names a file, `title` is that of the volume, if it is known."""
    files = [
        [_file(number, place, file, name) for place, file in enumerate(edition.files, 1)]
        for number, edition in enumerate(verified.editions, 1)
    ]
    editions = [
        {"name": edition.edition, "missing": edition.missing, "files": its_files}
        for edition, its_files in zip(verified.editions, files, strict=True)
    ]
    everything = [file for its_files in files for file in its_files]
    values = {
        "title": title or ", ".join(edition.edition for edition in verified.editions),
        "made_by": f"archivist {__version__}",
        "result_of_all": _RESULTS[verified.passed],
        "summary": _summary(verified.verdicts),
        "tools": _tools(verified.verdicts),
        "not_passed": [(file, each) for file in everything for each in file.checks if each.result != _RESULTS[True]],
        "editions": editions,
        "meanings": _meanings(verified.verdicts),
    }
    return _template().render(values).encode()


def _summary(verdicts: Sequence[Verdict]) -> list[str]:
    """`102 checks were made.`, and how many of them did not pass."""
    counts = {result: sum(each.passed is result for each in verdicts) for result in _RESULTS}
    made = counts[True] + counts[False]
    lines = [f"{_counted(made, 'check was', 'checks were')} made: "]
    lines[0] += "all passed." if not counts[False] else f"{counts[True]} passed, {counts[False]} failed."
    if counts[None]:
        lines.append(f"{_counted(counts[None], 'check', 'checks')} could not be made. This is not a pass.")
    return lines


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def _tools(verdicts: Sequence[Verdict]) -> list[str]:
    """The validators that ran, with their versions."""
    used = {(each.tool, each.version.split(";")[0]) for each in verdicts if each.version}
    return [f"{tool} {version}" for tool, version in sorted(used)]


def _meanings(verdicts: Sequence[Verdict]) -> list[tuple[str, str]]:
    names = dict.fromkeys(each.name for each in verdicts)
    return [(name, meaning_of(name)) for name in sorted(names) if meaning_of(name)]


def _file(edition: int, number: int, file: VerifiedFile, name: Callable[[Path], str]) -> _File:
    path = name(file.path)
    confirmed = [f"{each.standard} ({each.tool} {each.version})" for each in file.verdicts if each.standard]
    return _File(
        f"file-{edition}-{number}",
        path,
        _kind(file.path),
        file.digest,
        _RESULTS[file.passed],
        ", ".join(confirmed),
        [_check(each) for each in file.verdicts],
    )


def _kind(path: Path) -> str:
    if path.name.startswith("volume.") and path.suffix == ".json":
        return "Record"
    return _KINDS.get(path.suffix, "Citations")


def _check(verdict: Verdict) -> _Check:
    tool = f"{verdict.tool} {verdict.version}".strip()
    return _Check(verdict.name, tool, _RESULTS[verdict.passed], [_message(each) for each in verdict.messages])


def _message(message: Message) -> dict[str, str]:
    numbers = (str(number) for number in (message.line, message.column) if number)
    return {
        "severity": "" if message.severity is Severity.INFO else str(message.severity),
        "code": message.code,
        "text": message.text,
        "place": ":".join([message.place, *numbers]),
    }


@cache
def _template() -> Template:
    return open_templates("archivist.verify").get_template("report.html")
