"""What laying out the PDF reports, and what it refuses to print."""

from archivist.findings.code import Code, Severity

_E = Severity.ERROR
_W = Severity.WARNING
_I = Severity.INFO

PAGE = "pdf"  # of the manual
CODES: dict[str, Code] = {
    "font-from-home": Code(
        _W,
        "A volume is set in a font of the user's home folder. Other machines, and other users of this one, may have "
        "another version of it, or none: there the volume would look different.",
        "Install the font for the whole system, or name its folder with `[fonts] folders`.",
    ),
    "long-note": Code(
        _W,
        "A note does not fit the foot of a page; all notes of its article are printed after the article.",
        "Shorten it, or leave it.",
    ),
    "notes-heading": Code(
        _I,
        "A heading that had only notes below it is left out: notes are printed where they are called.",
        "No action needed. Where notes are printed together, they get a heading of their own.",
    ),
    "empty-section": Code(
        _W,
        "A heading has only notes below it; they are printed where they are called, and nothing is left below it.",
        "Remove the heading, or write something below it.",
    ),
    "wide-table": Code(
        _W,
        "A table has too many columns for the width of the page; its words are divided, or each row is a paragraph.",
        "Divide it into tables of fewer columns, swap rows and columns, or leave it.",
    ),
    "table-turned": Code(
        _I,
        "A table has too many columns for the width of the page; it is on a page of its own, turned by 90 degrees.",
        "No action needed. To keep it upright, divide it into tables of fewer columns, or swap rows and columns.",
    ),
    "deep-nesting": Code(
        _W,
        "Lists or quotations are nested so deeply that a line would have no room for words; they are indented less.",
        "Use fewer levels, or leave it.",
    ),
    "unbroken-run": Code(
        _W,
        "A very long run of characters has no space; its lines are broken anywhere.",
        "Remove it if it is data that was pasted by mistake.",
    ),
    "tall-row": Code(
        _W,
        "A row of a table, or its head, does not fit on a page; the row continues on the next one.",
        "Divide the row, write the text outside the table, or leave it.",
    ),
    "missing-glyph": Code(
        _E, "No chosen font has a character of the article.", "Install the font package named in the message."
    ),
    "text-lost": Code(_E, "A word of the article is missing from the laid-out pages.", "Report it with the article."),
    "layout-failed": Code(
        _E,
        "The layout engine gave up on the article.",
        "Look for unusual characters or structures in it; report it with the article.",
    ),
    "text-hidden": Code(
        _E,
        "A word of the article is laid out but cannot be seen: it is invisible, transparent, in the colour of its "
        "background, too small or cut off.",
        "Remove the rule that hides it from the style sheet that `[pdf] style` names.",
    ),
    "epub-style-hides": Code(
        _W,
        "A rule of the EPUB's own style sheet may hide text or the numbers of lists. Reading systems lay out the EPUB, "
        "so this cannot be proved as it is for the PDF.",
        "Remove the rule, or look at the EPUB in a reading system.",
    ),
    "list-number-wrong": Code(
        _E,
        "An item of an ordered list is printed without its number, or with a different one.",
        "Look for `list-style`, `display`, `content` and counters of lists in the style sheet that `[pdf] style` "
        "names; if it has none, report it with the article.",
    ),
    "note-number-wrong": Code(
        _E,
        "The number of a note call and the number printed with its note differ.",
        "Look for rules about notes in the style sheet that `[pdf] style` names; if it has none, report it with "
        "the article.",
    ),
    "layout-too-long": Code(
        _E,
        "Laying out the article took many times longer than its length explains, and was stopped.",
        "Make it simpler: look for drawings with very many elements and for nested tables; or divide it.",
    ),
    "text-off-page": Code(
        _E, "Text would be printed outside the page.", "Break the long line or make the table narrower."
    ),
    "drawing-off-page": Code(
        _W,
        "Words of a drawing are outside the page, where no reader sees them.",
        "Move them into the view of the drawing, or remove them from its file.",
    ),
    "right-to-left": Code(
        _W,
        "The article is written from right to left, which the PDF engine cannot set well.",
        "Read it in the EPUB, where it is complete and well set.",
    ),
}
