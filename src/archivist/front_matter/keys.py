"""The keys of an article's front matter: one row each, from which they are read, written, checked and documented.

A new key is one row here and, if it is a value that later stages use, a field of `ArticleFacts`. Readers of the
front matter, the writer, imports, the checks of `archivist check` and the table in docs/writing.md follow the rows.
"""

from dataclasses import dataclass
from enum import Enum, auto


class Kind(Enum):
    """The type of a key's value: how it is read (`articles.fields.READ`). It is written as the value's Python type."""

    TEXT = auto()  # one line of plain text: str
    FIRST = auto()  # the first of several lines, or the only one: str
    AUTHORS = auto()  # names, or tables with `name`: tuple of str
    TEXTS = auto()  # lines of plain text, a list or one: tuple of str
    WORDS = auto()  # as TEXTS; one line is divided at its commas: tuple of str
    DATE = auto()  # a day; a time of day is dropped: datetime.date or None
    LANGUAGE = auto()  # a BCP 47 tag, made canonical: str
    LANGUAGES = auto()  # such tags, unknown ones left out: tuple of str
    ADDRESS = auto()  # a web address, repaired where that is safe: str
    PEOPLE = auto()  # names, or tables with `name`; by role, if the key has none: tuple of article_facts.Person
    DOI = auto()  # the identifier without its resolver: str
    ARCHIVED = auto()  # an address and a day: article_facts.ArchivedCopy or None
    RELATED = auto()  # keys and addresses with titles: tuple of model.RelatedLink
    FLAG = auto()  # true or false: not stored, it decides whether the article is read


class Role(Enum):
    """What a key is to the article."""

    IDENTITY = auto()  # every article has it; the path may say it instead
    FACT = auto()  # optional: a field of `ArticleFacts`
    SWITCH = auto()  # decides whether the article is read; never a field


@dataclass(frozen=True, slots=True)
class Key:
    """A key of the front matter."""

    name: str  # as it is written
    kind: Kind
    meaning: str  # for docs/writing.md, Markdown
    aliases: tuple[str, ...] = ()  # names by which it is also read, in order of preference after its own
    role: Role = Role.FACT
    field: str = ""  # of `model.Article`; "" if it has the key's name
    relator: str = ""  # MARC relator of the people it names; "" if the value names it
    is_prose: bool = False  # words for readers: checked and corrected as text
    is_printed: bool = False  # printed as plain text, so that Markdown in it would be printed as marks

    @property
    def names(self) -> tuple[str, ...]:
        """All names, in order of preference."""
        return (self.name, *self.aliases)

    @property
    def attribute(self) -> str:
        """The name of the field of `model.Article`."""
        return self.field or self.name


# In the order in which they are written.
KEYS = (
    Key(
        "title",
        Kind.TEXT,
        "The title, plain text. Required.",
        role=Role.IDENTITY,
        is_prose=True,
        is_printed=True,
    ),
    Key(
        "date",
        Kind.DATE,
        "Day of publication, `YYYY-MM-DD`. A time and a zone may follow and are ignored.",
        role=Role.IDENTITY,
    ),
    Key(
        "lang",
        Kind.LANGUAGE,
        "Language of this file.",
        ("language", "locale"),
        role=Role.IDENTITY,
        field="language",
    ),
    Key(
        "key",
        Kind.TEXT,
        "Identifies the work; its translations have the same key.",
        ("translation_key", "translationKey"),
        role=Role.IDENTITY,
    ),
    Key(
        "authors",
        Kind.AUTHORS,
        "A name, a list of names, or a list of tables with `name` and, if known, `orcid`, `isni` and `role`.",
        ("author",),
        relator="aut",
        is_prose=True,
        is_printed=True,
    ),
    Key(
        "translators",
        Kind.PEOPLE,
        "Who translated the article: written as `authors` are. Printed below the authors.",
        ("translator",),
        relator="trl",
        is_printed=True,
    ),
    Key(
        "contributors",
        Kind.PEOPLE,
        "A table of roles with the names of each: `{ editor: Nino Example }`; see below.",
        is_printed=True,
    ),
    Key(
        "section",
        Kind.FIRST,
        "The column; printed beside the date. The first one counts.",
        ("category", "categories"),
        is_prose=True,
        is_printed=True,
    ),
    Key(
        "tags",
        Kind.WORDS,
        "A list, or one line with commas. Not printed; keywords of the PDF and the EPUB.",
        is_prose=True,
    ),
    Key(
        "description",
        Kind.TEXT,
        "The standfirst, below the title.",
        ("excerpt", "summary"),
        is_prose=True,
        is_printed=True,
    ),
    Key(
        "translations",
        Kind.LANGUAGES,
        "Tags of the languages in which the work exists according to its source, `[ka, ru]`. Not printed; `check` "
        "names those that are not in the archive.",
    ),
    Key("related", Kind.RELATED, "Recommended reading; see below."),
    Key(
        "source",
        Kind.ADDRESS,
        "Where it was first published; printed at the end.",
        ("canonical", "canonical_url", "original_url"),
    ),
    Key("retrieved", Kind.DATE, "The day it was copied from there."),
    Key(
        "archived",
        Kind.ARCHIVED,
        "Address of a copy in a web archive, or a table with `url` and `date`; printed in the sources.",
    ),
    Key("doi", Kind.DOI, "The DOI of the article, `10.1234/abc` or its address; printed in the sources."),
    Key(
        "updated",
        Kind.DATE,
        "The day of the last change. Not printed; [`check`](check.md) compares it with that of the translations.",
        ("lastmod", "last_modified_at", "modified"),
    ),
    Key("draft", Kind.FLAG, "`true` leaves the article out.", role=Role.SWITCH),
    Key("published", Kind.FLAG, "`false` also leaves it out.", role=Role.SWITCH),
)
BY_NAME = {key.name: key for key in KEYS}
FACTS = tuple(key for key in KEYS if key.role is Role.FACT)
WRITTEN = tuple(key for key in KEYS if key.role is not Role.SWITCH)
KNOWN_NAMES = frozenset(name for key in KEYS for name in key.names)
PROSE_NAMES = frozenset(name for key in KEYS if key.is_prose for name in key.names)
# Keys whose values are words for readers, those of other programs as well. All others are names, addresses and numbers:
# their characters are not checked, and nothing in them is changed.
PROSE_KEYS = PROSE_NAMES | {"subtitle"}
