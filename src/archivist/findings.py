"""What the program has to tell an author: data, of which the terminal and JSON are two views.

Every code stands once, here, with its severity, what it means and what to do. `docs/findings.md` is made
from this table, and every code has a test.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs. Errors stop a compile; warnings and information do not."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of finding."""

    severity: Severity
    meaning: str
    remedy: str


_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO

CODES: dict[str, Code] = {
    # the build folder
    "stale-volume": Code(
        _W,
        "A folder has files of a volume that is no longer made: its articles moved to other volumes.",
        "Run `archivist clean`, which shows what it would remove.",
    ),
    "stale-file": Code(
        _W,
        "A file of an earlier compile is no longer made: the title or the languages of the archive changed.",
        "Run `archivist clean`, which shows what it would remove.",
    ),
    "edition-incomplete": Code(
        _W,
        "A compile was interrupted while it replaced the files of an edition. They may belong to different sets.",
        "Compile the volume again.",
    ),
    # reading: files and front matter
    "not-utf-8": Code(_E, "The file is not UTF-8 text.", "Save it as UTF-8."),
    "front-matter-missing": Code(
        _E, "The file does not begin with front matter.", "Begin it with a block between two lines of ---."
    ),
    "front-matter-broken": Code(
        _E, "The front matter is not valid YAML or TOML.", "Fix the line named in the message."
    ),
    "front-matter-cut": Code(
        _W,
        "YAML does not read a value as it is written: it takes part of it as a comment, a mark or an empty value.",
        "Put the value in quotation marks, as the message shows; `archivist check --fix` does so where it is sure.",
    ),
    "front-matter-comment": Code(
        _I,
        "A # with a space on either side begins a comment, and what follows is not part of the value.",
        "Put the whole value in quotation marks if those words belong to it.",
    ),
    "duplicate-front-matter-key": Code(_E, "The front matter has the same key twice.", "Keep one of the two lines."),
    "bad-value": Code(_E, "A front-matter key has a value of the wrong kind.", "Write it as the message says."),
    "missing-title": Code(_E, "The article has no title.", "Add `title:` to the front matter."),
    "missing-date": Code(
        _E,
        "Neither the front matter nor the file name has a date, so the article belongs to no volume.",
        "Add `date: YYYY-MM-DD`.",
    ),
    "bad-date": Code(_E, "The date cannot be read.", "Write it as YYYY-MM-DD."),
    "unknown-language": Code(
        _E,
        "The language is not given or is not a BCP 47 tag of a known language.",
        "Add `lang:` with a tag such as en, ka, ru or zh-Hans.",
    ),
    "duplicate-article": Code(
        _E, "Two files claim the same key and language.", "Give one of them another `key:` or `lang:`."
    ),
    "marks-in-plain-text": Code(
        _W,
        "A title, a name or a description has marks of Markdown or HTML; it is plain text, and they are printed.",
        "Write it without marks.",
    ),
    "near-miss-key": Code(
        _W,
        "An unknown front-matter key is almost a known one.",
        "Correct the spelling if it is a typo.",
    ),
    "no-articles": Code(
        _W,
        "The folder of articles contains no article.",
        "Put dated Markdown files into it, or correct `articles`.",
    ),
    "draft": Code(_I, "The article is marked as a draft and is left out.", "Remove `draft: true` to publish it."),
    "empty-article": Code(_W, "The article has no text.", "Write it, or remove the file."),
    "unreadable-file": Code(_E, "The file cannot be read.", "Check its permissions."),
    "file-too-large": Code(
        _E, "The front matter is larger than 1 MB or the text larger than 50 MB.", "Split the article."
    ),
    "outside-archive": Code(
        _E, "A path leads out of the archive.", "Keep pictures and articles inside the archive's folders."
    ),
    # reading: the text
    "note-without-text": Code(
        _W,
        "A note is called but has no text; the call is printed as written.",
        "Add a line `[^label]: text`.",
    ),
    "text-without-note": Code(
        _W,
        "A note has a text but is never called; it is printed at the end of the article.",
        "Put `[^label]` where the note belongs.",
    ),
    "duplicate-note": Code(
        _W,
        "A note has two texts for the same label and language; both are printed.",
        "Give one of them another label.",
    ),
    "broken-image": Code(
        _W,
        "The picture does not exist or cannot be shown; its alternative text is printed instead.",
        "Correct the path, or save the picture as PNG, JPEG or SVG.",
    ),
    "remote-image": Code(
        _W,
        "The picture is on the web and is not fetched; its alternative text and address are printed instead.",
        "Save it in the archive and refer to the file.",
    ),
    "image-too-large": Code(
        _E, "The picture has more pixels than the limit.", "Make it smaller than 100 million pixels."
    ),
    "image-without-alt": Code(
        _W, "The picture has no alternative text.", "Write it between the square brackets: `![text](file)`."
    ),
    "picture-converted": Code(
        _I,
        "The picture has a format that a book cannot contain; it is converted when the volume is made.",
        "No action needed. The file in the archive is not changed.",
    ),
    "picture-of-several": Code(
        _W,
        "The file contains several pictures (frames, pages); the PDF prints the first.",
        "Give each picture that matters a file of its own.",
    ),
    "drawing-simplified": Code(
        _W,
        "Parts of an SVG drawing were left out: scripts, animation, or parts that load something from elsewhere.",
        "Look at the drawing in the volume; put what it loads into the file itself.",
    ),
    "drawing-as-dots": Code(
        _I,
        "The layout engine cannot draw this SVG; it is printed as a bitmap. The EPUB has the drawing itself.",
        "No action needed.",
    ),
    "drawing-lost": Code(
        _W,
        "Nothing could draw this SVG; the PDF has an empty frame in its place, with the alternative text in the tags.",
        "Save it as PNG, or simplify it.",
    ),
    "picture-size": Code(
        _W,
        "The size given for a picture cannot be applied as written; the picture keeps its proportions.",
        "Give `width` alone: a number of pixels, a length such as 4cm, or a share of the text width such as 50%.",
    ),
    "raw-html-removed": Code(
        _W, "Raw HTML that a book cannot contain was left out.", "Write it as Markdown, or remove it."
    ),
    "formula-unset": Code(
        _W,
        "A formula uses something that the program cannot typeset, so its source is printed as code.",
        "Write it with the commands of LaTeX and amsmath, or as several shorter formulas.",
    ),
    "template-tag": Code(_W, "A leftover template tag is printed as written.", "Replace it with what it stood for."),
    "attributes-ignored": Code(
        _W,
        "Attributes in braces cannot be applied; the message says whether they are left out or printed as written.",
        "Keep `lang`, `dir`, `class`, `id`, `title`, `width` and `height` in them and no others, or remove them.",
    ),
    "list-number-ignored": Code(
        _W,
        "An attribute that numbers a list or an item cannot be applied; the list is numbered without it.",
        "Use whole numbers of at most ten digits, and one `type` for the whole list: 1, a, A, i or I.",
    ),
    "list-number-changed": Code(
        _W,
        "The items of a list are numbered in order from the first number; one of them is written with another.",
        'Number the items in order, or write the list as HTML with `<li value="9">`.',
    ),
    "foreign-markup": Code(
        _W,
        "Markup of another program has no meaning here; the message says how it is printed.",
        "Write it as described in the manual (`archivist help writing`), or remove it.",
    ),
    "dead-link": Code(
        _W,
        "A link leads to no article of the archive and to no address on the web; it is printed as plain text.",
        "Correct it, or set `[archive] site` if it leads to the old web site.",
    ),
    "unusable-link": Code(
        _W,
        "A link has no address, an invalid one, or one that a book cannot follow, such as `javascript:` or `data:`; "
        "its words are printed without it.",
        "Correct the address, or remove the link.",
    ),
    "file-not-in-book": Code(
        _W,
        "A link leads to a file of the archive that is not part of the book; its words are printed without it.",
        "Link to the file's address on the web, or set `[archive] site` if it is at the same path there.",
    ),
    "larger-picture": Code(
        _I,
        "A picture links to a larger version of itself; the book shows the picture and not the larger version.",
        "Show the larger version instead, if its details matter.",
    ),
    "doubtful-fragment": Code(
        _W,
        "The name after the # of a link means one heading on GitHub, Hugo or GitLab, and another by other rules.",
        "Check where the link leads; give the heading an id of its own, as in `## Notes {#later-notes}`.",
    ),
    "address-shared": Code(
        _W,
        "Two works have the same address, so a link to it is ambiguous; it leads to the first.",
        "Correct `source`, `url` or `aliases` of one of them.",
    ),
    "markdown-limit": Code(
        _E,
        "A passage is nested too deeply or has too much markup to be read; it is printed as written.",
        "Make it simpler.",
    ),
    "heading-skips-level": Code(
        _I, "A heading skips a level; it is set one level below the heading above it.", "Use the next level."
    ),
    "title-repeated": Code(
        _I,
        "The text begins with a heading that repeats the title; it is printed once, above the text.",
        "Remove the heading, or leave it.",
    ),
    "control-character": Code(_W, "The text has a character that no book can contain; it is left out.", "Remove it."),
    # planning
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
    # annotating
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
        "A related entry is neither a known article nor a web address; it is listed as not found.",
        "Correct the key.",
    ),
    "label-missing": Code(
        Severity.WARNING,
        "The program has no built-in labels in the edition's language; English ones are printed.",
        "Add a table `[labels.LANG]` to archivist.toml.",
    ),
    # typesetting
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
    # importing
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
        "The structure of the text could not be kept without losing words; every word was kept, as plain paragraphs.",
        "Compare it with the source and restore its headings, lists and links.",
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
    "import-much-left-out": Code(
        _W,
        "The page has running text, more than a tenth of the article's length, that was left out as not part of it.",
        "Compare the article with the page, and add what is missing.",
    ),
    "import-incomplete": Code(
        _W,
        "The source contains only a part of the article: its beginning, or some of its pages.",
        "Add the rest to the source, and import again.",
    ),
    "import-doubtful": Code(
        _W,
        "The source may not be what it seems: several articles in one file, a checksum that does not match.",
        "Compare the article with the source.",
    ),
    "import-mended": Code(_I, "Something broken in the source was repaired.", "Check that this is correct."),
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
    # the editor's desk
    "author-markup": Code(
        _W,
        "An author's name contains Markdown, HTML or an address; it is printed as written.",
        "Write the name alone, and each author as an entry of the list `authors`.",
    ),
    "translation-elsewhere": Code(
        _I,
        "The source says that the work also exists in another language, and that text is not in the archive.",
        "Import it, or remove the language from `translations`.",
    ),
    "translation-outdated": Code(
        _I,
        "The original was changed after the last change of its translation.",
        "Compare the two, and add a date to the translation as `updated`.",
    ),
    "related-one-way": Code(
        _I,
        "A related work does not name this one in return.",
        "Add this one to its `related`, or leave it.",
    ),
    "dead-fragment": Code(
        _W,
        "A link leads to a place in another article that is not there.",
        "Correct what follows the #; a heading's id is made from its words.",
    ),
    "mojibake": Code(
        _W,
        "A passage was once read in the wrong encoding and saved that way.",
        "Fix it with `archivist check --fix`, or write it again.",
    ),
    "mixed-scripts": Code(
        _W,
        "A word has letters of two scripts that look alike, or that do not belong together.",
        "Write it in one script; `archivist check --fix` does so where the result is sure.",
    ),
    "invisible-character": Code(
        _W,
        "The text has an invisible character that has no effect there, or that changes the order of characters.",
        "Remove it; `archivist check --fix` does so where nothing else changes.",
    ),
    "lost-character": Code(
        _W, "U+FFFD is in the place of a character that was lost earlier.", "Restore the character from the source."
    ),
    "character-reference": Code(
        _W,
        "A numeric reference such as &#55357; or &#146; names no character; U+FFFD is printed in its place.",
        "Write the character itself; `archivist check --fix` does so where it is sure.",
    ),
    "symbol-character": Code(
        _W,
        "A character of Word's symbol fonts, such as its bullet, is printed as the character it stands for.",
        "Write that character; `archivist check --fix` does so.",
    ),
    "private-character": Code(
        _W,
        "The text has a character that has a meaning in one font only.",
        "Write what it stands for in ordinary characters.",
    ),
    "decomposed-letters": Code(
        _I,
        "Characters are written as a letter and a mark, although there is one for both; a search may miss them.",
        "Fix it with `archivist check --fix`.",
    ),
    "file-form": Code(
        _I,
        "The file begins with a byte order mark, or its lines do not end in a line feed alone; this is harmless.",
        "No action needed; `archivist check --fix` writes it in the plain form.",
    ),
    "same-text": Code(
        _W,
        "Two articles with different keys have the same text, or nearly the same.",
        "Remove one, or join them with one `key:`.",
    ),
    "same-text-translated": Code(
        _W,
        "The same text is filed under two languages of a work.",
        "Replace one with the translation, or remove it.",
    ),
    "language-doubtful": Code(
        _W,
        "The text is in a different script from that of its language, or in the words of a different language.",
        "Correct `lang`, or the text.",
    ),
    "dates-disagree": Code(
        _W,
        "The date is not that of the file name, or is more than a day after the date of retrieval or change.",
        "Correct the date that is wrong.",
    ),
    "translation-doubtful": Code(
        _W,
        "Two articles have the same key, but hardly share a number or address, or one is many times as long.",
        "Give one of them another `key:`, if they are not translations of each other.",
    ),
    "related-itself": Code(_W, "A related entry leads to the article itself.", "Remove the entry."),
    "related-twice": Code(_I, "A related entry is in the same list twice.", "Remove one of the two."),
    "related-in-archive": Code(
        _I,
        "A related entry is the web address of an article of the archive; it is listed as that article.",
        "Write the key of the work instead of the address.",
    ),
    "note-same-text": Code(
        _W,
        "A note says in its second language, word for word, what it says in the first.",
        "Translate it, or remove the second text.",
    ),
    "alt-says-nothing": Code(
        _W,
        "The alternative text of a picture is only the name of a file, or a word such as “image”.",
        "Say what the picture shows.",
    ),
    "table-without-header": Code(
        _W,
        "No cell of a table is marked as a header, so a screen-reader user cannot tell what a cell is about.",
        "Write the cells that name rows or columns as `<th>`, or the table in Markdown, whose first row is a header.",
    ),
    "letter-case": Code(
        _W,
        "A link or picture spells a file name with different upper and lower case; not every system finds the file.",
        "Write the name exactly as that of the file.",
    ),
    "date-alone": Code(
        _I,
        "An article is dated years away from all others.",
        "Correct the date if it is a typo.",
    ),
    # binding
    "part-too-large": Code(
        _W,
        "An article alone makes a larger EPUB than `[epub] max_size` allows; it is a part of its own, whole.",
        "Make its pictures smaller, divide the article, or allow more.",
    ),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to report to an author.

    `file` is a path as the user would write it (relative to the archive), "" if the finding concerns no single file.
    `line` counts from 1; 0 means the whole file.
    """

    code: str
    message: str
    file: str = ""
    line: int = 0
    hint: str = ""

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise KeyError(f"finding code {self.code!r} is not in the table")

    @property
    def severity(self) -> Severity:
        """The severity of this finding's code."""
        return CODES[self.code].severity

    @property
    def remedy(self) -> str:
        """What to do: the finding's own hint, else the general one of its code."""
        return self.hint or CODES[self.code].remedy

    @property
    def place(self) -> str:
        """`file:line`, as editors and compilers write it."""
        return f"{self.file}:{self.line}" if self.line else self.file

    def as_data(self) -> dict[str, str | int]:
        """The finding as JSON-ready data."""
        return {**asdict(self), "severity": str(self.severity), "hint": self.remedy}


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings by file, line, code and message, each once: the order never depends on how they were found."""
    return tuple(sorted(set(findings), key=lambda f: (f.file, f.line, f.code, f.message)))


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether one of the findings stops a compile."""
    return any(finding.severity is Severity.ERROR for finding in findings)
