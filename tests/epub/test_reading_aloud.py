"""What a browser tells a screen reader of the sample: everything, in a sensible order, in the language it is in."""

import json
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest
from lxml import etree

from archivist.model.results import Format
from archivist.verify import ace
from tests.archives import compiled

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(ace.find() is None, reason=f"no browser can be driven here, missing: {ace.lacking()}"),
]

SAMPLE = Path(__file__).parent.parent.parent
SCRIPT = Path(__file__).with_name("accessibility_tree.js")
# Lists that only the menus of reading systems show are not read.
SHOWN = "//x:body//text()[not(ancestor::*[@hidden])]"
ARTICLES = ("keeping-the-web", "legal-steps", "mkhedruli-unicode", "treaty-of-georgievsk")
LETTERS = {"ka": "[\u10d0-\u10ff]", "ru": "[\u0400-\u04ff]", "en": "[A-Za-z]"}


class Said(NamedTuple):
    """A thing in the accessibility tree."""

    role: str
    name: str
    language: str
    depth: int


@dataclass(frozen=True)
class Read:
    """A document, and what is said of it, in order."""

    source: etree._Element
    said: list[Said]

    @property
    def words(self) -> str:
        """The words of the document: the numbers of lists are not among them."""
        pairs = zip(self.said, [None, *self.said], strict=False)
        return "".join(
            each.name for each, before in pairs if each.role == "StaticText" and before and before.role != "ListMarker"
        )

    def index(self, role: str) -> int:
        return next(at for at, each in enumerate(self.said) if each.role == role)

    def below(self, at: int) -> list[Said]:
        """What is within the thing at this place."""
        after = self.said[at + 1 :]
        length = next((n for n, each in enumerate(after) if each.depth <= self.said[at].depth), len(after))
        return after[:length]


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Read]:
    """The sample of March in Russian, with Georgian beside it and notes in three languages."""
    root = tmp_path_factory.mktemp("aloud")
    for name in ("articles", "glossary.toml"):
        copy = shutil.copytree if (SAMPLE / name).is_dir() else shutil.copy
        copy(SAMPLE / name, root / name)
    settings = (SAMPLE / "archivist.toml").read_text("utf-8")
    parallel = '[editions]\nparallel = "columns"\nparallel_with = ["ka"]\n'
    (root / "archivist.toml").write_text(settings.replace("[editions]\n", parallel), "utf-8")
    made = compiled(root, "2022-03", languages=("ru",), only=Format.EPUB)
    with zipfile.ZipFile(made.file("2022-03.ru", ".epub")) as epub:
        epub.extractall(root / "epub")
    files = [root / "epub" / "EPUB" / f"{name}.xhtml" for name in (*ARTICLES, "related", "nav")]
    return {file.stem: Read(etree.parse(file).getroot(), said) for file, said in zip(files, _tree(files), strict=True)}


def _tree(files: list[Path]) -> list[list[Said]]:
    tool = ace.find()
    assert tool is not None
    modules = (
        tool.cli if isinstance(tool, ace.AceModules) else str(Path(sys.prefix, "ace", "node_modules", "x", "x", "x"))
    )
    given = {
        "modules": str(Path(modules).parents[3]),
        "browser": tool.browser,
        "documents": [file.as_uri() for file in files],
    }
    done = subprocess.run(["node", SCRIPT], input=json.dumps(given), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [[Said(*each) for each in json.loads(line)] for line in done.stdout.splitlines()]


def test_every_word_is_read_once_and_in_the_order_of_the_document(read: Mapping[str, Read]) -> None:
    for each in read.values():
        shown = each.source.xpath(SHOWN, namespaces={"x": "http://www.w3.org/1999/xhtml"})
        assert _letters(each.words) == _letters("".join(shown))


def _letters(text: str) -> str:
    return re.sub(r"[\s\u00ad\u200b\u2060]", "", text)


def test_each_passage_of_the_first_text_is_followed_by_the_same_of_the_second(read: Mapping[str, Read]) -> None:
    for name in ARTICLES:
        said = read[name].said[: read[name].index("doc-endnotes")]
        headings = [each.language for each in said if each.role == "heading"]
        assert headings[:2] == ["ru", "ka"]
        assert all(one != other for one, other in pairwise(headings)), name
        paragraphs = [each.language for each in said if each.role == "paragraph"]
        assert paragraphs.count("ru") > 5
        assert sum(one != other for one, other in pairwise(paragraphs)) > 0.7 * len(paragraphs), name


def test_a_reference_is_announced_as_one_and_its_note_follows_the_text(read: Mapping[str, Read]) -> None:
    for name in ARTICLES:
        document = read[name]
        references = [each.name for each in document.said if each.role == "doc-noteref"]
        notes = [at for at, each in enumerate(document.said) if each.role == "doc-footnote"]
        assert list(dict.fromkeys(references)) == [str(number + 1) for number in range(len(notes))]
        assert notes[0] > document.index("doc-endnotes") > document.index("doc-noteref")
        for number, at in enumerate(notes, start=1):
            first, *rest = document.below(at)
            assert (first.role, first.name) == ("doc-backlink", f"Вернуться к тексту, {number}")
            assert "".join(each.name for each in rest if each.role == "StaticText").removeprefix(str(number))


def test_the_languages_of_a_note_follow_one_another(read: Mapping[str, Read]) -> None:
    document = read["legal-steps"]
    notes = [at for at, each in enumerate(document.said) if each.role == "doc-footnote"]
    spoken = [[each.language for each in document.below(at) if each.role == "paragraph"] for at in notes]
    assert ["ru", "en", "ka"] in spoken or ["ru", "ka", "en"] in spoken
    assert all(len(set(languages)) == len(languages) for languages in spoken)


def test_every_word_is_spoken_in_its_language(read: Mapping[str, Read]) -> None:
    """By its script. In the Russian text names in Latin letters stay as they are written, such as addresses."""
    spoken = {"ka": 0, "ru": 0, "en": 0}
    for name in ARTICLES:
        for each in read[name].said:
            if each.role == "StaticText" and each.language in spoken:
                spoken[each.language] += len(re.findall(LETTERS[each.language], each.name))
                others = {"ka", "ru"} - {each.language}
                strange = [
                    each.name for other in others if len(re.findall(LETTERS[other], each.name)) > len(each.name) / 2
                ]
                assert not strange, (name, each)
    assert min(spoken["ka"], spoken["ru"]) > 10_000
    assert spoken["en"] > 500
