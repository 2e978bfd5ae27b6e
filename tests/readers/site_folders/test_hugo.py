import datetime
from pathlib import Path

import pytest

from tests.readers.site_folders.making import hugo, site

HEAD = "---\ntitle: T\ndate: 2022-03-30\n---\nText.\n"


def test_a_post_is_an_article(tmp_path: Path) -> None:
    head = 'lastmod = 2022-04-01T10:00:00Z\nauthors = ["a", "b"]\ntags = ["x y"]\naliases = ["/old"]\n'
    article = hugo(tmp_path, "Text.\n", "", head).one()
    assert article.text == "Text.\n"
    assert (article.title, article.language, article.date) == ("A post", "en", datetime.date(2022, 3, 30))
    assert article.updated == datetime.date(2022, 4, 1)
    assert (article.authors, article.tags, article.slug) == (("a", "b"), ("x y",), "a-post")
    assert article.extra == {"aliases": ["/old"]}
    assert article.source == "https://example.org/posts/a-post/"


@pytest.mark.parametrize(
    ("config", "head", "address"),
    [
        ("", 'slug = "s"\n', "/posts/s/"),
        ("", 'url = "/u/x.html"\n', "/u/x.html"),
        ("uglyURLs = true\n", "", "/posts/a-post.html"),
        ('[permalinks]\nposts = "/:year/:month/:title/"\n', "", "/2022/03/a-post/"),
        ('[permalinks.page]\nposts = "/:section/:slugorfilename/"\n', "", "/posts/a-post/"),
        ('[permalinks]\nposts = "/:weekday/"\n', "", ""),
        ("defaultContentLanguageInSubdir = true\n[languages.en]\n", "", "/en/posts/a-post/"),
    ],
)
def test_the_address_follows_the_settings(tmp_path: Path, config: str, head: str, address: str) -> None:
    base = 'baseURL = "https://example.org/site/"\ndefaultContentLanguage = "en"\n'
    article = hugo(tmp_path, "x", base + config, head).one()
    assert article.source == (f"https://example.org/site{address}" if address else "")


def test_translations_by_file_name_folder_and_key(tmp_path: Path) -> None:
    config = """
baseURL = "https://example.org"
defaultContentLanguage = "en"
[languages.en]
[languages.ge]
languageCode = "ka-GE"
[languages.ru]
contentDir = "content-ru"
"""
    files = {
        "config.toml": config,
        "content/posts/a.md": HEAD,
        "content/posts/a.ge.md": HEAD,
        "content-ru/posts/a.md": HEAD,
        "content/posts/b/index.md": HEAD,
        "content/posts/b/index.ge.md": HEAD,
        "content/posts/b/notes.md": "a resource",
        "content/posts/c.md": HEAD.replace("---\nText", "translationKey: k\n---\nText"),
        "content-ru/posts/d.md": HEAD.replace("---\nText", "translationKey: k\n---\nText"),
        "content/posts/_index.md": HEAD,
        "content/posts/asp.net.md": HEAD,
    }
    found = site(tmp_path, files)
    read = {path: (each.language, each.group) for path, each in found.articles.items()}
    assert read == {
        "content/posts/a.md": ("en", "posts/a"),
        "content/posts/a.ge.md": ("ka-GE", "posts/a"),
        "content-ru/posts/a.md": ("ru", "posts/a"),
        "content/posts/b/index.md": ("en", "posts/b"),
        "content/posts/b/index.ge.md": ("ka-GE", "posts/b"),
        "content/posts/c.md": ("en", "k"),
        "content-ru/posts/d.md": ("ru", "k"),
        "content/posts/asp.net.md": ("en", "posts/asp.net"),
    }
    assert found.articles["content/posts/b/index.md"].slug == "b"
    assert found.articles["content/posts/a.ge.md"].source == "https://example.org/ge/posts/a/"
    assert len(found.told("import-left-out")) == 2


