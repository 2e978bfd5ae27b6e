"""What is wrong with the file of an article or its front matter."""

from archivist.findings.code import Code, Severity

_E = Severity.ERROR
_W = Severity.WARNING
_I = Severity.INFO

PAGE = "writing"  # of the manual
CODES: dict[str, Code] = {
    "not-utf-8": Code(_E, "The file is not UTF-8 text.", "Save it as UTF-8."),
    "front-matter-missing": Code(
        _E, "The file does not begin with front matter.", "Begin it with a block between two lines of ---."
    ),
    "front-matter-broken": Code(
        _E, "The front matter is not valid YAML or TOML.", "Fix the line named in the message."
    ),
    "front-matter-cut": Code(
        _W,
        "A value is not read as it is written: part of it is a comment, a mark or an empty value of YAML, or a "
        "backslash and a letter are one character, as they are in double quotation marks.",
        "Put the value in quotation marks, as the message shows; `archivist check --fix` does so where it is sure.",
    ),
    "front-matter-comment": Code(
        _I,
        "A # with a space on either side begins a comment, and what follows is not part of the value.",
        "Put the whole value in quotation marks if those words belong to it.",
    ),
    "front-matter-second-value": Code(
        _I,
        "The front matter has the same fact under two names with different values; one of them is not used.",
        "Keep the line with the right value.",
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
    "bad-identifier": Code(
        _W,
        "An ORCID, an ISNI or a DOI has the wrong form or the wrong check digit. It is left out.",
        "Copy it again from where it is registered.",
    ),
    "unknown-role": Code(
        _W,
        "A contributor has a role that archivist does not know. The name is printed without a role.",
        "Write one of the roles listed in the manual, or its MARC relator code.",
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
}
