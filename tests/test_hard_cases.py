"""Cases that once went wrong, each with what must hold instead."""

import os
import re
from importlib.resources import files
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from archivist.archive import open_archive
from archivist.articles import read_folder
from archivist.errors import ConfigurationError, LayoutError
from archivist.fonts import FontLibrary
from archivist.pdf.engine import LayoutJob, document_layout, rendering
from archivist.settings.config import load
from archivist.style_sheets.user_stylesheet import read
from tests import command
from tests.archives import compiled, write_archive

pytestmark = pytest.mark.slow  # whole compiles

HEAD = "---\ntitle: Title\ndate: 2022-01-01\n---\n"


def archive(folder: Path, text: str, settings: str = "") -> Path:
    return write_archive(folder, settings, {"2022-01-01-one.en.md": HEAD + text})


def page_texts(pdf: Path) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_range() for page in document]


def test_what_the_style_sheets_print_themselves_has_glyphs() -> None:
    """Generated text is in no document, so the check for missing glyphs cannot see it."""
    known = {character for face in FontLibrary().text_faces() for character in face.characters}
    for sheet in (files("archivist") / "styles").iterdir():
        for text in re.findall(r'content:\s*"([^"]*)"', sheet.read_text("utf-8")):
            plain = re.sub(r"\\[0-9a-fA-F]{1,6} ?", "", text)
            assert all(ord(character) in known for character in plain), (sheet.name, text)


def test_a_long_word_in_the_title_stops_no_volume(tmp_path: Path) -> None:
    settings = '[archive]\ntitle = "Rechtsschutzversicherungsgesellschaftenverband"\n[pdf]\npage = "ereader"\n'
    made = compiled(archive(tmp_path / "a", "Text.\n", settings))
    cover = page_texts(made.file("2022-01.en", ".pdf"))[0]
    letters = re.sub(r"[\s\ufffe\u00ad\u2010-]", "", cover)  # pdfium marks a division by U+FFFE
    assert "Rechtsschutzversicherungsgesellschaftenverband" in letters


def test_an_address_is_divided_without_hyphens(tmp_path: Path) -> None:
    address = "https://example.org/anywhere/understanding/international/considerations/notwithstanding/further"
    made = compiled(archive(tmp_path / "a", f"See <{address}> for more, and then <{address}/again>.\n"))
    text = "".join(page_texts(made.file("2022-01.en", ".pdf")))
    assert text.replace("\r\n", "").replace("\n", "").count(address) == 2


def test_every_page_has_its_own_number(tmp_path: Path) -> None:
    made = compiled(archive(tmp_path / "a", "A paragraph of some length, to fill pages.\n\n" * 120))
    pdf = made.file("2022-01.en", ".pdf")
    with pikepdf.open(pdf) as document:
        labels = [str(page.label) for page in document.pages]
    numbered = [(label, text) for label, text in zip(labels, page_texts(pdf), strict=True) if label.isdigit()]
    assert len(numbered) > 2
    for label, text in numbered:
        assert label in text.split()


def test_a_byte_order_mark_in_the_settings_is_no_mistake(tmp_path: Path) -> None:
    settings = tmp_path / "archivist.toml"
    settings.write_bytes(b'\xef\xbb\xbf[archive]\ntitle = "T"\n')
    assert load(settings).archive.title == "T"


@pytest.mark.parametrize("rule", ['@import "x.css";', "p { background: url(https://example.org/x.png) }"])
def test_an_own_style_sheet_may_fetch_nothing(tmp_path: Path, rule: str) -> None:
    style = tmp_path / "own.css"
    style.write_text("/* @import is refused */\n" + rule, "utf-8")
    with pytest.raises(ConfigurationError, match=r"own\.css:2: "):
        read(style)


def test_unknown_words_and_styles_that_are_not_there_are_known_before_the_layout(tmp_path: Path) -> None:
    root = archive(tmp_path / "a", "Text.\n", '[labels.fr]\ncontentz = "Sommaire"\n')
    with pytest.raises(ConfigurationError, match="did you mean contents"):
        open_archive(root)
    root = archive(tmp_path / "b", "Text.\n", '[pdf]\nstyle = "nowhere.css"\n')
    with pytest.raises(ConfigurationError, match=r"nowhere\.css cannot be read"):
        open_archive(root)


@pytest.mark.parametrize("number", ["1234-5678", "12345679", "abcd-efgh"])
def test_a_wrong_issn_is_refused(tmp_path: Path, number: str) -> None:
    root = archive(tmp_path / "a", "Text.\n", f'[archive]\nissn = "{number}"\n')
    with pytest.raises(ConfigurationError, match="ISSN"):
        open_archive(root)


