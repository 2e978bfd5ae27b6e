"""Hyphenation of Georgian.

Changes: `pyphen.LANGUAGES`, from which WeasyPrint takes its patterns, gets the TeX patterns for Georgian.
Why: pyphen has none, and without hyphenation justified Georgian text has wide gaps.
Upstream: the dictionary could be contributed to pyphen.
"""

from pathlib import Path

import pyphen

from archivist.pdf.engine.patches.replacing import replace

PATTERNS = Path(__file__).parent.parent / "hyphenation" / "hyph_ka_GE.dic"


def install() -> None:
    """Add the patterns. Raises LayoutError if pyphen keeps its dictionaries elsewhere."""
    replace(pyphen, "LANGUAGES", lambda known: _with_georgian(known, ("ka", PATTERNS), ("ka_GE", PATTERNS)))
    replace(pyphen, "LANGUAGES_LOWERCASE", lambda known: _with_georgian(known, ("ka", "ka"), ("ka_ge", "ka_GE")))


def _with_georgian(known: dict[str, Path | str], *entries: tuple[str, Path | str]) -> dict[str, Path | str]:
    return {**known, **dict(entries)}
