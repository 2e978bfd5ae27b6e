"""What of a glossary can be read and is probably not meant."""

from collections.abc import Iterator

from archivist.findings import Finding
from archivist.glossary.patterns import listed_patterns
from archivist.glossary.terms import ANY_LANGUAGE, Glossary, Term


def glossary_faults(glossary: Glossary) -> Iterator[Finding]:
    """References to terms that do not exist or lead in a circle, and forms that two terms have."""
    for term in glossary.terms:
        yield from _references(glossary, term)
    yield from _same_forms(glossary)


def _references(glossary: Glossary, term: Term) -> Iterator[Finding]:
    for key, named in (*(("see_also", each) for each in term.see_also), ("parent", term.parent)):
        if named == term.id:
            yield _finding(glossary, term, "glossary-reference", f"{key} of {term.id} names the term itself")
        elif named and glossary.find(named) is None:
            yield _finding(glossary, term, "glossary-reference", f"{key} of {term.id}: there is no term {named}")
    if term.parent != term.id and _is_above_itself(glossary, term):
        yield _finding(glossary, term, "glossary-reference", f"parent of {term.id} leads back to the term")


def _is_above_itself(glossary: Glossary, term: Term) -> bool:
    seen: set[str] = set()
    above = glossary.find(term.parent)
    while above is not None and above.id not in seen:
        if above.id == term.id:
            return True
        seen.add(above.id)
        above = glossary.find(above.parent)
    return False


def _same_forms(glossary: Glossary) -> Iterator[Finding]:
    """Forms as they are listed. A declined form that is also one of another term is no fault: Гори, горе."""
    told: set[tuple[str, str, str]] = set()
    for language in _languages(glossary):
        first: dict[tuple[tuple[frozenset[str], ...], tuple[str, ...]], str] = {}
        for pattern in listed_patterns(glossary, language):
            key = (tuple(word.forms for word in pattern.words), pattern.gaps)
            other = first.setdefault(key, pattern.term)
            term = glossary.find(pattern.term)
            if other == pattern.term or term is None or (other, pattern.term, pattern.name) in told:
                continue
            told.add((other, pattern.term, pattern.name))
            said = f"“{pattern.name}” of {term.id} is already a form of {other}"
            yield _finding(glossary, term, "glossary-same-form", said)


def _languages(glossary: Glossary) -> list[str]:
    """The languages that it has words in; if some are for any language, also one that it has none in."""
    tables = (table for term in glossary.terms for table in (term.names, term.forms, term.see))
    found = sorted({language for table in tables for language in table})
    return [language or "und" for language in found] if ANY_LANGUAGE in found else found


def _finding(glossary: Glossary, term: Term, code: str, message: str) -> Finding:
    return Finding(code, message, glossary.file, term.line)
