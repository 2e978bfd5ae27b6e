"""Collects what the text of one article has wrong."""

from archivist.findings import Finding
from archivist.model.articles import Article


class Report:
    """The findings of one article's text. Lines are lines of the file, from 1; 0 if not known."""

    def __init__(self, article: Article) -> None:
        self._file = article.path
        self._first_line = article.text_line
        self._findings: list[Finding] = []

    def line(self, line: int) -> int:
        """The line of the file for a line of the text (from 0)."""
        return self._first_line + line

    def add(self, code: str, message: str, line: int = 0, hint: str = "") -> None:
        """Add a finding."""
        self._findings.append(Finding(code, message, self._file, line, hint))

    def findings(self) -> tuple[Finding, ...]:
        """What was found, each once, in the order found."""
        return tuple(dict.fromkeys(self._findings))
