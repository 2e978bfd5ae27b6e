"""`README.txt` of a package: plain text for people who open it in fifty years, perhaps without any of today's programs.

It says what the package is, where everything is, how to check it with common tools, what made the files, and how to
make them again. It is in English, 78 characters wide, with the titles in their own languages.
"""

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum

from archivist.deposit import record_facts as facts
from archivist.deposit.description import DescribedEdition, DescribedVolume, PackageFile

_WIDTH = 78


class DigestList(Enum):
    """Which file of a package lists the digests of the others."""

    MANIFEST = "manifest-sha512.txt"  # of a bag (RFC 8493)
    METS = "METS.xml"  # of a folder without a bag
    INVENTORY = "inventory.json"  # of an OCFL object
    NONE = ""


_BESIDE = {
    DigestList.MANIFEST: "If this folder is named data/ and lies beside bagit.txt, the package is a BagIt bag (RFC "
    "8493): manifest-sha512.txt lists every file with its SHA-512 digest, bag-info.txt says whom it is from. METS.xml "
    "and premis.xml, where they are, say how the files belong together and what was done with them.",
    DigestList.METS: "METS.xml, at the top of the package, and the files of that name in its folders list all files "
    "with their SHA-512 digests and say how they belong together; premis.xml says what was done with them.",
    DigestList.INVENTORY: "The package is an OCFL object (Oxford Common File Layout 1.1), and this folder is the "
    "content of one of its versions. inventory.json at the top lists every file of every version with its SHA-512 "
    "digest.",
}
# What is in the folders and files at the top of a package: name, what to say of it, in the order of reading.
_CONTENTS = (
    (
        "editions/",
        "The volume as it was published, a folder for each language. PDF (ISO 32000) has the pages, EPUB (a standard "
        "of the W3C) the same text for screens; an EPUB is a zip of XHTML files. volume.*.json says what each file "
        "must contain, word by word and page by page. .bib, .ris and .csl.json say how to cite the articles. "
        "cover.jpg is the cover.",
    ),
    (
        "jats/",
        "The text of each article as XML (JATS, ANSI/NISO Z39.96). If everything else is unreadable, open these in any "
        "text editor: they are complete, notes included.",
    ),
    (
        "metadata/",
        "Records for catalogues in XML: marc.xml (MARC 21), mods.xml (MODS), dc.xml (Dublin Core).",
    ),
    (
        "source/",
        "What the volume was made from: the articles as they were written (Markdown, plain text in UTF-8), pictures, "
        "settings, and fonts as far as their licences allow.",
    ),
    ("reports/", "What the programs said that checked the files before they were packed."),
    ("schemas/", "JSON Schemas of the settings, the glossary and the ledger, which are in the source."),
    (
        "representations/",
        "The editions, each in a folder named by its language, and the source. METS.xml lists what is in each.",
    ),
    ("documentation/", "What the programs said that checked the files, and the licences of the fonts."),
    ("licences/", "What the fonts say of their copyright and licence; they are embedded in the PDF and the EPUB."),
)


def write(volume: DescribedVolume, files: Sequence[PackageFile], digests: DigestList = DigestList.MANIFEST) -> bytes:
    """The file; `files` are the others of the package, and `digests` is the file that lists them."""
    sections = (
        _heading(volume),
        _section("What this is", _what_it_is(volume)),
        _section("What is in it", _contents(files, digests)),
        _section("The editions", (line for each in volume.editions for line in _edition(each))),
        _section("How to check it", _checks(digests)),
        _section("What made the files", _programs(volume)),
        _section("How to make the files again", _rebuilding(volume)),
        _section("Rights and contact", _rights(volume)),
    )
    return ("\n\n".join("\n".join(section) for section in sections) + "\n").encode()


def _heading(volume: DescribedVolume) -> list[str]:
    titles = [facts.mark_draft(edition.metadata.full_title, volume) for edition in volume.editions]
    rule = "=" * _WIDTH
    draft = ["", *_wrapped(facts.DRAFT_NOTE)] if volume.is_draft else []
    return [rule, *titles, rule, *draft]


def _section(title: str, lines: Iterable[str]) -> list[str]:
    body = list(lines)
    while body and not body[-1]:
        body.pop()
    return [title, "-" * len(title), "", *body]


def _what_it_is(volume: DescribedVolume) -> Iterator[str]:
    data, record = volume.editions[0].metadata, volume.editions[0].record.volume
    number = f"no. {data.number}" + (f", version {volume.version}" if volume.version > 1 else "")
    publisher = f" by {data.publisher}" if data.publisher else ""
    place = f", {data.place}" if data.place else ""
    day = facts.publication_day(volume.editions[0]).isoformat()
    yield from _wrapped(
        f"This is one volume ({number}) of the serial “{data.title}”. It covers {record.start} to {record.end} and was "
        + ("not published: this package is a draft." if volume.is_draft else f"published{publisher}{place} on {day}.")
        + " The package was made to be kept. Nothing in it needs a network, a password or a particular program; every "
        "format is documented in public."
    )


