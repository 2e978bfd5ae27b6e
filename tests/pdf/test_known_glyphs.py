"""Lines drawn from glyphs that are known: the same bytes as the engine's own, with less work."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest

from archivist.pdf.engine import LaidOut, rendering, shaped_words
from archivist.pdf.engine.boxes import Style
from archivist.pdf.engine.patches import known_glyphs
from archivist.pdf.engine.shaped_words import ShapedWords, script_of
from tests.pdf.engine.unpatched import without
from tests.pdf.making import document, job, laid, lay_out, whole

pytestmark = pytest.mark.slow  # lays out pages

SENTENCE = "Water goes down to the town and past the mill, and nobody has asked where it came from. "
ENGLISH = (
    "Water, in 2022, goes “down” to the *town* (past the mill)[^1] – and the fi of AVATAR by [a link](#) 50 %. " * 3
)
RUSSIAN = "Достопримечательности, в 1907 году, «открываются» для *путешественников* – и т. д. " * 3
GEORGIAN = "საზოგადოებრივი ურთიერთობების, 1907 წელს, „განვითარებისათვის“ – *ქალაქში*. " * 3
OTHERS = (
    "Both Latin и кириллица (in „ქართული“ 12), x\u0302\u0323 e\u0301, «2022-го», a\u00a0b, №\u202f5, ⴀⴌ, κόσμος. " * 2
)
OWN_HYPHENS = "co\u2010operation and well-known extra\u00adordinary co\u2010operation, whatever that is. " * 3


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Counter[bool]:
    """How many pieces of text were drawn from known glyphs (True), or were taken back."""
    counts: Counter[bool] = Counter()
    draw = known_glyphs._draw_word

    def counted(*given: object) -> bool:
        done = draw(*given)  # type: ignore[arg-type]
        counts[done] += 1
        return done

    monkeypatch.setattr(known_glyphs, "_draw_word", counted)
    return counts


def same(text: str, language: str = "en", *styles: str) -> LaidOut:
    """A document that is laid out with the patch and without it: both are equal."""
    source = document(f"{text}\n\n[^1]: A note.")
    source = replace(source, xhtml=source.xhtml.replace(b'lang="en"', f'lang="{language}"'.encode()))
    made = lay_out(job(source, *styles))
    assert made.pdf
    with without("known_glyphs"):
        assert lay_out(job(source, *styles)) == made
    return made


@pytest.mark.parametrize(("text", "language"), [(ENGLISH, "en"), (RUSSIAN, "ru"), (GEORGIAN, "ka")])
def test_lines_of_one_script_are_drawn_from_known_glyphs(text: str, language: str, drawn: Counter[bool]) -> None:
    assert whole(same(f"{text}\n\n## 2022\n\n- One", language))
    assert drawn[True] > 5
    assert drawn[False] == 0


def test_words_are_shaped_once_for_all_documents_and_many_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    shaped: list[list[str]] = []
    learn = ShapedWords._learn

    def counted(self: ShapedWords, style: Style, texts: list[str]) -> None:
        shaped.append(texts)
        learn(self, style, texts)

    monkeypatch.setattr(ShapedWords, "_learn", counted)
    words = [f"{letter}{number}x" for letter in "abc" for number in range(90)]
    first = laid(" ".join(words))
    assert [len(texts) for texts in shaped] == [100, 100, len(words) - 200]
    again = laid(" ".join(reversed(words)))
    assert len(shaped) == 3
    assert whole(first)
    assert whole(again)


@pytest.fixture
def nothing_known() -> Iterator[None]:
    """What is known of words is kept with the fonts."""
    rendering._fonts.cache_clear()
    yield
    rendering._fonts.cache_clear()


@pytest.mark.usefixtures("nothing_known")
def test_if_pango_widens_spaces_in_another_way_the_engine_draws_lines(
    drawn: Counter[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(shaped_words, "_left", lambda spacing: spacing // 3)
        made = laid(SENTENCE * 4)
    lines = drawn[True]
    rendering._fonts.cache_clear()
    assert laid(SENTENCE * 4) == made
    assert drawn[True] > 2 * lines


@pytest.mark.parametrize("text", [f"{ENGLISH}\n\n{OWN_HYPHENS}", f"{OWN_HYPHENS}\n\n{OTHERS}\n\n{ENGLISH}"])
def test_what_depends_on_its_neighbours_is_drawn_by_the_engine(text: str) -> None:
    same(f"{text}\n\n{text}")


STYLES = (
    "{ font-variant-caps: small-caps }",
    "{ letter-spacing: 1pt }",
    "{ word-spacing: 2pt }",
    "{ text-align: left; word-spacing: -1pt }",
    "{ font-kerning: none; text-decoration: underline line-through }",
    "{ font-size: 9.3pt; opacity: .5 }",
    "{ text-overflow: ellipsis; overflow: hidden; white-space: nowrap; width: 30pt }",
)


def test_any_style_is_drawn_as_before(drawn: Counter[bool]) -> None:
    styles = [f"p:nth-of-type({number}) {style}" for number, style in enumerate(STYLES, 1)]
    same("\n\n".join([f"{SENTENCE * 2} *Its* «{RUSSIAN[:99]}»"] * (len(STYLES) + 1)), "en", *styles)
    assert drawn[True] > 0


def test_a_glyph_that_has_another_meaning_in_the_pdf_takes_the_line_back(
    drawn: Counter[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = laid(ENGLISH)
    monkeypatch.setattr(known_glyphs, "_agree", lambda *_: False)
    drawn.clear()
    assert laid(ENGLISH) == expected
    assert drawn[False] > 0
    assert drawn[True] == 0


def test_the_script_of_a_text() -> None:
    assert script_of("in 2022, “so”") == "Latn"
    assert script_of("2022 – 50 %") == ""
    assert script_of("в 2022-м") == "Cyrl"
    assert script_of("ქართული") == "Geor"
    assert script_of("κόσμος") == "Grek"
    for text in ("Latin и", "e\u0301", "עברית", "नमस्ते", "中文", "a\u00a0b", "☎\ufe0f", "a\u202fb", "a\tb"):
        assert script_of(text) is None
