"""The program as a user starts it."""

import os
import resource
import subprocess
import sys

import pytest

import archivist
from archivist.articles import parse_and_ask
from archivist.cli import compile_
from archivist.epub.content_document import prepare_marked
from archivist.markup.line_ends import set_line_ends
from archivist.record import document_reading
from archivist.suggestion.terms import terms_of

HEAVY = (
    "pdfminer",
    "jpype",
    "rich.progress",
    "pydantic",
    "rich.table",
    "rich.console",
    "babel",
    "jinja2",
    "lxml",
    "weasyprint",
    "pikepdf",
    "ebooklib",
    "numpy",
    "icu",
    "simplemma",
)


def run(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "archivist", *arguments],
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
        check=False,
    )


@pytest.mark.slow
def test_help_answers_before_a_person_notices() -> None:
    times = []
    for _ in range(3):
        before = _processor_seconds()
        assert run("--help").returncode == 0
        times.append(_processor_seconds() - before)
    assert min(times) < 0.4


def _processor_seconds() -> float:
    """What the programs run from here have taken so far: no matter what else the machine does."""
    taken = resource.getrusage(resource.RUSAGE_CHILDREN)
    return taken.ru_utime + taken.ru_stime


def test_nothing_heavy_is_imported_at_the_start() -> None:
    code = f"import sys, archivist.cli.app; print([name for name in {HEAVY} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_workers_load_the_modules_of_the_functions_they_are_given_and_not_packages_that_defer_them() -> None:
    given = (parse_and_ask, set_line_ends, terms_of, document_reading._read, prepare_marked)
    assert {function.__module__ for function in given} == {*compile_._GIVEN_TO_WORKERS, *compile_._FOR_AN_EPUB}


@pytest.mark.slow
def test_the_version_is_answered_without_the_libraries_that_read_a_command_line() -> None:
    code = (
        "import sys; sys.argv = ['archivist', '--version']; import archivist.cli; archivist.cli.main(); "
        "print([name for name in ('typer', 'click', 'multiprocessing', 'asyncio') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == f"archivist {archivist.__version__}\n[]\n"


def test_what_compares_and_sorts_texts_is_imported_where_it_runs() -> None:
    code = (
        "import sys, archivist.workflows.volume_compilation, archivist.workflows.article_check; "
        "print([name for name in ('numpy', 'icu', 'simplemma', 'weasyprint') if name in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_version() -> None:
    assert run("--version").stdout == f"archivist {archivist.__version__}\n"


@pytest.mark.slow
@pytest.mark.parametrize("command", ["init", "import", "plan", "check", "compile", "verify"])
def test_every_command_has_help_with_examples(command: str) -> None:
    told = run(command, "--help").stdout
    assert f"  archivist {command}" in told.partition("Examples:")[2]


@pytest.mark.parametrize(
    "arguments", [["plam"], ["plan", "--jsn"], ["compile", "--jobs", "many"], ["compile", "--jobs=-1"]]
)
def test_wrong_use_ends_with_2(arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert "archivist" in done.stderr
    assert done.stdout == ""


@pytest.mark.slow
def test_a_terminal_that_cannot_show_a_letter_shows_its_code() -> None:
    done = run("compile", "--archive", "ლიახვი", PYTHONIOENCODING="latin-1")
    assert done.returncode == 2
    assert "\\u10da" in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shell_completion_of_commands(shell: str) -> None:
    done = run(
        _ARCHIVIST_COMPLETE=f"complete_{shell}",
        _TYPER_COMPLETE_ARGS="archivist co",
        _TYPER_COMPLETE_FISH_ACTION="get-args",
        COMP_WORDS="archivist co",
        COMP_CWORD="1",
    )
    assert "compile" in done.stdout
