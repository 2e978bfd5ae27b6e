"""The values of `archivist.toml`: what each kind of them may be, and its canonical form."""

import datetime
import re
import uuid
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from archivist.identifiers import Pattern, Scheme, forms
from archivist.pages.page_grid import PAGE_FORMS, page_grid
from archivist.text import languages


def _language(tag: str) -> str:
    known = languages.normalise_tag(tag)
    if known is None:
        raise ValueError(f"{tag!r} is not a known language; write a BCP 47 tag such as en, ka, ru or zh-Hans")
    return known


def _unique(tags: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tags))


Language = Annotated[str, AfterValidator(_language)]


def _wording(value: object) -> object:
    if isinstance(value, str):
        return value
    if not isinstance(value, Mapping) or not all(isinstance(text, str) for text in value.values()):
        raise ValueError('write a text in quotation marks, or one for each language: { en = "…", ka = "…" }')
    return {_language(tag): text for tag, text in value.items()}


# One text for every language, or a table of one per language: title = "…" or title = { en = "…", ka = "…" }.
WordingForm = str | dict[Language, str]
Wording = Annotated[WordingForm, BeforeValidator(_wording)]
Languages = Annotated[tuple[Language, ...], AfterValidator(_unique)]


_HEX = re.compile(r"#[0-9a-f]{6}")
_COLOUR_FORMS = (
    'write "language", "year", a colour such as "#7a2e1d", or one for each language: { en = "#7a2e1d", ka = "#1f4e5f" }'
)
_LEAST_CONTRAST = 7.0  # of white on a colour: level AAA of WCAG 2.2, 1.4.6


