"""Bodies as they were read before, kept in the cache: a text is parsed again only if it has changed, or what it asked.

An entry is found by the digest of the article's file, the settings and the program. It says what the text asked of
other articles and of files; it is used if today's answers are the same.
"""

import json
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from archivist.articles.body import ParsedBody
from archivist.cache import UNREADABLE, Store, digest_of
from archivist.dependencies import Answers, Fingerprints, questions_as_data, questions_from_data
from archivist.installed_program import installed_program
from archivist.model.articles import Article, Body
from archivist.model.held_text import NO_TEXT

_SUFFIX = ".body"
_BODY = TypeAdapter(Body)


@dataclass(frozen=True, slots=True)
class StoredBodies:
    """The bodies of the articles of one folder."""

    store: Store
    folder: Path  # of the articles
    site: str  # the address that relative links lead to
    answers: Answers  # of today, to what texts ask

    def recall(self, article: Article) -> ParsedBody | None:
        """What an article of this content was read as; None if that is not known, or something else has changed."""
        data = self.store.read(self._key(article), _SUFFIX)
        try:
            questions, _, body = (data or b"").partition(b"\n")
            asked = questions_from_data(json.loads(questions)) if questions else None
            if asked is None or not self.answers.are_the_same(asked):
                return None
            return ParsedBody(_BODY.validate_json(body), asked)
        except (ValidationError, *UNREADABLE):  # damaged, or of a program with other findings
            return None

    def keep(self, article: Article, parsed: ParsedBody) -> None:
        """Keep what an article was read as; not pictures that are in no file, nor what JSON has no form for."""
        if any(picture.content for picture in parsed.body.pictures):
            return
        with suppress(ValueError, OSError):  # a lone surrogate; a full disk: it is parsed again next time
            body = _BODY.dump_json(parsed.body)
            if _BODY.validate_json(body) == parsed.body:
                self.store.put(self._key(article), _SUFFIX, questions_as_data(parsed.asked) + b"\n" + body)

    def _key(self, article: Article) -> str:
        """All that is known of the article: the digest of its file says which text it has."""
        facts = Fingerprints().of(replace(article, held=NO_TEXT))
        return digest_of("body", installed_program(), self.site, str(self.folder.resolve()), facts)
