"""Where Markdown would lose a word, only that block becomes plain; paragraphs are never joined."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archivist import draft_fidelity
from archivist.dialect.source_blocks import blocks_of
from archivist.draft_fidelity import Draft, keep_every_word
from archivist.fidelity.block_repair import Repaired, repair_blocks
from archivist.fidelity.imported_words import difference
from archivist.html_to_markdown import to_markdown
from archivist.model.articles import Body
from archivist.place import Place
from tests.articles.making import article, body

PAGE = """
<h2>Mills</h2>
<p>The <em>first</em> mill was built in <a href="https://e.org/">1801</a>.</p>
<ul><li>One wheel</li><li>Two <strong>wheels</strong></li></ul>
<p>Nobody knows its name<sup id="r1"><a class="footnote-ref" href="#fn:1">1</a></sup>.</p>
<blockquote><p>It turns.</p><p>It turns still.</p></blockquote>
<p>The last <em>word</em>.</p>
<div class="footnotes"><ol><li id="fn:1">Some say <em>Nana</em>. <a href="#r1">↩</a></li></ol></div>
"""
PAGE_AS_MARKDOWN = to_markdown(PAGE, language="en")


def read(text: str) -> Body:
    return body(text, title="", every_word=True)


def spoiled(words: str) -> str:
    """The page in Markdown that hides these words in a script, which is not printed."""
    assert words in PAGE_AS_MARKDOWN.text
    return PAGE_AS_MARKDOWN.text.replace(words, f"<script>{words}</script>")


def repaired(text: str) -> Repaired:
    found = repair_blocks(text, PAGE_AS_MARKDOWN.plain, read)
    assert difference(PAGE_AS_MARKDOWN.plain, read(found.text)) == ""
    return found


def test_the_words_of_html_come_with_their_paragraphs() -> None:
    assert PAGE_AS_MARKDOWN.plain.split("\n\n") == [
        "Mills",
        "The first mill was built in 1801.",
        "One wheel",
        "Two wheels",
        "Nobody knows its name.",
        "It turns.",
        "It turns still.",
        "The last word.",
        "Some say Nana.",
    ]
    assert to_markdown("<p>a<br>b <i>c</i>\n d</p>e<table><tr><td>f</td></tr></table>").plain == "a\nb c d\n\ne\n\nf"


@pytest.mark.parametrize(
    ("words", "block", "plain"),
    [
        ("mill was", "The *first* <script>mill was</scri", "The first mill was built in 1801."),
        ("1801", "The *first* mill was built in [<scr", "The first mill was built in 1801."),
        ("Mills", "## <script>Mills</script>", "Mills"),
        ("Two", "- One wheel - <script>Two</script>", "One wheel\n\nTwo wheels"),
        ("its name", "Nobody knows <script>its name</scri", "Nobody knows its name.[^1]"),
        ("It turns still", "> It turns. > > <script>It turns st", "It turns.\n\nIt turns still."),
        ("Some say", "[^1]: <script>Some say</script> *N", "[^1]: Some say Nana."),
    ],
)
def test_only_the_block_that_would_lose_words_becomes_plain(words: str, block: str, plain: str) -> None:
    before = [each.text for each in blocks_of(PAGE_AS_MARKDOWN.text)]
    found = repaired(spoiled(words))
    assert len(found.messages) == 1
    assert block in found.messages[0]
    after = [plain if words in text else text for text in before]
    assert found.text == "\n\n".join(after) + "\n"


def test_a_paragraph_that_is_not_there_at_all_is_put_in_its_place() -> None:
    text = PAGE_AS_MARKDOWN.text.replace("The last *word*.\n\n", "")
    assert text != PAGE_AS_MARKDOWN.text
    found = repaired(text)
    assert found.text == PAGE_AS_MARKDOWN.text.replace("*word*", "word")


def test_calls_and_pictures_of_a_block_stay() -> None:
    text = "One <script>lost</script> word[^1] ![A field](/a.png).\n\nTwo *words*.\n\n[^1]: A note.\n"
    found = repair_blocks(text, "One lost word .\n\nTwo words.\n\nA note.", read)
    assert found.text == "One lost word .[^1]\n\n![A field](/a.png)\n\nTwo *words*.\n\n[^1]: A note.\n"


def test_marks_in_the_words_are_escaped() -> None:
    found = repair_blocks("a <script>x</script>\n", "a *b* # [c](d)\n\n# e", read)
    assert found.text == "a \\*b\\* # \\[c\\](d)\n\n\\# e\n"


def test_what_would_stop_a_volume_becomes_plain() -> None:
    found = repair_blocks("> " * 300 + "down\n\nAnother *one*.\n", "down\n\nAnother one.", read)
    assert found.text == "down\n\nAnother *one*.\n"
    assert len(found.messages) == 1


WORDS = st.sampled_from(["mill", "wheel", "water", "1801", "ქვა", "*x*", "a_b", "# no"])
PARAGRAPHS = st.lists(st.lists(WORDS, min_size=1, max_size=6).map(" ".join), min_size=1, max_size=8)


@given(PARAGRAPHS, st.data())
@settings(deadline=None, max_examples=60)
def test_any_loss_leaves_every_word_and_every_paragraph(paragraphs: list[str], data: st.DataObject) -> None:
    converted = to_markdown("".join(f"<p>{words}</p>" for words in paragraphs), language="en")
    blocks = [block.text for block in blocks_of(converted.text)]
    lost = data.draw(st.sets(st.integers(0, len(blocks) - 1), min_size=1, max_size=3))
    text = "\n\n".join(f"<script>{block}</script>" if n in lost else block for n, block in enumerate(blocks))
    draft = keep_every_word(Draft(article(f"{text}\n"), Place("page"), converted.plain, (), None))
    written = draft.file.decode().split("---\n", 2)[2]
    made = read(written)
    assert difference(converted.plain, made) == ""
    assert made.xhtml.count("<p>") >= len(paragraphs)  # none joined with another
    assert {finding.code for finding in draft.findings} == {"import-plain"}
    assert not any(finding.message.startswith("all of the text") for finding in draft.findings)


def test_lost_paragraphs_that_together_read_like_the_next_one_stay_apart() -> None:
    text = "<script>mill</script>\n\n<script>mill</script>\n\nmill mill\n"
    assert repair_blocks(text, "mill\n\nmill\n\nmill mill", read).text == "mill\n\nmill\n\nmill mill\n"


def test_if_no_block_helps_all_of_the_text_is_plain_in_its_paragraphs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draft_fidelity, "repair_blocks", lambda text, plain, read: Repaired(text, ()))
    draft = keep_every_word(Draft(article(spoiled("mill was")), Place("page"), PAGE_AS_MARKDOWN.plain, (), None))
    assert draft.file.decode().split("---\n", 2)[2] == PAGE_AS_MARKDOWN.plain + "\n"
    (finding,) = draft.findings
    assert finding.code == "import-plain"
    assert finding.message.startswith("all of the text became plain: ")


def test_notes_that_become_plain_together_keep_their_own_words() -> None:
    text = "One[^1] two[^2].\n\n[^1]: A <script>lost</script> note.\n\n[^2]: B <script>lost</script> note.\n"
    found = repair_blocks(text, "One two.\n\nA lost note.\n\nB lost note.", read)
    assert found.text == "One[^1] two[^2].\n\n[^1]: A lost note.\n\n[^2]: B lost note.\n"


def test_no_word_is_invented_for_a_note_whose_own_are_not_known() -> None:
    text = "One[^1] two[^2].\n\n[^1]: A <script>lost</script> note.\n\n[^2]: B <script>lost</script> note.\n"
    plain = "One two.\n\nA lost note.\nB lost note."
    found = keep_every_word(Draft(article(text), Place("p"), plain, (), None))
    assert not difference(plain, read(found.file.decode().split("\n---\n", 1)[1]))
    assert "…" not in found.file.decode()
