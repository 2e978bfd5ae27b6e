"""A stand-in for the conversion of HTML, so that these tests are about WordPress alone."""

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import pytest


@dataclass(frozen=True)
class _Converted:
    text: str
    plain: str
    remarks: tuple[Any, ...] = ()


def _to_markdown(html: str, *, picture: Callable[[str], str], **_: str) -> _Converted:
    shown = re.sub(r'src="([^"]*)"', lambda match: f'src="{picture(match[1])}"', html)
    return _Converted(shown, re.sub(r"<[^<>]*>", "", shown))


@pytest.fixture(autouse=True)
def _stand_in(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if not request.module.__name__.endswith(("corpora", "plugins")):  # these need what is really made of the HTML
        stand_in = ModuleType("archivist.html_to_markdown")
        stand_in.to_markdown = _to_markdown  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, stand_in.__name__, stand_in)
