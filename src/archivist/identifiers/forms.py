"""The forms of identifiers: each function returns the canonical form of what is written, its check digit verified.

All raise InvalidIdentifierError, which says what is wrong.
"""

# Only archives that have such numbers need the library.
# ruff: noqa: PLC0415

import re

from archivist.identifiers import check_characters
from archivist.identifiers.invalid import InvalidIdentifierError

_SHOWN = 80  # characters of what is written, in a message

# DOI Handbook 2.2: a prefix of the directory 10, and a suffix of any printable characters.
_DOI = re.compile(r"(?:doi:\s*|https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}(?:\.\d+)*/[^\s<>]+)", re.IGNORECASE)
# RFC draft-kunze-ark: a name assigning authority number, which has digits and consonants, and a name.
_ARK = re.compile(r"(?:https?://[^/\s]+/)?(?:ark:/?)?([0-9bcdfghjkmnpqrstvwxz]{5,9})/([A-Za-z0-9=~*+@_$%./-]+)")
# RFC 8458: a country and its subdivisions, then after the first hyphen the name that was given there.
_URN_NBN = re.compile(r"urn:nbn:([a-z]{2}(?::[a-z0-9]+)*)-([A-Za-z0-9()+,.:=@;$_!*'%/&~-]+)", re.IGNORECASE)
_RESOLVER = re.compile(r"https?://[^/\s]+/(?:resolver\?identifier=)?(?=urn:)", re.IGNORECASE)
_ORCID_ADDRESS = re.compile(r"https?://orcid\.org/", re.IGNORECASE)
_ISNI_ADDRESS = re.compile(r"https?://(?:www\.)?isni\.org/(?:isni/)?", re.IGNORECASE)


def issn(written: str) -> str:
    """An ISSN (ISO 3297): 1234-5679, written in this form."""
    from stdnum import issn as numbers
    from stdnum.exceptions import InvalidChecksum, ValidationError

    try:
        if numbers.format(numbers.validate(written)) == written:
            return written
    except InvalidChecksum:
        check = numbers.calc_check_digit(numbers.compact(written)[:-1])
        raise InvalidIdentifierError(f"{written} is not an ISSN: the check digit should be {check}") from None
    except ValidationError:
        pass
    said = f"{written[:_SHOWN]!r} is not an ISSN; write four digits, a hyphen, three digits and the check digit"
    raise InvalidIdentifierError(said)


def isbn(written: str) -> str:
    """An ISBN of 13 digits with the hyphens that belong there (ISO 2108): 978-3-16-148410-0. Also from one of 10."""
    from stdnum import isbn as numbers
    from stdnum.exceptions import InvalidChecksum, ValidationError

    try:
        return str(numbers.format(numbers.to_isbn13(numbers.validate(written))))
    except InvalidChecksum:
        raise InvalidIdentifierError(f"{written[:_SHOWN]!r} is not an ISBN: its check digit is wrong") from None
    except ValidationError:
        said = f"{written[:_SHOWN]!r} is not an ISBN; write its 13 digits, with or without hyphens"
        raise InvalidIdentifierError(said) from None


def doi(written: str) -> str:
    """A DOI without its resolver: 10.1234/abc."""
    match = _DOI.fullmatch(written.strip())
    if match is None:
        raise InvalidIdentifierError(f"{written[:_SHOWN]!r} is not a DOI such as 10.1234/abc")
    return match[1]


def ark(written: str) -> str:
    """An ARK without its resolver: ark:12345/x54xz321. A check character is not verified: an ARK need not have one."""
    match = _ARK.fullmatch(written.strip())
    if match is None or match[2][-1] in "./-" or match[2][0] in "./-":
        raise InvalidIdentifierError(f"{written[:_SHOWN]!r} is not an ARK such as ark:12345/x54xz321")
    return f"ark:{match[1]}/{match[2]}"


def checked_ark(written: str) -> str:
    """An ARK whose last character is the check character of NOID."""
    found = ark(written)
    name = found.removeprefix("ark:").replace("-", "")  # hyphens mean nothing in an ARK
    if check_characters.noid(name[:-1]) != name[-1]:
        wanted = check_characters.noid(name[:-1])
        raise InvalidIdentifierError(f"{found[:_SHOWN]!r} has a wrong check character: it should end in {wanted}")
    return found


def urn_nbn(written: str) -> str:
    """A URN:NBN without its resolver: urn:nbn:fi-fe19991055. The check digit of a German one is verified."""
    match = _URN_NBN.fullmatch(_RESOLVER.sub("", written.strip()))
    if match is None:
        raise InvalidIdentifierError(f"{written[:_SHOWN]!r} is not a URN:NBN such as urn:nbn:fi-fe19991055")
    found = f"urn:nbn:{match[1].lower()}-{match[2]}"
    return checked_urn_nbn(found) if has_check_digit(found) else found


def checked_urn_nbn(found: str) -> str:
    """A URN:NBN, in its canonical form, whose last character is the check digit of the German National Library."""
    check = check_characters.nbn(found[:-1])
    if check != found[-1]:
        raise InvalidIdentifierError(f"{found[:_SHOWN]!r} has a wrong check digit: it should end in {check}")
    return found


def has_check_digit(urn: str) -> bool:
    """Whether URN:NBNs of this country always end in a check digit: those of Germany do."""
    return urn.lower().startswith(("urn:nbn:de:", "urn:nbn:de-"))


def orcid(written: str) -> str:
    """An ORCID: 0000-0002-1825-0097."""
    return _isni(_ORCID_ADDRESS.sub("", written.strip()), "an ORCID", "-")


def isni(written: str) -> str:
    """An ISNI (ISO 27729): 0000 0001 2281 955X."""
    return _isni(_ISNI_ADDRESS.sub("", written.strip()), "an ISNI", " ")


def _isni(number: str, what: str, separator: str) -> str:
    """Sixteen digits in groups of four; the last is a check digit by ISO 7064 MOD 11-2, which may be X."""
    from stdnum import isni as numbers
    from stdnum.exceptions import InvalidChecksum, ValidationError
    from stdnum.iso7064 import mod_11_2

    try:
        digits = str(numbers.validate(number))
    except InvalidChecksum:
        check = mod_11_2.calc_check_digit(numbers.compact(number)[:-1])
        raise InvalidIdentifierError(f"{number[:40]!r} is not {what}: the check digit should be {check}") from None
    except ValidationError:
        said = f"{number[:40]!r} is not {what}: sixteen digits, the last of which may be X"
        raise InvalidIdentifierError(said) from None
    return separator.join(digits[place : place + 4] for place in range(0, 16, 4))
