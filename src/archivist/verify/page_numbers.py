"""The numbers of pages: what a viewer shows, what is printed, what the record says."""

from collections.abc import Iterator, Sequence

import pikepdf

from archivist.record.reading import RecordedArticle, RecordedEdition
from archivist.verdict import Message
from archivist.verify.internal_check import error, on_page
from archivist.verify.marked_text import Artifact

CHECK = "page numbers"


def labels_of(pdf: pikepdf.Pdf) -> tuple[str, ...]:
    """The label of each page (ISO 32000-1, 12.4.2); without labels a page is called by its place."""
    return tuple(str(page.label) for page in pdf.pages)


def messages(pdf: pikepdf.Pdf, recorded: RecordedEdition) -> Iterator[Message]:
    """The file against the record."""
    labels = labels_of(pdf)
    if "/PageLabels" not in pdf.Root:
        yield error("no-page-labels", "the file has no page labels")
    if len(labels) != recorded.pages:
        yield error("pages-differ", f"the file has {len(labels)} pages; the record says {recorded.pages}")
    for article in recorded.articles:
        yield from _article(article, labels)


def _article(article: RecordedArticle, labels: Sequence[str]) -> Iterator[Message]:
    name = f"{article.key} ({article.language})"
    for label in dict.fromkeys((article.first_page, article.last_page)):
        if labels.count(label) != 1:
            yield error(
                "label-wrong", f"{labels.count(label)} pages are labelled {label}, a page of {name}; should be 1"
            )
            return
    pages = labels.index(article.last_page) - labels.index(article.first_page) + 1
    if pages != article.pages:
        yield error(
            "label-wrong",
            f"{name} is on pages {article.first_page} to {article.last_page}: "
            f"{pages} by the labels, {article.pages} by the record",
        )


def printed(labels: Sequence[str], artifacts: Sequence[Artifact]) -> Iterator[Message]:
    """The label of each page against the number printed on it; a page with neither head nor number is passed over."""
    by_page: dict[int, list[str]] = {}
    for artifact in artifacts:
        if artifact.kind == "Pagination":
            by_page.setdefault(artifact.page, []).extend(text.strip() for text in artifact.texts)
    for page, texts in by_page.items():
        label = labels[page] if page < len(labels) else ""
        if label not in texts:
            shown = ", ".join(f"“{text}”" for text in texts)
            yield error("label-wrong", f"labelled “{label}”; printed at the edge is {shown}", on_page(page))
