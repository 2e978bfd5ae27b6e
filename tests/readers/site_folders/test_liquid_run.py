"""Loops, conditions, filters, data files and includes of Jekyll, run by python-liquid."""

import time
from pathlib import Path

import pytest

from archivist.readers.site_folders import liquid_budget
from tests.readers.site_folders.making import jekyll, site, write
from tests.running_time import seconds_since

pytestmark = pytest.mark.slow  # templates that never end

OTHERS: dict[str, str | bytes] = {
    "_data/people.yml": "- {name: Nino, role: editor, born: 1990}\n- {name: Ann, role: writer, born: 1980}\n",
    "_data/towns.csv": "name,people\nGori,48000\nTelavi,19000\n",
    "_data/deep/prices.json": '{"bread": 2, "wine": 9.5}',
    "_data/broken.yml": "a: [",
    "_includes/card.html": "**{{ include.title }}**{% if include.by %} by {{ include.by }}{% endif %}",
    "_includes/outer.html": "<{% include card.html title=include.t %}>",
    "_includes/loop.html": "{% include loop.html %}",
    "_includes/figure-list.html": "{% for p in include.pics %}{% include figure.html src=p alt='A' %}\n{% endfor %}",
    "_posts/side.md": "*beside*",
}
HEAD = "pics: [/a.png, /b.png]\nsubtitle: Second\ncount: 3\ntags: [x, y]\n"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("{% for p in site.data.people %}- {{ p.name }}\n{% endfor %}", "- Nino\n- Ann\n"),
        ("{% for t in site.data.towns %}{{ t.name }} {{ t.people }};{% endfor %}", "Gori 48000;Telavi 19000;"),
        ("{{ site.data.deep.prices.bread }} {{ site.data['deep'].prices.wine }}", "2 9.5"),
        ("{% for p in page.pics %}{{ forloop.index }}/{{ forloop.length }} {% endfor %}", "1/2 2/2 "),
        ("{% if page.subtitle %}A{% else %}B{% endif %}{% if page.none %}C{% else %}D{% endif %}", "AD"),
        ("{% unless page.none %}A{% endunless %}", "A"),
        ("{% if site.lang == 'en' and page.count > 2 %}yes{% endif %}", "yes"),
        ("{% case page.count %}{% when 3 %}three{% else %}other{% endcase %}", "three"),
        ("{% capture c %}{{ page.title }}!{% endcapture %}{{ c }}", "A post!"),
        ("{% assign p = site.data.people | where: 'role', 'editor' | first %}{{ p.name }}", "Nino"),
        ("{% assign n = 3 %}{% if n > 2 %}more{% endif %}", "more"),
        ("{% assign w = 'a,b' | split: ',' %}{% for x in w reversed %}{{ x }}{% endfor %}", "ba"),
        ("{% for x in (1..3) %}{% if x == 2 %}{% continue %}{% endif %}{{ x }}{% endfor %}", "13"),
        ("{{ page.title | upcase | append: '.' }} {{ page.tags | join: ', ' }}", "A POST. x, y"),
        ("{{ page.pics | size }} {{ 7 | divided_by: 2 }} {{ 'a b' | slugify }}", "2 3 a-b"),
        ("{{ page.date | date: '%-d %B %Y, %A' }} {{ page.date | date_to_string }}",
         "30 March 2022, Wednesday 30 Mar 2022"),
        ("{{ '2020-07-05 10:09:08 +0400' | date: '%y/%m/%e %H.%M' }}", "20/07/ 5 10.09"),
        ("{{ page.none | default: 'instead' }}", "instead"),
        ("{% include card.html title='T' %} {% include card.html title=page.title by='N' %}", "**T** **A post** by N"),
        ("{% include outer.html t='T' %}", "<**T**>"),
        ("{% include figure-list.html pics=page.pics %}", "![A](/a.png)\n![A](/b.png)\n"),
        ("{% include_relative side.md %}", "*beside*"),
        ("{% for x in page.tags %}{% link _posts/2022-03-30-a-post.md %}{% endfor %}",
         "https://example.org/news/2022/03/30/a-post.html" * 2),
        ("{% for x in page.tags %}{% raw %}{{ x }}{% endraw %}{% endfor %}", "{{ x }}{{ x }}"),
        ("{% for x in page.tags %}\n\n{% highlight sh %}\nls\n{% endhighlight %}\n{% endfor %}",
         "\n\n```sh\nls\n```\n\n\n```sh\nls\n```\n"),
        ("{% increment a %}{% increment a %}{% cycle 'x', 'y' %}", "01x"),
        ("{% assign a = '1' %}{% for x in page.tags %}{% assign a = a | append: x %}{% endfor %}{{ a }}", "1xy"),
    ],
)  # fmt: skip
def test_a_template_becomes_what_it_shows(tmp_path: Path, written: str, read: str) -> None:
    found = jekyll(tmp_path, written, head=HEAD, others=OTHERS)
    assert found.one().text == read
    assert not found.told("import-markup")


