"""No word of an article is lost between its document and JATS, and every file is valid by the DTD.

Documents are those of the sample archive and of the golden folders, of made-up articles in which every construct of the
dialect occurs within every other one, and, where they are, of the corpora in ARCHIVIST_CORPORA.
"""

import os
import random
import shutil
from pathlib import Path

import pytest

from archivist.deposit import jats
from archivist.deposit.description import DescribedVolume
from tests.archives import write_archive
from tests.deposit.jats_dtd import errors
from tests.deposit.jats_text import losses
from tests.deposit.unset_volumes import describe_unset

_ROOT = Path(__file__).parents[2]
_GOLDEN = sorted(
    path.parent
    for path in (_ROOT / "tests" / "golden").glob("*/in/archivist.toml")
    if (path.parent / "articles").is_dir() and path.parents[1].name != "broken-settings"
)


def _faults(root: Path, build: Path) -> tuple[int, list[str]]:
    """The number of articles of an archive in all editions, and what is lost or invalid of them."""
    found, number = [], 0
    for volume in describe_unset(root, build):
        for edition in volume.editions:
            for article in edition.articles:
                document = jats.write(volume, edition, article)
                wrong = [*losses(article.xhtml, document), *errors(document)]
                found += [f"{edition.language}/{article.document}: {each}" for each in wrong]
                number += 1
    return number, found


@pytest.mark.slow
def test_the_sample_archive_is_complete(tmp_path: Path) -> None:
    assert _faults(_ROOT, tmp_path) == (35, [])


@pytest.mark.parametrize("root", _GOLDEN, ids=lambda root: root.parent.name)
def test_golden_folders_are_complete(root: Path, tmp_path: Path) -> None:
    assert _faults(root, tmp_path)[1] == []


@pytest.mark.parametrize("parallel", ["columns", "after"])
def test_two_texts_together_are_complete(tmp_path: Path, parallel: str) -> None:
    write_archive(tmp_path / "archive")
    _set_parallel(tmp_path / "archive" / "archivist.toml", parallel)
    number, wrong = _faults(tmp_path / "archive", tmp_path / "build")
    assert (number, wrong) == (5, [])


# ---------------------------------------------------------------- made-up articles

_LINES = (
    "plain {} words",
    "*emphasis {}*",
    "**strong {}**",
    "`code {}`",
    "~~struck {}~~",
    "[a link {}](https://example.org/{})",
    "[a place {}](#heading-{})",
    "a note {}[^{}]",
    "an inline note^[inside {}]",
    "$x_{{{}}}^2$",
    "<mark>marked {}</mark>",
    "<ruby>漢{}<rp>(</rp><rt>kan</rt><rp>)</rp>字<rt>ji</rt></ruby>",
    "<abbr title='long'>abbr {}</abbr>",
    "<kbd>key {}</kbd><sub>sub</sub><sup>sup</sup>",
    '<span lang="ka">სიტყვა {}</span>',
    '<em lang="ru" class="own">слово {}</em>',
    '<bdo dir="rtl">turned {}</bdo>',
    "<q>quoted {}</q><br>next line",
    '<time datetime="2022-01-02">day {}</time>',
    "<del>gone {}</del><ins>new {}</ins>",
    "![picture {}](blue.png) in a line",
)
_BLOCKS = (
    "## Heading {}",
    "### Lower heading {} {{#own-{}}}",
    "3. three {}\n4. four\n\n   more of four",
    "- item {}\n  - inner\n    1. deep",
    "- [ ] to do {}\n- [x] done",
    "> quoted {}\n>\n> ## heading in it {}",
    "```python\ncode_{} = 1\n```",
    "| a {} | b |\n|:---|---:|\n| *c* | [d](https://example.org/t{}) |",
    "Term {}\n: Definition\n\n    Second paragraph\n\nTerm two\nTerm three\n: Both",
    "$$\nx = {}\n$$",
    '![alone {}](blue.png "A *caption* {} with a [link](https://example.org/c{})")',
    "> [!NOTE] A title {}\n> called out",
    "::: background\n## Behind {}\n\nBackground words.\n:::",
    "---",
    "<details id='more-{}'><summary>More {}</summary>hidden <p>paragraph</p> words</details>",
    "<aside>beside {}</aside>",
    "<table><caption>Caption {}</caption><thead><tr><th scope='col'>h</th></tr></thead><tfoot><tr><td>foot</td></tr>"
    "</tfoot><tbody><tr><td lang='ka'>უჯრა<ul><li>in a cell {}</li></ul></td></tr></tbody></table>",
    "<a href='https://example.org/b{}'><div>block {} in a link</div> and text</a>",
    "<figure><blockquote>quoted {}</blockquote><figcaption>who <b>said</b> it</figcaption></figure>",
    "<figure><img src='blue.png' alt='one {}'><img src='blue.png' alt='two'></figure>",
    '<div lang="ru" id="div-{}"><p>первый {}</p><p>второй</p></div>',
    "<pre>lines {}\n  kept</pre>",
    "<section>loose text {} <h4>and a heading</h4> after it</section>",
    "<div dir='rtl'><p dir='rtl'>right {}</p></div>",
    "<table><tr><td><table><tr><td>inner {}</td></tr></table></td></tr></table>",
    "<dl><dt>term {}</dt><dd><ol start='7' type='i'><li>seven</li></ol></dd></dl>",
)


