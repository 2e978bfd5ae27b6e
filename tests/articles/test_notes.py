"""Notes: every text is kept, every call has one."""

import pytest

from tests.articles.making import body, codes, inside

CALL = '<a class="note-call" data-note="{}"/>'


def test_a_call_and_its_text() -> None:
    made = body("a[^x]\n\n[^x]: text *b*")
    assert inside(made) == f"<p>a{CALL.format('x')}</p>"
    (note,) = made.notes
    assert (note.label, note.language, note.line) == ("x", "en", 7)
    assert note.xhtml == "<div><p>text <em>b</em></p>\n</div>"
    assert made.findings == ()


def test_texts_in_other_languages() -> None:
    made = body("a[^x] b[^y]\n\n[^x]: en\n[^x@KA]: ka\n[^y@ru]: ru")
    assert [(note.label, note.language) for note in made.notes] == [("x", "en"), ("x", "ka"), ("y", "ru")]
    assert made.findings == ()


def test_the_body_of_a_text_may_begin_on_the_next_line_and_hold_blocks() -> None:
    made = body("a[^x]\n\n[^x]:\n    one\n\n    two\n\n    - three\n\n    ```\n    four\n    ```\n\n    # five\n\nb")
    assert made.notes[0].xhtml == (
        "<div><p>one</p>\n<p>two</p>\n<ul>\n<li>three</li>\n</ul>\n<pre><code>four\n</code></pre>\n"
        "<p><strong>five</strong></p>\n</div>"
    )
    assert "<p>b</p>" in made.xhtml
    assert made.headings == ()


def test_a_reference_before_a_colon_is_a_call() -> None:
    made = body("**Title[^x]:** text\n\n[^x]: n")
    assert CALL.format("x") + ":</strong> text" in made.xhtml


def test_calls_everywhere() -> None:
    made = body("## H[^x]\n\n| a[^x] |\n|--|\n| b[^x] |\n\n- c[^x]\n\n[d[^x]](http://e.org)[^x] e\n\n[^x]: n")
    assert made.xhtml.count(CALL.format("x")) == 6
    assert '<a href="http://e.org">d</a>' + CALL.format("x") * 2 + " e" in made.xhtml
    assert made.headings[0].title == "H"


def test_a_definition_in_a_list_is_a_note() -> None:
    made = body("- a[^x]\n\n  [^x]: n\n- b")
    assert [note.label for note in made.notes] == ["x"]
    assert ">n<" not in made.xhtml


def test_notes_written_in_place() -> None:
    made = body("a^[one [^x]] b^[two]\n\n[^x]: n ^[three]")
    assert [(note.label, note.line) for note in made.notes] == [
        ("inline-1", 5),
        ("inline-2", 5),
        ("x", 7),
        ("inline-3", 7),
    ]
    assert made.findings == ()


def test_a_call_in_another_note() -> None:
    made = body("a[^x]\n\n[^x]: b[^y]\n\n[^y]: c")
    assert CALL.format("y") in made.notes[0].xhtml
    assert made.findings == ()


def test_a_call_without_text_stays_as_written() -> None:
    made = body("a\nb[^x] c")
    assert "b[^x] c" in made.xhtml
    assert [(finding.code, finding.line) for finding in made.findings] == [("note-without-text", 6)]


def test_a_text_without_call_is_kept() -> None:
    made = body("a\n\n[^x]: b[^y]\n[^y]: c")
    assert len(made.notes) == 2
    assert [(finding.code, finding.line) for finding in made.findings] == [
        ("text-without-note", 7),
        ("text-without-note", 8),
    ]


def test_two_texts_are_both_kept() -> None:
    made = body("a[^x]\n\n[^x]: one\n\n[^x]: two")
    assert made.notes[0].xhtml == "<div><p>one</p>\n<p>two</p>\n</div>"
    assert [(finding.code, finding.line) for finding in made.findings] == [("duplicate-note", 9)]


def test_an_unknown_language_does_not_lose_the_text() -> None:
    made = body("a[^x]\n\n[^x]: one\n[^x@zzqq]: two")
    assert [(note.label, note.language) for note in made.notes] == [("x", "en"), ("x@zzqq", "en")]
    assert codes(made.findings) == ["unknown-language", "text-without-note"]


@pytest.mark.parametrize("label", ["a.b", "a&b", 'a"b', "a<b", "ა", "a/b'c", "1", "a:b", "x@y@ka"])
def test_any_label_is_safe(label: str) -> None:
    made = body(f"a[^{label}]\n\n[^{label}]: n")
    assert made.notes[0].label == label.removesuffix("@ka")
    assert codes(made.findings) == []


def test_labels_differ_by_case_but_are_found_without() -> None:
    made = body("a[^X] b[^y]\n\n[^x]: n\n[^y]: 1\n[^Y]: 2")
    assert CALL.format("x") in made.xhtml
    assert codes(made.findings) == ["text-without-note"]


def test_a_note_may_have_a_language_of_its_own() -> None:
    made = body("a[^x]\n\n{lang=fr}\n[^x]: mot")
    assert made.notes[0].xhtml.startswith('<div lang="fr" xml:lang="fr">')


def test_ids_are_unique_through_body_and_notes() -> None:
    made = body('<p id="a">x</p>\n\ny[^n]\n\n[^n]: <b id="a">z</b> [l](#a)')
    assert '<p id="a">' in made.xhtml
    assert '<b id="a-2">z</b> <a href="#a">l</a>' in made.notes[0].xhtml
