"""Tags of programs that are not HTML's: those of Word and PowerPoint. They are never words."""

# Prefixes of Word's and PowerPoint's names. They say what a word is, or nothing; the words stay.
_SILENT_PREFIXES = frozenset({"o", "st1", "st2", "w", "v", "u1", "u2", "u3", "u4", "x", "p", "a"})


def is_silent(name: str) -> bool:
    """Whether a name is one of Word's, which leaves nothing to be reported as long as its words stay."""
    prefix, colon, _ = name.partition(":")
    return bool(colon) and prefix in _SILENT_PREFIXES
