"""An edition in several files: what fits, what is in each, and that together they hold the whole."""

import itertools
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from archivist.book_parts import Role
from archivist.epub import EpubSettings, bind, bind_within
from archivist.epub.divided_edition import BoundEdition, divided, parts_of
from archivist.errors import BindingError
from archivist.files import sha256
from archivist.model.articles import Picture
from archivist.model.book import Book, Contributor, Document
from archivist.model.pages import DocumentMarks, PageMark, PageStart
from tests.epub.making import HTML, METADATA, NAMESPACES, OpenedBook, document, jpeg, publication

LABELS = {"part": "Part {part} of {parts}", "in_part": "in part {part}", "contents": "Contents"}
LIMIT = 60_000


def noise(folder: Path, name: str, edge: int) -> Picture:
    """A picture that cannot be made smaller: about three bytes a pixel."""
    path = folder / name
    pixels = random.Random(name).randbytes(3 * edge * edge)
    Image.frombytes("RGB", (edge, edge), pixels).save(path)
    return Picture(name, path, "image/png", sha256(path), edge, edge)


def article(id: str, shown: Picture | None = None, body: str = "", **fields: Any) -> Document:
    image = f'<p><img src="{shown.name}" alt="Noise"/></p>' if shown else ""
    pictures = (shown,) if shown else ()
    return document(
        id, f'<h1 id="top">{id}</h1><p>{id} text</p>{body}{image}', pictures=pictures, source=f"{id}.md", **fields
    )


def front() -> tuple[Document, ...]:
    return (
        document("cover", "<h1>Printed</h1>", Role.COVER),
        document(
            "title",
            '<section class="titlepage"><h1>Serial</h1><p class="volume-title">March</p><p>No. 3</p></section>',
            Role.TITLE_PAGE,
        ),
        document(
            "imprint",
            '<section class="imprint"><h1>About</h1><dl><dt>Identifier</dt><dd>urn:x</dd></dl></section>',
            Role.IMPRINT,
        ),
        document("contents", '<nav><h1>Contents</h1><ol><li><a href="a.xhtml">a</a></li></ol></nav>', Role.CONTENTS),
    )


def related(*ids: str) -> Document:
    sections = "".join(
        f'<section><h2><a href="{id}.xhtml">{id}</a></h2><ul><li><a href="a.xhtml">next of {id}</a></li></ul></section>'
        for id in ids
    )
    return document("related", f'<section class="related"><h1>Related</h1>{sections}</section>', Role.RELATED)


def volume(folder: Path, edges: Sequence[int] = (70, 70, 70, 70)) -> Book:
    names = "abcdefghij"[: len(edges)]
    articles = [
        article(
            name,
            noise(folder, f"{name}.png", edge),
            f'<p>See <a class="x" href="{names[0]}.xhtml#top">the first</a>, <a href="{names[-1]}.xhtml">the last</a>'
            " and no more.</p>",
            authors=(f"Author {name}",),
            tags=(f"tag {name}", "rivers"),
        )
        for name, edge in zip(names, edges, strict=True)
    ]
    metadata = replace(
        METADATA,
        contributors=(*(Contributor(f"Author {name}", "aut") for name in names), Contributor("Editor", "edt")),
        subjects=(*(f"tag {name}" for name in names), "rivers"),
        covers="2022-03-01/2022-03-31",
    )
    documents = (*front(), *articles, related(*names))
    return Book(metadata, documents, LABELS)


def bound(book: Book, limit: int | None = LIMIT, **more: Any) -> BoundEdition:
    whole, settings = publication(book, cover=jpeg((60, 80)), **more), EpubSettings()
    return bind_within(book, limit, lambda part: bind(replace(whole, book=part), settings), settings.files)


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> BoundEdition:
    return bound(volume(tmp_path_factory.mktemp("articles")))


@pytest.fixture(scope="module")
def opened(parts: BoundEdition) -> list[OpenedBook]:
    return [OpenedBook(file) for file in parts.files]


