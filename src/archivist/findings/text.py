"""What is wrong with the text of an article: notes, pictures, links, markup."""

from archivist.findings.code import Code, Severity

_E = Severity.ERROR
_W = Severity.WARNING
_I = Severity.INFO

PAGE = "writing"  # of the manual
CODES: dict[str, Code] = {
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
    "picture-left-out": Code(
        _I,
        "The settings leave pictures out (`[text] pictures`). Their alternative texts and captions are printed.",
        "No action needed. A picture without both leaves nothing: give it an alternative text.",
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
    "drawing-mixed-scripts": Code(
        _W,
        "A text in an SVG drawing has words of several scripts, which can be drawn wrongly beside one another.",
        "Give the words of each script a `<text>` of their own, or save the drawing as PNG.",
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
        "Keep `lang`, `dir`, `class`, `id` and `title` in them, for pictures `width` and `height`, or remove them.",
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
    "list-as-text": Code(
        _W,
        "Lines that look like a list are one paragraph: a list that does not begin with 1 needs an empty line above "
        "it, and its marks must be numbers with a full stop and a space, or hyphens.",
        'Put an empty line above it; write `<ol type="a">` for letters, or end each line with a backslash.',
    ),
    "list-not-nested": Code(
        _W,
        "A list is indented less than the text of the item above it, so it is not part of that item.",
        "Indent it as far as the text of the item: by three spaces below `1.`, by four below `10.`.",
    ),
    "foreign-markup": Code(
        _W,
        "Markup of another program has no meaning here; the message says how it is printed.",
        "Write it as described in the manual (`archivist help writing`), or remove it.",
    ),
    "code-without-end": Code(
        _W,
        "A block of code has no closing line, so whatever follows is printed as code.",
        "Write the closing line: as many backticks or tildes as in the opening one, and nothing else.",
    ),
    "link-defined-twice": Code(
        _W,
        "Two lines `[label]: address` give a label two addresses; the first one counts.",
        "Rename one of the two labels, also in the links that use it.",
    ),
    "definition-not-printed": Code(
        _W,
        "A line has the form of the address of a link, `[label]: address`, and no link uses it; it is not printed.",
        r"Put a backslash before the bracket if it is text: `\[Editor]: Yes`.",
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
        _W,
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
}
