"""Files on disk become articles, or findings."""

import datetime
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archivist.articles import read_folder
from archivist.articles.fields import nearest_key, parse_date
from archivist.articles.file_name import read_path
from archivist.errors import UsageError
from archivist.model.articles import RelatedLink
from tests.articles.making import HEAD, codes, read

DAY = datetime.date(2022, 3, 30)


def test_yaml_gives_every_field(tmp_path: Path) -> None:
    source = """---
title: "Legal: steps"
date: 2022-03-30T23:30:00+04:00
locale: EN
translationKey: legal-steps
author: A. Writer
categories: [News, Other]
tags: one, two
excerpt: A sentence.
related:
  - other-key
  - {url: "https://e.org/x", title: X, seen: 2022-04-01}
canonical_url: https://e.org/a
retrieved: 2022-04-02
weight: 3
when: 2020-01-01
draft: false
---
Text.
"""
    (article,), findings = read(tmp_path, {"any.md": source})
    assert findings == ()
    assert (article.title, article.date, article.language, article.key) == (
        "Legal: steps",
        DAY,
        "en",
        "legal-steps",
    )
    assert (article.authors, article.section, article.tags) == (("A. Writer",), "News", ("one", "two"))
    assert (article.description, article.source) == ("A sentence.", "https://e.org/a")
    assert article.related == (
        RelatedLink("other-key", line=11),
        RelatedLink("https://e.org/x", "X", datetime.date(2022, 4, 1), 12),
    )
    assert article.retrieved == datetime.date(2022, 4, 2)
    assert article.extra == {"weight": 3, "when": "2020-01-01"}
    assert (article.text, article.text_line, len(article.digest)) == ("Text.\n", 19, 64)


def test_toml_gives_the_same(tmp_path: Path) -> None:
    lines = [
        'title = "T"',
        "date = 2022-03-30",
        'lang = "ka"',
        'authors = ["A", "B"]',
        "x = 1979-05-27T07:32:00Z",
    ]
    source = "\n".join(["+++", *lines, "+++", "Text"])
    (article,), findings = read(tmp_path, {"a.md": source})
    assert findings == ()
    assert (article.date, article.language, article.authors) == (DAY, "ka", ("A", "B"))
    assert article.extra == {"x": "1979-05-27T07:32:00+00:00"}
    assert article.text_line == 8


@pytest.mark.parametrize("written", ["1984", "yes", "2022-01-01", "0x1F", "1e3"])
def test_a_title_is_text_as_written(tmp_path: Path, written: str) -> None:
    (article,), _ = read(tmp_path, {"a.md": HEAD.replace("title: T", f"title: {written}") + "x"})
    assert article.title == written


@pytest.mark.parametrize(
    ("path", "key", "language", "date"),
    [
        ("2022/2022-03-30-legal-steps.en.md", "legal-steps", "en", DAY),
        ("en/2022-03-30-legal-steps.md", "legal-steps", "en", DAY),
        ("content/zh-Hans/posts/x.md", "x", "zh-Hans", None),
        ("2022-03-30-legal-steps/index.en.md", "legal-steps", "en", DAY),
        ("content/en/2022-03-30-legal-steps/index.md", "legal-steps", "en", DAY),
        ("_posts/2022-03-30-legal-steps.markdown", "legal-steps", "", DAY),
        ("2022/03/30/legal-steps.ka.md", "legal-steps", "ka", DAY),
        ("img/new/a-en.md", "a-en", "", None),
        ("v1.0.md", "v1.0", "", None),
        ("2022-13-45-x.md", "2022-13-45-x", "", None),
    ],
)
def test_a_path_says_key_language_and_date(path: str, key: str, language: str, date: datetime.date | None) -> None:
    name = read_path(path)
    assert (name.key, name.language, name.date) == (key, language, date)


def test_the_front_matter_goes_before_the_path(tmp_path: Path) -> None:
    (article,), _ = read(tmp_path, {"ka/2020-01-01-x.ru.md": HEAD + "x"})
    assert (article.language, article.date, article.key) == ("en", DAY, "x")


