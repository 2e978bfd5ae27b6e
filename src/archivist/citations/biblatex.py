"""Citations as BibLaTeX in UTF-8 (biblatex 3.20, 2.1.1 and 2.2): `@article` with `entrysubtype`.

Titles and names that are not taken apart are in braces of their own, so that no style changes their case or takes a
part of a body's name for a family name. Roles that BibLaTeX has no field for have fields of their own names, which
styles pass over.
"""

import re
from collections.abc import Iterable, Iterator

from archivist.citations.citation import Citation, Name
from archivist.front_matter.roles import NAMES as ROLES
from archivist.text.languages import script

# Characters with a meaning in TeX. Braces are named, since readers count those that are written.
_ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{character: f"\\{character}" for character in "&%$#_"},
    }
)
# Where TeX would make one character of two: -- an en dash, `` a quotation mark, ?` the Spanish one.
_LIGATURE = re.compile(r"(?<=-)(?=-)|(?<=`)(?=`)|(?<=')(?=')|(?<=,)(?=,)|(?<=<)(?=<)|(?<=>)(?=>)|(?<=[!?])(?=`)")
# Names of languages for babel and polyglossia; `langid` of a language that is not here is its tag.
_BABEL = {
    **{"ar": "arabic", "az": "azerbaijani", "be": "belarusian", "bg": "bulgarian", "cs": "czech", "de": "ngerman"},
    **{"el": "greek", "en": "english", "es": "spanish", "fa": "persian", "fr": "french", "he": "hebrew"},
    **{"hi": "hindi", "hy": "armenian", "it": "italian", "ja": "japanese", "ka": "georgian", "ko": "korean"},
    **{"nl": "dutch", "pl": "polish", "pt": "portuguese", "ru": "russian", "tr": "turkish", "uk": "ukrainian"},
    **{"sr-Cyrl": "serbianc", "sr-Latn": "serbian", "zh-Hans": "chinese-simplified", "zh-Hant": "chinese-traditional"},
}


def write(citations: Iterable[Citation]) -> bytes:
    """The file."""
    return "\n".join(map(_entry, citations)).encode()


def language_id(tag: str) -> str:
    """The value of `langid` for a language."""
    bare = tag.split("-", 1)[0]
    return _BABEL.get(f"{bare}-{script(tag)}") or _BABEL.get(bare, tag)


def _entry(citation: Citation) -> str:
    fields = "".join(f"  {name} = {{{value}}},\n" for name, value in _fields(citation) if value)
    return f"@article{{{citation.id},\n{fields}}}\n"


def _fields(citation: Citation) -> Iterator[tuple[str, str]]:
    archived = citation.archived
    yield "entrysubtype", str(citation.kind)
    for role, people in citation.people.items():
        yield ROLES[role], " and ".join(map(_name, people))
    yield "title", f"{{{_escape(citation.title)}}}"
    yield "journaltitle", f"{{{_escape(citation.serial)}}}"
    yield "issuetitle", f"{{{_escape(citation.volume_title)}}}"
    yield "volume", str(citation.volume)
    yield "number", str(citation.issue)
    yield "date", citation.issued.isoformat()
    yield "pages", citation.pages.joined("--") if citation.pages else ""
    yield "issn", citation.issn
    yield "publisher", f"{{{_escape(citation.publisher)}}}" if citation.publisher else ""
    yield "location", _escape(citation.place)
    yield "langid", language_id(citation.language)
    yield "doi", _verbatim(citation.doi)
    if citation.ark:  # biblatex 3.20, 3.14.7: other electronic identifiers
        yield "eprint", _verbatim(citation.ark)
        yield "eprinttype", "ark"
    yield "urn", _verbatim(citation.urn_nbn)
    yield "url", _verbatim(citation.url)
    yield "urldate", citation.accessed.isoformat() if citation.accessed else ""
    yield "archiveurl", _verbatim(archived.address) if archived else ""
    yield "archivedate", archived.day.isoformat() if archived and archived.day else ""
    yield "abstract", _escape(citation.abstract)
    yield "keywords", ", ".join(map(_part, citation.keywords))
    for identifier in ("orcid", "isni"):
        yield identifier, "; ".join(_identified(citation, identifier))


def _identified(citation: Citation, identifier: str) -> Iterator[str]:
    """Names with their numbers."""
    everyone = {each.literal: each for people in citation.people.values() for each in people}
    numbers = ((name, getattr(each, identifier)) for name, each in everyone.items())
    return (f"{_escape(name)}: {number}" for name, number in numbers if number)


def _name(name: Name) -> str:
    """Family and given name with a comma; a name that is not taken apart in braces (biblatex 2.3.3)."""
    if not name.family:
        return f"{{{_escape(name.literal)}}}"
    parts = [_part(part) for part in (name.family, name.suffix, name.given) if part]
    has_particle = " " in name.family and any(word[0].islower() for word in name.family.split())
    return ", ".join([f"{{{parts[0]}}}" if has_particle else parts[0], *parts[1:]])


def _part(text: str) -> str:
    """A part of a name; in braces if it would be read as more than one."""
    escaped = _escape(text)
    return f"{{{escaped}}}" if re.search(r"\band\b|,", text, re.IGNORECASE) else escaped


def _escape(text: str) -> str:
    """The text, with nothing in it that TeX would take for a command or for another character."""
    return _LIGATURE.sub("{}", text.translate(_ESCAPES))


def _verbatim(address: str) -> str:
    """An address as it is (biblatex 2.2.1: verbatim fields); braces, which readers count, as percent codes."""
    return address.replace("{", "%7B").replace("}", "%7D")
