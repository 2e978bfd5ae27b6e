"""From a folder of articles to volumes: what is made, made again, left alone, and always the same."""

import io
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from archivist import archive_facts, executors, parsed_texts, pipeline
from archivist.archive import open_archive
from archivist.build_folder import volume_folder
from archivist.errors import UsageError
from archivist.executors import InProcess
from archivist.files import move
from archivist.findings import Severity
from archivist.model.results import Compilation, Format
from archivist.planning import build_findings, plan
from archivist.workflows.article_check import check
from archivist.workflows.volume_compilation import compile_volumes
from tests.archives import ARTICLES, PROSE, SETTINGS, Compiled, compiled, made_files, write_archive

FRONT = {"cover", "title", "imprint", "contents"}
RIVER = "2022-03-09-river.en.md"
TEXT = "---\ntitle: {title}\ndate: {date}\nlang: {lang}\n---\n{text}\n"


@pytest.fixture
def copy(made: Compiled, tmp_path: Path) -> Path:
    """The small archive, with all that was made of it, to be changed."""
    return made.copy(tmp_path / "copy")


def change(root: Path, old: str, new: str, name: str = RIVER) -> None:
    file = root / "articles" / name
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def codes(made: Compilation) -> list[tuple[str, str, int]]:
    return [(finding.code, finding.file, finding.line) for finding in made.findings]


CITATIONS = (".bib", ".ris", ".json")  # the suffixes of the files that say how to cite
STEM = "the-river-reader-2022-03"
BACK = ("related", "translations", "sources", "colophon")  # they follow one another, so they are laid out together

# ---------------------------------------------------------------- what is made


def test_every_edition_is_made_and_what_was_done_is_reported(made: Compiled) -> None:
    assert {result.edition: result.laid_out for result in made.compilation.results} == {
        "2022-02.en": 7,
        "2022-03.en": 10,
        "2022-03.ka": 10,
    }
    assert made.watch.announced == {result.edition: result.laid_out for result in made.compilation.results}
    assert tuple(made.watch.results) == made.compilation.results
    for result in made.compilation.results:
        assert result.reused == 0
        assert [file.suffix for file in result.files] == [".pdf", ".epub", *CITATIONS, ".json"]
        assert all(file.is_file() for file in result.files)
        assert result.pages == json.loads(made.file(result.edition, ".json").read_bytes())["pages"]
    assert sorted(made.files) == sorted(
        file.relative_to(made.root / "build").as_posix() for result in made.compilation.results for file in result.files
    )


def test_what_was_found_names_files_as_an_editor_can_open_them(made: Compiled) -> None:
    assert codes(made.compilation) == [
        ("empty-edition", "", 0),
        ("missing-translation", "articles/2022-02-02-earlier.en.md", 0),
        ("related-unknown", "articles/2022-03-09-river.en.md", 13),
        ("note-in-one-language", "articles/2022-03-09-river.en.md", 32),
        ("text-without-note", "articles/2022-03-09-river.en.md", 32),
    ]
    lines = (made.root / "articles" / RIVER).read_text("utf-8").splitlines()
    assert "no-such-article" in lines[12]
    assert lines[31].startswith("[^left]:")
    told = check(open_archive(made.root))
    assert tuple(each for each in told if each.code != "related-one-way") == made.compilation.findings


def test_pdf_and_epub_hold_the_same_page_numbers_and_titles(made: Compiled) -> None:
    data = json.loads(made.file("2022-03.en", ".json").read_bytes())
    first = {item["key"]: item["first_page"] for item in data["articles"]}
    with zipfile.ZipFile(made.file("2022-03.en", ".epub")) as archive:
        related = archive.read(next(name for name in archive.namelist() if name.endswith("related.xhtml"))).decode()
    related = related.replace("\N{NO-BREAK SPACE}", " ")
    quoted = re.findall(r'<h2><a href="([a-z]+)\.xhtml"[^>]*>[^<]*</a> <span class="page">p. (\d+)</span>', related)
    assert quoted == [("river", first["river"]), ("road", first["road"])]
    assert f'<a href="road.xhtml">The road beside it</a> <span class="page">p. {first["road"]}</span>' in related
    # The author of the road lists nothing: what has words in common with it is suggested.
    _, suggested = related.split('<p class="suggested">')
    assert (
        f'<li><a href="river.xhtml">Where the river rises</a> <span class="page">p. {first["river"]}</span>'
        in suggested
    )


