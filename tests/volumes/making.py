"""Articles and configurations for the tests of this folder."""

import datetime
from typing import Any

from archivist.model.articles import Article
from archivist.model.held_text import HeldText
from archivist.settings.config import Config, parse


def article(key: str, language: str = "en", date: str | datetime.date = "2022-03-30") -> Article:
    day = datetime.date.fromisoformat(date) if isinstance(date, str) else date
    return Article(key, language, day, key.title(), HeldText("Text."), 5, f"{key}.{language}.md", "0" * 64)


def config(*languages: str, missing: str = "omit", **volumes: Any) -> Config:
    return parse({"editions": {"languages": languages or ("en",), "missing": missing}, "volumes": volumes})
