"""A small tagged PDF made by hand with pikepdf, right in every respect, and what its record and its book say.

Four pages: a cover, contents, an article of two pages with a note and a link. Tests break it in one place each.
"""

import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
from fontTools import subset
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import ImageCms

from archivist.files import sha256
from archivist.fonts import FontLibrary
from archivist.record.document_numbers import Call
from archivist.record.document_text import BREAK, DocumentText
from archivist.record.expected_text import ExpectedText
from archivist.record.volume_record import (
    DocumentPages,
    MadeFrom,
    RecordedDocument,
    RecordedFile,
    RecordedVolume,
    VolumeRecord,
)
from archivist.text.list_numbers import ListNumber
from archivist.verify.file_text import FileText

LETTERS = "".join(map(chr, range(32, 127))) + "\N{SOFT HYPHEN}"
EXPECTED = (
    ExpectedText("cover", "Cover", (f"{BREAK}The River Reader{BREAK}",)),
    ExpectedText("contents", "Contents", (f"{BREAK}Contents{BREAK} {BREAK}The spring 1{BREAK}",)),
    ExpectedText(
        "spring",
        "spring.en.md",
        (f"{BREAK}The spring{BREAK}It rises in the snow.1 It meets another river.{BREAK}One item{BREAK}",),
        {"note.1": f"1{BREAK}Above the valley.{BREAK}"},
        numbers={"": (ListNumber(7),)},
        calls={"": (Call("1", "note.1"),)},
    ),
)
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">The River Reader</rdf:li></rdf:Alt></dc:title>
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of the standard</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


@cache
def good() -> bytes:
    """The file."""
    return _Maker().made()


def misnumbered(label: str = "7.", call: str = "spring#note.1") -> bytes:
    """The file with another number of its one item, or with a call that leads elsewhere."""
    return _Maker(label, call).made()


def changed(change: Callable[[Pdf], None]) -> bytes:
    """The file with something done to its objects."""
    with pikepdf.open(io.BytesIO(good())) as pdf:
        change(pdf)
        return saved(pdf)


def saved(pdf: Pdf) -> bytes:
    target = io.BytesIO()
    pdf.save(target, deterministic_id=True, fix_metadata_version=False)
    return target.getvalue()


def put(folder: Path, data: bytes, *, of: bytes | None = None) -> tuple[RecordedFile, VolumeRecord]:
    """The file in a folder, and the record of an edition it is of; the record is that of `of`, if given."""
    path = folder / "volume.pdf"
    path.write_bytes(data)
    recorded = data if of is None else of
    file = RecordedFile(path, len(recorded), sha256(recorded))
    pages = DocumentPages("1", "2", 2, 2)
    spring = RecordedDocument(
        "spring", "article", "The spring", "en", DocumentText(()), "spring", pages, {"note.1": "1"}
    )
    return file, VolumeRecord(
        version=2,
        identifier="urn:uuid:0",
        title="The River Reader",
        volume=RecordedVolume("2022-03", "March 2022", 1, 1, 2022, "2022-03-01", "2022-03-31"),
        language="en",
        languages=("en",),
        page_count=4,
        page_labels=("Cover", "i", "1", "2"),
        documents=(spring,),
        articles=(),
        article_pages={"spring": pages},
        omitted=(),
        files=(file,),
        fonts=(),
        made_from=MadeFrom({}, {}),
        made_by={"archivist": "0.1.0"},
    )


def unknown(why: str = "unknown") -> FileText:
    """Text that is not known."""
    return FileText(unknown=why)


@dataclass
class _Page:
    """A page being written: marked content with text, in the order of the commands."""

    commands: list[str] = field(default_factory=list)
    sequences: int = 0
    annotations: list[Any] = field(default_factory=list)


