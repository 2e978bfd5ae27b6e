from pathlib import Path

import pytest

from tests.readers.site_folders.making import hugo, jekyll, site, write

PNG: str | bytes = b"PNG"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ('![a](/assets/x.png "t") /assets/x.png', '![a](/images/assets/x.png "t") /assets/x.png'),
        ("![a](/news/assets/x.png)", "![a](/images/assets/x.png)"),
        ("![a]({{ site.baseurl }}/assets/x.png)", "![a](/images/assets/x.png)"),
        ("![a](https://example.org/news/assets/x.png)", "![a](/images/assets/x.png)"),
        ("![a](../assets/x.png)", "![a](/images/assets/x.png)"),
        ("![a](</assets/a b.png>)", "![a](/images/assets/a%20b.png)"),
        ("![a](/assets/a%20b.png)", "![a](/images/assets/a%20b.png)"),
        ("![a][r] [r]\n\n[r]: /assets/x.png 'T'\n", "![a][r] [r]\n\n[r]: /images/assets/x.png 'T'\n"),
        ("![r]\n\n> [r]:\n> /assets/x.png\n", "![r]\n\n> [r]:\n> /images/assets/x.png\n"),
        ("[x]\n\n[x]: /assets/x.png\n", "[x]\n\n[x]: /assets/x.png\n"),
        ("`![a](/assets/x.png)`\n\n    ![a](/assets/x.png)\n", "`![a](/assets/x.png)`\n\n    ![a](/assets/x.png)\n"),
        ("<p><img alt='' src=\"/assets/x.png\"></p>", "<p><img alt='' src=\"/images/assets/x.png\"></p>"),
        ("a <img src=/assets/x.png> b", "a <img src=/images/assets/x.png> b"),
        ("| a | b |\n|---|---|\n| ![a](/assets/x.png) | ![a](/assets/x.png) |",
         "| a | b |\n|---|---|\n| ![a](/images/assets/x.png) | ![a](/images/assets/x.png) |"),
        ("a[^n]\n\n[^n]: ![a](/assets/x.png)", "a[^n]\n\n[^n]: ![a](/images/assets/x.png)"),
        ("^[n ![a](/assets/x.png)]", "^[n ![a](/images/assets/x.png)]"),
        ("-\t![a](/assets/x.png)\n\tb\n", "-\t![a](/images/assets/x.png)\n\tb\n"),
        ("[![a](/assets/x.png)](/assets/x.png)", "[![a](/images/assets/x.png)](/assets/x.png)"),
        ("![a](/assets/x.png?v=1#f)", "![a](/images/assets/x.png)"),
        ("{% include figure.html src='/assets/x.png' %}", "![](/images/assets/x.png)"),
    ],
)  # fmt: skip
def test_the_address_changes_in_its_place_alone(tmp_path: Path, written: str, read: str) -> None:
    found = jekyll(tmp_path, written, others={"assets/x.png": PNG, "assets/a b.png": PNG})
    assert found.one().text == read
    assert not found.told("import-picture")


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("/missing.png", "no such file"),
        ("/assets/text.png", "no picture"),
        ("/link.png", "no such file"),
        ("https://elsewhere.org/x.png", "not fetched"),
        ("//elsewhere.org/x.png", "not fetched"),
        ("x%00.png", "no such file"),
        ("a" * 5000, "no such file"),
    ],
)
def test_a_picture_that_cannot_be_brought_stays_and_is_reported(tmp_path: Path, address: str, why: str) -> None:
    write(tmp_path, {"out.png": PNG, "site/assets/text.png": "text"})
    (tmp_path / "site" / "link.png").symlink_to(tmp_path / "out.png")
    found = jekyll(tmp_path / "site", f"a\n\n![a]({address})\n")
    assert found.one().text == f"a\n\n![a]({address})\n"
    (message,) = found.told("import-picture")
    assert why in message


@pytest.mark.parametrize(
    ("config", "address"),
    [
        ("url: https://example.org\nlang: en\n", "https://example.org/2022/etc/passwd.png"),
        ("lang: en\n", "/etc/passwd.png"),
    ],
)
@pytest.mark.parametrize("suffix", ["md", "html"])
def test_a_missing_picture_does_not_lead_out_of_the_archive(
    tmp_path: Path, config: str, address: str, suffix: str
) -> None:
    text = "![a](../../etc/passwd.png)" if suffix == "md" else '<img alt="a" src="../../etc/passwd.png">'
    config = config + "permalink: /:year/:month/:day/:title.html\n"
    found = site(tmp_path, {"_config.yml": config, f"_posts/2022-03-30-a.{suffix}": f"---\ntitle: T\n---\n{text}\n"})
    assert found.one().text == f"![a]({address})\n"
    assert "no such file" in found.told("import-picture")[0]


def test_a_missing_picture_names_its_line(tmp_path: Path) -> None:
    found = jekyll(tmp_path, "{% comment %}\n\n{% endcomment %}\n\n![a](x.png)\n")
    assert [remark.line for remark in found.one().remarks if remark.code == "import-picture"] == [8]


def test_hugo_has_resources_static_and_assets(tmp_path: Path) -> None:
    head = "---\ntitle: T\ndate: 2022-03-30\nlang: en\n---\n"
    files = {
        "hugo.toml": "",
        "content/p/a/index.md": f"{head}![](r.png) ![](/s.png) ![](/t.png)",
        "content/p/a/r.png": PNG,
        "static/s.png": PNG,
        "assets/t.png": PNG,
    }
    found = site(tmp_path, files)
    assert found.one().text == "![](/images/p/a/r.png) ![](/images/s.png) ![](/images/assets/t.png)"


