"""How the browser finds words on a page: the module of the page, run by Node.js."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from archivist import serving

_MODULE = Path(serving.__file__).parent / "preview_page/places.js"
_ASK = """\
import { findPlace, letters, Pieces } from "./places.mjs";
const [pages, place] = JSON.parse(process.argv[2]);
const pieces = new Pieces();
pages.forEach((text, number) => pieces.add(text, number));
process.stdout.write(JSON.stringify(pieces.at(findPlace(pieces.text, place)) ?? null));
"""
_SAME = "The river is long and the road is longer still. "


@pytest.mark.parametrize(
    ("pages", "before", "after", "expected"),
    [
        (["The first page.", "Herons nest here."], "", "Herons nest here.", 1),
        # Lines, hyphens, spaces, case and ligatures differ between a text and its pages.
        (["A quiet af-\nter\u00adnoon of\ufb01shing"], "a quiet ", "afternoon of fishing", 0),
        # What follows decides where the same words are on several pages.
        ([_SAME, f"{_SAME}Otters were counted.", _SAME], _SAME, "Otters were counted. And then notes.", 1),
        # The end of a paragraph was deleted: nothing of what follows is on the pages.
        (["The beginning of it.", "The end was here."], "The end was here.", "", 1),
        (["საქართველო, მდინარე", "წყარო პატარაა"], "", "წყარო პატარაა", 1),
        (["Something else."], "not there", "nor this one", None),
        (["Something else."], "", "", None),
    ],
)
def test_the_page_with_the_words_is_found(
    tmp_path: Path, pages: list[str], before: str, after: str, expected: int | None
) -> None:
    if not shutil.which("node"):
        pytest.skip("Node.js is not installed")
    shutil.copy(_MODULE, tmp_path / "places.mjs")
    (tmp_path / "ask.mjs").write_text(_ASK)
    question = json.dumps([pages, {"before": before, "after": after}])
    done = subprocess.run(
        ["node", "ask.mjs", question], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=True
    )
    assert json.loads(done.stdout) == expected
