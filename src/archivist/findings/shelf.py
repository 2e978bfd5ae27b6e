"""What `stats` and `shelf` report about compiled editions."""

from archivist.findings.code import Code, Severity

_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO

PAGE = "shelf"  # of the manual
CODES: dict[str, Code] = {
    "nothing-on-shelf": Code(_E, "No compiled edition is in the build folder.", "Run `archivist compile`."),
    "edition-not-shelved": Code(
        _W,
        "An edition is left out: its files are incomplete, or they are not those of its record or of the ledger.",
        "Compile the volume again, or restore the published files.",
    ),
    "shelf-epub-unreadable": Code(
        _W,
        "An EPUB could not be read, so what is taken from it is missing.",
        "Compile the volume again, or restore the published files.",
    ),
    "shelf-citations-unreadable": Code(
        _W,
        "The file of citations beside an edition could not be read. Standfirsts, translators and the address of first "
        "publication are not shown.",
        "Compile the volume again, or restore the published files.",
    ),
    "shelf-facts-unknown": Code(
        _I,
        "A record of an earlier version does not say authors, section and keywords of an article, and the article has "
        "changed since. The article is listed without them.",
        "Compile the volume again if it is not published. Otherwise no action needed.",
    ),
}
