"""An article's Markdown as the one form every later stage works from (see `archivist.model.articles.Body`)."""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from archivist.articles.article_formulas import mark_formulas
from archivist.articles.article_links import Links, set_calls
from archivist.articles.article_notes import Definition, Notes
from archivist.articles.article_pictures import Pictures
from archivist.articles.body_structure import XML_LANG, Element, authors_classes, make_valid
from archivist.articles.captions import set_captions
from archivist.articles.files_asked import answers_about_files
from archivist.articles.headings import Ids, headings_to_paragraphs, set_headings
from archivist.articles.picture_size import size_by_containers
from archivist.articles.rendering import Rendering
from archivist.articles.repeated_title import drop_repeated_title
from archivist.articles.report import Report
from archivist.articles.sanitizing import TooDeepError, clean_tree
from archivist.dependencies import Answers, Dependencies, Question
from archivist.dialect.link_definitions import contradictory, unprinted
from archivist.dialect.parser import Token, parse
from archivist.links.address_book import AddressBook, AskedAddressBook, answers_of
from archivist.model.articles import Article, Body, NoteText
from archivist.text import languages
from archivist.text.xml_characters import forbidden_lines, symbol_lines, with_newlines, with_symbols, without_forbidden

_CLASSES = re.compile(r"[\w-]+")


@dataclass(frozen=True, slots=True)
class ParsedBody:
    """A body, and what was asked of the archive's other articles and files while it was read."""

    body: Body
    asked: Mapping[Question, str]


def parse_body(
    article: Article, folder: Path, *, site: str = "", book: AddressBook | None = None, every_word: bool = False
) -> Body:
    """Read the article's Markdown.

    `folder` is the folder of articles: pictures and links to articles are looked for there. `site` is the
    address relative links lead to; without it they become plain text. `book` has the articles by their addresses;
    without it, links lead to files of articles only. With `every_word` a heading over nothing but notes is kept, to be
    compared with the source of an import. The result depends on nothing but the arguments and the files
    referred to. Nothing is raised for what an author can write: it becomes a finding.
    """
    return parse_and_ask(article, folder, site=site, book=book, every_word=every_word).body


