from pathlib import Path

import pytest

from tests.readers.site_folders.making import hugo


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ('{{< figure src="/a.png" alt="A" caption="C" attr="By D" >}}', '![A](/a.png "C By D")'),
        ('{{< figure src="a.png" title="T" link="/l" >}}', '[![](a.png "T")](/l)'),
        ('{{< figure src="a.png" caption="C" attr="D" attrlink="https://d" >}}',
         '![](a.png "C [D](https://d)")'),
        ('{{< figure src="a.png" title="T" caption="A *b* c" >}}', '![](a.png "**T** A *b* c")'),
        ('{{< figure src="a.png" caption="C" width="300" height="20" >}}', '![](a.png "C"){width=300}'),
        ('{{< figure src="a.png" width="50%" link="/l" >}}', '[![](a.png){width="50%"}](/l)'),
        ('{{< figure src="a.png" width="auto" height="90px" >}}', "![](a.png){height=90}"),
        ("{{< highlight go \"linenos=table\" >}}\nx := `a`\n{{< /highlight >}}", "```go\nx := `a`\n```"),
        ('[x]({{< ref "/posts/a-post.md#h" >}})', "[x](https://example.org/posts/a-post/#h)"),
        ('[x]({{% relref "a-post" %}}) [y]({{< ref "#h" >}})', "[x](https://example.org/posts/a-post/) [y](#h)"),
        ('See {{< ref "a-post" >}}.', "See <https://example.org/posts/a-post/>."),
        ('({{< ref "a-post" >}})', "(<https://example.org/posts/a-post/>)"),
        ('{{< ref "a-post" >}}#h', "https://example.org/posts/a-post/#h"),
        ('[x][y]\n\n[y]: {{< ref "a-post" >}}', "[x][y]\n\n[y]: https://example.org/posts/a-post/"),
        ('<a href="{{< ref "a-post" >}}">x</a>', '<a href="https://example.org/posts/a-post/">x</a>'),
        ("{{< youtube abc >}}", "<https://www.youtube.com/watch?v=abc>"),
        ('{{< youtube id="abc" autoplay="true" >}}', "<https://www.youtube.com/watch?v=abc>"),
        ("{{< tweet user=a id=12 >}}", "<https://twitter.com/a/status/12>"),
        ("{{< tweet 12 >}}", "<https://twitter.com/i/status/12>"),
        ("{{< gist a 12 >}}", "<https://gist.github.com/a/12>"),
        ("a\n\n{{% notice tip \"Mind\" %}}\nOne.\n\n- two\n{{% /notice %}}\n\nb",
         "a\n\n> **Mind**\n>\n> One.\n>\n> - two\n\nb"),
        ('{{< quote author="N" source="S" >}}\nSaid.\n{{< /quote >}}', "> Said.\n>\n> — N, S"),
        ("{{< note >}}\nA\n{{< note >}}\nB\n{{< /note >}}\n{{< /note >}}", "> A\n>\n> > B"),
        ('{{< param "who" >}} {{< param title >}}', "me A post"),
        ("{{</* figure src=x */>}} `{{%/* y */%}}`", "\\{{< figure src=x >}} `{{% y %}}`"),
        ("{{< toc >}}\n\nText", "\n\nText"),
        ("{% x %} {{ y }}", "{% x %} {{ y }}"),
        ('{{< details summary="More" open=true >}}\nHidden.\n{{< /details >}}', "> **More**\n>\n> Hidden."),
        ('{{< details summary="*More*" >}}\nHidden.\n{{< /details >}}', "> *More*\n>\n> Hidden."),
        ('a {{< details summary="More" >}}the *rest*{{< /details >}}, b', "a **More** the *rest*, b"),
        ('a {{< quote by="N" >}}said{{< /quote >}} b', "a said — N b"),
        ("| {{< note >}}x{{< /note >}} |", "| x |"),
        ("{{< vimeo 55073825 my-class >}}", "<https://vimeo.com/55073825>"),
        ('{{< x user="a" id="12" >}}', "<https://twitter.com/a/status/12>"),
        ("{{< instagram abc hidecaption >}}", "<https://www.instagram.com/p/abc/>"),
        ("{{< gist a 12 file.go >}}", "<https://gist.github.com/a/12>"),
        ('{{< spotify type="track" id="1a" height="250px" >}}', "<https://open.spotify.com/track/1a>"),
        ('{{< mastodon host="m.example.org" user="a" id="12" >}}', "<https://m.example.org/@a/12>"),
        ('{{< video src="/v/a.mp4" >}}', "[/v/a.mp4](/v/a.mp4)"),
        ('{{< audio "https://e.org/a.mp3" >}}', "<https://e.org/a.mp3>"),
        ('{{< gallery >}}\n{{< figure src="a.png" >}}\n{{< figure src="b.png" >}}\n{{< /gallery >}}\n\nx',
         "![](a.png)\n\n\n![](b.png)\n\nx"),
        ('{{< tabs >}}\n{{< tab "One" >}}\nA\n{{< /tab >}}\n{{< tab name="Two" >}}\nB\n{{< /tab >}}\n{{< /tabs >}}',
         "**One**\n\nA\n\n\n**Two**\n\nB"),
        ("{{< highlight go >}}\n{{</* x */>}} {{%/* y */%}}\n{{< /highlight >}}", "```go\n{{< x >}} {{% y %}}\n```"),
    ],
)  # fmt: skip
def test_a_shortcode_becomes_what_it_stood_for(tmp_path: Path, written: str, read: str) -> None:
    config = 'baseURL = "https://example.org/"\ndefaultContentLanguage = "en"\n[params]\nwho = "me"\n'
    found = hugo(tmp_path, written, config)
    assert found.one().text == read
    assert not found.told("import-markup")


