"""What is reported of the user's web archives, and of the addresses that articles cite."""

from archivist.findings.code import Code, Severity

_E = Severity.ERROR
_W = Severity.WARNING
_I = Severity.INFO

PAGE = "archived-links"  # of the manual
CODES: dict[str, Code] = {
    "web-archive-missing": Code(
        _E,
        "No file has the name, or matches the pattern, that `[links] archives` gives.",
        "Copy the web archive there, or correct `[links] archives` in archivist.toml.",
    ),
    "web-archive-unreadable": Code(
        _E,
        "A web archive that `[links] archives` names is damaged, or is not a WARC or WACZ file.",
        "Replace it with a whole copy, or remove it from `[links] archives` in archivist.toml.",
    ),
    "link-dead": Code(
        _W,
        "An address that the article cites answered with an error when it was last captured.",
        "Correct the address, or leave it if an archived copy is printed.",
    ),
    "link-unarchived": Code(
        _I,
        "None of the web archives has a usable copy of an address that the article cites.",
        "Archive the page, and name the file in `[links] archives`.",
    ),
}
