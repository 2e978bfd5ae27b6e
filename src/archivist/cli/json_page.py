"""docs/json.md: what commands print with `--json`, made from the types in data_formats/."""

from collections.abc import Iterator, Mapping
from typing import Any

from archivist.cli.markdown_table import row, rows
from archivist.data_formats.catalogue import FORMATS, name_of, output_schema

_ABOUT = """\
Most commands print data instead of text with `--json`: one JSON object on stdout, in UTF-8, and nothing else there.
Messages, questions and progress are on stderr. The exit status is the same as without `--json`.

```sh
archivist plan --json | jq -r '.editions[].id'
archivist check --json | jq -r '.findings[] | select(.severity == "error") | .file'
archivist schema --output plan > plan.schema.json
```

The field `format` names the kind of data and its version, such as `archivist plan 1`. The promise:

* A version may gain fields. Ignore those that you do not know.
* If a field is removed, renamed, or given another type or meaning, the version number is raised, and the
  changelog of the release says so.
* Texts for people (`message`, `hint`, `summary`) may change at any time. Use `code`, `severity`, `file` and `line`.

`archivist schema --output COMMAND` prints the JSON Schema (draft 2020-12) of each. Two files have schemas of their own:
`volume.LANG.json` ([record format](record-format.md)) and `ledger.json` ([ledger format](ledger-format.md)).
From Python, use the [programming interface](api.md) instead.
"""

_KINDS = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "`true`, `false`",
    "null": "`null`",
    "object": "object",
}

_Schema = Mapping[str, Any]


def json_page(made: str) -> str:
    """The page; `made` is the comment that says that it is made from the code."""
    return "\n".join(_lines(made))


def _lines(made: str) -> Iterator[str]:
    yield f"# Data for scripts\n\n{made}\n"
    yield _ABOUT
    described: set[str] = set()
    for form in dict.fromkeys(FORMATS.values()):
        commands = [command for command, other in FORMATS.items() if other is form]
        yield f"## {', '.join(f'`{command}`' for command in commands)}\n"
        schema = output_schema(commands[0])
        yield f"{schema['description']} The format is `{name_of(form)}`.\n"
        yield from _table(schema)
        for name, part in schema.get("$defs", {}).items():
            if name in described:
                continue
            described.add(name)
            yield f"### {_plain(name)}\n\n{part['description']}\n"
            yield from _table(part)


def _table(schema: _Schema) -> Iterator[str]:
    yield from rows("Field", "Value", "Meaning")
    required = schema.get("required", ())
    for name, field in schema["properties"].items():
        if name != "format":
            value = _value(field) if name in required else f"{_value(field)}; may be absent"
            yield row(f"`{name}`", value, field.get("description", ""))
    yield ""


def _value(field: _Schema) -> str:
    """The kind of value, in words."""
    if "$ref" in field:
        return _link(field["$ref"])
    if "anyOf" in field:
        return " or ".join(_value(each) for each in field["anyOf"])
    if "enum" in field:
        return ", ".join(f'`"{value}"`' for value in field["enum"])
    if "items" in field:
        return f"list of {_value(field['items'])}"
    if isinstance(field.get("additionalProperties"), Mapping):
        return f"object of {_value(field['additionalProperties'])}"
    return _KINDS.get(field.get("type", ""), "any value")


def _link(reference: str) -> str:
    name = _plain(reference.rpartition("/")[2])
    return f"[{name}](#{name.lower().replace(' ', '-')})"


def _plain(name: str) -> str:
    """`PlannedVolumeData` as a heading: `Planned volume`."""
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name.removesuffix("Data"))
    return words.strip().capitalize()
