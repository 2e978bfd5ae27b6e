"""The forms of Russian names and terms, by tables of endings.

After A. A. Zaliznyak, “Grammatical Dictionary of the Russian Language”: an ending of the nominative allows a series of
endings. A name that could follow two series gets both, since the forms that do not exist are in no text. Names in -е,
-и, -о, -у, -ы, -э of which no series is known do not decline.
"""

from collections.abc import Iterable, Iterator, Sequence

# Ending of the nominative, longest first: how much of it is dropped, and what comes instead.
_ADJECTIVES: tuple[tuple[str, int, str], ...] = (
    ("ый", 2, "ый ого ому ым ом ые ых ыми"),
    ("ой", 2, "ой ого ому ым ом ые ых ыми им их ими ие"),
    ("ний", 2, "ий его ему им ем ие их ими"),
    ("ий", 2, "ий ого ому им ом его ему ем ие их ими"),
    ("ая", 2, "ая ой ую ою ей ею ые ие ых их ым им ыми ими"),
    ("яя", 2, "яя ей юю ею ие их им ими"),
    ("ое", 2, "ое ого ому ым им ом ые ие ых их ыми ими"),
    ("ее", 2, "ее его ему им ем ие их ими"),
    ("ые", 2, "ые ых ым ыми"),
    ("ие", 2, "ие их им ими"),
)
_NOUNS: tuple[tuple[str, int, str], ...] = (
    ("ский", 2, "ий ого ому им ом ие их ими"),
    ("цкий", 2, "ий ого ому им ом ие их ими"),
    ("ская", 2, "ая ой ую ою ие их им ими"),
    ("цкая", 2, "ая ой ую ою ие их им ими"),
    ("ый", 2, "ый ого ому ым ом ые ых ыми"),
    ("ия", 2, "ия ии ию ией иею ий иям иями иях"),
    ("ья", 1, "я и е ю ей ею ям ями ях"),
    ("я", 1, "я и е ю ей ею ь ям ями ях"),
    ("а", 1, "а - ы и е у ой ою ей ею ам ами ах"),
    ("ий", 2, "ий ия ию ием ии иев иям иями иях"),
    ("й", 1, "й я ю ем е и ев ям ями ях"),
    ("ь", 1, "ь я и ю ем е ью ей ям ями ях"),
    ("ие", 2, "ие ия ию ием ии ий иям иями иях"),
    ("ье", 2, "ье ья ью ьем ьи ий ьям ьями ьях"),
    ("о", 1, "о - а у ом е ам ами ах"),
    ("ы", 1, "ы - ов ам ами ах"),
    ("е", 0, ""),
)
_HARD = ("а", "о", "ы")  # rows of stems whose endings depend on their last letter
_CONSONANT = ("а", "у", "ом", "ем", "е", "ы", "и", "ов", "ев", "ей", "ам", "ами", "ах", "ым")
_FLEETING = {"ец": "ц", "ок": "к", "ек": "к", "ел": "л", "ень": "н"}  # отец, отца; the vowel is lost before endings
_SOFT = ["я", "ю", "ем", "е", "и", "ей", "ям", "ями", "ях"]
_NO_Y, _NO_O = "гкхжчшщ", "жчшщц"
_VOWELS = "аеёиоуыэюя"
_BEFORE_NOUN = ("ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ие")


def plain(text: str) -> str:
    """The text with е for ё, which texts write or leave out."""
    return text.replace("ё", "е").replace("Ё", "Е")


def forms_of_noun(word: str) -> frozenset[str]:
    """Every form of a noun or a name given in the nominative, itself among them; е stands for ё."""
    return frozenset({plain(word), *_forms(plain(word))})


def forms_of_adjective(word: str) -> frozenset[str]:
    """Every form of an adjective given in the nominative, itself among them; е stands for ё."""
    word = plain(word)
    return frozenset({word, *_by_table(word, _ADJECTIVES)})


def is_before_noun(word: str) -> bool:
    """Whether a word looks like an adjective."""
    return len(word) > 3 and plain(word).endswith(_BEFORE_NOUN)


def _forms(word: str) -> Iterator[str]:
    if not word[-1:].islower() or not word[-1:].isalpha() or len(word) < 3:  # СССР, «Известия-2», Ли
        return
    yield from _by_table(word, _NOUNS)
    for full, short in _FLEETING.items():
        if word.endswith(full) and len(word) > len(full) + 1:
            before = word.removesuffix(full)
            soft = "ь" if full == "ец" and before[-1:] == "л" else ""
            stem = f"{before}{soft}{short}"
            yield from (stem + each for each in (_SOFT if full == "ень" else _hard(stem, _CONSONANT)))
    if word[-1] not in f"{_VOWELS}йь":
        yield from (word + each for each in _hard(word, _CONSONANT))


def _hard(stem: str, endings: Iterable[str]) -> Iterator[str]:
    """The endings that a stem can have: spelling allows no ы after г, к, х and the hushing consonants, else no и."""
    last = stem[-1:]
    for ending in endings:
        is_excluded = (
            (ending.startswith("ы") and last in _NO_Y)
            or (ending == "и" and last not in _NO_Y)
            or (ending in {"ем", "ей", "ею", "ев"} and last not in _NO_O)
        )
        if not is_excluded:
            yield ending.removeprefix("-")


def _by_table(word: str, table: Sequence[tuple[str, int, str]]) -> Iterator[str]:
    """The forms by the first row of the table that the word ends in."""
    for ending, dropped, endings in table:
        if word.endswith(ending) and len(word) > len(ending):
            stem, each_ending = word[: len(word) - dropped], endings.split()
            yield from (stem + each for each in (_hard(stem, each_ending) if ending in _HARD else each_ending))
            return
