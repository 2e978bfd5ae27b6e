"""Chromium for tests, driven by Puppeteer, which comes with Ace (setup/ace)."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

_MODULES = Path(sys.prefix) / "ace" / "node_modules"
_BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")


def drive(driver: Path, given: object) -> object:
    """What a script of Node.js prints as JSON, run as `driver CHROMIUM NODE_MODULES` with JSON as its input.

    Skips the test without a browser.
    """
    if not _BROWSER or not shutil.which("node") or not (_MODULES / "puppeteer").is_dir():
        pytest.skip("Chromium, Node.js or Puppeteer (setup/ace) is not installed")
    command = ["node", str(driver), _BROWSER, str(_MODULES)]
    done = subprocess.run(command, input=json.dumps(given), capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    found: object = json.loads(done.stdout)
    return found
