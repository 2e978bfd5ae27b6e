"""Real archives, if there are any beside the project: nothing raises, and no word is lost."""

import html
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

import pytest
from lxml import etree
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from archivist.articles import parse_body, read_folder
from archivist.model.articles import Body
from tests.articles.making import HEAD, article, corpora, read, texts

pytestmark = pytest.mark.slow  # a whole corpus

WORD = re.compile(r"\w+")
TAGS = {
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "div",
    "em",
    "i",
    "li",
    "p",
    "span",
    "strong",
    "sub",
    "sup",
    "table",
}
TAGS |= {"td", "th", "time", "tr"}
SPACED = {"blockquote", "br", "div", "li", "p", "table", "td", "th", "tr"}


def _plain(source: str) -> str:
    """Raw HTML without its tags, by patterns."""
    source = re.sub(r"<style.*?</style>|<!--.*?-->", "", source, flags=re.DOTALL)

    def shown(match: re.Match[str]) -> str:
        name = match[1].lower()
        return " " if name in SPACED else "" if name in TAGS else match[0]

    return html.unescape(re.sub(r"</?([A-Za-z]\w*)[^<>]*>", shown, source))


def _words_of_tokens(tokens: Sequence[Token]) -> list[str]:
    """The words of plain CommonMark tokens: another parser's settings, none of this program's rules."""
    parts = []
    for token in tokens:
        for child in token.children or [token]:
            if child.type in ("text", "code_inline", "fence", "code_block"):
                parts.append(child.content)
            elif child.type in ("html_inline", "html_block"):
                parts.append(_plain(child.content))
            elif child.type in ("softbreak", "hardbreak"):
                parts.append(" ")
        parts.append(" ")
    return WORD.findall("".join(parts))


def _words_of_xhtml(xhtml: str) -> list[str]:
    root = etree.fromstring(xhtml)
    for added in root.xpath('.//figcaption | .//*[@class="missing-picture"]'):
        added.clear(keep_tail=True)
    return WORD.findall("".join(texts(root)))


def _bodies(name: str) -> Iterator[tuple[str, str, Body]]:
    folder = corpora() / name
    articles, findings = read_folder(folder)
    assert articles
    # Backticks and underscores in descriptions, which are printed as they are written.
    assert {finding.code for finding in findings} <= {"marks-in-plain-text"}
    for number, found in enumerate(articles):
        if len(articles) > 500 and number % 5 and "[^" not in found.text:
            continue  # every fifth of the plain ones will do
        yield found.path, found.text, parse_body(found, folder, every_word=True)


@pytest.mark.parametrize("name", ["declaration", "newsletters-1000"])
def test_every_word_of_an_archive_is_there_in_order(name: str) -> None:
    other = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin)
    for path, text, made in _bodies(name):
        text = re.sub(r"^( *</?div[^>]*>) *$", r"\n\1\n", text, flags=re.MULTILINE)  # noqa: PLW2901
        tokens = other.parse(unicodedata.normalize("NFC", text))
        end = next((n for n, token in enumerate(tokens) if token.type == "footnote_block_open"), len(tokens))
        words = _words_of_xhtml(unicodedata.normalize("NFC", made.xhtml))
        assert words == _words_of_tokens(tokens[:end]), path
        # Letter by letter: CommonMark prints some asterisks in Chinese, and they divide words.
        noted = Counter("".join(word for note in made.notes for word in _words_of_xhtml(note.xhtml)))
        assert not Counter("".join(_words_of_tokens(tokens[end:]))) - noted, path


def test_strings_that_break_programs(tmp_path_factory: pytest.TempPathFactory) -> None:
    strings = json.loads((corpora() / "hostile" / "blns.json").read_text("utf-8"))
    folder = tmp_path_factory.mktemp("hostile")
    for text in strings:
        for source in (text, f"a[^x]\n\n[^x]: {text}", f"a[^x]\n\n[^x]:\n    {text}"):
            made = parse_body(article(source, title=text), folder)
            etree.fromstring(made.xhtml)
            for note in made.notes:
                etree.fromstring(note.xhtml)
    files = {f"{n}.md": HEAD.replace("title: T", f"title: {json.dumps(text)}") + text for n, text in enumerate(strings)}
    articles, _ = read(folder, {name: source.encode("utf-8", "surrogatepass") for name, source in files.items()})
    assert len(articles) > 450
