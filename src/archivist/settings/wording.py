"""Texts that the settings give in several languages."""

from archivist.settings.setting_values import Wording


def worded(wording: Wording, language: str) -> str:
    """The text for a language; where there is none for it, the first one given."""
    if isinstance(wording, str):
        return wording
    bare = language.split("-", 1)[0]
    return wording.get(language) or wording.get(bare) or next(iter(wording.values()), "")