def _article(seed: int) -> str:
    """An article of constructs drawn by chance: lines in blocks, blocks in lists and quotations."""
    chance = random.Random(seed)
    parts, notes = [], []
    for number in range(seed * 100, seed * 100 + 12):
        block = chance.choice(_BLOCKS).replace("{}", str(number)).replace("{{", "{").replace("}}", "}")
        if chance.random() < 0.4:
            block = "".join(f"> {line}\n" for line in block.splitlines())
        elif chance.random() < 0.4:
            block = "1. first\n\n" + "".join(f"   {line}\n" for line in block.splitlines())
        lines = chance.sample(_LINES, 3)
        words = " ".join(line.replace("{}", str(number)).replace("{{", "{").replace("}}", "}") for line in lines)
        parts += [block, words]
        if f"[^{number}]" in words:
            notes.append(f"[^{number}]: Note {number}, with *marks*.\n\n    - and a list")
            notes.append(f"[^{number}@ka]: შენიშვნა {number}.")
    head = f"---\ntitle: Made up {seed}\ndate: 2022-01-{seed % 28 + 1:02}\nauthors: [A B, C D]\nsection: S\n---\n"
    return head + "\n\n".join([*parts, *notes]) + "\n"


@pytest.mark.slow
def test_every_construct_within_every_other_is_complete(tmp_path: Path) -> None:
    articles = {f"2022-01-{seed % 28 + 1:02}-made-{seed}.en.md": _article(seed) for seed in range(30)}
    translations = {name.replace(".en.", ".ka."): text for name, text in list(articles.items())[:3]}
    root = write_archive(tmp_path / "archive", articles={**articles, **translations})
    _set_parallel(root / "archivist.toml", "columns")
    number, wrong = _faults(root, tmp_path / "build")
    assert wrong == []
    assert number == 33


def _set_parallel(settings: Path, parallel: str) -> None:
    text = settings.read_text("utf-8")
    settings.write_text(text.replace("[editions]", f'[editions]\nparallel = "{parallel}"'), "utf-8")


# ---------------------------------------------------------------- corpora


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "languages", "articles"),
    [
        ("newsletters-2022", ["en", "de", "fr", "ja", "zh-Hans", "cs", "hi"], 213),
        ("declaration", ["en", "ka", "ru"], 90),
    ],
)
def test_corpora_are_complete(tmp_path: Path, name: str, languages: list[str], articles: int) -> None:
    folder = Path(os.environ.get("ARCHIVIST_CORPORA", "/does/not/exist")) / name
    if not folder.is_dir():
        pytest.skip("no corpora here; set ARCHIVIST_CORPORA")
    shutil.copytree(folder, tmp_path / "articles")
    (tmp_path / "archivist.toml").write_text(f'[volumes]\nperiod = "year"\n[editions]\nlanguages = {languages}\n')
    assert _faults(tmp_path, tmp_path / "build") == (articles, [])


# ---------------------------------------------------------------- the comparison itself


@pytest.mark.parametrize(
    ("there", "instead"),
    [
        ("The spring is small.", "The spring is."),  # a word
        ("The second name is in English.", ""),  # a note
        ("<label>2</label>", "<label>3</label>"),  # the number of a note
        ("https://example.org/maps?a=1&amp;b=2", "https://example.org/"),  # an address
        ("<alt-text>A wide blue field</alt-text>", ""),  # the text of a picture
        ("The field, seen from above.", "The field."),  # a caption
        ('id="by-foot"', 'id="by-feet"'),  # a place
        ("By Nino Example, Ivan Sample", "By Nino Example"),  # a line of the header
        ("<title>The survey</title>", "<title/>"),  # a heading
        ("Further rivers example.org", "example.org"),  # related reading
    ],
)
def test_what_is_lost_is_found(described: DescribedVolume, there: str, instead: str) -> None:
    edition = described.editions[0]
    article = edition.articles[0]
    document = jats.write(described, edition, article)
    assert losses(article.xhtml, document) == []
    assert there.encode() in document
    assert losses(article.xhtml, document.replace(there.encode(), instead.encode())) != []
