"""What both readers of front matter have in common: that of articles, and that of sites to be imported."""

import datetime
import json
import time

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from archivist.articles import article_front_matter as own
from archivist.front_matter import BlockError, read_yaml, value_of
from archivist.readers.site_folders import site_front_matter as foreign
from tests.running_time import seconds_since

WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), max_size=12)
SCALARS = WORDS | st.integers() | st.booleans() | st.none() | st.dates() | st.floats()
DATA = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3))
BROKEN = [
    "---\ntitle: 'A\n---\n",
    "---\ntitle: A\n\tb: c\n---\n",
    "---\n- a\n---\n",
    "---\n? [a]\n: b\n---\n",
    "---\na: *x\n---\n",
    "---\na: " + "[" * 60 + "]" * 60 + "\n---\n",
    '+++\na = 1\nb = "\n+++\n',
    "+++\na = 1\na = 2\n+++\n",
    "+++\na = " + "[" * 60 + "]" * 60 + "\n+++\n",
    "+++\na = " + "9" * 5000 + "\n+++\n",
    f"---\n{'a: b' * 260_000}\n---\n",
]


def refuse(key: str, line: int, first: int) -> None:
    raise AssertionError(key, line, first)


@settings(deadline=None)
@given(st.dictionaries(WORDS, DATA, max_size=4))
def test_both_readers_read_the_same(data: dict[str, object]) -> None:
    block = yaml.safe_dump(data, allow_unicode=True, width=10_000)
    article = own.read_front_matter(f"---\n{block}---\nText.\n")
    site = foreign.read_front_matter(f"---\n{block}---\nText.\n")
    assert {key: value.data for key, value in article.entries.items()} == {
        key: entry.data for key, entry in site.entries.items()
    }
    assert [value.line for value in article.entries.values()] == [entry.line for entry in site.entries.values()]
    assert (article.text, article.text_line) == (site.text, site.text_line)
    assert json.dumps({key: value.data for key, value in article.entries.items()})


@pytest.mark.parametrize("text", BROKEN, ids=range(len(BROKEN)))
def test_both_readers_say_the_same_of_what_is_broken(text: str) -> None:
    with pytest.raises(own.FrontMatterError) as article:
        own.read_front_matter(text)
    with pytest.raises(foreign.FrontMatterError) as site:
        foreign.read_front_matter(text)
    assert article.value.message == site.value.message
    assert {article.value.line, site.value.line} in ({article.value.line}, {1, 2})  # the block as a whole: 1 and 2


def test_only_the_archive_refuses_a_key_that_stands_twice() -> None:
    text = "---\ntitle: A\nextra:\n  b: 1\n  b: 2\n---\n"
    with pytest.raises(own.FrontMatterError, match="'b' appears twice; first on line 4") as caught:
        own.read_front_matter(text)
    assert (caught.value.code, caught.value.line) == ("duplicate-front-matter-key", 5)
    site = foreign.read_front_matter(text)
    assert (site.entries["extra"].data, site.twice) == ({"b": 2}, (("b", 5),))


def test_only_the_archive_refuses_an_alias_of_a_list() -> None:
    text = "---\na: &x [1]\nb: *x\n---\n"
    with pytest.raises(own.FrontMatterError, match=r"the alias \*x is not allowed"):
        own.read_front_matter(text)
    assert foreign.read_front_matter(text).entries["b"].data == [1]


def test_only_the_archive_refuses_a_tag_no_one_knows() -> None:
    text = "---\nexcerpt: !ruby/object:Hpricot::Doc 'words'\n---\n"
    with pytest.raises(own.FrontMatterError):
        own.read_front_matter(text)
    assert foreign.read_front_matter(text).entries["excerpt"].data == "words"


def test_values_know_their_lines_and_how_they_were_written() -> None:
    found = read_yaml("a: no\nb:\n- 010\n- {c: 2022-02-30}\nd:\n", 10, refuse)
    assert [(key, value.line) for key, value in found.items()] == [("a", 10), ("b", 11), ("d", 14)]
    assert [(item.line, item.written) for item in found["b"].items or ()] == [(12, "010"), (13, "")]
    assert (found["a"].data, found["a"].written, found["d"].written) == (False, "no", "")
    assert found["b"].data == [8, {"c": "2022-02-30"}]
    assert value_of(datetime.date(2022, 3, 30), 1).data == "2022-03-30"


@pytest.mark.slow
@pytest.mark.parametrize(
    "block",
    [
        "a: &a x\n" + "b: [" + "*a, " * 200_000 + "]\n",
        "? " * 20_000,
        "- " * 20_000,
        "a: {" * 20_000,
        "a: &a [*a]",
        "!!python/object/apply:os.system [ls]",
        "a: !!timestamp x",
        "a: !!int ''",
        "%YAML 9.9\n---\na: 1",
        "a: 1\n---\nb: 2\n",
        "<<: {a: 1}\n",
    ],
    ids=range(11),
)
def test_hostile_blocks_are_read_or_refused_at_once(block: str) -> None:
    start = time.process_time()
    try:
        assert isinstance(read_yaml(block, 2, lambda *_: None, is_foreign=True), dict)
    except BlockError as error:
        assert error.message
    assert seconds_since(start) < 5
