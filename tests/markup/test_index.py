"""The index as a document: what is listed, in which order, and how it refers."""

from typing import Any
from xml.etree import ElementTree

from lxml import etree

from archivist.glossary import parse_glossary
from archivist.markup import quote_pages, without_pages
from archivist.model.articles import Article, RelatedLink
from archivist.model.book import Book, Document
from archivist.model.pages import PageMap, PageSpan
from archivist.text.letter_places import text_nodes
from archivist.text.visible_text import visible
from tests.apparatus.making import article, config
from tests.markup.making import EPUB_TYPE, book, classed, named, passages, text_of, tree


def index_of(made: Book) -> Document | None:
    return next((each for each in made.documents if each.id == "index"), None)


def lines(made: Book) -> list[str]:
    """Each entry as it is printed in a book without pages, after its heading."""
    document = index_of(made)
    assert document is not None
    root = tree(without_pages(document))
    found = []
    for element in root.iter("{*}h2", "{*}li"):
        own = etree.fromstring(etree.tostring(element, with_tail=False))
        for inner in list(own.iter("{*}ul")):
            inner.getparent().remove(inner)
        found.append(text_of(own))
    return found


def two(**first: Any) -> tuple[Article, Article]:
    return article("river", title="The river", **first), article("mill", title="A mill", tags=("Mills", "water"))


def test_keywords_are_listed_below_their_letters_with_the_articles_they_are_of() -> None:
    made = book(config(), *two(tags=("water", "Alps", "3 mills")))
    assert lines(made) == [
        "3 mills The river",
        "A",
        "Alps The river",
        "M",
        "Mills A mill",
        "W",
        "water A mill, The river",
    ]


def test_keywords_that_differ_in_case_alone_are_one_entry() -> None:
    made = book(config(), *two(tags=("WATER",)))
    assert lines(made) == ["M", "Mills A mill", "W", "water A mill, The river"]


def test_authors_are_listed_family_name_first_if_they_are_not_the_same_everywhere() -> None:
    same = book(config(), *two(tags=("Alps",), authors=("Nino Example",)))
    assert "Example, Nino The river" in lines(same)
    works = (
        article("river", tags=("Alps",), authors=("Nino Example",)),
        article("mill", tags=("Alps",), authors=("Nino Example",)),
    )
    assert not [line for line in lines(book(config(), *works)) if "Nino" in line]


def test_authors_differ_from_subjects_in_style() -> None:
    root = tree(named(book(config(), *two(tags=("Alps",), authors=("Nino Example",))), "index"))
    assert [text_of(classed(item, "term")[0]) for item in classed(root, "author")] == ["Example, Nino"]


def test_nothing_to_list_makes_no_index() -> None:
    assert index_of(book(config(), article("river"), article("mill", authors=("Nino Example",)))) is None
    assert index_of(book(config(), article("river", tags=("water",), authors=("Nino Example",)))) is None
    assert index_of(book(config(back_matter={"index": False}), *two(tags=("water",)))) is None


def test_the_index_is_the_last_part_that_the_contents_list_and_has_the_words_of_its_language() -> None:
    works = [each for key in ("river", "mill") for each in (article(key, tags=("წყალი",), language="ka"),)]
    made = book(config("ka"), *works, language="ka")
    assert named(made, "index").title == "საძიებელი"
    assert [link.get("href") for link in tree(named(made, "contents")).iter("{*}a")][-1] == "index.xhtml"


def test_georgian_entries_come_before_those_in_latin_letters() -> None:
    works = [article(key, tags=("ჯავა", "EPUB", "„აბა“", "ყვავილი"), language="ka") for key in ("river", "mill")]
    made = book(config("ka"), *works, language="ka")
    found = [line.split(" ")[0] for line in lines(made)]
    assert found == ["ა", "„აბა“", "ყ", "ყვავილი", "ჯ", "ჯავა", "E", "EPUB"]


def test_a_keyword_of_an_article_in_another_language_is_marked_as_such() -> None:
    settings = config(missing="original")
    made = book(settings, article("river", tags=("წყალი",), language="ka"), article("mill", tags=("water",)))
    root = tree(named(made, "index"))
    assert ("ka", "წყალი") in list(passages(root))


