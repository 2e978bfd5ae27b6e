"""What the engine reads on demand is what it reads at once without the change: patterns, and tests of selectors."""

from pathlib import Path

import cssselect2
import pyphen
import pytest
from lxml import etree

from archivist.pdf.engine import patches
from archivist.pdf.engine.late_compiling import compile_later
from archivist.pdf.engine.patches.georgian_hyphenation import PATTERNS
from archivist.pdf.engine.patches.patterns_on_demand import PatternsOnDemand
from tests.pdf.engine.unpatched import without

NAMES = ("fr", "ru_RU", "nb_NO", "hu_HU", "nl_NL", "ca", "cs_CZ", "el_GR", "mr_IN")  # of all encodings and kinds
PAGE = '<body><p class="a">x</p><p>y</p><div><p>z</p></div></body>'


def read(path: Path) -> pyphen.HyphDict:
    return pyphen.HyphDict(path)


@pytest.fixture(autouse=True)
def _installed() -> None:
    patches.install()


@pytest.mark.parametrize("path", [PATTERNS, *(pyphen.LANGUAGES[name] for name in NAMES)], ids=lambda path: path.stem)
def test_patterns_say_the_same(path: Path) -> None:
    ours = read(path)
    with without("patterns_on_demand"):
        usual = read(path)
    assert set(ours.patterns) == set(usual.patterns)
    assert {letters: ours.patterns.get(letters) for letters in ours.patterns} == usual.patterns
    assert ours.maxlen == usual.maxlen


@pytest.mark.parametrize(
    "pattern", ["f1f/ff=f,1,2", "^^e4a1b", "a\u0661b"], ids=["division with other letters", "number", "other digits"]
)
def test_a_dictionary_with_more_than_letters_and_digits_is_read_as_usual(tmp_path: Path, pattern: str) -> None:
    file = tmp_path / "hyph_xx.dic"
    file.write_text(f"UTF-8\n% remark 1\n.a1b\r\nc0d\n2e\n{pattern}\n", "utf-8")
    ours = read(file)
    with without("patterns_on_demand"):
        usual = read(file)
    assert type(ours.patterns) is dict
    assert ours.patterns == usual.patterns
    file.write_text("UTF-8\n% remark 1\n.a1b\r\nc0d\n2e\n", "utf-8")
    assert read(file).patterns.keys() == {".ab", "e"}


def test_only_patterns_that_a_word_has_are_read() -> None:
    dictionary = read(PATTERNS)
    assert isinstance(dictionary.patterns, PatternsOnDemand)
    assert [int(place) for place in dictionary.positions("დედამიწა")]
    read_ones = [
        letters for letters in dictionary.patterns if not isinstance(dict.get(dictionary.patterns, letters), str)
    ]
    assert 0 < len(read_ones) < len(dictionary.patterns)


def matches(selectors: str) -> list[str]:
    matcher = cssselect2.Matcher()
    for number, selector in enumerate(cssselect2.compile_selector_list(selectors)):
        matcher.add_selector(selector, number)
    root = cssselect2.ElementWrapper.from_html_root(etree.fromstring(PAGE))
    return [f"{element.local_name} {[each[3] for each in matcher.match(element)]}" for element in root.iter_subtree()]


SELECTORS = "p, p.a, div > p, p + p, h1, #x, p:not(.a), :is(p, div), p:nth-child(2), [lang], p::before"


def test_selectors_match_the_same() -> None:
    ours = matches(SELECTORS)
    with without("selector_tests"):
        assert ours == matches(SELECTORS)
    assert any("[" in each and "[]" not in each for each in ours)


def test_a_selector_is_compiled_when_an_element_is_tested() -> None:
    test = compile_later("lambda el: el > limit", {"limit": 3}, {})
    assert [test(each) for each in (2, 4)] == [False, True]
    (selector,) = cssselect2.compile_selector_list("p")
    assert selector.test.__qualname__.startswith("compile_later")
    broken = compile_later("lambda el: (", {}, {})
    with pytest.raises(SyntaxError):
        broken(1)
