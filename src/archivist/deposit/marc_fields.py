"""The fields of MARC 21 that records of volumes and of articles have alike, and their fixed-length codes.

The source of every rule is the MARC 21 Format for Bibliographic Data (Library of Congress). ISBD punctuation is left
out (leader position 18: c), so a subfield has what it names and nothing else.
"""

import datetime
from collections.abc import Iterator

from pymarc import Field, Indicators, Leader, Record, Subfield

from archivist.citations.citation import Citation, Name
from archivist.deposit import record_facts as facts
from archivist.deposit.description import DescribedEdition, DescribedVolume
from archivist.front_matter.roles import AUTHOR
from archivist.front_matter.roles import NAMES as ROLES
from archivist.identifiers import ArticleIdentifiers, EditionIdentifiers
from archivist.settings.choices import Access

# Words at the beginning of a title that are not sorted (MARC 21, appendix F), by language. Only those that are nearly
# always articles there: German "ein" is also a number.
_INITIAL_ARTICLES = {
    "de": ("der ", "die ", "das "),
    "en": ("the ", "a ", "an "),
    "es": ("el ", "la ", "los ", "las "),
    "fr": ("le ", "la ", "les ", "l'", "l’"),
    "it": ("il ", "lo ", "la ", "i ", "gli ", "le ", "l'", "l’"),
    "nl": ("de ", "het "),
}
_ABBREVIATED, _PREPUBLICATION = "3", "8"  # leader position 17
_FORMATS = {"application/pdf": "PDF", "application/epub+zip": "EPUB"}


def new_record(level: str, *, is_draft: bool) -> Record:
    """An empty record for text, in Unicode. `level` is position 7 of the leader: m, or a for a part of such an item."""
    record = Record()
    record.leader = Leader(f"00000na{level} a2200000{_PREPUBLICATION if is_draft else _ABBREVIATED}c 4500")
    return record


def field(tag: str, indicators: str, *subfields: tuple[str, str]) -> Iterator[Field]:
    """A data field of the subfields that have a value. `indicators` are two characters.

    Nothing if only those are left whose codes are digits: they say what the others are, such as their source.
    """
    said = [Subfield(code, value) for code, value in subfields if value]
    if any(each.code.isalpha() for each in said):
        yield Field(tag, Indicators(*indicators), said)


def control_fields(
    number: str, entered: datetime.date, issued: datetime.date, language: str, *, pictures: bool, index: bool
) -> Iterator[Field]:
    """001 to 008: control number, date of the record, form, and the coded description of an online text."""
    yield Field("001", data=number)
    yield Field("005", data=f"{entered:%Y%m%d}000000.0")
    yield Field("006", data="m     o  d        ")
    yield Field("007", data="cr |||||||||||")
    yield Field("008", data=_fixed_codes(entered, issued, language, pictures=pictures, index=index))


def _fixed_codes(entered: datetime.date, issued: datetime.date, language: str, *, pictures: bool, index: bool) -> str:
    """008 of books, 40 characters: place unknown, form online, otherwise only what is known."""
    date = f"e{issued:%Y%m%d}"  # e: a detailed date
    text = f"{'a' if pictures else ' '}   |o|||||00{int(index)} ||"
    return f"{entered:%y%m%d}{date}xx {text}{facts.bibliographic_code(language)} d"


def title_field(tag: str, first: str, title: str, language: str, *others: tuple[str, str]) -> Iterator[Field]:
    """A field of a title whose second indicator says how many characters are not sorted."""
    yield from field(tag, f"{first}{nonfiling(title, language)}", ("a", title), *others)


def nonfiling(title: str, language: str) -> int:
    """How many characters of a title are not sorted: the article at its beginning with its space."""
    folded = title.casefold()
    words = _INITIAL_ARTICLES.get(language.split("-", 1)[0], ())
    return max((len(word) for word in words if folded.startswith(word)), default=0)


def language_fields(languages: tuple[str, ...], originals: tuple[str, ...] = ()) -> Iterator[Field]:
    """041: languages of the text, and of the originals of what is translated. As BCP 47 where MARC has no code."""
    codes = tuple(("a", facts.bibliographic_code(tag)) for tag in languages)
    sources = tuple(("h", facts.bibliographic_code(tag)) for tag in originals)
    known = [(code, value) for code, value in dict.fromkeys((*codes, *sources)) if value != facts.UNCODED]
    if len(languages) > 1 or originals:
        yield from field("041", f"{int(bool(originals))} ", *known)
    if any(facts.bibliographic_code(tag) == facts.UNCODED for tag in (*languages, *originals)):
        tags = [*(("a", tag) for tag in languages), *(("h", tag) for tag in originals)]
        yield from field("041", f"{int(bool(originals))}7", *tags, ("2", "rfc5646"))


