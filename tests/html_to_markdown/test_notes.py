"""Notes as publishing programs write them."""

# ruff: noqa: E501 - HTML as programs write it

import re

import pytest

from tests.html_to_markdown.making import converted

FORMS = {
    "Python-Markdown": (
        '<p>A<sup id="fnref:snow"><a class="footnote-ref" href="#fn:snow">1</a></sup> b.</p><div class="footnote"><hr>'
        '<ol><li id="fn:snow"><p>Text&#160;<a class="footnote-backref" href="#fnref:snow">&#8617;</a></p></li></ol></div>',
        "snow",
    ),
    "Python-Markdown with unique ids": (
        '<p>A<sup id="fnref:2-snow"><a class="footnote-ref" href="#fn:2-snow">1</a></sup> b.</p><div class="footnote">'
        '<ol><li id="fn:2-snow"><p>Text<a class="footnote-backref" href="#fnref:2-snow">↩</a></p></li></ol></div>',
        "snow",
    ),
    "kramdown": (
        '<p>A<sup id="fnref:snow" role="doc-noteref"><a href="#fn:snow" class="footnote" rel="footnote">1</a></sup> b.</p>'
        '<div class="footnotes" role="doc-endnotes"><ol><li id="fn:snow" role="doc-endnote"><p>Text '
        '<a href="#fnref:snow" class="reversefootnote" role="doc-backlink">&#8617;</a></p></li></ol></div>',
        "snow",
    ),
    "pandoc": (
        '<p>A<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a> b.</p><section id="footnotes"'
        ' class="footnotes footnotes-end-of-document" role="doc-endnotes"><hr><ol><li id="fn1"><p>Text<a href="#fnref1"'
        ' class="footnote-back" role="doc-backlink">↩︎</a></p></li></ol></section>',
        "1",
    ),
    "WordPress": (
        '<p>A<sup data-fn="0a1b2c3d-1111-4222-8333-444455556666" class="fn"><a href="#0a1b2c3d-1111-4222-8333-444455556666"'
        ' id="0a1b2c3d-1111-4222-8333-444455556666-link">1</a></sup> b.</p><ol class="wp-block-footnotes"><li'
        ' id="0a1b2c3d-1111-4222-8333-444455556666">Text <a href="#0a1b2c3d-1111-4222-8333-444455556666-link"'
        ' aria-label="Jump">↩︎</a></li></ol>',
        "1",
    ),
    "Easy Footnotes": (
        '<p>A<span id="easy-footnote-1-77" class="easy-footnote-margin-adjust"></span><span class="easy-footnote">'
        '<a href="#easy-footnote-bottom-1-77" title="Text"><sup>1</sup></a></span> b.</p><div class="easy-footnote-title">'
        '<h4>Footnotes</h4></div><ol class="easy-footnotes-wrapper"><li class="easy-footnote-single">'
        '<span id="easy-footnote-bottom-1-77" class="easy-footnote-margin-adjust"></span>Text'
        '<a class="easy-footnote-to-top" href="#easy-footnote-1-77"></a></li></ol>',
        "1",
    ),
    "Modern Footnotes": (
        '<p>A<sup class="modern-footnotes-footnote" data-mfn="1"><a href="javascript:void(0)" role="button">1</a></sup>'
        '<span class="modern-footnotes-footnote__note" tabindex="0" data-mfn="1">Text</span> b.</p>',
        "1",
    ),
    "footnotes": (
        '<p>A<span class="footnote_referrer"><a role="button" tabindex="0"><sup id="footnote_plugin_tooltip_7_1_1"'
        ' class="footnote_plugin_tooltip_text">[1]</sup></a><span id="footnote_plugin_tooltip_text_7_1_1"'
        ' class="footnote_tooltip">Text</span></span> b.</p><div class="speaker-mute footnotes_reference_container">'
        '<div class="footnote_container_prepare"><p><span>References</span><span>[+]</span></p></div><div><table>'
        '<caption>References</caption><tbody><tr class="footnotes_plugin_reference_row"><th scope="row">'
        '<a id="footnote_plugin_reference_7_1_1" class="footnote_backlink"><span>↑</span>1</a></th>'
        '<td class="footnote_plugin_text">Text</td></tr></tbody></table></div></div>',
        "1",
    ),
    "WP-Footnotes": (
        '<p>A<sup>[<a href="#footnote_0_12" id="identifier_0_12" class="footnote-link footnote-identifier-link">1</a>]</sup>'
        ' b.</p><ol class="footnotes"><li id="footnote_0_12" class="footnote">Text<span class="footnote-back-link-wrapper">'
        '[<a href="#identifier_0_12" class="footnote-link footnote-back-link">↩</a>]</span></li></ol>',
        "1",
    ),
    "Word": (
        '<p class=MsoNormal>A<a href="#_ftn1" name="_ftnref1"><span class=MsoFootnoteReference>[1]</span></a> b.</p>'
        '<div><br clear=all><hr align=left size=1 width="33%"><div id=ftn1><p class=MsoFootnoteText>'
        '<a href="#_ftnref1" name="_ftn1"><span>[1]</span></a> Text</p></div></div>',
        "1",
    ),
    "LibreOffice": (
        '<p>A<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a> b.</p><div'
        ' id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a>'
        "Text</p></div>",
        "1",
    ),
    "Substack": (
        '<p>A<a class="footnote-anchor" id="footnote-anchor-1-9" href="#footnote-1-9" target="_self">1</a> b.</p>'
        '<div class="footnote"><a id="footnote-1-9" href="#footnote-anchor-1-9" class="footnote-number">1</a>'
        '<div class="footnote-content"><p>Text</p></div></div>',
        "1",
    ),
    "EPUB": (
        '<p>A<a epub:type="noteref" href="#n1">1</a> b.</p><aside epub:type="footnote" id="n1"><p>Text</p></aside>',
        "1",
    ),
    "MediaWiki": (
        '<p>A<sup id="cite_ref-a_1-0" class="reference"><a href="#cite_note-a-1">[1]</a></sup> b.</p>'
        '<ol class="references"><li id="cite_note-a-1"><span class="mw-cite-backlink">'
        '<b><a href="#cite_ref-a_1-0">^</a></b></span> <span class="reference-text">Text</span></li></ol>',
        "a-1",
    ),
    "a hand": (
        '<p>A<a name="up1"></a>[<a href="#down1">1</a>] b.</p><hr><p><b>Notes</b></p>'
        '<p><a name="down1"></a>[1] Text <a href="#up1">back</a></p>',
        "down1",
    ),
    "GitHub": (
        '<p>A<sup><a href="#user-content-fn-x" id="user-content-fnref-x" data-footnote-ref aria-describedby="footnote-label">'
        '1</a></sup> b.</p><section data-footnotes class="footnotes"><h2 id="footnote-label" class="sr-only">Footnotes</h2>'
        '<ol><li id="user-content-fn-x"><p>Text <a href="#user-content-fnref-x" data-footnote-backref'
        ' class="data-footnote-backref">↩</a></p></li></ol></section>',
        "x",
    ),
    "sidenotes": (
        '<p>A<label for="sn-1" class="margin-toggle sidenote-number"></label><input type="checkbox" id="sn-1"'
        ' class="margin-toggle"><span class="sidenote">Text</span> b.</p>',
        "1",
    ),
}