def test_pages_are_printed_in_bold_and_the_headnote_says_why() -> None:
    made = book(config(), *two(tags=("water",)))
    pages = PageMap({"river": PageSpan("2", "3", 9, 2), "mill": PageSpan("1", "1", 8, 1)})
    root = tree(quote_pages(named(made, "index"), pages, "p. {page}"))
    assert [text_of(item) for item in root.iter("{*}li")] == ["Mills 1", "water 1, 2–3"]
    assert {link.get("class") for link in root.iter("{*}a")} == {"locator whole"}
    assert [text_of(each) for each in classed(root, "headnote")] == [
        "Bold type marks whole articles: on the subject, or by the author."
    ]


def test_the_terms_are_those_of_epub_indexes() -> None:
    pages = PageMap({"river": PageSpan("2", "3", 9, 2), "mill": PageSpan("1", "1", 8, 1)})
    root = tree(quote_pages(named(book(config(), *two(tags=("water",))), "index"), pages, "p. {page}"))
    kinds = {each.get(EPUB_TYPE): etree.QName(each).localname for each in root.iter(etree.Element)}
    assert kinds == {
        None: kinds[None],
        "backmatter": "body",
        "index": "section",
        "index-headnotes": "header",
        "index-group": "section",
        "index-entry-list": "ul",
        "index-entry": "li",
        "index-term": "span",
        "index-locator": "a",
        "index-locator-range": "span",
    }


GLOSSARY = """\
[[term]]
id = "tbilisi"
kind = "place"
name = { en = "Tbilisi", ka = "თბილისი" }
see = { en = ["Tiflis"] }
see_also = ["kura", "nowhere-mentioned"]

[[term]]
id = "sioni"
kind = "place"
name = { en = "Sioni church" }
see = { en = ["Zion"] }
parent = "tbilisi"

[[term]]
id = "kura"
kind = "place"
name = { en = "Kura", ka = "მტკვარი" }

[[term]]
id = "nowhere-mentioned"
name = { en = "Nothing" }

[[term]]
id = "nino"
kind = "person"
name = { en = "Nino Example" }
forms = { en = ["Nino"] }
sort = { en = "Example, N." }

[[term]]
id = "native"
name = { ka = "ჯავა" }
native = "ka"

[[term]]
id = "round-a"
name = { en = "Wheel" }
parent = "round-b"

[[term]]
id = "round-b"
name = { en = "Axle" }
parent = "round-a"
"""


def with_terms(*works: Article, glossary: str = GLOSSARY, **tables: Any) -> Book:
    return book(config(**tables), *works, glossary=parse_glossary(glossary.encode()))


def test_terms_are_listed_with_references_between_them() -> None:
    made = with_terms(article("river", "The Kura flows by Sioni church in Tiflis.", title="River"))
    assert lines(made) == [
        "K",
        "Kura River",
        "S",
        "Sioni church see Tbilisi",
        "T",
        "Tbilisi River; see also Kura",
        "Sioni church River",
        "Tiflis see Tbilisi",
        "Z",
        "Zion see Tbilisi: Sioni church",
    ]


def test_references_are_links_to_entries_of_the_index() -> None:
    root = tree(named(with_terms(article("river", "Kura, Sioni church, Tiflis.")), "index"))
    targets = {each.get("id") for each in root.iter("{*}li")}
    links = [link.get("href") for link in root.iter("{*}a") if link.get("href").startswith("#")]
    assert len(links) == 4
    assert {link[1:] for link in links} <= targets
    kinds = [each.get(EPUB_TYPE) for each in classed(root, "see")]
    assert (kinds.count("index-xref-preferred"), kinds.count("index-xref-related")) == (3, 1)


def test_a_term_above_is_listed_even_where_only_the_one_below_is_mentioned() -> None:
    assert lines(with_terms(article("river", "Sioni church.", title="River"))) == [
        "S",
        "Sioni church see Tbilisi",
        "T",
        "Tbilisi",
        "Sioni church River",
        "Tiflis see Tbilisi",
        "Z",
        "Zion see Tbilisi: Sioni church",
    ]


