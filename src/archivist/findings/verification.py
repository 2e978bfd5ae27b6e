"""What `archivist verify` reports of finished files by its own checks. Validators have codes of their own."""

from archivist.findings.code import Code, Severity

_E = Severity.ERROR
_W = Severity.WARNING
_I = Severity.INFO

_AGAIN = "Compile the volume again. If the message remains, report it with the file."
_REPORT = "Report it with the file: archivist wrote it incorrectly."

PAGE = "verify"  # of the manual
CODES: dict[str, Code] = {
    # what could not be checked
    "not-verified": Code(
        _I,
        "A check could not be made; the message says why. This is not a pass.",
        "Do as the message says, then verify again.",
    ),
    "tool-missing": Code(
        _I,
        "A check needs a program that is not installed. This is not a pass.",
        "Install it as the message says, then verify again.",
    ),
    "claim-unknown": Code(_E, "The PDF claims a standard that veraPDF does not know.", _AGAIN),
    "no-claim": Code(_E, "The PDF claims no standard, so no validator can confirm one.", _AGAIN),
    "identifier-differs": Code(
        _E,
        "The metadata of a file lack an identifier that the record has, or have another one.",
        "Compile the volume again. If it is published, copy the published file back.",
    ),
    # what was published
    "ledger-differs": Code(
        _E,
        "A file of a published edition is not the one that was published: its digest is not that of ledger.json.",
        "Copy the published file back from where you keep it.",
    ),
    "not-published-yet": Code(
        _I,
        "The files are a further version of a published edition, and that version is not published.",
        "Publish it with `archivist publish VOLUME`.",
    ),
    # the file as a whole
    "file-missing": Code(
        _E, "A file that the record names, or one that a document of the EPUB loads, does not exist.", _AGAIN
    ),
    "file-changed": Code(
        _E,
        "The file is not the one that was compiled: its size or SHA-256 differs from the record.",
        "Restore the file from a copy, or compile the volume again.",
    ),
    "unreadable": Code(_E, "The file is damaged and cannot be opened or read.", "Restore the file, or compile again."),
    "damaged": Code(
        _E,
        "A part of the file does not agree with its checksum, or had to be repaired to be read.",
        "Restore the file from a copy, or compile the volume again.",
    ),
    # the record, the manifest and the folder
    "record-form": Code(_E, "The record is not written as a compile writes it; it was edited.", "Compile again."),
    "citation-wrong": Code(
        _E,
        "A file of citations does not say what the record says of an article.",
        "Compile the volume again.",
    ),
    "archived-pages-wrong": Code(
        _E,
        "The file with the archived copies of cited pages disagrees with its own lists or digests, or with the links "
        "of the EPUB.",
        "Restore the file from a copy, or compile the volume again.",
    ),
    "record-wrong": Code(
        _E,
        "A field of the record does not agree with the files, or with another field.",
        "Restore the record from a copy, or compile the volume again.",
    ),
    # today's articles and program
    "article-changed": Code(
        _W,
        "An article was changed, added or removed since the volume was compiled. The files contain the earlier text.",
        "Compile the volume again if it should contain the change.",
    ),
    "made-differently": Code(
        _I,
        "Today's settings, style sheets, templates or labels would make another volume of the same articles.",
        "No action needed; the files contain what their record says.",
    ),
    "cumulative-outdated": Code(
        _W,
        "The volumes that a cumulative volume lists, or settings, templates or labels, changed since it was compiled. "
        "Numbers and pages that it names may be wrong.",
        "Compile the cumulative volume again.",
    ),
    "other-versions": Code(
        _I,
        "The volume was made with other versions of programs, libraries or fonts than those that are here.",
        "No action needed; the files contain what their record says.",
    ),
    "manifest-differs": Code(
        _E,
        "The manifest lists another SHA-256, or a file that no record names.",
        "Restore the files from a copy, or compile the volume again.",
    ),
    "not-in-manifest": Code(_E, "The manifest does not list a file of the volume.", "Compile the volume again."),
    "incomplete": Code(
        _E,
        "A compile was interrupted while it replaced the files of an edition. They may belong to different sets.",
        "Compile the volume again.",
    ),
    "half-written": Code(
        _W, "A compile that was killed left an incomplete file.", "No action needed; the next compile removes it."
    ),
    "not-recorded": Code(
        _W, "No record names a file in the folder of the volume, so nothing is known about it.", "Move it elsewhere."
    ),
    # words
    "text-missing": Code(_E, "Words of the book are missing from the file.", _REPORT),
    "text-extra": Code(_E, "The file contains words that the book does not have.", _REPORT),
    "text-differs": Code(_E, "The file has other words than the book in a place.", _REPORT),
    "document-missing": Code(_E, "A document of the book is missing from the file.", _REPORT),
    "document-unknown": Code(_E, "The file contains a document that is not part of the book.", _REPORT),
    "documents-out-of-order": Code(_E, "The documents are in a different order from the book.", _REPORT),
    "note-missing": Code(_E, "The text of a note is missing from the file.", _REPORT),
    "note-unknown": Code(_E, "The file contains a note that the book does not have.", _REPORT),
    "notes-out-of-place": Code(_E, "A note is in a different place from the book.", _REPORT),
    "note-call-wrong": Code(_E, "A note reference has the wrong number, or does not lead to its note.", _REPORT),
    "list-number-missing": Code(_E, "An item of an ordered list has no number in the file.", _REPORT),
    "list-number-extra": Code(_E, "An item has a number in the file and none in the book.", _REPORT),
    "list-numbers-unread": Code(
        _W,
        "A style sheet prints the numbers of a list in numerals that archivist does not know; they were not compared.",
        "Compare the numbers of this list with those of the article.",
    ),
    "formula-differs": Code(_E, "A formula is not the one of the book.", _REPORT),
    "heading-name": Code(_E, "A screen reader would read a heading differently from how it is written.", _REPORT),
    # structure, links and pages of the PDF
    "no-structure": Code(_E, "The PDF has no structure tree, so no reading order is defined.", _REPORT),
    "text-without-tag": Code(_E, "Text is neither in the structure tree nor marked as an artifact.", _REPORT),
    "tag-without-content": Code(_E, "The structure tree names content that is not on the page.", _REPORT),
    "content-tagged-twice": Code(_E, "Content is in the structure tree more than once.", _REPORT),
    "link-file-missing": Code(
        _W,
        "A link of the PDF leads to the file of another volume; its folder exists and the file does not.",
        "Compile or restore the volume that is named.",
    ),
    "link-to-nowhere": Code(_E, "A link leads to a place that does not exist in the file.", _REPORT),
    "link-without-words": Code(_E, "A link has no description for screen readers.", _REPORT),
    "link-without-tag": Code(_E, "A link is not in the structure tree.", _REPORT),
    "link-tagged-twice": Code(_E, "A link is in the structure tree more than once.", _REPORT),
    "tag-without-link": Code(_E, "The structure tree names a link that is on no page.", _REPORT),
    "link-over-link": Code(_E, "Two links to the same target overlap.", _REPORT),
    "bookmark-to-nowhere": Code(_E, "A bookmark leads to a place that does not exist in the file.", _REPORT),
    "destination-to-nowhere": Code(_E, "A named destination is not on a page of the file.", _REPORT),
    "outline-broken": Code(_E, "The outline is cyclic.", _REPORT),
    "mention-missing": Code(
        _E, "A page that the index names for an entry does not have the words that the record says mention it.", _AGAIN
    ),
    "anchor-missing": Code(_E, "A place that the record names as one to link to is not in the PDF.", _AGAIN),
    "anchor-moved": Code(_E, "A place to link to is on a different page from the record.", _AGAIN),
    "label-differs": Code(_E, "The label of a page is not the one in the record.", _AGAIN),
    "no-page-labels": Code(_E, "The PDF has no page labels.", _REPORT),
    "label-wrong": Code(
        _E,
        "The label of a page is not the number printed on it, or not that of an article.",
        _REPORT,
    ),
    "pages-differ": Code(_E, "The PDF has a different number of pages from the record.", _AGAIN),
    "image-damaged": Code(_E, "The data of a picture do not agree with its dictionary.", _AGAIN),
    "font-not-embedded": Code(_E, "A font is not embedded in the file.", _REPORT),
    "font-damaged": Code(_E, "An embedded font cannot be read, or a table does not agree with its checksum.", _AGAIN),
    "glyph-missing": Code(_E, "An embedded font has no glyph for a character, or an empty one.", _REPORT),
    # the EPUB
    "no-contents": Code(_E, "The EPUB has no table of contents.", _REPORT),
    "contents-differ": Code(_E, "A line of the contents has other words than the heading it leads to.", _REPORT),
    "document-not-listed": Code(_E, "The contents do not lead to a document of the book.", _REPORT),
    "contents-of-ncx": Code(_E, "The contents for older readers (NCX) differ from the contents.", _REPORT),
    "file-not-there": Code(_E, "The manifest declares a file that the EPUB does not contain.", _REPORT),
    "file-not-declared": Code(_E, "The EPUB contains a file that its manifest does not declare.", _REPORT),
    "file-not-used": Code(_E, "Nothing in the book shows or names a file of the EPUB.", _REPORT),
    "declared-twice": Code(_E, "The manifest declares a file or an id more than once.", _REPORT),
    "id-twice": Code(_E, "A document has the same id more than once.", _REPORT),
    "address-wrong": Code(_E, "A reference is not a valid address.", _REPORT),
    "remote": Code(_E, "The book loads something from outside itself, or may run something.", _REPORT),
    "script": Code(_E, "The book contains a script or an animation.", _REPORT),
    "picture-missing": Code(_E, "A picture that a document shows is not in the EPUB.", _REPORT),
    "no-page-list": Code(_E, "The EPUB has no list of the pages of the PDF beside it.", _AGAIN),
    "page-source": Code(_E, "The metadata do not name the PDF as the source of the page numbers.", _AGAIN),
    "page-not-listed": Code(_E, "A page of the PDF is not in the page list.", _REPORT),
    "page-unknown": Code(_E, "The page list has a page that the PDF does not have.", _REPORT),
    "page-listed-twice": Code(_E, "A page is in the page list more than once.", _REPORT),
    "pages-out-of-order": Code(_E, "The page list is not in the order of the PDF.", _REPORT),
    "page-list-of-ncx": Code(_E, "The page list for older readers (NCX) differs from the page list.", _REPORT),
    "page-mark-missing": Code(_E, "An entry of the page list leads to a place where no page is marked.", _REPORT),
    "page-mark-unlisted": Code(_E, "A page is marked in the text and not in the page list.", _REPORT),
    "page-mark-wrong": Code(_E, "The marker of a page has another label than the page list.", _REPORT),
    "page-marks-out-of-order": Code(_E, "The markers of pages are not in the order of the pages.", _REPORT),
    "page-mark-misplaced": Code(_E, "The marker of a page is not before the first word of that page.", _REPORT),
    "page-mark-in-heading": Code(_E, "A heading contains a page marker, which screen readers would read.", _REPORT),
}
