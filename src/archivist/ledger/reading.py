"""The ledger read from its file: refused, with file, line and remedy, unless all of it is right.

A ledger says what can never change. So nothing in it is guessed: a file that a merge left half done, that is damaged,
that contradicts itself or that a newer program wrote stops every command.
"""

import json
import re
from typing import TYPE_CHECKING

from pydantic import ValidationError

from archivist.ledger.consistency import contradictions
from archivist.ledger.json_lines import Key, line_of, second_line_of
from archivist.ledger.ledger import Ledger, PublishedEdition
from archivist.ledger.ledger_entries import FORMAT, LedgerFile
from archivist.ledger.ledger_file import UnreadableLedgerError
from archivist.place import Place

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_RESTORE = "Restore the file from version control; docs/ledger-format.md describes every member."
_MERGE = (
    "Keep the lines of both sides, remove the three marks, and run `archivist ledger`: it checks the result. If both "
    "sides published the same edition, keep one."
)
_MARK = re.compile(rb"(<{7}|={7}|>{7}|\|{7})( .*)?\r?")
_FORM = re.compile(r"archivist ledger [0-9]+")


def parse_ledger(content: bytes, file: str) -> Ledger:
    """The ledger with this content; messages name `file`. Raises UnreadableLedgerError."""
    for number, line in enumerate(content.split(b"\n"), 1):
        if _MARK.fullmatch(line):
            raise UnreadableLedgerError("the ledger has marks of a merge conflict", _MERGE, Place(file, number))
    text = _decode(content, file)
    data = _json(text, file)
    _check_format(data, text, file)
    try:
        parsed = LedgerFile.model_validate_json(content)
    except ValidationError as error:
        raise _invalid(error.errors()[0], text, file) from None
    for problem in contradictions(parsed):
        raise UnreadableLedgerError(problem.message, problem.remedy, Place(file, line_of(text, problem.where)))
    editions = (
        PublishedEdition(volume, language, tuple(versions[number] for number in sorted(versions, key=int)))
        for volume, languages in sorted(parsed.volumes.items())
        for language, versions in sorted(languages.items())
        if versions
    )
    return Ledger(parsed.archive, editions, data)


def _decode(content: bytes, file: str) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UnreadableLedgerError("the ledger is not UTF-8 text", _RESTORE, Place(file, line)) from None


class _RepeatedNameError(ValueError):
    """An object has a name twice."""


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise _RepeatedNameError(next(name for name in found if names.count(name) > 1))
    return found


def _json(text: str, file: str) -> dict[str, object]:
    """The data of the file. A name that an object has twice is refused: a reader would see one of two entries."""
    try:
        data = json.loads(text, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        place = Place(file, error.lineno, column=error.colno)
        raise UnreadableLedgerError(f"the ledger is not valid JSON: {error.msg}", _RESTORE, place) from None
    except _RepeatedNameError as error:
        name = str(error)
        message = f"“{name[:80]}” is twice in one object of the ledger"
        raise UnreadableLedgerError(message, _MERGE, Place(file, second_line_of(text, name))) from None
    except (RecursionError, ValueError):
        raise UnreadableLedgerError(
            "the ledger is nested too deeply, or has a number that is too large", _RESTORE, Place(file)
        ) from None
    if not isinstance(data, dict):
        raise UnreadableLedgerError("the ledger is not a JSON object", _RESTORE, Place(file, 1))
    return data


def _check_format(data: dict[str, object], text: str, file: str) -> None:
    form = data.get("format")
    if form == FORMAT:
        return
    place = Place(file, line_of(text, ["format"]))
    if isinstance(form, str) and _FORM.fullmatch(form):
        raise UnreadableLedgerError(
            f"the ledger has the format “{form}”; this program reads “{FORMAT}”",
            "Use a newer version of archivist, or restore the file from version control.",
            place,
        )
    raise UnreadableLedgerError(f"the ledger does not say that its format is “{FORMAT}”", _RESTORE, place)


def _invalid(error: "ErrorDetails", text: str, file: str) -> UnreadableLedgerError:
    where: tuple[Key, ...] = tuple(part for part in error["loc"] if part != "[key]")
    named = ".".join(str(part)[:80] for part in where)
    said = str(error["msg"])
    return UnreadableLedgerError(f"the ledger is damaged: {named}: {said}", _RESTORE, Place(file, line_of(text, where)))
