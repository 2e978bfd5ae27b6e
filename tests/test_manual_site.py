"""The manual as a web site: every page is on it, no link is dead, and nothing is loaded from elsewhere."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
pytestmark = pytest.mark.slow


def _make(target: Path, source: Path = ROOT) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, str(ROOT / "setup/make_site.py"), str(target), str(source)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_site_has_every_page_and_loads_nothing_from_elsewhere(tmp_path: Path) -> None:
    done = _make(tmp_path)
    assert done.returncode == 0, done.stderr
    pages = {page.relative_to(ROOT / "docs").with_suffix(".html") for page in (ROOT / "docs").rglob("*.md")}
    assert all((tmp_path / page).is_file() for page in pages)
    for page in tmp_path.rglob("*.html"):
        text = page.read_text("utf-8")
        loaded = re.findall(r"<(?:script|img|iframe|source)[^>]*\ssrc=\"?([^\s\">]+)", text)
        loaded += re.findall(r"<link[^>]*rel=\"?(?:stylesheet|icon|preconnect)\"?[^>]*href=\"?([^\s\">]+)", text)
        assert not [address for address in loaded if re.match(r"(?:https?:)?//", address)]
    found = json.loads((tmp_path / "search/search_index.json").read_bytes())
    assert {"findings.html", "readme.html"} <= {each["location"].partition("#")[0] for each in found["docs"]}


def test_a_broken_link_is_an_error(tmp_path: Path) -> None:
    source = tmp_path / "source"
    for name in ("docs", "requirements"):
        shutil.copytree(ROOT / name, source / name)
    shutil.copy(ROOT / "LICENSE", source)
    shutil.copy(ROOT / "README.md", source)
    page = source / "docs/check.md"
    page.write_text(page.read_text("utf-8") + "\n[Elsewhere](volumes.md#no-such-heading)\n", "utf-8")
    done = _make(tmp_path / "site", source)
    assert done.returncode == 1
    assert "no-such-heading" in done.stderr


def test_the_hook_of_the_manual_is_the_one_offered() -> None:
    text = (ROOT / "docs/automation.md").read_text("utf-8")
    _, hooks = (yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL))
    offered = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert [hook["id"] for hook in hooks["repos"][0]["hooks"]] == [hook["id"] for hook in offered]
    assert [hook["entry"] for hook in offered] == ["archivist check"]