def test_what_is_not_published_is_left_out(tmp_path: Path) -> None:
    files = {
        "hugo.yaml": "languageCode: en\n",
        "content/about.md": "---\ntitle: About\n---\n",
        "content/posts/a.md": HEAD.replace("title: T", "title: T\ndraft: true"),
        "content/posts/b.md": HEAD.replace("title: T", "title: T\npublishDate: 2030-01-01"),
        "content/posts/c.md": HEAD.replace("title: T", "title: T\nexpiryDate: 2023-01-01"),
        "content/posts/d.md": HEAD.replace("title: T", "title: T\n_build: {render: never}"),
        "content/posts/e.md": "---\ntitle: No date\n---\n",
        "themes/x/content/f.md": HEAD,
    }
    found = site(tmp_path, files)
    assert list(found.articles) == ["content/posts/c.md", "content/about.md", "content/posts/e.md"]
    undated = {path: each.is_lone for path, each in found.articles.items() if each.date is None}
    assert undated == {"content/about.md": True, "content/posts/e.md": False}
    assert len(found.told("import-left-out")) == 3
    assert "expiryDate: 2023-01-01" in found.told("import-guessed")[0]


def test_settings_may_be_a_folder(tmp_path: Path) -> None:
    files = {
        "config/_default/hugo.toml": 'baseURL = "https://e.org"\n',
        "config/_default/languages.yaml": "en: &x {}\nka: *x\n",
        "config/_default/module-template.yaml": "{{ not yaml }}",
        "content/p/a.ka.md": HEAD,
    }
    article = site(tmp_path, files).one()
    assert (article.language, article.source) == ("ka", "https://e.org/ka/p/a/")


def test_a_zola_site_is_read_without_addresses(tmp_path: Path) -> None:
    head = '+++\ntitle = "Z"\ndate = 2022-03-30\n[taxonomies]\ntags = ["t"]\n[extra]\na = 1\n+++\nText'
    config = 'base_url = "https://z.org"\ndefault_language = "en"\n[languages.ka]\n'
    found = site(tmp_path, {"config.toml": config, "content/blog/a.md": head, "content/blog/a.ka.md": head})
    first, second = found.articles.values()
    assert (first.language, second.language, first.group) == ("ka", "en", second.group)
    assert (first.tags, first.source, first.extra) == (("t",), "", {"extra": {"a": 1}})


def test_what_is_not_a_address_and_no_list_of_languages_is_kept_as_it_is(tmp_path: Path) -> None:
    head = 'publishDate = 2022-03-31\nsource = "Reuters"\n[translations]\nka = "/ka/"\n'
    assert hugo(tmp_path, "x", "", head).one().extra == {
        "publishDate": "2022-03-31",
        "source": "Reuters",
        "translations": {"ka": "/ka/"},
    }


@pytest.mark.parametrize(
    ("lang", "written", "address"),
    [
        ("en", '{{< ref "b" >}}', "/posts/b/"),
        ("ka", '{{< ref "b" >}}', "/ka/posts/b/"),
        ("ru", '{{< ref "b.md" >}}', "/ru/posts/b/"),
        ("en", '{{< relref path="b" lang="ru" >}}', "/ru/posts/b/"),
        ("en", '{{< ref path="b" lang="fr" >}}', ""),
    ],
)
def test_a_reference_leads_to_the_page_in_its_language(tmp_path: Path, lang: str, written: str, address: str) -> None:
    config = (
        'baseURL = "https://e.org"\ndefaultContentLanguage = "en"\n[languages.en]\n[languages.ka]\n[languages.ru]\n'
    )
    name = "a.md" if lang == "en" else f"a.{lang}.md"
    others = {f"content/posts/b{code}.md": HEAD for code in ("", ".ka", ".ru")}
    found = site(tmp_path, {"hugo.toml": config, f"content/posts/{name}": HEAD.replace("Text.", written), **others})
    text = found.articles[f"content/posts/{name}"].text
    assert text == (f"<https://e.org{address}>\n" if address else f"{written}\n")


def test_what_a_section_gives_to_its_pages_counts_where_they_do_not_say_it(tmp_path: Path) -> None:
    index = "---\ntitle: S\ncascade:\n  authors: [%s]\n  tags: [x]\n---\n"
    targets = (
        "---\ncascade:\n- target: {path: '/t/**', lang: ka}\n  draft: true\n- target: {path: '*'}\n  draft: true\n---\n"
    )
    files = {
        "hugo.toml": 'defaultContentLanguage = "en"\n[languages.en]\n[languages.ka]\n[cascade]\nsection = "All"\n',
        "content/_index.md": index % "A",
        "content/p/_index.md": index % "B",
        "content/p/one.md": HEAD,
        "content/p/two.md": HEAD.replace("title: T", "title: T\nauthors: [C]\nsection: S"),
        "content/t/_index.md": targets,
        "content/t/one.md": HEAD,
        "content/t/one.ka.md": HEAD,
    }
    found = site(tmp_path, files)
    read = {path: (each.authors, each.tags, each.section) for path, each in found.articles.items()}
    assert read == {
        "content/p/one.md": (("B",), ("x",), "All"),
        "content/p/two.md": (("C",), ("x",), "S"),
        "content/t/one.md": (("A",), ("x",), "All"),
    }
    assert not any(each.extra for each in found.articles.values())
    assert found.told("import-left-out") == [
        "'T' is a draft",
        *["a page that lists a section"] * 3,
        "a part of its `cascade` has an unsupported target",
    ]


