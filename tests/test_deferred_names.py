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
HEAVY = ("jinja2", "markdown_it", "PIL", "yaml", "archivist.pipeline", "archivist.markup.edition_documents")


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
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
