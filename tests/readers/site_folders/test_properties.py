import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archivist.readers.site_folders.markdown_places import places
from tests.readers.site_folders.making import Read, site
from tests.running_time import seconds_since

POST = """---
title: "T"
date: 2022-03-30 10:00:00 +0400
lang: en
image: {src: /a.png}
related: [a, {url: https://e.org}]
---
# H

{% include figure.html src="/a.png" caption="c" %} `{{ x }}` ![a][b] <img src="a.png">

{{< notice tip >}}
- {% raw %}x{% endraw %}
{{< /notice >}}

{% highlight c %}
```
{% endhighlight %} [x]({% post_url 2022-03-30-a %})

[b]: </a.png> "t"
"""
MARKS = st.sampled_from(
    [
        *"\n\t `*_[]()<>!#>-|:{}%\"'\\",
        "{{",
        "}}",
        "{%",
        "%}",
        "{{<",
        ">}}",
        "![a](",
        "\n\n    ",
        "[^a]: ",
        "\0",
        "\ud800",
    ]
)
WORDS = st.lists(st.one_of(MARKS, st.characters(exclude_categories=("Cs", "Cc"))), max_size=80).map("".join)


def read(files: dict[str, str | bytes]) -> Read:
    with tempfile.TemporaryDirectory() as folder:
        return site(Path(folder), files)


@settings(deadline=None, max_examples=60)
@given(text=WORDS)
def test_a_text_without_tags_and_pictures_comes_through_byte_for_byte(text: str) -> None:
    for mark in ("{", "![", "<img", "\r"):
        text = text.replace(mark, "")
    text = text.encode("utf-8", "replace").decode()
    found = read({"a.md": f"---\ntitle: T\nlang: en\ndate: 2022-01-01\n---\n{text}"})
    mended = [message for message in found.told("import-repaired") if "U+" in message or "character" in message]
    assert mended or found.one().text == text


@pytest.mark.slow
@settings(deadline=None, max_examples=60)
@given(places_=st.lists(st.tuples(st.integers(0, len(POST)), MARKS), min_size=1, max_size=6), cut=st.integers(0, 60))
@pytest.mark.parametrize("config", ["_config.yml", "hugo.toml", "none.txt"])
def test_no_change_of_a_file_raises(config: str, places_: list[tuple[int, str]], cut: int) -> None:
    text = POST
    for place, mark in places_:
        text = text[:place] + mark + text[place + cut :]
    name = {"_config.yml": "_posts/2022-03-30-a.md", "hugo.toml": "content/p/a.md"}.get(config, "a.md")
    found = read({config: "", name: text.encode("utf-8", "surrogatepass"), "a.png": b"PNG"})
    assert found.articles or found.findings


@pytest.mark.slow
@settings(deadline=None, max_examples=60)
@given(data=st.binary(max_size=300))
def test_no_bytes_raise(data: bytes) -> None:
    read({"_config.yml": data, "_posts/2022-03-30-a.md": b"---\n" + data, "_data/authors.yml": data, "b.md": data})


@settings(deadline=None, max_examples=100)
@given(text=WORDS)
def test_places_are_within_the_text_and_in_order(text: str) -> None:
    found = places(text)
    for start, end in found.code:
        assert 0 <= start <= end <= len(text)
    starts = [picture.start for picture in found.pictures]
    assert starts == sorted(starts)


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "{{ " * 50_000,
        "{% raw %}" * 30_000,
        "{% raw %}{{{% endraw %}" * 10_000,
        "{{< note >}}\n" * 10_000,
        "{{< note >}}\n" * 3_000 + "{{< /note >}}\n" * 3_000,
        "{% if x %}" * 20_000,
        "{% highlight c %}" * 30_000 + "{% endhighlight %}",
        "> " * 10_000 + "![a](b)",
        "- " * 10_000 + "{{ x }}",
        "![" * 100_000,
        "![a](b)\n\n" * 10_000,
        "![a][b]\n" * 3_000 + "\n[b]: x\n",
        "[b]: x\n" * 10_000 + "![b]",
        "<div>\n" + "<img " * 200_000,
        "<img src='a'>\n\n" * 10_000,
        "`" * 100_000 + "{{ x }}",
        "`a`{{ x }}" * 50_000,
        "{{ " + "a | " * 900 + "}}",
        "{% include figure.html " + 'a="' * 1000 + " %}",
        "{{ site.url }}" * 20_000,
        "{:toc}\n" * 10_000,
        "a\n" * 50_000 + "{{ x }}",
    ],
    ids=range(22),
)
def test_hostile_texts_take_no_time(text: str) -> None:
    start = time.process_time()
    found = read({"a.md": f"---\ntitle: T\nlang: en\ndate: 2022-01-01\n---\n{text}"})
    assert seconds_since(start) < 5
    assert found.one().text