def test_a_folder_that_cannot_be_read_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run as root, modes stop nobody; so the system's answer is given in its place."""
    (tmp_path / "closed").mkdir()
    scandir = os.scandir

    def refusing(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    articles, findings = read_folder(tmp_path, default_language="en")
    assert not articles
    assert [(finding.code, finding.file) for finding in findings] == [("unreadable-file", "closed")]


def test_a_build_folder_that_is_a_file_is_a_clear_error(tmp_path: Path) -> None:
    root = archive(tmp_path / "a", "Text.\n")
    (root / "build").write_text("not a folder", "utf-8")
    ended = command.run("--archive", str(root), "compile")
    assert ended.returncode == 1
    assert str(root / "build") in ended.stderr
    assert "fault of the program" not in ended.stderr


def test_an_empty_folder_of_articles_is_a_finding(tmp_path: Path) -> None:
    root = write_archive(tmp_path / "a", "", {})
    (root / "articles").mkdir(exist_ok=True)
    assert [finding.code for finding in compiled(root).compilation.findings] == ["no-articles"]


def test_hindi_can_be_copied_from_the_pdf(tmp_path: Path) -> None:
    """Vowel signs are drawn before their consonant; the text must come out in the order it is written."""
    text = "यह परिवर्तन हस्ताक्षर के बिना प्रतिस्थापन की अनुमति देता है, Bitcoin में।"
    root = write_archive(tmp_path / "a", '[editions]\nlanguages = ["hi"]\n', {"2022-01-01-one.hi.md": HEAD + text})
    assert text in " ".join(" ".join(page_texts(compiled(root).file("2022-01.hi", ".pdf"))).split())


def test_separators_of_lines_and_paragraphs_are_spaces(tmp_path: Path) -> None:
    text = "One\u2028two \u2029three\x85four\x0bfive.\n"
    made = compiled(archive(tmp_path / "a", text))
    assert "One two three four five." in " ".join(" ".join(page_texts(made.file("2022-01.en", ".pdf"))).split())


def test_an_engine_that_gives_up_is_a_finding_with_the_article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def give_up(*_: object) -> None:
        raise AssertionError("no such line")

    monkeypatch.setattr(document_layout, "render", give_up)
    done = compiled(archive(tmp_path / "a", "Text.\n")).compilation
    assert not done.results
    assert [(finding.code, finding.file) for finding in done.findings] == [
        ("layout-failed", "articles/2022-01-01-one.en.md")
    ]
    assert "no such line" in done.findings[0].message


def test_running_heads_that_cannot_be_laid_out_are_an_error_and_are_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    render = rendering.render

    def give_up(root: object, job: LayoutJob, remedies: str) -> object:
        if job.document == "furniture":
            raise AssertionError("no such line")
        return render(root, job, remedies)  # type: ignore[arg-type]

    monkeypatch.setattr(document_layout, "render", give_up)
    root = archive(tmp_path / "a", "Text.\n")
    with pytest.raises(LayoutError, match="no such line"):
        compiled(root)
    monkeypatch.setattr(document_layout, "render", render)
    assert compiled(root).file("2022-01.en", ".pdf").read_bytes().startswith(b"%PDF-")


def test_ruby_is_printed_with_its_brackets(tmp_path: Path) -> None:
    ruby = "葡萄酒<rp>（</rp><rt>ワイン</rt><rp>）</rp>"  # brackets for those who know no ruby, as the engine
    text = f"赤い<ruby>{ruby}</ruby>を<ruby>東<rt>とう</rt>京<rt>きょう</rt></ruby>で。\n"
    settings = '[editions]\nlanguages = ["ja"]\n'
    root = write_archive(tmp_path / "a", settings, {"2022-01-01-one.ja.md": HEAD + text})
    printed = "".join(page_texts(compiled(root).file("2022-01.ja", ".pdf")))
    assert "赤い葡萄酒（ワイン）を東とう京きょうで。" in "".join(printed.split())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[archive]\n\ntitle = 5\n", r"archivist\.toml:3: archive\.title: write a text in quotation marks"),
        ("[archive]\ntitle = { en = 5 }\n", r"toml:2: archive\.title: write a text"),
        ("archive.title = 5\n", r"toml:1: archive\.title"),
        ("archive = 5\n", r"toml:1: archive: this is a table"),
        (
            '# [volumes]\n[ "volumes" ]\n# period\nperiod = "decade"\n',
            r"toml:4: volumes\.period: Input should be 'day'",
        ),
        ("[labels.fr]\ncontents = 5\n", r"toml:2: labels\.fr\.contents"),
        ('[volumes]\nperiod = "month"\n[epub]\ngray = true\n', r"toml:4: unknown key epub\.gray; did you mean grey\?"),
        ("title = " + "[" * 20_000, "nested too deeply"),
        ("x = " + "{a=" * 5_000, "nested too deeply"),
        ("[volumes]\nfirst = " + "9" * 10_000, "a number that is too large"),
    ],
)
def test_mistakes_in_settings_are_named_with_their_line(tmp_path: Path, text: str, said: str) -> None:
    root = archive(tmp_path / "a", "Text.\n", text)
    with pytest.raises(ConfigurationError, match=said) as raised:
        open_archive(root)
    assert raised.value.hint
