"""What settings choose from."""

from enum import StrEnum


class Period(StrEnum):
    """How long a volume is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class Frequency(StrEnum):
    """How often a serial appears: the terms of MARC 21 for it (008/18, `marcfrequency`), with hyphens."""

    CONTINUOUS = "continuous"
    DAILY = "daily"
    SEMIWEEKLY = "semiweekly"
    THREE_A_WEEK = "three-times-a-week"
    WEEKLY = "weekly"
    BIWEEKLY = "biweekly"
    THREE_A_MONTH = "three-times-a-month"
    SEMIMONTHLY = "semimonthly"
    MONTHLY = "monthly"
    BIMONTHLY = "bimonthly"
    QUARTERLY = "quarterly"
    THREE_A_YEAR = "three-times-a-year"
    SEMIANNUAL = "semiannual"
    ANNUAL = "annual"
    BIENNIAL = "biennial"
    TRIENNIAL = "triennial"
    IRREGULAR = "irregular"


class Access(StrEnum):
    """Who may read the serial: the terms of the COAR vocabulary of access rights 1.0."""

    OPEN = "open"
    EMBARGOED = "embargoed"
    RESTRICTED = "restricted"
    METADATA_ONLY = "metadata-only"


class Late(StrEnum):
    """Where an article is printed that is dated into a volume that was published without it."""

    STOP = "stop"
    NEXT = "next"
    SUPPLEMENT = "supplement"
    NEW_VERSION = "new-version"


class Missing(StrEnum):
    """What an edition does with a work that has no article in its language."""

    OMIT = "omit"
    ORIGINAL = "original"


class Parallel(StrEnum):
    """How the second text of a work is printed with the first."""

    NONE = "none"
    COLUMNS = "columns"
    AFTER = "after"


class NoteLayout(StrEnum):
    """Layout of the texts of a note: one below the other, or side by side."""

    STACKED = "stacked"
    COLUMNS = "columns"


class Standard(StrEnum):
    """What a PDF is made to conform to: a part of PDF/A for keeping, and of PDF/UA for reading by all."""

    A_2A = "a-2a"  # PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1)
    A_3A = "a-3a"  # PDF/A-3a (ISO 19005-3) and PDF/UA-1, with the articles' sources in it
    A_4F = "a-4f"  # PDF/A-4f (ISO 19005-4) and PDF/UA-2 (ISO 14289-2), with the articles' sources in it


class PageSize(StrEnum):
    """The pages that have a style sheet of their own; `pages/page_grid.py` derives all others."""

    A5 = "A5"
    A4 = "A4"
    EREADER = "ereader"


class ColourBy(StrEnum):
    """What decides the colour of a volume's cover, if no colour is given."""

    LANGUAGE = "language"
    YEAR = "year"


class ContentsOrder(StrEnum):
    """In which order the printed contents list the articles."""

    DATE = "date"  # that of their pages
    SECTION = "section"  # below the names of their sections
    AUTO = "auto"  # by section if there are many articles in few sections


class ArticleFlow(StrEnum):
    """Where articles begin."""

    PAGE = "page"  # each on a new page
    RUN_ON = "run-on"  # each below the one before it
    AUTO = "auto"  # short ones below one another; others on a page of which half is free
