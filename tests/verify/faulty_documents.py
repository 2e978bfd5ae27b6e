"""Documents of an EPUB with faults of accessibility, of every kind that the rules of Ace find in one."""

import zipfile
from pathlib import Path

_HEAD = (
    '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml" '
    'xmlns:epub="http://www.idpf.org/2007/ops"'
)
_STYLES = '<link rel="stylesheet" href="style.css"/><link rel="stylesheet" href="http://unreachable.invalid/x.css"/>'
_COLOURS = """<div style="background: rgb(40 40 40 / 40%)"><p style="color: #777">Grey on grey,
<span style="color: hsl(30deg 20% 60%)">brown</span> and <b style="background: oklch(0.7 0.1 200)">blue</b>.</p>
<p style="color: rgba(255, 255, 255, 0.6); background: url(cover.jpg)">On a picture.</p></div>
<p style="color: #767676">Nearly too pale.</p><p style="color: #777777">Too pale.</p>
<p style="color: #777777; opacity: 0.9">Paler.</p><p style="color: #777777; mix-blend-mode: multiply">Blended.</p>
<div style="position: relative"><p>Below</p><p style="position: absolute; top: 0;
background: #ccc; color: #bbb">Above</p></div>
<p>See <a href="nav.xhtml" style="text-decoration: none; color: #333">a link like the text</a> in a line.</p>"""
_PALE = """<p>Black</p><p style="color: #777777">Too pale.</p>
<div style="background: #333"><p style="color: #eee">White on black,
and <span style="color: #666">grey</span>.</p></div>"""
_STRUCTURE = """<h1>Faults</h1><h4>Too deep</h4><h2></h2><ul><p>no item</p><li>one</li></ul><li>alone</li>
<dl><p>x</p><dt>a</dt></dl><dd>b</dd><table><tr><th scope="banana"></th><td headers="none">1</td></tr></table>
<p id="same">1</p><p id="same">2</p><input aria-labelledby="same"/><select><option>1</option></select>
<label for="same">x</label><a href="nav.xhtml"></a><button></button><div role="banana" aria-banana="1">x</div>
<div role="checkbox">x</div><div role="img"></div><div aria-hidden="true"><a href="nav.xhtml">hidden</a></div>
<p lang="zz-banana">x</p><p accesskey="a">1</p><p accesskey="a">2</p><p tabindex="4">3</p><main/><main/><blink>x</blink>
<svg xmlns="http://www.w3.org/2000/svg" role="img" width="9" height="9"><path d="M0 0h9v9"/></svg>
<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math>"""
_MEDIA = """<img src="cover.jpg"/><img src="http://unreachable.invalid/a.png" alt="a.png"/><object data="cover.jpg"/>
<p><img src="cover.jpg" alt="The same words"/>The same words</p><iframe src="inside.html"/>
<iframe src="inside.html#part"/><iframe src="http://unreachable.invalid/" title="none"/><map name="m">
<area shape="rect" coords="0,0,1,1" href="nav.xhtml"/></map>
<video src="none.mp4"/><audio src="none.mp3"/><script>document.title += '!';</script>"""
_BOOK = """<span epub:type="pagebreak" id="p1"/><span role="doc-pagebreak" id="p2"/>
<section epub:type="chapter">x</section><aside epub:type="footnote" id="n1">x</aside>
<a epub:type="noteref" href="#n1">1</a>
<section epub:type="glossary" role="list">x</section><nav epub:type="page-list">x</nav>"""
_INSIDE = '<html xmlns="http://www.w3.org/1999/xhtml"><head/><body><p id="part">x<br/></p></body></html>'


def _document(body: str, attributes: str = ' lang="en" xml:lang="en"', title: str = "Faults") -> bytes:
    return f"{_HEAD}{attributes}><head><title>{title}</title>{_STYLES}</head><body>{body}</body></html>".encode()


FAULTY = {
    "colours": _document(_COLOURS),
    "pale": _document(_PALE),
    "structure": _document(_STRUCTURE, "", ""),
    "media": _document(_MEDIA, ' lang="en" xml:lang="de"'),
    "parts": _document(_BOOK + _COLOURS, ' lang="banana"'),
}


def with_faults(source: Path, target: Path) -> None:
    """Write a copy of an EPUB in which the documents that FAULTY names are replaced, and claims of metadata removed.

    One is named as if it were HTML, which Ace reads as XHTML nevertheless.
    """
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for member in old.infolist():
            data = FAULTY.get(Path(member.filename).stem, old.read(member)).replace(b"parts.xhtml", b"parts.html")
            if member.filename == "EPUB/content.opf":
                data = data.replace(b'"schema:accessMode"', b'"schema:none"')
            new.writestr(member.filename.replace("parts.xhtml", "parts.html"), data)
        new.writestr("EPUB/inside.html", _INSIDE)
