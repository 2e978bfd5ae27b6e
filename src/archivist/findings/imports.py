"""What an import reports."""

from archivist.findings.code import Code, Severity

_E = Severity.ERROR
_W = Severity.WARNING
_I = Severity.INFO

PAGE = "importing"  # of the manual
CODES: dict[str, Code] = {
    "import-unreadable": Code(
        _E, "A source, or an article in it, cannot be read; nothing of it was imported.", "Do as the message says."
    ),
    "import-needs-date": Code(
        _E,
        "The source does not say when the article was published. archivist never invents a date.",
        "Give it with `--date YYYY-MM-DD`, for one source at a time.",
    ),
    "import-needs-language": Code(
        _E,
        "Neither the source nor the words of the article show its language.",
        "Give it with `--language TAG`.",
    ),
    "import-differs": Code(
        _W,
        "The article is already in the archive and differs from the source; it was left unchanged.",
        "Review the difference with `archivist import --update`.",
    ),
    "import-plain": Code(
        _W,
        "A passage would have lost words as Markdown; every word was kept, as plain paragraphs. The rest is unchanged.",
        "Compare the passage with the source and restore its emphasis, lists and links.",
    ),
    "import-guessed": Code(
        _I,
        "The source does not say it outright; it was inferred from what the message names.",
        "Check that this is correct.",
    ),
    "import-left-out": Code(
        _I,
        "Something in the source is not part of an article and was left out.",
        "No action needed if this is correct.",
    ),
    "import-undated": Code(
        _I,
        "A page has no date, and nothing else shows that it is an article; it was left out.",
        "If it is an article, give its date with `--date YYYY-MM-DD`.",
    ),
    "import-much-left-out": Code(
        _W,
        "The page has running text, more than a tenth of the article's length, that was left out as not part of it.",
        "Compare the article with the page, and add what is missing.",
    ),
    "import-incomplete": Code(
        _W,
        "The source contains only a part of the article, such as its beginning.",
        "Add the rest to the source, and import again.",
    ),
    "import-pages-missing": Code(
        _W,
        "The article continues on pages that are not in the source.",
        "Save these pages as well, and import again.",
    ),
    "import-doubtful": Code(
        _W,
        "The source may not be what it seems: several articles in one file, a checksum that does not match.",
        "Compare the article with the source.",
    ),
    "import-repaired": Code(_I, "Something broken in the source was repaired.", "Check that this is correct."),
    "import-picture": Code(
        _W,
        "A picture could not be imported; its address stays in the article.",
        "Put the file where the message says and import again, or add it by hand.",
    ),
    "import-markup": Code(
        _W,
        "The article contains a tag of its old publishing program that has no meaning here; it is kept as written.",
        "Write in Markdown what it stood for.",
    ),
}