@pytest.mark.parametrize("program", FORMS)
def test_the_notes_of_a_program_are_notes(program: str) -> None:
    source, label = FORMS[program]
    found, made = converted(source)
    assert found.text == f"A[^{label}] b.\n\n[^{label}]: Text\n"
    assert [note.label for note in made.notes] == [label]
    assert not [finding for finding in made.findings if "note" in finding.code]


def test_a_label_above_the_notes_goes_and_a_heading_of_the_author_stays() -> None:
    call = '<p>A<sup id="fnref:x"><a href="#fn:x">1</a></sup></p>'
    notes = '<div class="footnotes"><ol><li id="fn:x"><p>One <a href="#fnref:x">↩</a></p></li></ol></div>'
    label, _ = converted(f"{call}<p><b>Notes</b></p>{notes}")
    assert label.text == "A[^x]\n\n[^x]: One\n"
    assert [remark.message for remark in label.remarks] == ["the heading above the notes was left out: Notes"]
    heading, _ = converted(f"{call}<h2>Notes</h2>{notes}")
    assert heading.text == "A[^x]\n\n## Notes\n\n[^x]: One\n"
    assert not heading.remarks


def test_a_note_holds_paragraphs_lists_and_links() -> None:
    found, made = converted(
        '<p>A<sup id="fnref:x"><a href="#fn:x">1</a></sup></p><div class="footnotes"><ol><li id="fn:x"><p>One</p><ul><li>b'
        '</li></ul><p><a href="https://e.org">Two</a> <a href="#fnref:x">↩</a></p></li></ol></div>'
    )
    assert found.text == "A[^x]\n\n[^x]: One\n\n    - b\n\n    [Two](https://e.org)\n"
    assert len(made.notes) == 1


