"""What the documents of a book are, whatever the articles say."""

import datetime
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree
from PIL import Image

from archivist.book_parts import Role
from archivist.errors import UnknownPageError
from archivist.markup import quote_pages
from archivist.markup.document_ids import RESERVED, document_ids
from archivist.markup.templates_of_parts import PartTemplates
from archivist.model.articles import Article, RelatedLink
from archivist.model.book import Book, Document
from archivist.model.pages import PageMap, PageSpan
from tests.apparatus.making import article, config
from tests.markup.making import (
    XHTML,
    XML_LANG,
    book,
    classed,
    ids,
    named,
    one,
    passages,
    text_of,
    tree,
)

RIVER = """\
The spring[^spring] has [a road](road.en.md#bridges) and [one in Georgian](road.ka.md#ხიდები), and
[the survey](#survey), [nowhere](road.en.md#no-such-place), [the other edition's](only-ka.ka.md#one).

## Survey

<span lang="ka">მდინარე</span>[^spring] and ![Blue](blue.png)[^name]

[^spring]: Note on the spring, [the road](road.en.md).
[^spring@ka]: შენიშვნა.
[^name]: Name.
[^left]: Left.
"""
ROAD = "A road.[^a]\n\n## Bridges\n\nText.\n\n[^a]: Note.\n"
ROAD_KA = "გზა.[^a]\n\n## ხიდები\n\nტექსტი.\n\n[^a]: შენიშვნა [^unknown] და [^b]. ![ლურჯი](blue.png)\n[^b]: სხვა.\n"
LINKS = (
    RelatedLink("road"),
    RelatedLink("past"),
    RelatedLink("only-ka"),
    RelatedLink("https://example.org/a%20b", "A page"),
    RelatedLink("nowhere"),
)


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[Article, ...]]:
    folder = tmp_path_factory.mktemp("articles")
    Image.new("RGB", (30, 12)).save(folder / "blue.png")
    made = (
        article("river", RIVER, related=LINKS, authors=("Nino Example",), description="Of a river & its <names>."),
        article("road", ROAD),
        article("road", ROAD_KA, "ka", related=LINKS),
        article("only-ka", "მხოლოდ ქართულად.\n\n## One\n", "ka", source="https://example.org/only-ka"),
        article("past", "Past.", date=datetime.date(2022, 1, 5)),
    )
    for each in made:
        (folder / each.path).write_text(each.text)
    return folder, made


@pytest.fixture(scope="module", params=["en", "ka", "en-original"])
def made(request: pytest.FixtureRequest, articles: tuple[Path, tuple[Article, ...]]) -> Book:
    language, _, missing = request.param.partition("-")
    settings_ = config("en", "ka", notes=("en", "ka"), missing=missing or "omit", archive={"title": "A & B <serial>"})
    return book(settings_, *articles[1], language=language, folder=articles[0])


def test_every_document_is_xhtml_in_its_namespace(made: Book) -> None:
    for document in made.documents:
        root = tree(document)
        assert root.tag == f"{XHTML}html"
        assert all(each.tag.startswith(XHTML) for each in root.iter(etree.Element))
        assert document.xhtml.startswith(b'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n')
        assert root.get("lang") == root.get(XML_LANG) == made.metadata.language
        assert text_of(root.find(f"{XHTML}head/{XHTML}title")) == document.title
    assert len({document.id for document in made.documents}) == len(made.documents)


def test_ids_are_unique_and_every_link_within_the_book_leads_somewhere(made: Book) -> None:
    trees = {f"{document.id}.xhtml": tree(document) for document in made.documents}
    for name, root in trees.items():
        assert len(set(ids(root))) == len(ids(root)), name
        for link in root.iter(f"{XHTML}a"):
            href = link.get("href")
            if href is None or re.match(r"[a-z]+:", href):
                continue
            file, _, anchor = href.partition("#")
            assert (file or name) in trees, href
            assert not anchor or anchor in ids(trees[file or name]), href
        for described in root.xpath("//@aria-labelledby"):
            assert described in ids(root)


def test_calls_and_notes_lead_to_each_other(made: Book) -> None:
    for document in made.documents:
        root = tree(document)
        notes = {note.get("id"): note for note in classed(root, "note")}
        calls = classed(root, "note-call")
        assert all(call.get("href").removeprefix("#") in notes for call in calls)
        for id_, note in notes.items():
            here = [call for call in calls if call.get("href") == f"#{id_}"]
            number = text_of(classed(note, "note-number")[0])
            assert {text_of(call) for call in here} <= {number}
            backlinks = [link.get("href") for link in classed(note, "backlink")]
            assert backlinks == [f"#{call.get('id')}" for call in here[:1]]
            assert ("uncalled" in note.get("class").split()) == (not here)
        numbers = [text_of(each) for each in classed(root, "note-number")]
        assert numbers == [str(n) for n in range(1, len(notes) + 1)]
    assert any(classed(tree(document), "note") for document in made.documents)


