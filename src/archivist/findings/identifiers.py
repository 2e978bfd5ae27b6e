"""What is reported of the identifiers of editions and articles."""

from archivist.findings.code import Code, Severity

_E = Severity.ERROR
_W = Severity.WARNING

PAGE = "identifiers"  # of the manual
CODES: dict[str, Code] = {
    "identifier-twice": Code(
        _E,
        "Two editions, or two works, would have the same identifier, or one of them has it already.",
        "Give each an identifier of its own: change the pattern, or what was given.",
    ),
    "identifier-not-made": Code(
        _E,
        "The pattern of an identifier makes none for an article or an edition.",
        "Change the pattern, or give the article a `doi`.",
    ),
    "doi-shared": Code(
        _W,
        "An article and its translation say the same DOI, so a citation of one leads to the other.",
        "Give each text a DOI of its own, or remove `doi` from the translation.",
    ),
    "doi-of-changed-text": Code(
        _W,
        "An article keeps its DOI, although its text is not the one that was published with it.",
        "Give the new text a DOI of its own, or remove `doi` from its front matter.",
    ),
    "isbn-missing": Code(
        _W,
        "A new version has no ISBN, and the version that it replaces has one, which is not given again.",
        "Add the new ISBN to `archivist.toml`.",
    ),
    "identifier-unused": Code(
        _W,
        "Identifiers are given to an edition, or a version of one, that does not exist.",
        "Correct the name of the edition. No action needed if its articles are yet to come.",
    ),
    "published-identifiers": Code(
        Severity.INFO,
        "Published editions have other identifiers than the settings would give them today. They keep theirs.",
        "No action needed.",
    ),
}