# ---------------------------------------------------------------- made again


def test_a_second_compile_lays_nothing_out_and_makes_the_same_files(made: Compiled, copy: Path) -> None:
    again = compiled(copy)
    assert again.watch.made_now == set()
    assert [(result.laid_out, result.reused) for result in again.compilation.results] == [(0, 7), (0, 10), (0, 10)]
    assert again.files == made.files


def together(edition: str, *names: str) -> set[str]:
    return {f"{edition}/{name}" for name in names}


def test_a_changed_word_lays_out_what_shares_pages_with_its_article(copy: Path) -> None:
    change(copy, "The spring is small.", "The spring is tiny.")
    again = compiled(copy, "2022-03")
    assert again.watch.made_now == together("2022-03.en", "river", "road", *BACK)  # the sources state its digest


@pytest.mark.slow
def test_a_changed_word_lays_out_its_article_only_on_pages_of_its_own(tmp_path: Path) -> None:
    root = write_archive(tmp_path / "archive", f'{SETTINGS}\n[pdf]\narticles = "page"\n')
    compiled(root, "2022-03", languages=("en",))
    change(root, "The spring is small.", "The spring is tiny.")
    again = compiled(root, "2022-03", languages=("en",))
    assert again.watch.made_now == together("2022-03.en", "river", *BACK)


@pytest.mark.slow
def test_an_article_that_grows_lays_out_the_pages_that_quote_its_followers(copy: Path) -> None:
    change(copy, "### By foot", f"{PROSE * 24}\n\n### By foot")
    again = compiled(copy, "2022-03")
    own = together("2022-03.en", "river", "road", "contents", *BACK)
    assert again.watch.made_now == own | together("2022-03.ka", *BACK)  # which name pages of the English edition


@pytest.mark.slow
def test_a_note_in_a_translation_lays_out_both(copy: Path) -> None:
    change(copy, "მეორე სახელი ქართულად.", "მეორე სახელი სხვაა.", "2022-03-09-river.ka.md")
    own = together("2022-03.en", "river", "road") | together("2022-03.ka", "river", "road", *BACK)
    assert compiled(copy, "2022-03").watch.made_now == own


def test_a_changed_picture_lays_out_what_shows_it(made: Compiled, copy: Path) -> None:
    picture = copy / "articles" / "blue.png"
    with picture.open("ab") as file:
        file.write(b"more")  # the same picture to the eye, but other bytes
    again = compiled(copy, "2022-03", languages=("en",))
    assert again.watch.made_now == together("2022-03.en", "river", "road")


def test_a_changed_title_of_the_serial_lays_out_only_where_it_stands(copy: Path) -> None:
    settings = copy / "archivist.toml"
    settings.write_text(settings.read_text("utf-8").replace("The River Reader", "The Brook Reader"), "utf-8")
    again = compiled(copy, "2022-03", languages=("en",))
    # The names of files begin with the title, and in the EPUB the appendix names those of other volumes.
    assert again.watch.made_now == together("2022-03.en", "cover", "title", "imprint", *BACK)
    assert (copy / "build" / "2022-03" / "the-brook-reader-2022-03.en.pdf").is_file()


def test_only_what_is_asked_for_is_made(copy: Path) -> None:
    for file in (copy / "build").glob("*/*"):
        if ".cache" not in file.parts:
            file.unlink()
    assert [result.edition for result in compiled(copy, "2022-02").compilation.results] == ["2022-02.en"]
    assert {Path(name).parts[0] for name in made_files(copy / "build")} == {"2022-02"}


# ---------------------------------------------------------------- one format