def test_pictures_shown_are_those_handed_on(made: Book) -> None:
    for document in made.documents:
        shown = {image.get("src") for image in tree(document).iter(f"{XHTML}img")}
        assert shown == {picture.name for picture in document.pictures}
    assert any(document.pictures for document in made.documents)


def test_the_contents_list_every_article_in_order_and_then_the_apparatus(made: Book) -> None:
    entries = classed(tree(named(made, "contents")), "entry")
    listed = [entry.find(f"{XHTML}a").get("href") for entry in entries]
    assert listed == [f"{each.id}.xhtml" for each in made.documents if each.part.in_contents]
    titles = [text_of(classed(entry, "entry-title")[0]) for entry in entries]
    assert titles == [each.title for each in made.documents if each.part.in_contents]


def test_page_quotes_are_filled_and_none_is_left(made: Book) -> None:
    spans = {each.id: PageSpan(str(n), str(n), n, 1) for n, each in enumerate(made.documents, start=100)}
    anchors = {each.id: dict.fromkeys(ids(tree(each)), spans[each.id].first) for each in made.documents}
    quoted = 0
    for document in made.documents:
        pages = [span for span in classed(tree(document), "page") if not span.get("data-edition")]
        wanted = [(span.get("data-document"), span.get("class")) for span in pages]
        filled = quote_pages(document, PageMap(spans, anchors=anchors), made.labels["page"])
        assert b"data-document" not in filled.xhtml
        for (target, kind), span in zip(wanted, classed(tree(filled), "page"), strict=True):
            number = spans[target].first
            assert span.text == (number if "bare" in kind else made.labels["page"].replace("{page}", number))
            quoted += 1
        if not wanted:
            assert filled is document
    assert quoted > 2
    with pytest.raises(UnknownPageError, match="is on no page"):
        quote_pages(named(made, "contents"), PageMap({}), "p. {page}")


def test_a_call_of_a_note_only_the_translation_has_stays_as_written(articles: tuple[Path, tuple[Article, ...]]) -> None:
    made = book(config("en", "ka", notes=("ka",)), *articles[1], folder=articles[0])
    (note,) = classed(tree(named(made, "road")), "note")
    assert text_of(note).startswith("1Note. შენიშვნა [^unknown] და [^b].")
    assert len(classed(note, "note-call")) == 0


def test_links_to_articles_lead_into_the_book_or_to_where_they_were_published(
    articles: tuple[Path, tuple[Article, ...]],
) -> None:
    made = book(config("en", "ka", notes=("ka",)), *articles[1], folder=articles[0])
    body = classed(tree(named(made, "river")), "body")[0]
    links = {
        text_of(link): link.get("href")
        for link in body.iter(f"{XHTML}a")
        if "note-call" not in (link.get("class") or "")
    }
    assert links == {
        "a road": "road.xhtml#bridges",
        "one in Georgian": "road.xhtml",  # the heading there is another one in this edition
        "the survey": "#survey",
        "nowhere": "road.xhtml",
        "the other edition's": "#related.3",
    }


# ---------------------------------------------------------------- languages

SCRIPTS = {"en": "LATIN", "ka": "GEORGIAN", "ru": "CYRILLIC", "hy": "ARMENIAN"}
NO_LANGUAGE = re.compile(r"https?://|urn:|archivist|Иван|\d{4}-\d\d|example\.org|SHA-256")


def _marked_wrongly(made: Book) -> list[tuple[str, str, str]]:
    wrong = []
    for document in made.documents:
        root = tree(document)
        etree.strip_tags(root, f"{XHTML}wbr")  # addresses are whole
        for language, text in passages(root):
            scripts = {unicodedata.name(letter, "?").split()[0] for letter in text if letter.isalpha()}
            if scripts - {SCRIPTS[language]} and not NO_LANGUAGE.search(text):
                wrong.append((document.id, language, text))
    return wrong


