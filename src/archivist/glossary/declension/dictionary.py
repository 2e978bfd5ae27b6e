"""The base form of a common word, from the dictionaries of simplemma. They know few names."""

from functools import cache, lru_cache

_SHORTEST = 3  # letters; shorter words are mostly particles


@cache
def has_dictionary(language: str) -> bool:
    """Whether there is a dictionary of the language (a tag without script and region)."""
    import simplemma  # noqa: PLC0415  # only archives with terms that are common words need it

    try:
        simplemma.is_known("a", lang=language)
    except ValueError:
        return False
    return True


def is_known(word: str, language: str) -> bool:
    """Whether a dictionary lists a word or a form of it, in any case. False if there is no dictionary."""
    import simplemma  # noqa: PLC0415

    if not has_dictionary(language):
        return False
    return any(simplemma.is_known(each, lang=language) for each in dict.fromkeys((word, word.lower())))


@lru_cache(maxsize=100_000)
def base_form(word: str, language: str) -> str:
    """The form under which a dictionary lists a word; the word itself if it lists none."""
    import simplemma  # noqa: PLC0415

    return str(simplemma.lemmatize(word, lang=language)) if len(word) >= _SHORTEST else word
