"""Small archives for the tests of the desk, and what is found in them."""

from collections.abc import Mapping
from pathlib import Path

from archivist.archive import open_archive
from archivist.editorial import FileFix, apply_fixes
from archivist.findings import Finding
from archivist.workflows.article_check import check, file_fixes

SETTINGS = '[archive]\ntitle = "T"\n[editions]\nlanguages = ["en"]\n'
PROSE = (
    "The river leaves the mountains and turns south, past orchards and weirs, to join the larger water below the town. "
    "Older maps give it another name, and the people upstream have never used either of them in conversation. "
    "In spring the road beside it is under water for a week or two, and the post goes round by the upper bridge. "
)


def page(text: str = "Words.\n", *fields: str, lang: str = "en", date: str = "2022-03-30") -> str:
    """The file of an article; its text begins on line 6, or one line later for each further field."""
    head = ["---", "title: T", f"date: {date}", f"lang: {lang}", *fields, "---"]
    return "\n".join([*head, text])


def archive(root: Path, files: Mapping[str, str | bytes], settings: str = SETTINGS) -> Path:
    """Write an archive."""
    (root / "archivist.toml").write_text(settings, "utf-8")
    for name, content in files.items():
        path = root / "articles" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def found(root: Path, files: Mapping[str, str | bytes], *codes: str, settings: str = SETTINGS) -> list[Finding]:
    """What `check` tells of an archive with these codes."""
    told = check(open_archive(archive(root, files, settings)))
    return [finding for finding in told if finding.code in codes]


def fixed(root: Path, files: Mapping[str, str | bytes]) -> dict[str, bytes]:
    """The files after everything was fixed that can be."""
    archive(root, files)
    apply_fixes(wanted(root))
    return {name: (root / "articles" / name).read_bytes() for name in files}


def wanted(root: Path) -> tuple[FileFix, ...]:
    """What would be fixed."""
    return tuple(file_fixes(open_archive(root)))
