"""JATS of a published volume: what it says of an article, and in which elements."""

import base64
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from archivist.deposit import jats
from archivist.deposit.description import DescribedArticle, DescribedEdition, DescribedVolume
from archivist.deposit.record_facts import DRAFT_MARK
from archivist.text.xml_element import Element
from tests.archives import SETTINGS, write_archive
from tests.deposit.jats_dtd import errors
from tests.deposit.unset_volumes import describe_unset

_XLINK = "{http://www.w3.org/1999/xlink}"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def _articles(volume: DescribedVolume) -> list[tuple[DescribedEdition, DescribedArticle]]:
    return [(edition, article) for edition in volume.editions for article in edition.articles]


def _written(volume: DescribedVolume, place: int = 0) -> Element:
    edition, article = _articles(volume)[place]
    return _read(jats.write(volume, edition, article))


def _read(document: bytes) -> Element:
    root: Element = etree.fromstring(document, etree.XMLParser(load_dtd=False, no_network=True))
    return root


def _set(tmp_path: Path, text: str, settings: str = SETTINGS, **others: str) -> Element:
    """JATS of an article that is written for a test."""
    head = "---\ntitle: Tested\ndate: 2022-01-05\n---\n"
    articles = {"2022-01-05-tested.en.md": text if text.startswith("---") else head + text, **others}
    root = write_archive(tmp_path / "archive", settings, articles)
    volume = next(describe_unset(root, tmp_path / "build"))
    edition, article = _articles(volume)[0]
    document = jats.write(volume, edition, article)
    assert errors(document) == []
    return _read(document)


def _said(root: Element, path: str) -> list[str]:
    return ["".join(each.itertext()) for each in root.findall(path)]


# ---------------------------------------------------------------- the whole


def test_every_file_is_valid(described: DescribedVolume) -> None:
    for edition, article in _articles(described):
        assert errors(jats.write(described, edition, article)) == []


def test_a_fault_is_found_by_the_dtd(described: DescribedVolume) -> None:
    edition, article = _articles(described)[0]
    broken = jats.write(described, edition, article).replace(b"fpage>", b"firstpage>")
    assert any("firstpage" in each for each in errors(broken))


def test_the_text_is_in_sections_below_its_headings(described: DescribedVolume) -> None:
    body = _written(described).find("body")
    assert body is not None
    assert [each.tag for each in body] == ["p", "sec"]
    assert _said(body, "sec/title") == ["The survey"]
    assert _said(body, "sec/sec/title") == ["By foot"]


def test_notes_are_in_two_languages_and_calls_lead_to_them(described: DescribedVolume) -> None:
    root = _written(described)
    assert [(each.get("rid"), "".join(each.itertext())) for each in root.iter("xref")][:3] == [
        ("note.1", "1"),
        ("note.2", "2"),
        ("note.1", "1"),
    ]
    assert _said(root, "back/fn-group/title") == ["Notes"]
    first = root.find("back/fn-group/fn")
    assert first is not None
    assert [(each.get(_XML_LANG), each.text) for each in first.findall("p")] == [
        ("en", "The spring has its own note, in English."),
        ("ka", "წყაროს საკუთარი შენიშვნა აქვს."),
    ]


def test_links_between_articles_lead_to_places_in_their_files(described: DescribedVolume) -> None:
    files = {
        (edition.language, f"{article.document}.xml"): _read(jats.write(described, edition, article))
        for edition, article in _articles(described)
    }
    found = 0
    for (language, _), root in files.items():
        for link in root.iterfind(".//ext-link[@ext-link-type='article']"):
            name, _, place = (link.get(f"{_XLINK}href") or "").partition("#")
            ids = {each.get("id") for each in files[language, name].iter()}
            assert not place or place in ids
            found += bool(place)
    assert found == 1


def test_pictures_are_those_of_the_source(described: DescribedVolume, published: Path) -> None:
    graphic = _written(described).find(".//graphic")
    assert graphic is not None
    assert graphic.get(f"{_XLINK}href") == "../../source/articles/blue.png"
    assert (published / "articles" / "blue.png").is_file()
    assert graphic.findtext("alt-text") == "A wide blue field"


