import datetime
from pathlib import Path

import pytest

from archivist.reader_api.found import FoundRelated
from tests.readers.site_folders.making import jekyll, site

HEAD = "---\ntitle: T\n---\nText.\n"


def test_a_post_is_an_article(tmp_path: Path) -> None:
    head = """date: 2022-03-30 10:00:00 +0400
lang: ka
slug: first
categories: politics history
tags: a b
author: nino
excerpt: What
  it says.
related: [other, {url: "https://example.org/x", title: X}, A title]
last_modified_at: 2022-04-02
weight: 3
redirect_from: [/old/]
"""
    authors = "nino: {name: Nino Example}\n"
    found = jekyll(tmp_path, "Text.\n\n[a](b)\n", "", head, others={"_data/authors.yml": authors})
    article = found.one()
    assert article.title == "A post"
    assert article.text == "Text.\n\n[a](b)\n"
    assert article.plain == ""
    assert (article.date, article.published_at) == (datetime.date(2022, 3, 30), "2022-03-30T10:00:00+04:00")
    assert article.updated == datetime.date(2022, 4, 2)
    assert (article.language, article.slug, article.section) == ("ka", "first", "politics")
    assert article.tags == ("a", "b")
    assert article.authors == ("Nino Example",)
    assert article.description == "What it says."
    assert article.related == (
        FoundRelated(address="other"),
        FoundRelated("X", "https://example.org/x"),
        FoundRelated(title="A title"),
    )
    assert article.extra == {"weight": 3, "redirect_from": ["/old/"]}
    assert article.source == ""  # the day in the site's zone is not known


@pytest.mark.parametrize(
    ("config", "head", "address"),
    [
        ("", "", "/2022/03/30/a-post.html"),
        ("permalink: pretty", "", "/2022/03/30/a-post/"),
        ("permalink: ordinal", "", "/2022/089/a-post.html"),
        ("permalink: none", "categories: [News, b c]\n", "/news/b%20c/a-post.html"),
        ("permalink: /:categories/:i_day.:i_month.:short_year/:title/", "category: x\n", "/x/30.3.22/a-post/"),
        ("permalink: /blog/:slug", "slug: A Slug!\n", "/blog/a-slug"),
        ("permalink: /:hour/:title", "", ""),
        ("permalink: weekdate", "", ""),
        ("", "permalink: /one/two/\n", "/one/two/"),
        ("", "date: 2022-03-30 23:30:00 +0000\n", ""),
        ("timezone: Asia/Tbilisi", "date: 2022-03-30 23:30:00 +0000\n", "/2022/03/31/a-post.html"),
        ("permalink: /:title", "date: 2022-03-30 23:30:00 +0000\n", "/a-post"),
        ("defaults: [{scope: {path: '', type: posts}, values: {permalink: '/d/:title'}}]", "", "/d/a-post"),
    ],
)
def test_the_address_is_that_of_the_permalink(tmp_path: Path, config: str, head: str, address: str) -> None:
    article = jekyll(tmp_path, "x", f"url: https://example.org\nbaseurl: /news/\nlang: en\n{config}\n", head).one()
    assert article.source == (f"https://example.org/news{address}" if address else "")


def test_without_the_address_of_the_site_there_is_none(tmp_path: Path) -> None:
    assert jekyll(tmp_path, "x", "lang: en\n").one().source == ""


def test_default_values_count_by_their_path(tmp_path: Path) -> None:
    config = """
defaults:
  - {scope: {path: _posts/ka}, values: {lang: ka, author: A}}
  - {scope: {path: ""}, values: {lang: en, layout: post, author: B}}
  - {scope: {path: "", type: pages}, values: {lang: ru}}
"""
    files = {"_config.yml": config, "_posts/ka/2022-01-01-a.md": HEAD.replace("title: T", "title: A")}
    files["_posts/2022-01-02-b.md"] = HEAD.replace("title: T", "title: B")
    found = site(tmp_path, {**files, "page.md": "---\ntitle: P\ndate: 2022-01-03\n---\n"})
    given = {article.title: (article.language, article.authors) for article in found.articles.values()}
    assert given == {"B": ("en", ("B",)), "A": ("ka", ("A",)), "P": ("ru", ("B",))}
    assert not any(article.extra for article in found.articles.values())