def test_an_epub_by_itself_lays_out_its_cover_only_and_quotes_no_page(made: Compiled, tmp_path: Path) -> None:
    alone = compiled(write_archive(tmp_path / "alone"), "2022-03", languages=("en",), only=Format.EPUB)
    (result,) = alone.compilation.results
    assert [file.suffix for file in result.files] == [".epub", *CITATIONS, ".json"]
    assert (result.pages, result.laid_out) == (0, 1)
    assert alone.watch.made_now == {"2022-03.en/cover"}
    assert alone.watch.announced == {"2022-03.en": 1}
    with (
        zipfile.ZipFile(alone.file("2022-03.en", ".epub")) as archive,
        zipfile.ZipFile(made.file("2022-03.en", ".epub")) as with_pdf,
    ):
        names = {Path(name).name: name for name in archive.namelist()}
        related, nav = (archive.read(names[name]).decode() for name in ("related.xhtml", "nav.xhtml"))
        assert archive.read(names["cover.jpg"]) == with_pdf.read(names["cover.jpg"])
        assert sorted(names.values()) == sorted(with_pdf.namelist())
    assert "p. " not in related
    assert 'class="page"' not in related
    assert '<h2><a href="river.xhtml">Where the river rises</a></h2>' in related
    assert "page-list" not in nav


