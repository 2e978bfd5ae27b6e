"""What `plan` and `compile` report about the build folder."""

from archivist.findings.code import Code, Severity

_W = Severity.WARNING

PAGE = "volumes"  # of the manual
CODES: dict[str, Code] = {
    "stale-volume": Code(
        _W,
        "A folder has files of a volume that is no longer made: its articles moved to other volumes.",
        "Run `archivist clean`, which shows what it would remove.",
    ),
    "stale-file": Code(
        _W,
        "A file of an earlier compile is no longer made: the title or the languages of the archive changed.",
        "Run `archivist clean`, which shows what it would remove.",
    ),
    "edition-incomplete": Code(
        _W,
        "A compile was interrupted while it replaced the files of an edition. They may belong to different sets.",
        "Compile the volume again.",
    ),
}
