"""What kramdown, Jekyll's Markdown, has beyond Markdown and does not print (kramdown.gettalong.org/syntax.html)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOC = re.compile(r"^(?:[ ]{0,3}(?:[-*+]|\d{1,3}[.)])[ \t][^\n]*\n)?[ \t]*\{:[ \t]*toc\b[^}\n]*\}[ \t]*$", re.MULTILINE)
_ABBREVIATION = re.compile(r"^ {0,3}\*\[([^\]\n]{1,200})\]:[ \t]*([^\n]*)\n?", re.MULTILINE)
_OPENING = re.compile(r"\{::(comment|nomarkdown|options)\b[^}\n]{0,500}?(/?)\}")
_ENDS = {name: re.compile(rf"\{{:/(?:{name})?\}}") for name in ("comment", "nomarkdown")}


@dataclass(frozen=True, slots=True)
class Unprinted:
    """A part of a text that is not printed."""

    start: int
    end: int
    kept: str  # what of it is
    what: str  # to be reported; "" if all its words are kept


def tables_of_contents(text: str) -> Iterator[Unprinted]:
    """The places for tables of contents, which other programs know as well."""
    for match in _TOC.finditer(text):
        yield Unprinted(match.start(), match.end(), "", "the table of contents")


def find_unprinted(text: str) -> Iterator[Unprinted]:
    """Abbreviations, comments and the like, those of a kind in order."""
    for match in _ABBREVIATION.finditer(text):
        meaning = " ".join(match[2].split())
        yield Unprinted(match.start(), match.end(), "", f"what “{match[1]}” stands for (“{meaning[:60]}”)")
    yield from _extensions(text)


def _extensions(text: str) -> Iterator[Unprinted]:
    """`{::comment}…{:/}` and the like."""
    done = 0
    ends: dict[str, re.Match[str] | None] = {}
    for match in _OPENING.finditer(text):
        name = match[1]
        if match.start() < done:
            continue
        if name == "options" or match[2]:
            done = match.end()
            yield Unprinted(match.start(), done, "", f"an option for kramdown, “{match[0][:60]}”")
            continue
        known = ends.get(name)
        if name not in ends or (known and known.start() < match.end()):
            ends[name] = _ENDS[name].search(text, match.end())
        end = ends[name]
        if end is None:
            continue
        done, inner = end.end(), text[match.end() : end.start()]
        if name == "comment":
            yield Unprinted(match.start(), done, "", f"a comment for authors (“{' '.join(inner.split())[:60]}”)")
        else:
            yield Unprinted(match.start(), done, inner, "")
