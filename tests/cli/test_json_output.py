"""What each command prints with `--json` is what its schema and docs/json.md say."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from archivist.cli.app import command_line
from archivist.data_formats.catalogue import FORMATS, name_of, output_schema
from tests.archives import Compiled
from tests.command import run
from tests.json_output import data_of


def _commands_with_data(command: Any, name: str = "") -> Iterator[str]:
    if hasattr(command, "commands"):
        for child, each in command.commands.items():
            yield from _commands_with_data(each, f"{name} {child}".strip())
    elif any("--json" in option.opts for option in command.params):
        yield name


def test_each_command_that_prints_data_has_a_format_and_no_other() -> None:
    assert sorted(_commands_with_data(command_line())) == sorted(FORMATS)


@pytest.mark.parametrize("command", FORMATS)
def test_schemas_are_schemas_and_name_the_format(command: str) -> None:
    schema = json.loads(run("schema", "--output", command).stdout)
    assert schema == output_schema(command)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["properties"]["format"]["const"] == schema["title"] == name_of(FORMATS[command])


def test_formats_have_names_of_their_own() -> None:
    forms = set(FORMATS.values())
    assert len({name_of(form) for form in forms}) == len(forms)


def test_a_command_without_data_has_no_schema() -> None:
    done = run("schema", "--output", "init")
    assert (done.returncode, done.stdout) == (2, "")
    assert "`init` prints no data" in done.stderr
    assert run("schema", "--output", "plan", "--ledger").returncode == 2


@pytest.mark.slow
def test_data_are_what_their_schema_says(made: Compiled, tmp_path: Path) -> None:
    root = made.copy(tmp_path / "archive")

    def printed(command: str, *arguments: str) -> dict[str, Any]:
        return data_of(command, run(*command.split(), *arguments, "--json", folder=root).stdout)

    assert [each["id"] for each in printed("plan")["editions"]] == ["2022-02.en", "2022-03.en", "2022-03.ka"]
    assert printed("related", "road")["nearest"]
    assert printed("stats")["total"]["works"] == 3
    dry = printed("publish", "2022-03", "--dry-run")
    assert (dry["published"], list(dry["entries"])) == ([], ["2022-03.en", "2022-03.ka"])
    (root / "articles/2022-02-02-earlier.en.md").unlink()
    assert [Path(file).parent.name for file in printed("clean", "--yes")["removed"]].count("2022-02") > 1
    assert printed("cache empty")["removed"] > 0
