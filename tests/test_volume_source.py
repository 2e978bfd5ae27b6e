"""The source of a volume: the same documents are made of it as in the whole archive, and it lacks nothing."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from archivist.archive import Archive, open_archive
from archivist.deposit.source_folder import VolumeSource, write_source
from archivist.deposit_preparation.volume_source import volume_source
from archivist.errors import ConfigurationError, UsageError
from archivist.executors import InProcess
from archivist.findings import Finding
from archivist.fonts import FontFace
from archivist.markup import quote_pages
from archivist.model.pages import PageMap
from archivist.pipeline import EditionBuilder
from archivist.planning import plan
from archivist.settings.config import parse
from archivist.volume_context import UnreadableContextError, parse_context
from tests.archives import Compiled, write_archive
from tests.ledger.test_publishing import enter

VOLUMES = ("2022-02", "2022-03")
SETTINGS = """\
[archive]
title = "Reader"
articles = "../texts"
site = "https://reader.example.org"
cover = "pictures/front.png"

[editions]
languages = ["en", "ka"]

[notes]
languages = ["en", "ka"]

[glossary]
file = "../terms.toml"

[pdf]
style = "../print.css"  # shared

[fonts]
folders = ["/usr/share/fonts"]
"""


def article(title: str, day: str, text: str, head: str = "") -> str:
    return f"---\ntitle: {title}\ndate: {day}\n{head}---\n{text}\n"


# Every way in which an article can refer to another one; two of them have the same address.
ARTICLES = {
    "2024-01-02-alpha.en.md": article("Alpha", "2024-01-02", "Text.\n\n## A place {#here}\n\nText.", "source: https://a.example/1\n"),
    "2024-01-02-alpha.ka.md": article("ალფა", "2024-01-02", "ტექსტი."),
    "2024-01-03-twin.en.md": article("First twin", "2024-01-03", "Text.", "source: https://a.example/twin\n"),
    "2024-01-04-twin-again.en.md": article("Second twin", "2024-01-04", "Text.", "source: https://a.example/twin\n"),
    "2024-01-05-told.en.md": article("Told of orchards and rivers", "2024-01-05", "Orchards, rivers and weirs. " * 5),
    "2024-01-06-never-listed.en.md": article("Never listed", "2024-01-06", "Words of another matter."),
    "2024-02-05-beta.en.md": article(
        "Beta",
        "2024-02-05",
        "By [file](2024-01-02-alpha.en.md#here), [address](https://a.example/1#here), [shared](https://a.example/twin)"
        ", [path](/2024/01/06/never-listed/), [reference]({{< ref \"2024-03-01-gamma.en.md\" >}}), "
        "[host](reader.example.org/2024/01/05/told), [dead](gone.en.md), [sibling](2024-02-06-delta.ka.md) "
        "and [web](https://b.example/).\n\n![A field](/static/field.png) Orchards, rivers and weirs.[^n]\n\n"
        "[^n]: See [there](2024-03-01-gamma.en.md).\n",
        "related: [twin, delta, no-such]\n",
    ),
    "2024-02-05-beta.ka.md": article("ბეტა", "2024-02-05", "ტექსტი.[^n]\n\n[^n]: [აქ](2024-01-02-alpha.ka.md)."),
    "2024-02-06-delta.ka.md": article("დელტა", "2024-02-06", "ტექსტი.", "related: ['https://a.example/1']\n"),
    "2024-03-01-gamma.en.md": article("Gamma", "2024-03-01", "Text.", "related: [alpha, beta]\n"),
}  # fmt: skip


@pytest.fixture(scope="module")
def scattered(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """An archive whose files are in several folders, none of which is below it."""
    base = tmp_path_factory.mktemp("scattered")
    write_archive(base / "archive", SETTINGS, {})
    (base / "texts").mkdir()
    for name, text in ARTICLES.items():
        (base / "texts" / name).write_text(text, "utf-8")
    (base / "static").mkdir()
    Image.new("RGB", (30, 12), (40, 70, 150)).save(base / "static/field.png")
    (base / "archive/pictures").mkdir()
    Image.new("RGB", (30, 12), (70, 40, 90)).save(base / "archive/pictures/front.png")
    (base / "print.css").write_text("p { color: black }\n")
    (base / "terms.toml").write_text(
        '[[term]]\nid = "orchard"\nkind = "subject"\nname = { en = "orchard", ka = "ბაღი" }\n', "utf-8"
    )
    return open_archive(base / "archive")


def documents(archive: Archive, volume: str) -> Mapping[str, Mapping[str, bytes]]:
    """By edition and document what is laid out. Pages of the edition itself are not known before."""
    with InProcess() as workers:
        builder = EditionBuilder(archive, plan(archive), workers)
        found = {}
        for edition in builder.plan.editions:
            if edition.volume.id == volume:
                book, _ = builder.mark_up(builder.annotate(edition)[0])
                others = {id: pages for id, pages in builder.pages.items() if isinstance(pages, PageMap)}
                articles = [quote_pages(each, PageMap({}), "{page}", others) for each in book.articles]
                texts = {each.id: each.xhtml for each in (*book.documents, *articles)}
                found[edition.id] = texts
        return found


def taken(archive: Archive, volume: str, folder: Path) -> tuple[VolumeSource, Archive]:
    """The source of a volume in a folder."""
    source = volume_source(archive, plan(archive), volume)
    write_source(folder, source)
    return source, open_archive(folder, folder.with_name("build"))


@pytest.mark.parametrize("volume", ["2024-01", "2024-02", "2024-03"])
def test_the_same_documents_are_made_of_the_source(scattered: Archive, volume: str, tmp_path: Path) -> None:
    source, alone = taken(scattered, volume, tmp_path / "source")
    assert source.findings == ()
    assert documents(alone, volume) == documents(scattered, volume)
    assert plan(alone).findings == ()
    assert {edition.volume.id for edition in plan(alone).editions} == {volume}


def test_the_source_names_files_within_it_and_only_what_the_volume_needs(scattered: Archive, tmp_path: Path) -> None:
    source, alone = taken(scattered, "2024-02", tmp_path / "source")
    names = [name for name in source.files if not name.startswith("fonts/")]
    assert names == [
        "archivist.toml",
        *(f"articles/{name}" for name in sorted(ARTICLES) if name.startswith("2024-02")),
        *("cover/front.png", "glossary.toml", "static/field.png", "styles/pdf.css", "volume-context.json"),
    ]
    assert alone.config.pdf.style == Path("styles/pdf.css")
    assert alone.config.archive.cover == Path("cover/front.png")
    assert alone.config.fonts.folders == (Path("fonts"),)
    assert alone.config.archive.id == scattered.config.archive.id
    assert "# shared" in (tmp_path / "source/archivist.toml").read_text("utf-8")
    context = json.loads((tmp_path / "source/volume-context.json").read_bytes())
    named = {volume["id"]: [work["key"] for work in volume["works"]] for volume in context["volumes"]}
    assert named == {"2024-01": ["alpha", "twin", "told", "never-listed"], "2024-03": ["gamma"]}


def test_the_same_source_each_time(scattered: Archive) -> None:
    first, second = (volume_source(scattered, plan(scattered), "2024-02") for _ in range(2))
    assert dict(first.files) == dict(second.files)


def test_pages_and_numbers_of_published_volumes_are_recorded(made: Compiled, tmp_path: Path) -> None:
    root = made.copy(tmp_path / "archive")
    enter(root, *VOLUMES)
    whole = open_archive(root)
    source, alone = taken(whole, "2022-03", tmp_path / "source")
    assert documents(alone, "2022-03") == documents(whole, "2022-03")
    context = parse_context(bytes(source.files["volume-context.json"]), "context")
    assert (context.volume.number, context.volumes[0].editions[0].articles[0].page) == (2, "1")
    ledger = json.loads(bytes(source.files["ledger.json"]))
    assert list(ledger["volumes"]) == ["2022-03"]
    assert list(ledger["volumes"]["2022-03"]) == ["en", "ka"]
    assert plan(alone).differences == ()


def test_a_font_in_another_version_than_that_of_the_published_volume_is_left_out(
    made: Compiled, tmp_path: Path
) -> None:
    root = made.copy(tmp_path / "archive")
    enter(root, "2022-03")
    ledger = (root / "ledger.json").read_text("utf-8")
    digest = next(face.digest for face in open_archive(root).fonts.text_faces() if face.path.stem == "NotoSerif-Bold")
    (root / "ledger.json").write_text(ledger.replace(digest, "0" * 64), "utf-8")
    source = volume_source(open_archive(root), plan(open_archive(root)), "2022-03")
    assert "fonts/NotoSerif-Bold.ttf" not in source.files
    assert "fonts/NotoSerif-Regular.ttf" in source.files
    (finding,) = source.findings
    assert finding.message.endswith("source of 2022-03: the volume was published with another version of it")


def test_a_changed_or_missing_article_of_the_source_is_reported(scattered: Archive, tmp_path: Path) -> None:
    _, alone = taken(scattered, "2024-02", tmp_path / "source")
    (tmp_path / "source/articles/2024-02-06-delta.ka.md").unlink()
    said = [(each.code, each.message) for each in plan(alone).findings]
    assert said == [("source-article-missing", "delta (ka) of 2024-02.ka is not there")]


def test_a_new_version_is_made_only_in_the_whole_archive(scattered: Archive, tmp_path: Path) -> None:
    _, alone = taken(scattered, "2024-02", tmp_path / "source")
    with pytest.raises(UsageError, match="only in the whole archive"):
        plan(alone, new_versions=["2024-02.en"])
    (tmp_path / "source/archivist.toml").write_text('[archive]\nid = "urn:x:other"\n')
    with pytest.raises(UsageError, match="is of the archive with the id"):
        plan(open_archive(tmp_path / "source"))


def test_an_unknown_volume_has_no_source(scattered: Archive) -> None:
    with pytest.raises(UsageError, match="there is no volume 2030-01"):
        volume_source(scattered, plan(scattered), "2030-01")


def test_a_volume_with_errors_has_no_source(tmp_path: Path) -> None:
    folder = write_archive(tmp_path / "archive", articles={"2024-01-02-a.en.md": article("A", "2024-01-02", "<b>")})
    (folder / "articles/2024-01-02-a.en.md").write_bytes(b"---\ntitle: A\n---\n\xff")
    with pytest.raises(UsageError):
        volume_source(open_archive(folder), plan(open_archive(folder)), "2024-01")


def test_a_font_that_may_not_be_passed_on_is_left_out(scattered: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        FontFace, "licence", property(lambda face: "" if "Mono" in face.family else "SIL Open Font License")
    )
    source = volume_source(scattered, plan(scattered), "2024-01")
    assert {each.code for each in source.findings} == {"source-without-font"}
    assert "the font Noto Sans Mono (NotoSansMono-Bold.ttf, Version" in source.findings[0].message
    assert not [name for name in source.files if "Mono" in name]
    assert b'folders = ["fonts", "/usr/share/fonts"]' in bytes(source.files["archivist.toml"])
    bare = volume_source(scattered, plan(scattered), "2024-01", with_fonts=False)
    assert not [name for name in bare.files if name.startswith("fonts/")]
    assert b"[fonts]" not in bytes(bare.files["archivist.toml"])


# ---------------------------------------------------------------- the file


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "not valid JSON"),
        (b"\xff", "not UTF-8 text"),
        (b"[1]", "it is not a context"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{\n "format": "archivist context 9"\n}', "the format “archivist context 9”"),
        (b'{"format": "archivist context 1", "archive": "x", "volume": []}', "damaged: volume"),
        (b'{"format": "archivist context 1", "archive": "a\\u0001", "volume": {}}', "damaged: archive"),
    ],
)
def test_a_damaged_context_is_refused(content: bytes, said: str) -> None:
    with pytest.raises(UnreadableContextError, match=said):
        parse_context(content, "volume-context.json")


# ---------------------------------------------------------------- fonts


def test_a_font_of_a_home_folder_is_reported(scattered: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    from archivist import fonts, pipeline  # noqa: PLC0415

    archive = replace(scattered, config=parse({}))
    faces = archive.fonts.text_faces()[:1]
    assert archive.fonts.from_home(faces) == ()
    monkeypatch.setattr(fonts, "HOME_FOLDERS", (faces[0].path.parent,))
    assert archive.fonts.from_home(faces) == faces
    assert scattered.fonts.from_home(faces) == ()  # its folder is named by the settings
    edition = plan(scattered).editions[0]
    found: list[Finding] = list(pipeline._home_fonts(edition, faces))
    assert [each.code for each in found] == ["font-from-home"]
    assert "is set in Noto Serif of /usr/share/fonts" in found[0].message


def test_a_folder_of_fonts_that_is_not_there_is_named(tmp_path: Path) -> None:
    root = write_archive(tmp_path / "archive", '[fonts]\nfolders = ["no-such"]\n')
    with pytest.raises(ConfigurationError, match=r"the folder of fonts .*no-such does not exist"):
        open_archive(root)
