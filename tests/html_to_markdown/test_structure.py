"""What HTML says with its tags, Markdown says with its marks."""

# ruff: noqa: E501 - HTML as programs write it

import pytest

from tests.articles.making import inside
from tests.html_to_markdown.making import converted

SAME = {
    "<p>one<br>two</p>": "one\\\ntwo\n",
    "<p>one<br><br>two</p>": "one\n\ntwo\n",
    "<p><em>a</em>, <b>b</b> and <s>c</s></p>": "*a*, **b** and ~~c~~\n",
    "<p>wo<em>rd</em>s</p>": "wo*rd*s\n",
    "<p>他说<strong>“你好”</strong>然后</p>": "他说<strong>“你好”</strong>然后\n",
    "<p><strong><em>x</em></strong></p>": "**_x_**\n",
    "<p>a snake_case, 5 * 3, [sic], a*</p>": "a snake_case, 5 * 3, [sic], a\\*\n",
    "<p>a lone star* here</p>": "a lone star* here\n",
    "<p>1. May</p>": "1\\. May\n",
    "<p>a {{ page.x }} b</p>": "a {{ page.x }} b\n",
    "<p><code>a`b</code> <code>|</code></p>": "``a`b`` `|`\n",
    "<h1>A</h1><h2>B</h2>": "## A\n\n### B\n",
    "<h3>A</h3><h4>B</h4>": "## A\n\n### B\n",
    '<p><a href="/x y" title="q">a</a></p>': '[a](https://e.org/x%20y "q")\n',
    "<ul><li>a<ul><li>b</ul><li>c</ul>": "- a\n  - b\n- c\n",
    "<ul><li><p>a<li><p>b</ul>": "- a\n\n- b\n",
    "<ol start=3><li>a<li>b</ol>": "3. a\n4. b\n",
    "<ul><li>a</ul><ul><li>b</ul>": "- a\n\n* b\n",
    "<table><tfoot><tr><td>f<tbody><tr><td>b</table>": "<table>\n<tbody>\n<tr><td>b</td></tr>\n</tbody>\n<tfoot>\n<tr><td>f</td></tr>\n</tfoot>\n</table>\n",
    "<dl><dt>a<dd>b<dd>c<dt>d<dd>e</dl>": "a\n: b\n: c\n\nd\n: e\n",
    "<blockquote><p>a</p><p>b</p></blockquote>": "> a\n>\n> b\n",
    '<pre><code class="language-py">a\n  b</code></pre>': "```py\na\n  b\n```\n",
    "<table><tr><th>a|b<th align=right>c<tr><td>d<td align=right>e</table>": "| a\\|b | c |\n| --- | --: |\n| d | e |\n",
    '<figure><img src="/a.jpg" alt="A"><figcaption>B "c"</figcaption></figure>': '![A](https://e.org/a.jpg "B \\"c\\"")\n',
    '<p>a <i lang="la">b</i></p>': "a *[b]{lang=la}*\n",
    '<p lang="ka">ა</p>': "{lang=ka}\nა\n",
    '<div lang="ka"><p>ა</p><p>ბ</p></div>': '<div lang="ka">\n\nა\n\nბ\n\n</div>\n',
    "<p>H<sub>2</sub>O</p>": "H<sub>2</sub>O\n",
    "<p>中\n文</p>": "中\n文\n",
    "<details><summary>a</summary><p>b</p></details>": "<details>\n<summary>a</summary>\n\nb\n\n</details>\n",
    '<p style="text-align:center">a</p>': "{.align-center}\na\n",
    '<p><span style="font-weight:700">a</span> <b style="font-weight:normal">b</b></p>': "**a** b\n",
    '<p><img class="lazy" src="data:image/gif;base64,R0" data-src="/a.png" alt=""></p>': "![](https://e.org/a.png)\n",
    '<p><img src="/s.png" srcset="/s.png 300w, /l.png 900w"></p>': "![](https://e.org/l.png)\n",
    '<p>a <img src="/s.png" alt="A" width="40" height="30"> b</p>': "a ![A](https://e.org/s.png){width=40} b\n",
    '<p><a href="/l"><img src="/s.png" height="2cm"></a></p>': "[![](https://e.org/s.png){height=2cm}](https://e.org/l)\n",
    '<p><img src="/s.png" style="width: 25%; height: auto" width="300"></p>': '![](https://e.org/s.png){width="25%"}\n',
    '<figure style="width:12em"><img src="/s.png"></figure>': "![](https://e.org/s.png){width=12em}\n",
    '<figure><img src="/s.png" width="9"><figcaption><b>C</b></figcaption></figure>': (
        '<figure>\n<img src="https://e.org/s.png" alt="" width="9">\n<figcaption><strong>C</strong></figcaption>\n</figure>\n'
    ),
    '<p><img src="/s.png" width="1024" height="683"></p>': "![](https://e.org/s.png)\n",
    '<p><img src="/s.png" width="300" style="width: auto"></p>': "![](https://e.org/s.png)\n",
    '<div class="gallery"><img src="/s.png" width="150"></div>': "![](https://e.org/s.png)\n",
    '<p>a <map name="m"><area href="/x">words</map> b</p>': "a words b\n",
    '<p>a <img class="emoji" src="/e.png" alt="😀"></p>': "a 😀\n",
    '<p><a href="https://e.org/2022/post/#b">a</a></p><h2 id="b">B</h2>': "[a](#b)\n\n## B {#b}\n",
    '<p><a href="https://e.org/2022/x/#b">a</a></p><h2 id="b">B</h2>': "[a](https://e.org/2022/x/#b)\n\n## B\n",
    '<pre class="wp-block-verse">  a <b>b</b>  c\n  d<br> e</pre>': "&nbsp;&nbsp;a **b** c\\\n\xa0\xa0d\\\n\xa0e\n",
}