def contrast_with_white(colour: str) -> float:
    """The contrast ratio of white and a colour (WCAG 2.2, “contrast ratio”): 1 to 21."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _cover_colour(value: object) -> str:
    colour = value.strip().lower() if isinstance(value, str) else ""
    if not _HEX.fullmatch(colour):
        raise ValueError(_COLOUR_FORMS)
    ratio = contrast_with_white(colour)
    if ratio < _LEAST_CONTRAST:
        raise ValueError(
            f"white type on {colour} has a contrast of {ratio:.1f} : 1, and needs 7 : 1; take a darker one"
        )
    return colour


def _colour(value: object) -> object:
    if value in ("language", "year"):
        return value
    if isinstance(value, Mapping) and value:
        return {_language(tag): _cover_colour(colour) for tag, colour in value.items()}
    return _cover_colour(value)


# Of covers: what decides it, one for all, or one for each language.
Colour = Annotated[str | dict[Language, str], BeforeValidator(_colour)]


def _page(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"write {PAGE_FORMS}")
    return page_grid(value).name


PageName = Annotated[str, BeforeValidator(_page)]


_SHIFT = re.compile(r"(\d{1,2}(?:\.\d{1,2})?) ?mm")
_MOST_SHIFT = 10.0  # millimetres; every page has more white at its sides


def _shift(value: object) -> str:
    found = _SHIFT.fullmatch(value) if isinstance(value, str) else None
    if found is None or float(found[1]) > _MOST_SHIFT:
        raise ValueError(f'write a length of at most {_MOST_SHIFT:g} millimetres, such as "3mm"')
    return f"{float(found[1]):g}mm"


# By how much something is moved, in millimetres.
Shift = Annotated[str, BeforeValidator(_shift)]


class Medium(StrEnum):
    """A form of the serial that has an ISSN of its own."""

    PDF = "pdf"
    EPUB = "epub"


# What an ISSN is given for: `print` is the paged form, `online` the other.
_MEDIA = {"pdf": Medium.PDF, "print": Medium.PDF, "epub": Medium.EPUB, "online": Medium.EPUB}
_ISSN_FORMS = (
    'write it as "1234-5679"; for each medium: { print = "…", online = "…" }; for each language: { en = "…", '
    'ka = { print = "…", online = "…" } }'
)


def _issns(value: object) -> object:
    """One ISSN, or a table of them by medium, by language, or by both; in canonical form."""
    if isinstance(value, str):
        return forms.issn(value) if value else ""
    if not isinstance(value, Mapping):
        raise ValueError(_ISSN_FORMS)
    if value and all(key in _MEDIA for key in value):
        return _by_medium(value)
    return {_language(key): _of_language(each) for key, each in value.items()}


def _of_language(value: object) -> str | dict[Medium, str]:
    if isinstance(value, Mapping):
        return _by_medium(value)
    if not isinstance(value, str) or not value:
        raise ValueError(_ISSN_FORMS)
    return forms.issn(value)


def _by_medium(value: Mapping[str, object]) -> dict[Medium, str]:
    found: dict[Medium, str] = {}
    for key, number in value.items():
        if key not in _MEDIA or not isinstance(number, str) or not number:
            raise ValueError(_ISSN_FORMS)
        if _MEDIA[key] in found:
            raise ValueError(f"{key!r} sets the ISSN of the {_MEDIA[key].upper()} a second time")
        found[_MEDIA[key]] = forms.issn(number)
    return found


# One for all, or by medium, or by language, or by both.
Issns = Annotated[str | dict[Medium, str] | dict[Language, str | dict[Medium, str]], BeforeValidator(_issns)]


def _issn(value: str) -> str:
    return forms.issn(value) if value else ""


# The ISSN of one thing: the serial in all media, or another serial.
Issn = Annotated[str, AfterValidator(_issn)]


def _isbns(value: object) -> dict[Medium, str]:
    """The ISBNs of an edition by medium, in canonical form: each form of a book has an ISBN of its own (ISO 2108)."""
    if not isinstance(value, Mapping):
        raise ValueError('the PDF and the EPUB have an ISBN each: { pdf = "978-…", epub = "978-…" }')
    found: dict[Medium, str] = {}
    for key, number in value.items():
        if key not in _MEDIA or not isinstance(number, str) or not number:
            raise ValueError('write the ISBN of each medium: { pdf = "978-…", epub = "978-…" }')
        if _MEDIA[key] in found:
            raise ValueError(f"{key!r} sets the ISBN of the {_MEDIA[key].upper()} a second time")
        found[_MEDIA[key]] = forms.isbn(number)
    if len(set(found.values())) < len(found):
        raise ValueError("the PDF and the EPUB have the same ISBN; each needs one of its own")
    return found


Isbns = Annotated[dict[Medium, str], BeforeValidator(_isbns)]


def _pattern(scheme: Scheme, *, of_articles: bool = False) -> AfterValidator:
    """A check of a pattern that identifiers are made by; an empty one makes none."""

    def check(text: str) -> str:
        if text:
            Pattern(scheme, text, of_articles)
        return text

    return AfterValidator(check)


def _given(scheme: Scheme) -> AfterValidator:
    """The canonical form of an identifier that is given, not made."""
    return AfterValidator(lambda text: scheme.canonical(text) if text else "")


# An edition, or a later version of it: 2022-02.en, 2022-02.en.2.
_EDITION = re.compile(r"(?P<volume>\d{4}[0-9A-Za-z-]*)\.(?P<language>[A-Za-z0-9-]+)(?:\.(?P<version>[1-9]\d*))?")


def _edition(name: str) -> str:
    form = _EDITION.fullmatch(name)
    if form is None:
        raise ValueError(
            f'{name!r} is not an edition; write volume and language, "2022-02.en", of a new version also '
            'its number, "2022-02.en.2"'
        )
    version = form["version"] or "1"
    return f"{form['volume']}.{_language(form['language'])}" + (f".{version}" if version != "1" else "")


EditionName = Annotated[str, AfterValidator(_edition)]

_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def _first_date(value: object) -> object:
    """A day, a month or a year in the form of ISO 8601 and EDTF level 0."""
    said = 'write a day, a month or a year: "1998-05-03", "1998-05", "1998"'
    text = value.isoformat() if type(value) is datetime.date else value
    if text == "":
        return text
    if not isinstance(text, str) or not _DAY.fullmatch(text):
        raise ValueError(f"{value!s:.40} is not a date; {said}")
    try:
        datetime.date.fromisoformat(text + "-01-01"[len(text) - 4 :] if len(text) < 10 else text)
    except ValueError:
        raise ValueError(f"{text} is not a valid date; {said}") from None
    return text


# When the serial began: "1998-05-03", "1998-05" or "1998".
FirstDate = Annotated[str, BeforeValidator(_first_date)]

_EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>]+")


def _email(text: str) -> str:
    if text and not _EMAIL.fullmatch(text):
        raise ValueError(f"{text[:80]!r} is not an e-mail address")
    return text


_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S")


def archive_id(text: str) -> str:
    """A UUID as its URN, any other URI as written. Raises ValueError if it is neither."""
    if not text:
        return text
    try:
        return uuid.UUID(text).urn
    except ValueError:
        pass
    if not _SCHEME.match(text):
        raise ValueError(f"{text!r} is not an id: write a UUID, a URN or an address of your own, and never change it")
    return text


_SIZE = re.compile(r"(\d+(?:\.\d+)?) ?(B|kB|MB|GB|KiB|MiB|GiB)", re.IGNORECASE)
_BYTES = {"b": 1, "kb": 10**3, "mb": 10**6, "gb": 10**9, "kib": 2**10, "mib": 2**20, "gib": 2**30}


def _size(value: object) -> object:
    """Bytes from words: decimal units as in SI, binary ones as in IEC 80000-13. Whole numbers are bytes already."""
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise ValueError('write a size such as "20 MB" or "500 kB", or a number of bytes')
    if isinstance(value, int):
        return value
    form = _SIZE.fullmatch(value.strip())
    if form is None:
        raise ValueError(f'{value!r} is not a size; write one such as "20 MB" or "500 kB", or a number of bytes')
    return int(Decimal(form[1]) * _BYTES[form[2].lower()])


# How large a file may be, in bytes: 20000000, "20 MB", "500 kB", "1.5 MiB".
Size = Annotated[int, BeforeValidator(_size), Field(ge=1)]


class MailSecurity(StrEnum):
    """How the connection is encrypted."""

    STARTTLS = "starttls"  # RFC 3207, port 587
    TLS = "tls"  # from the first byte (RFC 8314), port 465
    NONE = "none"  # on this computer, or in a network that is trusted; never with a password elsewhere


Email = Annotated[str, AfterValidator(_email)]
ArchiveIdText = Annotated[str, AfterValidator(archive_id)]
DoiPattern = Annotated[str, _pattern(Scheme.DOI)]
ArkPattern = Annotated[str, _pattern(Scheme.ARK)]
UrnNbnPattern = Annotated[str, _pattern(Scheme.URN_NBN)]
ArticleDoiPattern = Annotated[str, _pattern(Scheme.DOI, of_articles=True)]
ArticleArkPattern = Annotated[str, _pattern(Scheme.ARK, of_articles=True)]
ArticleUrnNbnPattern = Annotated[str, _pattern(Scheme.URN_NBN, of_articles=True)]
Doi = Annotated[str, _given(Scheme.DOI)]
Ark = Annotated[str, _given(Scheme.ARK)]
UrnNbn = Annotated[str, _given(Scheme.URN_NBN)]
