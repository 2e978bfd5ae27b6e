"""A package for each kind of source: each reads it, and yields the articles found in it."""
