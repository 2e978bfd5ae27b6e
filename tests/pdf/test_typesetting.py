"""Fragments: what is laid out again, what is taken from the store, and what is refused."""

import pickle
import shutil
from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from archivist.cache import MissingContentError, Store
from archivist.executors import InProcess, open_executor
from archivist.files import sha256
from archivist.findings import Finding
from archivist.fonts import TEXT_FACES, FontLibrary
from archivist.model.book import Document
from archivist.model.pages import Fragment
from archivist.pdf import engine, stored_fragment
from archivist.pdf.engine import Contents, LaidOut, LayoutJob, lay_out
from archivist.pdf.stored_fragment import pdf_of
from archivist.pdf.typesetting import Typesetter
from archivist.svg.svg_reading import SvgError
from tests.pdf.making import document, theme

pytestmark = pytest.mark.slow  # lays out pages

Lay = Callable[..., tuple[dict[str, Fragment], list[Finding]]]


@pytest.fixture
def lay(tmp_path: Path) -> Lay:
    """Lays documents out, each time with a new typesetter on the same store."""

    def lay_out(
        documents: Sequence[Document],
        styles: tuple[str, ...] = theme(),
        fonts: FontLibrary | None = None,
        jobs: int = 1,
    ) -> tuple[dict[str, Fragment], list[Finding]]:
        told: list[Fragment] = []
        with open_executor(jobs) as workers:
            typesetter = Typesetter(styles, Store(tmp_path / "cache"), workers, fonts or FontLibrary())
            done = typesetter.lay_out(documents, told.append)
        assert sorted(told, key=lambda each: each.document) == sorted(
            done.fragments.values(), key=lambda each: each.document
        )
        return done.fragments, list(done.findings)

    return lay_out


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("articles")
    Image.new("RGB", (60, 20), (200, 30, 30)).save(made / "p.png")
    return made


@pytest.fixture(scope="module")
def documents(folder: Path) -> tuple[Document, ...]:
    texts = {"one": "First.\n\n![Red](p.png)", "two": "Second[^a].\n\n[^a]: Note.", "three": "Third."}
    return tuple(replace(document(text, folder=folder), id=name) for name, text in texts.items())


def fresh(fragments: dict[str, Fragment]) -> list[str]:
    return sorted(name for name, fragment in fragments.items() if not fragment.reused)


def test_a_second_round_takes_everything_from_the_store(lay: Lay, documents: tuple[Document, ...]) -> None:
    first, _ = lay(documents)
    second, findings = lay(documents)
    assert fresh(first) == ["one", "three", "two"]
    assert (fresh(second), findings) == ([], [])
    for name, fragment in second.items():
        assert replace(fragment, reused=False) == first[name]
        assert pdf_of(fragment) == pdf_of(first[name])


def test_only_what_changed_is_laid_out_again(lay: Lay, documents: tuple[Document, ...]) -> None:
    lay(documents)
    changed = replace(documents[1], xhtml=documents[1].xhtml.replace(b"Second", b"Another"))
    again, _ = lay((documents[0], changed, documents[2]))
    assert fresh(again) == ["two"]
    renamed, _ = lay((replace(documents[2], id="elsewhere"),))
    assert fresh(renamed) == []  # a document's name is not on its pages


class OneJob(InProcess):
    """Asks for a single job, as an executor does that has room for one."""

    def run(self, function: Callable[[Any], Any], jobs: Iterable[Any]) -> Generator[tuple[int, Any], None, None]:
        yield 0, function(next(iter(jobs)))


