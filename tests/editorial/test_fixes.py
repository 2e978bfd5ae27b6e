"""What `--fix` changes, what it leaves, and that it does so once."""

import errno
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archivist.articles import parse_body, read_folder
from archivist.editorial import apply_fixes, preview_lines
from archivist.fidelity.fixed_articles import reads_alike
from archivist.model.articles import Article, Body
from tests.articles.making import article, body
from tests.editorial.making import archive, fixed, found, page, wanted


def text_after(root: Path, text: str, *fields: str, lang: str = "en") -> str:
    """The text of an article after it was fixed; its front matter must have stayed as it was."""
    before = page(text, *fields, lang=lang)
    after = fixed(root, {"a.md": before})["a.md"].decode()
    head = before[: before.index("---\n", 4) + 4]
    assert after.startswith(head)
    return after[len(head) :]


@pytest.mark.parametrize(
    ("lang", "text", "right"),
    [
        ("ru", "ÐŸÑ€Ð¸Ð²ÐµÑ‚, Ð¼Ð¸Ñ€", "Привет, мир"),
        ("en", "Itâ€™s a cafÃ©", "It’s a café"),
        ("en", "Itâ€™s [a](x/cafÃ©.html) cafÃ©", "It’s [a](x/cafÃ©.html) café"),
        ("ru", "Ïðèâåò, óâàæàåìûå ÷èòàòåëè", "Привет, уважаемые читатели"),
        ("ru", "Mосква и Тelegramом", "Москва и Telegramом"),
        ("ka", "მდინა\u200bრე \ufeffსწრაფია", "მდინარე სწრაფია"),
        ("en", "left\u200e to\u202a right\u202c", "left to right"),
        ("en", "null\x00 and\x0cform feed", "null and form feed"),
        ("en", "cafe\u0301", "café"),
    ],
)
def test_what_is_repaired(lang: str, text: str, right: str, tmp_path: Path) -> None:
    assert text_after(tmp_path, f"Before.\n\n{text}\n", lang=lang) == f"Before.\n\n{right}\n"


@pytest.mark.parametrize(
    "text",
    [
        "`Тelegram` and `zero\u200bwidth` and `cafe\u0301`\n",
        "```\nТelegram ÐŸÑ€Ð¸Ð²ÐµÑ‚ \u200b\n```\n",
        "    Тelegram, indented\n",
        "[x](https://example.org/Тelegram) <https://example.org/cafe\u0301> https://example.org/a\u200bb\n",
        "![x](cafe\u0301.png)\n",
        '<span class="Тelegram">x</span>\n',
        "x[^Тelegram]\n\n[^Тelegram]: y\n",
        "[x][Тelegram]\n\n[Тelegram]: https://example.org\n",
        "\u200b# No heading\n",
        "\u200b- no list\n",
        "\u200b    no code\n",
        "text\n\u200b---\nno heading\n",
        "\u200b[^a]: no note\n",
        "[words]\u200b[label] stand apart\n\n[label]: https://example.org\n",
        "\u200b{lang=fr}\nno mark\n",
        "[see](#тelegram)\n\n## Тelegram\n",
        "lost \ufffd, private \ue001, override \u202eabc\u202c\n",
        "may be either: рH\n",
        "ভ\u09be প\u09cd\u200cর 한국어 Å Ω\n",
    ],
)
def test_what_is_left_as_it_is(text: str, tmp_path: Path) -> None:
    assert text_after(tmp_path, text) == text


@pytest.mark.parametrize(
    ("before", "after", "is_alike"),
    [
        ("A Тelegram.\n", "A Telegram.\n", True),  # letters of prose are what a fix changes
        ("`Тelegram`\n", "`Telegram`\n", False),
        ("```\nТelegram\n```\n", "```\nTelegram\n```\n", False),
        ("`a` and Тelegram\n", "`a` and Telegram\n", True),
        ("\u200b# A\n", "# A\n", False),
        ("A (b\u200b)\n", "A (b)\n", True),
        ("A b)\n", "A (b)\n", False),
    ],
)
def test_a_fix_may_change_letters_of_prose_and_nothing_else(before: str, after: str, is_alike: bool) -> None:
    def read(_: Article, text: str) -> tuple[dict[str, object], Body]:
        return {}, body(text)

    assert reads_alike(read, article(before), before, after, places=False) is is_alike


