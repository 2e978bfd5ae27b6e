"""The text of a file as the archive's Markdown: tags replaced, pictures brought, HTML converted."""

from collections.abc import Mapping
from dataclasses import dataclass

from archivist.findings import Finding
from archivist.html_to_markdown import to_markdown
from archivist.readers.site_folders.html_notation import Html
from archivist.readers.site_folders.markdown_notation import Markdown
from archivist.readers.site_folders.site_pictures import Pictures
from archivist.readers.site_folders.templates import Template


@dataclass(frozen=True, slots=True)
class Text:
    """A text in the archive's dialect of Markdown."""

    markdown: str
    plain: str  # the words of the source; "" if it is Markdown itself
    remarks: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text is read with."""

    template: Template
    pictures: Pictures
    data: Mapping[str, object]  # the front matter, which may name a picture

    def markdown(self, text: str, line: int) -> Text:
        """A text in Markdown. `line` is where it begins in the file."""
        text = self.pictures.bring_all(self.template.read(text, line))
        figure = self.pictures.first(self.data, Markdown())
        before = f"{figure}\n\n" if figure else ""
        return Text(before + text, "", self._remarks())

    def html(self, text: str, line: int, language: str) -> Text:
        """A text in HTML. Relative addresses stay as they are, as in Markdown."""
        pieces = self.template.read(text, line)
        written = "".join(piece.text for piece in pieces)
        place = self.pictures.place
        body = to_markdown(written, language=language, picture=self._picture, place=place)
        first = to_markdown(self.pictures.first(self.data, Html()), language=language)
        markdown = "\n".join(filter(None, (first.text, body.text)))
        plain = "\n\n".join(filter(None, (first.plain, body.plain)))
        reported = tuple(each for each in body.remarks if each.code != "import-markup")  # the template tells these
        return Text(markdown, plain, (*self._remarks(), *reported))

    def _picture(self, address: str) -> str:
        return self.pictures.bring(address, 0) or self.pictures.elsewhere(address) or address

    def _remarks(self) -> tuple[Finding, ...]:
        return (*self.template.report.findings(), *self.pictures.report())
