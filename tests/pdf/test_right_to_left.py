"""Hebrew, Arabic and Persian: pages as good as the engine makes them, every word on them, and a whole EPUB."""

import re
import zipfile
from pathlib import Path

import pytest

from archivist.findings import has_errors
from tests.archives import compiled, write_archive

SETTINGS = """\
[archive]
title = "Example"

[editions]
languages = ["ar", "he", "fa"]

[notes]
languages = ["en"]
"""
TEXTS = {
    "ar": (
        "النهر الكبير",
        "ينبع النهر من الثلج في الجبال العالية، ويسير 98 كيلومترا نحو المدينة. يسميه الناس Great Liakhvi في الكتب "
        "القديمة، و«النهر» في الحديث. في سنة 1846 فتحت المكتبة أبوابها (Tbilisi Library)، وكان فيها 13,260 كتابا.",
    ),
    "he": (
        "הנהר הגדול",
        "הנהר נובע מן השלג שבהרים הגבוהים, וזורם 98 קילומטרים אל העיר. האנשים קוראים לו Great Liakhvi בספרים ישנים. "
        "בשנת 1846 נפתחה הספרייה (Tbilisi Library), והיו בה 13,260 ספרים; אחר כך גדלה.",
    ),
    "fa": ("رود بزرگ", "رود از برف کوه‌های بلند می‌آید و ۹۸ کیلومتر تا شهر می‌رود. مردم آن را Great Liakhvi می‌نامند."),
}


def an_article(title: str, text: str) -> str:
    paragraphs = "\n\n".join(f"{text * 4} {number}[^{number}] {text}" for number in range(4))
    notes = "\n".join(f"[^{number}]: {text}\n[^{number}@en]: Note {number}." for number in range(4))
    table = f"| {title} | 1846 |\n|---|---|\n| {text} | Great 2 |"
    return (
        f"---\ntitle: {title}\ndate: 2024-01-05\nauthors: [{title}]\ndescription: {text}\n---\n"
        f"{paragraphs}\n\n## {title}\n\n- {title} 12\n- {text}\n\n{table}\n\n{text * 3}\n\n{notes}\n"
    )


@pytest.mark.slow
@pytest.mark.parametrize("language", TEXTS)
def test_a_volume_with_a_warning(tmp_path: Path, language: str) -> None:
    title, text = TEXTS[language]
    write_archive(tmp_path / "a", SETTINGS, {f"2024-01-05-river.{language}.md": an_article(title, text)})
    done = compiled(tmp_path / "a", languages=(language,))
    findings = done.compilation.findings
    assert not has_errors(findings), findings
    assert "right-to-left" in {finding.code for finding in findings}
    assert done.file(f"2024-01.{language}", ".pdf").read_bytes().startswith(b"%PDF")
    with zipfile.ZipFile(done.file(f"2024-01.{language}", ".epub")) as book:
        pages = {name: book.read(name).decode() for name in book.namelist() if name.endswith((".xhtml", ".opf"))}
    article = next(page for name, page in pages.items() if name.endswith("river.xhtml"))
    assert 'dir="rtl"' in article
    assert text.strip() in re.sub(r"\s+", " ", article)
    assert any('page-progression-direction="rtl"' in page for name, page in pages.items() if name.endswith(".opf"))
