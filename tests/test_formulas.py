"""Formulas all the way through: one archive compiled, and what its files say of them; then the files made wrong."""

import io
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from lxml import etree

from archivist.pdf.engine import formula_drawings as on_paper
from tests.archives import Compiled, compiled, write_archive
from tests.cli.test_verify import own_checks, verdicts, verified_in
from tests.pdf.making import document, job, laid, lay_out, whole

pytestmark = pytest.mark.slow  # whole compiles

pytest.importorskip("pdfminer", reason="pdfminer.six is missing; pip install pdfminer.six")

M = "{http://www.w3.org/1998/Math/MathML}"
SETTINGS = '[archive]\ntitle = "Sums"\n\n[editions]\nlanguages = ["en"]\n'
WORDS = "The sum of the squares is written as follows, and nobody has ever doubted that it is right. "
TEXT = rf"""---
title: On sums
date: 2022-03-09
---
Let $\{{x_i\}}_{{i=1}}^n$ and \(X_1 + x_2\) be given.[^1] It costs $5 and $10. {WORDS * 4} $a^2$

$$
\int_0^\infty e^{{-x^2}}\,dx = \frac{{\sqrt{{\pi}}}}{{2}}
$$

## The case $n = 2$

{WORDS * 10} In a line $$E = mc^2$$ of its own, and $\foo{{x}}$. {WORDS * 10} $\frac{{a}}{{b}}$, {WORDS * 12}

<p>Raw <math><msup><mi>x</mi><mn>2</mn></msup></math> is read.</p>

```math
\begin{{align}} a &= b \\ c &= d \tag{{1}} \end{{align}}
```

[^1]: As $\frac{{p}}{{q}}$.
"""
SOURCES = [
    r"\{x_i\}_{i=1}^n",
    "X_1 + x_2",
    "a^2",
    r"\int_0^\infty e^{-x^2}\,dx = \frac{\sqrt{\pi}}{2}",
    "n = 2",
    "E = mc^2",
    r"\frac{a}{b}",
    "x^2",
    r"\begin{align} a &= b \\ c &= d \tag{1} \end{align}",
    r"\frac{p}{q}",
]


@pytest.fixture(scope="module")
def sums(tmp_path_factory: pytest.TempPathFactory) -> Compiled:
    root = write_archive(tmp_path_factory.mktemp("sums") / "archive", SETTINGS, {"2022-03-09-sums.en.md": TEXT})
    return compiled(root)


