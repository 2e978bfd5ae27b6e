"""Glossaries and texts for tests."""

from archivist.glossary import Glossary, find_in_xhtml, parse_glossary


def glossary(*terms: str) -> Glossary:
    """A glossary of terms, each the lines of its table."""
    return parse_glossary("".join(f"[[term]]\n{term}\n" for term in terms).encode())


def found(xhtml: str, language: str, *terms: str) -> list[tuple[str, str]]:
    """The mentions of a text: id of the term, and the words."""
    mentions = find_in_xhtml(f"<body>{xhtml}</body>", language, glossary(*terms))
    return [(mention.term, mention.text) for mention in mentions]


def words(text: str, language: str, term: str) -> list[str]:
    """How a text of one paragraph names a term."""
    return [each for _, each in found(f"<p>{text}</p>", language, term)]