def test_bullets_of_word_become_bullets_also_in_code(tmp_path: Path) -> None:
    text = "\uf0b7 first\n\n`\uf0fc`\n\n\uf0d8\tsecond \ue001\n"
    assert text_after(tmp_path, text) == "• first\n\n`✓`\n\n➢\tsecond \ue001\n"


def test_one_line_that_would_read_otherwise_does_not_hold_up_the_others(tmp_path: Path) -> None:
    text = "\u200b# No heading\n\nMосква\n\n\u200b- no list\n\nkeep\u200bing\n"
    assert text_after(tmp_path, text) == text.replace("Mосква", "Москва").replace("keep\u200bing", "keeping")


HEAD = """\
---
title:   'Тelegram and cafe\u0301'   # why
description: >
  Folded\u200b text,
  in two lines.
authors: [ "Nino\u200b Example",  Тelegram ]
date: 2022-03-30
lang: en
key: тelegram-Тelegram
related:
    - Тelegram
    - {url: "https://example.org/Тelegram\u200b", title: 'Тelegram'}
slug: cafe\u0301
weight:    07
---
Тext.
"""


def test_in_the_front_matter_prose_is_repaired_and_all_else_stays_byte_for_byte(tmp_path: Path) -> None:
    after = fixed(tmp_path, {"a.md": HEAD})["a.md"].decode().split("\n")
    before = HEAD.split("\n")
    assert [number for number, (old, new) in enumerate(zip(before, after, strict=True), 1) if old != new] == [
        2,
        4,
        6,
        16,
    ]
    assert after[1] == "title:   'Telegram and café'   # why"
    assert after[3] == "  Folded text,"
    assert after[5] == 'authors: [ "Nino Example",  Telegram ]'


def test_front_matter_in_toml(tmp_path: Path) -> None:
    source = '+++\ntitle = "Тelegram"\ndate = 2022-03-30\nlang = "en"\nslug = "Тelegram"\n+++\nText.\n'
    after = fixed(tmp_path, {"a.md": source})["a.md"].decode()
    assert after == source.replace('title = "Тelegram"', 'title = "Telegram"')


def test_a_quotation_mark_brought_back_does_not_break_the_front_matter(tmp_path: Path) -> None:
    source = page().replace("title: T", 'title: "Itâ€™s â€œfineâ€\x9d"')
    fixed(tmp_path, {"a.md": source})
    (article,), findings = read_folder(tmp_path / "articles")
    assert article.title.startswith("It’s “fine")
    assert not findings


def test_the_form_of_a_file_is_made_plain(tmp_path: Path) -> None:
    plain = page("One.\n\nTwo.\n")
    files: dict[str, str | bytes] = {
        "a.md": "\ufeff" + plain.replace("\n", "\r\n"),
        "b.md": plain.replace("\n", "\r"),
        "c.md": plain,
    }
    assert set(fixed(tmp_path, files).values()) == {plain.encode()}


def test_headings_others_link_to_keep_their_ids(tmp_path: Path) -> None:
    files = {"a.md": page("## Тelegram\n\nМoscow"), "b.md": page("[x](a.md#тelegram)\n")}
    after = fixed(tmp_path, files)
    assert after["a.md"].decode() == page("## Тelegram\n\nMoscow")
    files = {"a.md": page("## Тelegram\n"), "b.md": page("No link.\n")}
    assert fixed(tmp_path, files)["a.md"].decode() == page("## Telegram\n")


