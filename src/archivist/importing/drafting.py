"""From what was found to an article of the archive: nothing is invented, everything the source knew is kept."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace
from typing import Any

from archivist.article_facts import ArticleFacts, Person
from archivist.findings import Finding
from archivist.front_matter.roles import AUTHOR
from archivist.importing.deduplication import Known
from archivist.importing.joining import Destination, bare, fold_title
from archivist.importing.origins import fingerprint
from archivist.model.articles import Article, RelatedLink
from archivist.model.held_text import HeldText
from archivist.reader_api.found import FoundArticle, FoundRelated, Wishes
from archivist.reader_api.people import people_of
from archivist.reader_api.stated_people import invalid_number
from archivist.text.languages import script
from archivist.text.xml_characters import FORBIDDEN

_MAX_TITLE = 80  # letters of a title made of the first words
_PICTURE = re.compile(r"!\[([^][]*)\]\([^()]*\)")  # in Markdown, with its alternative text
_WEB = ("http://", "https://")
_UNSEEN = ("C", "Z")  # categories of characters that leave no ink: spaces, marks of direction, joiners


def complete_article(
    found: FoundArticle, wishes: Wishes, remembered: Callable[[FoundArticle], Known | None]
) -> FoundArticle | Finding:
    """The article with title, language and date; or what is missing, which only the user can know.

    What the user said in an earlier import is not asked for again: `remembered` gives the result.
    """
    article = _with_title(_with_authors(_with_clean_names(found)))
    if article is None:
        return Finding.at(found.place, "import-left-out", "it has neither a title nor a text")
    article = replace(
        article,
        language=_of_archive(found.language, wishes),
        translations=tuple(_of_archive(tag, wishes) for tag in found.translations),
    )
    if not article.language or article.date is None:
        article = _with_known_facts(article, wishes, remembered(article))
    title = f"“{_line(article.title)[:60]}”"
    if article.date is None and article.is_lone:
        return Finding.at(found.place, "import-undated", "a page without a date is not an article")
    if not article.language:
        return Finding.at(found.place.within(title), "import-needs-language", "the language cannot be determined")
    if article.date is None:
        return Finding.at(found.place.within(title), "import-needs-date", "the source gives no date")
    return article


def _with_authors(found: FoundArticle) -> FoundArticle:
    """The article with the names of its authors alone; what else was written there is reported."""
    people = people_of(found.authors)
    authors = tuple(people.names)
    invalid = [
        Finding.at(found.place, "import-left-out", f"“{_line(number)[:80]}” of {person.name} is not valid")
        for person in (*found.translators, *found.contributors)
        if (number := invalid_number(person))
    ]
    contributors = _of_authors(found.contributors, authors)
    translators = tuple(Person(each.name, each.role, each.orcid, each.isni) for each in found.translators)
    remarks = (*found.remarks, *invalid)
    found = replace(found, translators=translators, contributors=contributors, remarks=remarks)
    if authors == found.authors:
        return found
    message = f"the authors {', '.join(map(repr, authors))}, from “{_line('; '.join(found.authors))[:300]}”"
    if people.rest:
        message += f", without {', '.join(f'“{_line(each)[:120]}”' for each in people.rest)}"
    return replace(found, authors=authors, remarks=(*found.remarks, Finding.at(found.place, "import-guessed", message)))


def _of_authors(contributors: tuple[Person, ...], authors: tuple[str, ...]) -> tuple[Person, ...]:
    """The contributors, those who are authors by the names that the authors have now.

    An identifier of someone who is not among the authors is not kept: it would make one more author.
    """
    kept = []
    for person in contributors:
        names = people_of((person.name,)).names if person.role == AUTHOR else [person.name]
        is_author = len(names) == 1 and names[0] in authors and bool(person.orcid or person.isni)
        if person.role != AUTHOR or is_author:
            kept.append(Person(names[0], person.role, person.orcid, person.isni))
    return tuple(kept)


def _with_title(found: FoundArticle) -> FoundArticle | None:
    """The article with a title, if need be made of its first words; None if there is nothing in it."""
    if _is_seen(found.title):
        return found
    pictures = " ".join(_PICTURE.findall(found.text))
    candidates = {
        "the first words": found.plain or _PICTURE.sub("", found.text),
        "the alternative text of its pictures": pictures,
        "its name in the source": found.slug if found.text.strip() else "",
    }
    for what, words in candidates.items():
        line = _line(words)[: _MAX_TITLE + 1]
        if _is_seen(line):
            title = line if len(line) <= _MAX_TITLE else line.rpartition(" ")[0] or line[:_MAX_TITLE]
            remark = Finding.at(found.place, "import-guessed", f"the title was made from {what}: {title!r}")
            return replace(found, title=title, remarks=(*found.remarks, remark))
    return None


def _with_known_facts(article: FoundArticle, wishes: Wishes, known: Known | None) -> FoundArticle:
    """What the source does not say, as the archive has it or else as the user says."""
    language = (known.language if known else "") or wishes.language
    date = (known.date if known else None) or wishes.date
    return replace(article, language=article.language or language, date=article.date or date)


def _with_clean_names(found: FoundArticle) -> FoundArticle:
    """The article with its names as the archive will give them back, so that it is known again."""
    names = {"origin": found.origin, "group": found.group, "key": found.key, "source": found.source}
    lines = {name: unicodedata.normalize("NFC", _line(value)) for name, value in names.items()}
    return found if lines == names else replace(found, **lines)  # type: ignore[arg-type]


def _of_archive(tag: str, wishes: Wishes) -> str:
    """The archive's own tag for a language: `en` for `en-US`, if the archive has `en` and both are written alike."""
    if not tag or tag in wishes.languages:
        return tag
    alike = (
        own
        for own in wishes.languages
        if own.split("-")[0] == tag.split("-", maxsplit=1)[0] and script(own) == script(tag)
    )
    return next(alike, tag)