@pytest.mark.parametrize(
    "written",
    [
        "{{< own a=b >}}",
        "{{< own >}}x{{< /own >}}",
        "{{< figure >}}",
        '{{< ref "nothing" >}}',
        "{{< param nothing >}}",
        "{{< note >}}",
        "x {{< note >}}in two\n\nparagraphs{{< /note >}} y",
    ],
)
def test_a_shortcode_without_meaning_here_stays_and_is_reported(tmp_path: Path, written: str) -> None:
    found = hugo(tmp_path, f"a\n\n{written}\n")
    assert found.one().text == f"a\n\n{written}\n"
    assert [remark.line for remark in found.one().remarks if remark.code == "import-markup"] == [7]


def test_a_shortcode_of_the_sites_own_names_its_template(tmp_path: Path) -> None:
    found = hugo(tmp_path, "{{< own >}}", others={"layouts/shortcodes/own.html": "x"})
    assert "layouts/shortcodes/own.html" in found.one().remarks[0].hint


def test_the_kind_of_a_notice_is_reported(tmp_path: Path) -> None:
    found = hugo(tmp_path, "{{% notice warning %}}\nx\n{{% /notice %}}")
    assert found.told("import-left-out") == ["“warning” of notice"]


@pytest.mark.parametrize(
    "written",
    [
        '{{< gallery dir="/pics/" >}}',
        '{{< gallery match="/pics/*" >}}',
        '{{< carousel images="{/pics/a.png,/pics/b.jpg}" >}}',
    ],
)
def test_a_gallery_shows_the_pictures_of_a_folder(tmp_path: Path, written: str) -> None:
    others = {"static/pics/a.png": b"PNG", "static/pics/b.jpg": b"PNG", "static/pics/notes.txt": b"PNG"}
    found = hugo(tmp_path, f"{written}\n", others=others)
    assert found.one().text == "![](/images/pics/a.png)\n\n![](/images/pics/b.jpg)\n"
    assert sorted(found.pictures) == ["pics/a.png", "pics/b.jpg"]


@pytest.mark.parametrize("folder", ["../../out", "/../out", "link", "/nothing"])
def test_a_gallery_does_not_lead_out_of_the_site(tmp_path: Path, folder: str) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out/a.png").write_bytes(b"PNG")
    (tmp_path / "site/content/posts").mkdir(parents=True)
    (tmp_path / "site/content/posts/link").symlink_to(tmp_path / "out")
    found = hugo(tmp_path / "site", f'{{{{< gallery dir="{folder}" >}}}}\n')
    assert not found.pictures
    assert found.told("import-markup") == [f'`{{{{< gallery dir="{folder}" >}}}}` is kept as written']
