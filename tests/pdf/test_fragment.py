"""Documents laid out for real: every word and every note on paper, from the fonts handed over and nowhere else."""

import pickle
import random
import re
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image

from archivist.errors import LayoutError
from archivist.pdf.engine import LaidOut
from tests.pdf.making import (
    CONTENTS,
    FONTS,
    document,
    font_names,
    job,
    laid,
    lay_out,
    page_of,
    pages,
    squeezed,
    theme,
    whole,
)

pytestmark = pytest.mark.slow  # lays out pages

PROSE = "Water goes down to the town and past the mill, and nobody upstream has asked where it came from. "
PROSE_KA = "წყალი ქალაქისკენ მიედინება და წისქვილს ჩაუვლის, და არავის უკითხავს, საიდან მოდის ის. "


def anchor(made: LaidOut, name: str) -> Any:
    return next(each for each in made.anchors if each.name == name)


def stand_at_the_foot(made: LaidOut, count: int) -> None:
    """Each note `nqNz` stands once, below everything else, on the page of its call `cqNz`, and in order."""
    assert whole(made)
    assert made.long_notes == ()
    texts = pages(made.pdf)
    for number in range(1, count + 1):
        page = page_of(made, f"nq{number}z")
        assert page_of(made, f"cq{number}z") == page
        assert anchor(made, f"note.{number}").page == anchor(made, f"call.{number}").page == page
        assert anchor(made, f"note.{number}").y < anchor(made, f"call.{number}").y
    for page in range(len(texts)):
        here = [number for number in range(1, count + 1) if anchor(made, f"note.{number}").page == page]
        heights = [anchor(made, f"note.{number}").y for number in here]
        assert heights == sorted(heights, reverse=True)
        lowest = min((anchor(made, f"call.{number}").y for number in here), default=0)
        assert all(height < lowest for height in heights)
        assert [texts[page].index(f"nq{number}z") for number in here] == sorted(
            texts[page].index(f"nq{number}z") for number in here
        )


def test_notes_stand_at_the_foot_of_the_page_of_their_call() -> None:
    calls = "\n\n".join(f"{PROSE * 2} cq{n}z[^{n}] {PROSE}" for n in range(1, 10))
    notes = "\n".join(f"[^{n}]: nq{n}z {PROSE * (n % 3)}\n[^{n}@ka]: {PROSE_KA}" for n in range(1, 10))
    made = laid(f"{calls}\n\n{notes}\n")
    stand_at_the_foot(made, 9)
    assert made.pages > 2


def test_notes_called_from_every_kind_of_block(tmp_path: Path) -> None:
    Image.new("RGB", (60, 20)).save(tmp_path / "p.png")
    text = """\
Text cq1z[^1].

## Heading cq2z[^2]

| a cq3z[^3] | b |
|---|---|
| c cq4z[^4] | d |

- item cq5z[^5]
    - inner cq6z[^6]

> quote cq7z[^7]

![Alt](p.png "Caption")

Term
: meaning cq8z[^8]

**bold *slanted* cq9z[^9]** and [link cq10z](https://example.org)[^10].

"""
    notes = "\n".join(f"[^{n}]: nq{n}z" for n in range(1, 11))
    stand_at_the_foot(laid(text + notes, folder=tmp_path), 10)


def test_a_note_called_twice_and_a_note_within_a_note_are_printed_once() -> None:
    text = "cq1z[^a] again[^a] and cq2z[^b].\n\n[^a]: nq1z\n[^b]: nq2z, see[^c]\n[^c]: nq3z\n[^d]: nq4z never called\n"
    made = laid(text)
    assert whole(made)
    assert [page_of(made, f"nq{n}z") for n in range(1, 5)] == [0] * 4
    assert {"call.1", "call.1.2", "note.1"} <= {each.name for each in made.anchors}
    assert squeezed("cq1z1 again1 and cq2z2.") in pages(made.pdf)[0]


