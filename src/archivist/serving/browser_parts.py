"""What a preview shows volumes with in a browser: pdf.js and foliate-js, which npm installs. The program has no copy.

They are where the set-up puts them, beside the Python that runs, or in a folder of the user's data. Only the versions
that the program was tried with are used.
"""

import json
import os
import sys
from pathlib import Path

from archivist.errors import ArchivistError

VERSIONS = {"foliate-js": "1.0.1", "pdfjs-dist": "6.5.438"}  # as in setup/npm/preview
_MODULES = "node_modules"


def find_browser_parts() -> Path:
    """The folder that has them, `node_modules`. Raises ArchivistError that says how to install them."""
    places = (Path(sys.prefix, "preview"), data_folder())
    found = next((place / _MODULES for place in places if _has_all(place / _MODULES)), None)
    if found is None:
        names = " ".join(f"{name}@{version}" for name, version in VERSIONS.items())
        raise ArchivistError(
            f"pdf.js and foliate-js, which show a volume in the browser, are not in {' or '.join(map(str, places))}",
            f"Run `npm install --prefix {places[1]} --ignore-scripts --omit=optional {names}`.",
        )
    return found


def data_folder() -> Path:
    """Where a user without this repository installs them (XDG Base Directory Specification)."""
    base = os.environ.get("XDG_DATA_HOME", "")
    return Path(base if base.startswith("/") else Path.home() / ".local/share") / "archivist/preview"


def _has_all(modules: Path) -> bool:
    return all(_version(modules / name) == version for name, version in VERSIONS.items())


def _version(package: Path) -> str:
    try:
        return str(json.loads((package / "package.json").read_bytes())["version"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""
