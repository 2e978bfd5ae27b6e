"""From the pages of a Medium export to articles."""

import datetime
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from archivist.export_posts.export_pictures import ExportPictures
from archivist.export_posts.html_editing import classes_of, edit_html, remove, with_class, words_of
from archivist.export_posts.post import Post, article_of_post
from archivist.findings import Finding
from archivist.place import Place
from archivist.reader_api.export_files import open_export
from archivist.reader_api.found import Found, Media, SourceError, Wishes
from archivist.text.xml_element import Element

_ID = re.compile(r"-{1,2}([0-9a-f]{8,16})$")
_TITLES = ("graf--title", "graf--h3", "graf--h2", "graf--h4")
_FIRST_WORDS = 40  # characters by which a response is recognised: Medium calls it by its beginning


def read_export(source: Path, wishes: Wishes, media: Media) -> Iterator[Found]:
    """The articles of an export; then what else is in it, once."""
    files = open_export(source)
    pages = [name for name in files.names if "posts" in PurePosixPath(name).parts[:-1] and name.endswith(".html")]
    if not pages:
        raise SourceError(
            "contains no story (posts/*.html)", "Name the zip file of the export.", place=Place(str(source))
        )
    pictures = ExportPictures(wishes, media)
    for name in pages:
        story = _Story(name, Place(str(source), item=name))
        data = files.read(name)
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("utf-8", "replace")
            story.remarks.append(Finding.at(story.place, "import-repaired", "bytes that are not UTF-8 were replaced"))
        post = story.read(text)
        if post.type == "response" and "response" not in wishes.types:
            message = f"{post.title[:60]!r} has no title of its own, so it is taken for a response to another story"
            yield Finding.at(story.place, "import-left-out", message, "To import responses, add --type response.")
            continue
        yield article_of_post(post, wishes, pictures)
    others = len(files.names) - len(pages)
    if others:
        message = f"other files of the export are left out (profile, lists, claps, sessions …): {others}"
        yield Finding.at(Place(str(source)), "import-left-out", message)


class _Story:
    """One page of an export."""

    def __init__(self, name: str, place: Place) -> None:
        self.place = place
        self._stem = PurePosixPath(name).stem
        self.remarks: list[Finding] = []
        self._facts: dict[str, str] = {}

    def read(self, page: str) -> Post:
        """The story: what the page says around its body, and the body alone."""
        html = edit_html(page, self._keep_body)
        facts = self._facts
        is_draft = self._stem.startswith("draft_")
        number = _ID.search(self._stem)
        address = facts.get("canonical", "")
        slug = _ID.sub("", address.rstrip("/").rpartition("/")[2]) if address else ""
        return Post(
            origin=address or f"urn:medium:{number[1] if number else self._stem}",
            place=self.place,
            title=facts.get("title", ""),
            html=html,
            published=None if is_draft else self._moment(facts.get("published", "")),
            slug=slug,
            authors=(facts["author"],) if facts.get("author") else (),
            description=facts.get("summary", ""),
            source=address if address.startswith(("http://", "https://")) else "",
            type="response" if facts.get("response") else "post",
            is_draft=is_draft,
            remarks=tuple(self.remarks),
        )

    def _keep_body(self, root: Element) -> None:
        facts = self._facts
        for name, mark in (("title", "p-name"), ("summary", "p-summary"), ("author", "p-author")):
            facts[name] = next((words for each in with_class(root, mark) if (words := words_of(each))), "")
        facts["canonical"] = next((each.get("href") or "" for each in with_class(root, "p-canonical")), "")
        facts["published"] = next((each.get("datetime") or "" for each in with_class(root, "dt-published")), "")
        body = next(iter(with_class(root, "e-content")), None)
        if body is None:
            self.remarks.append(
                Finding.at(self.place, "import-doubtful", "no body is marked, so the whole page was taken")
            )
            return
        self._settle(body)
        for child in list(root):
            root.remove(child)
        root.text = ""
        root.append(body)

    def _settle(self, body: Element) -> None:
        """The body without its title and subtitle, which are fields, and without the line above the first section."""
        for each in with_class(body, "section-divider")[:1]:
            remove(each)
        blocks = with_class(body, "graf")
        headings = [each for each in blocks if not classes_of(each).isdisjoint(_TITLES)]
        self._remove_titles(body, headings)
        title = self._facts["title"]
        if blocks and title and not headings:
            self._facts["response"] = "yes" if _is_beginning(title, words_of(blocks[0])) else ""
        for each in with_class(body, "js-mixtapeImage", "mixtapeImage"):
            remove(each)

    def _remove_titles(self, body: Element, headings: list[Element]) -> None:
        """Remove the headings that repeat the title or the subtitle."""
        title, summary = self._facts["title"], self._facts["summary"]
        for each in headings[:2]:
            if words_of(each) in (title, summary) and words_of(each):
                remove(each)
        for each in with_class(body, "graf--subtitle")[:1]:
            if words_of(each) == summary:
                remove(each)

    def _moment(self, written: str) -> datetime.datetime | None:
        if not written:
            return None
        try:
            return datetime.datetime.fromisoformat(written).replace(microsecond=0)
        except ValueError:
            self.remarks.append(Finding.at(self.place, "import-left-out", f"the date {written[:60]!r} cannot be read"))
            return None


def _is_beginning(title: str, words: str) -> bool:
    """Whether a title is the beginning of the text, as Medium calls a response."""
    starts = words[:_FIRST_WORDS]
    return bool(starts) and title.rstrip("… .").startswith(starts[: len(title) - 3])
