"""What the desk tells of an archive: a case that is found and one that is not, for each kind of finding."""

from pathlib import Path

import pytest
from PIL import Image

from archivist.articles import read_folder
from archivist.editorial import not_allowed
from archivist.findings import Finding
from tests.editorial.making import PROSE, SETTINGS, found, page

TWO = SETTINGS.replace('["en"]', '["en", "ka"]')


# ---------------------------------------------------------------- translations


def test_a_translation_said_to_be_elsewhere(tmp_path: Path) -> None:
    files = {"a.en.md": page("x", "translations: [ka, ru]"), "a.ka.md": page("x", lang="ka")}
    (finding,) = found(tmp_path, files, "translation-elsewhere")
    assert finding.message == "a is said to exist in ru, which is not in the archive"
    assert finding.file == "articles/a.en.md"


def test_a_translation_said_to_be_elsewhere_is_reported_once(tmp_path: Path) -> None:
    files = {"a.en.md": page("x", "translations: [ru]"), "a.ka.md": page("x", "translations: [ru, en]", lang="ka")}
    assert len(found(tmp_path, files, "translation-elsewhere")) == 1


def test_a_work_without_a_translation(tmp_path: Path) -> None:
    (finding,) = found(tmp_path, {"a.en.md": page()}, "missing-translation", settings=TWO)
    assert finding.message == "a is not in ka (only in en)"


def test_a_translation_older_than_the_last_change_of_its_original(tmp_path: Path) -> None:
    files = {"a.en.md": page("x", "updated: 2022-05-01"), "a.ka.md": page("x", lang="ka", date="2022-04-02")}
    (finding,) = found(tmp_path, files, "translation-outdated")
    assert finding.file == "articles/a.ka.md"
    assert "2022-04-02" in finding.message
    assert "2022-05-01" in finding.message


@pytest.mark.parametrize("changed", ["updated: 2022-05-01", "lastmod: 2022-06-01"])
def test_a_translation_changed_since_is_no_finding(changed: str, tmp_path: Path) -> None:
    files = {"a.en.md": page("x", "updated: 2022-05-01"), "a.ka.md": page("x", changed, lang="ka")}
    assert found(tmp_path, files, "translation-outdated") == []


# ---------------------------------------------------------------- related reading


def test_a_reference_without_return(tmp_path: Path) -> None:
    (finding,) = found(tmp_path, {"a.en.md": page("x", "related:", "  - b"), "b.en.md": page()}, "related-one-way")
    assert (finding.file, finding.line) == ("articles/a.en.md", 6)
    assert finding.message == "b does not list a in return"


def test_a_reference_returned_by_a_translation_is_no_finding(tmp_path: Path) -> None:
    files = {
        "a.en.md": page("x", "related: [b, a, https://example.org]"),
        "b.en.md": page("y"),
        "b.ka.md": page("y", "related: [a]", lang="ka"),
    }
    assert found(tmp_path, files, "related-one-way") == []


def test_a_reference_that_is_broken_is_reported_as_such_alone(tmp_path: Path) -> None:
    findings = found(tmp_path, {"a.en.md": page("x", "related: [nowhere]")}, "related-unknown", "related-one-way")
    assert [finding.code for finding in findings] == ["related-unknown"]


# ---------------------------------------------------------------- notes and pictures

NOTES = (
    '[archive]\ntitle = "T"\n[editions]\nlanguages = ["en", "ka"]\nmissing = "original"\n[notes]\nlanguages = ["fr"]\n'
)


def test_a_note_in_one_language_is_reported_once_for_all_editions(tmp_path: Path) -> None:
    files = {"a.en.md": page("x[^n]\n\n[^n]: Only in English.\n[^n@ka]: ქართულად.")}
    (finding,) = found(tmp_path, files, "note-in-one-language", settings=NOTES)
    assert (finding.line, finding.message) == (8, "note [^n] has no text in fr")


def test_a_note_in_an_article_of_no_edition_is_reported_as_well(tmp_path: Path) -> None:
    files = {"a.en.md": page(), "a.ru.md": page("x[^n]\n\n[^n]: По-русски.", lang="ru")}
    (finding,) = found(tmp_path, files, "note-in-one-language", settings=NOTES)
    assert finding.file == "articles/a.ru.md"