def articles_of(part: OpenedBook) -> list[str]:
    return [name for name in part.spine if len(name) == len("a.xhtml")]


# ---------------------------------------------------------------- how it is divided


def test_what_fits_is_one_file(tmp_path: Path) -> None:
    book = volume(tmp_path)
    whole = bound(book, None)
    assert len(whole.files) == 1
    assert bound(book, len(whole.files[0])) == whole
    assert list(whole.endings) == [".epub"]


def test_every_part_fits_and_together_they_hold_every_article_once(
    parts: BoundEdition, opened: list[OpenedBook]
) -> None:
    assert parts.findings == ()
    assert len(parts.files) == 2
    assert [len(file) <= LIMIT for file in parts.files] == [True, True]
    assert [articles_of(part) for part in opened] == [["a.xhtml", "b.xhtml"], ["c.xhtml", "d.xhtml"]]
    assert list(parts.endings) == [".part1.epub", ".part2.epub"]


def test_the_same_volume_is_divided_alike(parts: BoundEdition, tmp_path: Path) -> None:
    assert bound(volume(tmp_path)) == parts


def test_an_article_too_large_alone_is_a_part_of_its_own_and_named(tmp_path: Path) -> None:
    made = bound(volume(tmp_path, [40, 40, 160, 40, 40]))
    assert [articles_of(OpenedBook(file)) for file in made.files] == [
        ["a.xhtml", "b.xhtml"],
        ["c.xhtml"],
        ["d.xhtml", "e.xhtml"],
    ]
    (finding,) = made.findings
    assert (finding.code, finding.file) == ("part-too-large", "c.md")
    assert str(len(made.files[1])) in finding.message


def test_one_article_is_never_divided(tmp_path: Path) -> None:
    made = bound(volume(tmp_path, [160]))
    assert list(made.endings) == [".epub"]
    assert [finding.file for finding in made.findings] == ["a.md"]


def test_a_limit_below_everything_makes_a_part_of_each_article(tmp_path: Path) -> None:
    made = bound(volume(tmp_path, [10, 10, 10]), 1)
    assert [articles_of(OpenedBook(file)) for file in made.files] == [["a.xhtml"], ["b.xhtml"], ["c.xhtml"]]
    assert [finding.file for finding in made.findings] == ["a.md", "b.md", "c.md"]


def _cost(weights: list[int], borders: tuple[int, ...]) -> int:
    return sum(sum(weights[start:end]) ** 2 for start, end in itertools.pairwise(borders))


@given(st.lists(st.integers(0, 50), min_size=1, max_size=8), st.data())
def test_a_division_is_as_even_as_any(weights: list[int], data: st.DataObject) -> None:
    count = data.draw(st.integers(1, len(weights)))
    division = divided(weights, count)
    inner = [start for start, _ in division[1:]]
    assert [end for _, end in division] == [*inner, len(weights)]
    assert all(start < end for start, end in division)
    every = itertools.combinations(range(1, len(weights)), count - 1)
    least = min(_cost(weights, (0, *cuts, len(weights))) for cuts in every)
    assert _cost(weights, (0, *inner, len(weights))) == least


@pytest.mark.parametrize("count", [0, 3])
def test_there_are_no_empty_parts(count: int) -> None:
    with pytest.raises(BindingError, match="cannot make"):
        divided([1, 1], count)


# ---------------------------------------------------------------- what is in a part


def test_each_part_says_which_it_is(opened: list[OpenedBook]) -> None:
    for number, part in enumerate(opened, 1):
        title = f"Part {number} of 2"
        assert part.values("title")[0] == f"Notes from the Caucasus: March 2022. {title}"
        lines = [element.text for element in part.tree("title.xhtml").iter(f"{HTML}p")]
        assert lines == ["March", title, "No. 3"]
        facts = [element.text for element in part.tree("imprint.xhtml").find(f".//{HTML}dl")]
        assert facts == ["Identifier", "urn:x", title, part.values("identifier")[0]]