def test_terms_that_are_above_one_another_are_entries_of_their_own() -> None:
    made = with_terms(article("river", "Wheel and Axle.", title="River"))
    assert lines(made) == ["A", "Axle River", "W", "Wheel River"]


def test_tags_and_authors_that_are_terms_are_entries_of_these_terms() -> None:
    works = (
        article("river", title="River", tags=("Tiflis",), authors=("Nino Example",)),
        article("mill", title="Mill", tags=("Kura",), authors=("Ivan Sample",)),
    )
    found = lines(with_terms(*works))
    assert "Tbilisi River; see also Kura" in found
    assert "Example, N. River" in found
    assert "Kura Mill" in found
    assert "Sample, Ivan Mill" in found


def test_a_term_without_a_name_in_the_language_has_its_native_name() -> None:
    text = "A name: [ჯავა]{lang=ka}."
    root = tree(named(with_terms(article("river", text, title="River")), "index"))
    assert ("ka", "ჯავა") in list(passages(root))
    assert [text_of(each) for each in root.iter("{*}h2")] == ["ჯ"]


def mentioned(text: str, **fields: Any) -> list[tuple[str, str]]:
    document = named(with_terms(article("river", text, **{"title": "River", **fields})), "river")
    return [(each.entry, each.text) for each in document.mentions]


def test_everything_that_is_printed_of_an_article_counts() -> None:
    text = (
        "## Kura\n\nTbilisi[^a], *Ti*flis and [Sioni\nchurch](https://example.org/).\n\n| Kura |\n| --- |\n| Nino |\n\n"
        "[^a]: Nino again.\n[^a@ka]: მტკვარი.\n"
    )
    made = with_terms(article("river", text, title="Tbilisi", description="Of Kura."), notes=("en", "ka"))
    assert [(each.entry, each.text) for each in named(made, "river").mentions] == [
        ("tbilisi", "Tbilisi"),
        ("kura", "Kura"),
        ("kura", "Kura"),
        ("tbilisi", "Tbilisi"),
        ("tbilisi", "Tiflis"),
        ("sioni", "Sioni church"),
        ("kura", "Kura"),
        ("nino", "Nino"),
        ("nino", "Nino"),
        ("kura", "მტკვარი"),
    ]


def test_what_an_article_says_of_other_articles_does_not_count() -> None:
    related = (RelatedLink("https://example.org/kura", "The Kura"),)
    assert mentioned("Text.", related=related, source="https://example.org/Kura") == []


def test_places_of_mentions_are_counted_in_letters_of_the_document() -> None:
    text = "A ﬁne *Ti*flis, and Sioni\nchurch."
    document = named(with_terms(article("river", text, title="River")), "river")
    whole = "".join(visible(node.text) for node in text_nodes(ElementTree.fromstring(document.xhtml)))
    assert [whole[each.first : each.last + 1] for each in document.mentions] == ["tiflis", "sionichurch"]


def test_no_mentions_are_looked_for_without_an_index() -> None:
    made = with_terms(article("river", "Kura."), back_matter={"index": False})
    assert named(made, "river").mentions == ()
    assert index_of(made) is None


def test_pages_of_mentions_take_the_place_of_titles() -> None:
    made = with_terms(
        article("river", "Kura.", tags=("Tbilisi",), title="River"), article("mill", "Kura and Tbilisi.", title="Mill")
    )
    pages = PageMap(
        {"mill": PageSpan("1", "4", 8, 4), "river": PageSpan("5", "6", 12, 2)},
        mentions={
            "mill": {"kura": {"1": ("Kura",), "3": ("Kura",), "4": ("Kura",)}, "tbilisi": {"2": ("Tbilisi",)}},
            "river": {"kura": {"5": ("Kura",)}},
        },
    )
    root = tree(quote_pages(named(made, "index"), pages, "p. {page}"))
    assert [text_of(item) for item in root.iter("{*}li")] == [
        "Kura 1, 3–4, 5",
        "Tbilisi 2, 5–6; see also Kura",
        "Tiflis see Tbilisi",
    ]