def test_pictures_without_alternative_text(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    Image.new("RGB", (2, 2)).save(tmp_path / "articles" / "p.png")
    text = '![](p.png)\n\n<img src="p.png">\n\n<div><p><img src="p.png" alt=""></p></div>\n\n![words](p.png)\n'
    findings = found(tmp_path, {"a.en.md": page(text)}, "image-without-alt")
    assert [finding.line for finding in findings] == [6, 8, 10]


# ---------------------------------------------------------------- links


def test_a_link_to_a_place_that_is_not_there(tmp_path: Path) -> None:
    files = {
        "a.en.md": page("One.\n\n[x](b.en.md#the-map) and [y](b.en.md#no-such-part)"),
        "b.en.md": page("## The map\n"),
    }
    (finding,) = found(tmp_path, files, "dead-fragment")
    assert (finding.file, finding.line) == ("articles/a.en.md", 8)
    assert finding.message == "b.en.md has no place #no-such-part; the link leads to its beginning"


def test_links_to_several_places_that_are_not_there_are_one_finding(tmp_path: Path) -> None:
    links = " ".join(f"[x](b.en.md#part-{number})" for number in range(12))
    files = {"a.en.md": page(f"One.\n\n{links}"), "b.en.md": page("Text.")}
    (finding,) = found(tmp_path, files, "dead-fragment")
    assert finding.line == 8
    assert finding.message.startswith(
        "12 places are not there, and links lead to the beginnings: b.en.md#part-0 (line 8)"
    )
    assert finding.message.endswith("b.en.md#part-9 (line 8) and 2 more")


def test_a_link_to_a_place_whose_name_has_two_readings(tmp_path: Path) -> None:
    files = {
        "a.en.md": page("One.\n\n[x](b.en.md#notes-2) [y](b.en.md#notes-1)"),
        "b.en.md": page("## Notes\n\n1\n\n## Notes\n\n2\n\n## Notes\n\n3\n"),
    }
    (finding,) = found(tmp_path, files, "dead-fragment", "doubtful-fragment")
    assert (finding.code, finding.file, finding.line) == ("doubtful-fragment", "articles/a.en.md", 8)
    assert finding.message == (
        "b.en.md#notes-2 leads to the heading #notes-3 “Notes”, as on GitHub; it can also mean #notes-2 “Notes”"
    )


def test_links_to_places_that_are_there(tmp_path: Path) -> None:
    text = "[x](b.ka.md#რუკა) [y](b.ka.md#2022) [z](b.ka.md) [n](b.ka.md#%E1%83%A0%E1%83%A3%E1%83%99%E1%83%90)"
    files = {"a.en.md": page(text), "b.ka.md": page("## რუკა\n\n## Year {#2022}\n", lang="ka")}
    assert found(tmp_path, files, "dead-fragment", "dead-link") == []


# ---------------------------------------------------------------- letters


def test_mojibake(tmp_path: Path) -> None:
    text = "Fine.\n\nRead as Latin: ÐŸÑ€Ð¸Ð²ÐµÑ‚, Ð¼Ð¸Ñ€.\n"
    (finding,) = found(tmp_path, {"a.en.md": page(text)}, "mojibake")
    assert finding.line == 8
    assert "is probably “Привет, мир" in finding.message


def test_mojibake_on_both_sides_of_an_address(tmp_path: Path) -> None:
    text = "Itâ€™s [here](https://example.org/cafÃ©), the cafÃ©.[^1]\n\n[^1]: Wordsâ€¦\n"
    findings = found(tmp_path, {"a.en.md": page(text)}, "mojibake")
    assert [(finding.line, finding.message) for finding in findings] == [
        (6, "“â€™” is probably “’” (1 more on this line)"),
        (8, "“â€¦” is probably “…”"),
    ]


@pytest.mark.parametrize("text", ["Café à la carte, naïve, Ærø, São Tomé, Ā Ē", "Привет, ёж и Ђ", "გამარჯობა", "好的"])
def test_honest_letters_are_no_mojibake(text: str, tmp_path: Path) -> None:
    assert found(tmp_path, {"a.en.md": page(text)}, "mojibake", "mixed-scripts", "invisible-character") == []


def test_the_title_is_looked_at_too(tmp_path: Path) -> None:
    source = page().replace("title: T", "title: Тelegram")
    (finding,) = found(tmp_path, {"a.en.md": source}, "mixed-scripts")
    assert (finding.file, finding.line) == ("articles/a.en.md", 2)


VERBATIM = """\
`Тelegram` ``x Тelegram`` <https://example.org/Тelegram> https://example.org/Тelegram [x](https://example.org/Тelegram)

<a href="Тelegram" title="Тelegram">x</a> <Тelegram@example.org>

```
Тelegram ÐŸÑ€Ð¸Ð²ÐµÑ‚
```
"""


def test_code_and_addresses_are_not_judged(tmp_path: Path) -> None:
    files = {"a.en.md": page(VERBATIM, "slug: Тelegram", "image: {src: Тelegram.png}")}
    assert found(tmp_path, files, "mixed-scripts", "mojibake") == []


def test_formulas_are_not_judged(tmp_path: Path) -> None:
    files = {"a.en.md": page("$x_{Тelegram}$ and \\(x_{Тelegram}\\)\n\n$$\nx_{Тelegram}\n$$\n")}
    assert found(tmp_path, files, "mixed-scripts") == []


def test_many_lines_are_reported_as_some_and_a_number(tmp_path: Path) -> None:
    findings = found(tmp_path, {"a.en.md": page("Тelegram\u200b\n" * 30)}, "mixed-scripts")
    assert len(findings) == 10
    assert findings[-1].message.endswith("(20 more lines in this file)")


def test_decomposed_letters_are_reported_once_a_file(tmp_path: Path) -> None:
    files = {"a.en.md": page("cafe\u0301\n\ncafe\u0301 re\u0301sume\u0301\n"), "b.en.md": page("café résumé")}
    (finding,) = found(tmp_path, files, "decomposed-letters")
    assert (finding.file, finding.line) == ("articles/a.en.md", 6)
    assert "1 more line in this file" in finding.message


def test_the_form_of_a_file(tmp_path: Path) -> None:
    plain = page()
    files = {
        "a.en.md": plain,
        "b.en.md": plain.replace("\n", "\r\n"),
        "c.en.md": "\ufeff" + plain,
        "d.en.md": plain.replace("\n", "\r\n", 2),
    }
    findings = found(tmp_path, files, "file-form")
    assert [(finding.file[-7:], finding.message) for finding in findings] == [
        ("b.en.md", "its lines end in CR LF"),
        ("c.en.md", "it begins with a byte order mark"),
        ("d.en.md", "its line endings are mixed"),
    ]


def test_control_characters_are_reported_once(tmp_path: Path) -> None:
    assert len(found(tmp_path, {"a.en.md": page("a\x01b")}, "control-character", "invisible-character")) == 1


@pytest.mark.parametrize(("text", "code"), [("a \ufffd", "lost-character"), ("a \ue001", "private-character")])
def test_characters_that_only_a_person_can_replace(text: str, code: str, tmp_path: Path) -> None:
    (finding,) = found(tmp_path, {"a.en.md": page(f"One.\n\n{text}\n")}, code)
    assert finding.line == 8


def test_a_private_character_that_no_font_has_is_an_error_as_it_is_at_compile(tmp_path: Path) -> None:
    text = "One.\n\na \ue001 b \ue002\n\n\uf0b7 c\n"
    told = found(tmp_path, {"a.en.md": page(text)}, "missing-glyph", "private-character", "symbol-character")
    assert [(each.code, each.line, str(each.severity)) for each in told] == [
        ("missing-glyph", 8, "error"),
        ("private-character", 8, "warning"),
        ("symbol-character", 10, "warning"),
    ]
    assert told[0].message == "no installed font has U+E001, U+E002"
    assert told[0].remedy == "Replace the character by ordinary ones: no font package has it."
    assert told[2].message == "U+F0B7, a character of Word's symbol fonts, is printed as •"


# ---------------------------------------------------------------- dates


@pytest.mark.parametrize("key", ["retrieved", "updated", "lastmod"])
def test_days_before_the_publication(key: str, tmp_path: Path) -> None:
    files = {"a.en.md": page("x", f"{key}: 2022-03-28"), "b.en.md": page("y", f"{key}: 2022-03-29")}
    (finding,) = found(tmp_path, files, "dates-disagree")
    assert (finding.file, finding.line) == ("articles/a.en.md", 5)


# ---------------------------------------------------------------- silence


def test_what_an_article_allows_is_not_reported(tmp_path: Path) -> None:
    files = {
        "a.en.md": page("Тelegram\u200b", "allow: [mixed-scripts, invisible-character]"),
        "b.en.md": page("Тelegram", "allow: mixed-scripts"),
        "c.en.md": page("Тelegram", "allow: [mojibake]"),
    }
    (finding,) = found(tmp_path, files, "mixed-scripts", "invisible-character", "near-miss-key")
    assert finding.file == "articles/c.en.md"


def test_what_reading_tells_can_be_allowed_too(tmp_path: Path) -> None:
    text = "[a](/gone) ![](river.png)"
    assert len(found(tmp_path, {"a.en.md": page(text)}, "dead-link")) == 1
    assert not found(tmp_path, {"a.en.md": page(text, "allow: [dead-link, image-without-alt]")}, "dead-link")


def test_errors_and_lost_pictures_cannot_be_allowed(tmp_path: Path) -> None:
    files = {"a.en.md": page("![x](no.png)", "allow: [broken-image, missing-title]")}
    assert len(found(tmp_path, files, "broken-image")) == 1
    (article,), _ = read_folder(tmp_path / "articles")
    error = Finding("missing-title", "no title", article.path)
    assert list(not_allowed([error], [article])) == [error]


# ---------------------------------------------------------------- nothing


def test_a_clean_archive_has_nothing(tmp_path: Path) -> None:
    files = {"a.en.md": page(PROSE), "b.en.md": page("Words of its own. " * 30)}
    (tmp_path / "archivist.toml").write_text(SETTINGS)
    assert found(tmp_path, files, *_all()) == []


def _all() -> set[str]:
    from archivist.findings import CODES  # noqa: PLC0415

    return set(CODES)


def test_a_language_without_built_in_labels_is_reported(tmp_path: Path) -> None:
    settings = '[archive]\ntitle = "T"\n[editions]\nlanguages = ["cy"]\n'
    (finding,) = found(tmp_path, {"a.cy.md": page(PROSE, lang="cy")}, "label-missing", settings=settings)
    assert finding.file == "archivist.toml"
    assert "[labels.cy]" in finding.remedy
