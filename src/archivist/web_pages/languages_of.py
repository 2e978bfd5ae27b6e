"""The language of an article: what the page says, checked against the words."""

import re
from collections.abc import Iterator

from archivist.findings import Finding
from archivist.reader_api.declared_language import language_that_overrules
from archivist.reader_api.found import Wishes
from archivist.reader_api.language import language_of
from archivist.text import languages as tags
from archivist.text.xml_element import Element
from archivist.web_pages.page_facts import Facts

_SAMPLE = 20_000  # letters by which a language is recognised


def declared_tag(body: Element, facts: Facts) -> str:
    """The tag the page gives: on the body or around it, of the page, in its marks; "" if none is a language."""
    return next((tag for written in _declarations(body, facts) if (tag := _tag(written))), "")


def _declarations(body: Element, facts: Facts) -> Iterator[str]:
    for element in (body, *body.iterancestors()):
        yield element.get("lang") or element.get("xml:lang") or ""
    yield facts.language


def _tag(written: str) -> str:
    # og:locale has `en_US` for pages that never chose a country; so have many `<html lang>`.
    return tags.normalise_tag(re.split(r"[,;\s]", written.strip())[0]) or "" if written.strip() else ""


def determine_language(said: str, text: str, wishes: Wishes) -> tuple[str, list[Finding]]:
    """The language of a text: what the page says, unless the words are plainly in another language."""
    if said:
        said = as_in_archive(said, wishes)
        guess = language_that_overrules(said, text[:_SAMPLE], wishes.languages)
        if guess:
            message = f"the page declares the language {said}, but its words are {guess.tag}: {guess.why}"
            return guess.tag, [Finding("import-guessed", message)]
        return said, []
    if wishes.language:
        return wishes.language, []
    guess = language_of(text[:_SAMPLE], wishes.languages)
    if guess and guess.sure:
        return guess.tag, [
            Finding("import-guessed", f"the language {guess.tag} was inferred from the words: {guess.why}")
        ]
    return "", []


def as_in_archive(tag: str, wishes: Wishes) -> str:
    """The tag as the archive has it: `en-US`, which templates put on every page, is `en` where it says `en`."""
    if tag in wishes.languages:
        return tag
    language = tag.partition("-")[0]
    for own in wishes.languages:
        if own.partition("-")[0] == language and tags.script(own) == tags.script(tag):
            return own
    return tag
