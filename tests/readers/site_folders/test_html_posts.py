"""Articles of sites that are written in HTML."""

import datetime
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archivist.articles import parse_body
from archivist.fidelity.imported_words import difference
from archivist.model.articles import Article
from archivist.model.held_text import HeldText
from archivist.reader_api.found import FoundArticle
from tests.readers.site_folders.making import Files, Read, site
from tests.running_time import seconds_since

CONFIG = "url: https://example.org\nbaseurl: /news\nlang: en\n"
POST = "_posts/2012-05-03-the-bridge.html"
HEAD = "---\ntitle: The bridge\n---\n"
WORDPRESS = """---
layout: post
title: The bridge & the river
author: {display_name: Nino Example, login: nino}
wordpress_id: 42
date: '2012-05-03 10:20:30 +0400'
categories:
- News
image: /a.png
---
<p>It is <em>open</em>.<sup id="fnref:1"><a href="#fn:1">1</a></sup> It costs 5 &lt; 6 &amp; more.</p>
<!--more-->
<p><img src="{{ site.baseurl }}/b.png" alt="It"> <a href="/about/">About</a></p>
<pre><code>if (a &lt; b) {}</code></pre>
<div class="footnotes"><ol><li id="fn:1"><p>Since 1901. <a href="#fnref:1">&#8617;</a></p></li></ol></div>
"""


def post(folder: Path, text: str, others: Files | None = None) -> Read:
    return site(folder, {"_config.yml": CONFIG, POST: HEAD + text, **(others or {})})


def proved(found: FoundArticle) -> str:
    """What the core says when it compares the words."""
    date = datetime.date(2012, 5, 3)
    article = Article(
        "k", "en", date, found.title, HeldText(found.text), text_line=0, path="2012/2012-05-03-k.en.md", digest=""
    )
    return difference(found.plain, parse_body(article, Path("/nonexistent")))


def test_a_post_that_came_from_wordpress_is_an_article(tmp_path: Path) -> None:
    found = site(tmp_path, {"_config.yml": CONFIG, POST: WORDPRESS, "a.png": b"PNG", "b.png": b"PNG"})
    article = found.one()
    assert article.text == (
        "![](/images/a.png)\n\nIt is *open*.[^1] It costs 5 < 6 & more.\n\n![It](/images/b.png) [About](/about/)\n\n"
        "```\nif (a < b) {}\n```\n\n[^1]: Since 1901.\n"
    )
    assert (article.title, article.authors, article.section) == ("The bridge & the river", ("Nino Example",), "News")
    assert not proved(article)
    assert not found.findings


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<p>{{ site.baseurl }}/x {% raw %}{{ y }}{% endraw %}</p>", "/news/x {{ y }}\n"),
        ("<p>{% comment %}<b>no</b>{% endcomment %}Words</p>", "Words\n"),
        ("{% highlight ruby %}\n1 < 2\n{% endhighlight %}", "```ruby\n1 < 2\n```\n"),
        ('{% include figure.html src="/x.png" alt="A" caption="C" %}', '![A](/x.png "C")\n'),
        ('<p>a{% include footnote.html text="see <b>b</b>" %}</p>', "a[^1]\n\n[^1]: see **b**\n"),
        ("<p>{% youtube abc %}</p>",
         "[https://www.youtube.com/watch?v=abc](https://www.youtube.com/watch?v=abc)\n"),
        ('<a href="{% link _posts/2012-05-03-the-bridge.html %}">x</a>',
         "[x](https://example.org/news/2012/05/03/the-bridge.html)\n"),
        ("* TOC\n{:toc}\n<p>`{{ site.lang }}`</p>", "\\* TOC\n\\{:toc}\n\n\\`en\\`\n"),
    ],
)  # fmt: skip
def test_a_tag_becomes_what_it_stood_for(tmp_path: Path, written: str, read: str) -> None:
    article = post(tmp_path, written).one()
    assert article.text == read
    assert not proved(article)


@pytest.mark.parametrize(
    "tag",
    [
        "{{ x }}",
        "{% if a < b %}",
        "{% include a.html b='<i>' %}",
        '{% own "y" %}',
        "{{<b>}}",
        "{{ '</p>' | append: x }}",
    ],
)
def test_a_tag_without_meaning_here_stays_and_is_reported_with_its_line(tmp_path: Path, tag: str) -> None:
    found = post(tmp_path, f"<p>a</p>\n<p>b {tag} c</p>\n")
    assert "".join(tag.split()) in "".join(found.one().plain.split())
    assert [each.line for each in found.one().remarks if each.code == "import-markup"] == [5]
    assert not proved(found.one())


def test_a_tag_within_an_attribute_does_not_end_it(tmp_path: Path) -> None:
    article = post(tmp_path, '<p><a href="/{% own "y" %}/z">Words</a> behind.</p>').one()
    assert article.plain.split() == ["Words", "behind."]
    assert "/z)" in article.text


