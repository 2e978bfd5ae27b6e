"""`archivist help` and `archivist schema`: the manual and the schema are part of the package."""

import json
import subprocess
import tomllib
from pathlib import Path

import jsonschema
import pytest

from archivist.cli.help_ import topics
from archivist.cli.starter import SETTINGS
from archivist.glossary.glossary_file import TermTable
from archivist.settings import config
from archivist.settings.archive_tables import ArchiveTable
from tests import command

DOCS = Path(__file__).parents[2] / "docs"


def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
    return command.run(*arguments)


def test_every_page_of_the_manual_is_a_topic() -> None:
    assert set(topics()) == {page.stem for page in DOCS.glob("*.md")} - {"index"}
    listed = run("help").stdout
    assert all(f"  {name} " in listed for name in topics())


def test_a_page_is_printed_as_it_is_written_away_from_a_terminal() -> None:
    assert run("help", "volumes").stdout == (DOCS / "volumes.md").read_text("utf-8")


def test_a_command_and_a_finding_are_topics() -> None:
    assert "Usage: archivist compile" in run("help", "compile").stdout
    assert run("help", "missing-translation").stdout.startswith("# missing-translation (info)\n")


@pytest.mark.parametrize(
    ("command", "usage", "argument"),
    [
        ("compile", "[OPTIONS] [VOLUME]...", "VOLUME "),
        ("publish", "[OPTIONS] VOLUME...", "VOLUME "),
        ("import", "[OPTIONS] SOURCE...", "SOURCE "),
        ("verify", "[OPTIONS] [VOLUME|PACKAGE]...", "VOLUME|PACKAGE "),
        ("related", "[OPTIONS] KEY", "KEY "),
        ("init", "[OPTIONS] [DIR]", "DIR "),
    ],
)
def test_arguments_are_shown_as_manuals_write_them(command: str, usage: str, argument: str) -> None:
    shown = run(command, "--help").stdout
    assert shown.splitlines()[0] == f"Usage: archivist {command} {usage}"
    listed = shown.partition("Arguments:\n")[2].splitlines()[0].strip()
    assert listed.startswith(argument)
    assert "<" not in listed


@pytest.mark.parametrize("arguments", [(), ("cache",)])
def test_the_summary_of_each_command_fits_on_its_line(arguments: tuple[str, ...]) -> None:
    listed = run(*arguments, "--help").stdout.partition("Commands:\n")[2].splitlines()
    assert len(listed) > 2
    assert not [line for line in listed if line.endswith("...")]


def test_a_topic_that_does_not_exist_is_a_usage_error() -> None:
    done = run("help", "voumes")
    assert (done.returncode, done.stdout) == (2, "")
    assert "did you mean volumes?" in done.stderr


def test_the_schema_names_every_key_and_its_meaning() -> None:
    schema = json.loads(run("schema").stdout)
    assert set(schema["properties"]) == set(config.Config.model_fields)
    archive = schema["$defs"]["ArchiveTable"]["properties"]
    assert archive["site"]["description"] == ArchiveTable.model_fields["site"].description
    assert schema["$defs"]["VolumesTable"]["additionalProperties"] is False
    assert schema["$defs"]["Period"]["enum"] == ["day", "week", "month", "quarter", "year"]


def test_the_schema_of_the_glossary_names_every_key_of_a_term() -> None:
    schema = json.loads(run("schema", "--glossary").stdout)
    assert set(schema["$defs"]["TermTable"]["properties"]) == set(TermTable.model_fields)
    assert run("schema", "--glossary", "--record").returncode == 2


def test_the_schemas_of_the_record_and_of_the_ledger_are_printed_too() -> None:
    assert json.loads(run("schema", "--record").stdout)["title"] == "archivist volume record 2"
    assert json.loads(run("schema", "--ledger").stdout)["title"] == "ledger.json"
    assert run("schema", "--record", "--ledger").returncode == 2


@pytest.mark.parametrize(
    ("settings", "is_right"),
    [
        (SETTINGS, True),
        ('[volumes]\nperiod = "fortnight"\n', False),
        ('[pdf]\npaper = "A5"\n', False),
        ('[archive]\ntitle = { en = "Reader", ka = "საკითხავი" }\nissn = "2049-3630"\n', True),
        ("[volumes]\nfirst = 0\n", False),
    ],
)
def test_the_schema_accepts_what_the_program_accepts(settings: str, is_right: bool) -> None:
    validator = jsonschema.Draft202012Validator(config.json_schema())
    assert validator.is_valid(tomllib.loads(settings)) == is_right