@pytest.mark.parametrize(("edition", "original"), [("en", "ka"), ("ka", "en"), ("hy", "ka"), ("hy", "en")])
def test_whatever_is_in_another_language_is_marked(edition: str, original: str) -> None:
    def text(language: str) -> str:
        word = {"en": "Word", "ka": "სიტყვა", "ru": "Слово"}[language]
        return f'{word}[^a]\n\n## {word} {word}\n\n<span lang="ru">слово</span>\n\n[^a]: {word}\n[^a@ru]: слово\n'

    names = {"en": "Nino", "ka": "ნინო"}
    title = {"en": "Reader", "ka": "საკითხავი", "hy": "Ընթերցարան"}
    links = {
        "en": (RelatedLink("two"), RelatedLink("https://example.org", "Page")),
        "ka": (RelatedLink("two"), RelatedLink("three", "სამი"), RelatedLink("https://example.org", "გვერდი")),
    }
    made = book(
        config(edition, "ru", notes=("ru",), missing="original", archive={"title": title, "publisher": title}),
        article("one", text(original), original, title=names[original], related=links[original]),
        article("two", text("ru"), "ru", title="Два", section="Раздел", description="Слова.", authors=("Иван",)),
        article("three", text("ka"), "ka", title="სამი", date=datetime.date(2022, 2, 1)),
        language=edition,
    )
    assert _marked_wrongly(made) == []
    for document in made.documents:
        for element in tree(document).iter(etree.Element):
            assert element.get("lang") == element.get(XML_LANG)


def test_words_the_program_lacks_are_english_and_marked_and_can_be_given() -> None:
    links = (RelatedLink("b"), RelatedLink("nowhere"))
    works = article("a", "a[^a]\n\n[^a]: n", "eo", related=links), article("b", "b", "eo")
    english = book(config("eo"), *works, language="eo")
    (heading,) = tree(named(english, "contents")).iter(f"{XHTML}h1")
    assert (text_of(heading), heading[0].get("lang"), heading[0].get(XML_LANG)) == ("Contents", "en", "en")
    pages = classed(tree(named(english, "related")), "page")
    assert [page.get("lang") for page in pages] == ["en", "en"]

    given = {"eo": {"contents": "Enhavo", "page": "paĝo {page}", "related": "Legu <ankaŭ>"}}
    esperanto = book(config("eo", labels=given), *works, language="eo")
    (heading,) = tree(named(esperanto, "contents")).iter(f"{XHTML}h1")
    assert (text_of(heading), len(heading)) == ("Enhavo", 0)
    assert [page.get("lang") for page in classed(tree(named(esperanto, "related")), "page")] == [None, None]
    assert named(esperanto, "related").title == "Legu <ankaŭ>"


def test_passages_from_right_to_left_say_so() -> None:
    text = "אבג[^a]\n\n[^a]: דהו\n[^a@en]: English"
    made = book(config("en", missing="original"), article("a", text, "he", title="כותרת"))
    root = tree(named(made, "a"))
    assert [each.get("dir") for each in root.iter(f"{XHTML}h1")] == ["rtl"]
    assert [(each.get("lang"), each.get("dir")) for each in classed(root, "note-text")] == [
        ("he", "rtl"),
        ("en", None),
    ]
    assert classed(tree(named(made, "contents")), "entry-title")[0].get("dir") == "rtl"


# ---------------------------------------------------------------- whatever an author writes


@given(st.lists(st.one_of(st.text(max_size=12), st.sampled_from(["a", "A", "a-2", "á", "nav", "ა"])), unique=True))
@example(["a-2", "a", "A", "a-2-2"])
@example([*RESERVED, "Cover", "x" * 300, "x" * 300 + "y"])
def test_document_ids_are_file_names_everywhere(keys: list[str]) -> None:
    made = document_ids(keys)
    assert list(made) == keys
    assert len(set(made.values())) == len(keys)
    for id_ in made.values():
        assert re.fullmatch(r"[a-z0-9][a-z0-9-]*", id_)
        assert len(id_) < 100
        assert id_ not in RESERVED


MARKS = [
    "*",
    "**",
    "`",
    "[",
    "](#a)",
    "[^a]",
    "[^b]",
    "\n\n[^a]: ",
    "\n[^b@ka]: ",
    "^[",
    "<b>",
    "\n\n",
    "- ",
    "> ",
    "# ",
]
MARKS += [
    "| a | b |\n|--|--|\n",
    '<span id="note.1">',
    "</span>",
    "{#x}",
    "&amp;",
    "<",
    "\n## ",
    "    ",
    "[x](b.en.md#y)",
]
PIECES = st.one_of(st.sampled_from(MARKS), st.text("abcdეთ漢я &<>\"'.", min_size=1, max_size=8))


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalpha())