def test_the_caption_of_the_first_picture_is_among_the_words(tmp_path: Path) -> None:
    head = "---\ntitle: T\ncover: {image: /a.png, caption: 'By <em>N</em>'}\n---\n"
    article = site(tmp_path, {"_config.yml": CONFIG, POST: f"{head}<p>Words</p>", "a.png": b"PNG"}).one()
    assert article.plain.split() == ["By", "N", "Words"]
    assert not proved(article)


def test_the_language_is_reported_by_the_words_and_not_by_the_elements(tmp_path: Path) -> None:
    text = '<p class="the and of this is that">Это <span class="with for">длинный русский</span> текст о реке.</p>'
    assert site(tmp_path, {"_config.yml": "", POST: HEAD + text}).one().language == "ru"


def test_pages_in_html_are_not_articles_and_are_reported(tmp_path: Path) -> None:
    files = {"index.html": "---\n---\n{% for p in site.posts %}", "404.html": "x", "_layouts/post.html": "---\n---\n"}
    found = post(tmp_path, "<p>x</p>", {**files, "about.md": HEAD, "_posts/2012-05-04-x.html": "<p>no head</p>"})
    assert list(found.articles) == [POST]
    assert found.told("import-undated") == ["a page without a date is not an article"] * 3
    assert found.told("import-left-out") == ["Jekyll does not publish text without front matter"]


def test_hugo_reads_html_too_and_zola_does_not(tmp_path: Path) -> None:
    text = "---\ntitle: T\ndate: 2022-03-30\nlang: en\n---\n<p>{{< youtube abc >}} {{< own >}}</p>"
    text += "{{< figure src='a.png' >}}"
    files = {"content/p/a.html": text, "content/p/b.html": "<p>copied</p>", "content/p/c/index.html": text}
    found = site(tmp_path / "hugo", {"hugo.toml": "", **files})
    assert list(found.articles) == ["content/p/a.html", "content/p/c/index.html"]
    article = found.articles["content/p/a.html"]
    assert "watch?v=abc" in article.text and "{{< own >}}" in article.text and "![](a.png)" in article.text
    assert found.told("import-left-out") == ["HTML without front matter is a static file, not an article"]
    zola = site(tmp_path / "zola", {"config.toml": 'base_url = "https://z.org"', **files})
    assert not zola.articles and not zola.findings


def test_other_forms_are_reported_with_a_way_out(tmp_path: Path) -> None:
    files = {f"_posts/2012-01-0{day}-a.textile": HEAD for day in range(1, 6)}
    found = site(tmp_path, {"_config.yml": "", **files, "_posts/notes.txt": "x", "_posts/2012-01-01-a.png": b"PNG"})
    assert found.told("import-unreadable") == [".textile articles are not supported"] * 5
    assert all("_site" in finding.hint for finding in found.findings)


def test_in_a_folder_of_markdown_articles_html_is_reported(tmp_path: Path) -> None:
    found = site(tmp_path, {"a.md": "---\ntitle: T\n---\n", "b.html": "<p>x</p>", "c.rst": "x", "d.png": b"PNG"})
    assert found.told("import-left-out") == [
        ".html files in a folder of Markdown articles are not supported",
        ".rst files in a folder of Markdown articles are not supported",
    ]


PARTS = st.sampled_from(
    [
        *("<p>", "</p>", "<b>", "</b>", "<pre>", "</pre>", "{{ x }}", "{% raw %}", "{% endraw %}", "{% if a %}", "{{<"),
        *(">}}", "{% highlight c %}", "{% endhighlight %}", "<img src=/a.png>", "a < b & c", "слово", "\n", " ", '"'),
        *("<a href='", "{% include figure.html src='/a.png' caption='c' %}", "{% include note text='n' %}", "<!--"),
        *("-->", "*[a]: b", "`"),
    ]
)  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(text=st.lists(PARTS, max_size=25).map("".join))
def test_every_word_is_proved(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    article = post(tmp_path_factory.mktemp("site"), f"<p>Words</p>{text}").one()
    assert article.plain
    assert not proved(article)


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "{{ " * 50_000,
        "{{ x }}" * 20_000,
        "{% if x %}<p>" * 10_000,
        "<div>" * 20_000,
        "<p>{% raw %}" * 10_000,
        "{% highlight c %}" * 20_000 + "{% endhighlight %}",
        "<img src='/a.png'>" * 10_000,
        "<!--" * 50_000,
    ],
    ids=range(8),
)
def test_hostile_texts_take_no_time(tmp_path: Path, text: str) -> None:
    start = time.process_time()
    assert post(tmp_path, text).articles
    assert seconds_since(start) < 5