def test_several_tall_notes_on_one_line() -> None:
    notes = "\n".join(f"[^{n}]: nq{n}z {PROSE * 9}" for n in range(1, 6))
    text = f"{PROSE * 3} One[^1] two[^2] three[^3] four[^4] five[^5]. {PROSE * 20}"
    made = laid(f"{text}\n\n{notes}")
    assert whole(made)
    for number in range(1, 6):
        page_of(made, f"nq{number}z")


@pytest.mark.parametrize("layout", ["stacked", "columns"])
def test_a_note_longer_than_pages_loses_nothing_and_is_said_to_be_long(layout: str) -> None:
    words = [f"w{n}" for n in range(3000)]
    text = f"Text cq1z[^1] and cq2z[^2].\n\n[^1]: {' '.join(words)}\n[^1@ka]: {PROSE_KA * 12}\n[^2]: nq2z\n"
    begun = time.monotonic()
    made = laid(text, layout=layout)
    assert time.monotonic() - begun < 40
    assert whole(made)
    assert made.long_notes == ("note.1",)
    assert made.pages > 4
    text = "".join(pages(made.pdf))
    at = 0
    for word in words:
        at = text.index(word, at)
    # One series in one place: the other note, which is short, follows the long one.
    assert made.floated == ()
    assert page_of(made, "nq2z") == made.pages - 1
    assert anchor(made, "note.1").page <= anchor(made, "call.1").page + 1


def test_a_note_wrapped_by_hand_is_filled() -> None:
    note = "One line\n    wrapped by hand  and\n    *in\n    emphasis*, `code  of\n    two`."
    note += "\n\n    ```\n    kept\n    so\n    ```\n"
    made = laid(f"Text.[^a]\n\n[^a]: {note}")
    assert whole(made)
    with pypdfium2.PdfDocument(made.pdf) as opened:
        lines = [line.strip() for line in opened[0].get_textpage().get_text_range().splitlines()]
    assert lines[-3:] == ["1 One line wrapped by hand and in emphasis, code of two.", "kept", "so"]


def test_no_line_begins_with_the_call_of_a_note() -> None:
    items = "\n".join(f"- Text that fills the line of the page to its very end or {'i' * n}.[^a]" for n in range(1, 26))
    made = laid(f"First.[^a]\n\n{items}\n\n[^a]: Note.")
    assert whole(made)
    with pypdfium2.PdfDocument(made.pdf) as opened:
        text = "\n".join(page.get_textpage().get_text_range() for page in opened)
    assert len(re.findall(r"\.\s*1\b", text)) == 26
    assert not [line for line in text.splitlines() if line.strip() == "1"][1:]  # the note itself has one


@pytest.mark.parametrize("layout", ["stacked", "columns"])
def test_both_languages_of_a_note_stand_together(layout: str) -> None:
    made = laid(f"{PROSE} cq1z[^1]\n\n[^1]: nq1z {PROSE}\n[^1@ka]: წყალი {PROSE_KA}\n", layout=layout)
    assert whole(made)
    assert page_of(made, "nq1z") == page_of(made, "cq1z") == 0
    assert squeezed(PROSE_KA) in pages(made.pdf)[0]


def test_a_table_over_several_pages_repeats_its_head_and_passes_the_proof() -> None:
    rows = "\n".join(f"| rq{n}z | {PROSE} |" for n in range(40))
    made = laid(f"| Hqz | Meaning |\n|---|---|\n{rows}\n")
    assert whole(made)
    texts = pages(made.pdf)
    assert [text.count("Hqz") for text in texts] == [1] * made.pages
    assert made.pages > 2
    assert [page_of(made, f"rq{n}z") for n in range(40)] == sorted(page_of(made, f"rq{n}z") for n in range(40))