def test_what_an_article_allows_stays(tmp_path: Path) -> None:
    text = "Тelegram and zero\u200bwidth\n"
    assert text_after(tmp_path, text, "allow: [mixed-scripts]") == "Тelegram and zerowidth\n"


def test_files_that_are_not_articles_are_left_alone(tmp_path: Path) -> None:
    broken = "---\ntitle: [\n---\nТelegram\r\n"
    files = {"broken.md": broken, "draft.md": page("Тelegram", "draft: true"), "README.md": "Тelegram"}
    assert fixed(tmp_path, files) == {name: text.encode() for name, text in files.items()}


def test_a_file_changed_meanwhile_is_left(tmp_path: Path) -> None:
    archive(tmp_path, {"a.md": page("Тelegram"), "b.md": page("Тelegram")})
    changes = wanted(tmp_path)
    (tmp_path / "articles/a.md").write_text("something else")
    written, left = apply_fixes(changes)
    assert [file_fix.path for file_fix in written] == ["b.md"]
    assert [(file_fix.path, why) for file_fix, why in left] == [
        ("a.md", "was changed by another program meanwhile; left unchanged")
    ]
    assert (tmp_path / "articles/a.md").read_text() == "something else"


def test_a_file_that_is_gone_or_cannot_be_written_does_not_hold_up_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive(tmp_path, {f"{name}.md": page("Тelegram") for name in "abc"})
    changes = wanted(tmp_path)
    (tmp_path / "articles/a.md").unlink()
    replace = Path.replace

    def refused_for_b(source: Path, target: Path) -> Path:
        if target.name == "b.md":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return replace(source, target)

    monkeypatch.setattr(Path, "replace", refused_for_b)
    written, left = apply_fixes(changes)
    assert [file_fix.path for file_fix in written] == ["c.md"]
    assert [(file_fix.path, why) for file_fix, why in left] == [
        ("a.md", "cannot be written: No such file or directory"),
        ("b.md", "cannot be written: Permission denied"),
    ]
    assert sorted(path.name for path in (tmp_path / "articles").iterdir()) == ["b.md", "c.md"]


@pytest.mark.slow
def test_a_run_that_is_killed_leaves_each_file_whole(tmp_path: Path) -> None:
    before, after = page("Тelegram\n" * 50), page("Telegram\n" * 50)
    archive(tmp_path, {f"a{n:03}.md": before for n in range(150)})
    command = [sys.executable, "-m", "archivist", "--archive", str(tmp_path), "check", "--fix", "--yes"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    first = tmp_path / "articles/a010.md"
    while process.poll() is None and first.read_text() == before:
        time.sleep(0.001)
    process.kill()
    process.wait()
    assert {path.read_text() for path in (tmp_path / "articles").glob("*.md")} <= {before, after}
    assert first.read_text() == after


def test_a_link_that_leads_out_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "a.md").write_text(page("Тelegram"))
    root = tmp_path / "in"
    root.mkdir()
    archive(root, {"b.md": page("Words.")})
    (root / "articles/folder").symlink_to(outside)
    (root / "articles/a.md").symlink_to(outside / "a.md")
    assert wanted(root) == ()


@pytest.mark.parametrize("title", ["'\u202a '", "'\u200b '", "' \x7f\u2068'", "'\ufeff\x0b'"])
def test_a_title_of_nothing_seen_is_not_taken_away(title: str, tmp_path: Path) -> None:
    source = page().replace("title: T", f"title: {title}")
    assert fixed(tmp_path, {"a.md": source})["a.md"].decode() == source


def test_permissions_and_links_stay(tmp_path: Path) -> None:
    archive(tmp_path, {"texts/a.txt": page("Тelegram")})
    real, link = tmp_path / "articles/texts/a.txt", tmp_path / "articles/a.md"
    real.chmod(0o640)
    link.symlink_to("texts/a.txt")
    apply_fixes(wanted(tmp_path))
    assert link.is_symlink()
    assert real.read_text() == page("Telegram")
    assert real.stat().st_mode & 0o777 == 0o640


