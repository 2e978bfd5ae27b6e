import time
import tracemalloc
from collections.abc import Iterable
from pathlib import Path

import pytest

from archivist.findings import Finding
from archivist.reader_api.found import FoundArticle, SourceError
from archivist.readers.wordpress import export_entries as entries_module
from archivist.readers.wordpress import is_export, read
from archivist.readers.wordpress.survey import survey
from tests.running_time import seconds_since

from .exports import HEAD, TAIL, Taken, articles, findings, item, wishes


def _read(path: Path) -> list[object]:
    return list(read(path, wishes(), Taken()))


def _refused(folder: Path, data: str | bytes) -> SourceError:
    path = folder / "export.xml"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    began = time.process_time()
    with pytest.raises(SourceError) as error:
        next(read(path, wishes(), Taken()))
    assert seconds_since(began) < 5
    assert error.value.hint
    assert error.value.place.file == str(path)
    return error.value


def test_an_export_is_known_by_its_head() -> None:
    assert is_export(HEAD.encode())
    assert is_export(HEAD.encode("utf-16"))
    assert is_export(HEAD.replace("1.2/", "1.0/").encode())
    assert not is_export(b"<?xml version='1.0'?><rss version='2.0'><channel><item>wordpress.org/export/1.2/</item>")
    assert not is_export(b"")


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2"])
def test_all_versions_are_read(tmp_path: Path, version: str) -> None:
    path = tmp_path / "export.xml"
    path.write_text((HEAD + item(1, title="One", excerpt="Short") + TAIL).replace("export/1.2/", f"export/{version}/"))
    given = [each for each in _read(path) if isinstance(each, FoundArticle)]
    assert [(each.title, each.description) for each in given] == [("One", "Short")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1251", "iso-8859-5", "koi8-r", "utf-8-sig"])
def test_the_encoding_is_the_declared_one(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "export.xml"
    declared = (HEAD + item(1, title="Слова") + TAIL).replace("UTF-8", encoding.removesuffix("-sig"))
    path.write_bytes(declared.encode(encoding))
    assert [each.title for each in _read(path) if isinstance(each, FoundArticle)] == ["Слова"]


def test_cdata_within_cdata_is_read_whole(tmp_path: Path) -> None:
    assert "]]> and <![CDATA[ tags" in articles(tmp_path, item(1, "A ]]> and <![CDATA[ tags"))[0].text


@pytest.mark.slow
@pytest.mark.parametrize(
    ("data", "line", "why"),
    [
        ("", 1, "no XML"),
        (HEAD + "<item><title>Cut", 7, "truncated"),
        (HEAD + "<item>\n<title><![CDATA[Cut", 8, "truncated"),
        (HEAD + item(), 9, "truncated"),
        (HEAD + "<item><a></b></item>" + TAIL, 7, "</b> appears where <a> is still open"),
        (HEAD + "<item><title>a]]></title></item>" + TAIL, 7, "without a beginning"),
        (HEAD + "<item><title>a\0b</title></item>" + TAIL, 7, "U+0000"),
        (HEAD + "<item><title>a&nbsp;b</title></item>" + TAIL, 7, "undefined entity"),
        (HEAD + "<item><title>a & b</title></item>" + TAIL, 7, "not well-formed"),
        (HEAD + item() + TAIL + "<more/>", 10, "junk after document element"),
        ("<html><body>No.</body></html>", 1, "<html>"),
        ("<rss><title>No channel</title></rss>", 1, "no <channel>"),
        ("<rss xmlns:x='y'><w:channel/></rss>", 1, "unbound prefix"),
        ("<?xml version='1.0' encoding='nonsense'?><rss/>", 1, "is unknown"),
        ("<?xml version='1.0' encoding='hex'?><rss/>", 1, "is unknown"),
        (HEAD + "<a>" * 10_000 + "</a>" * 10_000 + TAIL, 7, "nested deeper"),
        (HEAD + f"<item a='{'x' * 20_000_000}'/>" + TAIL, 7, "longer than"),
    ],
)
def test_what_is_broken_is_refused_with_its_line(tmp_path: Path, data: str, line: int, why: str) -> None:
    error = _refused(tmp_path, data)
    assert why in error.message
    assert error.place.line == line


@pytest.mark.parametrize("encoding", ["UTF-8", "windows-1251", "UTF-16"])
def test_control_characters_are_removed_and_reported(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "export.xml"
    text = (HEAD + item(1, "One\x02 two\x0b.", title="T\x1fi") + TAIL).replace('"UTF-8"', f'"{encoding}"')
    path.write_bytes(text.encode(encoding))
    if encoding == "UTF-16":  # half a letter may look like one of them, so nothing is taken away
        with pytest.raises(SourceError, match=r"U\+001F|XML"):
            _read(path)
        return
    article, *told = read(path, wishes(), Taken())
    assert isinstance(article, FoundArticle)
    assert (article.title, article.plain.strip()) == ("Ti", "One two.")
    assert any("removed: U+0002 ×1, U+000B ×1, U+001F ×1" in each.message for each in told if isinstance(each, Finding))


def test_bytes_of_another_encoding_are_refused(tmp_path: Path) -> None:
    assert "not well-formed" in _refused(tmp_path, HEAD.encode() + b"<item>\xff\xfe</item>").message
    assert "encoding" in _refused(tmp_path, b"<?xml version='1.0' encoding='shift_jis'?><rss>\x81").message


@pytest.mark.parametrize(
    "declarations",
    [
        '<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">',
        '<!ENTITY a SYSTEM "file:///etc/passwd">',
        '<!ENTITY % a SYSTEM "https://example.org/a.dtd"> %a;',
    ],
)
def test_entities_are_refused(tmp_path: Path, declarations: str) -> None:
    head = HEAD.replace("?>\n", f"?>\n<!DOCTYPE rss [{declarations}]>\n", 1)
    assert "declares the entity" in _refused(tmp_path, head + "<item><title>&b;</title></item>" + TAIL).message


def test_an_entity_explained_elsewhere_is_refused_and_not_dropped(tmp_path: Path) -> None:
    head = HEAD.replace("?>\n", '?>\n<!DOCTYPE rss SYSTEM "https://example.org/a.dtd">\n', 1)
    assert "uses the entity 'b'" in _refused(tmp_path, head + "<item><title>&b;</title></item>" + TAIL).message


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError):
        next(read(tmp_path, wishes(), Taken()))
    with pytest.raises(SourceError):
        next(read(tmp_path / "none.xml", wishes(), Taken()))


def test_nothing_comes_of_a_file_that_is_broken_at_its_end(tmp_path: Path) -> None:
    _refused(tmp_path, HEAD + "".join(item(number) for number in range(500)))


def test_an_item_beyond_the_limit_is_reported_and_the_others_come(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entries_module, "MAX_ITEM", 10_000)
    parts = [item(1), item(2, "x" * 20_000, title="Huge"), item(3)]
    assert [each.origin[-1] for each in articles(tmp_path, *parts)] == ["1", "3"]
    told = [each for each in findings(tmp_path, *parts) if each.code == "import-unreadable"]
    assert len(told) == 1
    assert "Huge" in told[0].message


def _large(folder: Path, items: int, size: int) -> Path:
    path = folder / f"{items}.xml"
    text = "<p>Words and more words of an article.</p>\n" * (size // 43)
    with path.open("w") as file:
        file.write(HEAD)
        for number in range(items):
            file.write(item(number, text))
        file.write(TAIL)
    return path


def _peak(readings: Iterable[object]) -> int:
    """The most memory that a reading takes, in bytes."""
    tracemalloc.start()
    try:
        for _ in readings:
            pass
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.slow
def test_memory_does_not_grow_with_the_number_of_articles(tmp_path: Path) -> None:
    few, many = (_peak(read(_large(tmp_path, items, 20_000), wishes(), Taken())) for items in (25, 75))
    assert many < 6_000_000
    assert many - few < 1_000_000


@pytest.mark.slow
def test_an_export_of_many_megabytes_passes_in_pieces(tmp_path: Path) -> None:
    path = _large(tmp_path, 2500, 20_000)
    assert path.stat().st_size > 50_000_000
    assert _peak(entries_module.entries(path)) < 6_000_000
    assert _peak([survey(path, wishes().languages)]) < 8_000_000


def test_one_huge_text_passes_in_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entries_module, "MAX_ITEM", 100_000)
    path = _large(tmp_path, 1, 50_000_000)
    assert _peak(entries_module.entries(path)) < 6_000_000


def test_articles_come_before_the_whole_export_is_made(tmp_path: Path) -> None:
    given = read(_large(tmp_path, 50, 1000), wishes(), Taken())
    assert isinstance(next(given), FoundArticle)
    given.close()  # type: ignore[attr-defined]