@pytest.mark.parametrize("page", ["A5", "A4", "ereader"])
@pytest.mark.parametrize(
    "text",
    [
        "Word " + "x" * 400 + " end.",
        "See https://example.org/" + "a/b_c-" * 60 + " there.",
        "```\n" + "y" * 500 + "\n" + "z = f(" * 80 + "\n```\n",
        "Code `" + "q" * 300 + "` here.\n\n| a | `" + "t" * 90 + "` |\n|---|---|\n| b | `" + "u" * 150 + "` |\n",
        "Note[^1].\n\n[^1]: " + "n" * 400 + " https://example.org/" + "p" * 200,
        "## " + "h" * 200 + "\n\n> " + "b" * 300,
    ],
    ids=["word", "address", "lines", "code-and-table", "note", "heading"],
)
def test_what_cannot_be_divided_does_not_leave_the_page(text: str, page: str) -> None:
    assert whole(laid(text, page=page))


def test_a_long_word_in_a_table_does_not_leave_the_page() -> None:
    assert whole(laid(f"| a | b |\n|---|---|\n| b | {'u' * 150} |\n"))


def test_a_layout_that_drops_a_paragraph_is_found_out() -> None:
    text = "\n\n".join(f"Paragraph {word}." for word in ("one", "two", "three", "four"))
    made = laid(text, "div.body > p:nth-child(3) { display: none }")
    (loss,) = made.losses
    assert "three" in loss.expected
    assert loss.stream == ""
    assert loss.found == "paragraphfour."


def test_a_note_that_is_not_printed_is_found_out() -> None:
    made = laid("a[^1] b[^2]\n\n[^1]: nq1z\n[^2]: nq2z", "[id='note.1'] .note-text { display: none }")
    assert [loss.stream for loss in made.losses] == ["note.1"]
    assert "nq1z" in made.losses[0].expected


def test_words_put_in_another_order_are_found_out() -> None:
    style = "div.body { display: flex; flex-direction: column-reverse }"
    assert laid("One.\n\nTwo.\n\nThree.", style).losses


@pytest.mark.parametrize(
    "style",
    [
        "div.body > p:last-child { margin-left: -400mm; width: 100mm }",
        "div.body > p:last-child { position: relative; top: -400mm }",
        "div.body > p:last-child { position: absolute; top: 300mm; left: 0 }",
        "div.body > p:last-child { margin-left: 150mm; white-space: nowrap }",
    ],
)
def test_text_pushed_off_the_paper_is_found_out(style: str) -> None:
    made = laid("Here.\n\nThere it goes.", style)
    assert "There" in "".join(made.off_page)
    assert "".join(made.off_page).count("There") == 1  # by its box or by its glyphs, not by both


def test_a_picture_that_was_not_handed_over_is_an_error(tmp_path: Path) -> None:
    Image.new("RGB", (60, 20)).save(tmp_path / "p.png")
    shown = document("![Alt](p.png)", folder=tmp_path)
    assert whole(lay_out(job(shown)))
    with pytest.raises(LayoutError, match="was not handed"):
        lay_out(job(shown, pictures=()))