DAY = datetime.date(2020, 7, 27)


@pytest.mark.parametrize(
    ("file", "head", "day", "origin"),
    [
        ("the-mill.md", "url: /2020/07/27/the-mill/", DAY, "`url` in the front matter"),
        ("posts/the-mill.md", "slug: 2020-07-27-the-mill", DAY, "`slug` in the front matter"),
        ("posts/the-mill.md", "aliases: [/old/, /2020/07/27/x/]", DAY, "`aliases` in the front matter"),
        ("posts/the-mill.md", "canonicalURL: https://e.org/2020/07/27/x", DAY, "`canonicalURL` in the front matter"),
        ("2020/07/27/the-mill.md", "x: y", DAY, "the path of the file"),
        ("posts/2020-07-27-the-mill/index.md", "x: y", DAY, "the path of the file"),
        (
            "posts/2020-07-27-the-mill.md", "url: /2020/07/28/x/", DAY,
            "the path of the file; `url` has 2020-07-28",
        ),
        ("posts/the-mill.md", "aliases: [/2020/07/26/x/, /2020/07/27/x/]", None, ""),
        ("posts/the-mill.md", "url: /2020/07/the-mill/", None, ""),
        ("posts/the-mill.md", "url: /:year/:month/:day/x/", None, ""),
        ("posts/the-mill.md", "date: 2020-07-27\nurl: /2019/01/01/x/", DAY, ""),
    ],
)  # fmt: skip
def test_a_date_stands_in_addresses_and_paths_too(
    tmp_path: Path, file: str, head: str, day: datetime.date | None, origin: str
) -> None:
    text = f"---\ntitle: T\nlang: en\n{head}\n---\nText.\n"
    found = site(tmp_path, {"hugo.toml": "", f"content/{file}": text})
    assert found.one().date == day
    assert found.told("import-guessed") == ([f"the date {day}, from {origin}"] if origin else [])


def test_without_a_key_the_language_of_the_site_is_english(tmp_path: Path) -> None:
    head = "---\ntitle: T\ndate: 2022-03-30\n---\n"
    georgian = "ძველი ხიდი მდინარეზე ისევ გაიხსნა."
    files = {"hugo.toml": "", "content/a.md": f"{head}Text.\n", "content/b.md": f"{head}{georgian}\n"}
    found = site(tmp_path, files).articles
    assert [each.language for each in found.values()] == ["en", "ka"]


def test_the_path_of_a_zola_page_is_its_address_name_and_date(tmp_path: Path) -> None:
    text = '+++\npath = "2020/07/27/the old mill"\ntitle = "The mill"\n+++\nText.\n'
    article = site(tmp_path, {"config.toml": 'base_url = "https://z.org/b"\n', "content/m.md": text}).one()
    assert (article.source, article.date) == ("https://z.org/b/2020/07/27/the%20old%20mill/", DAY)
    assert article.slug == "the old mill"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ('{{ youtube(id="abc", autoplay=true) }}', "<https://www.youtube.com/watch?v=abc>"),
        ('{{ vimeo(id="12") }}', "<https://vimeo.com/12>"),
        ('{{ figure(src="a.png", alt="A", caption="C") }}', '![A](a.png "C")'),
        ("{{ own(x=1) }}", "{{ own(x=1) }}"),
        ("{{ page.title }}", "{{ page.title }}"),
    ],
)
def test_shortcodes_of_zola(tmp_path: Path, written: str, read: str) -> None:
    text = f'+++\ntitle = "T"\ndate = 2020-07-27\n+++\n{written}\n'
    files = {"config.toml": 'base_url = "https://z.org"\n', "content/m.md": text}
    assert site(tmp_path, files).one().text == f"{read}\n"
