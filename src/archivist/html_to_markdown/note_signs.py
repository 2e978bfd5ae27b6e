"""By what calls, texts and sections of notes are known: classes, roles, ids and words of publishing programs."""

import re

from archivist.html_to_markdown.nodes import Node

CALL_CLASSES = frozenset(
    [
        "footnote-ref",
        "footnoteref",
        "footnote-anchor",
        "footnote-reference",
        "footnote-link",
        "noteref",
        "fnref",
        "fn-ref",
        "footnote",
        "easy-footnote",
        "footnote_plugin_link",
        "footnote_referrer",
        "sdfootnoteanc",
        "sdendnoteanc",
        "simple-footnote",
        "reference",
        "endnote-ref",
        "note-ref",
        "fn",
        "footnotelink",
        "footnote-call",
        "msofootnotereference",
        "msoendnotereference",
        "ltx_note_mark",
        "footnote-marker",
        "footnote__ref",
    ]
)
_CALL_TYPES = frozenset({"noteref", "doc-noteref", "footnote"})
TEXT_CLASSES = frozenset(
    [
        "footnote",
        "footnote-item",
        "footnote-definition",
        "easy-footnote-single",
        "footnotes_plugin_reference_row",
        "endnote",
        "footnote-content",
        "footnote-body",
        "msofootnotetext",
        "msoendnotetext",
    ]
)
_TEXT_TYPES = frozenset(["footnote", "endnote", "rearnote", "note", "doc-footnote", "doc-endnote"])
SECTION_CLASSES = frozenset(
    [
        "footnotes",
        "footnotes-list",
        "footnote-list",
        "footnotes-wrapper",
        "wp-block-footnotes",
        "easy-footnotes-wrapper",
        "endnotes",
        "footnotes_reference_container",
        "footnotes-section",
        "footnote-section",
        "modern-footnotes-list",
        "simple-footnotes",
        "footnotes-container",
    ]
)
_SECTION_TYPES = frozenset(["footnotes", "endnotes", "rearnotes", "doc-endnotes", "doc-footnotes"])
BACK_CLASSES = frozenset(
    [
        "footnote-backref",
        "footnote-back",
        "reversefootnote",
        "easy-footnote-to-top",
        "footnote-return",
        "footnote_backlink",
        "mw-cite-backlink",
        "data-footnote-backref",
        "footnote-backlink",
        "fn-back",
        "footnote-number",
        "footnote__back",
        "footnote-link-back",
        "backref",
        "backlink",
    ]
)
_BACK_TYPES = frozenset({"doc-backlink", "backlink"})

TEXT_ID = re.compile(
    r"(?:user-content-)?_?(?:fn|ftn|edn|foot-?note|end-?note|note|cite_note|sdfootnote|sdendnote|easy-footnote-bottom"
    r"|footnote_plugin_reference|n)(?!.*ref)(?:[:_.-]+|(?=\d))",
    re.IGNORECASE,
)
_NOT_TEXT_ID = re.compile(r"ref|anc$|anchor|link|call|back|tooltip", re.IGNORECASE)
_NUMBER = r"\d{1,4}|[*∗†‡§¶#‖]{1,4}|[a-zA-Zа-яА-Я]{1,2}|[ivxlcdmIVXLCDM]{1,7}|[¹²³⁰⁴-⁹]{1,4}|[①-⑳]"
MARKER = re.compile(
    rf"[\[(【［（]?\s*(?:note|nb|n\.|fn|прим\.?|შენ\.?|注|註)?\s*({_NUMBER})\s*[\])】］）]?[.:]?", re.IGNORECASE
)
ARROWS = re.compile(r"[↩↵⤴↑⇑⬆^⏎↲⮐◄←⇧🔙\ufe0e\ufe0f\s\[\]]+")
BACK_WORDS = re.compile(
    r"[\s\[\]().,:]*(?:[↩↵⤴↑⇑⬆^⏎↲⮐◄←⇧🔙\ufe0e\ufe0f\s]+|[a-z]{1,2}|\d{1,4}(?:[.,]\d{1,3})?)*[\s\[\]().,:]*",
    re.IGNORECASE,
)
_HEADINGS = frozenset(
    [
        "footnotes",
        "footnote",
        "notes",
        "note",
        "endnotes",
        "endnote",
        "references",
        "примечания",
        "примечание",
        "сноски",
        "сноска",
        "ссылки",
        "შენიშვნები",
        "შენიშვნა",
        "სქოლიო",
        "სქოლიოები",
        "fußnoten",
        "anmerkungen",
        "einzelnachweise",
        "notas",
        "fußnote",
        "poznámky",
        "přípisky",
        "przypisy",
        "脚注",
        "注释",
        "注釋",
        "註釋",
        "註腳",
        "注",
        "примітки",
        "виноски",
        "note(s)",
        "ծանոթագրություններ",
        "qeydlər",
        "notlar",
        "dipnotlar",
    ]
) | {"notes de bas de page", "notas al pie", "note a piè di pagina", "notes and references", "foot notes", "end notes"}


def says(node: Node, classes: frozenset[str], types: frozenset[str]) -> bool:
    """Whether an element's classes, role or type is one of these."""
    given = {*node.get("role").lower().split(), *node.get("epub:type").lower().split()}
    return bool(node.classes & classes or given & types)


def is_call(node: Node) -> bool:
    """Whether an element says that it calls a note."""
    return says(node, CALL_CLASSES, _CALL_TYPES) or bool(node.get("data-fn")) or "data-footnote-ref" in node.attributes


def is_text(node: Node) -> bool:
    """Whether an element says that it is the text of a note."""
    style = node.get("style").replace(" ", "").lower()
    word = "mso-element:footnote" in style or "mso-element:endnote" in style
    return says(node, TEXT_CLASSES, _TEXT_TYPES) or (word and "-list" not in style)


def is_text_id(name: str) -> bool:
    """Whether an id looks like that of a note's text."""
    return bool(TEXT_ID.match(name)) and not _NOT_TEXT_ID.search(name)


def is_section(node: Node) -> bool:
    """Whether an element says that it contains the texts of notes."""
    if says(node, SECTION_CLASSES, _SECTION_TYPES) or "data-footnotes" in node.attributes:
        return True
    return (node.tag == "ol" and "references" in node.classes) or (
        node.tag == "div" and "footnote" in node.classes and next(node.find("ol"), None) is not None
    )


def is_back(node: Node) -> bool:
    """Whether an element says that it leads back to a call."""
    return (
        says(node, BACK_CLASSES, _BACK_TYPES)
        or "data-footnote-backref" in node.attributes
        or node.get("rev") == "footnote"
    )


def is_heading_of_notes(words: str) -> bool:
    """Whether the words are a usual heading above notes."""
    return words.strip(" :.*—–-[]+").casefold() in _HEADINGS
