"""The reference in docs/api.md, made from the signatures, fields and docstrings of api/."""

import dataclasses
import inspect
import re
from collections.abc import Callable, Iterator
from typing import Any

from archivist import api

_FIELD = re.compile(r"^    (\w+): (.+?)(?:  # (.+))?$", re.MULTILINE)
_LONGEST = 90  # characters of a signature on one line
_FIRST = ("open_archive", "Archive")


def api_reference() -> str:
    """A section for each public name: the function, the class that it returns, then the values."""
    names = [*_FIRST, *(name for name in api.__all__ if name not in _FIRST)]
    return "\n".join(line for name in names for line in _section(name, getattr(api, name))).rstrip()


def _section(name: str, public: Any) -> Iterator[str]:
    yield f"### {name}\n"
    if not inspect.isclass(public):
        yield from _function(name, public)
        return
    yield f"{_text_of(public)}\n"
    if dataclasses.is_dataclass(public):
        yield from _fields(public)
    for member, value in vars(public).items():
        if not member.startswith("_") and isinstance(value, property):
            yield f"`{name}.{member}`: `{_type_of(value.fget)}`. {_text_of(value)}\n"
        elif not member.startswith("_") and inspect.isfunction(value):
            yield from _function(f"{name}.{member}", value)


def _function(name: str, function: Callable[..., object]) -> Iterator[str]:
    yield f"```text\n{name}{_signature(function)}\n```\n\n{_text_of(function)}\n"


def _fields(public: type) -> Iterator[str]:
    for name, kind, meaning in _FIELD.findall(inspect.getsource(public)):
        yield f"- `{name}`: `{kind}`{f', {meaning}' if meaning else ''}"
    yield ""


def _signature(function: Callable[..., object]) -> str:
    """The signature as it would be written, on several lines if it is long."""
    signature = inspect.signature(function)
    own = [each for each in signature.parameters.values() if each.name != "self"]
    text = _as_written(str(signature.replace(parameters=own)))
    if len(text) <= _LONGEST:
        return text
    lines = [f"    {_as_written(str(each))}," for each in own]
    keywords = next((number for number, each in enumerate(own) if each.kind is each.KEYWORD_ONLY), len(own))
    return "\n".join(["(", *lines[:keywords], "    *,", *lines[keywords:], f") {text[text.rindex('->') :]}"])


def _as_written(text: str) -> str:
    """Types without their modules and without quotes around their names."""
    text = re.sub(r"\b(?:[a-z_]+\.)+(?=[A-Z])", "", text)
    text = re.sub(r"Optional\[(Literal\[.*?\])\]", r"\1 | None", text)
    return re.sub(r"'([A-Z]\w*)'", r"\1", text)


def _type_of(function: Callable[..., object] | None) -> str:
    return _signature(function).partition("-> ")[2] if function else ""


def _text_of(public: object) -> str:
    return inspect.getdoc(public) or ""
