"""The forms of an English noun: its plural. Its possessive is the same word before an apostrophe."""

_SIBILANTS = ("s", "x", "z", "ch", "sh")
_AFTER_HEAD = frozenset({"of", "for", "in", "on", "at", "to", "among", "and", "the"})


def forms_of_noun(word: str) -> frozenset[str]:
    """The singular and the plural of a noun; irregular plurals are left to the dictionary."""
    if len(word) < 3 or not word[-1].islower():
        return frozenset({word})
    if word.endswith("y") and word[-2] not in "aeiou":
        return frozenset({word, f"{word}s", f"{word[:-1]}ies"})
    return frozenset({word, word + ("es" if word.endswith(_SIBILANTS) else "s")})


def head(words: list[str]) -> int:
    """The word that has the plural: the one before a preposition, else the last."""
    return next((at - 1 for at, word in enumerate(words) if at and word in _AFTER_HEAD), len(words) - 1)