def test_the_default_language_comes_last(tmp_path: Path) -> None:
    (article,), findings = read(tmp_path, {"2022-03-30-x.md": "---\ntitle: T\n---\nx"}, default_language="ka")
    assert (article.language, findings) == ("ka", ())


def test_some_files_are_no_articles(tmp_path: Path) -> None:
    names = [
        ".hidden.md",
        ".git/a.md",
        "README.md",
        "readme.en.md",
        "en/_index.md",
        "_index.ka.md",
        "a.txt",
        "a.md.bak",
    ]
    assert read(tmp_path, dict.fromkeys(names, "no front matter")) == ((), ())


def test_articles_come_by_path_and_the_clock_is_no_input(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = dict.fromkeys(("b.md", "a/z.md", "a.md"), HEAD + "x")
    articles, _ = read(tmp_path, files)
    assert [article.path for article in articles] == ["a.md", "a/z.md", "b.md"]
    assert read_folder(tmp_path)[0] == articles


def test_line_endings_and_a_byte_order_mark_do_not_matter(tmp_path: Path) -> None:
    plain = HEAD + "a\n\nb\n"
    articles, findings = read(tmp_path, {"a.md": b"\xef\xbb\xbf" + plain.replace("\n", "\r\n").encode()})
    assert (articles[0].text, articles[0].text_line, findings) == ("a\n\nb\n", 6, ())


@pytest.mark.parametrize(
    ("source", "code", "line"),
    [
        (b"---\ntitle: \xff\n---\n", "not-utf-8", 2),
        ("no front matter", "front-matter-missing", 1),
        ("", "front-matter-missing", 1),
        ("---\ntitle: T\n", "front-matter-broken", 1),
        ("---\ntitle: T\ndate: 2022-03-30\nauthors: a: b\n---\nx", "front-matter-broken", 4),
        ("---\ntitle: T\n\tlang: en\n---\nx", "front-matter-broken", 3),
        ("---\n- a\n- b\n---\nx", "front-matter-broken", 2),
        ("---\ntitle: !!python/object/apply:os.system [ls]\n---\nx", "missing-title", 1),
        ("---\na: &a [x]\nb: [*a, *a]\n---\nx", "front-matter-broken", 3),
        ("---\na: " + "[" * 200 + "]" * 200 + "\n---\nx", "front-matter-broken", 2),
        ("+++\ntitle = T\n+++\nx", "front-matter-broken", 2),
        ("+++\na = " + "[" * 5000 + "]" * 5000 + "\n+++\nx", "front-matter-broken", 1),
        ("---\ntitle: T\ndate: 2022-03-30\ntitle: U\n---\nx", "duplicate-front-matter-key", 4),
        ('+++\ntitle = "T"\ntitle = "U"\n+++\nx', "duplicate-front-matter-key", 3),
        (HEAD.replace("lang: en", "lang: en\nauthors: [[a]]") + "x", "bad-value", 5),
        (HEAD.replace("lang: en", "lang: en\nrelated: [{title: x}]") + "x", "bad-value", 5),
        (HEAD.replace("lang: en", "lang: en\ndraft: maybe") + "x", "bad-value", 5),
        (HEAD.replace("title: T\n", "") + "x", "missing-title", 1),
        (HEAD.replace("title: T", "title:\n  a: b") + "x", "bad-value", 2),
        (HEAD.replace("date: 2022-03-30\n", "") + "x", "missing-date", 1),
        (HEAD.replace("2022-03-30", "30 March") + "x", "bad-date", 3),
        (HEAD.replace("2022-03-30", "2022-02-30") + "x", "bad-date", 3),
        (HEAD.replace("lang: en\n", "") + "x", "unknown-language", 1),
        (HEAD.replace("lang: en", "lang: klingonese") + "x", "unknown-language", 4),
        (HEAD.replace("lang: en", "lang: en\ntitel: x") + "x", "near-miss-key", 5),
        (HEAD.replace("lang: en", "lang: en\ndraft: true") + "x", "draft", 0),
        (HEAD.replace("lang: en", "lang: en\npublished: false") + "x", "draft", 0),
        (HEAD + " \n", "empty-article", 6),
        (HEAD.replace("title: T", 'title: "a\\x01b"') + "x", "control-character", 2),
        (HEAD.replace("title: T", "title: a\x07b") + "x", "control-character", 2),
        ("---\ntitle: T\nx: " + "a" * 1_000_001 + "\n---\nx", "file-too-large", 1),
    ],
)
def test_what_is_wrong_is_a_finding_with_its_line(tmp_path: Path, source: str | bytes, code: str, line: int) -> None:
    _, findings = read(tmp_path, {"a.md": source})
    assert (code, line) in [(finding.code, finding.line) for finding in findings]
    assert {finding.file for finding in findings} == {"a.md"}


def test_bad_related_entries_do_not_lose_the_article(tmp_path: Path) -> None:
    source = HEAD.replace("lang: en", "lang: en\nrelated: [good, [bad], {key: k, seen: never}]")
    (article,), findings = read(tmp_path, {"a.md": source + "x"})
    assert [link.target for link in article.related] == ["good", "k"]
    assert codes(findings) == ["bad-value", "bad-value"]


@pytest.mark.parametrize(
    ("written", "mended"),
    [
        ("https://e.org/a b", "https://e.org/a%20b"),
        ("https://e.org/a[1]?q=[2]", "https://e.org/a%5B1%5D?q=%5B2%5D"),
        ("HTTPS://E.org/часть", "https://e.org/%D1%87%D0%B0%D1%81%D1%82%D1%8C"),
        ("https://e.org/%20a", "https://e.org/%20a"),
    ],
)
def test_addresses_are_repaired(tmp_path: Path, written: str, mended: str) -> None:
    lines = f'lang: en\nsource: "{written}"\nrelated: ["{written}", {{url: "{written}", title: X}}]'
    (article,), findings = read(tmp_path, {"a.md": HEAD.replace("lang: en", lines) + "x"})
    assert (article.source, findings) == (mended, ())
    assert article.related == (RelatedLink(mended, line=6), RelatedLink(mended, "X", line=6))


@pytest.mark.parametrize(
    "broken", ["https://", "http://[broken", "http://ex ample/", "http://a..b/", "http://e.org:x/"]
)
def test_an_address_beyond_repairing_is_dropped_and_its_words_stay(tmp_path: Path, broken: str) -> None:
    lines = f'lang: en\nsource: "{broken}"\nrelated:\n  - "{broken}"\n  - {{url: "{broken}", title: X}}'
    (article,), findings = read(tmp_path, {"a.md": HEAD.replace("lang: en", lines) + "x"})
    assert codes(findings) == ["bad-value"] * 3
    assert sorted(finding.line for finding in findings) == [5, 7, 8]
    assert article.source == ""
    assert [link.title for link in article.related] == [broken, "X"]
    assert not any(link.target.startswith("http") for link in article.related)


def test_a_source_that_is_no_web_address_stays_as_written(tmp_path: Path) -> None:
    (article,), findings = read(tmp_path, {"a.md": HEAD.replace("lang: en", "lang: en\nsource: a/b c.html") + "x"})
    assert (article.source, findings) == ("a/b c.html", ())


def test_control_characters_are_left_out(tmp_path: Path) -> None:
    (article,), findings = read(tmp_path, {"a.md": HEAD.replace("title: T", "title: a\x07b") + "x"})
    assert (article.title, codes(findings)) == ("ab", ["control-character"])


def test_two_files_with_the_same_key_and_language(tmp_path: Path) -> None:
    articles, findings = read(tmp_path, {"x/a.md": HEAD + "1", "y/a.md": HEAD + "2", "z/a.ka.md": HEAD + "3"})
    assert [article.path for article in articles] == ["x/a.md"]
    assert codes(findings) == ["duplicate-article"] * 2
    assert findings[0].file == "y/a.md"
    assert "x/a.md" in findings[0].message


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "a.md").write_text(HEAD + "x")
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "b.md").symlink_to(outside / "a.md")
    (inside / "c").symlink_to(outside)
    articles, findings = read_folder(inside)
    assert (articles, codes(findings)) == ((), ["outside-archive", "outside-archive"])


