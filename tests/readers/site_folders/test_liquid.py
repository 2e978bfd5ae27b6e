from pathlib import Path

import pytest

from tests.readers.site_folders.making import jekyll


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("{{ site.baseurl }}/x {{site.url}}{{ site.baseurl }}/y", "/news/x https://example.org/news/y"),
        ("[a]({{ '/x' | relative_url }})", "[a](/news/x)"),
        ('[a]({{ "x" | absolute_url }})', "[a](https://example.org/news/x)"),
        ("{{ '/a' | prepend: site.baseurl | append: '?b' }}", "/news/a?b"),
        ("{{- page.title -}} {{ site.lang }}", "A post en"),
        ('{% assign a = "b" %}{{ a }}{% assign n = 3 %}{{ n }}', "b3"),
        ('{% assign a = site.url | append: "/z" %}{{ a }}', "https://example.org/z"),
        ("x{% comment %}no *word* {{ of }} this{% endcomment %}y", "xy"),
        ("{% raw %}{{ x }} {% if {% endraw %}", "\\{{ x }} \\{% if "),
        ("`{% raw %}{{ x }}{% endraw %}`", "`{{ x }}`"),
        ("{% highlight ruby linenos %}\ndef a\n  `b`\nend\n{% endhighlight %}", "```ruby\ndef a\n  `b`\nend\n```"),
        ("{% highlight c %}\n```\n{% x %}\n{% endhighlight %}\n{{ site.lang }}", "````c\n```\n{% x %}\n````\nen"),
        ("- a\n\n  {% highlight sh %}\n  ls\n  {% endhighlight %}", "- a\n\n  ```sh\n  ls\n  \n  ```"),
        ('a\n{% include figure.html src="/x.png" alt="A [b]" caption="C \\"d\\"" %}\nb',
         'a\n\n![A \\[b\\]](/x.png "C \\"d\\"")\n\nb'),
        ("{% include image.html url=page.pic caption='C' %}", '![](p.png "C")'),
        ('{% include figure image_path="/x y.png" caption="<b>C</b>" %}',
         '![](/x%20y.png "<b>C</b>")'),
        ('a{% include footnote.html text="see *b*" %}', "a^[see *b*]"),
        ("{% link _posts/2022-03-30-a-post.md %}", "<https://example.org/news/2022/03/30/a-post.html>"),
        ("[x]({{ site.baseurl }}{% link _posts/2022-03-30-a-post.md %})",
         "[x](https://example.org/news/2022/03/30/a-post.html)"),
        ("[x]({{site.url}}{{site.baseurl}}{% post_url 2022-03-30-a-post %}#h)",
         "[x](https://example.org/news/2022/03/30/a-post.html#h)"),
        ('{% include figure.html src="/x.png" width="50%" %}', '![](/x.png){width="50%"}'),
        ("[x]({% post_url 2022-03-30-a-post %})", "[x](https://example.org/news/2022/03/30/a-post.html)"),
        ("{% youtube abc-1 %}", "<https://www.youtube.com/watch?v=abc-1>"),
        ("{% include youtube.html id='abc' %}", "<https://www.youtube.com/watch?v=abc>"),
        ("{% gist user/12ab %}", "<https://gist.github.com/user/12ab>"),
        ("{% twitter https://twitter.com/a/status/1 %}", "<https://twitter.com/a/status/1>"),
        ("* TOC\n{:toc}\n\nText", "\n\nText"),
        ("Text\n{: .class}\n\n{:.no_toc}\n<!--more-->", "Text\n{: .class}\n\n{:.no_toc}\n<!--more-->"),
    ],
)  # fmt: skip
def test_a_tag_becomes_what_it_stood_for(tmp_path: Path, written: str, read: str) -> None:
    found = jekyll(tmp_path, written, head="pic: p.png\n")
    assert found.one().text == read
    assert not found.told("import-markup")


@pytest.mark.parametrize(
    "written",
    [
        "{{ x }}",
        "{{ page.title | own_filter }}",
        "{{ 'now' | date: '%Y' }}",
        "{{ now }}",
        "{{ site.posts | size }}",
        "{% include ../out.html %}",
        "{% include /etc/hostname %}",
        "{% seo %}",
        "{{ site.missing }}",
        "{% include other.html %}",
        "{% include figure.html src=include.x %}",
        "{% include footnote.html id=1 %}",
        "{% post_url 2020-01-01-none %}",
        "{% youtube %}",
        "{% for a in b %}x{% endfor %}",
        "{% if a %}{% else %}x{% endif %}",
        "{% raw %}",
        "{% highlight %}",
        "{% assign a = b %}",
        "{{ 'a",
        "{{< figure >}}",
    ],
)
def test_a_tag_without_meaning_here_stays_and_is_reported(tmp_path: Path, written: str) -> None:
    found = jekyll(tmp_path, f"a\n\nb {written} c\n")
    assert found.one().text == f"a\n\nb {written} c\n"
    remarks = [remark for remark in found.one().remarks if remark.code == "import-markup"]
    assert [remark.line for remark in remarks] == ([6] if written != "{{ 'a" else [])


