"""The reference pages of docs/, made from the schema of archivist.toml, the tables of findings and of front matter, and
the types of what `--json` prints.

`python -m archivist.cli.reference docs` writes them; so does `make docs`. Of `docs/writing.md` and `docs/api.md`, which
are written by hand, it replaces only the table of front-matter keys and the reference.
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from archivist.cli.api_page import api_reference
from archivist.cli.json_page import json_page
from archivist.cli.markdown_table import row, rows
from archivist.cli.starter import SETTINGS
from archivist.files import write_whole
from archivist.findings import CODES, Code, Severity, fixity, verification
from archivist.front_matter.keys import KEYS
from archivist.settings.config import FILE_NAME, Config
from archivist.settings.setting_values import Medium, Size, WordingForm

_MADE = "<!-- Made from the code by `make docs`; do not change it here. -->"

_KINDS: tuple[tuple[object, str], ...] = (
    (WordingForm, "wording"),
    (Size | None, 'size: `"20 MB"`, `"500 kB"`, or a number of bytes'),
    (dict[Medium, str], 'by medium: `{ pdf = "…", epub = "…" }`'),
    (bool, "`true`, `false`"),
)

_SEVERITIES = {
    Severity.ERROR: "Errors: nothing is printed until they are fixed",
    Severity.WARNING: "Warnings: the volume is made, but look at them",
    Severity.INFO: "Information",
}


def configuration() -> str:
    """docs/configuration.md."""
    return "\n".join(_configuration())


def findings() -> str:
    """docs/findings.md."""
    return "\n".join(_findings())


def data_for_scripts() -> str:
    """docs/json.md."""
    return json_page(_MADE)


def _configuration() -> Iterator[str]:
    yield f"# Configuration\n\n{_MADE}\n"
    yield f"`{FILE_NAME}` in the folder of the archive. Every key may be left out; a key that is not listed"
    yield "here is refused, and the nearest one named. A *wording* is one text for all languages, or a table:"
    yield '`title = "Reader"` or `title = { en = "Reader", ka = "საკითხავი" }`. Languages are BCP 47 tags.\n'
    for name, field in Config.model_fields.items():
        yield from _table(name, field)
    yield f"## Example\n\nWhat `archivist init` writes:\n\n```toml\n{SETTINGS}```\n"


def _table(name: str, field: FieldInfo) -> Iterator[str]:
    model = _model_of(field)
    if model is None:
        yield f"## [{name}.LANG]\n\n{field.description}\n"
        return
    is_named = get_origin(field.annotation) is dict and "." not in name  # several tables, each with a name
    yield f"## [{name}{'.NAME' if is_named else ''}]\n\n{field.description or model.__doc__}\n"
    yield from rows("Key", "Value", "Default", "Meaning")
    inner: list[tuple[str, FieldInfo]] = []
    for key, option in model.model_fields.items():
        if _model_of(option):
            inner.append((f"{name}.{key}", option))
        else:
            yield row(f"`{key}`", _kind(option), _default(option.default), option.description or "")
    yield ""
    for place, option in inner:
        by_edition = get_origin(option.annotation) is dict
        yield from _table(f'{place}."VOLUME.LANG"' if by_edition else place, option)


def _model_of(field: FieldInfo) -> type[BaseModel] | None:
    """The schema of a table, or of tables that have names of their own; None of a value."""
    kind = field.annotation
    if get_origin(kind) is dict:
        kind = get_args(kind)[1]
    return kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None


def _kind(option: FieldInfo) -> str:
    """The values an option takes, in words."""
    kind = option.annotation
    for each in (kind, *(get_args(kind) if get_origin(kind) is not dict else ())):
        if isinstance(each, type) and issubclass(each, StrEnum):
            return ", ".join(f'`"{value}"`' for value in each)
    if Path in (kind, *get_args(kind)):
        return "path"
    if get_origin(kind) is tuple:
        return "list of languages"
    if kind is int:
        limits = [f", at least {limit.ge}" for limit in option.metadata if hasattr(limit, "ge")]
        return "".join(["whole number", *limits])
    return next((words for known, words in _KINDS if kind == known), "text")


def _default(value: object) -> str:
    if value in (None, "", (), {}):
        return ""
    if isinstance(value, tuple):
        return "`[" + ", ".join(f'"{item}"' for item in value) + "]`"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    return f"`{value}`" if isinstance(value, int) else f'`"{value}"`'


def _findings() -> Iterator[str]:
    yield f"# Findings\n\n{_MADE}\n"
    yield "What `archivist check`, `archivist compile` and other commands report. If the output is not a terminal, a"
    yield "finding is one line, `FILE:LINE: SEVERITY CODE: MESSAGE`; the line of an error also says what to do. With"
    yield "`--json` all findings are printed as data.\n"
    for severity, heading in _SEVERITIES.items():
        yield f"## {heading}\n"
        yield from rows("Code", "Meaning", "What to do", "See")
        for name, code in sorted(CODES.items()):
            if code.severity is severity and name not in {**verification.CODES, **fixity.CODES}:
                yield row(f"`{name}`", code.meaning, code.remedy, f"[{code.page}]({code.page}.md)")
        yield ""
    yield "## Messages of `verify`\n"
    yield "Messages of archivist's own checks; validators have codes of their own. See [Verifying](verify.md).\n"
    yield from _messages(verification.CODES)
    yield "## Messages of `audit`\n"
    yield "What is wrong with packages after years. See [Deposit](deposit.md#fixity-over-the-years).\n"
    yield from _messages(fixity.CODES)


def _messages(codes: Mapping[str, Code]) -> Iterator[str]:
    yield from rows("Code", "Severity", "Meaning", "What to do")
    for name, code in sorted(codes.items()):
        yield row(f"`{name}`", str(code.severity), code.meaning, code.remedy)
    yield ""


def front_matter_keys() -> str:
    """The table of front-matter keys in docs/writing.md."""
    keys = (row(f"`{key.name}`", ", ".join(f"`{name}`" for name in key.aliases), key.meaning) for key in KEYS)
    return "\n".join([*rows("Key", "Also", "Meaning"), *keys])


PAGES = {"configuration.md": configuration, "findings.md": findings, "json.md": data_for_scripts}
# Pages that are written by hand, and the part of each that is made from the code.
_PARTS: Mapping[str, Callable[[], str]] = {"api.md": api_reference, "writing.md": front_matter_keys}
PAGES_WITH_PARTS = tuple(_PARTS)
_BEGIN, _END = "<!-- What follows is made from the code by `make docs`. -->\n\n", "\n\n<!-- End of that. -->"


def with_part(name: str, page: str) -> str:
    """The text of a page with the current part that is made from the code. Raises ValueError if it has no place."""
    before, begin, rest = page.partition(_BEGIN)
    _, end, after = rest.partition(_END)
    if not begin or not end:
        raise ValueError(f"{name} does not contain {_BEGIN.strip()} and {_END.strip()}")
    return f"{before}{begin}{_PARTS[name]()}{end}{after}"


def main(folder: Path) -> None:
    """Write the pages. Raises OSError if the folder lacks one of those that are written by hand."""
    current = {name: with_part(name, (folder / name).read_text("utf-8")) for name in PAGES_WITH_PARTS}
    for name, page in PAGES.items():
        write_whole(folder / name, page().encode())
    for name, text in current.items():
        write_whole(folder / name, text.encode())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
