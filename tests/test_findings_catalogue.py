"""Every code of a message has a meaning, a remedy, a page of the manual and a test that expects it."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from archivist.findings import CODES, Finding, Severity, catalogue, in_order
from archivist.place import Place

ROOT = Path(__file__).parents[1]
_CODE = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)+")
_ONE_WORD = frozenset(code for code in CODES if "-" not in code)
# What makes a message of `verify`: the code is the first or the second argument.
_MAKERS = frozenset({"error", "warning", "info", "_error", "Message", "LeftOut", "Finding", "at", "Remark"})


def _expected_in_golden_folders() -> Iterator[str]:
    """The words of every output that a golden folder expects."""
    for path in (ROOT / "tests/golden").glob("*/golden/std*"):
        yield path.read_text("utf-8")


def _strings_of_tests() -> Iterator[str]:
    """The string literals of every test but this one, docstrings aside."""
    for path in (ROOT / "tests").rglob("*.py"):
        if path != Path(__file__):
            tree = ast.parse(path.read_text("utf-8"))
            prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
            literals = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in prose)
            yield from (node.value for node in literals if isinstance(node.value, str))


@pytest.fixture(scope="module")
def expected() -> frozenset[str]:
    """Every code that a golden folder or a test names."""
    texts = (*_expected_in_golden_folders(), *_strings_of_tests())
    golden = {word for text in _expected_in_golden_folders() for word in text.replace(":", " ").split()}
    return frozenset(code for text in texts for code in _CODE.findall(text)) | (_ONE_WORD & {*golden, *texts})


@pytest.mark.slow
@pytest.mark.parametrize("code", sorted(CODES))
def test_a_golden_folder_or_a_test_expects_the_code(code: str, expected: frozenset[str]) -> None:
    assert code in expected, "write a golden folder or a test that expects this code"


@pytest.mark.parametrize("code", sorted(CODES))
def test_the_code_is_described(code: str) -> None:
    known = CODES[code]
    assert _CODE.fullmatch(code) or code in _ONE_WORD
    for words in (known.meaning, known.remedy):
        assert words[0].isupper() or not words[0].isalpha(), words
        assert words.endswith("."), words
    assert (ROOT / "docs" / f"{known.page}.md").is_file()


def test_every_message_of_the_program_has_a_code_of_the_catalogue() -> None:
    reported = dict(_codes_in_the_program())
    assert {code: place for code, place in reported.items() if code not in CODES} == {}
    assert len(reported) > len(CODES) / 2


def test_the_program_names_every_code_of_the_catalogue() -> None:
    program = [path for path in (ROOT / "src/archivist").rglob("*.py") if path.parent.name != "findings"]
    trees = (ast.parse(path.read_text("utf-8")) for path in program)
    texts = {node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    named = texts | {code for text in texts if isinstance(text, str) for code in _CODE.findall(text)}
    assert CODES.keys() - named == {"picture-missing"}  # composed of the kind of a reference


def _codes_in_the_program() -> Iterator[tuple[str, str]]:
    for path in (ROOT / "src/archivist").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in _MAKERS:
                for argument in node.args[:2]:
                    for each in (argument.body, argument.orelse) if isinstance(argument, ast.IfExp) else (argument,):
                        if isinstance(each, ast.Constant) and _CODE.fullmatch(str(each.value)):
                            yield str(each.value), f"{path.name}:{node.lineno}"


def _name(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def test_no_code_is_in_two_tables() -> None:
    counts = Counter(code for subject in catalogue.SUBJECTS for code in subject.CODES)
    assert [code for code, number in counts.items() if number > 1] == []
    assert len(counts) == len(CODES)


def test_a_code_that_is_not_in_the_catalogue_is_refused() -> None:
    with pytest.raises(KeyError, match="no-such-code"):
        Finding("no-such-code", "message")


@pytest.mark.parametrize(
    ("place", "written"),
    [
        (Place(), ""),
        (Place("a.md"), "a.md"),
        (Place("a.md", 12), "a.md:12"),
        (Place("a.xhtml", 12, "", 3), "a.xhtml:12:3"),
        (Place("feed.xml", 0, "entry 3"), "feed.xml, entry 3"),
        (Place("export.xml", 7, "post 3"), "export.xml:7, post 3"),
        (Place(item="page 3"), "page 3"),
    ],
)
def test_a_place_is_written_as_editors_write_it(place: Place, written: str) -> None:
    assert str(place) == written
    assert bool(place) == bool(written)


def test_a_finding_keeps_its_place() -> None:
    place = Place("export.xml", 7, "post 3")
    finding = Finding.at(place, "import-guessed", "the date", "Check it.")
    assert finding.place == place
    assert finding.severity is Severity.INFO
    assert finding.as_data() == {
        "code": "import-guessed",
        "message": "the date",
        "file": "export.xml",
        "line": 7,
        "item": "post 3",
        "hint": "Check it.",
        "severity": "info",
    }
    earlier = Finding("import-guessed", "the date", "export.xml", 7, item="post 2")
    assert in_order([finding, earlier, finding]) == (earlier, finding)
