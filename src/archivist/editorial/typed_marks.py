"""Quotation marks and dashes as typewriters had them: `"`, `--`, `---`, and what a language prints for them.

Judged paragraph by paragraph: only if every mark of a paragraph is plainly an opening or a closing one, in turn, is it
known what to write. Code, formulas, addresses and HTML are passed over.
"""

import re
from collections.abc import Iterator

from archivist.editorial.flaw import Flaw, shorten
from archivist.editorial.verbatim import Verbatim

_CURLY = ("“", "”")
_GUILLEMETS = ("«", "»")
_LOW = ("„", "“")
# Outer quotation marks by language (CLDR 46, `quotationStart`, `quotationEnd`; Georgian and Polish as printed).
_MARKS = {
    **dict.fromkeys(("en", "ga", "pt", "tr", "hi", "ko", "nl"), _CURLY),
    **dict.fromkeys(("ru", "uk", "be", "es", "it", "el", "hy", "az", "ca", "fa", "ar"), _GUILLEMETS),
    **dict.fromkeys(("ka", "de", "bg", "cs", "sk", "lt", "et", "is", "sl", "hr"), _LOW),
    **dict.fromkeys(("pl", "ro", "hu", "sr"), ("„", "”")),
    **dict.fromkeys(("sv", "fi"), ("”", "”")),
    "fr": ("«\u202f", "\u202f»"),
    "he": ("”", "”"),
}
_SPACED_EM = frozenset({"ru", "uk", "be", "bg", "lt", "lv"})  # where a dash between words is always the long one
_APOSTROPHE = frozenset({"en", "fr", "it", "ca", "ga", "uk"})  # written within words

_SUSPECT = re.compile(r"""["']|--""")
_PARAGRAPH = re.compile(r"(?:[^\n]|\n(?![ \t>]*\n))+")
# Each begins with a character, and what precedes it is looked at afterwards: that is many times as quick.
_QUOTE = re.compile(r'"(?<!\\")')
_HYPHENS = re.compile(r"--(?<![-\\!<|:]--)-?(?![-|:>])")
_WITHIN = re.compile(r"'(?<=[^\W\d_]')(?=[^\W\d_])")
# The title of a link or a picture, which Markdown has in such marks: `](address "title")`, `[label]: address "title"`.
_TITLE = re.compile(
    r"""\]\((?:[^()\s]|\([^()\s]*\)){0,2000}\s{1,9}"(?:[^"\\]|\\.){0,2000}"\s{0,9}\)"""
    r"""|^\ {0,3}\[[^\]\n]{1,300}\]:[ \t]*\S+\s{1,9}"[^"\n]{0,2000}\"""",
    re.MULTILINE,
)
_RULE = re.compile("[ \\t>|:=+*\u200b\ufeff-]*")  # all of a line: a rule, an underline, a row of a table
_OPENS_AFTER = frozenset(" \t\n([{—–-/*_„“«‘'>|~")
_CLOSES_BEFORE = frozenset(" \t\n)]}.,;:!?…—–-/*_”»’'|<~[")


def typed_flaws(text: str, body: int, language: str, verbatim: Verbatim) -> Iterator[Flaw]:
    """The marks of a text as typewriters had them; `body` is where its Markdown begins."""
    bare = language.split("-", 1)[0].lower()
    for paragraph in _PARAGRAPH.finditer(text, body):
        start, end = paragraph.span()
        if _SUSPECT.search(text, start, end) is None:
            continue
        yield from _quotes(text, start, end, bare, verbatim)
        yield from _apostrophes(text, start, end, bare, verbatim)
        yield from _hyphens(text, start, end, bare, verbatim)


def has_suspects(text: str, body: int) -> bool:
    """Whether a text has such marks at all."""
    return _SUSPECT.search(text, body) is not None


def _quotes(text: str, start: int, end: int, language: str, verbatim: Verbatim) -> Iterator[Flaw]:
    marks = _MARKS.get(language)
    if marks is None:
        return
    if '"' not in text[start:end]:
        return
    titles = [each.span() for each in _TITLE.finditer(text, start, end)]
    places = [
        place
        for place in (each.start() for each in _QUOTE.finditer(text, start, end))
        if not verbatim.touches(place, place + 1) and not any(first < place < last for first, last in titles)
    ]
    are_sure = len(places) % 2 == 0 and all(
        _is_opening(text, place, start) if number % 2 == 0 else _is_closing(text, place, end)
        for number, place in enumerate(places)
    )
    for number, place in enumerate(places):
        shown = shorten(" ".join(text[place : place + 30].split()), 20)
        yield Flaw(
            "straight-quotes",
            place,
            place + 1,
            f"{shown} has a straight quotation mark",
            marks[number % 2] if are_sure else None,
        )


def _is_opening(text: str, place: int, start: int) -> bool:
    following = text[place + 1 : place + 2]
    return (place == start or text[place - 1] in _OPENS_AFTER) and bool(following) and not following.isspace()


def _is_closing(text: str, place: int, end: int) -> bool:
    return (place + 1 >= end or text[place + 1] in _CLOSES_BEFORE) and not text[place - 1].isspace()


def _apostrophes(text: str, start: int, end: int, language: str, verbatim: Verbatim) -> Iterator[Flaw]:
    for each in _WITHIN.finditer(text, start, end) if language in _APOSTROPHE else ():
        if not verbatim.touches(*each.span()):
            yield Flaw(
                "straight-quotes", *each.span(), f"{_word_at(text, each.start())} has a straight apostrophe", "’"
            )


def _word_at(text: str, place: int) -> str:
    before = re.search(r"\w*$", text[max(0, place - 20) : place])
    after = re.match(r"\w*", text[place + 1 : place + 20])
    return f"{before[0] if before else ''}'{after[0] if after else ''}"


def _hyphens(text: str, start: int, end: int, language: str, verbatim: Verbatim) -> Iterator[Flaw]:
    for each in _HYPHENS.finditer(text, start, end):
        first = text.rfind("\n", 0, each.start()) + 1
        last = text.find("\n", each.end())
        line = text[first : last if last >= 0 else len(text)]
        before, after = text[each.start() - 1 : each.start()], text[each.end() : each.end() + 1]
        if _RULE.fullmatch(line) or verbatim.touches(*each.span()) or _is_option(before, after):
            continue
        says = f"{len(each[0])} hyphens are printed as they are"
        yield Flaw("hyphens-as-dash", *each.span(), says, _dash(each[0], before, after, language))


def _is_option(before: str, after: str) -> bool:
    """Whether it is of a command: `--fix`."""
    return (not before or before.isspace() or before in "(“«„\"'") and (not after or after.isalnum())


def _dash(hyphens: str, before: str, after: str, language: str) -> str | None:
    """The dash that is meant; None if that is not known."""
    if len(hyphens) == 3:
        return "—"
    if before.isdigit() and after.isdigit():
        return "–"
    if before.isspace() and after.isspace():
        return "—" if language in _SPACED_EM else "–"
    return None