@pytest.mark.slow
@given(st.lists(PIECES, max_size=25).map("".join), st.text(max_size=12), st.text(max_size=12))
@settings(max_examples=150)
def test_no_text_of_a_body_or_of_a_field_is_lost_on_the_way_to_its_document(text: str, title: str, line: str) -> None:
    title, line = ("".join(c for c in each if c.isprintable()) for each in (title, line))
    source = article(
        "a", text.replace("note.1", "note-1"), title=title, description=line, authors=(line,), section=line
    )
    planned = book(config("en", notes=("en", "ka")), source)
    root = tree(named(planned, "a"))
    assert len(set(ids(root))) == len(ids(root))
    assert _letters(text_of(next(root.iter(f"{XHTML}h1")))) == _letters(title)
    if line.strip():
        assert _letters(text_of(classed(root, "standfirst")[0])) == _letters(line)
    body = _parsed(source)
    written = classed(root, "body")[0]
    assert _letters(_text(written)) == _letters(_text(etree.fromstring(body.xhtml)))
    notes = {(note.language, _letters(_text(etree.fromstring(note.xhtml)))) for note in body.notes}
    printed = {(each.get("lang"), _letters(_text(each))) for each in classed(root, "note-text")}
    assert printed <= notes
    assert {words for language, words in notes if language == "en"} <= {words for _, words in printed}


def _parsed(source: Article) -> Any:
    from archivist.articles import parse_body  # noqa: PLC0415

    return parse_body(source, Path("/nowhere"))


def _text(element: Any) -> str:
    return "".join(element.itertext())


def test_ids_an_author_wrote_never_meet_the_programs() -> None:
    root = one('<span id="note.1">a</span><span id="notes.heading">b</span>[^a]\n\n[^a]: n')
    assert len(set(ids(root))) == len(ids(root))


def test_addresses_of_the_front_matter_are_valid_ones(tmp_path: Path) -> None:
    from tests.articles.making import read  # noqa: PLC0415

    head = "title: T\ndate: 2022-03-30\nlang: en\n"
    fields = "source: https://example.org/a b\nrelated: [https://example.org/ჭ|x]\n"
    (source,), _ = read(tmp_path, {"a.en.md": f"---\n{head}{fields}---\nText.\n"})
    root = tree(named(book(config(), source), "a"))
    for link in root.iter(f"{XHTML}a"):
        assert re.fullmatch(r"[!-~]+", link.get("href"))
        assert "|" not in link.get("href")


def test_any_element_can_be_quoted_by_its_page() -> None:
    quote = '<span class="page" data-document="a" data-anchor="part"></span>'
    bare = '<span class="page bare" data-document="a" data-anchor="part"></span>'
    xhtml = f'<html xmlns="http://www.w3.org/1999/xhtml"><body><p>{quote}, {bare}</p></body></html>'.encode()
    document = Document("b", Role.RELATED, "en", "B", xhtml)
    pages = PageMap({"a": PageSpan("3", "9", 0, 7)}, anchors={"a": {"part": "5"}})
    filled = quote_pages(document, pages, "p. {page}")
    assert [span.text for span in classed(tree(filled), "page")] == ["p. 5", "5"]
    assert b"data-" not in filled.xhtml
    with pytest.raises(UnknownPageError, match="a#part"):
        quote_pages(document, PageMap(pages.spans), "p. {page}")


def test_a_part_that_has_nothing_to_say_is_not_in_the_book() -> None:
    assert [each.id for each in book(config(), article("a", "Text.")).documents] == [
        "cover",
        "title",
        "imprint",
        "contents",
        "a",
        "sources",
        "colophon",
    ]


def test_many_entries_of_the_contents_have_one_line_each() -> None:
    def lists(count: int, title: str, **fields: Any) -> list[Any]:
        works = [article(f"a{n:02}", "Text.", title=f"{title} {n}", **fields) for n in range(count)]
        return list(tree(named(book(config(), *works), "contents")).iter(f"{XHTML}ol"))

    assert [each.get("class") for each in lists(12, "Title")] == [None]
    articles, matter = lists(13, "Title", authors=("N. Example",))
    assert (articles.get("class"), matter.get("class")) == ("compact", "compact")
    assert [text_of(each) for each in classed(articles, "entry")][:1] == ["9 Mar Title 0"]
    assert len(classed(matter, "entry-date")) == 0
    assert lists(25, "Title")[0].get("class") == "compact two-columns"
    assert lists(25, "A title too long")[0].get("class") == "compact"


def contents_of(sections: Sequence[str], **pdf: Any) -> Any:
    """The contents of articles in these sections, one on each day."""
    works = [
        article(f"a{n:02}", "Text.", title=f"Title {n}", section=section, date=datetime.date(2022, 3, n + 1))
        for n, section in enumerate(sections)
    ]
    return tree(named(book(config(pdf=pdf), *works), "contents"))


