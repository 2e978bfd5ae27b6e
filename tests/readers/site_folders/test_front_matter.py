import time

import pytest

from archivist.readers.site_folders.site_front_matter import FrontMatterError, read_front_matter, read_settings
from tests.running_time import seconds_since


def test_the_three_forms_say_the_same() -> None:
    yaml = read_front_matter("---\ntitle: A\nn: 1\n---\nText\n")
    toml = read_front_matter('+++\ntitle = "A"\nn = 1\n+++\nText\n')
    json = read_front_matter('{\n "title": "A",\n "n": 1\n}\nText\n')
    eleventy = read_front_matter('---json\n{"title": "A", "n": 1}\n---\nText\n')
    for read in (yaml, toml, json, eleventy):
        assert {key: entry.data for key, entry in read.entries.items()} == {"title": "A", "n": 1}
        assert read.text == "Text\n"
    assert [read.text_line for read in (yaml, toml, json, eleventy)] == [5, 5, 5, 4]


def test_scalars_are_kept_as_written() -> None:
    read = read_front_matter("---\nlang: no\nkey: 010\ntitle: 2022\ndate: 2022-02-30\nnone:\n---\n")
    assert {key: entry.written for key, entry in read.entries.items()} == {
        "lang": "no",
        "key": "010",
        "title": "2022",
        "date": "2022-02-30",
        "none": "",
    }
    assert read.entries["lang"].data is False


def test_a_text_without_front_matter_is_all_text() -> None:
    for text in ("Hello", "", "{% raw %}x", "{{ x }}", '{"title"', "----\nx"):
        read = read_front_matter(text)
        assert (read.text, read.is_given) == (text, False)


def test_a_key_that_stands_twice_is_reported() -> None:
    read = read_front_matter("---\ntitle: A\ntitle: B\n---\n")
    assert read.entries["title"].data == "B"
    assert read.twice == (("title", 3),)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("---\ntitle: 'A\n---\n", 2),
        ("---\ntitle: A\n\tb: c\n---\n", 3),
        ("---\ntitle: A\n", 1),
        ("---\n- a\n---\n", 2),
        ('+++\na = 1\nb = "\n+++\n', 3),
        ("+++\na = 1\na = 2\n+++\n", 3),
        ("---json\n{\n---\n", 2),
    ],
)
def test_what_is_broken_names_its_line(text: str, line: int) -> None:
    with pytest.raises(FrontMatterError) as caught:
        read_front_matter(text)
    assert caught.value.line in (line, line + 1)  # parsers differ in what they call the place


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "---\n" + "a: b\n" * 20_000_000,
        "---\nx: " + "[" * 100_000 + "\n---\n",
        "+++\nx = " + "[" * 100_000 + "\n+++\n",
        "---json\n" + '{"x":' * 100_000 + "\n---\n",
        '{"x":' * 100_000,
        "---\na: &a x\n" + "b: [" + "*a, " * 300_000 + "]\n---\n",
        "---\na0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{f'*a{n - 1}, ' * 10}]\n" for n in range(1, 12)) + "---\n",
        "---\na0: &a0 {x: y}\n"
        + "".join(f"a{n}: &a{n} {{<<: [{f'*a{n - 1}, ' * 10}]}}\n" for n in range(1, 12))
        + "---\n",
        "---\na: &a [*a, *a]\n---\n",
        "---\na: &a {<<: *a, b: *a}\n---\n",
        "---\nx: " + "9" * 100_000 + "\n---\n",
        "---\nx: !!python/object/apply:os.system [ls]\n---\n",
    ],
    ids=range(12),
)
def test_hostile_blocks_are_refused_or_read_at_once(text: str) -> None:
    start = time.process_time()
    try:
        read_front_matter(text)
    except FrontMatterError as error:
        assert error.message
    assert seconds_since(start) < 5


def test_settings_are_plain_data() -> None:
    assert read_settings("a: 2022-03-30\nb: [x, {c: .inf}]\n", "yml") == {"a": "2022-03-30", "b": ["x", {"c": "inf"}]}
    assert read_settings("a = 2022-03-30T10:00:00Z", "toml") == {"a": "2022-03-30T10:00:00+00:00"}
    assert read_settings("", "json") == {}


def test_aliases_stand_for_what_they_name() -> None:
    text = "base: &b {title: T, tags: [x, y]}\nen:\n  <<: *b\n  title: E\nka: *b\nru: {<<: [{a: 1}, *b]}\n"
    base = {"title": "T", "tags": ["x", "y"]}
    read = read_settings(text, "yaml")
    assert read == {"base": base, "en": {"tags": ["x", "y"], "title": "E"}, "ka": base, "ru": {"a": 1, **base}}
