"""Plain text as Markdown reads as the same words, paragraph by paragraph."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from lxml import etree

from archivist.dialect.plain_lines import as_markdown
from archivist.findings import Finding
from archivist.readers.plain_text.text_lines import lines_of
from archivist.text.mojibake import repair
from archivist.text.visible_text import visible
from tests.articles.making import body, texts
from tests.readers.plain_text.pages import article_in

MARKS = r"""\ ` * _ { } [ ] < > ( ) # + - . ! | ~ ^ & : = % @ $ " ' / a b 1 ქ м 漢 م é""".split()  # noqa: SIM905
PIECES = [
    *MARKS, " ", "\n", "{{ x }}", "{% y %}", "[^a]", "[^a]: ", "^[n]", "::: background", ":::", "1. ", "1) ", "- ",
    "---", "***", "===", "```", "~~~", "~~s~~", "    ", "\t", "&amp;", "&#39;", "<b>", "</b>", '<div markdown="1">',
    "<!-- c -->", "<script>", "![a](b)", "[a](b)", "[a]: b", "{lang=fr}", "{: .x}", "{#id}", ": d", "~ d", "| a | b |",
    "| - | - |", "<http://a>", "\\\n", "  \n", "> ", "# ", "a_b_c", "*a*", "http://a.b", "\u00a0", "\u2028",
    "$$", "$x$", "$x^2$", "\\(", "\\)", "\\(a_1\\)", "\\[", "\\[b=1\\]", "\\begin{align}", "\\end{align}", "$`",
    "`$", "$5",
]  # fmt: skip
texts_with_marks = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)
any_text = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"]) | st.sampled_from("\n*_[1."))
LEFTOVERS = {"template-tag", "attributes-ignored"}  # said of text, too: it may be a leftover


def _is_leftover(finding: Finding) -> bool:
    said_of_text = (", attributes, ", ", a command of TeX, ")
    return finding.code in LEFTOVERS or (
        finding.code == "foreign-markup" and any(each in finding.message for each in said_of_text)
    )


def paragraphs_of(text: str) -> list[list[str]]:
    blocks: list[list[str]] = []
    for line in lines_of(text):
        if line.gap or not blocks:
            blocks.append([])
        blocks[-1].append(line.text)
    return blocks


@pytest.mark.slow
@given(texts_with_marks | any_text, st.booleans())
@example("1. Everyone\n1) or\n- none\n+ of\n* them", True)
@example("| a |\n|---|", False)
@example("a\n: b\n\n: c\n\n~ d", False)
@example("a\n===\nb\n---", False)
@example("$$\u2028$$", True)
def test_the_letters_of_a_text_are_those_of_its_markdown(text: str, breaks: bool) -> None:
    blocks = paragraphs_of(text)
    made = body("\n\n".join(as_markdown(lines, breaks=breaks) for lines in blocks))
    root: Any = etree.fromstring(made.xhtml)
    assert [visible("".join(texts(child))) for child in root] == [visible("".join(lines)) for lines in blocks]
    assert all(child.tag == "p" for child in root)
    assert not {finding.code for finding in made.findings if not _is_leftover(finding)}


@pytest.mark.parametrize(
    "text",
    ["5 * 3 is #15, or 2 + 2", "a snake_case_name", "C:\\files\\road", "Q&A & more", "-5 °C", "e.g. a: b", "3.14"],
)
def test_what_is_not_a_markup_is_hardly_touched(text: str) -> None:
    assert as_markdown([text]).replace("\\*", "*") == text


@pytest.mark.slow
@given(texts_with_marks | any_text)
def test_no_letter_of_a_page_is_lost(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    page = f"A road\n\nIt was long and the snow of the hills was on it.\n\n{text}\n\nThe end of the road.\n"
    folder: Path = tmp_path_factory.getbasetemp() / "one-page"
    assume(repair(page) == page)
    found = article_in(folder, page)
    kept = [found.title, found.plain, *found.tags, *(entry.title for entry in found.related), *found.authors]
    kept += [remark.message for remark in found.remarks if remark.code == "import-left-out"]
    made: Any = etree.fromstring(body(found.text).xhtml)
    assert visible("".join(texts(made))) == visible(found.plain)
    assert len(visible(page)) <= len(visible("".join(kept)))