@pytest.fixture(autouse=True)
def no_tools(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is asked here is what this program itself finds."""
    from archivist.verify import epubcheck, outloud, verapdf  # noqa: PLC0415

    for module in (verapdf, outloud, epubcheck):
        monkeypatch.setattr(module, "find_spec", lambda name: None)
    monkeypatch.setenv("PATH", "")


def maths(sums: Compiled) -> list[etree._Element]:
    with zipfile.ZipFile(sums.file("2022-03.en", ".epub")) as archive:
        return list(etree.fromstring(archive.read("EPUB/sums.xhtml")).iter(f"{M}math"))


def drawn(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """The structure elements of formulas."""
    return (each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Formula")


def test_the_epub_has_mathml_with_its_source(sums: Compiled) -> None:
    found = maths(sums)
    assert [math.findtext(f".//{M}annotation") for math in found] == SOURCES
    assert [math.get("alttext") for math in found] == SOURCES
    assert [math.get("display") == "block" for math in found] == [
        source in {SOURCES[3], SOURCES[5], SOURCES[8]} for source in SOURCES
    ]
    with zipfile.ZipFile(sums.file("2022-03.en", ".epub")) as archive:
        package = etree.fromstring(archive.read("EPUB/content.opf"))
        item = next(each for each in package.iter("{*}item") if each.get("href") == "sums.xhtml")
        text = archive.read("EPUB/sums.xhtml").decode()
    assert "mathml" in item.get("properties", "").split()
    assert "data-" not in text
    assert r"<code>$\foo{x}$</code>" in text
    assert "It costs $5 and $10." in text


def test_the_epub_brings_a_font_that_has_radicals_and_tall_brackets(sums: Compiled) -> None:
    with zipfile.ZipFile(sums.file("2022-03.en", ".epub")) as archive:
        data = archive.read("EPUB/fonts/STIXTwoMath-Regular.ttf")
        style = archive.read("EPUB/style.css").decode()
    font = TTFont(io.BytesIO(data))
    assert "MATH" in font
    assert {0x221A, ord("("), 0x1D465, 0x3C0} <= set(font.getBestCmap())
    assert len(font.getGlyphOrder()) > len(font.getBestCmap())  # taller forms come along
    assert len(data) < 200_000
    assert 'font-family: "STIX Two Math", math' in style


def test_the_pdf_has_formulas_with_their_source(sums: Compiled) -> None:
    with pikepdf.open(sums.file("2022-03.en", ".pdf")) as pdf:
        alternatives = [str(each.Alt) for each in drawn(pdf)]
        assert sorted(alternatives) == sorted(SOURCES)
        assert all("/BBox" in each.A for each in drawn(pdf))


def test_both_files_pass(sums: Compiled) -> None:
    done = verified_in("2022-03", sums.root)
    for suffix in (".pdf", ".epub"):
        assert set(own_checks(done, suffix).values()) == {True}


def test_what_could_not_be_set_is_reported(sums: Compiled) -> None:
    told = [(each.code, each.line) for each in sums.compilation.findings if each.code == "formula-unset"]
    assert told == [("formula-unset", 13)]


# ---------------------------------------------------------------- files made wrong


def _element(change: Callable[[pikepdf.Object], None]) -> Callable[[bytes], bytes]:
    def changed(data: bytes) -> bytes:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            change(next(each for each in drawn(pdf) if str(each.Alt) == "X_1 + x_2"))
            return _saved(pdf)

    return changed


def _alternative(element: pikepdf.Object) -> None:
    element.Alt = pikepdf.String("x_1 + x_2")


def _content(old: str, new: str) -> Callable[[bytes], bytes]:
    def changed(data: bytes) -> bytes:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            for page in pdf.pages:
                page.contents_coalesce()
                stream = page.Contents.read_bytes()
                for before, after in ((f"({old})", f"({new})"), (_hexed(old), _hexed(new))):
                    stream = stream.replace(before.encode(), after.encode())
                page.Contents = pdf.make_stream(stream)
            return _saved(pdf)

    return changed


def _hexed(text: str) -> str:
    return f"<feff{text.encode('utf-16-be').hex()}>"


def _saved(pdf: pikepdf.Pdf) -> bytes:
    target = io.BytesIO()
    pdf.save(target)
    return target.getvalue()


def _member(old: str, new: str) -> Callable[[bytes], bytes]:
    def changed(data: bytes) -> bytes:
        target = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as made:
            for info in source.infolist():
                content = source.read(info)
                if info.filename == "EPUB/sums.xhtml":
                    assert old.encode() in content
                    content = content.replace(old.encode(), new.encode(), 1)
                made.writestr(info, content)
        return target.getvalue()

    return changed


@pytest.mark.parametrize(
    ("suffix", "change", "said"),
    [
        (".pdf", _element(_alternative), "has the alternative text “x_1 + x_2”"),
        (".pdf", _content("X_1 + x_2", "x_1 + x_2"), "the book has “X_1 + x_2”, the file “x_1 + x_2”"),
        (".pdf", _content("a^2", "a^3"), "the book has “a^2”, the file “a^3”"),
        (".epub", _member(">X_1 + x_2</annotation>", ">x_1 + x_2</annotation>"), "the book has"),
        (".epub", _member("<mi>X</mi>", "<mi>x</mi>"), "the book has"),
        (".epub", _member('alttext="E = mc^2"', 'alttext="E = mc^3"'), "the book has"),
    ],
)
def test_a_formula_changed_in_a_finished_file_is_found(
    sums: Compiled, tmp_path: Path, suffix: str, change: Callable[[bytes], bytes], said: str
) -> None:
    archive = shutil.copytree(sums.root, tmp_path / "copy")
    file = next(archive.rglob(f"*2022-03.en{suffix}"))
    data = file.read_bytes()
    changed = change(data)
    assert changed != data
    file.write_bytes(changed)
    text = verdicts(verified_in("2022-03", archive), suffix)["text"]
    assert text.passed is False
    assert any(message.code == "formula-differs" and said in message.text for message in text.messages)


# ---------------------------------------------------------------- one layout


def test_a_picture_of_another_formula_is_a_loss(monkeypatch: pytest.MonkeyPatch) -> None:
    made = document("Let $X$ be a sum.")
    assert lay_out(job(made)).losses == ()
    swapped = on_paper.picture_at

    def wrong(url: str) -> bytes:
        return swapped(url).replace(b"<title>X</title>", b"<title>x</title>")

    monkeypatch.setattr("archivist.pdf.engine.rendering.picture_at", wrong)
    monkeypatch.setattr(on_paper, "picture_at", wrong)
    (loss,) = lay_out(job(made)).losses
    assert (loss.expected, loss.found) == ("X", "x")


@pytest.mark.parametrize("page", ["A5", "ereader"])
def test_formulas_wider_than_the_measure_are_set_smaller(page: str) -> None:
    wide = " + ".join(f"a_{{{number}}}" for number in range(30))
    made = laid(f"Before.\n\n$$\n{wide}\n$$\n\nAnd ${wide}$ after.\n", page=page)
    assert whole(made)
    assert made.structure is not None
    for element in made.structure.elements():
        if element.type == "Formula":
            box = element.attributes["Layout"]["BBox"]
            assert isinstance(box, tuple)
            assert box[2] - box[0] < 420 * 0.9


def test_a_page_may_begin_with_a_formula() -> None:
    rows = r" \\ ".join(f"a_{{{number}}} &= b" for number in range(8))
    text = "\n\n".join([WORDS * 3, f"$$\n\\begin{{align}} {rows} \\end{{align}}\n$$"] * 6)
    made = laid(text)
    assert whole(made)
    assert made.pages > 2
    letters = [start.letters for start in made.starts]
    assert letters == sorted(letters)
    assert len(set(letters)) == len(letters)
