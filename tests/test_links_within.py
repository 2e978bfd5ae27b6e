"""Links between the articles of an archive, in the finished files."""

import io
import zipfile
from contextlib import closing
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from lxml import etree
from PIL import Image

from archivist.archive import open_archive
from archivist.cli.importing import NoProgress
from archivist.model.results import Format
from archivist.reader_api.found import Wishes
from archivist.workflows.article_import import import_sources
from tests.archives import Compiled, compiled, write_archive

pytestmark = pytest.mark.slow  # whole compiles

X = "{http://www.w3.org/1999/xhtml}"
SITE = "https://site.example"
LONG = "https://example.org/" + "averylongaddress" * 4
SUM = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
SETTINGS = f"""\
[archive]
title = "Links"
site = "{SITE}"

[editions]
languages = ["en"]
"""


def page(title: str, day: str, *lines: str, head: str = "") -> str:
    return "\n".join(["---", f"title: {title}", f"date: {day}", "lang: en", *head.splitlines(), "---", *lines, ""])


ARTICLES = {
    "2024-01-02-alpha.en.md": page(
        "Alpha",
        "2024-01-02",
        f"[beta]({SITE}/2024/01/03/beta/), [part](/2024/01/03/beta/#the-part),",
        "[http](http://www.site.example/2024/01/03/beta?utm_source=x), [file](2024-01-03-b.en.md#notes-2),",
        '[hugo]({{< ref "2024-01-03-b" >}}), [georgian](2024-01-03-b.ka.md), [old](/old/beta.html),',
        f"[elsewhere]({SITE}/2024/02/05/gamma/#later), [no address](2024-02-06-delta.en.md#x), [again](/gamma),",
        "[own translation](2024-01-02-alpha.ka.md), [web](https://elsewhere.example/).[^n]",
        "",
        f"[^n]: See [the note's]({SITE}/2024/01/03/beta/#at-10).",
        head=f"source: {SITE}/2024/01/02/alpha/\nrelated: [{SITE}/2024/01/03/beta/, {SITE}/2024/02/05/gamma/]",
    ),
    "2024-01-02-alpha.ka.md": page("ალფა", "2024-01-02", "ტექსტი.").replace("lang: en", "lang: ka"),
    "2024-01-03-b.en.md": page(
        "Beta",
        "2024-01-03",
        *("## The part", "Text.", "## Notes", "1", "## Notes", "2", "## Notes", "3", "## At 1.0", "Text."),
        head=f"source: {SITE}/2024/01/03/beta/\naliases: [/old/beta.html]",
    ),
    "2024-01-03-b.ka.md": page("ბეტა", "2024-01-03", "ტექსტი.").replace("lang: en", "lang: ka"),
    "2024-02-05-gamma.en.md": page(
        "Gamma", "2024-02-05", "Text.", head=f"source: {SITE}/2024/02/05/gamma/\nurl: /gamma/"
    ),
    "2024-02-06-delta.en.md": page(
        "Delta",
        "2024-02-06",
        f"Text with an address {LONG} end.",
        "",
        f"Another text with a sum {SUM} to compare, and [![](p.png)](https://elsewhere.example/).",
    ),
}
INSIDE = {
    "beta": "2024-01-03-b",
    "part": "the-part",
    "http": "2024-01-03-b",
    "file": "notes-3",
    "hugo": "2024-01-03-b",
    "georgian": "2024-01-03-b",
    "old": "2024-01-03-b",
    "the note's": "at-1-0",
    "elsewhere": "related.2",
    "no address": "related.3",
    "again": "related.2",
    "own translation": "related.4",
}


@pytest.fixture(scope="module")
def volumes(tmp_path_factory: pytest.TempPathFactory) -> Compiled:
    root = write_archive(tmp_path_factory.mktemp("links") / "archive", SETTINGS, {})
    for name, text in ARTICLES.items():
        (root / "articles" / name).write_text(text)
    Image.new("RGB", (40, 40), "red").save(root / "articles" / "p.png")
    return compiled(root)


def data(made: Compiled, ending: str, volume: str = "2024-01") -> bytes:
    (file,) = (made.root / "build" / volume).glob(f"*{ending}")
    return file.read_bytes()


def alpha(made: Compiled) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data(made, ".epub"))) as book:
        (name,) = (each for each in book.namelist() if each.endswith("alpha.xhtml"))
        return etree.fromstring(book.read(name))


def test_links_in_the_epub(volumes: Compiled) -> None:
    links = {"".join(link.itertext()): link.get("href", "") for link in alpha(volumes).iter(f"{X}a")}
    for words, place in INSIDE.items():
        assert ":" not in links[words]
        assert place.removeprefix("2024-01-03-") in links[words]
    assert links["web"] == "https://elsewhere.example/"


def test_what_is_in_another_volume_is_named_with_it(volumes: Compiled) -> None:
    read_next = next(each for each in alpha(volumes).iter(f"{X}nav") if each.get("class") == "read-next")
    lines = [" ".join("".join(item.itertext()).split()) for item in read_next.iter(f"{X}li")]
    assert lines == [
        "Beta",  # named by its address, listed as the article
        "Gamma (No. 2, February 2024)",
        "Delta (No. 2, February 2024)",
        "ალფა (Georgian)",  # no edition prints it
    ]
    targets = [link.get("href") for link in read_next.iter(f"{X}a")]
    assert targets == ["b.xhtml", f"{SITE}/2024/02/05/gamma/"]


