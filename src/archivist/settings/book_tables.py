"""The tables of the book: notes, glossary, parts, related reading, fonts, links, text, PDF and EPUB."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, model_validator

from archivist.settings.choices import ArticleFlow, ContentsOrder, NoteLayout, Standard
from archivist.settings.devices import Device, EpubNotes, with_device
from archivist.settings.setting_values import (
    Languages,
    PageName,
    Shift,
    Size,
)
from archivist.settings.table import Table


class NotesTable(Table):
    """Footnotes."""

    languages: Languages = Field((), description="Languages of notes in addition to the edition's, in this order.")
    layout: NoteLayout = Field(NoteLayout.STACKED, description="Texts of a note: stacked, or in columns side by side.")


class GlossaryTable(Table):
    """Names and terms, explained at their first mention. See [The glossary](glossary.md)."""

    file: Path = Field(
        Path("glossary.toml"),
        description="The file of the glossary, relative to this file. Without such a file there is no glossary.",
    )
    notes: bool = Field(
        True, description="At the first mention of a term in an article, print a note with its native name."
    )


class BackMatterTable(Table):
    """What follows the articles. Each part is printed only in volumes that have something for it."""

    index: bool = Field(
        True,
        description="The index of names and subjects, made from tags, authors and the glossary. "
        "See [The index](index-of-terms.md).",
    )
    translations: bool = Field(True, description="The table of the languages in which each work exists.")
    sources: bool = Field(True, description="Where and when each article was published, with the digest of its file.")
    colophon: bool = Field(True, description="What the volume was made with, and how to check it.")


class RelatedTable(Table):
    """Related reading that archivist finds."""

    suggest: int = Field(
        3,
        ge=0,
        le=100,
        description="How many works of the archive an article has in the appendix of related reading: where its author "
        "lists fewer, archivist suggests the nearest others, under a label of their own. 0: none is suggested.",
    )
    threshold: float = Field(
        0.01,
        ge=0,
        le=1,
        description="The least score of a suggestion, from 0 to 1; `archivist related KEY` shows scores.",
    )
    later: bool = Field(
        False,
        description="Suggest works of later volumes also. Then a new volume may change the appendices of earlier ones.",
    )
    semantic: bool = Field(
        False,
        description="Where too few works share words, suggest works that are similar in meaning, also across "
        "languages. Needs the extra `archivist[semantic]`; see "
        "[Similar in meaning](related-reading.md#similar-in-meaning).",
    )
    semantic_threshold: float = Field(
        0.1,
        ge=0,
        le=1,
        description="The least score of a suggestion that is similar in meaning, from 0 to 1.",
    )


class FontsTable(Table):
    """Where fonts are."""

    folders: tuple[Path, ...] = Field(
        (),
        description="The only folders in which fonts are looked for, relative to this file or absolute. Without it: "
        "those of the system, then those of the user's home folder.",
    )


class LinksTable(Table):
    """Archived copies of the pages that articles cite."""

    archives: tuple[Annotated[str, Field(min_length=1)], ...] = Field(
        (),
        description="Your web archives (WARC or WACZ) with pages that the articles cite: files, or patterns such as "
        '`"web-archives/*.wacz"`, relative to this file.',
    )
    max_capture: Size = Field(
        50_000_000, description="Largest size of an archived page; larger ones are not copied into the volume's WACZ."
    )


class TextTable(Table):
    """The text, in both formats."""

    spaces: bool = Field(
        True,
        description="Put no-break spaces where a line must not end, by language: after short words, between a number "
        "and its unit, before dashes. Code, formulas and addresses stay as written. See [Typography](typography.md).",
    )
    pictures: bool = Field(
        True,
        description="Print the pictures of articles. `false`: a volume of text only, with their alternative texts and "
        "captions.",
    )


class PdfTable(Table):
    """The PDF."""

    page: PageName = Field(
        "A5",
        description="The page: A5, A4, B5, Letter, 6x9in, ereader (6 inches), or width and height of your own: "
        '`"150mm 220mm"`.',
    )
    spine: Shift = Field(
        "3mm",
        description="How far the text is moved towards the spine of an open book, so that inner margins are narrower "
        'than outer ones: a length of at most 10 mm, `"0mm"` for equal margins. The e-reader page and the covers stay '
        "as they are.",
    )
    bleed: Shift = Field(
        "0mm",
        description="Make a second file for the printer, `NAME.print.pdf`, with crop marks: the fields of the cover go "
        'on over the edges of the page by this length, `"3mm"` for most printers. `"0mm"`: no such file.',
    )
    standard: Standard = Field(
        Standard.A_2A,
        description="What the file is made to conform to: `a-2a` (with PDF/UA-1), `a-3a` (with PDF/UA-1) or `a-4f` "
        "(with PDF/UA-2). The last two carry each article's source.",
    )
    articles: ArticleFlow = Field(
        ArticleFlow.AUTO,
        description="Where an article begins: `page`, on a new page; `run-on`, below the one before it; `auto`, on a "
        "new page, but articles of less than about two thirds of a page follow one another, and longer ones do if half "
        "of the page is free.",
    )
    contents: ContentsOrder = Field(
        ContentsOrder.AUTO,
        description="How the contents list the articles: `date`, in the order of their pages, with the section of each "
        "beside its date; `section`, below the names of the sections; `auto`, by section if a volume has more than "
        "twelve articles and at least three in each section on average. The navigation of the EPUB is always in the "
        "order of the articles.",
    )
    justify: bool | Literal["auto"] = Field(
        "auto",
        description="Lines of equal length: `true`, `false`, or `auto`: not where a line is too short for even spaces, "
        "which is the case in columns and, in languages with long words, on the e-reader page.",
    )
    style: Path | None = Field(
        None, description="Your own style sheet, relative to this file; it is applied after the theme's."
    )


class EpubTable(Table):
    """The EPUB."""

    device: Device | None = Field(
        None,
        description="The device that the EPUB is made for. It sets the other keys of this table that are not set here; "
        "see [The EPUB](epub.md#devices).",
    )
    max_size: Size | None = Field(
        None,
        description="Largest size of a file. A larger EPUB is made in parts, divided between articles. Without it: "
        "one file, however large.",
    )
    picture_pixels: int = Field(
        1872,
        ge=0,
        description="Longest edge of a picture; larger ones are scaled down. 1872 is the height of a 10-inch reader. "
        "0: no limit.",
    )
    grey: bool = Field(
        False, description="Convert pictures to grey, for readers without colours. SVG keeps its colours."
    )
    fonts: bool = Field(
        True, description="Embed the fonts of the book. Without them the device shows its own, if it has the letters."
    )
    notes: EpubNotes = Field(
        EpubNotes.POP_UP,
        description="Mark notes so that reading systems may show them in pop-ups only, or as a list at the end of each "
        "article that none hides.",
    )
    style: Path | None = Field(
        None, description="Your own style sheet, relative to this file; it is applied after archivist's."
    )

    @model_validator(mode="before")
    @classmethod
    def _for_device(cls, table: object) -> object:
        return with_device(table) if isinstance(table, Mapping) else table
