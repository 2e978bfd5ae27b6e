"""Where a text mentions a term: words, boundaries, and what a mention is part of."""

from xml.etree import ElementTree

import pytest
from lxml import etree

from archivist.glossary import BREAK, Within, find_in_xhtml, find_mentions, running_text
from tests.glossary.making import found, glossary, words

TBILISI = 'kind = "place"\nname = { en = "Tbilisi", ka = "თბილისი" }'
LIBRARY = 'kind = "body"\nname.en = "National Library of Georgia"'
GEORGIA = 'kind = "place"\nname = { en = "Georgia", ru = "Грузия" }'


def within(xhtml: str, term: str = GEORGIA, language: str = "en") -> list[Within]:
    return [each.within for each in find_in_xhtml(f"<body>{xhtml}</body>", language, glossary(term))]


def test_the_longest_name_wins_and_none_overlap() -> None:
    text = "<p>The National Library of Georgia, Georgia, the National Library.</p>"
    assert found(text, "en", GEORGIA, LIBRARY) == [
        ("national-library-of-georgia", "National Library of Georgia"),
        ("georgia", "Georgia"),
    ]


def test_a_listed_form_wins_over_a_declined_one() -> None:
    declined, listed = 'id = "a"\nname.ru = "Газета"', 'id = "b"\nname.ru = "Заря"\nforms.ru = ["газеты"]'
    assert found("<p>газеты газету</p>", "ru", declined, listed) == [("b", "газеты"), ("a", "газету")]


def test_the_earlier_of_two_terms_with_one_name_is_found() -> None:
    assert found("<p>Gori</p>", "en", 'id = "one"\nname = "Gori"', 'id = "two"\nname = "Gori"') == [("one", "Gori")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Georgia, Georgian, Georgians", ["Georgia"]),
        ("Georgia’s and Georgia's", ["Georgia", "Georgia"]),
        ("l’Georgia", ["Georgia"]),
        ("a Georgia-based press", ["Georgia"]),
        ("New-Georgia and New‑Georgia", []),
        ("Tbilisi–Georgia", ["Georgia"]),
        ("Georgia_1 and my_Georgia", []),
        ("georgia GEORGIA", []),
        ("Geor\u00adgia", ["Geor\u00adgia"]),
        ("«Georgia».", ["Georgia"]),
        ("Georgia1921", []),
    ],
)
def test_names_are_whole_words(text: str, expected: list[str]) -> None:
    assert words(text, "en", GEORGIA) == expected


def test_any_space_divides_words() -> None:
    term = 'kind = "person"\nname = "Ilia Chavchavadze"'
    text = "Ilia Chavchavadze, Ilia\nChavchavadze, Ilia\u00a0Chavchavadze, Ilia<br/>Chavchavadze, Ilia, Chavchavadze"
    assert len(words(text, "en", term)) == 4


def test_hyphens_and_apostrophes_are_the_same_however_they_are_written() -> None:
    term = 'kind = "person"\nname = "Vazha-Pshavela O\'Brien"'
    assert words("Vazha\u2010Pshavela O’Brien", "en", term) == ["Vazha\u2010Pshavela O’Brien"]
    assert words("Vazha Pshavela O’Brien", "en", term) == []


def test_decomposed_letters_are_the_letters() -> None:
    assert words("Cafe\u0301 and Café", "fr", 'name = "Café"') == ["Cafe\u0301", "Café"]


def test_a_word_of_a_script_with_marks_is_one_word() -> None:
    assert words("हिन्दी और हिन्", "hi", 'name = "हिन्दी"') == ["हिन्दी"]
    assert words("हिन्दी", "hi", 'name = "हिन"') == []


def test_names_in_scripts_without_spaces_are_found_within_the_line() -> None:
    text = "<p>他在格鲁吉亚的第比利斯图书馆。Tbilisi</p>"
    terms = ('id = "a"\nname = "格鲁吉亚"', 'id = "b"\nname = "第比利斯"', 'id = "c"\nname = "第比利斯图书馆"')
    expected = [("a", "格鲁吉亚"), ("c", "第比利斯图书馆"), ("tbilisi", "Tbilisi")]
    assert found(text, "zh-Hans", *terms, 'name = "Tbilisi"') == expected


def test_a_heading_in_capitals_is_compared_in_capitals() -> None:
    assert found("<h2>THE LIBRARY OF GEORGIA</h2><p>OF GEORGIA itself</p>", "en", GEORGIA) == [("georgia", "GEORGIA")]
    assert found("<h2>В ГРУЗИИ</h2>", "ru", GEORGIA) == [("georgia", "ГРУЗИИ")]
    assert found("<h2>ᲗᲑᲘᲚᲘᲡᲨᲘ</h2>", "ka", TBILISI) == [("tbilisi", "ᲗᲑᲘᲚᲘᲡᲨᲘ")]