def _contents(files: Sequence[PackageFile], digests: DigestList) -> Iterator[str]:
    for name, said in _CONTENTS:
        inside = [file for file in files if file.path.startswith(name)]
        if inside:
            count = f"{len(inside)} file{'s' if len(inside) > 1 else ''}"
            yield from _item(name, f"({count}) {said}")
    if digests in _BESIDE:
        yield from _item("(beside)", _BESIDE[digests])


def _edition(edition: DescribedEdition) -> Iterator[str]:
    data = edition.metadata
    pages = facts.extent(edition)
    count = len(edition.articles)
    size = ", ".join(filter(None, (f"{count} article{'s' if count > 1 else ''}", pages)))
    yield from _wrapped(f"{facts.language_name(edition.language)}: {data.full_title} ({size})")
    yield f"  {edition.identifier}"
    numbers = [f"ISSN {number} {medium}".strip() for number, medium in data.identifiers.issns]
    numbers += [f"ISBN {number} {medium}".strip() for number, medium in data.identifiers.isbns]
    numbers += [value for value in (data.identifiers.doi, data.identifiers.ark, data.identifiers.urn_nbn) if value]
    yield from (f"  {number}" for number in numbers)
    for article in edition.articles:
        pages = f", p. {article.citation.pages.joined('-')}" if article.citation.pages else ""
        by = f" / {', '.join(article.annotated.article.authors)}" if article.annotated.article.authors else ""
        yield from _wrapped(f"{article.citation.title}{by}{pages}", first="  * ", others="    ")
    yield ""


def _checks(digests: DigestList) -> Iterator[str]:
    if digests is DigestList.NONE:
        yield from _wrapped("The package has no list of the digests of its files.")
    elif digests is DigestList.MANIFEST:
        yield from _checks_of_bag()
    else:
        yield from _wrapped(
            f"{digests.value} has the SHA-512 digest (FIPS 180-4) of each file, in hexadecimal. Any implementation "
            "computes the digest of a file, to be compared with it:"
        )
        yield ""
        yield "  sha512sum FILE        (Linux, BSD; GNU coreutils)"
        yield "  shasum -a 512 FILE    (macOS; Perl)"


def _checks_of_bag() -> Iterator[str]:
    yield from _wrapped("Each command is typed in the folder that contains manifest-sha512.txt.")
    yield ""
    yield "  sha512sum --check manifest-sha512.txt        (Linux, BSD; GNU coreutils)"
    yield "  shasum -a 512 -c manifest-sha512.txt         (macOS; Perl)"
    yield ""
    yield from _wrapped(
        "Every line must end in OK. Without such a program, any implementation of SHA-512 (FIPS 180-4) will do: a "
        "line of the manifest is the digest of a file in hexadecimal, then its name. Files that the manifest does not "
        "list do not belong to the package. `archivist audit` also finds changes of the lists themselves."
    )


def _programs(volume: DescribedVolume) -> Iterator[str]:
    made = {f"{name} {version}" for edition in volume.editions for name, version in edition.record.made_by.items()}
    # Behind a semicolon a font says how it was hinted.
    fonts = {
        f"{font.family} {font.version.partition(';')[0]}".strip()
        for edition in volume.editions
        for font in edition.record.fonts
    }
    yield from _wrapped(f"Programs and libraries: {', '.join(sorted(made)) or 'not recorded'}.")
    yield ""
    yield from _wrapped(f"Fonts: {', '.join(sorted(fonts)) or 'not recorded'}.")


def _rebuilding(_: DescribedVolume) -> Iterator[str]:
    yield from _wrapped(
        "The folder source/ is an archive of its own for archivist (free software, AGPL). With the programs and fonts "
        "above in the same versions, this command makes the PDF and the EPUB again in an empty folder, and compares "
        "them with those of the package. PACKAGE is the folder of the package, or its zip:"
    )
    yield ""
    yield "  archivist rebuild PACKAGE --to FOLDER"
    yield ""
    yield from _wrapped(
        "Without archivist the articles can be read as they are: each is a text file with its title, date and authors "
        "at the top and Markdown below; archivist.toml has the settings."
    )


def _rights(volume: DescribedVolume) -> Iterator[str]:
    contact, data = volume.serial.contact, volume.editions[0].metadata
    access = facts.access_words(volume, volume.editions[0].language)
    said = [
        f"Rights: {data.rights}" if data.rights else "Rights: not stated by the publisher.",
        f"Access: {access}" if access else "",
        f"Contact: {' '.join(filter(None, (contact.name, contact.email)))}" if contact.name or contact.email else "",
        f"Web site: {volume.serial.site}" if volume.serial.site else "",
    ]
    for each in filter(None, said):
        yield from _wrapped(each)


def _item(name: str, said: str) -> Iterator[str]:
    yield from _wrapped(said, first=f"{name:<12}", others=" " * 12)
    yield ""


def _wrapped(text: str, first: str = "", others: str = "") -> list[str]:
    return textwrap.wrap(
        text, _WIDTH, initial_indent=first, subsequent_indent=others, break_long_words=False, break_on_hyphens=False
    )
