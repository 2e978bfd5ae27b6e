"""What is reported of the glossary, and of texts compared with it."""

from archivist.findings.code import Code, Severity

_W = Severity.WARNING

PAGE = "glossary"  # of the manual
CODES: dict[str, Code] = {
    "glossary-reference": Code(
        _W,
        "`see_also` or `parent` of a term names a term that the glossary does not contain, or leads back to the term.",
        "Correct the id, or add the term.",
    ),
    "glossary-same-form": Code(
        _W,
        "Two terms of the glossary have the same name or form in one language; texts are taken to mean the first one.",
        "Remove one of the two, or write what tells them apart.",
    ),
    "glossary-unused": Code(
        _W,
        "No article mentions a term of the glossary.",
        "Correct its names and forms, or remove it.",
    ),
    "glossary-misspelled": Code(
        _W,
        "A word that is rare in the archive differs by one or two letters from a name of the glossary.",
        "Correct the word, or add it to the `forms` of the term. If it is another name, make it a term, or write "
        "`allow: glossary-misspelled` in the front matter.",
    ),
}
