"""The forms of a Georgian noun: cases, postpositions, plurals, and the particles that are written together with them.

After G. Hewitt, “Georgian: A Structural Reference Grammar” (1995), chapter 2: a stem in a consonant has -ი in the
nominative; one in -ა or -ე loses its vowel before -ის and -ით; one in -ო or -უ, and many a name, keeps it. Stems that
lose a vowel inside (წყალი, წყლის) are left to the dictionary.
"""

from collections.abc import Iterator

_VOWELS = "აეიოუ"
# After a stem in a consonant, or one that lost its vowel.
_GENITIVE = ("ის", "ისა", "ისთვის", "ისათვის", "ისგან", "ისაგან", "ისკენ", "ისამებრ", "ისებრ")
_INSTRUMENTAL = ("ით", "ითა", "იდან", "ითგან")
_PLURALS = ("ებ",)
_CONSONANT = (
    *("ი", "მა", "ს", "სა", "ად", "ადა", "ო", "ში", "ზე", "თან", "ამდე", "ამდის", "ივით", "სავით"),
    *_GENITIVE,
    *_INSTRUMENTAL,
)
# After a vowel that stays.
_VOWEL = (
    *("", "მ", "ს", "სა", "დ", "ვ", "ო", "ში", "ზე", "სთან", "მდე", "მდის", "სავით", "სთვის", "სათვის", "სგან"),
    *("საგან", "სკენ", "სებრ", "დან", "თი", "თ", "თურთ"),
)
# After a vowel that was lost.
_SHORTENED = (*_GENITIVE, *_INSTRUMENTAL)
_OLD_PLURAL = ("ნი", "თა", "თ", "თაგან", "თათვის")
_AFTER_VOWEL = ("", "ც", "ა", "ცა", "ვე", "ღა", "ო")
_AFTER_CONSONANT = ("", "აც", "ა", "აა", "ვე", "ღა", "ო")


def forms_of_noun(word: str) -> frozenset[str]:
    """Every form of a noun given in the nominative, the nominative itself among them."""
    return frozenset(form + particle for form in _cases(word) for particle in _particles(form))


def forms_of_name(word: str) -> frozenset[str]:
    """Every form of a name. One in -ი may keep it, as გიორგი does: გიორგიმ."""
    kept = (word + each for each in _VOWEL) if word.endswith("ი") else ()
    return frozenset({*forms_of_noun(word), *(form + particle for form in kept for particle in _particles(form))})


def forms_before_noun(word: str) -> frozenset[str]:
    """The forms of a word that agrees with the noun after it: ქართული, ქართულმა, ქართულ. Names stay as they are."""
    if not word.endswith("ი") or len(word) < 3:
        return frozenset({word})
    stem = word[:-1]
    return frozenset({word, stem, f"{stem}მა", f"{stem}ო"})


def _cases(word: str) -> Iterator[str]:
    ending, stem = word[-1:], word[:-1]
    if ending == "ი" and len(word) > 2:
        yield from _consonant_stem(stem)
    elif ending in _VOWELS and ending:
        yield from (word + each for each in _VOWEL)
        yield from (f"{word}{each}" for each in _OLD_PLURAL)
        if len(word) > 2:
            yield from (stem + each for each in _SHORTENED)
            yield from _plural(stem)
        yield from _plural(word)
    else:
        yield word
        yield from _consonant_stem(word)


def _consonant_stem(stem: str) -> Iterator[str]:
    yield from (stem + each for each in _CONSONANT)
    yield from (stem + each for each in _OLD_PLURAL)
    yield from _plural(stem)


def _plural(stem: str) -> Iterator[str]:
    return (stem + plural + each for plural in _PLURALS for each in _CONSONANT)


def _particles(form: str) -> tuple[str, ...]:
    return _AFTER_VOWEL if form[-1:] in _VOWELS else _AFTER_CONSONANT
