"""What is read: articles, and their texts as the one form that every later stage works from."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import unquote

from archivist.article_facts import ArticleFacts
from archivist.findings import Finding
from archivist.model.held_text import HeldText


@dataclass(frozen=True, slots=True)
class RelatedLink:
    """One line of an article's `related` list, as the author wrote it."""

    target: str  # the key of a work, or a web address (http or https)
    title: str = ""  # what to print instead of the address; "" if the author gave none
    seen: datetime.date | None = None  # the day the address was last seen to work
    line: int = 0  # line in the article's file, from 1; 0 if not known


@dataclass(frozen=True, slots=True)
class Article(ArticleFacts):
    """One piece of writing in one language: one file."""

    key: str  # joins the translations of one work
    language: str  # canonical BCP 47 tag
    date: datetime.date  # day of publication
    title: str  # plain text
    held: HeldText  # its text
    text_line: int  # line of the file on which `text` begins, from 1
    path: str  # POSIX path relative to the folder of articles
    digest: str  # SHA-256 of the file's bytes, hexadecimal
    related: tuple[RelatedLink, ...] = ()  # in the author's order
    extra: Mapping[str, object] = field(default_factory=dict, hash=False)  # unknown front-matter keys, for templates

    @property
    def text(self) -> str:
        """Markdown as written, without the front matter."""
        return self.held.text

    def with_text(self, text: str) -> "Article":
        """The article with another text that begins on the same line."""
        return replace(self, held=HeldText(text))

    @property
    def is_outside(self) -> bool:
        """Whether its file is not in the folder of the articles: it is a text of the editors."""
        return self.path.startswith("../")


@dataclass(frozen=True, slots=True)
class NoteText:
    """The text of a note in one language, as XHTML."""

    label: str  # without the language: `river` for [^river@ka]
    language: str  # canonical BCP 47 tag
    xhtml: str  # <div>…</div> holding blocks, no namespace, well-formed XML
    line: int = 0  # line in the article's file where the definition begins
    term: str = ""  # id of the term of the glossary that it explains; "" if an author wrote it


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading in the body of an article."""

    level: int  # 2 to 6; level 1 is the article's title
    id: str  # its id in the body, unique there
    title: str  # plain text
    language: str = ""  # if it is not the document's


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture an article shows."""

    name: str  # POSIX path relative to the folder of articles: also its `src` in the body
    path: Path  # where it is on this machine
    media_type: str  # image/png, image/jpeg, image/gif, image/webp, image/svg+xml
    digest: str  # SHA-256 of the bytes, hexadecimal
    width: int  # pixels (CSS pixels for SVG)
    height: int  # pixels (CSS pixels for SVG)
    content: bytes = b""  # the file itself, where it lies nowhere: a picture in a `data:` address


@dataclass(frozen=True, slots=True)
class CoverPicture:
    """The picture of the covers."""

    picture: Picture
    is_logo: bool  # a logo is at the foot, a photograph fills the upper field
    findings: tuple[Finding, ...] = ()  # what is not shown as it is in the file


@dataclass(frozen=True, slots=True)
class PeriodStrip:
    """A row of cells, one of which is filled: the place of a volume in a longer period."""

    cells: int
    filled: int  # from 0


NO_STRIP = PeriodStrip(1, 0)  # of what is in no longer period


@dataclass(frozen=True, slots=True)
class Places:
    """Where `#name` in a link to an article leads: names that authors wrote or the web would give, and ids."""

    ids: Mapping[str, str] = field(default_factory=dict, hash=False)  # the id in the body, by name
    others: Mapping[str, str] = field(default_factory=dict, hash=False)  # the id that a name may also mean

    def name(self, fragment: str) -> str:
        """The name that a link's fragment means; "" if there is no such place.

        The fragment is taken as written, then without percent-encoding, then without GitHub's `user-content-`, and
        last without regard to case.
        """
        plain = unquote(fragment)
        candidates = [fragment, plain, plain.removeprefix("user-content-")]
        found = next((each for each in candidates if each in self.ids), "")
        folded = candidates[-1].casefold()
        return found or next((each for each in self.ids if each.casefold() == folded), "")

    def find(self, fragment: str) -> str:
        """The id that a link's fragment means; "" if there is no such place."""
        return self.ids.get(self.name(fragment), "")


@dataclass(frozen=True, slots=True)
class Body:
    """An article's text after reading the Markdown: the one form every later stage works from.

    `xhtml` is one `<body>` element, well-formed XML, no namespace, cleaned. In it
    * a call to a note is an empty `<a class="note-call" data-note="LABEL"/>`, LABEL having a text in `notes`;
    * a picture is `<img src="NAME" alt="…"/>` with NAME one of `pictures`; alone in a paragraph it is a
      `<figure>`, with its Markdown title as `<figcaption>`;
    * a link to an article of the archive is `<a href="article:PATH">` or `article:PATH#NAME`, PATH relative to
      the folder of articles, NAME as its author wrote it (see `Places`); `data-address` is its address on the web,
      if the link has one;
    * other links are absolute (http, https, mailto, …), `#id` within the article, or as written if neither;
    * headings are h2 to h6 with unique ids and skip no level; every id is an XML NCName; a first heading that
      repeats the title is left out;
    * a passage in another language has both `lang` and `xml:lang`;
    * a formula is `<code class="formula" data-formula="inline|display" data-mathml="…">SOURCE</code>`: `data-mathml` is
      its `math` element, annotated with the source; one that cannot be set has `data-formula="unset"` and no class;
    * a section set apart is `<section class="background">`;
    * a callout is `<div class="callout …">`; headed by a built-in label it begins with an empty
      `<p class="callout-title" data-label="LABEL"/>`.
    """

    xhtml: str
    notes: tuple[NoteText, ...] = ()  # every definition, in the order written; several languages per label
    headings: tuple[Heading, ...] = ()  # in order
    pictures: tuple[Picture, ...] = ()  # each once, in the order of first use
    findings: tuple[Finding, ...] = ()  # what the text of this article had wrong
    places: Places = Places()  # what links may name in it
