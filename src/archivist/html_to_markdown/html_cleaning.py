"""What a page contains in addition to an article's words: scripts, forms, frames, hidden parts. Nothing goes without a
remark."""

import re

from archivist.html_to_markdown.code_lines import settle_lines
from archivist.html_to_markdown.embedded_media import EMBEDDED, address_of_embedded
from archivist.html_to_markdown.html_addresses import absolute, does_something
from archivist.html_to_markdown.html_formulas import take_formulas
from archivist.html_to_markdown.html_pictures import address_of, note_sources
from archivist.html_to_markdown.nodes import Node
from archivist.html_to_markdown.office import tidy_office
from archivist.html_to_markdown.remarks import Remarks

_SILENT = frozenset(
    [
        "meta",
        "link",
        "base",
        "basefont",
        "style",
        "template",
        "track",
        "param",
        "source",
        "area",
        "datalist",
        "wbr",
        "keygen",
        "slot:none",
        "frame",
    ]
)
_CONTROLS = frozenset(["input", "button", "select", "textarea", "output", "meter", "progress"])
_PLAYERS = frozenset(
    [
        "iframe",
        "video",
        "audio",
        "embed",
        "object",
        "applet",
        "amp-iframe",
        "amp-video",
        "amp-audio",
        "amp-youtube",
        "portal",
    ]
)
_HIDDEN_CLASSES = frozenset(["screen-reader-text", "sr-only", "visually-hidden", "visuallyhidden"])
_HIDDEN_STYLE = re.compile(r"(?:^|;)(?:display:none|visibility:hidden)(?:;|!|$)")
_ANCHOR_CLASSES = frozenset(
    ["headerlink", "heading-anchor", "header-anchor", "anchor", "anchorjs-link", "anchor-link", "hash-link"]
)
_ANCHOR_SIGNS = frozenset({"", "#", "¶", "§", "🔗", "link", "permalink", "∞", "⚓"})


def clean(root: Node, base: str, remarks: Remarks) -> None:
    """Take out what is not part of an article, in place."""
    take_formulas(root, remarks)
    tidy_office(root, remarks)
    _noscript(root, remarks)
    for node in root.walk():
        _decide(node, base, remarks)
        if node.tag in ("code", "tt"):
            settle_lines(node)


def _decide(node: Node, base: str, remarks: Remarks) -> None:  # noqa: C901 - one branch a kind
    if node.tag == "script":
        node.vanish()
    elif node.tag == "picture":
        note_sources(node)
    elif node.tag in _SILENT:
        node.vanish()
    elif node.tag == "title":
        _drop(node, "the page's own title was left out", remarks)
    elif _is_hidden(node):
        _drop(node, "a part that the page hides was left out", remarks)
    elif node.tag in _CONTROLS:
        _control(node, remarks)
    elif node.tag in EMBEDDED or node.tag in _PLAYERS:
        (_link_embedded if node.tag in EMBEDDED else _player)(node, base, remarks)
    elif node.tag == "svg":
        _drawing(node, remarks)
    elif node.tag == "a":
        _link(node, remarks)
    elif node.tag in ("canvas", "map"):
        node.open_up()


def _drop(node: Node, kind: str, remarks: Remarks) -> None:
    words = node.words()
    if words:
        remarks.left_out(kind, words)
    node.vanish()


def _is_hidden(node: Node) -> bool:
    if "hidden" in node.attributes and node.get("hidden").lower() != "until-found":
        return True
    if node.classes & _HIDDEN_CLASSES:
        return True
    style = node.get("style")
    return bool(style) and bool(_HIDDEN_STYLE.search(re.sub(r"\s", "", style[:1000]).lower()))


def _control(node: Node, remarks: Remarks) -> None:
    words = node.words() or node.get("placeholder") or node.get("value")
    if words and node.get("type").lower() not in ("hidden", "checkbox", "radio"):
        remarks.left_out("a part of a form was left out", words)
    elif node.get("type").lower() in ("checkbox", "radio"):
        remarks.left_out("a box to tick was left out")
    node.vanish()


def _player(node: Node, base: str, remarks: Remarks) -> None:
    """A link to what was played or framed; what a browser without it would show stays, if it is a picture."""
    if node.tag == "object" and next(node.find("img", "p"), None) is not None:
        node.open_up()
        return
    inner = next((child.get("src") for child in node.find("source", "embed", "iframe") if child.get("src")), "")
    written = node.get("src") or node.get("data-src") or node.get("data-lazy-src") or node.get("data") or inner
    address = absolute(f"https:{written}" if written.startswith("//") and not base else written, base)
    if not address or does_something(address) or address.startswith(("about:", "data:", "blob:")):
        _drop(node, f"<{node.tag}> was left out", remarks)
        return
    title = " ".join(node.get("title").split()) or address
    remarks.left_out(f"<{node.tag}> cannot be printed; a link to it takes its place", address)
    node.become("a", {"href": address}, title)


def _link_embedded(node: Node, _base: str, remarks: Remarks) -> None:
    """A link to what a page of AMP embeds, unless it contains the words itself."""
    address = address_of_embedded(node)
    if node.has_words() or not address:
        node.open_up()
        return
    remarks.left_out(f"<{node.tag}> cannot be printed; a link to it takes its place", address)
    node.become("a", {"href": address}, address)


def _drawing(node: Node, remarks: Remarks) -> None:
    words = " ".join(part.words() for part in node.find("text", "foreignobject")).strip()
    label = next((part.words() for part in node.find("title", "desc")), "") or node.get("aria-label")
    if words:
        remarks.left_out("a drawing was left out; its words stay", words)
    elif label:
        remarks.left_out("a drawing was left out", label)
    node.become("span", {}, words)


def _link(node: Node, remarks: Remarks) -> None:
    words = node.words()
    if node.classes & _ANCHOR_CLASSES and words.lower() in _ANCHOR_SIGNS:
        node.vanish()
    elif does_something(node.get("href")):
        remarks.left_out("a link that runs a program was removed; its words stay", words)
        del node.attributes["href"]


# ---------------------------------------------------------------- noscript


def _noscript(root: Node, remarks: Remarks) -> None:
    """What is shown without scripts goes, except for a picture that is nowhere else."""
    parts = [node for node in root.walk() if node.tag == "noscript"]
    if not parts:
        return
    inside = {id(image) for part in parts for image in part.find("img")}
    known = {address_of(image) for image in root.find("img", "amp-img") if id(image) not in inside}
    for part in parts:
        missing = [image for image in part.find("img") if address_of(image) not in known]
        if missing:
            part.become("span", {}, *missing)
            known.update(address_of(image) for image in missing)
        else:
            _drop(part, "what is shown only without scripts was left out", remarks)
