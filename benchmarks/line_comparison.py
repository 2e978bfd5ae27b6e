"""The lines of archivist's PDFs beside those of Typst: the same text, font, size and measure. See README.md here.

The text is read from the EPUB of each edition, without notes, tables, code blocks and figures.
"""

import argparse
import html
import json
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from line_quality import TextLine, measure, text_lines
from lxml import etree

_XHTML = "{http://www.w3.org/1999/xhtml}"
_LEFT_OUT = frozenset({"pre", "table", "figure", "img", "aside", "nav", "svg", "math", "h1", "h2", "h3", "h4", "h5"})
_HEAD = """#set page(width: 148mm, height: 210mm, margin: (x: 18mm, y: 20mm))
#set text(font: ("Noto Serif", "Noto Serif Georgian"), size: 9.9pt, lang: "{language}", number-type: "old-style")
#set par(justify: true, leading: 5pt, first-line-indent: 1.4em)
"""
_STYLES = {"em": "emph", "i": "emph", "cite": "emph", "strong": "strong", "b": "strong", "sup": "super", "sub": "sub"}
_COLOURS = {"archivist": "#7a2e1d", "Typst": "#1f4e5f"}
_STEP, _MOST = 0.05, 1.0  # em: of the histogram in the plot


def typst_source(epub: Path, language: str) -> str:
    """The paragraphs of the articles of an EPUB in Typst's language."""
    parts = [_HEAD.format(language=language)]
    with zipfile.ZipFile(epub) as book:
        for name in book.namelist():
            if name.endswith(".xhtml"):
                root = etree.fromstring(book.read(name))
                for body in root.iter(f"{_XHTML}div"):
                    if body.get("class") == "body":
                        parts += _blocks(body, 0)
    return "\n\n".join(parts)


def _blocks(element: etree._Element, depth: int) -> Iterator[str]:
    for child in element:
        tag = _tag(child)
        if tag in _LEFT_OUT:
            continue
        if tag == "p" or (tag == "li" and not any(_tag(each) in ("p", "ul", "ol") for each in child)):
            text = _inline(child)
            yield f"#pad(left: {1.4 * depth}em)[{text}]" if depth else text
        else:
            yield from _blocks(child, depth + (tag in ("ul", "ol", "blockquote", "dd")))


def _tag(element: etree._Element) -> str:
    return element.tag.removeprefix(_XHTML) if isinstance(element.tag, str) else "pre"


def _inline(element: etree._Element) -> str:
    parts = [_string(element.text)]
    for child in element:
        tag = _tag(child)
        if "note-call" not in (child.get("class") or "") and tag not in _LEFT_OUT:
            inner = _inline(child)
            parts.append(f"#{_STYLES[tag]}[{inner}]" if tag in _STYLES else inner)
        parts.append(_string(child.tail))
    return "".join(parts)


def _string(text: str | None) -> str:
    if not text:
        return ""
    words = " ".join(text.replace("\u00a0", "\x00").split())
    words = f"{' ' if text[0].isspace() else ''}{words}{' ' if text[-1].isspace() and words else ''}"
    return "#" + json.dumps(words.replace("\x00", "\u00a0"), ensure_ascii=False) + ";"


def histogram(lines: Sequence[TextLine]) -> list[float]:
    """The share of lines by word space, in steps."""
    full = [line.space for line in lines if line.is_text and line.space]
    counts = [0] * (round(_MOST / _STEP) + 1)
    for space in full:
        counts[min(int(space / _STEP), len(counts) - 1)] += 1
    return [count / len(full) for count in counts]


def plot(histograms: dict[str, dict[str, list[float]]]) -> str:
    """The histograms as an SVG, one panel for each edition."""
    width, height, gap = 250, 150, 34
    parts = []
    for number, (edition, programs) in enumerate(histograms.items()):
        left = gap + number * (width + gap)
        parts.append(f'<text x="{left}" y="16" font-weight="bold">{html.escape(edition)}</text>')
        for program, shares in programs.items():
            points = " ".join(
                f"{left + place * width / (len(shares) - 1):.1f},{height + 24 - share * 2.2 * height:.1f}"
                for place, share in enumerate(shares)
            )
            parts.append(
                f'<polyline points="{points}" fill="none" stroke="{_COLOURS[program]}" stroke-width="1.8"'
                + (' stroke-dasharray="4 3"' if program == "Typst" else "")
                + "/>"
            )
        parts.append(f'<path d="M{left} {height + 24}h{width}" stroke="#8c8c8c"/>')
        for tenth in (0.2, 0.4, 0.6, 0.8):
            x = left + tenth * width / _MOST
            parts.append(f'<path d="M{x:.1f} {height + 24}v4" stroke="#8c8c8c"/>')
            parts.append(f'<text x="{x:.1f}" y="{height + 40}" text-anchor="middle">{tenth}</text>')
    total = gap + len(histograms) * (width + gap)
    key = "".join(
        f'<text x="{gap + place * 110}" y="{height + 60}" fill="{colour}">{name}</text>'
        for place, (name, colour) in enumerate(_COLOURS.items())
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {total} {height + 70}" font-family="sans-serif" '
        f'font-size="11"><title>Share of lines by mean word space in em</title>{"".join(parts)}{key}</svg>\n'
    )


def main() -> None:
    """Compare editions, two rows for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("editions", nargs="+", type=Path, help="PDF files made by archivist, each beside its EPUB")
    parser.add_argument("--together", action="store_true", help="one pair of rows for each language")
    parser.add_argument("--plot", type=Path, help="write the plot to this SVG file")
    parser.add_argument("--json", type=Path, help="write the measurements to this file")
    options = parser.parse_args()
    try:
        import typst  # noqa: PLC0415 - not a dependency of the program
    except ImportError:
        sys.exit("Typst is not there: `pip install typst`")
    found: dict[str, dict[str, list[TextLine]]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for pdf in options.editions:
            language = pdf.stem.rpartition(".")[2]
            source, other = Path(folder) / "text.typ", Path(folder) / "text.pdf"
            source.write_text(typst_source(pdf.with_suffix(".epub"), language), "utf-8")
            typst.compile(str(source), output=str(other))
            lines = found.setdefault(language if options.together else pdf.stem, {"archivist": [], "Typst": []})
            lines["archivist"] += text_lines(pdf)
            lines["Typst"] += text_lines(other)
    rows = {(name, program): measure(lines) for name, each in found.items() for program, lines in each.items()}
    print(
        "| Edition | Program | Lines | Characters | Mean | p90 | Widest | > 0.6 em | Hyphens | Ladders | One letter |"
    )
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for (name, program), row in rows.items():
        print(
            f"| {name} | {program} | {row.lines} | {row.characters:.0f} | {row.mean:.2f} | {row.p90:.2f} | "
            f"{row.widest:.2f} | {row.loose:.1%} | {row.hyphens:.0%} | {row.ladders} ({row.longest_ladder}) | "
            f"{row.one_letter:.1%} |"
        )
    if options.json:
        options.json.write_text(json.dumps({" ".join(key): asdict(row) for key, row in rows.items()}, indent=1))
    if options.plot:
        shares = {name: {program: histogram(lines) for program, lines in each.items()} for name, each in found.items()}
        options.plot.write_text(plot(shares), "utf-8")


if __name__ == "__main__":
    main()
