"""Check characters of ARK and URN:NBN, which python-stdnum does not know."""

from archivist.identifiers.invalid import InvalidIdentifierError

# Digits and consonants without l: the alphabet of NOID, in which each character counts as its position.
_NOID = "0123456789bcdfghjkmnpqrstvwxz"
# The numbers that the German National Library gives to the characters of a URN, for its check digit.
_NBN = {
    **{"0": 1, "1": 2, "2": 3, "3": 4, "4": 5, "5": 6, "6": 7, "7": 8, "8": 9, "9": 41},
    **{"a": 18, "b": 14, "c": 19, "d": 15, "e": 16, "f": 21, "g": 22, "h": 23, "i": 24, "j": 25, "k": 42, "l": 26},
    **{"m": 27, "n": 13, "o": 28, "p": 29, "q": 31, "r": 12, "s": 32, "t": 33, "u": 11, "v": 34, "w": 35, "x": 36},
    **{"y": 37, "z": 38, "-": 39, ":": 17, "_": 43, "/": 45, ".": 47, "+": 49},
}


def noid(name: str) -> str:
    """The check character of `NAAN/name`, without `ark:` (NOID check digit algorithm, John Kunze, 2006).

    Each character counts by its position from 1; characters that are not in the alphabet count as 0. It finds every
    single wrong character of the alphabet and every two that are exchanged, up to a length of 28.
    """
    return _NOID[sum(place * max(0, _NOID.find(each)) for place, each in enumerate(name, 1)) % len(_NOID)]


def nbn(urn: str) -> str:
    """The check digit of a URN:NBN without it, `urn:nbn:de:…`, by the rule of the German National Library.

    Each character becomes one or two digits; the sum of the digits times their positions, from 1, is divided by the
    last digit, and the last digit of the whole part is the check digit. Raises InvalidIdentifierError for a character
    that has no number.
    """
    unknown = next((each for each in urn.lower() if each not in _NBN), "")
    if unknown:
        raise InvalidIdentifierError(f"{unknown!r} cannot be in a URN:NBN with a check digit")
    digits = [int(digit) for each in urn.lower() for digit in str(_NBN[each])]
    return str(sum(place * digit for place, digit in enumerate(digits, 1)) // digits[-1])[-1]
