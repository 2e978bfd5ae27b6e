"""What each check looks at, in a sentence for readers who know books better than file formats: see docs/verify.md."""

_MEANINGS = {
    "ace": "The EPUB can be read by people with print disabilities, as far as a program can tell.",
    "anchors": "Places that links of other volumes name are on the page that the record says.",
    "citations": "The file for reference managers says the same of each article as the record.",
    "claim": "The metadata of the file say which standards it follows; validators are asked about these.",
    "contents": "Every line of the contents has the words of the heading that it leads to; every article is listed.",
    "epubcheck": "The EPUB follows the EPUB 3 standard.",
    "file": "The file is unchanged: its SHA-256 digest is the one in the record.",
    "fonts": "Every font is embedded and whole, and every character is drawn.",
    "headings": "Every heading is read aloud as it is written.",
    "identifiers": "The file says the same ISSN, ISBN, DOI, ARK and URN of itself as the record.",
    "images": "Every picture is whole.",
    "index": "Every page that the index names for a term has words that mention it.",
    "ledger": "The files are those that were published: their SHA-256 digests are the ones in the ledger.",
    "links": "Every link, bookmark and reference leads to a place that exists. Nothing is loaded from outside.",
    "manifest": "Every file is listed, and every listed file is there.",
    "outloud": "A screen reader can read the PDF in order.",
    "package": "Every file of the package is there and unchanged: its SHA-512 digest is the one in the manifest.",
    "page list": "The EPUB names the pages of the PDF, and each begins at the same word in both.",
    "page numbers": "The page labels of the PDF are the numbers printed on its pages.",
    "places": "Nothing is printed outside the paper.",
    "reading": "The file can be opened without repair.",
    "record": "The record of the volume can be read and agrees with itself.",
    "sources": "The articles of today are those that the files were made of.",
    "structure": "The order of reading in the PDF can be followed.",
    "text": "Every word of the articles is in the file, in order.",
}
_VERAPDF = "The PDF follows the standard that it claims: PDF/A for archives, PDF/UA for readers of all abilities."


def meaning_of(check: str) -> str:
    """What a check looks at; "" if it is not known."""
    return _VERAPDF if check.startswith("verapdf ") else _MEANINGS.get(check, "")
