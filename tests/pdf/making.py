"""Documents laid out for real, and PDFs read back with other tools than those that made them."""

import io
import re
from collections.abc import Iterable, Iterator
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pikepdf
import pypdfium2

from archivist.cache import Store
from archivist.fonts import FontFace, FontLibrary
from archivist.model.articles import Picture
from archivist.model.book import Document
from archivist.pdf import engine
from archivist.pdf.engine import LaidOut, LayoutJob, PictureInJob
from archivist.pdf.theme import style_sheets
from archivist.settings.choices import PageSize
from tests.apparatus.making import article, config
from tests.markup.making import book, named

FONTS = FontLibrary()
_FOLDER = TemporaryDirectory()  # removed at the end of the tests
CONTENTS = Store(Path(_FOLDER.name))

lay_out = partial(engine.lay_out, contents=CONTENTS)


def stored_fonts(faces: Iterable[FontFace]) -> tuple[str, ...]:
    """The fonts of faces as a job names them."""
    return tuple(dict.fromkeys(CONTENTS.add_file(face.path, face.digest) for face in faces))


def stored_picture(name: str, media_type: str, content: bytes) -> PictureInJob:
    """A picture as a job names it."""
    return PictureInJob(name, media_type, CONTENTS.add(content))


def document(
    text: str, *, translation: str = "", layout: str = "stacked", folder: Path = Path("/nowhere"), **fields: Any
) -> Document:
    """The document of an article with this text in English, and perhaps a translation into Georgian."""
    settings = config("en", notes=("en", "ka"), notes_table={"layout": layout})
    works = [article("a", text, **fields)]
    if translation:
        works.append(article("a", translation, "ka"))
    return named(book(settings, *works, folder=folder), "a")


@cache
def theme(page: str = "A5") -> tuple[str, ...]:
    return style_sheets(PageSize(page))


def job(source: Document | bytes, *styles: str, page: str = "A5", pictures: tuple[Picture, ...] | None = None) -> Any:
    """What is needed to lay a document out; `styles` are read after the theme's."""
    xhtml = source if isinstance(source, bytes) else source.xhtml
    shown = (source.pictures if isinstance(source, Document) else ()) if pictures is None else pictures
    faces, lacking = FONTS.faces_for(xhtml.decode(), "en")
    assert not lacking
    handed = tuple(stored_picture(each.name, each.media_type, each.path.read_bytes()) for each in shown)
    return LayoutJob("a", xhtml, (*theme(page), *styles), stored_fonts(faces), handed)


def laid(source: Document | str, *styles: str, page: str = "A5", **options: Any) -> LaidOut:
    """An article laid out."""
    return lay_out(job(document(source, **options) if isinstance(source, str) else source, *styles, page=page))


def whole(made: LaidOut) -> bool:
    """Whether nothing is lost, hidden or off the paper, and the numbers of lists and notes are right."""
    return not (made.losses or made.off_page or made.hidden or made.list_numbers or made.note_numbers)


def pages(pdf: bytes) -> list[str]:
    """The text of each page, without spaces and hyphens at the end of lines."""
    with pypdfium2.PdfDocument(pdf) as opened:
        return [squeezed(page.get_textpage().get_text_range()) for page in opened]


def squeezed(text: str) -> str:
    """Without what differs between a text and its setting: spaces, dividing hyphens, joiners."""
    text = re.sub("[-\u2010\ufffe\x02\xad]\\s*[\r\n]+", "", text)
    return re.sub("[\\s\xad\u2060\u200b-\u200d\ufeff\ufffe\x02-]+", "", text)


def below(pdf: bytes, page: int, top: float, height: float) -> str:
    """The text of a band of a page: `top` in points from the bottom edge."""
    with pypdfium2.PdfDocument(pdf) as opened:
        width = opened[page].get_width()
        return squeezed(opened[page].get_textpage().get_text_bounded(0, max(0, top - height), width, top))


def page_of(made: LaidOut, word: str) -> int:
    """The only page a word stands on, and it stands there once."""
    found = [(number, text.count(word)) for number, text in enumerate(pages(made.pdf)) if word in text]
    assert len(found) == 1, (word, found)
    assert found[0][1] == 1, (word, found)
    return found[0][0]


def font_names(pdf: bytes) -> set[str]:
    """The names of the fonts in a file, without the marks of subsets."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return {_plain(str(font["/BaseFont"])) for font in _fonts(opened)}


def _fonts(opened: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    for thing in opened.objects:
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/Font" and "/BaseFont" in thing:
            yield thing


def _plain(name: str) -> str:
    return re.sub(r"[^a-z]", "", name.lstrip("/").rpartition("+")[2].lower())
