"""Pages for `man` are made from the help: each command has one, which roff reads as it is meant."""

import re

import pytest

from archivist.cli.app import command_line
from archivist.cli.man_pages import man_pages

PAGES = man_pages()
MACROS = {".TH", ".SH", ".B", ".PP", ".TP", ".nf", ".fi"}


def test_each_command_has_a_page() -> None:
    commands = getattr(command_line(), "commands")  # noqa: B009
    assert {f"archivist-{name}.1" for name in commands} | {"archivist.1"} <= set(PAGES)
    assert "archivist-cache-prune.1" in PAGES


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_ascii_and_only_macros_begin_with_a_full_stop(name: str) -> None:
    page = PAGES[name]
    assert page.isascii()
    lines = page.splitlines()
    assert {line.split()[0] for line in lines if line.startswith(".")} <= MACROS
    assert not [line for line in lines if line.startswith("'")]
    headings = [line for line in lines if line.startswith(".SH")]
    assert headings[:3] == [".SH NAME", ".SH SYNOPSIS", ".SH DESCRIPTION"]
    assert headings[-2 if name != "archivist.1" else -3 :][0] == ".SH EXIT STATUS"


def test_options_examples_and_summaries_are_on_the_page() -> None:
    page = PAGES["archivist-compile.1"]
    assert r"archivist\-compile \- Make the volumes: a PDF and an EPUB of each edition" in page
    assert ".B archivist compile\n[OPTIONS] [VOLUME]..." in page
    assert r".B \-\-new\-version" in page
    examples = page.partition(".nf\n")[2].partition(".fi")[0].splitlines()
    assert examples[:2] == ["Examples:", "  archivist compile"]
    assert r"\fBarchivist\fR(1)" in page


def test_what_is_not_ascii_is_written_as_roff_names_it() -> None:
    assert re.search(r"\\\[u2026\]", PAGES["archivist.1"])  # …
