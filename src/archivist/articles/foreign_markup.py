"""Markup of other programs that is not set, recognised so that it can be reported."""

import re
from collections.abc import Iterator

from archivist.articles.raw_html import words
from archivist.formulas.delimiters import formulas_in, is_formula

_BARS = "a line of verse, or of a table without its line of hyphens"
_HYPHENS = "the line of hyphens of a table whose rows have other numbers of cells"
_CAPTION = "the caption of a table"
_COMMENT = "a comment without its end"
_INSTRUCTION = "an instruction without its end"
_TASK = "an item of a task list"
_NO_SPACE = "a heading without a space behind its marks"
# What a passage is, and how it is recognised.
_PATTERNS = {
    "an emoji code": r"(?<![\w:/.@]):[a-z][a-z0-9_+-]+:(?![\w:/])",
    "an abbreviation": r"^\*\[[^\]\n]{1,80}\]:[ \t]*\S",
    "a citation": r"\[(?:(?:see|cf\.?)[ ])?-?@[A-Za-z][\w:.-]*\d[\w:.-]*[^\]\n]{0,200}\]",
    "an editing mark": r"\{\+\+[^\n]{1,200}?\+\+\}|\{--[^\n]{1,200}?--\}|\{>>[^\n]{1,200}?<<\}"
    r"|\{~~[^\n]{1,200}?~>[^\n]{0,200}?~~\}",
    "a comment": r"(?<!%)%%(?=[^\s%])[^%\n]{1,200}%%(?!%)|(?<!%)%%[ ][^%\n]{1,200}[ ]%%(?!%)",
    "the name of a paragraph": r"(?<=\S)[ \t]\^[A-Za-z][\w-]{3,}$",
    "a table of contents": r"^\[{1,2}_?(?:TOC|toc)_?\]{1,2}$",
    "a directive": r"^::[A-Za-z][\w-]*(?:\[[^\]\n]*\])?(?:\{[^}\n]*\})?$|^:{3,}(?:[ \t]*[\w{][^\n]{0,80})?$"
    r"|^\.\.[ ][A-Za-z][\w-]*::",
    "an embedded page": r"!\[\[[^\[\]\n]{1,200}\]\]",
    "an insertion": r"(?<![+\w])\+\+(?=[^\s+])[^+\n]{1,200}?(?<=[^\s+])\+\+(?![+\w])",
    "a word between tildes": r"(?<![\w~/])~(?=[^\s~/])[^~\n/]{1,80}(?<=[^\s~])~(?![\w~/])",
    "a line of a program": r"^import[ ][^\n]{1,200}[ ]from[ ]['\"][^'\"\n]+['\"];?$|^export[ ](?:const|default)[ ]",
    "a command of TeX": r"^\\(?:newpage|pagebreak|clearpage|bigskip|medskip|noindent|tableofcontents|vspace|hspace)\b"
    r"|\\(?:begin|end|footnote|textbf|textit|emph|cite|ref|section|subsection|includegraphics)\*?\{[^{}\n]{0,80}\}",
    "a formula without its end": r"^\$\$(?:$|(?!\$)(?=[^$\n]*(?:\\[A-Za-z]|[\^_=]))[^$\n]{1,200}$)",
    "a formula beside a letter": r"(?<!\$)\$(?=[^$\s])[^$\n]{0,80}?(?:\\[A-Za-z]{2}|\^)[^$\n]{0,80}(?<!\s)\$(?=\w)"
    r"|(?<=\w)\$(?=[^$\s])[^$\n]{0,80}?(?:\\[A-Za-z]{2}|\^)[^$\n]{0,80}(?<!\s)\$(?!\$)",
    "the mark of a callout": r"^\[![A-Za-z][\w -]{0,30}\][+-]?|^(?:!!!|\?\?\?\+?)[ ][a-z][\w-]*[ ]\"",
    "a formula with spaces inside its marks": r"(?<![\w$\\])\$[ ]"
    r"(?=[^$\n]*(?:\\[A-Za-z]|[\^_]))[^$\n]{1,200}[ ]\$(?![\w$])",
    _COMMENT: r"<!--[^\n]{0,60}",
    _INSTRUCTION: r"<\?(?:php|xml(?!:namespace))\b[^\n]{0,60}",
    "a field of Word": r"\bHYPERLINK[ ]\"[^\"\n]+\"|\bPAGEREF[ ]_Toc\d+|\\\*[ ]MERGEFORMAT|^EMBED[ ]\w+\.\w+"
    r"|\bError! (?:Bookmark not defined|Reference source not found)"
    r"|\bMicrosoftInternetExplorer4\b|^/\*[ ]Style Definitions",
    "a tab": r"^={3}[!+]?[ ][\"“][^\"”\n]{1,100}[\"”]$",
    _TASK: r"^\[[-/<>?!*]\][ ]\S[^\n]{0,40}",
    _NO_SPACE: r"^#{2,6}(?=[^\W_])[^\n#]{1,60}",
    "a heading of more than six levels": r"^#{7,}[ ][^\n]{1,60}",
    "marks of emphasis": r"(?<![\d*])\*\*(?=[^\s*])[^*\n]{1,200}\*\*|__(?=[^\s_])[^_\n]{1,200}__",
    _HYPHENS: r"^\|?[ ]*:?-{2,}:?[ ]*(?:\|[ ]*:?-{2,}:?[ ]*)+\|?$",
    "a heading of a wiki": r"^={2,6}[ ][^=\n]{1,200}[ ]={2,6}$",
    "a tag of BBCode": r"\[/(?:b|i|u|s|url|img|quote|code|color|size|center|list|youtube|spoiler|latex|sup|sub)\]",
    "a shortcode": r"\[/(?:audio|caption|embed|gallery|playlist|video)\]",
    "a tag of a program": r"<%[^\n]{0,200}?%>",
    "hidden text": r"(?<![\w|])\|\|(?=[^\s|])[^|\n]{1,200}(?<=[^\s|])\|\|(?![\w|])",
    _BARS: r"^\|[ ][^\n]+",
    _CAPTION: r"^:[ \t]+\S[^\n]*",
    "attributes": r"(?<![{\\\w$])\{(?:[#.][A-Za-z][\w:.-]*|[A-Za-z][\w-]{2,}=[^{}\s]+)(?:[ ]+[^{}\n]*)?\}(?!\})",
    "a picture whose address is missing": r"(?<!<)!\[(?=[^\[\]\n]*[^\W\d_])[^\[\]\n]+\](?:\[[^\[\]\n]*\]|(?![\[(:{]))",
    "a link with a space before its address": r"(?<![\w\]!])\[[^\[\]\n]+\][ ]\((?:https?://|www\.|mailto:|/)[^()\s]*\)",
    "a link with its brackets exchanged": r"\([^()\n]{1,200}\)\[(?:https?://|www\.)[^\[\]\s]+\]",
    "a link whose title has quotation marks in it": r"!?\[[^\[\]\n]*\]\([^()\s]{1,300}[ ]"
    r"\"[^()\"\n]{0,200}(?:\"[^()\"\n]{0,200})+\"[ ]*\)",
    "a link whose address is missing": r"(?<![\w\]!])\[(?=[^\[\]\n]*[^\W\d_])[^\[\]\n]+\]"
    r"\[(?=[^\[\]\n]*[^\W\d_])[^\[\]\n]+\]",
    "a link with spaces in its address": r"\[[^\[\]\n]+\]\("
    r"(?:https?://[^()\n]*[ ][^()\n]*|[^()\n:\"]*[ ][^()\n\"]*\.[a-z]{2,5})\)",
}
_FOREIGN = re.compile("|".join(f"(?P<p{number}>{pattern})" for number, pattern in enumerate(_PATTERNS.values())))
_NAMES = tuple(_PATTERNS)
_CLOSINGS = {"{{<": ">}}", "{{%": "%}}", "{{": "}}", "{%": "%}", "{# ": " #}"}
_TEMPLATE_TAG = re.compile("|".join(map(re.escape, _CLOSINGS)))
_TAG = re.compile(r"<[^<>]*>")
_LINK = re.compile(r"(?<!\\)\[[^\[\]\n]{1,200}\]\((?:https?://|/|#|mailto:|[\w./-]+\.(?:md|html?)\b)[^()\s]{0,300}\)")
_UNCLOSED = re.compile(r"(?<!\\)\\[(\[](?=[^\n]*?(?:\\[A-Za-z]{2}|[\^_=]))(?:(?!\\[)\]])[^`)\]])*$")
_EMPHASIS = re.compile(  # with a single mark: double ones are among the patterns
    r"(?<![\w*\\])\*(?=[^\s*])[^*\n]{1,200}(?<![\s*\\])\*(?![\w*])"
    r"|(?<![\w\\/])_(?=[^\W_])[^_\n]{1,200}(?<![\W_])_(?![\w/])"
)
_SHOWN = 60  # characters of a tag in a message
_SIGNS = re.compile(r"[:\[{%^+~=\\/|$<#*_]")
_ENDS = {_COMMENT: "-->", _INSTRUCTION: "?>"}  # perhaps on another line
_AT_THE_BEGINNING = frozenset({_BARS, _CAPTION, _TASK, _NO_SPACE})
_DIAGRAMS = words("""
    mermaid plantuml puml dot graphviz ditaa vega vega-lite d2 nomnoml wavedrom flowchart markmap kroki svgbob tikz
    echarts bpmn excalidraw structurizr dbml
""")
_SET_AS_WRITTEN = {"a word between tildes": "may be meant as struck out; it is printed as written"}


