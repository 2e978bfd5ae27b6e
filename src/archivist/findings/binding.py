"""What writing the EPUB reports."""

from archivist.findings.code import Code, Severity

_W = Severity.WARNING

PAGE = "epub"  # of the manual
CODES: dict[str, Code] = {
    "part-too-large": Code(
        _W,
        "An article alone makes a larger EPUB than `[epub] max_size` allows; it is a part of its own, whole.",
        "Make its pictures smaller, divide the article, or allow more.",
    ),
}
