"""What several records say alike, from the description of a volume."""

import datetime
import re
from collections.abc import Iterator
from functools import cache

from archivist.citations.citation import Name, name_of
from archivist.deposit.description import DescribedArticle, DescribedEdition, DescribedVolume
from archivist.front_matter.roles import AUTHOR
from archivist.settings.choices import Access
from archivist.settings.wording import worded
from archivist.text import languages

# Before the title in every record of a draft, in all languages.
DRAFT_MARK = "[DRAFT]"
DRAFT_EDITION = "Draft, not for catalogues"
DRAFT_NOTE = "Draft: the volume was not published, or its files were not verified. Do not catalogue, cite or keep it."

UNCODED = "mis"  # ISO 639-2: a language without a code of its own
# Names of licences that have one address each: the licences of Creative Commons that are not adapted to a country.
_LICENCE = re.compile(
    r"(?:Creative Commons[^()]*\()?"
    r"CC(?:[ -](?P<name>BY(?:-(?:NC-SA|NC-ND|NC|SA|ND))?)[ -](?P<version>[1-4]\.0)|[ -]?(?P<zero>0)(?:[ -]1\.0)?)"
    r"\)?\.?",
    re.IGNORECASE,
)
_MEDIA_TYPES = {".pdf": "application/pdf", ".epub": "application/epub+zip"}
_ACCESS = {
    Access.OPEN: ("Open access", "c_abf2"),
    Access.EMBARGOED: ("Embargoed access", "c_f1cf"),
    Access.RESTRICTED: ("Restricted access", "c_16ec"),
    Access.METADATA_ONLY: ("Metadata only access", "c_14cb"),
}
_CREATIVE_COMMONS = "https://creativecommons.org"


def mark_draft(title: str, volume: DescribedVolume) -> str:
    """The title as records have it: that of a draft cannot be taken for another."""
    return f"{DRAFT_MARK} {title}" if volume.is_draft else title


def publication_day(edition: DescribedEdition) -> datetime.date:
    """The day of publication in the ledger; of a draft the last date of its articles."""
    return edition.entry.published if edition.entry else edition.metadata.published


def article_identifier(edition: DescribedEdition, article: DescribedArticle) -> str:
    """The URN of an article: that of its edition, with the id of its document as the fragment."""
    return f"{edition.identifier}#{article.document}"


def identifier_of_translation(volume: DescribedVolume, language: str, document: str) -> str:
    """The URN of a translation; "" if no edition of the package prints it."""
    edition = next((each for each in volume.editions if each.language == language), None)
    return f"{edition.identifier}#{document}" if edition and document else ""


def number_words(edition: DescribedEdition) -> str:
    """The number of the volume as the edition prints it: No. 3, № 3."""
    return edition.labels["number"].replace("{number}", str(edition.metadata.number))


def numbered_volume(edition: DescribedEdition) -> str:
    """The volume as a catalogue in English counts it, its title in the words of the edition: no. 3 (March 2022)."""
    return f"no. {edition.metadata.number} ({edition.metadata.volume_title})"


def media_types(edition: DescribedEdition) -> tuple[str, ...]:
    """The formats in which readers have the edition."""
    suffixes = dict.fromkeys(file.path.suffix for file in edition.record.files)
    return tuple(_MEDIA_TYPES[suffix] for suffix in suffixes if suffix in _MEDIA_TYPES)


def extent(edition: DescribedEdition) -> str:
    """The number of pages in words; "" without a PDF."""
    pages = edition.record.page_count
    return f"{pages} page{'s' if pages > 1 else ''}" if pages else ""


def access_words(volume: DescribedVolume, language: str) -> str:
    """Who may read the serial, in the words of its publisher, else in those of COAR; "" if nothing is said."""
    said = worded(volume.serial.access_note, language)
    return said or (_ACCESS[volume.serial.access][0] if volume.serial.access else "")


def access_address(volume: DescribedVolume) -> str:
    """The concept of the COAR vocabulary of access rights 1.0; "" if nothing is said."""
    return f"http://purl.org/coar/access_right/{_ACCESS[volume.serial.access][1]}" if volume.serial.access else ""


def people_of(article: DescribedArticle) -> Iterator[tuple[str, Name]]:
    """Everyone with a part in its texts, each once in a role, with the MARC relator.

    Of a second text these are all but the authors: it names the same people in its own language.
    """
    seen: set[tuple[str, str]] = set()
    for role, name in _everyone(article):
        if (role, name.literal) not in seen:
            seen.add((role, name.literal))
            yield role, name


def _everyone(article: DescribedArticle) -> Iterator[tuple[str, Name]]:
    for role, names in article.citation.people.items():
        yield from ((role, name) for name in names)
    parallel = article.annotated.parallel
    for person in parallel.article.people if parallel else ():
        if person.role != AUTHOR:
            yield person.role, name_of(person, parallel.article.language) if parallel else Name(person.name)


def inverted_name(name: Name) -> str:
    """Family name, given names, suffix; a name that is not taken apart as printed."""
    return ", ".join(part for part in (name.family, name.given, name.suffix) if part) or name.literal


def text_languages(article: DescribedArticle) -> tuple[str, ...]:
    """The languages of its texts: one, or two if a second text is printed with it."""
    parallel = article.annotated.parallel
    both = (article.annotated.article.language, *([parallel.article.language] if parallel else []))
    return tuple(dict.fromkeys(both))


def note_languages(article: DescribedArticle) -> tuple[str, ...]:
    """The languages of its notes, each once, in the order in which they are printed."""
    return tuple(dict.fromkeys(text.language for note in article.annotated.printed_notes for text in note.texts))


@cache
def bibliographic_code(tag: str) -> str:
    """The code of ISO 639-2/B for a BCP 47 tag: ka -> geo; `mis` for a language that has none (xmf)."""
    from iso639 import Language, LanguageNotFoundError  # noqa: PLC0415  # a table of all languages

    subtag = tag.split("-", 1)[0]
    try:
        return Language.match(subtag).part2b or UNCODED
    except LanguageNotFoundError:
        return UNCODED


def language_name(tag: str) -> str:
    """The name of a language in English, the language of the notes in records."""
    return languages.name(tag, "en")


def licence_address(rights: str) -> str:
    """The address of a licence, if the statement of rights is its address or its name and nothing else; else "".

    A longer statement may name a licence for a part, such as the pictures.
    """
    text = rights.strip()
    if re.fullmatch(r"https?://\S+", text):
        return text
    found = _LICENCE.fullmatch(text)
    if not found:
        return ""
    if found["zero"]:
        return f"{_CREATIVE_COMMONS}/publicdomain/zero/1.0/"
    return f"{_CREATIVE_COMMONS}/licenses/{found['name'].lower()}/{found['version']}/"
