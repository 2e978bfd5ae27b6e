"""The same articles for every program: as an archive, and as chapters for pandoc; and what must be in each output."""

import datetime
import html
import re
import shutil
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count, islice
from pathlib import Path

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from thousand import SETTINGS, Written, write_pictures, written

_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_IMAGES = re.compile(r"\]\((?:\.\./)+images/")  # pictures of a corpus; articles and chapters are beside the folder
_FIRST_DAY = datetime.date(2021, 1, 1)
_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Expected:
    """What an output must have: words and numbers of lists, with how often."""

    words: Counter[str]
    numbers: Counter[int]


def sample(number: int) -> list[Written]:
    """Articles made of the sample archive's words."""
    return list(written(number))


def of_corpus(folder: Path, number: int) -> list[Written]:
    """The first articles of a folder of Markdown with front matter, again under other names until there are enough.

    They get the dates of one year, in the order that they have, so that they are one volume as they are one file of
    other programs.
    """
    files = sorted(folder.rglob("*.md"), key=lambda file: (file.name[:10], file))[:number]
    if not files:
        raise SystemExit(f"no article is in {folder}")
    found = [_read(path, at) for at, path in enumerate(files)]
    rounds = (replace(each, name=f"{each.name}-{again}") for again in count() for each in found)
    day = datetime.timedelta(days=1)
    return [replace(each, date=_FIRST_DAY + at * 365 // number * day) for at, each in enumerate(islice(rounds, number))]


def copy_pictures(corpus: Path, folder: Path) -> None:
    """Copy the pictures of a corpus, in its folder or in the one above, beside those that are written."""
    for images in (corpus.parent / "images", corpus / "images"):
        if images.is_dir():
            shutil.copytree(images, folder, dirs_exist_ok=True)


def _read(path: Path, at: int) -> Written:
    text = path.read_text("utf-8-sig")
    front = _FRONT.match(text)
    facts = yaml.safe_load(front[1]) if front else {}
    language = str(facts.get("lang") or facts.get("language") or "en")
    body = _IMAGES.sub("](images/", text[front.end() :] if front else text)
    return Written(f"article-{at:05}", language, _FIRST_DAY, str(facts.get("title", path.stem)), body)


def write_archive(folder: Path, articles: Sequence[Written], period: str) -> None:
    """The articles as an archive with volumes of a period."""
    write_pictures(folder / "articles" / "images")
    (folder / "archivist.toml").write_text(SETTINGS.replace('"year"', f'"{period}"'), "utf-8")
    for each in articles:
        head = f"---\ntitle: {_quoted(each.title)}\nlang: {each.language}\n---\n"
        archive_file(folder, each).write_text(head + each.text, "utf-8")


def archive_file(folder: Path, article: Written) -> Path:
    """The file of an article in an archive."""
    return folder / "articles" / f"{article.date:%Y-%m-%d}-{article.name}.md"


def write_chapters(folder: Path, articles: Sequence[Written]) -> list[str]:
    """The articles as chapters for pandoc, with what archivist prints above an article; the names of the files."""
    write_pictures(folder / "images")
    for each in articles:
        head = f"# {each.title}\n\n::: {{lang={each.language}}}\n\n{each.date:%Y-%m-%d}\n\n"
        (folder / f"{each.name}.md").write_text(f"{head}{each.text}\n:::\n", "utf-8")
    return [f"{each.name}.md" for each in articles]


def expected(articles: Iterable[Written]) -> Expected:
    """The words of articles, without those of pictures, and the numbers of their lists, as CommonMark reads them."""
    words: Counter[str] = Counter()
    numbers: Counter[int] = Counter()
    parser = MarkdownIt("commonmark").enable("table").use(footnote_plugin)
    for each in articles:
        tokens = parser.parse(each.text)
        markup = parser.renderer.render(tokens, parser.options, {})
        words.update(words_of(f"{each.title} {html.unescape(_TAG.sub(' ', markup))}"))
        numbers.update(_numbers(tokens))
    return Expected(words, numbers)


def words_of(text: str) -> list[str]:
    """The words of a text in one form: without case, ligatures and combined letters."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def _numbers(tokens: Iterable[Token]) -> Iterator[int]:
    open_lists: list[Iterator[int]] = []
    for token in tokens:
        if token.type == "ordered_list_open":
            open_lists.append(count(int(token.attrGet("start") or 1)))
        elif token.type == "bullet_list_open":
            open_lists.append(iter(()))
        elif token.type in ("ordered_list_close", "bullet_list_close"):
            open_lists.pop()
        elif token.type == "list_item_open":
            yield from islice(open_lists[-1], 1)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
