"""What `archivist check` reports in addition to what reading an article does."""

from archivist.findings.code import Code, Severity

_W = Severity.WARNING
_I = Severity.INFO

PAGE = "check"  # of the manual
CODES: dict[str, Code] = {
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
        "A numeric reference such as &#55357; names no character: U+FFFD is printed in its place. One such as &#146; "
        "is the number of a byte of Windows-1252: the character that this byte meant is printed.",
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
    "straight-quotes": Code(
        _I,
        "The text has straight quotation marks or apostrophes; they are printed as they are.",
        "Write those of the language; `archivist check --fix` does so where it is clear which ones open and close.",
    ),
    "hyphens-as-dash": Code(
        _I,
        "The text has two or three hyphens for a dash; they are printed as they are.",
        "Write a dash; `archivist check --fix` does so where it is clear which one.",
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
}