def test_a_part_has_an_identifier_of_its_own_and_belongs_to_a_set_and_the_series(opened: list[OpenedBook]) -> None:
    identifiers = [part.values("identifier")[0] for part in opened]
    assert len({METADATA.identifier, *identifiers}) == 3
    for number, part in enumerate(opened, 1):
        assert part.tree("toc.ncx").xpath("//*[@name='dtb:uid']/@content") == [identifiers[number - 1]]
        said = {
            (meta.get("refines"), meta.get("property")): meta.text
            for meta in part.package.iterfind(".//opf:meta", NAMESPACES)
        }
        assert said["#set", "collection-type"] == "set"
        assert said["#set", "group-position"] == str(number)
        assert said["#set", "dcterms:identifier"] == METADATA.identifier
        assert said["#series", "collection-type"] == "series"
        assert said["#series", "group-position"] == "3"
        assert part.properties("belongs-to-collection") == [METADATA.title, METADATA.full_title]


def test_the_identifier_of_a_part_says_of_how_many(tmp_path: Path) -> None:
    book = volume(tmp_path)
    articles = [one for one in book.documents if one.role is Role.ARTICLE]
    two = parts_of(book, [articles[:2], articles[2:]])
    three = parts_of(book, [articles[:2], articles[2:3], articles[3:]])
    assert two[0].metadata.identifier != three[0].metadata.identifier


def test_authors_and_keywords_are_those_of_the_part(opened: list[OpenedBook]) -> None:
    assert [part.values("creator") for part in opened] == [["Author a", "Author b"], ["Author c", "Author d"]]
    assert [part.values("contributor") for part in opened] == [["Editor"], ["Editor"]]
    assert opened[1].values("subject") == ["tag c", "tag d", "rivers"]


def test_languages_are_those_of_the_part(tmp_path: Path) -> None:
    book = volume(tmp_path, [5, 5])
    georgian = document("c", '<h1>c</h1><p lang="ka" xml:lang="ka">წყარო</p>')
    first, second = parts_of(book, [[book.documents[4]], [georgian]])
    assert (first.metadata.languages, second.metadata.languages) == (("en",), ("en",))
    book = replace(book, documents=(*book.documents, georgian))
    first, second = parts_of(book, [[book.documents[4]], [georgian]])
    assert (first.metadata.languages, second.metadata.languages) == (("en",), ("en", "ka"))


def test_only_the_pictures_of_the_part_are_in_it(opened: list[OpenedBook]) -> None:
    assert opened[0].names([".png"]) == ["EPUB/images/a.png", "EPUB/images/b.png"]


def test_the_contents_list_the_whole_volume(opened: list[OpenedBook]) -> None:
    nav = opened[0].tree("nav.xhtml")
    links = nav.xpath("//h:nav[@id='toc']//h:a/@href", namespaces=NAMESPACES)
    assert links == ["imprint.xhtml", "a.xhtml", "b.xhtml", "related.xhtml"]
    (other,) = nav.xpath("//h:section", namespaces=NAMESPACES)
    assert list(other.itertext()) == ["Part 2 of 2", "C", "D"]
    assert not list(other.iter(f"{HTML}a"))


def test_links_into_another_part_are_words_that_name_it(opened: list[OpenedBook]) -> None:
    sentence = [" ".join("".join(part.tree(n).itertext()).split()) for part in opened for n in articles_of(part)]
    assert "See the first, the last (in part 2) and no more." in sentence[0]
    assert "See the first (in part 1), the last and no more." in sentence[3]
    links = [part.tree(name).xpath("//h:a/@href", namespaces=NAMESPACES) for part in opened for name in part.spine[3:5]]
    assert ["a.xhtml#top"] in links
    words = opened[1].tree("c.xhtml").xpath("//h:span[@class='x unlinked']", namespaces=NAMESPACES)
    assert [(word.text, word.get("href")) for word in words] == [("the first", None)]