def test_code_is_shown_as_it_is(tmp_path: Path) -> None:
    text = "`{{ site.url }}` ``{% x %}``\n\n```\n{{ site.url }}\n```\n\n    {% link x %}\n\n> - `a\n>   {{ x }}`\n"
    found = jekyll(tmp_path, text)
    assert found.one().text == text
    assert not found.one().remarks


def test_what_is_assigned_under_a_condition_is_not_known(tmp_path: Path) -> None:
    text = "{% assign a = '1' %}{% if x %}{% assign a = '2' %}{% endif %}{{ a }}"
    found = jekyll(tmp_path, text)
    assert found.one().text == text.removeprefix("{% assign a = '1' %}")
    assert len(found.told("import-markup")) == 3


def test_what_is_replaced_and_dropped_is_reported(tmp_path: Path) -> None:
    found = jekyll(tmp_path, "{{ site.url }}{% comment %}Ask her.{% endcomment %}")
    assert found.told("import-repaired") == ["template tags were replaced by their meaning: site.url (1)"]
    assert found.told("import-left-out") == ["a comment for authors (“Ask her.”)"]


def test_many_tags_are_reported_together(tmp_path: Path) -> None:
    found = jekyll(tmp_path, "{{ x }}\n" * 500)
    assert len(found.told("import-markup")) == 21
    assert "480 more" in found.told("import-markup")[-1]


@pytest.mark.parametrize(
    ("written", "read", "told"),
    [
        ("a {::comment}no *word*{:/comment} b", "a  b", "a comment for authors (“no *word*”)"),
        ("{::comment}\n\nno\n\n{:/}\nb", "\nb", "a comment for authors (“no”)"),
        ("{::options toc_levels='2..3' /}\nb", "\nb", "an option for kramdown, “{::options toc_levels='2..3' /}”"),
        ("{::nomarkdown}<b>x</b>{:/} y", "<b>x</b> y", ""),
        ("HTML\n\n*[HTML]: Hyper Text\n\nb", "HTML\n\n\nb", "what “HTML” stands for (“Hyper Text”)"),
        ("`{::comment}x{:/}` {::comment}", "`{::comment}x{:/}` {::comment}", ""),
        ("```\n*[HTML]: x\n```", "```\n*[HTML]: x\n```", ""),
    ],
)
def test_what_kramdown_does_not_print_goes_and_is_reported(tmp_path: Path, written: str, read: str, told: str) -> None:
    found = jekyll(tmp_path, written)
    assert found.one().text == read
    assert found.told("import-left-out") == ([told] if told else [])


def test_no_comment_goes_silently(tmp_path: Path) -> None:
    text = "".join(f"{{% comment %}}{number}{{% endcomment %}}\n" for number in range(30))
    told = jekyll(tmp_path, text).told("import-left-out")
    assert (len(told), told[-1]) == (21, "10 more comments and similar text")


def test_other_markdown_than_kramdown_prints_it(tmp_path: Path) -> None:
    text = "{::comment}x{:/}\n\n*[HTML]: y\n"
    assert jekyll(tmp_path, text, "markdown: CommonMark\nlang: en\n").one().text == text


def test_a_word_is_no_number_of_a_tweet(tmp_path: Path) -> None:
    assert jekyll(tmp_path, "{% x y %}").one().text == "{% x y %}"


def test_a_value_may_be_one_of_several(tmp_path: Path) -> None:
    towns = "- {name: Gori, has: [mill, bridge]}\n- {name: Telavi, has: [wine]}\n- {name: Kutaisi, has: bridge}\n"
    written = "{% assign found = site.data.towns | where: 'has', 'bridge' %}{{ found | map: 'name' | join: ' ' }}"
    read = jekyll(tmp_path, written, others={"_data/towns.yml": towns})
    assert read.one().text == "Gori Kutaisi"


def test_hidden_files_and_those_of_other_formats_are_no_data(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"_data/.a.yml": "x", "_data/_b.yml": "x", "_data/c.txt": "x", "_data/d.yml": "x"}
    read = jekyll(tmp_path, "{% for each in site.data %}{{ each[0] }};{% endfor %}", others=files)
    assert read.one().text == "d;"
