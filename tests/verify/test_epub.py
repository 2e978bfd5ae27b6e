"""This program's own checks of an EPUB: a right one passes, and one broken in one place fails in that check alone."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from archivist.record.document_text import BREAK, read_document_text
from archivist.record.expected_text import ExpectedText, expected_in_epub
from archivist.verdict import Verdict
from archivist.verify import epub
from archivist.verify.file_text import FileText
from tests.verify.making_epub import EXPECTED, NOTE, RUNNING, Change, both, put, replaced

SPRING = "a/spring.xhtml"


def checked(
    folder: Path, change: Change | None = None, expected: Sequence[ExpectedText] = EXPECTED
) -> dict[str, Verdict]:
    """Verdicts by check."""
    file = put(folder, change)
    (verdicts,) = epub.check([file], {file.path: FileText(tuple(expected))}, None)
    return {verdict.name: verdict for verdict in verdicts}


def failures(verdicts: dict[str, Verdict]) -> dict[str, list[str]]:
    """The codes of each check that failed."""
    return {
        name: [message.code for message in verdict.messages] for name, verdict in verdicts.items() if not verdict.passed
    }


def told(verdict: Verdict, code: str) -> str:
    message = next(message for message in verdict.messages if message.code == code)
    return f"{message.text} [{message.place}]"


def test_a_right_book_passes_every_check(tmp_path: Path) -> None:
    verdicts = checked(tmp_path)
    assert list(verdicts) == ["file", "reading", "text", "links", "manifest", "headings", "contents"]
    assert failures(verdicts) == {}
    assert verdicts["text"].version.count("; lxml ") == 1


def test_the_words_for_a_picture_in_a_heading_are_in_the_contents(tmp_path: Path) -> None:
    picture = replaced(SPRING, "<h1>The spring</h1>", '<h1>The <img src="../images/blue.png" alt="small"/> spring</h1>')
    listed = [replaced(name, ">The spring<", ">The small spring<") for name in ("nav.xhtml", "toc.ncx")]
    assert "contents" not in failures(checked(tmp_path, both(picture, *listed)))
    assert "contents" in failures(checked(tmp_path, picture))


# ---------------------------------------------------------------- reading


def test_what_is_not_a_zip_file(tmp_path: Path) -> None:
    file = put(tmp_path)
    file.path.write_bytes(b"not a ZIP file")
    (verdicts,) = epub.check([file], {file.path: FileText()}, None)
    assert [(verdict.name, verdict.passed) for verdict in verdicts] == [("file", False), ("reading", False)]
    assert "cannot be opened" in verdicts[1].messages[0].text


def test_a_changed_byte_of_a_picture(tmp_path: Path) -> None:
    file = put(tmp_path)
    data = file.path.read_bytes()
    at = data.index(b"IDAT")
    file.path.write_bytes(data[: at + 6] + bytes([data[at + 6] ^ 1]) + data[at + 7 :])
    (verdicts,) = epub.check([file], {file.path: FileText(EXPECTED)}, None)
    assert told(verdicts[1], "damaged") == "the file does not agree with its checksum [EPUB/cover.png]"


@pytest.mark.parametrize(
    ("member", "old", "new", "said"),
    [
        ("../META-INF/container.xml", 'full-path="EPUB/content.opf"', "", "names no package document"),
        ("../META-INF/container.xml", "content.opf", "other.opf", "EPUB/other.opf is not in the file"),
        ("content.opf", "</package>", "", "EPUB/content.opf is not well-formed"),
    ],
)
def test_what_has_no_package_document(tmp_path: Path, member: str, old: str, new: str, said: str) -> None:
    def change(files: dict[str, bytes]) -> None:
        name = "META-INF/container.xml" if "container" in member else f"EPUB/{member}"
        assert old.encode() in files[name]
        files[name] = files[name].replace(old.encode(), new.encode())

    verdicts = checked(tmp_path, change)
    assert failures(verdicts) == {"reading": ["unreadable"]}
    assert said in told(verdicts["reading"], "unreadable")


def test_a_document_that_is_not_well_formed_fails_the_checks_that_read_it(tmp_path: Path) -> None:
    verdicts = checked(tmp_path, replaced(SPRING, "</body>", ""))
    assert set(failures(verdicts)) == {"text", "links", "manifest", "headings", "contents"}
    assert "EPUB/a/spring.xhtml is not well-formed" in told(verdicts["text"], "unreadable")


def test_entities_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("meets", "utf-8")
    declared = f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{secret}">]>'

    def change(files: dict[str, bytes]) -> None:
        replaced(SPRING, "<!DOCTYPE html>", declared)(files)
        replaced(SPRING, "It meets", "It &x;")(files)

    assert "text" in failures(checked(tmp_path, change))


# ---------------------------------------------------------------- text


@pytest.mark.parametrize(
    ("code", "old", "new", "said"),
    [
        ("text-missing", "It meets", "It", "“meets” is missing after “rises in the snow.1 it”"),
        ("text-extra", "rises in", "rises up in", "“up” is in the file after “the spring it rises”"),
        ("text-differs", "the <em>", "the<em>", "the book has “the snow.1”, the file “thesnow.1”"),
        ("text-differs", "river", "River!", "the book has “river.”, the file “river!.”"),
        ("text-missing", "<ol>", '<ol hidden="hidden">', "“one item” is missing"),
        ("text-extra", "</ol>", "</ol><p>More.</p>", "“more.” is in the file after “meets another river. one item”"),
        ("text-missing", "First published", "Published", "“first” is missing after"),
    ],
)
def test_every_word_and_every_space_counts(tmp_path: Path, code: str, old: str, new: str, said: str) -> None:
    verdicts = checked(tmp_path, replaced(SPRING, old, new))
    assert failures(verdicts) == {"text": [code]}
    assert said in told(verdicts["text"], code)
    assert told(verdicts["text"], code).endswith("[EPUB/a/spring.xhtml]")


def test_each_note_is_compared_by_itself(tmp_path: Path) -> None:
    verdicts = checked(tmp_path, replaced(SPRING, "Above", "Below"))
    assert failures(verdicts) == {"text": ["text-differs"]}
    assert "note 1: after “1” the book has “above”, the file “below”" in told(verdicts["text"], "text-differs")
    more = [replace(EXPECTED[0], notes={"note.1": NOTE, "note.2": "2 More."})]
    assert failures(checked(tmp_path, None, more)) == {"text": ["note-missing"]}
    none = [replace(EXPECTED[0], notes={})]
    assert failures(checked(tmp_path, None, none)) == {"text": ["note-unknown"]}


def test_notes_stand_where_the_book_has_them(tmp_path: Path) -> None:
    before = f"{BREAK}Notes{BREAK}First published in 2022.{BREAK}{NOTE}"
    moved = [replace(EXPECTED[0], whole=RUNNING + before)]
    verdicts = checked(tmp_path, None, moved)
    assert failures(verdicts) == {"text": ["notes-out-of-place"]}
    assert "spring.en.md: a note is in a different place" in told(verdicts["text"], "notes-out-of-place")


def test_the_documents_of_the_book(tmp_path: Path) -> None:
    road = ExpectedText("road", "road.en.md", ("The road.",), {}, "The road.")
    assert failures(checked(tmp_path, None, (*EXPECTED, road))) == {"text": ["document-missing"]}
    assert failures(checked(tmp_path, None, ())) == {"text": ["document-unknown"]}
    apart = replaced("content.opf", '<itemref idref="spring"/>', '<itemref idref="spring" linear="no"/>')
    assert failures(checked(tmp_path, apart)) == {"text": ["document-missing"]}
    words = replaced("cover.xhtml", "<img", "<p>Words.</p><img")
    verdicts = checked(tmp_path, words)
    assert told(verdicts["text"], "document-unknown").startswith("the reading order holds 'cover'")


def test_texts_that_are_not_known_are_not_a_pass(tmp_path: Path) -> None:
    file = put(tmp_path)
    (verdicts,) = epub.check([file], {file.path: FileText(unknown="changed since")}, None)
    (text,) = (verdict for verdict in verdicts if verdict.name == "text")
    assert (text.passed, text.messages[0].text) == (None, "changed since")


def test_the_book_has_what_is_for_screens_and_not_what_is_for_paper() -> None:
    xhtml = (
        b'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body><p>Here'
        b'<span class="epub-only"> only</span><span class="print-only"> not</span></p><section class="notes">'
        b'<h2>Notes</h2><aside class="note" id="note.1">1 One.</aside></section><p>End.</p></body></html>'
    )
    text = expected_in_epub("a", "a.md", read_document_text(xhtml))
    plain = [" ".join(each.replace(BREAK, " ").split()) for each in (*text.running, text.whole)]
    assert plain == ["Here only Notes End.", "Here only Notes 1 One. End."]
    assert set(text.notes) == {"note.1"}


# ---------------------------------------------------------------- links


@pytest.mark.parametrize(
    ("code", "old", "new", "said"),
    [
        (
            "link-to-nowhere",
            'href="#note.1"',
            'href="#note.9"',
            "“note.9” in EPUB/a/spring.xhtml, an id that it does not",
        ),
        (
            "link-to-nowhere",
            'href="#note.1"',
            'href="road.xhtml"',
            "leads to EPUB/a/road.xhtml, which is not in the file",
        ),
        ("link-to-nowhere", 'href="#note.1"', 'href=""', "a link without an address"),
        ("link-to-nowhere", 'href="#note.1"', 'href="../../../etc/passwd"', "which is not in the file"),
        ("address-wrong", 'href="#note.1"', 'href="https://[x"', "is not a valid address"),
        ("remote", 'href="#note.1"', 'href="file:///etc/passwd"', "outside the book"),
        (
            "remote",
            "<ol>",
            '<img src="https://example.org/x.png" alt="x"/><ol>',
            "a picture is outside the book: https:",
        ),
        ("remote", "<ol>", '<p style="background: url(//example.org/x)">x</p><ol>', "a file is outside the book"),
        ("picture-missing", "<ol>", '<img src="gone.png" alt="x"/><ol>', "a picture leads to EPUB/a/gone.png"),
        (
            "picture-missing",
            "<ol>",
            '<img srcset="../cover.png 1x, gone.png 2x" src="../cover.png" alt="x"/><ol>',
            "gone",
        ),
        ("id-twice", 'id="note.1"', 'id="call.1"', "“call.1” appears 2 times"),
        ("script", "<ol>", "<script>x()</script><ol>", "a script element; a volume holds no scripts"),
        ("script", "<ol>", '<p onclick="x()">x</p><ol>', "the attribute onclick"),
        ("script", 'href="https://example.org/"', 'href="JavaScript:x()"', "an address that is a script"),
    ],
)
def test_what_a_document_names(tmp_path: Path, code: str, old: str, new: str, said: str) -> None:
    verdicts = checked(tmp_path, replaced(SPRING, old, new))
    assert code in [message.code for message in verdicts["links"].messages]
    assert verdicts["links"].passed is False
    assert said in told(verdicts["links"], code)
    assert told(verdicts["links"], code).endswith("[EPUB/a/spring.xhtml]")


@pytest.mark.parametrize(
    ("member", "old", "new"),
    [
        ("style.css", 'url("fonts/face.ttf")', "url(https://example.org/face.ttf)"),
        ("style.css", "@font-face", "@import 'https://example.org/x.css'; @font-face"),
        ("nav.xhtml", 'href="style.css"', 'href="https://example.org/style.css"'),
    ],
)
def test_nothing_is_loaded_from_elsewhere(tmp_path: Path, member: str, old: str, new: str) -> None:
    verdicts = checked(tmp_path, replaced(member, old, new))
    assert told(verdicts["links"], "remote").endswith(f"[EPUB/{member}]")


def test_the_contents_of_old_readers_lead_somewhere_too(tmp_path: Path) -> None:
    verdicts = checked(tmp_path, replaced("toc.ncx", 'src="a/spring.xhtml"', 'src="a/road.xhtml"'))
    assert failures(verdicts) == {"links": ["link-to-nowhere"], "contents": ["contents-of-ncx"]}


# ---------------------------------------------------------------- manifest


def test_files_that_are_not_declared_not_there_or_not_used(tmp_path: Path) -> None:
    def further(files: dict[str, bytes]) -> None:
        files["EPUB/further.txt"] = b"x"

    def without(files: dict[str, bytes]) -> None:
        del files["EPUB/fonts/face.ttf"]

    assert failures(checked(tmp_path, further)) == {"manifest": ["file-not-declared"]}
    assert failures(checked(tmp_path, without)) == {"links": ["file-missing"], "manifest": ["file-not-there"]}
    unused = replaced(SPRING, '<img src="../images/blue.png" alt="A blue field"/>', "")
    verdicts = checked(tmp_path, unused)
    assert failures(verdicts) == {"manifest": ["file-not-used"]}
    assert told(verdicts["manifest"], "file-not-used").endswith("[EPUB/images/blue.png]")
    twice = replaced("content.opf", 'id="font"', 'id="picture"')
    assert "declared-twice" in failures(checked(tmp_path, twice))["manifest"]


# ---------------------------------------------------------------- contents


@pytest.mark.parametrize(
    ("code", "member", "old", "new"),
    [
        ("no-contents", "nav.xhtml", 'epub:type="toc"', 'epub:type="landmarks"'),
        ("contents-differ", "nav.xhtml", ">The spring<", ">The sprung<"),
        ("contents-differ", "nav.xhtml", '"a/spring.xhtml"', '"a/spring.xhtml#note.1"'),
        (
            "document-not-listed",
            "nav.xhtml",
            '<a href="a/spring.xhtml">The spring</a>',
            '<a href="nav.xhtml">Contents</a>',
        ),
        ("contents-of-ncx", "toc.ncx", ">The spring<", ">The sprung<"),
        ("contents-of-ncx", "toc.ncx", 'src="a/spring.xhtml"', 'src="a/spring.xhtml#call.1"'),
    ],
)
def test_a_line_of_the_contents_has_the_words_of_its_heading(
    tmp_path: Path, code: str, member: str, old: str, new: str
) -> None:
    verdicts = checked(tmp_path, replaced(member, old, new))
    assert set(failures(verdicts)) == {"contents"}
    assert code in failures(verdicts)["contents"]


def test_calls_of_notes_and_second_titles_are_allowed_for(tmp_path: Path) -> None:
    call = '<a epub:type="noteref" href="#note.1">1</a>'
    title = f'<h1>The spring{call}<span class="note-gap">,\u202f</span>{call}</h1><h1>წყარო</h1>'
    heading = replaced(SPRING, "<h1>The spring</h1>", title)
    assert checked(tmp_path, heading)["contents"].passed is True
    lines = both(replaced("nav.xhtml", ">The spring<", ">The spring / წყარო<"), heading)
    assert failures(checked(tmp_path, lines))["contents"] == ["contents-of-ncx"]
    ncx = both(lines, replaced("toc.ncx", ">The spring<", ">The spring / წყარო<"))
    assert checked(tmp_path, ncx)["contents"].passed is True


# ---------------------------------------------------------------- what calls home

HOME = "http://127.0.0.1:9/x"
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:h="{}">{}</svg>'


def _drawing(inside: str, before: str = "") -> Change:
    """A drawing among the pictures."""

    def change(files: dict[str, bytes]) -> None:
        files["EPUB/images/d.svg"] = (before + _SVG.format("http://www.w3.org/1999/xhtml", inside)).encode()
        opf = files["EPUB/content.opf"].replace(
            b"</manifest>", b'<item id="d" href="images/d.svg" media-type="image/svg+xml"/></manifest>'
        )
        shown = b'<img src="../images/d.svg" alt=""/><ol>'
        files["EPUB/content.opf"] = opf
        files["EPUB/a/spring.xhtml"] = files["EPUB/a/spring.xhtml"].replace(b"<ol>", shown, 1)

    return change


def test_a_harmless_drawing_passes(tmp_path: Path) -> None:
    style = "<style>text{fill:url(#g)}</style>"
    assert failures(checked(tmp_path, _drawing(f'{style}<linearGradient id="g"/><text>x</text>'))) == {}


@pytest.mark.parametrize(
    "change",
    [
        _drawing(f"<style>rect{{fill:\\75rl({HOME})}}</style>"),
        _drawing(f"<style>@\\69mport '{HOME}';</style>"),
        _drawing(f'<style>rect{{fill:image-set("{HOME}" 1x)}}</style>'),
        _drawing(f'<rect fill="\\75rl({HOME})"/>'),
        _drawing(f"<rect style=\"fill:src('{HOME}')\"/>"),
        _drawing(f'<h:meta http-equiv="refresh" content="0;{HOME}"/>'),
        _drawing(f'<h:img srcset="{HOME} 1x"/>'),
        _drawing(f'<h:video poster="{HOME}"/>'),
        _drawing(f'<h:audio autoplay="" src="{HOME}"/>'),
        _drawing(f'<image><animate attributeName="href" values="{HOME}"/></image>'),
        _drawing(f'<image><set attributeName="href" to="{HOME}"/></image>'),
        _drawing(f'<g xml:base="{HOME}"/>'),
        _drawing("<SCRIPT>x()</SCRIPT>"),
        _drawing("<foreignObject/>"),
        _drawing(
            '<image href="data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 onload=%22x()%22/%3E"/>'
        ),
        _drawing("", f'<!DOCTYPE svg SYSTEM "{HOME}.dtd">'),
        _drawing("", f'<?xml-stylesheet href="{HOME}.css"?>'),
        replaced("style.css", "@font-face", f'body{{background:image-set("{HOME}" 1x)}} @font-face'),
        replaced("style.css", "@font-face", f"p{{background:\\75rl({HOME})}} @font-face"),
        replaced("style.css", "@font-face", f'@\\69mport "{HOME}"; @font-face'),
        replaced("style.css", "@font-face", f'p{{background:src("{HOME}")}} @font-face'),
        replaced("style.css", "@font-face", f'p{{quotes:"/*";background:url({HOME});content:"*/"}} @font-face'),
        replaced(SPRING, "<ol>", f'<p style="background:\\75rl({HOME})">x</p><ol>'),
        replaced(SPRING, "<ol>", f'<meta http-equiv="refresh" content="0;{HOME}"/><ol>'),
        replaced(SPRING, "<ol>", '<iframe src="data:text/html,x"/><ol>'),
        replaced(SPRING, 'href="https://example.org/"', 'href="data:text/html,x"'),
        replaced(SPRING, 'href="https://example.org/"', f'ping="{HOME}" href="https://example.org/"'),
    ],
)
def test_whatever_calls_home_fails(tmp_path: Path, change: Change) -> None:
    verdicts = checked(tmp_path, change)
    assert "links" in failures(verdicts)
