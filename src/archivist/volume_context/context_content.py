"""The content of `volume-context.json` checked: refused, with file, line and remedy, unless all of it is right."""

import json

from pydantic import ValidationError

from archivist.ledger.json_lines import Key, line_of
from archivist.place import Place
from archivist.volume_context.context_file import UnreadableContextError
from archivist.volume_context.context_members import FORMAT, VolumeContext

_RESTORE = "Restore the file from another copy of the package; docs/context-format.md describes every member."
_NEWER = "Use a newer version of archivist."


def parse_context(content: bytes, file: str) -> VolumeContext:
    """The context with this content; messages name `file`. Raises UnreadableContextError."""
    text, data = _json(content, file)
    form = data.get("format") if isinstance(data, dict) else None
    if form != FORMAT:
        is_other = isinstance(form, str) and form.startswith("archivist context ")
        said = f"the context has the format “{form[:40]}”" if is_other else "it is not a context"  # type: ignore[index]
        message, remedy = f"{said}; this program reads “{FORMAT}”", _NEWER if is_other else _RESTORE
        raise UnreadableContextError(message, remedy, Place(file, line_of(text, ["format"])))
    try:
        return VolumeContext.model_validate_json(content)
    except ValidationError as error:
        first = error.errors()[0]
        where: tuple[Key, ...] = tuple(part for part in first["loc"] if part != "[key]")
        named = ".".join(str(part)[:80] for part in where)
        message = f"the context is damaged: {named}: {first['msg']}"
        raise UnreadableContextError(message, _RESTORE, Place(file, line_of(text, where))) from None


def _json(content: bytes, file: str) -> tuple[str, object]:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UnreadableContextError("the context is not UTF-8 text", _RESTORE, Place(file, line)) from None
    try:
        return text, json.loads(text)
    except json.JSONDecodeError as error:
        place = Place(file, error.lineno, column=error.colno)
        raise UnreadableContextError(f"the context is not valid JSON: {error.msg}", _RESTORE, place) from None
    except (RecursionError, ValueError):
        message = "the context is nested too deeply, or has a number that is too large"
        raise UnreadableContextError(message, _RESTORE, Place(file)) from None