@pytest.mark.parametrize(("around", "said"), [("pre", ["n0"]), ("p", [])])
def test_a_note_within_code_is_called_after_it_and_reported(around: str, said: list[str]) -> None:
    call = '<sup id="fnref:n0"><a class="footnote-ref" href="#fn:n0">1</a></sup>'
    note = '<div class="footnotes"><ol><li id="fn:n0">Note.<a href="#fnref:n0">↩</a></li></ol></div>'
    found, body = converted(f"<{around}>x{call}</{around}>{note}")
    assert [remark.message.rpartition(": ")[2] for remark in found.remarks] == said
    assert found.text.count("[^n0]") == 2
    assert len(body.notes) == 1


def test_a_note_called_twice_is_one_note() -> None:
    found, _ = converted(
        '<p>A<sup id="cite_ref-1"><a href="#cite_note-1">[1]</a></sup> b<sup id="cite_ref-2"><a href="#cite_note-1">[1]</a>'
        '</sup></p><ol class="references"><li id="cite_note-1"><span class="mw-cite-backlink">^ <a href="#cite_ref-1">a</a>'
        ' <a href="#cite_ref-2">b</a></span> Text</li></ol>'
    )
    assert found.text == "A[^1] b[^1]\n\n[^1]: Text\n"


def test_a_note_in_two_languages_has_two_texts() -> None:
    found, made = converted(
        '<p>A<sup id="r"><a href="#fn:x">1</a></sup></p><ol class="footnotes"><li id="fn:x"><p lang="en">Snow</p>'
        '<p lang="ka">თოვლი <a href="#r">↩</a></p></li></ol>'
    )
    assert found.text == "A[^x]\n\n[^x]: Snow\n\n[^x@ka]: თოვლი\n"
    assert [(note.label, note.language) for note in made.notes] == [("x", "en"), ("x", "ka")]


def test_calls_side_by_side_lose_the_comma_between_them() -> None:
    found, _ = converted(
        '<p>A<sup><a id="p" href="#fn1">1</a>, <a id="q" href="#fn2">2</a></sup></p><p id="fn1">1. One <a href="#p">^</a></p>'
        '<p id="fn2"><sup>2</sup> Two <a href="#q">^</a></p>'
    )
    assert found.text == "A[^1][^2]\n\n[^1]: One\n\n[^2]: Two\n"


def test_a_call_without_a_text_stays_as_printed() -> None:
    found, _ = converted('<p>A<sup><a class="footnote-ref" href="#fn:gone">1</a></sup></p>')
    assert found.text == "A<sup>1</sup>\n"
    assert [remark.code for remark in found.remarks] == ["import-repaired"]


def test_a_text_without_a_call_stays_a_note() -> None:
    found, made = converted(
        '<p>A</p><div class="footnotes"><ol><li id="fn:x">Lost <a href="#fnref:x">↩</a></li></ol></div>'
    )
    assert found.text == "A\n\n[^x]: Lost\n"
    assert [note.label for note in made.notes] == ["x"]
    assert [remark.code for remark in found.remarks] == ["import-repaired"]


def test_a_table_of_contents_is_no_set_of_notes() -> None:
    found, made = converted('<p><a href="#one">1</a> <a href="#two">2</a></p><h2 id="one">One</h2><p id="two">Two</p>')
    assert not made.notes
    assert re.findall(r"#\w+", found.text) == ["#one", "#two", "#one", "#two"]
    assert not [finding for finding in made.findings if finding.code == "dead-link"]


def test_a_number_that_begins_a_text_is_no_number_of_a_note() -> None:
    found, _ = converted(
        '<p>A<sup id="fnref1"><a href="#fn1">1</a></sup></p><ol class="footnotes"><li id="fn1">1. May 1918 '
        '<a href="#fnref1">↩</a></li></ol>'
    )
    assert "May 1918" in found.text
    assert found.text.split("[^1]: ")[1].startswith("1\\. May")


@pytest.mark.parametrize(
    ("frame", "read"),
    [
        ('<div class="footnote">', "A[^x1] b.\n\n[^x1]: Text\n"),
        ('<div class="box">', 'A<sup>[1](#x1)</sup> b.\n\n1. <a id="x1"></a>Text\n'),
    ],
)
def test_a_list_holds_notes_only_if_what_is_around_it_says_so(frame: str, read: str) -> None:
    html = f'<p>A<sup><a href="#x1">1</a></sup> b.</p>{frame}<ol><li id="x1">Text</li></ol></div>'
    assert converted(html)[0].text == read