def test_each_part_holds_the_related_reading_of_its_articles(opened: list[OpenedBook]) -> None:
    lists = [[line.text for line in part.tree("related.xhtml").iter(f"{HTML}h2", f"{HTML}a")] for part in opened]
    assert [[text for text in each if text] for each in lists] == [["a", "next of a", "b", "next of b"], ["c", "d"]]
    assert "next of d (in part 1)" in "".join(opened[1].tree("related.xhtml").itertext())


def test_a_part_without_related_reading_has_no_appendix(tmp_path: Path) -> None:
    book = volume(tmp_path)
    book = replace(book, documents=(*book.documents[:-1], related("a")))
    first, second = (OpenedBook(file) for file in bound(book).files)
    assert "related.xhtml" in first.spine
    assert "related.xhtml" not in second.spine


def test_words_in_english_for_want_of_others_are_marked(tmp_path: Path) -> None:
    metadata = replace(METADATA, language="fr", languages=("fr",))
    english = volume(tmp_path).documents
    french = [replace(one, language="fr", xhtml=one.xhtml.replace(b'"en"', b'"fr"')) for one in english]
    book = Book(metadata, tuple(french), LABELS, frozenset({"part", "in_part"}))
    opened = OpenedBook(bound(book).files[1])
    marked = [opened.tree(name).xpath("//*[@xml:lang='en']/text()") for name in ("title.xhtml", "nav.xhtml", "c.xhtml")]
    assert marked == [["Part 2 of 2"], ["Part 1 of 2"], ["(in part 1)"]]


def test_marks_of_pages_keep_their_places(tmp_path: Path) -> None:
    """What parts add or leave out is not counted, and a page that begins in what is left out is not listed."""
    book = volume(tmp_path)

    def at(letters: int) -> PageStart:
        return PageStart("", letters, 0)

    pages = {
        "d": DocumentMarks((PageMark("9", at(len("ddtextSeethefirst,"))),)),
        "related": DocumentMarks((PageMark("10", at(0)), PageMark("11", at(len("Relatedanextofab"))))),
    }
    first, second = (OpenedBook(file) for file in bound(book, marks=pages).files)
    listed = [
        part.tree("nav.xhtml").xpath("//h:nav[@id='page-list']//h:a/@href", namespaces=NAMESPACES)
        for part in (first, second)
    ]
    assert listed == [["related.xhtml#page.10", "related.xhtml#page.11"], ["d.xhtml#page.9", "related.xhtml#page.10"]]
    mark = second.tree("d.xhtml").xpath("//*[@id='page.9']")[0]
    assert mark.getnext().text == "the last"  # before the words of the link, which leads to another part


def test_each_part_has_the_whole_index_and_says_once_where_pages_of_other_parts_are(tmp_path: Path) -> None:
    def page(of: str, number: int) -> str:
        return f'<a class="locator" href="{of}.xhtml#page.{number}" aria-label="p. {number}">{number}</a>'

    pages = f"{page('a', 1)}, {page('a', 3)}, <span>{page('c', 5)}–{page('c', 6)}</span>, {page('d', 8)}"
    body = f'<section class="index"><ul><li>Gori <span class="locators">{pages}</span></li></ul></section>'
    book = volume(tmp_path)
    book = replace(book, documents=(*book.documents, document("index", body, Role.INDEX)))
    first, second = (OpenedBook(file) for file in bound(book).files)
    texts = [" ".join("".join(part.tree("index.xhtml").itertext()).split()) for part in (first, second)]
    assert "Gori 1, 3, 5–6, 8 (in part 2)" in texts[0]
    assert "Gori 1, 3 (in part 1), 5–6, 8" in texts[1]
    links = first.tree("index.xhtml").xpath("//h:a/@href", namespaces=NAMESPACES)
    assert links == ["a.xhtml#page.1", "a.xhtml#page.3"]
