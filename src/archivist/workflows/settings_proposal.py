"""Settings that are proposed from what sources say and from the articles there are; writing them if asked to.

Only what the settings leave open is proposed: a key that is missing, or that has the value `archivist init` wrote.
Languages are added to those of the editions, never taken away.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import tomlkit

from archivist.errors import ConfigurationError
from archivist.files import write_whole
from archivist.model.articles import Article
from archivist.reader_api.serial_facts import SerialFacts
from archivist.settings.config import FILE_NAME, Config

# What `archivist init` writes where it knows nothing: to be replaced by whatever is known.
PLACEHOLDERS: Mapping[tuple[str, str], object] = {
    ("archive", "title"): "My Archive",
    ("editions", "languages"): ["en"],
    ("notes", "languages"): ["fr"],
}

Value = str | list[str] | dict[str, str]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A value for a key of archivist.toml."""

    table: str
    key: str
    value: Value

    def __str__(self) -> str:
        return f"[{self.table}] {self.key} = {_as_toml(self.value)}"


def article_languages(articles: Iterable[Article]) -> dict[str, int]:
    """How many articles there are in each language, the language with most of them first."""
    counts = Counter(article.language for article in articles)
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def proposals(
    settings: Mapping[str, object], facts: Sequence[SerialFacts], counts: Mapping[str, int]
) -> tuple[Proposal, ...]:
    """What could be set. `settings` are those of the file, `counts` the articles by language.

    Where sources disagree on a fact, it is not proposed.
    """
    found: list[Proposal] = []
    for key in ("title", "subtitle", "publisher", "rights", "site"):
        value = _title(facts) if key == "title" else _agreed(getattr(each, key) for each in facts)
        if value and _is_open(settings, "archive", key):
            found.append(Proposal("archive", key, value))
    return tuple(found + _of_languages(settings, facts, counts))


def _of_languages(
    settings: Mapping[str, object], facts: Sequence[SerialFacts], counts: Mapping[str, int]
) -> list[Proposal]:
    ordered = _ordered(facts, counts)
    if not ordered:
        return []
    written = _value(settings, "editions", "languages")
    printed = [str(tag) for tag in written] if isinstance(written, list) else []
    kept = [] if _is_open(settings, "editions", "languages") else printed
    editions = [*kept, *(tag for tag in ordered if tag not in kept)]
    found = [] if editions == (printed or ["en"]) else [Proposal("editions", "languages", editions)]
    notes = editions if len(editions) > 1 else []
    # Notes in several languages are a decision; only the example that `init` wrote is replaced.
    printed_notes = _value(settings, "notes", "languages")
    if printed_notes == PLACEHOLDERS["notes", "languages"] and notes != printed_notes:
        found.append(Proposal("notes", "languages", notes))
    return found


def _ordered(facts: Sequence[SerialFacts], counts: Mapping[str, int]) -> list[str]:
    """The languages of the articles: first in the order in which the sources name them."""
    named = dict.fromkeys(tag for each in facts for tag in each.languages)
    present: dict[str, str] = {}
    for tag in counts:
        present.setdefault(tag.split("-", 1)[0], tag)
    present |= {tag: tag for tag in counts}
    first = [present.get(tag) or present.get(tag.split("-", 1)[0], "") for tag in named]
    return [tag for tag in dict.fromkeys([*first, *counts]) if tag]


def _title(facts: Sequence[SerialFacts]) -> Value:
    by_language = {tag: title for each in facts for tag, title in each.titles}
    return by_language if len(set(by_language.values())) > 1 else _agreed(each.title for each in facts)


def _agreed(values: Iterable[str]) -> str:
    said = {value for value in values if value}
    return said.pop() if len(said) == 1 else ""


def _value(settings: Mapping[str, object], table: str, key: str) -> object:
    held = settings.get(table)
    return held.get(key) if isinstance(held, Mapping) else None


def _is_open(settings: Mapping[str, object], table: str, key: str) -> bool:
    value = _value(settings, table, key)
    return value is None or value == PLACEHOLDERS.get((table, key))


def read_settings(root: Path) -> dict[str, object]:
    """The settings as they are written in the file of an archive. Raises ConfigurationError if it cannot be read."""
    return _document(root / FILE_NAME).unwrap()


def write_proposals(root: Path, proposed: Sequence[Proposal]) -> None:
    """Write values into archivist.toml; comments and all else stay as they are.

    Raises ConfigurationError if the file would not be valid; then nothing is changed. Raises OSError.
    """
    file = root / FILE_NAME
    text = with_proposals(file.read_text("utf-8"), proposed, str(file))
    write_whole(file, text.encode())


def with_proposals(text: str, proposed: Sequence[Proposal], file: str = FILE_NAME) -> str:
    """The text of archivist.toml with these values. Raises ConfigurationError."""
    document = _parsed(text, file)
    for each in proposed:
        table = document.setdefault(each.table, tomlkit.table())
        if isinstance(each.value, dict):
            inline = tomlkit.inline_table()
            inline.update(each.value)
            table[each.key] = inline
        else:
            table[each.key] = each.value
    Config.model_validate(document.unwrap())
    return tomlkit.dumps(document)


def _document(file: Path) -> tomlkit.TOMLDocument:
    try:
        return _parsed(file.read_text("utf-8-sig"), str(file))
    except OSError as error:
        raise ConfigurationError(f"{file} cannot be read: {error.strerror}") from None


def _parsed(text: str, file: str) -> tomlkit.TOMLDocument:
    try:
        return tomlkit.parse(text)
    except tomlkit.exceptions.ParseError as error:
        raise ConfigurationError(f"{file} is not valid TOML: {error}") from None


def _as_toml(value: Value) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{tag} = {_as_toml(text)}" for tag, text in value.items()) + " }"
    return tomlkit.item(value).as_string()
