"""The heading an author put over the texts of the notes: once they are set where they are called, nothing is below it.

Notes get a heading of the program's own where they are printed together. So `## Footnotes` above `[^1]: …` goes, with
a finding, and with it the rule (`---`) that set the notes off. A heading that is not known as one over notes is kept
and reported.
"""

import html
import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import takewhile

from archivist.articles.report import Report
from archivist.dialect.parser import Token

_NAMES = """
    Footnotes, Footnote, Notes, Note, Endnotes, References, Reference, Citations, Sources, Notes and references,
    References and notes, Примечания, Примечание, Сноски, Примечания и ссылки, Источники, Ссылки, Примітки, Виноски,
    Заўвагі, Зноскі, Бележки, Напомене, Фусноте, Napomene, Fusnote, შენიშვნები, შენიშვნა, სქოლიო, სქოლიოები,
    Fußnoten, Fussnoten, Anmerkungen, Anmerkung, Endnoten, Einzelnachweise, Quellen, Notes de bas de page,
    Notes de fin, Références, Notas, Notas al pie, Notas al pie de página, Notas a pie de página, Referencias, Note a
    piè di pagina, Note a pie di pagina, Riferimenti, Notas de rodapé, Notas de fim, Referências, Voetnoten, Noten,
    Eindnoten, Przypisy, Przypis, Poznámky, Poznámky pod čarou, Jegyzetek, Lábjegyzetek, Note de subsol, Fotnoter,
    Noter, Fodnoter, Alaviitteet, Viitteet, Dipnotlar, Notlar, Qeydlər, Σημειώσεις, Υποσημειώσεις, הערות,
    הערות שוליים, حواشي, الحواشي, هوامش, الهوامش, ملاحظات, پانویس, پانویس‌ها, پی‌نوشت, یادداشت‌ها, टिप्पणियाँ,
    पादटिप्पणियाँ, 脚注, 注, 註, 注釈, 注记, 注释, 註釋, 注解, 註解, 腳註, 尾注, 각주, 주석, 미주, Ծանոթագրություններ
"""
_HTML_HEADING = re.compile(r"\s*<h([1-6])(?:\s[^<>]*)?>(.*?)</h\1\s*>\s*", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_LOWEST = 7  # a paragraph that serves as a heading is below all levels


def _plain(text: str) -> str:
    """A heading as it is compared: its letters, without numbers, marks and symbols."""
    letters = (each if unicodedata.category(each)[0] in "LM" else " " for each in unicodedata.normalize("NFC", text))
    return " ".join("".join(letters).casefold().split())


_KNOWN = frozenset(_plain(name) for name in _NAMES.split(","))


def without_headings_over_notes(body: Sequence[Token], places: Iterable[int], report: Report) -> list[Token]:
    """The tokens of a body without headings that only had notes below them.

    `places` are where definitions of notes were taken out of it: indexes of the token that followed them.
    """
    dropped: set[int] = set()
    for place in sorted(set(places)):
        heading = _heading_before(body, place)
        start = place
        if heading is not None and _ends_section(body, place, heading.level):
            if _plain(heading.text) in _KNOWN:
                report.add("notes-heading", f"“{heading.text[:60]}” is left out", report.line(heading.line))
                start = heading.start
            elif heading.text and heading.level < _LOWEST:
                report.add("empty-section", f"nothing is left below “{heading.text[:60]}”", report.line(heading.line))
        rules = _rules_around(body, start, place)
        if rules and start == place:
            line = (body[min(rules)].map or [0])[0]
            report.add("notes-heading", "the rule that set off the notes is left out", report.line(line))
        dropped |= set(range(start, place)) | rules
    return [token for index, token in enumerate(body) if index not in dropped]


def _rules_around(body: Sequence[Token], start: int, place: int) -> set[int]:
    """The rules that set off the notes: above a heading that goes, and at the end of a text."""
    behind = _rules(body, range(place, len(body)))
    ends = place + len(behind) == len(body)
    before = _rules(body, range(start - 1, -1, -1)) if ends or start < place else set()
    return before | behind if ends else before


def _rules(body: Sequence[Token], places: Iterable[int]) -> set[int]:
    return set(takewhile(lambda index: body[index].type == "hr", places))


class _Heading:
    """A heading, and where in the tokens it starts."""

    def __init__(self, start: int, level: int, text: str, token: Token) -> None:
        self.start, self.level, self.text = start, level, " ".join(text.split())
        self.line = token.map[0] if token.map else 0


def _heading_before(body: Sequence[Token], place: int) -> _Heading | None:
    """The heading that ends at a place."""
    last = body[place - 1] if place else None
    if last is None or last.level > 0:
        return None
    written = _HTML_HEADING.fullmatch(last.content) if last.type == "html_block" else None
    if written:
        return _Heading(place - 1, int(written[1]), html.unescape(_TAG.sub("", written[2])), last)
    if last.type == "heading_close":
        return _Heading(place - 3, int(last.tag[1]), _text_of(body[place - 2]), body[place - 3])
    if last.type == "paragraph_close" and _serves_as_heading(body[place - 2]):
        return _Heading(place - 3, _LOWEST, _text_of(body[place - 2]), body[place - 3])
    return None


def _serves_as_heading(inline: Token) -> bool:
    """Whether a paragraph is `**Notes**` or `Notes:` and nothing else."""
    if inline.content.rstrip("*_ ").endswith((":", "：")):  # the colon of Chinese and Japanese
        return True
    inner = [child for child in inline.children or () if child.content or child.type != "text"]
    return len(inner) > 1 and inner[0].type in {"strong_open", "em_open"} and inner[-1].type.endswith("_close")


def _text_of(inline: Token) -> str:
    """The words of a heading; "" if it has more than words, such as a note of its own or a picture."""
    children = inline.children or ()
    if any(child.type in {"footnote_ref", "image", "html_inline"} for child in children):
        return ""
    return "".join(child.content for child in children)


def _ends_section(body: Sequence[Token], place: int, level: int) -> bool:
    """Whether nothing of the section follows at a place."""
    following = body[place] if place < len(body) else None
    if following is None or following.type == "hr":
        return True
    written = _HTML_HEADING.match(following.content) if following.type == "html_block" else None
    if written:
        return int(written[1]) <= level
    return following.type == "heading_open" and int(following.tag[1]) <= level
