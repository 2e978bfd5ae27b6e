"""What pairing notes by language and resolving related reading report."""

from archivist.findings.code import Code, Severity

_W = Severity.WARNING
_I = Severity.INFO

PAGE = "structure"  # of the manual
CODES: dict[str, Code] = {
    "note-in-one-language": Code(
        _W,
        "A note has no text in one of the note languages: neither of its own nor in the translation.",
        "Add a line `[^label@lang]: text`.",
    ),
    "parallel-uneven": Code(
        _I,
        "Two texts printed side by side are divided differently; some paragraphs have no counterpart or share one.",
        "Divide the translation into paragraphs as the original is, or leave it.",
    ),
    "related-unknown": Code(
        _W,
        "A related entry is neither a known article nor a web address; it is not printed.",
        "Correct the key.",
    ),
    "reference-without-page": Code(
        _W,
        "A reference to an article of another edition is printed without its page, which is not known.",
        "Compile both volumes in one run, or the other one first.",
    ),
    "label-missing": Code(
        _W,
        "The program has no built-in labels in the edition's language; English ones are printed.",
        "Add a table `[labels.LANG]` to archivist.toml.",
    ),
}