def parse_and_ask(
    article: Article, folder: Path, *, site: str = "", book: AddressBook | None = None, every_word: bool = False
) -> ParsedBody:
    """As `parse_body`, with what was asked of the book and the folder."""
    asked = Dependencies(Answers({**answers_about_files(folder), **(answers_of(book) if book else {})}))
    place = _Place(folder, site, AskedAddressBook(book.site, asked=asked) if book else None, asked)
    return ParsedBody(_read(article, place, every_word=every_word), asked.digests)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an article is: what its links and pictures may lead to."""

    folder: Path
    site: str
    book: AddressBook | None
    asked: Dependencies


def _read(article: Article, place: _Place, *, every_word: bool) -> Body:
    with suppress(TooDeepError):
        return _Reading(article, place, raw=True, every_word=every_word).body()
    with suppress(TooDeepError):  # raw HTML nested without end: print it as written
        reading = _Reading(article, place, raw=False, every_word=every_word)
        return _less(article, reading, "the raw HTML is nested too deeply")
    # A thousand asterisks on either side of a word: each pair is an emphasis.
    reading = _Reading(article, place, raw=False, plain=True, every_word=every_word)
    return _less(article, reading, "marks are nested too deeply; all are printed as written")


def _less(article: Article, reading: "_Reading", why: str) -> Body:
    reading.report.add("markdown-limit", why, article.text_line)
    return reading.body()


class _Reading:
    """One pass over one article."""

    def __init__(
        self,
        article: Article,
        place: _Place,
        *,
        raw: bool,
        plain: bool = False,
        every_word: bool,
    ) -> None:
        self.article = article
        self.report = Report(article)
        self.ids = Ids()
        self.notes = Notes(article.language, self.report, keep_headings=every_word)
        self.pictures = Pictures(article, place.folder, self.report, place.asked)
        self.links = Links(
            article,
            site=place.site,
            ids=self.ids,
            report=self.report,
            book=place.book,
            file_at=self.pictures.file_at,
            asked=place.asked,
        )
        self.tokens, self.env = parse(self._text(), plain=plain)
        for line in self.env["limits"]:
            self.report.add("markdown-limit", "the passage is printed as written", self.report.line(line))
        self.rendering = Rendering(self.notes, self.report, self.env, raw)

    def body(self) -> Body:
        """Body, notes, headings and pictures."""
        body, from_body = self._tree(self.notes.take(self.tokens), "body")
        notes = self._note_trees(from_body)
        self.ids.keep(body)
        for _, tree in notes:
            self.ids.keep(tree)
        drop_repeated_title(body, self.article.title, self.ids, self.report)
        headings = set_headings(body, self.ids, self.report)
        self.ids.settle()
        for tree in (body, *(tree for _, tree in notes)):
            self._finish(tree)
        self.links.report_dead()
        self._report_definitions()
        texts = tuple(NoteText(d.label, d.language, _serialise(tree), d.line) for d, tree in notes)
        pictures = tuple(self.pictures.found.values())
        return Body(_serialise(body), texts, headings, pictures, self.report.findings(), self.ids.places)

    def _report_definitions(self) -> None:
        definitions = self.env["references"]
        for line, said in contradictory(self.env.get("duplicate_refs", []), definitions):
            self.report.add("link-defined-twice", said, self.report.line(line))
        for line, said in unprinted(definitions):
            self.report.add("definition-not-printed", said, self.report.line(line))

    def _text(self) -> str:
        text = with_newlines(self.article.text)
        for line, name in forbidden_lines(text):
            self.report.add("control-character", f"the character {name} is left out", self.report.line(line))
        for line, said in symbol_lines(text):
            self.report.add("symbol-character", said, self.report.line(line))
        return with_symbols(without_forbidden(text))

    def _tree(self, tokens: Sequence[Token], tag: str) -> tuple[Element, set[str]]:
        """The tokens as a valid tree, and the labels of the notes called there."""
        tree = clean_tree(self.rendering.render(tokens), tag)
        set_captions(tree)
        for line, remark in size_by_containers(tree):
            self.report.add("picture-size", remark, line)
        make_valid(tree, self.report)
        return tree, self.rendering.called

    def _note_trees(self, from_body: set[str]) -> list[tuple[Definition, Element]]:
        trees: list[tuple[Definition, Element]] = []
        calls: dict[str, set[str]] = {}
        while len(trees) < len(self.notes.definitions):  # a note may contain notes written in place
            definition = list(self.notes.definitions.values())[len(trees)]
            tree, called = self._tree(definition.tokens, "div")
            headings_to_paragraphs(tree)
            _set_attributes(tree, definition)
            calls.setdefault(definition.label, set()).update(called)
            trees.append((definition, tree))
        self.notes.report_uncalled(calls, from_body)
        return sorted(trees, key=lambda pair: pair[0].line)

    def _finish(self, tree: Element) -> None:
        set_calls(tree)
        self.links.resolve(tree)
        self.pictures.resolve(tree)
        mark_formulas(tree)
        etree.strip_attributes(tree, "data-line")


def _set_attributes(tree: Element, definition: Definition) -> None:
    """Attributes an author gave the note itself (`{lang=fr}` on the line above)."""
    attributes = definition.attributes
    classes = authors_classes(" ".join(_CLASSES.findall(str(attributes.get("class", "")))))
    if classes:
        tree.set("class", classes)
    tag = languages.normalise_tag(str(attributes.get("lang", "")))
    if tag:
        tree.set("lang", tag)
        tree.set(XML_LANG, tag)


def _serialise(tree: Element) -> str:
    tree.tail = None
    return str(etree.tostring(tree, encoding="unicode"))
