"""What planning volumes and editions reports."""

from archivist.findings.code import Code, Severity

_E = Severity.ERROR
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
    "editors-text-name": Code(
        _W,
        "A Markdown file in the folder `front` or `back` does not have the name of a foreword, an editorial or a "
        "colophon, so no volume contains it.",
        "Correct its name, or move it elsewhere.",
    ),
    "editors-text-volume": Code(
        _W,
        "The name of a foreword, an editorial or a colophon names a volume that does not exist, so no volume contains "
        "it.",
        "Correct the id of the volume in the name of the file; `archivist plan` lists the ids. Or remove the file.",
    ),
    "editors-text-language": Code(
        _W,
        "A foreword, an editorial or a colophon is in a language that has no edition, so no volume contains it.",
        "Correct the language in the name of the file, or add it to `[editions] languages`.",
    ),
    "cumulative-volume-lacking": Code(
        _E,
        "A cumulative volume cannot list a volume, since its pages are unknown or its articles changed since it was "
        "compiled. Nothing of that cumulative volume is made.",
        "Compile the volume that the message names, then the cumulative volume again.",
    ),
    "cumulative-facts-unknown": Code(
        _W,
        "The record of a volume was made by an earlier version of the program and does not say the authors, section "
        "and keywords of an article, which was changed since. The cumulative volume lists it without them.",
        "No action needed. If the volume is not published, compile it again.",
    ),
    "cumulative-term-unknown": Code(
        _W,
        "A volume mentions a term that is no longer in the glossary. The cumulative index does not list it.",
        "Restore the term in glossary.toml, or leave it.",
    ),
}