def test_each_change_says_line_and_reason(tmp_path: Path) -> None:
    archive(tmp_path, {"a.md": page("One.\n\nMосква\u200b и Oна.\n", lang="ru")})
    ((first, second),) = (file_fix.changes for file_fix in wanted(tmp_path))
    assert (first.line, first.code) == (8, "invisible-character")
    assert (second.line, second.code) == (8, "mixed-scripts")
    assert second.message.count(" is Latin") == 2
    assert {(each.before, each.after) for each in (first, second)} == {("Mосква\u200b и Oна.", "Москва и Она.")}


def test_the_diff_shows_what_is_not_seen(tmp_path: Path) -> None:
    archive(tmp_path, {"a.md": page("One.\n\nzero\u200bwidth cafe\u0301 \x1b[31m\x00\n")})
    (file_fix,) = wanted(tmp_path)
    lines = list(preview_lines(file_fix, "articles/a.md"))
    assert lines[0] == "articles/a.md:8: control-character: U+001B; U+0000"
    assert "--- articles/a.md" in lines
    assert "-zero<U+200B>width cafe<U+0301> <U+001B>[31m<U+0000>" in lines
    assert "+zerowidth café [31m" in lines
    assert all(line.isprintable() for line in lines)


# ---------------------------------------------------------------- properties

PIECES = st.sampled_from(
    [
        *(
            "\u200b",
            "\ufeff",
            "\x00",
            "\x0c",
            "\u200e",
            "\u202e",
            "\u202c",
            "\r\n",
            "\r",
            "\n",
            "\n\n",
            " ",
            "    ",
            "\ufffd",
        ),
        *("Mосква", "Тelegram", "Тelegramи", "cafe\u0301", "ÐŸÑ€Ð¸Ð²ÐµÑ‚", "Itâ€™s", "Ïðèâåò", "თბილისi", "рH"),
        *(
            "# ",
            "- ",
            "> ",
            "1. ",
            "---",
            "```",
            "`",
            "*",
            "**",
            "_",
            "|",
            "[^a]",
            "[^a]: ",
            "[x](",
            ")",
            "<b>",
            "</b>",
        ),
        *(
            "::: background\n",
            ":::",
            "{lang=fr}",
            "^[",
            "]",
            "https://example.org/",
            "[",
            "&amp;",
            "\\",
            "word",
            "слово",
            "სიტყვა",
        ),
    ]
)
TEXTS = st.lists(PIECES, max_size=25).map("".join)


@pytest.mark.slow
@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXTS, st.sampled_from(["en", "ru", "ka"]))
def test_the_article_reads_as_before_and_a_second_run_changes_nothing(tmp_path: Path, text: str, lang: str) -> None:
    archive(tmp_path, {"a.md": page(text, "slug: Тelegram", lang=lang)})
    (before,), _ = read_folder(tmp_path / "articles")
    apply_fixes(wanted(tmp_path))
    assert wanted(tmp_path) == ()
    (after,), _ = read_folder(tmp_path / "articles")
    for name in ("key", "language", "date", "title", "text_line", "related", "extra"):
        assert getattr(before, name) == getattr(after, name)
    old, new = (parse_body(each, tmp_path / "articles") for each in (before, after))
    assert [(note.label, note.language) for note in old.notes] == [(note.label, note.language) for note in new.notes]
    assert [heading.level for heading in old.headings] == [heading.level for heading in new.headings]
    assert old.xhtml.count("<") == new.xhtml.count("<")


def test_what_is_left_after_repairing_is_reported(tmp_path: Path) -> None:
    files = {"a.md": page("\u200b# No heading\n\nТelegram\n")}
    fixed(tmp_path, files)
    assert [finding.line for finding in found(tmp_path, {}, "invisible-character", "mixed-scripts")] == [6]
