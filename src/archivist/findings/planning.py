"""What planning volumes and editions reports."""

from archivist.findings.code import Code, Severity

_W = Severity.WARNING
_I = Severity.INFO

PAGE = "volumes"  # of the manual
CODES: dict[str, Code] = {
    "missing-translation": Code(
        _I, "A work has no article in a language of the editions.", "Add the translation when there is one."
    ),
    "work-in-no-edition": Code(
        _W,
        "A work has no article in any language of the editions, so no edition contains it.",
        'Add its language to `[editions] languages`, or set `missing = "original"`.',
    ),
    "language-in-no-edition": Code(
        _W,
        "Translations are in a language that has no edition, so no volume contains them.",
        "Add the language to `[editions] languages`.",
    ),
    "empty-edition": Code(
        _I, "A volume has no article in a language of the editions; that edition is not made.", "No action needed."
    ),
}