@pytest.mark.parametrize("source", SAME)
def test_a_tag_becomes_a_mark(source: str) -> None:
    found, _ = converted(source, base="https://e.org/2022/post/")
    assert found.text == SAME[source]


READ = {
    "<p>a<em>b</em>c <strong>d<em>e</em></strong> <em><strong>f</strong>g</em></p>": (
        "<p>a<em>b</em>c <strong>d<em>e</em></strong> <em><strong>f</strong>g</em></p>"
    ),
    "<p>ქარ<em>თული</em> 日<strong>本</strong>語</p>": "<p>ქარ<em>თული</em> 日<strong>本</strong>語</p>",
    "<p><em>a</em><em>b</em><strong>(c)</strong>d</p>": "<p><em>a</em><em>b</em><strong>(c)</strong>d</p>",
    "<table><tr><td>a<td><p>b<p>c<tr><td colspan=2>d</table>": (
        '<table>\n<tbody>\n<tr><td>a</td><td>\n<p>b</p>\n<p>c</p>\n</td></tr>\n<tr><td colspan="2">d</td></tr>\n</tbody>\n'
        "</table>"
    ),
    "<ul><li>a<blockquote>b</blockquote><pre>c</pre></ul>": (
        "<ul>\n<li>\n<p>a</p>\n<blockquote>\n<p>b</p>\n</blockquote>\n<pre><code>c\n</code></pre>\n</li>\n</ul>"
    ),
    '<p><a href="https://e.org/?a=1&amp;copy=2">a</a></p>': '<p><a href="https://e.org/?a=1&amp;copy=2">a</a></p>',
}


@pytest.mark.parametrize("source", READ)
def test_the_reader_finds_the_same_structure(source: str) -> None:
    _, made = converted(source)
    assert inside(made) == READ[source]


def test_what_cannot_be_printed_is_named() -> None:
    found, _ = converted(
        '<p>a</p><iframe src="https://v.org/1" title="A film"></iframe><script>x</script><form><button>Go</button></form>'
        '<p style="display: none">hidden</p><img src="https://c.org/p.gif" width="1" height="1">'
    )
    assert found.text == "a\n\n[A film](https://v.org/1)\n"
    messages = " | ".join(remark.message for remark in found.remarks)
    assert all(words in messages for words in ("https://v.org/1", "Go", "hidden", "https://c.org/p.gif"))
    assert {remark.code for remark in found.remarks} == {"import-left-out"}


def test_a_picture_known_only_without_scripts_stays_once() -> None:
    found, _ = converted('<img class="lazy" data-src="/a.png"><noscript><img src="/a.png"></noscript>')
    assert found.text == "![](/a.png)\n"
    found, _ = converted('<p><span class="ph"></span><noscript>Please <img src="/a.png"></noscript></p>')
    assert found.text == "![](/a.png)\n"


def test_pictures_get_the_address_they_are_given() -> None:
    asked: list[str] = []

    def picture(address: str) -> str:
        asked.append(address)
        return "../images/a.png"

    found, _ = converted('<p><img src="/x/a.png" alt="A"></p>', base="https://e.org", picture=picture)
    assert asked == ["https://e.org/x/a.png"]
    assert found.text == "![A](../images/a.png)\n"


def test_a_link_within_the_text_leads_to_its_place() -> None:
    found, made = converted('<p><a href="https://e.org/p/#b.1">see</a></p><h2 id="b.1">B</h2>', base="https://e.org/p/")
    assert found.text == "[see](#b.1)\n\n## B {#b.1}\n"
    assert not made.findings


def test_a_tree_is_left_as_it_was() -> None:
    from lxml import html  # noqa: PLC0415

    tree = html.fromstring(
        '<div><p>a<sup id="r"><a href="#fn1">1</a></sup></p><ol><li id="fn1">b <a href="#r">^</a></ol></div>'
    )
    before = html.tostring(tree)
    assert converted(tree)[0].text == "a[^1]\n\n[^1]: b\n"
    assert html.tostring(tree) == before


def test_terms_nested_deeper_than_a_reader_knows_are_paragraphs() -> None:
    """Two levels are left for terms: beyond them the words stay, without marks that would be read as text."""
    for depth, read in ((32, "Term\n: Meaning\n"), (33, "Term\n>\nMeaning\n")):
        html = "<blockquote>" * depth + "<dl><dt>Term</dt><dd>Meaning</dd></dl>" + "</blockquote>" * depth
        assert converted(html)[0].text.replace("> ", "") == read
