"""The parts of a book as a table: one row each, in the order in which a volume has them.

Everything that differs between parts is a column here. The stages ask the row and never which part it is, so a new part
is one row, one template in `markup/templates/` and its labels in `markup/labels.py`.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self


class Matter(StrEnum):
    """The division of a book that a part belongs to (EPUB 3 Structural Semantics Vocabulary, document partitions).

    Front matter is numbered with roman numerals, body and back matter together with arabic ones from 1.
    """

    FRONT = "frontmatter"
    BODY = "bodymatter"  # the articles
    BACK = "backmatter"


class PageStyle(StrEnum):
    """What is printed around the text of a part's pages."""

    UNCOUNTED = "uncounted"  # nothing; the pages have no numbers, and the next part begins on a right-hand page
    BARE = "bare"  # nothing, but the pages are counted
    NUMBERED = "numbered"  # the page number, and from the second page on the running head if the part has one


class EpubPlace(StrEnum):
    """Where an EPUB has what a part says."""

    DOCUMENT = "document"  # in a document of its own
    COVER = "cover"  # in the cover, which is a picture of the printed one
    NAVIGATION = "navigation"  # in the navigation document


class EpubDivision(StrEnum):
    """Which documents of a part each file has when an EPUB is divided into several files."""

    EVERY_FILE = "every file"  # each file has it whole
    ONE_FILE = "one file"  # each document of the part is in one file: what the EPUB is divided between
    BY_SECTION = "by section"  # each file has the sections whose headings link to articles of that file


class BookKind(StrEnum):
    """Which books have a part."""

    VOLUME = "volume"  # the articles of a period
    CUMULATIVE = "cumulative"  # contents and index of several volumes


_ALL = frozenset(BookKind)
_VOLUMES = frozenset({BookKind.VOLUME})
_CUMULATIVE = frozenset({BookKind.CUMULATIVE})


class FileNumber(StrEnum):
    """How a part says which file of a divided EPUB it is in."""

    UNSTATED = "unstated"
    LINE = "line"  # in a line below the title of the volume
    FACT = "fact"  # in a list of facts, with the identifier of the file


@dataclass(frozen=True, slots=True)
class Landmark:
    """A place that reading systems offer by name (EPUB 3.3, 7.4.4)."""

    kind: str  # a term of the EPUB 3 Structural Semantics Vocabulary
    label: str  # name of the label that is printed for it


@dataclass(frozen=True, slots=True, kw_only=True)
class BookPart:
    """A row of the table."""

    # Its file in markup/templates, without `.xhtml`; also the id of its document, unless people wrote what is in it.
    template: str
    matter: Matter
    books: frozenset[BookKind] = _ALL
    round: int  # parts of one round are laid out together, after those of lower rounds, whose pages they may quote
    label: str = ""  # name of the label that is its title; "" if each document has a title of its own
    page_style: PageStyle = PageStyle.NUMBERED
    has_running_head: bool = False  # its title above its pages
    can_run_on: bool = False  # short documents of it may follow one another on the page
    columns: int = 1  # in which it is set
    in_contents: bool = False  # listed in the printed contents
    in_outline: bool = True  # listed in the outline of the PDF and the navigation of the EPUB
    epub: EpubPlace = EpubPlace.DOCUMENT
    division: EpubDivision = EpubDivision.EVERY_FILE
    file_number: FileNumber = FileNumber.UNSTATED
    landmark: Landmark | None = None
    setting: str = ""  # the key of [back_matter] that can turn it off; "" if nothing can
    folder: str = ""  # of the archive, in which editors write a text for it; "" if it has none of theirs