@pytest.mark.slow
def test_an_epub_by_itself_is_the_same_made_in_one_process_or_in_several(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = compiled(write_archive(tmp_path / "one"), only=Format.EPUB)
    monkeypatch.setattr(parsed_texts, "_BATCH", 1)
    for module in (pipeline, executors, archive_facts):
        monkeypatch.setattr(module, "FEW", 0)
    several = compiled(write_archive(tmp_path / "several"), only=Format.EPUB, jobs=2)
    assert several.files == alone.files
    assert several.watch.made_now == alone.watch.made_now


@pytest.mark.slow
def test_an_epub_by_itself_loads_nothing_that_it_does_not_use(tmp_path: Path) -> None:
    root = write_archive(tmp_path / "alone")
    code = (
        "import atexit, runpy, sys\n"
        "atexit.register(lambda: print(*sys.modules))\n"
        "sys.argv = ['archivist', *sys.argv[1:]]\n"
        "runpy.run_module('archivist', run_name='__main__')"
    )
    begin = (sys.executable, "-c", code, "--archive", str(root))
    done = subprocess.run([*begin, "compile", "2022-03", "--only", "epub"], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.splitlines()[-1].split())
    assert "archivist.pdf.drawn_cover" in loaded
    unused = {
        "weasyprint",
        "pydyf",
        "pyphen",
        "pikepdf",
        "fontTools",
        "archivist.pdf.typesetting",
        "archivist.pdf.stored_fragment",
    }
    unused |= {"langcodes", "archivist.volume_context.context_members", "archivist.web_archives.opening"}
    unused |= {"archivist.glossary.mentions", "archivist.compiled.published_editions", "archivist.verify.verapdf"}
    assert not unused & loaded
    assert len(loaded) < 1100  # each costs half a millisecond of processor time


def test_the_record_names_only_what_was_made_and_the_other_file_stays(made: Compiled, copy: Path) -> None:
    before = made.file("2022-03.en", ".pdf").read_bytes()
    change(copy, "The spring is small.", "The spring is tiny.")
    epub = compiled(copy, "2022-03", languages=("en",), only=Format.EPUB)
    data = json.loads(epub.file("2022-03.en", ".json").read_bytes())
    assert [Path(output["file"]).suffix for output in data["outputs"]] == [".epub", *CITATIONS]
    assert "pages" not in data
    assert not any("first_page" in article or "pages" in article for article in data["articles"])
    assert epub.file("2022-03.en", ".epub").with_suffix(".pdf").read_bytes() == before


def test_a_pdf_by_itself_is_the_same_as_with_the_epub(made: Compiled, copy: Path) -> None:
    alone = compiled(copy, "2022-03", languages=("en",), only=Format.PDF)
    (result,) = alone.compilation.results
    assert [file.suffix for file in result.files] == [".pdf", *CITATIONS, ".json"]
    assert alone.file("2022-03.en", ".pdf").read_bytes() == made.file("2022-03.en", ".pdf").read_bytes()
    assert alone.file("2022-03.en", ".pdf").with_suffix(".epub").is_file()
    data = json.loads(alone.file("2022-03.en", ".json").read_bytes())
    assert [Path(output["file"]).suffix for output in data["outputs"]] == [".pdf", *CITATIONS]
    assert data["pages"] == result.pages


# ---------------------------------------------------------------- errors


def test_an_error_in_reading_stops_everything(copy: Path) -> None:
    before = made_files(copy / "build")
    change(copy, "date: 2022-03-16", "date: soon", "2022-03-16-road.en.md")
    change(copy, "The spring is small.", "The spring is tiny.")
    again = compiled(copy)
    assert again.compilation.results == ()
    assert ("bad-date", "articles/2022-03-16-road.en.md", 3) in codes(again.compilation)
    assert made_files(copy / "build") == before
    assert again.watch.documents == {}


def test_a_passage_that_is_nested_too_deeply_stops_no_volume(copy: Path) -> None:
    change(copy, "A road follows the water.", "> " * 300 + "deep", "2022-03-16-road.en.md")
    again = compiled(copy, "2022-03")
    assert [result.edition for result in again.compilation.results] == ["2022-03.en", "2022-03.ka"]
    assert "markdown-limit" in [entry[0] for entry in codes(again.compilation)]


def test_an_edition_with_an_error_is_left_as_it_was_and_the_others_are_made(copy: Path) -> None:
    text, code = "A letter \U0010fffd.", "missing-glyph"
    before = made_files(copy / "build")
    change(copy, "A road follows the water.", text, "2022-03-16-road.en.md")
    change(copy, "გზა წყალს მიჰყვება.", "გზა მიდის.", "2022-03-16-road.ka.md")
    again = compiled(copy, "2022-03")
    assert [result.edition for result in again.compilation.results] == ["2022-03.ka"]
    assert (code, "articles/2022-03-16-road.en.md") in [entry[:2] for entry in codes(again.compilation)]
    after = made_files(copy / "build")
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {
        f"2022-03/{name}" for name in ("volume.ka.json", *(f"{STEM}.ka{each}" for each in (".pdf", ".epub")))
    }
    assert set(after) == set(before)


def test_a_style_that_hides_words_makes_no_volume(copy: Path) -> None:
    settings = copy / "archivist.toml"
    settings.write_text(settings.read_text("utf-8") + '\n[pdf]\nstyle = "own.css"\n', "utf-8")
    (copy / "own.css").write_text(".note-text:lang(ka) { display: none }")
    before = made_files(copy / "build")
    again = compiled(copy, "2022-03", languages=("en",))
    assert again.compilation.results == ()
    errors = [finding for finding in again.compilation.findings if finding.severity is Severity.ERROR]
    assert {(finding.code, finding.file) for finding in errors} == {
        ("text-lost", f"articles/{name}") for name in (RIVER, "2022-03-16-road.en.md")
    }
    assert made_files(copy / "build") == before


@pytest.mark.slow
@pytest.mark.parametrize("failing", [0, 3])
def test_interrupted_while_files_are_moved_every_file_is_whole_and_the_next_compile_replaces_them(
    copy: Path, failing: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(copy, "The spring is small.", "The spring is tiny.")
    before = made_files(copy / "build")
    moved: list[Path] = []

    def interrupted(partial: Path, path: Path) -> None:
        if len(moved) == failing:
            raise KeyboardInterrupt
        moved.append(path)
        move(partial, path)

    with monkeypatch.context() as patched:
        patched.setattr(volume_folder, "move", interrupted)
        with pytest.raises(KeyboardInterrupt):
            compiled(copy, "2022-03", languages=("en",))
    between = made_files(copy / "build")
    changed = {name for name in between if between[name] != before.get(name)}
    assert changed == {path.relative_to(copy / "build").as_posix() for path in moved}
    assert [path.name for path in moved][:1] == ["volume.en.incomplete"][:failing]
    assert not list((copy / "build").glob("*/.*.part"))
    incomplete = [finding.code for finding in build_findings(open_archive(copy), plan(open_archive(copy)))]
    assert incomplete == (["edition-incomplete"] if failing else [])
    again = compiled(copy, "2022-03", languages=("en",))
    assert again.watch.made_now == set()  # all was laid out before
    assert not [finding for finding in again.compilation.findings if finding.code == "edition-incomplete"]
    assert not (copy / "build/2022-03/volume.en.incomplete").exists()
    data = json.loads(again.file("2022-03.en", ".json").read_bytes())
    assert [output["bytes"] for output in data["outputs"]][:2] == [
        again.file("2022-03.en", suffix).stat().st_size for suffix in (".pdf", ".epub")
    ]


# ---------------------------------------------------------------- places


@pytest.fixture
def as_nobody() -> Iterator[Callable[[Path], None]]:
    """Makes a folder read-only, also for root, who may write anywhere: then the test only sees the modes."""
    folders: list[Path] = []

    def protect(folder: Path) -> None:
        for path in (*folder.rglob("*"), folder):
            path.chmod(0o555 if path.is_dir() else 0o444)
            folders.append(path)

    yield protect
    for path in folders:
        path.chmod(0o755)


@pytest.mark.slow
def test_articles_may_be_read_only_and_elsewhere(
    made: Compiled, tmp_path: Path, as_nobody: Callable[[Path], None]
) -> None:
    elsewhere, root = made.copy(tmp_path / "there"), tmp_path / "here"
    (elsewhere / "build").rename(tmp_path / "build")
    root.mkdir()
    settings = SETTINGS.replace("[archive]", f'[archive]\narticles = "{elsewhere / "articles"}"')
    (root / "archivist.toml").write_text(settings, "utf-8")
    listing = sorted((path, path.stat().st_mtime_ns) for path in elsewhere.rglob("*"))
    as_nobody(elsewhere)
    archive = open_archive(root, tmp_path / "build")
    watch = type(made.watch)()
    done = compile_volumes(archive, volumes=["2022-03"], workers=InProcess(), progress=watch)
    assert watch.made_now == set()  # a folder's place is not on any page
    assert len(done.results) == 2
    assert sorted((path, path.stat().st_mtime_ns) for path in elsewhere.rglob("*")) == listing
    for finding in done.findings:
        assert not finding.file or Path(finding.file).is_file()
        assert not finding.file or Path(finding.file).is_absolute()
    for name, data in made_files(tmp_path / "build").items():
        assert data == made.files[name], name


def test_a_missing_folder_of_articles_is_said(tmp_path: Path) -> None:
    (tmp_path / "archivist.toml").write_text(SETTINGS, "utf-8")
    with pytest.raises(UsageError, match="articles"):
        open_archive(tmp_path)


# ---------------------------------------------------------------- settings


@pytest.mark.slow
def test_originals_stand_in_for_missing_translations(tmp_path: Path) -> None:
    settings = SETTINGS.replace('"ka"]\n\n[notes]', '"ka"]\nmissing = "original"\n\n[notes]')
    articles = {name: ARTICLES[name] for name in ("2022-02-02-earlier.en.md", "2022-03-16-road.ka.md")}
    root = write_archive(tmp_path / "archive", settings, articles)
    done = compiled(root, languages=("ka",))
    assert [result.edition for result in done.compilation.results] == ["2022-02.ka", "2022-03.ka"]
    data = json.loads(done.file("2022-02.ka", ".json").read_bytes())
    assert [(item["key"], item["language"]) for item in data["articles"]] == [("earlier", "en")]
    assert (data["language"], data["languages"], data["omitted"]) == ("ka", ["ka", "en"], [])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("period", "volumes"),
    [
        ("day", {"2022-02-02", "2022-03-09", "2022-03-16"}),
        ("week", {"2022-W05", "2022-W10", "2022-W11"}),
        ("month", {"2022-02", "2022-03"}),
        ("quarter", {"2022-Q1"}),
        ("year", {"2022"}),
    ],
)
def test_every_period_makes_its_volumes(made: Compiled, copy: Path, period: str, volumes: set[str]) -> None:
    settings = copy / "archivist.toml"
    settings.write_text(f'{SETTINGS}\n[volumes]\nperiod = "{period}"\n', "utf-8")
    planned = plan(open_archive(copy))
    assert {volume.id for volume in planned.volumes} == volumes
    last = sorted(volumes)[-1]
    done = compiled(copy, last, languages=("en",))
    (result,) = done.compilation.results
    assert result.edition == f"{last}.en"
    assert {name.partition("/")[2] for name in done.watch.made_now} <= {
        *FRONT,
        *BACK,
        "earlier",
        "river",
        "road",
    }
    assert f"{last}.en.pdf" in result.files[0].name


def test_the_given_date_of_making_is_the_one_in_the_files(
    copy: Path, made: Compiled, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")  # 2023-11-14T22:13:20Z
    again = compiled(copy, "2022-02")
    assert again.watch.made_now == set()
    with pikepdf.open(again.file("2022-02.en", ".pdf")) as pdf:
        assert str(pdf.docinfo["/ModDate"]).startswith("D:20231114221320")
        with pdf.open_metadata() as xmp:
            assert str(xmp["xmp:ModifyDate"]).startswith("2023-11-14T22:13:20")
    with zipfile.ZipFile(again.file("2022-02.en", ".epub")) as archive:
        package = archive.read(next(name for name in archive.namelist() if name.endswith(".opf"))).decode()
    assert '<meta property="dcterms:modified">2023-11-14T22:13:20Z</meta>' in package
    without = made.file("2022-02.en", ".pdf").read_bytes()
    assert b"2023-11-14" not in without
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    with pytest.raises(UsageError, match="SOURCE_DATE_EPOCH"):
        compiled(copy, "2022-02")


# ---------------------------------------------------------------- sameness


@pytest.mark.slow
def test_another_machine_would_make_the_same_bytes(made: Compiled, tmp_path: Path) -> None:
    """Another folder, number of workers, hash seed, time zone, locale and order of files; nothing from a cache."""
    root = tmp_path / "a folder ნაცვლად"
    write_archive(root, articles=dict(reversed(list(ARTICLES.items()))))
    environment = {
        **{name: text for name, text in os.environ.items() if name != "SOURCE_DATE_EPOCH"},
        "PYTHONHASHSEED": "4242",
        "TZ": "Asia/Kathmandu",
        "LC_ALL": "C.UTF-8",
        "COLUMNS": "40",
    }
    command = [sys.executable, "-m", "archivist", "compile", "--jobs", "2", "--archive", str(root)]
    done = subprocess.run(command, cwd="/", env=environment, capture_output=True, check=True)
    assert b"laid out" in done.stdout
    files = made_files(root / "build")
    assert sorted(files) == sorted(made.files)
    assert [name for name in files if files[name] != made.files[name]] == []


@pytest.mark.parametrize("suffix", [".pdf", ".epub", ".json"])
def test_nothing_of_this_machine_is_in_the_files(made: Compiled, suffix: str) -> None:
    secrets = {str(made.root), made.root.parent.name, sys.prefix}
    for result in made.compilation.results:
        data = made.file(result.edition, suffix).read_bytes()
        texts = [data, *(_unpacked(data) if suffix == ".epub" else _streams(data) if suffix == ".pdf" else [])]
        for secret in secrets:
            assert not any(secret.encode() in text for text in texts), secret


def _unpacked(data: bytes) -> Iterator[bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        yield from (archive.read(name) for name in archive.namelist())


def _streams(data: bytes) -> Iterator[Any]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") != "/Image":
                yield thing.read_bytes()