def test_what_is_not_a_readable_file_is_a_finding(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "gone.md").symlink_to(tmp_path / "nowhere")
    _, findings = read_folder(tmp_path)
    assert codes(findings) == ["unreadable-file", "unreadable-file"]


@pytest.mark.slow
def test_a_text_beyond_the_limit_is_an_error(tmp_path: Path) -> None:
    articles, findings = read(tmp_path, {"a.md": HEAD + "x" * 50_000_001})
    assert (articles, codes(findings)) == ((), ["file-too-large"])


def test_no_folder_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        read_folder(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("key", "near"),
    [("titel", "title"), ("auhtors", "authors"), ("tag", "tags"), ("Title", "title"), ("relatd", "related")]
    + [(key, "") for key in ("kind", "layout", "slug", "permalink", "image", "weight", "licence", "license")]
    + [(key, "") for key in ("direction", "type", "name", "data", "lastmod", "url", "aliases", "menu", "toc", "id")],
)
def test_near_misses(key: str, near: str) -> None:
    assert nearest_key(key) == near


@pytest.mark.parametrize(
    "written",
    ["2022-03-30", "2022-3-30", "2022-03-30 10:00", "2022-03-30T10:00:00.5Z", "2022-03-30 10:00:00 +0400"],
)
def test_dates(written: str) -> None:
    assert parse_date(written) == DAY


