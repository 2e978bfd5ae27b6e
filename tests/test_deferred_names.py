"""Packages whose names are imported when they are asked for: every name is there, and none hides behind a module."""

import subprocess
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

SOURCE = Path(__file__).parent.parent / "src/archivist"
PACKAGES = sorted(path.parent.name for path in SOURCE.glob("*/__init__.py") if "defer_names(" in path.read_text())
# What takes long to import, and only making, reading or checking something needs.
HEAVY = (
    *("babel", "jinja2", "langcodes", "lxml", "markdown_it", "PIL", "yaml"),
    *("archivist.archive_facts", "archivist.pipeline", "archivist.markup.edition_documents"),
)
# What only a ledger, the source of a single volume, or a style sheet of one's own needs.
SELDOM = (
    *("archivist.ledger.ledger_entries", "archivist.volume_context.context_members", "archivist.record.reading"),
    *("archivist.citations.citation", "archivist.model.pages", "archivist.svg"),
)
TERMINAL = ("rich.console", "rich.progress")


@pytest.mark.parametrize("name", PACKAGES)
def test_every_name_of_a_package_is_what_its_module_defines(name: str) -> None:
    package = import_module(f"archivist.{name}")
    for path in (SOURCE / name).glob("*.py"):
        import_module(f"archivist.{name}.{path.stem}")
    for each in package.__all__:
        assert not isinstance(getattr(package, each), ModuleType), each
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        package.nothing  # noqa: B018


def test_what_only_looks_at_an_archive_imports_nothing_heavy() -> None:
    program = (
        "import sys, archivist.planning, archivist.workflows.volume_compilation, archivist.cli.progress;"
        f"print([name for name in {(*HEAVY, *SELDOM, *TERMINAL)!r} if name in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