def test_drafts_and_what_is_to_come_are_left_out(tmp_path: Path) -> None:
    files = {
        "_config.yml": "lang: en\n",
        "_drafts/a.md": HEAD,
        "_posts/2022-01-01-b.md": "---\ntitle: B\npublished: false\n---\n",
        "_posts/2022-01-01-c.md": "---\ntitle: C\ndraft: true\n---\n",
        "_posts/2031-01-01-d.md": HEAD,
        "_posts/2022-01-01-e.md": HEAD,
        "_posts/2022-01-01-f.md": "no front matter",
        "about.md": HEAD,
        "README.md": "x",
        "_site/x.md": HEAD,
        "vendor/x.md": HEAD,
        "_posts/2022-01-01-g.textile": "x",
    }
    found = site(tmp_path, files)
    assert list(found.articles) == ["_posts/2022-01-01-e.md"]
    assert len(found.told("import-left-out")) == 6
    assert len(found.told("import-undated")) == 1
    assert "'C' is a draft" in found.told("import-left-out")
    assert found.told("import-unreadable") == [".textile articles are not supported"]
    wished = site(tmp_path, {}, drafts=True)
    assert len(wished.articles) == 5
    assert wished.articles["_drafts/a.md"].date is None
    drafts = {path.rpartition("-")[2]: article.extra.get("draft", False) for path, article in wished.articles.items()}
    assert drafts == {"_drafts/a.md": True, "b.md": True, "c.md": True, "d.md": True, "e.md": False}
    assert not any(article.source for article in wished.articles.values() if article.extra)


def test_collections_that_make_pages_are_read(tmp_path: Path) -> None:
    config = "lang: en\ncollections:\n  texts: {output: true, permalink: /t/:name/}\n  people: {}\nurl: https://e.org\n"
    found = site(tmp_path, {"_config.yml": config, "_texts/one.md": HEAD, "_people/two.md": HEAD})
    assert {path: article.source for path, article in found.articles.items()} == {
        "_texts/one.md": "https://e.org/t/one/"
    }
    assert "makes no pages" in found.told("import-left-out")[0]


@pytest.mark.parametrize(
    ("config", "address"),
    [
        ("", "/texts/2021/one.html"),
        ("permalink: pretty", "/texts/2021/one/"),
        ("permalink: /:title/", "/texts/2021/one/"),
        ("permalink: /:title", "/texts/2021/one"),
    ],
)
def test_the_path_of_a_collection_is_from_its_own_folder(tmp_path: Path, config: str, address: str) -> None:
    settings = f"lang: en\nurl: https://e.org\ncollections: {{texts: {{output: true}}}}\n{config}\n"
    assert (
        site(tmp_path, {"_config.yml": settings, "_texts/2021/one.md": HEAD}).one().source == f"https://e.org{address}"
    )


def test_a_post_is_found_by_its_folder_and_name(tmp_path: Path) -> None:
    files = {"news/_posts/2021-02-01-a.md": HEAD, "_posts/2021-02-02-b.md": HEAD + "{% post_url news/2021-02-01-a %}"}
    found = site(tmp_path, {"_config.yml": "lang: en\nurl: https://e.org\n", **files})
    assert "https://e.org/news/2021/02/01/a.html" in found.articles["_posts/2021-02-02-b.md"].text


def test_posts_of_the_plug_in_for_several_languages_are_read(tmp_path: Path) -> None:
    files = {f"_i18n/{code}/_posts/2018-01-01-one.md": HEAD for code in ("ru", "ka")}
    config = 'languages: ["ru", "ka"]\nurl: https://e.org\n'
    found = site(tmp_path, {"_config.yml": config, "_i18n/ru.yml": "a: b", "_i18n/ka/about.md": "x", **files})
    read = {each.language: (each.group, each.section, each.source) for each in found.articles.values()}
    assert read == {
        "ru": ("_i18n/_posts/2018-01-01-one", "", "https://e.org/2018/01/01/one.html"),
        "ka": ("_i18n/_posts/2018-01-01-one", "", ""),
    }


def test_translations_share_a_group(tmp_path: Path) -> None:
    files = {
        "_config.yml": "languages: [en, ka]\ndefault_lang: en\nurl: https://example.org\n",
        "_posts/2022-01-01-a.md": "---\ntitle: A\npage_id: x\n---\n",
        "_posts/2022-01-02-b.md": "---\ntitle: B\nlang: ka\npage_id: x\n---\n",
        "_posts/2022-01-03-c.md": "---\ntitle: C\npermalink: /c/\n---\n",
        "_posts/2022-01-04-d.md": "---\ntitle: D\nlang: ka\npermalink: /ka/c/\n---\n",
        "_posts/2022-01-05-e.md": HEAD,
        "_posts/ka/2022-01-05-e.md": HEAD,
        "ka/_posts/2022-01-06-f.md": HEAD,
        "en/_posts/2022-01-06-f.md": HEAD,
    }
    articles = site(tmp_path, files).articles
    found = {path.rpartition("/")[2] + article.language: article.group for path, article in articles.items()}
    assert found["2022-01-01-a.mden"] == found["2022-01-02-b.mdka"] == "x"
    assert found["2022-01-05-e.mden"] == found["2022-01-05-e.mdka"]
    assert found["2022-01-06-f.mden"] == found["2022-01-06-f.mdka"]
    groups = {each.title: each.group for each in articles.values()}
    assert groups["C"] == groups["D"] or groups["D"] == "ka/c"
    assert articles["_posts/ka/2022-01-05-e.md"].source == ""


