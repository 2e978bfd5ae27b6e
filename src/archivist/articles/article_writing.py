"""An article as the file that is read back as the same article: the other direction of `folder.py`."""

from collections.abc import Mapping, Sequence

import yaml

from archivist.article_facts import ArchivedCopy, Person
from archivist.articles.valid_addresses import is_web_address
from archivist.front_matter.keys import KNOWN_NAMES, WRITTEN, Key, Kind
from archivist.front_matter.roles import NAMES
from archivist.model.articles import Article, RelatedLink

_WIDE = 1_000_000_000  # no line is broken: a title stays one line


class _Dumper(yaml.SafeDumper):
    """PyYAML's own, since the one in C writes emoji as numbers; each value written out, since the reader of articles
    takes few references."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def write_article(article: Article) -> str:
    """The file's text: YAML front matter, then the Markdown as it is.

    `path`, `digest` and `text_line` are facts about a file and not written. Extra keys follow the known ones; one that
    has the name of a known key, which would be read as that, gets `original_` before it.
    """
    known = {key: value for key, value in _known_keys(article).items() if value not in ("", None, [])}
    block = yaml.dump(
        {**known, **_extra(article.extra)},
        Dumper=_Dumper,
        allow_unicode=True,
        default_flow_style=False,
        sort_keys=False,
        width=_WIDE,
    )
    return f"---\n{block}---\n{article.text}"


def _known_keys(article: Article) -> dict[str, object]:
    return {key.name: _write_value(key, getattr(article, key.attribute)) for key in WRITTEN}


def _write_value(key: Key, value: object) -> object:
    """A value; of a key whose name says the role, people as a list."""
    if key.kind is Kind.PEOPLE and key.relator and isinstance(value, tuple):
        return [_write_person(person) for person in value if isinstance(person, Person)]
    return _plain(value)


def _plain(value: object) -> object:
    """A value of an article as YAML has it: tuples are lists, a related entry is a text or a table."""
    if isinstance(value, tuple) and value and all(isinstance(item, Person) for item in value):
        return _write_people(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, ArchivedCopy):
        return {"url": value.address, "date": value.day} if value.day else value.address
    return _write_related(value) if isinstance(value, RelatedLink) else value


def _write_people(people: Sequence[Person]) -> dict[str, object]:
    """People by their roles. One of whom only the name is known is written as a text."""
    by_role: dict[str, object] = {}
    for person in people:
        role = NAMES.get(person.role, person.role)
        names = by_role.setdefault(role, [])
        assert isinstance(names, list)
        names.append(_write_person(person))
    return by_role


def _write_person(person: Person) -> str | dict[str, str]:
    identifiers = {name: number for name, number in (("orcid", person.orcid), ("isni", person.isni)) if number}
    return {"name": person.name, **identifiers} if identifiers else person.name


def _write_related(link: RelatedLink) -> str | dict[str, object]:
    if not link.title and link.seen is None:
        return link.target
    target = {"url" if is_web_address(link.target) else "key": link.target}
    rest = {"title": link.title, "seen": link.seen}
    return {**target, **{name: value for name, value in rest.items() if value}}


def _extra(extra: Mapping[str, object]) -> dict[str, object]:
    return {f"original_{key}" if key in KNOWN_NAMES and key != "draft" else key: value for key, value in extra.items()}
