"""Works, volumes and editions in memory, for the stages after planning."""

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from archivist.apparatus import Catalogue, annotate
from archivist.articles import parse_body
from archivist.findings import Finding
from archivist.glossary import NO_GLOSSARY, Glossary
from archivist.model.annotated import AnnotatedEdition
from archivist.model.articles import Article, Body
from archivist.model.held_text import HeldText
from archivist.model.volumes import Edition, Volume
from archivist.settings.config import Config, parse
from archivist.volumes import editions, gather

MARCH = datetime.date(2022, 3, 9)


def article(key: str, text: str = "Text.", language: str = "en", **changes: Any) -> Article:
    """An article whose text begins on line 5 of its file."""
    fields: dict[str, Any] = {
        "key": key,
        "language": language,
        "date": MARCH,
        "title": f"{key.capitalize()} in {language}",
        "held": HeldText(text),
        "text_line": 5,
        "path": f"{key}.{language}.md",
        "digest": "0" * 64,
    }
    return Article(**{**fields, **changes})


def config(*languages: str, notes: tuple[str, ...] = (), **tables: Any) -> Config:
    """A configuration with these editions."""
    table = {"languages": languages or ("en",), "missing": tables.pop("missing", "omit"), **tables.pop("editions", {})}
    return parse({"editions": table, "notes": {"languages": notes, **tables.pop("notes_table", {})}, **tables})


class Planned:
    """Articles gathered into volumes and editions, and read."""

    def __init__(self, settings: Config, *articles: Article, folder: Path = Path("/nowhere")) -> None:
        self.config, self.articles = settings, articles
        self.volumes: tuple[Volume, ...] = gather(articles, settings)
        self.editions = editions(self.volumes, settings)[0]
        self.bodies: Mapping[str, Body] = {each.path: parse_body(each, folder) for each in articles}

    def edition(self, language: str, volume: str = "2022-03") -> Edition:
        return next(each for each in self.editions if each.id == f"{volume}.{language}")

    def annotated(
        self, language: str, volume: str = "2022-03", glossary: Glossary = NO_GLOSSARY
    ) -> tuple[AnnotatedEdition, tuple[Finding, ...]]:
        return annotate(
            self.edition(language, volume),
            self.bodies,
            Catalogue(self.volumes, editions=self.editions),
            self.config.notes.languages,
            self.config.editions,
            glossary=glossary,
            glossary_notes=self.config.glossary.notes,
        )