def issn_fields(edition: DescribedEdition) -> Iterator[Field]:
    """022: every ISSN of the language, each with the linking ISSN."""
    own = edition.metadata.identifiers
    for number in [number for number, _ in own.issns] or [""]:
        yield from field("022", "  ", ("a", number), ("l", own.issn_l))


def isbn_fields(edition: DescribedEdition) -> Iterator[Field]:
    """020: the ISBN of each medium."""
    for number, medium in edition.metadata.identifiers.isbns:
        yield from field("020", "  ", ("a", number.replace("-", "")), ("q", medium))


def registered_fields(known: EditionIdentifiers | Citation) -> Iterator[Field]:
    """024: DOI, ARK and URN:NBN."""
    yield from field("024", "7 ", ("a", known.doi), ("2", "doi"))
    yield from field("024", "7 ", ("a", known.ark), ("2", "ark"))
    yield from field("024", "7 ", ("a", known.urn_nbn), ("2", "urn"))


def resolver_fields(known: EditionIdentifiers | ArticleIdentifiers) -> Iterator[Field]:
    """856: the addresses that the DOI and the ARK are resolved at; they are the resource itself."""
    for address in known.addresses:
        yield from field("856", "40", ("u", address))


def source_of_record(edition: DescribedEdition) -> Iterator[Field]:
    """040: the publisher made the record, in English."""
    agency = edition.metadata.publisher
    yield from field("040", "  ", ("a", agency), ("b", "eng"), ("e", "rda"), ("c", agency))


def carrier_fields(edition: DescribedEdition) -> Iterator[Field]:
    """336 to 347: a text, online, in these formats of files."""
    yield from field("336", "  ", ("a", "text"), ("b", "txt"), ("2", "rdacontent"))
    yield from field("337", "  ", ("a", "computer"), ("b", "c"), ("2", "rdamedia"))
    yield from field("338", "  ", ("a", "online resource"), ("b", "cr"), ("2", "rdacarrier"))
    for media_type in facts.media_types(edition):
        yield from field("347", "  ", ("a", "text file"), ("b", _FORMATS[media_type]), ("2", "rdaft"))


def publication_field(edition: DescribedEdition, day: datetime.date) -> Iterator[Field]:
    """264: place, publisher, year."""
    data = edition.metadata
    yield from field("264", " 1", ("a", data.place), ("b", data.publisher), ("c", str(day.year)))


def edition_statement(volume: DescribedVolume, edition: DescribedEdition) -> Iterator[Field]:
    """250: that it is a draft, or which version it is if there was one before."""
    version = edition.metadata.version
    yield from field("250", "  ", ("a", facts.DRAFT_EDITION if volume.is_draft else ""))
    yield from field("250", "  ", ("a", f"Version {version}" if version > 1 else ""))


def name_field(role: str, name: Name, *, is_main: bool = False) -> Iterator[Field]:
    """100 or 700 of a person whose family name is known; 720 of anyone else, who may be a body."""
    ids = [("1", f"https://orcid.org/{name.orcid}")] if name.orcid else []
    ids += [("1", f"https://isni.org/isni/{name.isni.replace(' ', '')}")] if name.isni else []
    relator = (("e", ROLES[role]), ("4", role))
    if name.family:
        tag, indicators = ("100" if is_main else "700"), "1 "
        yield from field(tag, indicators, ("a", facts.inverted_name(name)), *relator, *ids)
    else:
        yield from field("720", "  ", ("a", name.literal), *relator, *ids)


def is_main_entry(role: str, name: Name) -> bool:
    """Whether a name can be that of 100: an author of whom the family name is known."""
    return role == AUTHOR and bool(name.family)


def rights_fields(volume: DescribedVolume, edition: DescribedEdition) -> Iterator[Field]:
    """506: who may read it; 540: what may be done with it."""
    words, rights = facts.access_words(volume, edition.language), edition.metadata.rights
    known = {None: " ", Access.OPEN: "0"}.get(volume.serial.access, "1")
    yield from field("506", f"{known} ", ("a", words), ("u", facts.access_address(volume)))
    yield from field("540", "  ", ("a", rights), ("u", facts.licence_address(rights)))
