"""Whether a file is a feed, by its first bytes."""

import codecs
import re

_PROLOGUE = re.compile(r"\s*(?:<\?[^>]{0,500}\?>|<!--|<!DOCTYPE[^>\[]{0,500})", re.IGNORECASE)
_ROOT = re.compile(r"<(?:[A-Za-z][\w.-]{0,50}:)?(rss|RDF|feed)(?=[\s>])([^>]{0,5000})")
_OF_A_FEED = {
    "rss": re.compile(""),
    "RDF": re.compile(r"http://(?:purl\.org/rss|my\.netscape\.com/rdf|channel\.netscape\.com/rdf)"),
    "feed": re.compile(r"http://(?:www\.w3\.org/2005/Atom|purl\.org/atom/ns#)"),
}
_WORDPRESS_EXPORT = re.compile(r"wordpress\.org/export/")
_JSON_FEED = re.compile(r'"version"\s{0,20}:\s{0,20}"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/version\\?/')


def is_feed(head: bytes) -> bool:
    """Whether the first bytes of a file (some kilobytes) are those of a feed. WordPress's export is not one."""
    text = _text(head).lstrip("\ufeff\0 \t\r\n")
    if text.startswith("{"):
        return bool(_JSON_FEED.search(text))
    if not text.startswith("<") or _WORDPRESS_EXPORT.search(text):
        return False
    root = _ROOT.search(_without_prologue(text))
    return bool(root and root.start() == 0 and _OF_A_FEED[root[1]].search(root[2]))


def _text(head: bytes) -> str:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head.decode("utf-16", "replace")
    return head.decode("utf-8", "replace")


def _without_prologue(text: str) -> str:
    """The text from its first element on."""
    while found := _PROLOGUE.match(text):
        end = _end_of(text, found)
        if end < 0:
            return ""
        text = text[end:]
    return text.lstrip()


def _end_of(text: str, found: re.Match[str]) -> int:
    """Where the instruction, comment or document type ends; -1 if that is not in the text."""
    begin = found[0].lstrip()
    if begin.startswith("<?"):
        return found.end()
    mark = "-->" if begin == "<!--" else "]>" if text[found.end() : found.end() + 1] == "[" else ">"
    at = text.find(mark, found.end())
    return at + len(mark) if at >= 0 else -1
