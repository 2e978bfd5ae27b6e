"""The archive's Markdown, set up once: what importers write, `articles` reads.

`parser` reads, `attribute_syntax`, `escaping`, `line` and `link_syntax` write. docs/writing.md describes the dialect.
"""