@given(st.text(max_size=300))
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_front_matter_raises(tmp_path: Path, text: str) -> None:
    for fence in ("---", "+++"):
        source = f"{fence}\n{text}\n{fence}\nx"
        _, findings = read(tmp_path, {"a.md": source.encode("utf-8", "surrogatepass")})
        assert all(finding.line <= source.count("\n") + source.count("\r") + 1 for finding in findings)


@given(st.dictionaries(st.sampled_from(["title", "lang", "key", "tags", "related", "authors", "x"]), st.text()))
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_value_raises(tmp_path: Path, values: dict[str, str]) -> None:
    lines = [f"{key}: {ascii(value)[1:-1]!r}" for key, value in values.items()]
    read(tmp_path, {"2022-01-01-a.en.md": "\n".join(["---", *lines, "---", "x"])})


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ('title: "Changes to `i128` layout"', "title"),
        ("title: A **bold** step", "title"),
        ('title: "<em>The</em> river"', "title"),
        ('title: T\nauthor: "[Nino Example](https://x.example)"', "authors"),
        ("title: T\nauthors:\n  - name: _Nino_ Example", "authors"),
        ("title: T\ndescription: H~2~O", "description"),
        ("title: The law $x^2$", "title"),
    ],
)
def test_marks_in_plain_text_are_reported(tmp_path: Path, line: str, key: str) -> None:
    _, findings = read(tmp_path, {"a.md": f"---\n{line}\ndate: 2022-03-30\nlang: en\n---\nx"})
    assert [(each.code, each.message.partition(" is ")[0]) for each in findings] == [
        ("marks-in-plain-text", f"`{key}`")
    ]


@pytest.mark.parametrize(
    "title",
    [
        "snake_case_name",
        "C* and B*",
        "'[Review] The film'",
        "5 < 6 > 4",
        "2 * 3 * 4",
        "'`'",
        "5~10",
        "a <height>",
        "From $5 to $10",
    ],
)
def test_titles_without_marks_are_not_reported(tmp_path: Path, title: str) -> None:
    assert read(tmp_path, {"a.md": f"---\ntitle: {title}\ndate: 2022-03-30\nlang: en\n---\nx"})[1] == ()