def test_pictures_are_where_the_package_puts_them(described: DescribedVolume) -> None:
    edition, article = _articles(described)[0]
    places = {article.pictures[0].path: "../../source/static/a blue.png"}
    root = _read(jats.write(described, edition, article, places=places))
    assert [each.get(f"{_XLINK}href") for each in root.iter("graphic")] == ["../../source/static/a%20blue.png"]


# ---------------------------------------------------------------- before the text


def test_serial_volume_pages_and_rights(described: DescribedVolume) -> None:
    root = _written(described)
    pages = described.editions[0].articles[0].pages
    assert pages
    expected: Mapping[str, list[str]] = {
        "journal-meta/journal-title-group/journal-title": ["The River Reader"],
        "journal-meta/journal-title-group/trans-title-group/trans-title": ["მდინარის საკითხავი"],
        "journal-meta/issn": ["2049-3630", "2434-561X"],
        "article-meta/volume": ["2"],
        "article-meta/fpage": [pages.first],
        "article-meta/lpage": [pages.last],
        "article-meta/title-group/trans-title-group/trans-title": ["სად იბადება მდინარე"],
        "article-meta/pub-date/string-date": ["9 March 2022"],
        "article-meta/permissions/license/license-p": ["CC BY 4.0", "Open access"],
        "article-meta/abstract/p": ["A river, its two names, and the map that forgot one of them."],
        "article-meta/self-uri": ["https://example.org/river"],
        "article-meta/related-article/article-title": ["The road beside it", "What came earlier"],
    }
    assert {path: _said(root, f"front/{path}") for path in expected} == expected
    days = [each.get("iso-8601-date") for each in root.findall("front/article-meta/pub-date")]
    assert days == ["2022-03-09", "2022-04-01"]


def test_people_have_roles_and_identifiers(tmp_path: Path) -> None:
    root = _set(
        tmp_path,
        "---\ntitle: Tested\ndate: 2022-01-05\nauthors:\n"
        "  - {name: Nino Example, orcid: 0000-0002-1825-0097, isni: 0000 0001 2281 955X}\n"
        "translators: [Example Bureau]\ntags: [rivers, maps]\n---\nText.\n",
    )
    people = root.findall("front/article-meta/contrib-group/contrib")
    assert [each.get("contrib-type") for each in people] == ["author", "translator"]
    assert [each.text for each in people[0].findall("contrib-id")] == [
        "https://orcid.org/0000-0002-1825-0097",
        "https://isni.org/isni/000000012281955X",
    ]
    assert people[0].findtext("name-alternatives/name/surname") == "Example"
    assert _said(root, "front/article-meta/kwd-group/kwd") == ["rivers", "maps"]
    lines = _said(root, "front/article-meta/custom-meta-group/custom-meta/meta-value")
    assert lines == ["By Nino Example", "Translated by Example Bureau"]


def test_a_translation_names_its_original(described: DescribedVolume) -> None:
    english, georgian = described.editions
    translated = _written(described, len(english.articles)).find("front/article-meta/related-article")
    assert translated is not None
    assert translated.get("related-article-type") == "original"
    assert translated.get(f"{_XLINK}href") == f"{english.identifier}#river"
    original = _written(described).find("front/article-meta/related-article")
    assert original is not None
    assert original.get("related-article-type") == "alt-language"
    assert original.get(f"{_XLINK}href") == f"{georgian.identifier}#river"


def test_a_draft_says_so(described: DescribedVolume) -> None:
    root = _written(replace(described, is_draft=True))
    assert _said(root, "front/article-meta/title-group/article-title")[0].startswith(DRAFT_MARK)
    assert _said(root, "front/article-meta/article-version") == ["Draft, not for catalogues"]


# ---------------------------------------------------------------- constructs


def test_formulas_are_tex_and_mathml(tmp_path: Path) -> None:
    root = _set(tmp_path, "In a line $x^2$.\n\n$$\ny = 1\n$$\n\n<math><mi>z</mi></math>\n")
    assert _said(root, "body/p/inline-formula/alternatives/tex-math") == ["x^2"]
    assert _said(root, "body/disp-formula/alternatives/tex-math") == ["y = 1"]
    assert [each.prefix for each in root.iter("{http://www.w3.org/1998/Math/MathML}math")] == ["mml"] * 3