class Role(StrEnum):
    """The table. The value of a member is its name in records and in the `class` of its body."""

    part: BookPart

    def __new__(cls, name: str, part: BookPart) -> Self:
        """A member that is a string and knows its row."""
        member = str.__new__(cls, name)
        member._value_ = name
        member.part = part
        return member

    COVER = (
        "cover",
        BookPart(
            template="cover",
            label="cover",
            matter=Matter.FRONT,
            round=3,
            page_style=PageStyle.UNCOUNTED,
            epub=EpubPlace.COVER,
            landmark=Landmark("cover", "cover"),
        ),
    )
    TITLE_PAGE = (
        "titlepage",
        BookPart(
            template="title",
            label="title_page",
            matter=Matter.FRONT,
            round=2,
            page_style=PageStyle.BARE,
            in_outline=False,  # a reader passes it anyway
            file_number=FileNumber.LINE,
        ),
    )
    IMPRINT = (
        "imprint",
        BookPart(
            template="imprint",
            label="about",
            matter=Matter.FRONT,
            round=2,
            page_style=PageStyle.BARE,
            file_number=FileNumber.FACT,
        ),
    )
    # Before the contents, which quote their pages: roman numerals follow one another from the title page on.
    FOREWORD = (
        "foreword",
        BookPart(
            template="foreword",
            label="foreword",
            books=_VOLUMES,
            matter=Matter.FRONT,
            round=2,
            has_running_head=True,
            in_contents=True,
            landmark=Landmark("foreword", "foreword"),
            folder="front",
        ),
    )
    EDITORIAL = (
        "editorial",
        BookPart(
            template="editorial",
            label="editorial",
            books=_VOLUMES,
            matter=Matter.FRONT,
            round=2,
            has_running_head=True,
            in_contents=True,
            landmark=Landmark("preface", "editorial"),
            folder="front",
        ),
    )
    CONTENTS = (
        "toc",
        BookPart(
            template="contents",
            label="contents",
            matter=Matter.FRONT,
            round=3,
            epub=EpubPlace.NAVIGATION,
            landmark=Landmark("toc", "contents"),
        ),
    )
    ARTICLE = (
        "article",
        BookPart(
            template="article",
            books=_VOLUMES,
            matter=Matter.BODY,
            round=1,
            has_running_head=True,
            can_run_on=True,
            in_contents=True,
            division=EpubDivision.ONE_FILE,
            landmark=Landmark("bodymatter", "start"),
        ),
    )
    VOLUMES = (
        "volumes",
        BookPart(
            template="volumes",
            books=_CUMULATIVE,
            label="list_of_volumes",
            matter=Matter.BODY,
            round=1,
            has_running_head=True,
            in_contents=True,
        ),
    )
    BY_DATE = (
        "by-date",
        BookPart(
            template="by-date",
            books=_CUMULATIVE,
            label="by_date",
            matter=Matter.BODY,
            round=1,
            has_running_head=True,
            in_contents=True,
        ),
    )
    BY_AUTHOR = (
        "by-author",
        BookPart(
            template="by-author",
            books=_CUMULATIVE,
            label="by_author",
            matter=Matter.BODY,
            round=1,
            has_running_head=True,
            in_contents=True,
        ),
    )
    BY_SECTION = (
        "by-section",
        BookPart(
            template="by-section",
            books=_CUMULATIVE,
            label="by_section",
            matter=Matter.BODY,
            round=1,
            has_running_head=True,
            in_contents=True,
        ),
    )
    RELATED = (
        "appendix",
        BookPart(
            template="related",
            books=_VOLUMES,
            label="related",
            matter=Matter.BACK,
            can_run_on=True,
            round=2,
            has_running_head=True,
            in_contents=True,
            division=EpubDivision.BY_SECTION,
        ),
    )
    TRANSLATIONS = (
        "translations",
        BookPart(
            template="translations",
            books=_VOLUMES,
            label="translations",
            matter=Matter.BACK,
            can_run_on=True,
            round=2,
            has_running_head=True,
            in_contents=True,
            division=EpubDivision.BY_SECTION,
            setting="translations",
        ),
    )
    SOURCES = (
        "sources",
        BookPart(
            template="sources",
            books=_VOLUMES,
            label="sources",
            matter=Matter.BACK,
            can_run_on=True,
            round=2,
            has_running_head=True,
            in_contents=True,
            division=EpubDivision.BY_SECTION,
            setting="sources",
        ),
    )
    INDEX = (
        "index",
        BookPart(
            template="index",
            books=_VOLUMES,
            label="index",
            matter=Matter.BACK,
            columns=2,
            can_run_on=True,
            round=2,
            has_running_head=True,
            in_contents=True,
            landmark=Landmark("index", "index"),
            setting="index",
        ),
    )
    CUMULATIVE_INDEX = (
        "cumulative-index",
        BookPart(
            template="cumulative-index",
            books=_CUMULATIVE,
            label="index",
            matter=Matter.BACK,
            round=1,
            has_running_head=True,
            in_contents=True,
        ),
    )
    COLOPHON = (
        "colophon",
        BookPart(
            template="colophon",
            label="colophon",
            matter=Matter.BACK,
            can_run_on=True,
            round=2,
            landmark=Landmark("colophon", "colophon"),
            setting="colophon",
            folder="back",
        ),
    )


ROUNDS = tuple(sorted({role.part.round for role in Role}))
