"""The forms that a name or a term takes in a text, by the rules of its language."""

from archivist.glossary.declension.declined_words import WordForms, declined_words, spelling

__all__ = ["WordForms", "declined_words", "spelling"]