@pytest.mark.parametrize(
    "written",
    [
        "{% for p in site.posts %}{{ p }}{% endfor %}",
        "{% for p in site.data.broken %}x{% endfor %}",
        "{% if jekyll.environment == 'production' %}x{% endif %}",
        "{% if page.url == '/' %}x{% endif %}",
        "{% for p in page.pics %}{% own_tag %}{% endfor %}",
        "{% for p in page.pics %}{{ p | own_filter }}{% endfor %}",
        "{% for p in page.pics %}x",
        "{{ page.nothing }}",
        "{{ 'March' | date: '%Y' }}",
        "{{ '01/02/2020' | date: '%d %m' }}",
        "{{ page.date | date: '%s' }}",
        "{% for x in page.tags %}{{ 'today' | date: '%d' }}{% endfor %}",
        "{% include loop.html %}",
        "{% include missing.html %}",
        "{% include {{ page.title }}.html %}",
        "{% render 'card.html' %}",
        "{{ page.title | markdownify | where_exp: 'x', 'x' }}",
    ],
)
def test_what_is_not_known_stays_as_written_and_is_reported(tmp_path: Path, written: str) -> None:
    found = jekyll(tmp_path, f"a {written} b", head=HEAD, others=OTHERS)
    assert found.one().text.startswith("a {") and found.one().text.endswith(" b")
    assert found.one().text == f"a {written} b" or "{% for" in written
    assert found.told("import-markup")


def test_what_an_unknown_loop_would_set_is_not_known_behind_it(tmp_path: Path) -> None:
    text = "{% assign a = '1' %}{% for p in site.posts %}{% assign a = '2' %}{% endfor %}{{ a }}"
    assert jekyll(tmp_path, text).one().text == text.removeprefix("{% assign a = '1' %}")


def test_words_that_a_condition_hides_are_reported(tmp_path: Path) -> None:
    found = jekyll(tmp_path, "{% if page.none %}Only for members.{% endif %}Text.")
    assert found.one().text == "Text."
    assert found.told("import-left-out") == ["text that `if` does not show (“Only for members.”)"]


def test_nothing_is_read_outside_the_site(tmp_path: Path) -> None:
    write(tmp_path, {"secret.html": "SECRET", "secret.yml": "- SECRET", "data/x.yml": "- SECRET"})
    here = tmp_path / "site"
    for folder in ("_includes", "_data", "_posts"):
        (here / folder).mkdir(parents=True)
    (here / "_includes/link.html").symlink_to(tmp_path / "secret.html")
    (here / "_data/link.yml").symlink_to(tmp_path / "secret.yml")
    (here / "_data/folder").symlink_to(tmp_path / "data")
    text = """
{% include link.html %} {% include ../../secret.html %} {% include_relative ../../secret.html %}
{% include_relative ../_includes/link.html %} {% include _includes/../../secret.html %}
{% for x in site.data.link %}{{ x }}{% endfor %} {% for x in site.data.folder.x %}{{ x }}{% endfor %}
{% for x in site.data["../../secret"] %}{{ x }}{% endfor %} {{ site.data["../secret"] }}
"""
    for config in ("lang: en\n", "lang: en\ndata_dir: ..\nincludes_dir: ..\n", "lang: en\nincludes_dir: ../..\n"):
        assert "SECRET" not in jekyll(here, text, config).one().text