@pytest.mark.parametrize("address", ["https://example.org/x.png", "file:///etc/passwd", "data:image/png;base64,AA"])
def test_nothing_is_fetched_from_elsewhere(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.setattr(socket, "create_connection", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    with pytest.raises(LayoutError):
        laid("Text.", f"body {{ background-image: url('{address}') }}")
    with pytest.raises(LayoutError):
        laid("Text.", f"@import url('{address}');")


def test_only_chosen_fonts_are_used() -> None:
    text = (
        "Text *slanted* **bold** `code` → ∑ ⟨x⟩ წყალი вода 骨 ߷\n\n## Heading\n\n- a\n\n---\n\n"
        '<span lang="zh">水</span> <span lang="ja">水</span> a[^1]\n\n[^1]: n\n'
    )
    source = document(text)
    made = lay_out(job(source, "p { font-family: 'DejaVu Sans', 'Liberation Serif', serif }"))
    assert whole(made)
    chosen = {"".join(c for c in face.family.lower() if c.isalpha()) for face in FONTS.faces_for(text, "en")[0]}
    names = font_names(made.pdf)
    assert len(names) > 3
    assert {name for name in names if not any(name.startswith(family) for family in chosen)} == set()


def test_it_is_the_same_in_another_process_place_and_time(tmp_path: Path) -> None:
    Image.new("RGB", (60, 20)).save(tmp_path / "p.png")
    text = f"# A\n\n{PROSE * 30} a[^1] b[^2] ![Alt](p.png)\n\n[^1]: {PROSE}\n[^1@ka]: {PROSE_KA}\n[^2]: {PROSE * 40}\n"
    work = job(document(text, folder=tmp_path))
    made = lay_out(work)
    (tmp_path / "job").write_bytes(pickle.dumps((work, CONTENTS)))
    program = (
        "import pickle, sys; from archivist.pdf.engine import lay_out; from pathlib import Path;"
        "sys.stdout.buffer.write(pickle.dumps(lay_out(*pickle.loads(Path('job').read_bytes()))))"
    )
    environment = {"PYTHONHASHSEED": "77", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PATH": "", "HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, env=environment, capture_output=True, check=True
    )
    assert pickle.loads(done.stdout) == made


PARTS = (
    lambda r, call: f"{_prose(r)} {call()}. {_prose(r)}",
    lambda r, call: f"## {_prose(r)[:30]} {call() if r.random() < 0.3 else ''}",
    lambda r, call: "\n".join(f"- {_prose(r)} {call() if r.random() < 0.4 else ''}" for _ in range(r.randint(1, 5))),
    lambda r, call: f"> {_prose(r)} {call()}",
    lambda r, call: f"| {call()} | b |\n|---|---|\n" + "".join(f"| {_prose(r)} | {call()} |\n" for _ in range(3)),
    lambda r, call: f"{call()} {call()} {_prose(r)} {call()}",
    lambda r, call: f"```\n{_prose(r)}\n```",
)


def _prose(r: random.Random) -> str:
    return ((PROSE if r.random() < 0.7 else PROSE_KA) * r.randint(1, 3)).strip()


def _random_text(seed: int) -> tuple[str, int]:
    r = random.Random(seed)
    notes: list[str] = []

    def call() -> str:
        notes.append(f"nq{len(notes)}z {_prose(r) * r.choice([0, 1, 1, 2, 5])}")
        return f"word[^{len(notes) - 1}]"

    blocks = [r.choice(PARTS)(r, call) for _ in range(r.randint(3, 7))]
    texts = [f"[^{n}]: {text}" for n, text in enumerate(notes)]
    texts += [f"[^{n}@ka]: {PROSE_KA}" for n in range(len(notes)) if r.random() < 0.5]
    return "\n\n".join([*blocks, *texts]), len(notes)


@pytest.mark.parametrize("seed", range(12))
def test_any_article_is_whole_and_has_every_note_once(seed: int) -> None:
    text, count = _random_text(seed)
    made = laid(text, layout="columns" if seed % 3 == 0 else "stacked", page=("A5", "A4", "ereader")[seed // 3 % 3])
    assert whole(made)
    everything = "".join(pages(made.pdf))
    assert [everything.count(f"nq{number}z") for number in range(count)] == [1] * count
    for number in range(1, count + 1):
        note, call = anchor(made, f"note.{number}"), anchor(made, f"call.{number}")
        if not made.long_notes:
            assert call.page <= note.page <= call.page + 1


def test_the_theme_never_changes_the_case_of_letters() -> None:
    assert "text-transform" not in "".join(theme()).replace(" ", "")
    text = "წყალი MiXed\n\n## სათაური\n\n**მსხვილი**[^1]\n\n[^1]: შენიშვნა\n"
    everything = "".join(pages(laid(text).pdf))
    assert not [letter for letter in everything if 0x1C90 <= ord(letter) <= 0x1CBF]
    assert "სათაური" in everything