def test_a_language_the_site_does_not_declare_is_a_guess(tmp_path: Path) -> None:
    found = site(tmp_path, {"_config.yml": "", "_posts/de/2022-01-01-a.md": HEAD})
    assert found.one().language == "de"
    assert found.told("import-guessed") == ["the language de, from `de` in the path"]


def test_the_language_of_the_words_is_a_guess(tmp_path: Path) -> None:
    text = "ეს არის ქართული ტექსტი, რომელიც საკმარისად გრძელია."
    found = site(tmp_path, {"_config.yml": "", "_posts/2022-01-01-a.md": f"---\ntitle: T\n---\n{text}"})
    assert found.one().language == "ka"
    assert found.told("import-guessed")
    assert site(tmp_path, {}, language="ka").one().language == ""  # the user said it


def test_a_missing_title_is_the_first_heading_or_the_name(tmp_path: Path) -> None:
    files = {"_config.yml": "lang: en", "_posts/2022-01-01-a.md": "---\nx: 1\n---\n\n# The *title* #\n\nText {{ x }}\n"}
    found = site(tmp_path, {**files, "_posts/2022-01-02-two-words.md": "---\nx: 1\n---\nText"})
    first, second = found.articles.values()
    assert (first.title, first.text) == ("The title", "\nText {{ x }}\n")
    assert second.title == "Two Words"
    assert [each.line for each in first.remarks if each.code == "import-markup"] == [7]


def test_a_title_is_taken_without_its_marks(tmp_path: Path) -> None:
    titles = {
        "Changes to `i128` layout": "Changes to i128 layout",
        "A *b* [c](https://x.example)": "A b c",
        "2 * 3 * 4 of snake_case": "2 * 3 * 4 of snake_case",
    }
    posts = {f"_posts/2022-01-0{n}-a.md": f"---\ntitle: '{title}'\n---\nText" for n, title in enumerate(titles, 1)}
    found = site(tmp_path, {"_config.yml": "lang: en", **posts})
    assert [each.title for each in found.articles.values()] == list(titles.values())
    assert found.told("import-repaired")[0] == (
        "the title is 'Changes to i128 layout', without the markup of 'Changes to `i128` layout'"
    )


def test_the_author_of_the_settings_is_a_guess(tmp_path: Path) -> None:
    found = jekyll(tmp_path, "x", "lang: en\nauthor: {name: N}\n")
    assert found.one().authors == ("N",)
    assert found.told("import-guessed") == ["the author 'N', from the settings of the site"]


def test_broken_settings_and_articles_are_reported_and_the_others_read(tmp_path: Path) -> None:
    files = {"_config.yml": "a: [", "_posts/2022-01-01-a.md": "---\na: [\n---\n", "_posts/2022-01-02-b.md": HEAD}
    found = site(tmp_path, files)
    assert list(found.articles) == ["_posts/2022-01-02-b.md"]
    assert [(each.file.rpartition("/")[2], bool(each.line)) for each in found.findings] == [
        ("_config.yml", True),
        ("2022-01-01-a.md", True),
    ]


def test_two_files_with_one_key_and_language_are_both_found(tmp_path: Path) -> None:
    head = "---\ntitle: T\nlang: en\ntranslation_key: k\n---\n"
    found = site(tmp_path, {"_config.yml": "", "_posts/2022-01-01-a.md": head, "_posts/2022-01-02-b.md": head})
    assert [article.group for article in found.articles.values()] == ["k", "k"]


def test_an_address_of_the_site_that_is_none_does_no_harm(tmp_path: Path) -> None:
    assert jekyll(tmp_path, "Words.", "url: https://[::1\n").one().source == ""


@pytest.mark.parametrize(
    ("config", "head"),
    [
        ("", "permalink: /2020/07/27/the-mill/\n"),
        ("", "redirect_from: /2020/07/27/the-mill/\n"),
        ("defaults:\n- scope: {path: ''}\n  values: {permalink: /2020/07/27/the-mill/}\n", ""),
    ],
)
def test_a_page_with_a_date_in_its_address_is_an_article(tmp_path: Path, config: str, head: str) -> None:
    files = {"_config.yml": f"lang: en\n{config}", "mill.md": f"---\ntitle: T\n{head}---\nText.\n"}
    assert site(tmp_path, files).one().date == datetime.date(2020, 7, 27)