def lines_below_sections(contents: Any) -> dict[str, list[str]]:
    """The lines of the contents by the heading above them."""
    found: dict[str, list[str]] = {}
    name = ""
    for each in contents.iter(f"{XHTML}h1", f"{XHTML}h2", f"{XHTML}ol"):
        if each.tag == f"{XHTML}ol":
            found.setdefault(name, []).extend(text_of(entry) for entry in classed(each, "entry"))
        else:
            name = text_of(each)
    return found


def test_many_articles_in_few_sections_are_below_their_names() -> None:
    contents = contents_of(["Press", "History", ""] * 5)
    found = lines_below_sections(contents)
    assert list(found) == ["Press", "History", "Without a section"]
    assert found["History"] == [f"{n + 1} Mar Title {n}" for n in (1, 4, 7, 10, 13)]
    assert found["Without a section"][:5] == [f"{n + 1} Mar Title {n}" for n in (2, 5, 8, 11, 14)]
    assert {each.get("class") for each in contents.iter(f"{XHTML}ol")} == {"compact"}


@pytest.mark.parametrize("sections", [["Press", "History"] * 6, ["Press"] * 13, [f"Section {n}" for n in range(13)]])
def test_few_articles_or_many_sections_are_in_the_order_of_pages(sections: list[str]) -> None:
    assert classed(contents_of(sections), "section-name") == []
    assert len(classed(contents_of(sections, contents="section"), "section-name")) == len(set(sections))
    assert classed(contents_of(["Press", "History"] * 7, contents="date"), "section-name") == []


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("Four papers that taught a country to read", "Four papers that taught a country to~read"),
        ("Two words", "Two words"),
        ("A library of Azerbaijani-Georgian correspondence", "A library of Azerbaijani-Georgian correspondence"),
    ],
)
def test_no_word_of_a_title_is_alone_on_a_line_of_the_contents(title: str, printed: str) -> None:
    (shown,) = classed(tree(named(book(config(), article("a", "Text.", title=title)), "contents")), "entry-title")[:1]
    assert shown.text.replace("\u00a0", "~") == printed


def test_the_contents_name_authors_unless_all_articles_have_the_same() -> None:
    def details(*authors: str) -> list[str]:
        works = [article(f"a{n}", "Text.", authors=(each,)) for n, each in enumerate(authors)]
        return [text_of(each) for each in classed(tree(named(book(config(), *works), "contents")), "entry-detail")]

    assert details("N. Example", "A. Other") == ["9 March 2022 · N. Example", "9 March 2022 · A. Other"]
    assert details("N. Example", "N. Example") == ["9 March 2022"] * 2
    assert details("N. Example") == ["9 March 2022 · N. Example"]


def test_the_contents_name_the_section_beside_the_date() -> None:
    (detail,) = classed(contents_of(["Press"]), "entry-detail")
    assert text_of(detail) == "1 March 2022 · Press"
    german = article("a", "Text.", "de", section="Presse")
    (shown,) = classed(tree(named(book(config("en", missing="original"), german), "contents")), "entry-detail")
    assert [(each.text, each.get("lang")) for each in shown.iter(f"{XHTML}span")] == [("Presse", "de")]


def test_the_reader_is_not_shown_what_leads_nowhere() -> None:
    made = book(
        config(), article("a", "Text.", related=(RelatedLink("no-such-key"), RelatedLink("https://a.example/")))
    )
    for document in ("a", "related"):
        assert "no-such-key" not in named(made, document).xhtml.decode()
        assert "a.example" in named(made, document).xhtml.decode()


def test_an_article_cannot_have_the_id_of_the_index() -> None:
    assert document_ids(["index"]) == {"index": "index-2"}


def test_documents_are_handed_on_while_further_ones_are_written(monkeypatch: pytest.MonkeyPatch) -> None:
    events: list[str] = []
    render = PartTemplates.render

    def noted(self: PartTemplates, role: Role, *rest: Any) -> bytes:
        events.append(f"written: {role}")
        return render(self, role, *rest)

    def each(change: Callable[[Document], Document], documents: Iterable[Document]) -> Iterator[Document]:
        for document in documents:
            events.append(f"handed on: {document.role}")
            yield change(document)

    monkeypatch.setattr(PartTemplates, "render", noted)
    made = book(config(), article("a", "A."), article("b", "B."), on_each=each)
    assert [event for event in events if "article" in event] == ["written: article", "handed on: article"] * 2
    assert sum(event.startswith("handed on") for event in events) == len(made.documents)
