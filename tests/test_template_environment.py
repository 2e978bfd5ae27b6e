"""Templates are compiled once: what was compiled is kept beside them, and is used only while it is right."""

import hashlib
import marshal
import sys
from collections.abc import Iterator
from pathlib import Path

import jinja2
import pytest
from jinja2 import Environment

from archivist import template_environment
from archivist.template_environment import open_templates


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The templates of a package that can be imported."""
    folder = tmp_path / "printed_package"
    (folder / "templates").mkdir(parents=True)
    (folder / "__init__.py").touch()
    (folder / "templates/page.xhtml").write_text("<p>{{ text }}</p>")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    yield folder / "templates"
    sys.modules.pop("printed_package", None)


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the templates that are compiled."""
    names: list[str] = []
    compile_now = Environment.compile

    def compile_template(self: Environment, source: str, name: str, *given: object) -> object:
        names.append(name)
        return compile_now(self, source, name, *given)  # type: ignore[call-overload]

    monkeypatch.setattr(Environment, "compile", compile_template)
    return names


def page(text: str = "a & b") -> str:
    return open_templates("printed_package").get_template("page.xhtml").render(text=text)


def kept(folder: Path) -> Path:
    (file,) = (folder / "__pycache__").iterdir()
    return file


def test_a_template_is_compiled_once(package: Path, compiled: list[str]) -> None:
    assert [page(), page("<"), page()] == ["<p>a &amp; b</p>", "<p>&lt;</p>", "<p>a &amp; b</p>"]
    assert compiled == ["page.xhtml"]
    assert kept(package).name == f"page.xhtml.{sys.implementation.cache_tag}.jinja"


def test_a_changed_template_is_compiled_again(package: Path, compiled: list[str]) -> None:
    page()
    (package / "page.xhtml").write_text("<b>{{ text }}</b>")
    assert [page(), page()] == ["<b>a &amp; b</b>"] * 2
    assert len(compiled) == 2


@pytest.mark.parametrize("change", ["settings", "jinja", "path"])
def test_another_program_compiles_again(
    change: str, package: Path, compiled: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    page()
    if change == "settings":
        monkeypatch.setattr(template_environment, "_TRIMS", False)
    elif change == "jinja":
        monkeypatch.setattr(jinja2, "__version__", "99")
    else:
        sys.modules.pop("printed_package")
        package.parent.rename(package.parent.with_name("elsewhere"))
        package.parent.mkdir()
        package.parent.with_name("elsewhere").rename(package.parent / "printed_package")
        monkeypatch.syspath_prepend(str(package.parent))
    page()
    assert len(compiled) == 2


def test_what_is_damaged_is_not_used(package: Path, compiled: list[str]) -> None:
    page()
    whole = kept(package).read_bytes()
    no_code = marshal.dumps("words")
    broken = b"no code at all"
    for damaged in (
        b"",
        whole[:40],
        whole[:-1],
        whole[:-20] + bytes([whole[-20] ^ 1]) + whole[-19:],
        whole[:32] + hashlib.sha256(no_code).digest() + no_code,
        whole[:32] + hashlib.sha256(broken).digest() + broken,
    ):
        kept(package).write_bytes(damaged)
        before = len(compiled)
        assert page() == "<p>a &amp; b</p>"
        assert len(compiled) == before + 1
        assert kept(package).read_bytes() == whole


def test_where_python_keeps_nothing_templates_are_not_kept(
    package: Path, compiled: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert [page(), page()] == ["<p>a &amp; b</p>"] * 2
    assert not (package / "__pycache__").exists()
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (package / "__pycache__").write_text("in the way")
    assert page() == "<p>a &amp; b</p>"
    monkeypatch.setattr(sys.implementation, "cache_tag", None)
    assert page() == "<p>a &amp; b</p>"
    assert len(compiled) == 4


def test_the_folder_for_compiled_modules_is_that_of_templates(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "compiled"))
    page()
    assert not (package / "__pycache__").exists()
    assert [file.name.split(".")[0] for file in (tmp_path / "compiled").rglob("*.jinja")] == ["page"]
