"""Feeds as articles: RSS, Atom and JSON Feed, read entry by entry.

Readers of feeds and of Blogger's exports use it. A package of its own below the readers, since they do not see one
another.
"""
