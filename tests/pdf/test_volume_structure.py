"""The structure, metadata and attachments of joined volumes, and what validators say of each standard."""

import io
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from lxml import etree

from archivist.files import sha256
from archivist.verify import verapdf
from tests.archives import Compiled
from tests.cli.test_compile import run

pytestmark = pytest.mark.slow  # lays out pages

EDITIONS = ["2022-03.en", "2022-03.ka"]
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}RDF"


@dataclass
class Read:
    """A volume as it is found."""

    pdf: pikepdf.Pdf

    @property
    def document(self) -> Any:
        (document,) = self.pdf.Root.StructTreeRoot.K
        return document

    def elements(self, above: Any = None) -> Iterator[Any]:
        element = self.document if above is None else above
        yield element
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield from self.elements(kid)

    def of(self, *kinds: str) -> list[Any]:
        return [element for element in self.elements() if str(element.S)[1:] in kinds]


def read(made: Compiled, edition: str) -> Read:
    return Read(pikepdf.open(io.BytesIO(made.file(edition, ".pdf").read_bytes())))


@pytest.fixture(scope="module", params=EDITIONS)
def volume(request: pytest.FixtureRequest, made: Compiled) -> Read:
    return read(made, request.param)


@pytest.fixture(scope="module", params=["a-3a", "a-4f"])
def other(request: pytest.FixtureRequest, made: Compiled, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """The same archive made to another standard."""
    archive = made.copy(tmp_path_factory.mktemp("standard") / "archive")
    settings = archive / "archivist.toml"
    text = settings.read_text("utf-8")
    assert "[pdf]" not in text
    settings.write_text(f'{text}\n[pdf]\nstandard = "{request.param}"\n', "utf-8")
    shutil.rmtree(archive / "build", ignore_errors=True)
    done = run(archive, "compile", "2022-03", "--language", "en", "--quiet")
    assert done.returncode == 0, done.stderr
    return request.param, next(archive.glob("build/2022-03/*.en.pdf"))


def test_the_documents_stand_in_order_under_their_names(volume: Read) -> None:
    names = [bytes(kid.ID).decode() for kid in volume.document.K]
    assert names[:4] == ["cover", "title", "imprint", "contents"]
    assert [str(kid.S) for kid in volume.document.K][:4] == ["/Sect"] * 4
    assert "/Art" in {str(kid.S) for kid in volume.document.K}
    assert all(str(kid.T) and str(kid.Lang) for kid in volume.document.K)


def test_every_piece_of_every_page_leads_to_the_element_that_holds_it(volume: Read) -> None:
    tree = pikepdf.NumberTree(volume.pdf.Root.StructTreeRoot.ParentTree)
    held = 0
    for page in volume.pdf.pages:
        parents = tree[int(page.obj.StructParents)]
        for mark, element in enumerate(parents):
            kids = element.K if isinstance(element.K, pikepdf.Array) else [element.K]
            here = page.obj.objgen
            assert any(
                (isinstance(kid, int) and kid == mark and element.Pg.objgen == here)
                or (isinstance(kid, pikepdf.Dictionary) and kid.get("/MCID") == mark and kid.Pg.objgen == here)
                for kid in kids
            )
            held += 1
    assert held > 50


def test_every_link_leads_to_its_element_and_says_what_it_is(volume: Read) -> None:
    tree = pikepdf.NumberTree(volume.pdf.Root.StructTreeRoot.ParentTree)
    links = [link for page in volume.pdf.pages for link in page.get("/Annots", [])]
    assert links
    for link in links:
        assert pikepdf.Name.Link == tree[int(link.StructParent)].S
        assert len(str(link.Contents)) > 1
        assert not str(link.Contents).startswith(("note.", "call."))
        assert int(link.F) == 4


def test_notes_are_found_by_their_names(volume: Read) -> None:
    names = pikepdf.NameTree(volume.pdf.Root.StructTreeRoot.IDTree)
    notes = volume.of("Note")
    assert notes
    for note in notes:
        assert names[str(note.ID)].objgen == note.objgen
        assert "#note." in str(note.ID)
    assert len({str(note.ID) for note in notes}) == len(notes)


def test_what_is_in_another_language_says_so(made: Compiled) -> None:
    languages = {str(each.Lang) for each in read(made, "2022-03.en").elements() if "/Lang" in each}
    assert languages == {"en", "ka"}


def test_headings_skip_no_level(volume: Read) -> None:
    level = 0
    for heading in volume.of(*(f"H{n}" for n in range(1, 7))):
        number = int(str(heading.S)[2:])
        assert number <= level + 1
        level = number


def test_the_contents_are_a_table_of_contents(volume: Read) -> None:
    (contents,) = volume.of("TOC")
    assert {str(item.S) for item in contents.K} == {"/TOCI"}


def test_metadata_is_one_description_with_everything_a_library_asks(volume: Read) -> None:
    root = etree.fromstring(bytes(volume.pdf.Root.Metadata.read_bytes()))
    assert len(list(root.iter(_RDF))) == 1
    text = "".join(root.itertext())
    for said in ("urn:uuid:", "2022-03-"):
        assert said in text
    with volume.pdf.open_metadata() as xmp:
        assert (xmp.pdfa_status, str(xmp["pdfuaid:part"])) == ("2A", "1")
        assert str(xmp["dc:title"]) == str(volume.pdf.docinfo["/Title"])
        assert xmp["dc:identifier"] in xmp["xmp:Identifier"]


def test_nothing_is_attached_unless_the_standard_wants_it(volume: Read) -> None:
    assert "/EmbeddedFiles" not in volume.pdf.Root.Names
    assert "/AF" not in volume.pdf.Root


@pytest.mark.slow
def test_sources_are_attached_whole_and_to_their_articles(other: tuple[str, Path]) -> None:
    _, file = other
    folder = file.parents[2] / "articles"
    with pikepdf.open(file) as pdf:
        articles = [element for element in Read(pdf).elements() if pikepdf.Name.Art == element.S]
        assert articles
        for article in articles:
            (attached,) = article.AF
            assert attached.AFRelationship == pikepdf.Name.Source
            (source,) = folder.rglob(str(attached.UF))
            assert attached.EF.F.read_bytes() == source.read_bytes()
        assert len(pdf.attachments) == len(articles) == len(pdf.Root.AF)


@pytest.mark.slow
def test_pdf_2_speaks_of_footnotes_and_leads_to_structure(other: tuple[str, Path]) -> None:
    standard, file = other
    with pikepdf.open(file) as pdf:
        found = Read(pdf)
        if standard == "a-3a":
            assert pdf.pdf_version == "1.7"
            assert not found.of("FENote")
            return
        assert pdf.pdf_version == "2.0"
        assert "/Info" not in pdf.trailer
        called = [note for note in found.of("FENote") if "/Ref" in note]  # one is never called
        assert called
        for note in called:
            assert {reference.S for reference in note.Ref} == {pikepdf.Name.Link}
            assert all(reference.Ref[0].objgen == note.objgen for reference in note.Ref)
        for page in pdf.pages:
            for link in page.get("/Annots", []):
                # Only of destinations in the file itself the standard asks for a structure element (ISO 14289-2, 8.8).
                elsewhere = (pikepdf.Name.URI, pikepdf.Name.GoToR)
                assert link.A.S in elsewhere or link.A.SD[0].Type == pikepdf.Name.StructElem


@pytest.mark.slow
def test_validators_confirm_the_other_standards(other: tuple[str, Path]) -> None:
    engine = verapdf.find()
    if engine is None:
        pytest.skip(f"veraPDF cannot run here: {verapdf.lacking()}")
    standard, file = other
    flavours = {"a-3a": ("3a", "ua1"), "a-4f": ("4f", "ua2")}[standard]
    jobs = [verapdf.Job(file, sha256(file), flavour) for flavour in flavours]
    for verdict in engine.run(jobs):
        assert verdict.passed is True, verdict.messages