def article_of(found: FoundArticle, place: Destination, keys: Mapping[str, str]) -> Article:
    """The article as it will be in the archive. `keys` are the keys by every name an article goes by."""
    assert found.date is not None  # see `complete_article`
    article = Article(
        key=place.key,
        language=found.language,
        date=found.date,
        title=_line(found.title),
        held=HeldText(_text(found.text)),
        text_line=0,
        path=place.path,
        digest="",
        related=_related_links(found, place.key, keys),
        extra=_extra(found),
    )
    facts: dict[str, Any] = {field.name: _clean(getattr(found, field.name)) for field in fields(ArticleFacts)}
    others = tuple(tag for tag in dict.fromkeys(found.translations) if tag != found.language)
    return replace(article, **{**facts, "translations": others})


def _clean(value: object) -> object:
    """Text without characters and breaks that front matter cannot contain, each of several once; the rest as it is."""
    if isinstance(value, str):
        return _line(value)
    if isinstance(value, tuple) and any(isinstance(each, Person) for each in value):
        people = (replace(each, name=_line(each.name)) for each in value)
        return tuple(dict.fromkeys(person for person in people if person.name))
    return _lines(value) if isinstance(value, tuple) else value


def report_removed_characters(found: FoundArticle) -> tuple[Finding, ...]:
    """A remark if the text contains characters that a book cannot contain, which are left out."""
    lost = sorted({f"U+{ord(character):04X}" for character in FORBIDDEN.findall(found.text)})
    if not lost:
        return ()
    return (
        Finding.at(
            found.place, "import-repaired", f"characters that a book cannot contain were removed: {', '.join(lost[:5])}"
        ),
    )


def without_broken_addresses(found: FoundArticle, is_valid: Callable[[str], bool]) -> FoundArticle:
    """The article without invalid web addresses, which stay as plain text.

    `is_valid` says of what begins like a web address whether it is one.
    """
    addresses = (found.source, *(entry.address for entry in found.related))
    broken = [each for each in addresses if _is_broken(each, is_valid)]
    if not broken:
        return found
    source, extra = found.source, dict(found.extra)
    if source in broken:
        source, extra = "", {"source": source, **extra}  # the archive will call it `original_source`
    related = tuple(_as_words(entry) if entry.address in broken else entry for entry in found.related)
    reported = ", ".join(repr(_line(each)[:120]) for each in dict.fromkeys(broken))
    remark = Finding.at(
        found.place, "import-repaired", f"text that is not a web address was kept as plain text: {reported}"
    )
    return replace(found, source=source, extra=extra, related=related, remarks=(*found.remarks, remark))


def _is_broken(address: str, is_valid: Callable[[str], bool]) -> bool:
    line = _line(address)
    return line.lower().startswith(_WEB) and not is_valid(line)


def _as_words(entry: FoundRelated) -> FoundRelated:
    """In angle brackets an address is neither an address nor a key; the archive reads its words."""
    return FoundRelated(entry.title or entry.address, f"<{entry.address}>")


def _extra(found: FoundArticle) -> dict[str, object]:
    """What the program has no field for, and by what an import knows the article again."""
    known = {
        "published_at": found.published_at,
        "origin": found.origin,
        "origin_digest": fingerprint(found),
        "origin_group": found.group,
    }
    names = {name: _line(value) for name, value in known.items()}
    return {**{key: _plain(value) for key, value in found.extra.items()}, **{k: v for k, v in names.items() if v}}


def _plain(value: object) -> object:
    if isinstance(value, str):
        return FORBIDDEN.sub("", value)
    if isinstance(value, Mapping):
        return {_line(str(key)): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value


def _related_links(found: FoundArticle, own_key: str, keys: Mapping[str, str]) -> tuple[RelatedLink, ...]:
    links = (_link(entry, found, keys) for entry in found.related)
    return tuple({link.target: link for link in links if link.target not in ("", own_key)}.values())


def _link(entry: FoundRelated, found: FoundArticle, keys: Mapping[str, str]) -> RelatedLink:
    """By address or title an article of the archive, else the address, else the words, which a reader can look up."""
    address, title = _line(entry.address), _line(entry.title)
    key = keys.get(bare(address)) or keys.get(fold_title(title, found.language))
    if key:
        return RelatedLink(key)
    if address.startswith(_WEB):
        return RelatedLink(address, title, found.retrieved)
    return RelatedLink(address or title, title if address else "")


def _text(text: str) -> str:
    text = FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return f"{text.strip(chr(10))}\n" if text.strip() else ""


def _line(text: str) -> str:
    return " ".join(FORBIDDEN.sub(" ", text).split())


def _is_seen(text: str) -> bool:
    return any(not unicodedata.category(character).startswith(_UNSEEN) for character in text)


def _lines(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line for line in map(_line, texts) if line))