_BEGINNINGS = ("import ", "export ", "!!!", "???", "EMBED ", "Normal 0 ")


def may_be_foreign(text: str) -> bool:
    """Whether a text has any character that such markup needs: most have none."""
    return _SIGNS.search(text) is not None or text.startswith(_BEGINNINGS) or "Error! " in text


def foreign_markup(text: str, written: str) -> Iterator[str]:
    """What of a line has a meaning in another program and none here, as messages.

    `written` is its paragraph as the author wrote it: what has a backslash there is meant as it is printed.
    """
    for match in _FOREIGN.finditer(text):
        name = _NAMES[int(str(match.lastgroup)[1:])]
        shown = match[0].strip()
        place = written.find(shown)
        if place < 0 or (place and written[place - 1] == "\\"):
            continue
        if name in _ENDS and written.rfind(_ENDS[name]) > place:
            continue
        if name == _CAPTION and written[place - 1 : place] == "\n":
            name = "a definition of several terms"
        elif name in _AT_THE_BEGINNING and not written.startswith(shown):
            continue  # behind a mark, as in **Note**: text, or reported with the first line
        yield f"{shown[:60]}, {name}, {_SET_AS_WRITTEN.get(name, 'is printed as written')}"


def unclosed_formula(written: str) -> str:
    """What to report of a paragraph in which `\\(` or `\\[` begins a formula that does not end; "" if there is none.

    Markdown drops the backslash, as of any bracket.
    """
    match = _UNCLOSED.search(written)
    return f"{match[0].strip()[:_SHOWN]}, a formula without its end, is printed without its backslash" if match else ""


