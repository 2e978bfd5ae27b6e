"""Which language an item is in and what it is a translation of: Polylang, WPML, qTranslate.

Polylang keeps both as taxonomies: `language`, and `post_translations`, whose description is a serialised map from
language to item. WPML writes custom fields for its importer. qTranslate writes all languages into one text.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from archivist.readers.wordpress.export_entries import Entry
from archivist.readers.wordpress.php import unserialise
from archivist.text import languages

_QTRANSLATE = re.compile(
    r"\[:([a-zA-Z]{2}(?:[_-][a-zA-Z]{2,4})?|)\]|<!--:([a-zA-Z]{2}(?:[_-][a-zA-Z]{2,4})?|)-->"
    r"|\{:([a-zA-Z]{2}(?:[_-][a-zA-Z]{2,4})?|)\}"  # also WPGlobus
)


@dataclass(frozen=True, slots=True)
class Translation:
    """What an item says of its language; empty what it does not say."""

    language: str = ""  # canonical tag
    group: str = ""
    others: tuple[str, ...] = ()  # tags of the languages it exists in according to its source, in addition to its own


@dataclass(slots=True)
class Languages:
    """What the export's head says of languages, and how to read the codes of items."""

    wished: tuple[str, ...] = ()  # of the archive
    codes: dict[str, str] = field(default_factory=dict)  # a language's slug in Polylang -> tag
    groups: dict[str, tuple[str, ...]] = field(default_factory=dict)  # slug of a group -> codes of its languages
    members: dict[int, tuple[str, str]] = field(default_factory=dict)  # id -> slug of its group, code of its language

    def read(self, entry: Entry) -> None:
        """Keep what a `<wp:term>` says."""
        taxonomy = entry.fields.get("wp:term_taxonomy", "").strip()
        slug = entry.fields.get("wp:term_slug", "").strip()
        described = unserialise(entry.fields.get("wp:term_description", ""))
        if taxonomy == "language" and isinstance(described, dict):
            locale = described.get("locale")
            self.codes[slug] = self._reconcile(slug, locale if isinstance(locale, str) else "")
        elif taxonomy == "post_translations" and isinstance(described, dict):
            pairs = {str(code): number for code, number in described.items() if isinstance(number, int)}
            self.groups[slug] = tuple(pairs)
            self.members |= {number: (slug, code) for code, number in pairs.items()}

    def tag(self, code: str) -> str:
        """The tag of a language's code on this site, "" if it is not a language."""
        return self.codes.get(code) or self.as_wished(languages.normalise_tag(code) or "") if code else ""

    def as_wished(self, tag: str) -> str:
        """The archive's own tag for the same language and script: `en` for en-US where the archive has `en`."""
        if not tag or tag in self.wished:
            return tag
        base = tag.partition("-")[0]
        same = [each for each in self.wished if each.partition("-")[0] == base]
        same = [each for each in same if languages.script(each) == languages.script(tag)]
        return same[0] if len(same) == 1 and "-" not in same[0].replace(f"-{languages.script(tag)}", "") else tag

    def of(self, item: Entry, number: int) -> Translation:
        """What an item says of its language and of its translations."""
        code = next((term.slug for term in item.terms if term.taxonomy == "language"), "")
        group = next((term.slug for term in item.terms if term.taxonomy == "post_translations"), "")
        slug, own_code = self.members.get(number, ("", ""))
        if not code and not group and not slug:
            return self._of_wpml(item.meta)
        language = self.tag(code) or self.tag(own_code)
        codes = self.groups.get(group or slug, ())
        others = tuple(tag for tag in map(self.tag, codes) if tag and tag != language)
        return Translation(language, group or slug, others)

    def _of_wpml(self, meta: Mapping[str, str]) -> Translation:
        language = self.tag(meta.get("_wpml_import_language_code", "").strip())
        original = self.tag(meta.get("_wpml_import_source_language_code", "").strip())
        others = (original,) if original and original != language else ()
        return Translation(language, meta.get("_wpml_import_translation_group", "").strip(), others)

    def _reconcile(self, slug: str, locale: str) -> str:
        """The slug where it is a tag of the locale's language, else the locale: `ge` with ka_GE is Georgian."""
        own = languages.normalise_tag(slug) or ""
        place = languages.normalise_tag(re.sub(r"_(?:formal|informal|valencia)$", "", locale)) or ""
        base = place.partition("-")[0]
        if own and (not base or own.partition("-")[0] == base):
            return self.as_wished(own)
        return self.as_wished(place if languages.script(base or "und") != languages.script(place or "und") else base)


def codes_in(text: str) -> tuple[str, ...]:
    """The codes of the languages that qTranslate wrote into one text, in their order; empty if it did not."""
    codes = [match[1] or match[2] or match[3] for match in _QTRANSLATE.finditer(text)]
    return tuple(dict.fromkeys(code.lower() for code in codes if code))


def in_language(item: Entry, code: str) -> Entry:
    """The item as its readers in one of qTranslate's languages had it, with the names of its terms."""
    fields = {name: part(text, code) for name, text in item.fields.items()}
    terms = [replace(term, name=part(term.name, code)) for term in item.terms]
    return replace(item, fields=fields, terms=terms, meta={name: part(text, code) for name, text in item.meta.items()})


def part(text: str, code: str) -> str:
    """What of a text is in one of qTranslate's languages. What is outside its marks is in all of them."""
    kept, current, done = [], "", 0
    for match in _QTRANSLATE.finditer(text):
        if current in ("", code):
            kept.append(text[done : match.start()])
        current, done = (match[1] or match[2] or match[3] or "").lower(), match.end()
    if current in ("", code):
        kept.append(text[done:])
    return "".join(kept)