def test_lists_have_the_numbers_that_are_printed(tmp_path: Path) -> None:
    root = _set(tmp_path, '<ol start="3" reversed type="i"><li>c</li><li value="7">b</li><li>a</li></ol>\n')
    made = root.find("body/list")
    assert made is not None
    assert made.get("list-type") == "roman-lower"
    assert _said(made, "list-item/label") == ["iii.", "vii.", "vi."]


def test_tables_keep_spans_heads_and_feet(tmp_path: Path) -> None:
    root = _set(
        tmp_path,
        "<table><caption>What</caption><thead><tr><th scope='col' colspan='2'>h</th></tr></thead>"
        "<tbody><tr><td rowspan='2' align='right'>a</td><td>b</td></tr><tr><td>c</td></tr></tbody>"
        "<tfoot><tr><td>f</td><td>g</td></tr></tfoot></table>\n",
    )
    assert _said(root, "body/table-wrap/caption/p") == ["What"]
    table = root.find("body/table-wrap/table")
    assert table is not None
    assert [each.tag for each in table] == ["thead", "tfoot", "tbody"]
    cell = table.find("tbody/tr/td")
    assert cell is not None
    assert (cell.get("rowspan"), cell.get("align")) == ("2", "right")


def test_a_picture_in_the_article_is_in_the_file(tmp_path: Path) -> None:
    content = base64.b64encode((write_archive(tmp_path / "other") / "articles" / "blue.png").read_bytes()).decode()
    root = _set(tmp_path, f'<img src="data:image/png;base64,{content}" alt="inside">\n')
    address = next(each.get(f"{_XLINK}href") for each in root.iter("graphic", "inline-graphic"))
    assert address == f"data:image/png;base64,{content}"


@pytest.mark.parametrize(
    ("written", "path", "text"),
    [
        ("a<br>b", "body/p/roman/break", ""),
        ("---", "body/p/hr", ""),
        ("<mark>a</mark>", "body/p/styled-content[@style-type='mark']", "a"),
        ("> [!TIP]\n> a", "body/boxed-text[@content-type='callout tip']/caption/title", "Tip"),
        ("::: background\na\n:::", "body/boxed-text[@content-type='background']/p", "a"),
        ("> # a", "body/disp-quote/p[@content-type='heading-2']/bold", "a"),
        ("```python\na\n```", "body/preformat[@preformat-type='python']", "a\n"),
        ("<details><summary>a</summary>b</details>", "body/boxed-text/caption/title", "a"),
        ('<time datetime="2022-01-02">a</time>', "body/p/named-content[@alt='2022-01-02']", "a"),
        ("<div><a href='https://example.org'><p>a</p></a></div>", "body/p/ext-link", "a"),
    ],
)
def test_what_jats_has_no_element_for_is_the_nearest_one(tmp_path: Path, written: str, path: str, text: str) -> None:
    assert _said(_set(tmp_path, f"Before.\n\n{written}\n"), path) == [text]


def test_two_texts_together_are_an_article_and_its_translation(tmp_path: Path) -> None:
    root = write_archive(tmp_path / "archive", SETTINGS.replace("[editions]", '[editions]\nparallel = "columns"'))
    volume = list(describe_unset(root, tmp_path / "build"))[-1]
    edition, article = _articles(volume)[0]
    document = jats.write(volume, edition, article)
    assert errors(document) == []
    made = _read(document)
    second = made.find("sub-article")
    assert second is not None
    assert (second.get("article-type"), second.get(_XML_LANG)) == ("translation", "ka")
    assert _said(second, "front-stub/title-group/article-title") == ["სად იბადება მდინარე"]
    beside = [each.get("specific-use") for each in made.findall("body/p")]
    assert beside == [each.get("specific-use") for each in second.findall("body/p")] == ["pair-1"]
    assert {each.get("rid") for each in second.iter("xref")} <= {
        each.get("id") for each in made.findall("back/fn-group/fn")
    }


def test_a_term_has_all_its_definitions(tmp_path: Path) -> None:
    root = _set(tmp_path, "Term\n: One\n: Two\n\nOther\n: Three\n")
    items = [["".join(each.itertext()).strip() for each in item] for item in root.iterfind(".//def-item")]
    assert items == [["Term", "One", "Two"], ["Other", "Three"]]