def test_documents_are_looked_up_while_others_are_laid_out(
    lay: Lay, documents: tuple[Document, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(documents[:1])
    looked_up: list[str] = []
    read = stored_fragment.read

    def look_up(store: Store, names: Sequence[str], key: str) -> tuple[Fragment, ...] | None:
        looked_up.extend(names)
        return read(store, names, key)

    monkeypatch.setattr(stored_fragment, "read", look_up)
    done = Typesetter(theme(), Store(tmp_path / "cache"), OneJob(), FontLibrary()).lay_out(documents, lambda _: None)
    assert looked_up == ["one", "two"]  # the third is not needed yet
    assert list(done.fragments) == ["one", "two"]


def test_several_workers_make_the_same_fragments(lay: Lay, documents: tuple[Document, ...], tmp_path: Path) -> None:
    first, _ = lay(documents, jobs=2)
    made = {name: pdf_of(fragment) for name, fragment in first.items()}
    shutil.rmtree(tmp_path / "cache")
    second, _ = lay(documents)
    assert {name: pdf_of(fragment) for name, fragment in second.items()} == made
    assert {name: fragment.key for name, fragment in first.items()} == {name: f.key for name, f in second.items()}


def test_another_style_or_another_picture_is_another_fragment(
    lay: Lay, documents: tuple[Document, ...], tmp_path: Path
) -> None:
    first, _ = lay(documents[:1])
    keys = {first["one"].key}
    styled, _ = lay(documents[:1], (*theme(), "p { color: red }"))
    keys.add(styled["one"].key)
    (picture,) = documents[0].pictures
    Image.new("RGB", (60, 20), (30, 200, 30)).save(tmp_path / "green.png")
    green = replace(picture, path=tmp_path / "green.png", digest=sha256(tmp_path / "green.png"))
    other = replace(documents[0], pictures=(green,))
    painted, _ = lay((other,))
    keys.add(painted["one"].key)
    assert len(keys) == 3
    assert fresh(styled) == fresh(painted) == ["one"]
    assert pdf_of(painted["one"]) != pdf_of(first["one"])


def test_another_version_of_a_font_is_another_fragment(
    lay: Lay, documents: tuple[Document, ...], tmp_path: Path
) -> None:
    first, _ = lay(documents[2:])
    folder = tmp_path / "fonts"
    folder.mkdir()
    for face in FontLibrary().text_faces():
        shutil.copy(face.path, folder / face.path.name)
    same, _ = lay(documents[2:], fonts=FontLibrary([folder]))
    assert fresh(same) == []  # another place, the same bytes
    other = tmp_path / "other"
    shutil.copytree(folder, other)
    with (other / TEXT_FACES[0].name).open("ab") as file:
        file.write(b"\0\0\0\0")
    changed, _ = lay(documents[2:], fonts=FontLibrary([other]))
    assert fresh(changed) == ["three"]
    assert changed["three"].key != first["three"].key


@pytest.mark.parametrize("damage", ["cut", "changed", "gone"])
def test_a_damaged_entry_is_laid_out_again(
    lay: Lay, documents: tuple[Document, ...], tmp_path: Path, damage: str
) -> None:
    first, _ = lay(documents[2:])
    data = pdf_of(first["three"])
    (entry,) = (tmp_path / "cache").rglob("*.fragment")
    content = entry.read_bytes()
    if damage == "gone":
        entry.unlink()
    else:
        entry.write_bytes(content[:-10] if damage == "cut" else content[:10] + b"X" + content[11:])
    again, _ = lay(documents[2:])
    assert fresh(again) == ["three"]
    assert pdf_of(again["three"]) == data


def test_a_worker_sees_no_folder_of_the_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A job names digests; their contents are looked up in the store, and the picture's own file may be gone."""
    handed: list[LayoutJob] = []

    def keep(job: LayoutJob, contents: Contents) -> LaidOut:
        handed.append(job)
        return lay_out(job, contents)

    monkeypatch.setattr(engine, "lay_out", keep)
    Image.new("RGB", (60, 20)).save(tmp_path / "p.png")
    source = document("Text.\n\n![P](p.png)", folder=tmp_path)
    made = Typesetter(theme(), Store(tmp_path / "store"), InProcess(), FontLibrary()).lay_out([source], lambda _: None)
    (job,) = handed
    assert str(tmp_path).encode() not in pickle.dumps(job)
    assert b"/fonts" not in pickle.dumps(job)
    (tmp_path / "p.png").unlink()
    assert lay_out(job, Store(tmp_path / "store")).pdf == pdf_of(made.fragments[source.id])
    shutil.rmtree(tmp_path / "store")
    with pytest.raises(MissingContentError):
        lay_out(job, Store(tmp_path / "elsewhere"))


def test_a_letter_no_font_has_is_named_with_its_article_and_a_package(lay: Lay) -> None:
    odd = replace(document("A letter \U00018b00 that few fonts have.", title="Odd letters", path="odd.md"), id="odd")
    fragments, (finding,) = lay((odd, replace(document("Fine."), id="fine")))
    assert list(fragments) == ["fine"]
    assert (finding.code, finding.file) == ("missing-glyph", "odd.md")
    assert "U+18B00" in finding.message
    assert "Odd letters" in finding.message
    assert "fonts-noto" in finding.remedy


def test_a_document_that_loses_words_has_no_fragment(lay: Lay, documents: tuple[Document, ...], tmp_path: Path) -> None:
    fragments, findings = lay(documents[:2], (*theme(), ".note-text { display: none }"))
    assert list(fragments) == ["one"]
    assert [(finding.code, finding.file) for finding in findings] == [("text-lost", "a.en.md")]
    assert "note." in findings[0].message
    fragments, findings = lay(documents[2:], (*theme(), "p { margin-left: -1000mm }"))
    assert (fragments, [finding.code for finding in findings]) == ({}, ["text-off-page"])
    assert len([*(tmp_path / "cache").rglob("*.fragment")]) == 1  # of the one that was whole


def test_a_long_note_is_reported_also_when_it_comes_from_the_store(lay: Lay) -> None:
    long = document("a[^1] b[^2]\n\n[^1]: " + "word " * 700 + "\n[^2]: short", title="Long")
    told: list[Any] = [lay((long,))[1], lay((long,))[1]]
    assert told[0] == told[1]
    (finding,) = told[0]
    assert (finding.code, finding.file) == ("long-note", "a.en.md")
    assert "note 1" in finding.message


@pytest.mark.parametrize(
    ("code", "drawn"),
    [
        ("drawing-as-dots", '<text y="20" text-decoration="underline">lined</text>'),
        ("drawing-off-page", '<text x="5000" y="20">away</text>'),
    ],
)
def test_what_is_wrong_with_a_drawing_is_reported(lay: Lay, tmp_path: Path, code: str, drawn: str) -> None:
    _, findings = lay((_with_drawing(tmp_path, drawn),))
    assert {(finding.code, finding.file) for finding in findings} == {(code, "a.en.md")}


def test_a_drawing_that_nothing_can_draw_is_reported(lay: Lay, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> bytes:
        raise SvgError("it cannot be drawn: the renderer crashed")

    shown = _with_drawing(tmp_path, '<text y="20" text-decoration="underline">lined</text>')  # drawn once on trial
    monkeypatch.setattr("archivist.svg.renderer.Renderer.render", fail)
    fragments, (finding,) = lay((shown,))
    assert (finding.code, finding.file) == ("drawing-lost", "a.en.md")
    assert len(fragments) == 1


def _with_drawing(folder: Path, drawn: str) -> Document:
    head = '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100" viewBox="0 0 200 100">'
    (folder / "d.svg").write_text(f"{head}{drawn}</svg>", "utf-8")
    return document("Text.\n\n![A drawing](d.svg)", folder=folder)
