"""What the file of citations beside an edition (CSL-JSON) says of its articles, and the citation on their pages."""

import json
from collections.abc import Mapping

from markupsafe import Markup

from archivist.shelf.holdings import Holding
from archivist.shelf.site import Cited, ShelvedText
from archivist.shelf.wording import Wording

_SUFFIX = ".csl.json"


def read_citations(holding: Holding) -> dict[str, Cited]:
    """By the id of an article's document what is said of it. Raises ValueError if the file is damaged."""
    file = next((each for each in holding.record.files if each.path.name.endswith(_SUFFIX)), None)
    if file is None:
        return {}
    items = json.loads(file.path.read_bytes())
    begin = file.path.name.removesuffix(_SUFFIX) + "."
    try:
        return {str(each["id"]).removeprefix(begin): _cited(each) for each in items}
    except (TypeError, KeyError, AttributeError) as cause:
        raise ValueError(f"{type(cause).__name__}: {cause}") from None


def _cited(item: Mapping[str, object]) -> Cited:
    people = item.get("translator", [])
    names = tuple(_name(each) for each in people if isinstance(each, dict)) if isinstance(people, list) else ()
    return Cited(str(item.get("abstract", "")), names, str(item.get("URL", "")))


def _name(name: Mapping[str, object]) -> str:
    if "literal" in name:
        return str(name["literal"])
    return " ".join(str(name[part]) for part in ("given", "family", "suffix") if part in name)


def citation_of(text: ShelvedText, words: Wording) -> Markup:
    """How to cite an article, in the words of its edition."""
    record, article, pages = text.holding.record, text.article, text.document.pages
    title = Markup('<span lang="{}">{}</span>').format(article.language, article.title)
    address = next(iter(article.identifiers.addresses), text.cited.address)
    translators = ", ".join(text.cited.translators)
    values: dict[str, str | Markup] = {
        "authors": ", ".join(article.authors or ()),
        "title": article.title if article.language == record.language else title,
        "translators": words.plain("by_translator", names=translators) if translators else "",
        "serial": record.title,
        "number": words.plain("number", number=record.volume.number),
        "volume": record.volume.title,
        "year": str(record.volume.year),
        "issue": words.plain("issue", issue=record.volume.issue, year=record.volume.year),
        "date": article.date,
        "address": Markup('<a href="{}">{}</a>').format(address, address) if address else "",
    }
    return words.cite(values, (pages.first, pages.last) if pages else None)