def test_a_common_word_may_begin_a_sentence_and_a_name_may_not_be_small() -> None:
    assert words("Paper. A paper.", "en", 'name = "paper"') == ["Paper", "paper"]
    assert words("Paper. A paper.", "en", 'name = "Paper"') == ["Paper", "paper"]
    assert words("Gori. gori", "en", 'kind = "place"\nname = "Gori"') == ["Gori"]


def test_blocks_divide_words_and_inline_elements_do_not() -> None:
    term = 'kind = "person"\nname = "Ilia Chavchavadze"'
    assert found("<p>Ilia</p><p>Chavchavadze</p>", "en", term) == []
    assert found("<ul><li>Ilia </li><li> Chavchavadze</li></ul>", "en", term) == []
    assert found("<p><em>Ilia</em> <b>Ch</b>avchavadze</p>", "en", term) == [("ilia-chavchavadze", "Ilia Chavchavadze")]
    assert found('<p>Ilia<img src="a" alt=""/> Chavchavadze</p>', "en", term) == []


def test_the_call_of_a_note_is_not_part_of_the_text() -> None:
    call = '<a class="note-call" href="#n">1</a>'
    assert found(f"<p>Georgia{call}, 2</p>", "en", GEORGIA) == [("georgia", "Georgia")]
    assert within(f"<p>Georgia{call}</p>") == [Within.NOTHING]


@pytest.mark.parametrize(
    ("xhtml", "expected"),
    [
        ('<p><a href="x">in Georgia</a></p>', Within.LINK),
        ("<p><a id='x'>Georgia</a></p>", Within.NOTHING),
        ("<p><code>Georgia</code></p>", Within.CODE),
        ("<pre>Georgia</pre>", Within.CODE),
        ("<blockquote><p>Georgia</p></blockquote>", Within.QUOTATION),
        ("<p><q>Georgia</q></p>", Within.QUOTATION),
        ("<h2>Georgia</h2>", Within.HEADING),
        ("<figure><figcaption>Georgia</figcaption></figure>", Within.CAPTION),
        ("<table><tr><th>Georgia</th></tr></table>", Within.TABLE_HEADER),
        ("<table><tr><td>Georgia</td></tr></table>", Within.NOTHING),
        ('<h2><a href="x"><code>Georgia</code></a></h2>', Within.HEADING | Within.LINK | Within.CODE),
    ],
)
def test_a_mention_says_what_it_is_part_of(xhtml: str, expected: Within) -> None:
    assert within(xhtml) == [expected]


def test_a_mention_that_is_partly_in_a_link_is_within_it() -> None:
    term = 'kind = "person"\nname = "Ilia Chavchavadze"'
    assert within('<p>Ilia <a href="x">Chavchavadze</a></p>', term) == [Within.LINK]


def test_a_passage_in_another_language_is_searched_in_that_language() -> None:
    xhtml = (
        '<body><p>Georgia</p><blockquote lang="ru"><p>Грузии, Georgia, <i lang="en">Georgia</i></p></blockquote></body>'
    )
    mentions = find_in_xhtml(xhtml, "en-GB", glossary(GEORGIA))
    assert [(each.text, each.language, each.within) for each in mentions] == [
        ("Georgia", "en-GB", Within.NOTHING),
        ("Грузии", "ru", Within.QUOTATION | Within.FOREIGN),
        ("Georgia", "en", Within.QUOTATION),
    ]


def test_the_place_of_a_mention_is_that_in_the_tree() -> None:
    xhtml = "<body><p>In <em>all</em> of Geor<b>gia</b>.</p></body>"
    root = etree.fromstring(xhtml)
    (mention,) = find_mentions(root, "en", glossary(GEORGIA))
    begins, ends = mention.begins, mention.ends
    assert (begins.node.tag, begins.in_tail, begins.offset) == ("em", True, 4)
    assert (ends.node.tag, ends.in_tail, ends.offset) == ("b", False, 3)
    assert running_text(root, "en").text[mention.start : mention.end] == "Georgia"


def test_trees_of_either_kind_with_namespaces_are_read() -> None:
    xhtml = '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>Georgia</title></head><body>Georgia</body></html>'
    for root in (etree.fromstring(xhtml), ElementTree.fromstring(xhtml)):
        assert len(find_mentions(root, "en", glossary(GEORGIA))) == 1


def test_the_running_text_has_every_word_and_says_where_it_breaks() -> None:
    root = etree.fromstring(
        "<body><!-- no --><p>One<b>two</b></p><p>three<br/>four <math><mi>x</mi></math> five</p></body>"
    )
    text = running_text(root, "en")
    assert text.text == f"Onetwo{BREAK}three four {BREAK} five{BREAK}"
    with pytest.raises(IndexError):
        text.spot(text.text.index(BREAK))


def test_nothing_is_found_without_terms_or_in_a_language_without_names() -> None:
    assert found("<p>Georgia</p>", "en") == []
    assert found("<p>Georgia</p>", "fr", GEORGIA) == []