def test_links_in_the_pdf(volumes: Compiled) -> None:
    with pikepdf.open(io.BytesIO(data(volumes, ".pdf"))) as pdf:
        links = [note for each in pdf.pages for note in each.obj.get("/Annots", []) if note.Subtype == "/Link"]
        names = [str(link.Dest) for link in links if "/Dest" in link]
        actions = [link.A for link in links if "/A" in link]
        web = {str(action.URI) for action in actions if "/URI" in action}
        others = {(str(each.F), str(each.D)) for each in actions if each.S == "/GoToR"}
    for place in ("b#", "b#the-part", "b#notes-3", "b#at-1-0", "alpha#related.2", "alpha#related.3", "alpha#related.4"):
        assert place in names
    own = {f"{SITE}/2024/{path}/" for path in ("01/02/alpha", "01/03/beta")}
    assert web == {"https://elsewhere.example/", *own}  # where articles were published
    assert others == {("../2024-02/links-2024-02.en.pdf", f"{name}#") for name in ("gamma", "delta")}


def test_the_findings(volumes: Compiled) -> None:
    codes = {finding.code for finding in volumes.compilation.findings}
    assert codes == {"language-in-no-edition", "image-without-alt"}


def test_addresses_and_sums_are_divided_without_a_hyphen(volumes: Compiled) -> None:
    with closing(pypdfium2.PdfDocument(data(volumes, ".pdf", "2024-02"))) as pdf:
        lines = [line for page in pdf for line in page.get_textpage().get_text_range().splitlines()]
    for written, before in ((LONG, "Text with an address "), (SUM, "Another text with a sum ")):
        start = next(at for at, line in enumerate(lines) if line.startswith(before))
        assert not lines[start].endswith(("-", "\N{SOFT HYPHEN}"))
        assert len(lines[start]) > 50  # the words before are not spread
        assert written in "".join(lines[start : start + 3])


def test_a_link_around_a_picture_has_a_name_in_the_pdf(volumes: Compiled) -> None:
    with pikepdf.open(io.BytesIO(data(volumes, ".pdf", "2024-02"))) as pdf:
        figures = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Figure"]
        elements = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Link"]
        assert [str(each.Alt) for each in elements if "/Alt" in each] == ["https://elsewhere.example/"]
        links = [note for page in pdf.pages for note in page.obj.get("/Annots", []) if "/URI" in note.get("/A", {})]
        assert [str(each.Alt) for each in figures if each.get("/Alt") == "https://elsewhere.example/"]
        assert [str(link.Contents) for link in links if link.A.URI == "https://elsewhere.example/"]


# ---------------------------------------------------------------- after the import of a site

WORDS = "The river leaves the mountains and turns south past the orchards to join the larger water below the town."
HUGO = {
    "hugo.toml": 'baseURL = "https://hugo.example/"\ntitle = "H"\nlanguageCode = "en"\n',
    "content/posts/one.md": page(
        "One",
        "2024-01-02",
        f'{WORDS} [plain](two.md#at-10) [ref]({{{{< ref "two.md" >}}}}) [rel]({{{{< relref "/posts/two" >}}}})',
        "[path](/posts/two/) [whole](https://hugo.example/posts/two/#at-10) [alias](/old-two/) [dots](../two/)",
    ),
    "content/posts/two.md": page("Two", "2024-01-03", "## At 1.0", WORDS, head="aliases: [/old-two/]"),
}
JEKYLL = {
    "_config.yml": "title: J\nurl: https://jekyll.example\npermalink: /:year/:month/:day/:title/\n",
    "_posts/2024-01-02-one.md": page(
        "One",
        "2024-01-02",
        f"{WORDS} [post]({{% post_url 2024-01-03-two %}}) [link]({{% link _posts/2024-01-03-two.md %}})",
        "[base]({{ site.baseurl }}/2024/01/03/two/) [rel]({{ '/2024/01/03/two/' | relative_url }})",
        "[whole](https://jekyll.example/2024/01/03/two/#at-10)",
    ),
    "_posts/2024-01-03-two.md": page("Two", "2024-01-03", "## At 1.0", WORDS),
}


@pytest.mark.parametrize(("site", "links"), [(HUGO, 7), (JEKYLL, 5)])
def test_the_cross_references_of_an_imported_site_work_without_the_web(
    tmp_path: Path, site: dict[str, str], links: int
) -> None:
    for name, text in site.items():
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / name).write_text(text)
    settings = '[archive]\ntitle = "Imported"\n[editions]\nlanguages = ["en"]\n'
    root = write_archive(tmp_path / "archive", settings, {})
    import_sources(open_archive(root), [tmp_path / "site"], Wishes(), jobs=1, progress=NoProgress())
    made = compiled(root, only=Format.EPUB)
    with zipfile.ZipFile(io.BytesIO(data(made, ".epub"))) as book:
        one = etree.fromstring(book.read("EPUB/one.xhtml"))
    body = next(each for each in one.iter(f"{X}div") if each.get("class") == "body")
    targets = [link.get("href", "") for link in body.iter(f"{X}a")]
    assert len(targets) == links
    assert {target.partition("#")[0] for target in targets} == {"two.xhtml"}
    assert "two.xhtml#at-1-0" in targets
    assert not [finding for finding in made.compilation.findings if "link" in finding.code]
