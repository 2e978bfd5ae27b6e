"""The numbers of pages: what a viewer shows, what is printed, what the record says."""

from collections.abc import Iterator, Sequence

import pikepdf

from archivist.record.volume_record import DocumentPages, VolumeRecord
from archivist.verdict import Message
from archivist.verify.internal_check import error, on_page
from archivist.verify.marked_text import Artifact

CHECK = "page numbers"


def labels_of(pdf: pikepdf.Pdf) -> tuple[str, ...]:
    """The label of each page (ISO 32000-1, 12.4.2); without labels a page is called by its place."""
    return tuple(str(page.label) for page in pdf.pages)


def messages(pdf: pikepdf.Pdf, record: VolumeRecord) -> Iterator[Message]:
    """The file against the record."""
    labels = labels_of(pdf)
    if "/PageLabels" not in pdf.Root:
        yield error("no-page-labels", "the file has no page labels")
    if len(labels) != record.page_count:
        yield error("pages-differ", f"the file has {len(labels)} pages; the record says {record.page_count}")
    elif record.page_labels and labels != record.page_labels:
        index, label, other = next(
            (index, *pair)
            for index, pair in enumerate(zip(labels, record.page_labels, strict=True))
            if len({*pair}) > 1
        )
        yield error("label-differs", f"labelled “{label}”; in the record “{other}”", on_page(index))
    for name, pages in record.article_pages.items():
        yield from _article(name, pages, labels)


def _article(name: str, article: DocumentPages, labels: Sequence[str]) -> Iterator[Message]:
    for label in dict.fromkeys((article.first, article.last)):
        if labels.count(label) != 1:
            yield error(
                "label-wrong", f"{labels.count(label)} pages are labelled {label}, a page of {name}; should be 1"
            )
            return
    pages = labels.index(article.last) - labels.index(article.first) + 1
    if pages != article.count:
        yield error(
            "label-wrong",
            f"{name} is on pages {article.first} to {article.last}: "
            f"{pages} by the labels, {article.count} by the record",
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