def test_a_picture_may_be_relative_to_the_address_of_the_page(tmp_path: Path) -> None:
    found = hugo(tmp_path, "![](x.png)", others={"static/posts/a-post/x.png": PNG})
    assert found.one().text == "![](/images/posts/a-post/x.png)"


@pytest.mark.parametrize(
    ("head", "figure"),
    [
        ("image: /assets/x.png\n", "![](/images/assets/x.png)\n\n"),
        ("cover: {image: /assets/x.png, alt: A, caption: C}\n", '![A](/images/assets/x.png "C")\n\n'),
        ("image: /assets/y.png\n", ""),
        ("image: /assets/z.png\n", ""),
        ("image: https://elsewhere.org/x.png\n", ""),
    ],
)
def test_the_picture_of_the_front_matter_is_the_first_figure(tmp_path: Path, head: str, figure: str) -> None:
    files = {"assets/x.png": PNG, "assets/y.png": PNG}
    found = jekyll(tmp_path, "Text ![](../assets/y.png)\n", head=head, others=files)
    assert found.one().text == f"{figure}Text ![](/images/assets/y.png)\n"
    assert bool(found.told("import-guessed")) == bool(figure)
    assert "image" in found.one().extra or "cover" in found.one().extra


def test_pictures_may_lie_in_another_folder(tmp_path: Path) -> None:
    write(tmp_path, {"media/2022/x.png": PNG})
    files = {"site/_config.yml": "", "site/_posts/2022-01-01-a.md": "---\ntitle: T\n---\n![](/2022/x.png)"}
    write(tmp_path, files)
    found = site(tmp_path / "site", {}, media=tmp_path / "media")
    assert found.one().text == "![](/images/2022/x.png)"


HEAD = "---\ntitle: T\ndate: 2022-03-30\n---\n"
BY_FOLDER = "languages: {en: {contentDir: content/en}, fr: {contentDir: content/fr}}\ndefaultContentLanguage: en\n"
BY_NAME = "languages: {en: {}, fr: {staticDir: static-fr}}\ndefaultContentLanguage: en\ntheme: plain\n"


@pytest.mark.parametrize(
    ("config", "files", "written", "picture"),
    [
        (BY_FOLDER, ["content/fr/blog/walk/index.md", "content/en/blog/walk/index.md"], "road.png",
         "content/en/blog/walk/road.png"),
        (BY_FOLDER, ["content/fr/blog/walk/index.md"], "road.png", "content/en/blog/walk/road.png"),
        (BY_FOLDER, ["content/fr/blog/walk/index.md"], "img/road.png", "content/en/blog/walk/img/road.png"),
        (BY_FOLDER, ["content/fr/blog/walk.md"], "../road.png", "content/en/blog/road.png"),
        (BY_FOLDER, ["content/fr/blog/walk.md"], "/fr/blog/road.png", "content/fr/blog/road.png"),
        (BY_NAME, ["content/walk/index.fr.md", "content/walk/index.md"], "road.png", "content/walk/road.fr.png"),
        (BY_NAME, ["content/walk/index.fr.md", "content/walk/index.md"], "road.png", "content/walk/road.en.png"),
        (BY_NAME, ["content/walk/index.fr.md"], "/road.png", "static-fr/road.png"),
        (BY_NAME, ["content/walk/index.fr.md"], "/fr/road.png", "static/road.png"),
        (BY_NAME, ["content/walk/index.fr.md"], "/road.png", "themes/plain/static/road.png"),
        (BY_NAME, ["content/fr/walk/index.md", "content/en/walk/index.md"], "road.png", "content/en/walk/road.png"),
        ("module: {mounts: [{source: pics, target: static/p}]}", ["content/walk.fr.md"], "/road.png", "pics/road.png"),
        ("x: y", ["content/blog/walk.fr.md"], "../road.png", "content/blog/road.png"),
    ],
)  # fmt: skip
def test_a_page_of_hugo_uses_the_pictures_of_its_translations_and_sections(
    tmp_path: Path, config: str, files: list[str], written: str, picture: str
) -> None:
    texts = dict.fromkeys(files, f"{HEAD}![a]({written})\n")
    found = site(tmp_path, {"hugo.yaml": config, **texts, picture: PNG})
    assert found.articles[files[0]].text.startswith("![a](/images/")
    assert not [each for each in found.articles[files[0]].remarks if each.code == "import-picture"]


def test_a_picture_of_the_own_language_is_nearest(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {}
    for code in ("en", "fr"):
        folder = f"content/{code}/walk"
        files |= {f"{folder}/index.md": f"{HEAD}![a](road.png)\n", f"{folder}/road.png": f"PNG {code}".encode()}
    found = site(tmp_path, {"hugo.yaml": BY_FOLDER, **files})
    assert {name[:2]: data for name, data in found.pictures.items()} == {"en": b"PNG en", "fr": b"PNG fr"}


def test_a_translation_does_not_lead_out_of_the_folder(tmp_path: Path) -> None:
    write(tmp_path, {"road.png": PNG})
    files = {"hugo.yaml": BY_FOLDER, "content/fr/walk/index.md": f"{HEAD}![a](../../../../road.png)\n"}
    assert site(tmp_path / "site", files).told("import-picture")
