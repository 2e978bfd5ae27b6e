"""Memory of importing a large WordPress export, with all processes it starts.

    python benchmarks/import_memory.py --gigabytes 2 --articles 60000

The export is made for the run: articles in two languages with a note and a table each, and, as in the exports of real
sites, mostly not articles: revisions, custom fields, comments. Memory is the proportional set size (PSS) of
the process and its children, read four times a second, so that what they share counts once.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Large</title><link>https://example.org</link><language>en-US</language>
<wp:wxr_version>1.2</wp:wxr_version><wp:base_site_url>https://example.org</wp:base_site_url>
"""
ITEM = """<item><title>{title}</title><link>https://example.org/{id}/</link><dc:creator>nino</dc:creator>
<guid isPermaLink="false">https://example.org/?p={id}</guid>
<content:encoded><![CDATA[{content}]]></content:encoded><wp:post_id>{id}</wp:post_id>
<wp:post_date>{date} 12:00:00</wp:post_date><wp:post_name>article-{id}</wp:post_name><wp:status>{status}</wp:status>
<wp:post_type>{type}</wp:post_type>{more}</item>
"""
META = "<wp:postmeta><wp:meta_key>{key}</wp:meta_key><wp:meta_value><![CDATA[{value}]]></wp:meta_value></wp:postmeta>"
WORDS = (
    "The river leaves the mountains and turns south past orchards and weirs to join the larger water below the town. "
)
WORDS_KA = "მდინარე მთებიდან გამოდის და სამხრეთისკენ უხვევს ბაღებისა და ჯებირების გავლით. "


def article(number: int) -> str:
    """An article of about three kilobytes, its translation every second time."""
    words, language = (WORDS_KA, "ka") if number % 2 else (WORDS, "en")
    paragraphs = "".join(f"<p>{number}.{part} {words * 5}</p>\n" for part in range(4))
    content = (
        f'{paragraphs}<p>A note.<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup></p>'
        f"<table><tr><th>Year</th></tr><tr><td>{number}</td></tr></table>"
        f'<div class="footnote"><ol><li id="fn:1"><p>Note {number}. '
        '<a class="footnote-backref" href="#fnref:1">↩</a></p></li></ol></div>'
    )
    fields = {"_wpml_import_language_code": language, "_wpml_import_translation_group": f"group-{number // 2}"}
    more = "".join(META.format(key=key, value=value) for key, value in fields.items())
    day = f"{2000 + number // 3000:04}-{1 + number // 250 % 12:02}-{1 + number % 28:02}"
    return ITEM.format(
        title=f"Article {number}", id=number, content=content, date=day, status="publish", type="post", more=more
    )


def ballast(number: int) -> str:
    """A revision with custom fields, about 30 kilobytes."""
    more = META.format(key="_elementor_data", value=WORDS * 60)
    content = WORDS * 200
    return ITEM.format(
        title="Revision", id=number, content=content, date="2010-01-01", status="inherit", type="revision", more=more
    )


def make_export(path: Path, size: int, articles: int) -> None:
    """An export of so many bytes, the articles spread through it."""
    share = size / articles
    number = 10_000_000
    with path.open("w", encoding="utf-8") as file:
        file.write(HEAD)
        for index in range(articles):
            file.write(article(index))
            while file.tell() < share * (index + 1):
                number += 1
                file.write(ballast(number))
        file.write("</channel></rss>\n")


def family(process: int) -> Iterator[int]:
    """The process and all its descendants."""
    yield process
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        for child in task.read_text().split():
            yield from family(int(child))


def proportional_set_size(process: int) -> int:
    """Bytes of memory of a process and its descendants."""
    total = 0
    for each in family(process):
        try:
            lines = Path(f"/proc/{each}/smaps_rollup").read_text().splitlines()
        except OSError:  # it has just ended
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) * 1024
    return total


def main() -> None:
    """Make the export, import it, print what it took."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--gigabytes", type=float, default=0.2)
    options.add_argument("--articles", type=int, default=6000)
    options.add_argument("--jobs", default="0", help="as of archivist import")
    options.add_argument("--folder", type=Path, help="where to make the export and the archive; needs twice its size")
    given = options.parse_args()
    folder = Path(tempfile.mkdtemp(dir=given.folder))
    try:
        export = folder / "export.xml"
        make_export(export, int(given.gigabytes * 1e9), given.articles)
        (folder / "articles").mkdir()
        settings = '[archive]\ntitle = "Large"\npublisher = "Example"\n[editions]\nlanguages = ["en", "ka"]\n'
        (folder / "archivist.toml").write_text(settings, encoding="utf-8")
        for run in ("first", "second"):
            peak, seconds, last = measure(folder, export, given.jobs)
            size = export.stat().st_size / 1e9
            print(f"{run} import of {size:.2f} GB: {peak / 1e6:.0f} MB at most, {seconds:.0f} s; {last}", flush=True)
    finally:
        shutil.rmtree(folder)


def measure(folder: Path, export: Path, jobs: str) -> tuple[int, float, str]:
    """Largest memory in bytes, seconds, and the last line the import printed."""
    began, peak = time.monotonic(), 0
    command = [sys.executable, "-m", "archivist", "import", str(export), "--archive", str(folder), "--jobs", jobs]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        while process.poll() is None:
            peak = max(peak, proportional_set_size(process.pid))
            time.sleep(0.25)
        lines = (process.stdout.read() if process.stdout else "").splitlines()
    return peak, time.monotonic() - began, lines[-1] if lines else ""


if __name__ == "__main__":
    main()