def markdown_in_html(line: str) -> Iterator[str]:
    """What of a line of raw HTML would be emphasis, a link or a formula in Markdown, as messages."""
    text = _TAG.sub(" ", line)
    for match in _LINK.finditer(text):
        yield f"{match[0][:_SHOWN]}, a link of Markdown within HTML, is printed as written"
    for match in _EMPHASIS.finditer(text):
        yield f"{match[0][:_SHOWN]}, emphasis of Markdown within HTML, is printed as written"
    if "$" in text:
        for found in formulas_in(text):
            if is_formula(found.source):
                yield f"{text[found.start : found.end][:_SHOWN]}, a formula within HTML, is printed as written"


def template_tags(line: str) -> Iterator[str]:
    """What a line has of the tags of publishing programs, as messages."""
    done, absent = 0, set[str]()
    for match in _TEMPLATE_TAG.finditer(line):
        closing = _CLOSINGS[match[0]]
        if match.start() < done or closing in absent:
            continue
        end = line.find(closing, match.end())
        if end < 0:
            absent.add(closing)  # not looked for again: a line may have thousands of openings
            continue
        done = end + len(closing)
        tag = line[match.start() : done]
        yield f"{tag if len(tag) <= _SHOWN else tag[: _SHOWN - 1] + '…'} is printed as written"


def foreign_code(info: str) -> str:
    """What to report of a block of code by what is written after its fence; "" if nothing."""
    language = info.strip().split(maxsplit=1)[0].lower() if info.strip() else ""
    name = language.strip("{}.")
    if name in _DIAGRAMS:
        return f"the diagram ({name}) is printed as its source"
    if language.startswith("{") and name in ("note", "warning", "tip", "figure", "image", "admonition", "important"):
        return f"the directive {language} is printed as code"
    return ""