class _Maker:
    def __init__(self, label: str = "7.", call: str = "spring#note.1") -> None:
        self.label, self.call = label, call  # what numbers the one item, and where the call of the note leads
        self.pdf = Pdf.new()
        self.codes: dict[str, int] = {}
        self.font = self._font()
        self.pages = [_Page() for _ in range(4)]
        for _ in self.pages:
            self.pdf.add_blank_page(page_size=(300, 400))
        self.held: list[dict[int, Any]] = [{} for _ in self.pages]  # element of each MCID, by page
        self.root = self.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))

    def made(self) -> bytes:
        book = self.element("Document", self.root)
        cover = self.element("Sect", book, id="cover", title="Cover")
        self.text(self.element("P", cover), 0, "The River Reader")
        contents = self.element("Sect", book, id="contents", title="Contents")
        self.text(self.element("H1", contents), 1, "Contents")
        self.link(self.text(self.element("Link", self.element("P", contents)), 1, "The spring 1"), 1, "spring#")
        self._article(self.element("Art", book, id="spring", title="The spring"))
        for index, number in ((1, "i"), (2, "1"), (3, "2")):
            self._folio(index, number)
        self.root.K = book
        self._finish()
        return saved(self.pdf)

    def _article(self, article: Any) -> None:
        self.text(self.element("H1", article), 2, "The spring")
        paragraph = self.element("P", article)
        self.text(paragraph, 2, "It rises in the snow.")
        self.link(self.text(self.element("Link", self.element("Reference", paragraph)), 2, "1"), 2, self.call)
        note = self.element("Note", paragraph, id="spring#note.1")
        self.text(self.element("Lbl", note), 2, "1")
        self.text(self.element("P", note), 2, "Above the valley.")
        self.text(paragraph, 2, " It meets ano")
        self.text(paragraph, 2, "-", replaced="\N{SOFT HYPHEN}")
        self.text(paragraph, 3, "ther river.")
        item = self.element("LI", self.element("L", article))
        self.text(self.element("Lbl", item), 3, self.label)
        self.text(self.element("LBody", item), 3, "One item")

    def element(self, kind: str, parent: Any, *, id: str = "", title: str = "") -> Any:
        element = self.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name("/" + kind), P=parent, K=Array()))
        if id:
            element.ID = String(id)
        if title:
            element.T = String(title)
        if kind == "L":
            element.A = Dictionary(O=Name.List, ListNumbering=Name.Decimal)
        if parent is not self.root:
            parent.K.append(element)
        return element

    def text(self, element: Any, index: int, text: str, *, replaced: str = "") -> Any:
        page = self.pages[index]
        number = page.sequences
        page.sequences += 1
        kind = str(element.S)
        actual = f" /ActualText <{('feff' + replaced.encode('utf-16-be').hex())}>" if replaced else ""
        page.commands.append(f"{kind} <</MCID {number}{actual}>> BDC {self._shown(text, 360 - 20 * number)} EMC")
        element.K.append(Dictionary(Type=Name.MCR, MCID=number, Pg=self.pdf.pages[index].obj))
        self.held[index][number] = element
        return element

    def _shown(self, text: str, height: int) -> str:
        codes = "".join(f"{self.codes[letter]:04x}" for letter in text)
        return f"BT /F 10 Tf 1 0 0 1 20 {height} Tm <{codes}> Tj ET"

    def link(self, element: Any, index: int, target: str) -> None:
        page = self.pages[index]
        height = 360 - 20 * len(page.annotations)
        annotation = self.pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Link,
                Rect=[20, height, 120, height + 12],
                Dest=String(target),
                F=4,
                Contents=String(f"To {target}"),
                Border=[0, 0, 0],
            )
        )
        page.annotations.append((annotation, element))
        element.K.append(Dictionary(Type=Name.OBJR, Obj=annotation, Pg=self.pdf.pages[index].obj))

    def _folio(self, index: int, number: str) -> None:
        form = self.pdf.make_stream(
            self._shown(number, 20).encode() + b" " + self._shown("The River Reader", 380).encode()
        )
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 300, 400])
        form.Resources = Dictionary(Font=Dictionary(F=self.font))
        self.pdf.pages[index].add_resource(form, Name.XObject, name=Name.Folio)
        self.pages[index].commands.append("/Artifact <</Type /Pagination>> BDC q /Folio Do Q EMC")

    def _finish(self) -> None:
        pdf, root = self.pdf, self.pdf.Root
        numbers: list[Any] = []
        key = len(self.pages)
        for index, (page, sheet) in enumerate(zip(self.pages, pdf.pages, strict=True)):
            sheet.add_resource(self.font, Name.Font, name=Name.F)
            sheet.obj.Contents = pdf.make_stream("\n".join(page.commands).encode())
            sheet.obj.StructParents, sheet.obj.Tabs = index, Name.S
            numbers.extend([index, Array([self.held[index][number] for number in sorted(self.held[index])])])
        further: list[Any] = []
        for page, sheet in zip(self.pages, pdf.pages, strict=True):
            if page.annotations:
                sheet.obj.Annots = Array([annotation for annotation, _ in page.annotations])
            for annotation, element in page.annotations:
                annotation.StructParent = key
                further.extend([key, element])
                key += 1
        numbers.extend(further)
        self.root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(numbers)))
        self.root.ParentTreeNextKey = key
        root.StructTreeRoot, root.MarkInfo, root.Lang = self.root, Dictionary(Marked=True), String("en")
        root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        places = {"contents#": 1, "cover#": 0, "spring#": 2, "spring#note.1": 2}
        names = [part for name, page in sorted(places.items()) for part in (String(name), self._place(page))]
        root.Names = Dictionary(Dests=Dictionary(Names=Array(names)))
        labels = (0, Dictionary(P=String("Cover"))), (1, Dictionary(S=Name.r)), (2, Dictionary(S=Name.D))
        root.PageLabels = Dictionary(Nums=Array([part for label in labels for part in label]))
        with pdf.open_outline() as outline:
            outline.root += [pikepdf.OutlineItem(name, destination=self._place(page)) for name, page in places.items()]
        root.Metadata = pdf.make_stream(_XMP.encode())
        root.Metadata.Type, root.Metadata.Subtype = Name.Metadata, Name.XML
        profile = pdf.make_stream(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
        profile.N = 3
        root.OutputIntents = Array(
            [
                Dictionary(
                    Type=Name.OutputIntent,
                    S=Name.GTS_PDFA1,
                    OutputConditionIdentifier=String("sRGB"),
                    DestOutputProfile=profile,
                )
            ]
        )

    def _place(self, page: int) -> Array:
        return Array([self.pdf.pages[page].obj, Name.XYZ, 20, 380, 0])

    def _font(self) -> Any:
        faces, _ = FontLibrary().faces_for(LETTERS, "en")
        font = TTFont(faces[0].path)
        subsetter = subset.Subsetter(subset.Options(layout_features=[], hinting=False, notdef_outline=True))
        subsetter.populate(text=LETTERS)
        subsetter.subset(font)
        target = io.BytesIO()
        font.save(target)
        scale = 1000 / font["head"].unitsPerEm
        self.codes = {chr(code): font.getGlyphID(name) for code, name in font.getBestCmap().items()}
        widths = [round(font["hmtx"][name][0] * scale) for name in font.getGlyphOrder()]
        head, hhea = font["head"], font["hhea"]
        program = self.pdf.make_stream(target.getvalue())
        descriptor = Dictionary(
            Type=Name.FontDescriptor,
            FontName=Name("/ABCDEF+NotoSerif"),
            Flags=4,
            ItalicAngle=0,
            StemV=80,
            FontBBox=[round(edge * scale) for edge in (head.xMin, head.yMin, head.xMax, head.yMax)],
            Ascent=round(hhea.ascent * scale),
            Descent=round(hhea.descent * scale),
            CapHeight=700,
            FontFile2=program,
        )
        descendant = Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2,
            BaseFont=Name("/ABCDEF+NotoSerif"),
            W=[0, widths],
            DW=0,
            CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
            FontDescriptor=descriptor,
            CIDToGIDMap=Name.Identity,
        )
        return self.pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.Type0,
                BaseFont=Name("/ABCDEF+NotoSerif"),
                Encoding=Name("/Identity-H"),
                DescendantFonts=[self.pdf.make_indirect(descendant)],
                ToUnicode=self.pdf.make_stream(_to_unicode(self.codes.items())),
            )
        )


def _to_unicode(codes: Iterable[tuple[str, int]]) -> bytes:
    pairs = sorted((code, letter) for letter, code in codes)
    lines = [f"<{code:04x}> <{ord(letter):04x}>" for code, letter in pairs]
    blocks = [lines[start : start + 100] for start in range(0, len(lines), 100)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{body}\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    ).encode()