BOMBS = {
    "a long loop": "{% for i in (1..100000000) %}x{% endfor %}",
    "loops in loops": "".join(f"{{% for {i} in (1..900) %}}" for i in "ijk") + "x" + "{% endfor %}" * 3,
    "many loops": "{% for i in (1..9000) %}{% endfor %}\n" * 5000,
    "doubling": "{% assign a = 'x' %}{% for i in (1..9000) %}{% assign a = a | append: a %}{% endfor %}{{ a }}",
    "replacing": "{% assign a = 'x' %}{% for i in (1..9000) %}{% assign a = a | replace: 'x', 'xxxx' %}{% endfor %}",
    "replacing nothing": "{% assign a = 'xxxx' %}{% for i in (1..99) %}{% assign a = a | replace: '', a %}{% endfor %}",
    "joining": "{% assign a = (1..900000) | join: 'xxxxxxxxxxxxxxxx' %}{{ a }}",
    "a range": "{% assign a = (1..900000000) | reverse %}{{ a | size }}",
    "pairs": "{% assign a = (1..9000) | uniq %}" * 1000,
    "numbers": "{% assign a = 99999999 %}{% for i in (1..9000) %}{% assign a = a | times: a %}{% endfor %}{{ a }}",
    "includes": "{% include bomb.html %}",
    "includes of includes": "{% include loop.html %}" * 500,
    "nesting": "{% if true %}" * 4000 + "x" + "{% endif %}" * 4000,
    "unclosed": "{% if true %}" + "{{ " * 20_000 + "{% endif %}",
    "unclosed raw": "{% if true %}" + "{% raw %}" * 10_000 + "{% endif %}",
    "formats": "{{ page.date | date: '" + "%B" * 1500 + "' | append: 'x' }}\n" * 200,
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_ends_soon_and_always_at_the_same_place(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(liquid_budget, "STEPS", 2_000_000)  # a twentieth, so that the test itself ends soon
    bomb = (
        "{% for i in (1..90) %}{% for j in (1..90) %}{{ 'xxxxxxxxxx' }}{% endfor %}{% endfor %}{% include bomb.html %}"
    )
    others = {**OTHERS, "_includes/bomb.html": bomb}
    start = time.process_time()
    first = jekyll(tmp_path / "one", BOMBS[name], others=others).one()
    assert seconds_since(start) < 5
    assert len(first.text) < 3_000_000
    assert jekyll(tmp_path / "two", BOMBS[name], others=others).one().text == first.text


def test_the_same_site_gives_the_same_text_whatever_the_clock_and_the_zone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "{{ page.date | date: '%c %Z %s' }}{{ page.date | date: '%F %T' }}{{ 'now' | date: '%F' }}{{ today }}"
    texts = set()
    for number, zone in enumerate(("UTC", "Asia/Tbilisi", "America/Los_Angeles")):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        texts.add(jekyll(tmp_path / str(number), text, head="date: 2022-03-30 23:30:00\n").one().text)
    monkeypatch.undo()
    time.tzset()
    (read,) = texts
    assert "2022-03-30 23:30:00" in read and "{{ today }}" in read


def test_other_programs_run_no_liquid(tmp_path: Path) -> None:
    text = "---\ntitle: T\ndate: 2022-03-30\nlang: en\n---\n{% if true %}{{ 'a' | upcase }}{% endif %}\n"
    assert site(tmp_path, {"a.md": text}).one().text == "{% if true %}{{ 'a' | upcase }}{% endif %}\n"
