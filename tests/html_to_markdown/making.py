"""HTML for the tests, and what our own reader makes of the Markdown."""

import html
import re
from typing import Any

from hypothesis import strategies as st

from archivist.fidelity.imported_words import letters_of
from archivist.html_to_markdown import Converted, to_markdown
from archivist.model.articles import Body
from archivist.text.xml_characters import with_symbols
from tests.articles.making import body

_SCRAPS = (
    "* ** *** _ __ ~~ ~ ` `` ``` [ ] ( ) ![ ]( [^a] [^a]: ^[ < > <b> </b> <div> & &amp; &lt; &#42; { } {lang=fr}"
    " {#a .b} {: .x} {{ x }}"
    " {{ {% y %} {% : :: ::: :::background # ## - + = === --- ___ 1. 2) 99. | |- |--| \\ \\\\ ! ^ ~~~"
    " https://a.b/c_d?e=f&g=h word слово"
    " სიტყვა 语文 中。文 كلمة 😀 e\u0301 \u00a0 \u200b \u3000 … “q” ‘q’ — ' \" $ % @ .,;"
    " *a* _a_ **a** `a` [a](b) [a][b] [a]: ![a](b) <a@b.c> \u00ad 1) (c) [sic] [x] [ ] a* *b snake_case 5*3*2 a\u200db"
    " ]( == ==x== ~a~ ^b^ H~2~O x^2^ [[P]] ![[p.png]] !!! ??? ???+ note /// [!NOTE] [x] +---+"
    " :smile: *[H]:"
    r" $ $$ $x$ $x^2$ \( \) \(a_1\) \[ \] \[b=1\] $latex \begin{align} \end{align} $` `$ $5 <math>"
)
SCRAPS = _SCRAPS.split(" ")
TEXTS = st.lists(st.sampled_from([*SCRAPS, " ", " ", " ", "\n", "a", "b", "ა", "語", "."]), min_size=1, max_size=8).map(
    "".join
)
WORDS = st.one_of(TEXTS, st.text(max_size=8)).map(lambda text: html.escape(text, quote=False))
_INLINE = "em strong b i s del code a span sub sup q abbr u cite kbd mark font small"
INLINE = _INLINE.split()
_AROUND = (
    "p div section blockquote li ul ol dd dl dt h1 h2 h3 h6 figure figcaption details summary center pre"
    " article td main a em strong span"
)
LANGUAGES = ["", "", "", ' lang="ka"', ' lang="ru"', ' lang="ar"', ' dir="rtl"', ' lang="xx-no"']


def _inline(inner: Any) -> Any:
    return st.one_of(
        st.builds(
            lambda tag, lang, items: f"<{tag}{lang}>{''.join(items)}</{tag}>",
            st.sampled_from(INLINE),
            st.sampled_from(LANGUAGES),
            st.lists(inner, max_size=3),
        ),
        st.builds(
            lambda items: f'<a href="http://x.y/(z" title="t|&quot;*">{"".join(items)}</a>', st.lists(inner, max_size=3)
        ),
        st.just("<br>"),
        st.just('<img src="a b.png" alt="[x] *y* {{ z">'),
        st.just('<span id="t1"></span><a href="#t1">t</a>'),
    )


INLINES = st.recursive(WORDS, _inline, max_leaves=6)
LINES = st.lists(INLINES, min_size=1, max_size=5).map("".join)


def _cells(inner: Any) -> Any:
    cell = st.builds(
        lambda tag, span, text: f"<{tag}{span}>{text}</{tag}>",
        st.sampled_from(["td", "td", "td", "th"]),
        st.sampled_from(["", "", "", ' colspan="2"']),
        st.one_of(LINES, LINES, inner),
    )
    row = st.lists(cell, max_size=3).map(lambda cells: f"<tr>{''.join(cells)}</tr>")
    head = st.lists(LINES, min_size=1, max_size=3).map(lambda c: f"<tr>{''.join(f'<th>{x}</th>' for x in c)}</tr>")
    return st.builds(
        lambda caption, first, rows: f"<table>{caption}{first}{''.join(rows)}</table>",
        st.one_of(st.just(""), st.just(""), LINES.map(lambda text: f"<caption>{text}</caption>")),
        st.one_of(head, head, st.just("")),
        st.lists(row, max_size=3),
    )


def _blocks(inner: Any) -> Any:
    several = st.lists(inner, max_size=3).map("".join)
    around = st.sampled_from(_AROUND.split())
    items = st.lists(st.one_of(LINES, several), max_size=4)
    return st.one_of(
        st.builds(lambda tag, lang, text: f"<{tag}{lang}>{text}</{tag}>", around, st.sampled_from(LANGUAGES), several),
        st.builds(
            lambda tag, each: f"<{tag}>{''.join(f'<li>{x}</li>' for x in each)}</{tag}>",
            st.sampled_from(["ul", "ol", 'ol start="7"']),
            items,
        ),
        items.map(lambda each: f"<dl>{''.join(f'<dt>{n}{x}</dt><dd>{x}</dd>' for n, x in enumerate(each))}</dl>"),
        st.builds(
            lambda a, b: f"<figure><img src=a.png alt=x>{a}<figcaption>{b}</figcaption></figure>", several, LINES
        ),
        LINES.map(lambda text: f"<figure><img src=a.png><figcaption>{text}</figcaption></figure>"),
        st.builds(lambda a, b: f"<details><summary>{a}</summary>{b}</details>", LINES, several),
        TEXTS.map(lambda text: f"<pre><code class='language-py'>{html.escape(text)}</code></pre>"),
        _cells(inner),
        st.just("<hr>"),
    )


PARAGRAPHS = st.builds(
    lambda tag, lang, text: f"<{tag}{lang}>{text}</{tag}>",
    st.sampled_from(["p", "p", "p", "h2", "h3", "div", "li", "pre"]),
    st.sampled_from(LANGUAGES),
    LINES,
)
BLOCKS = st.recursive(st.one_of(PARAGRAPHS, LINES), _blocks, max_leaves=6)
PAGES = st.lists(BLOCKS, min_size=1, max_size=5).map("\n".join)
NOTES = st.builds(
    lambda text, notes, order: (
        f"<p>{text}"
        + "".join(
            f'x<sup id="fnref:n{n}"><a class="footnote-ref" href="#fn:n{n}">{n}</a></sup>'
            for n in order
            if n < len(notes)
        )
        + '</p><div class="footnotes"><ol>'
        + "".join(f'<li id="fn:n{n}">{note}<a href="#fnref:n{n}">↩</a></li>' for n, note in enumerate(notes))
        + "</ol></div>"
    ),
    LINES,
    st.lists(BLOCKS, max_size=3),
    st.lists(st.integers(0, 3), max_size=4),
)


def letters(text: str) -> str:
    """The text without white space."""
    return re.sub(r"\s+", "", text)


def read_back(converted: Converted) -> tuple[str, Body]:
    """The letters our own reader finds in the Markdown, and all it makes of it."""
    made = body(converted.text, every_word=True)
    return letters(letters_of(made)), made


def converted(source: str, **options: Any) -> tuple[Converted, Body]:
    """The HTML as Markdown, proved to have the same words when our own reader reads it.

    The reader takes symbols of Word's fonts for the characters that they stand for.
    """
    found = to_markdown(source, **{"language": "en", **options})
    words, made = read_back(found)
    assert words == letters(with_symbols(found.plain))
    return found, made
