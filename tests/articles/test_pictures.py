"""Pictures: proven, named, or replaced by their text."""

import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from archivist.pictures.picture_files import content_of
from archivist.svg import is_clean
from tests.articles.making import body, codes, inside

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {}>{}</svg>'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    home = tmp_path / "articles"
    (home / "2022").mkdir(parents=True)
    (tmp_path / "static").mkdir()
    Image.new("RGB", (4, 3)).save(home / "2022" / "p.png")
    Image.new("RGB", (5, 6)).save(home / "top.jpg")
    Image.new("RGB", (7, 8)).save(tmp_path / "static" / "s.gif")
    return home


def test_a_picture_alone_is_a_figure(folder: Path) -> None:
    made = body('![alt *text*](p.png "Title")', folder)
    assert inside(made) == ('<figure><img alt="alt text" src="2022/p.png"/><figcaption>Title</figcaption></figure>')
    (picture,) = made.pictures
    assert (picture.name, picture.media_type, picture.width, picture.height) == (
        "2022/p.png",
        "image/png",
        4,
        3,
    )
    assert (picture.path, len(picture.digest)) == (folder / "2022" / "p.png", 64)
    assert made.findings == ()


def test_a_picture_in_a_link_and_one_in_a_line(folder: Path) -> None:
    made = body("[![a](p.png)](http://e.org)\n\nx ![b](/top.jpg) y", folder)
    assert '<figure><a href="http://e.org"><img alt="a" src="2022/p.png"/></a></figure>' in made.xhtml
    assert '<p>x <img alt="b" src="top.jpg"/> y</p>' in made.xhtml
    assert [picture.name for picture in made.pictures] == ["2022/p.png", "top.jpg"]


def test_each_picture_is_listed_once(folder: Path) -> None:
    assert (
        len(body("![a](p.png) ![b](../2022/p.png) <img src='p.png' alt='c' width=4 height=50%>", folder).pictures) == 1
    )


def test_pictures_of_the_site_lie_beside_the_articles(folder: Path) -> None:
    made = body("![a](/s.gif) ![b](/static/s.gif)", folder)
    assert [picture.name for picture in made.pictures] == ["static/s.gif"]


def test_names_are_safe_and_stable(folder: Path) -> None:
    for name in ("ა ბ.png", "a b.png", "a-b.PNG"):
        Image.new("RGB", (1, 1)).save(folder / "2022" / name, "PNG")
    names = [picture.name for picture in body("![1](<ა ბ.png>) ![2](a%20b.png) ![3](a-b.PNG)", folder).pictures]
    assert len({name.lower() for name in names}) == 3
    assert all(name.isascii() and " " not in name and name.endswith(".png") for name in names)
    assert names == [picture.name for picture in body("![1](<ა ბ.png>) ![2](a%20b.png) ![3](a-b.PNG)", folder).pictures]


def test_the_suffix_says_what_the_file_is(folder: Path) -> None:
    Image.new("RGB", (1, 1)).save(folder / "2022" / "j.png", "JPEG")
    (picture,) = body("![a](j.png)", folder).pictures
    assert (picture.media_type, Path(picture.name).suffix) == ("image/jpeg", ".jpg")


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("none.png", "broken-image"),
        ("text.png", "broken-image"),
        ("half.png", "broken-image"),
        ("https://e.org/x.png", "remote-image"),
        ("../../outside.png", "outside-archive"),
        ("link.png", "outside-archive"),
        ("data:image/png;base64,AAAA", "broken-image"),
        ("", "broken-image"),
    ],
)
def test_a_missing_picture_leaves_its_text(folder: Path, source: str, code: str) -> None:
    (folder / "2022" / "text.png").write_text("no picture")
    (folder / "2022" / "half.png").write_bytes((folder / "2022" / "p.png").read_bytes()[:50])
    Image.new("RGB", (1, 1)).save(folder.parent / "outside.png")
    (folder / "2022" / "link.png").symlink_to(folder.parent / "outside.png")
    made = body(f"a\n\n![alt](<{source}>)", folder)
    assert '<span class="missing-picture">[alt]' in made.xhtml
    assert made.pictures == ()
    assert [(finding.code, finding.line) for finding in made.findings] == [(code, 7)]


def test_a_remote_picture_leaves_its_address(folder: Path) -> None:
    made = body("![alt](https://e.org/x.png)", folder)
    assert '[alt] <a href="https://e.org/x.png">https://e.org/x.png</a></span>' in made.xhtml


def test_no_alternative_text_is_a_finding(folder: Path) -> None:
    assert codes(body("![](p.png)", folder).findings) == ["image-without-alt"]


@pytest.mark.parametrize("side", [10_001, 60_000])
def test_a_bomb_is_not_unpacked(folder: Path, side: int) -> None:
    header = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(b"")), (b"IEND", b"")]
    data = b"".join(
        struct.pack(">I", len(body_)) + name + body_ + struct.pack(">I", zlib.crc32(name + body_))
        for name, body_ in chunks
    )
    (folder / "2022" / "bomb.png").write_bytes(b"\x89PNG\r\n\x1a\n" + data)
    assert codes(body("![a](bomb.png)", folder).findings) == ["image-too-large"]


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="2in" height="96"', (192, 96)),
        ('viewBox="0 0 40 20"', (40, 20)),
        ('width="80" viewBox="0 0 4 2"', (80, 40)),
        ("", (300, 150)),
        (f'width="{"9" * 400}" height="1"', (100_000, 1)),
        (f'width="20" viewBox="0 0 {"9" * 400} {"9" * 400}"', (20, 20)),
    ],
)
def test_svg_sizes(folder: Path, attributes: str, size: tuple[int, int]) -> None:
    (folder / "2022" / "v.svg").write_text(SVG.format(attributes, "<rect/>"))
    (picture,) = body("![a](v.svg)", folder).pictures
    assert (picture.media_type, (picture.width, picture.height)) == ("image/svg+xml", size)


@pytest.mark.parametrize(
    "svg",
    [
        '<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("", "&a;"),
        "<svg><unclosed></svg>",
    ],
)
def test_a_broken_svg_is_refused(folder: Path, svg: str) -> None:
    (folder / "2022" / "v.svg").write_text(svg)
    assert codes(body("![a](v.svg)", folder).findings) == ["broken-image"]


@pytest.mark.parametrize(
    "svg",
    [
        SVG.format("", "<script>http://e.org</script>"),
        SVG.format("", "<SCRIPT>http://e.org</SCRIPT>"),
        SVG.format('onload="http://e.org"', ""),
        SVG.format("", '<image xlink:href="http://e.org/x.png"/>'),
        SVG.format("", '<image><animate attributeName="href" values="http://e.org"/></image>'),
        SVG.format("", '<use href="other.svg#e.org"/>'),
        SVG.format("", "<style>@import url(e.org)</style>"),
        SVG.format("", "<style>@\\69mport 'http://e.org'; rect{fill:red}</style>"),
        SVG.format("", "<style>rect{fill:\\75rl(http://e.org)}</style>"),
        SVG.format("", "<style>rect{fill:image-set('http://e.org' 1x)}</style>"),
        SVG.format("", "<style>rect{fill:src('http://e.org')}</style>"),
        SVG.format("", '<rect style="fill:ur\\l(http://e.org)"/>'),
        SVG.format("", '<rect fill="url(http://e.org)"/>'),
        SVG.format("", '<rect fill="\\75rl(http://e.org)"/>'),
        SVG.format("", '<g xml:base="http://e.org"/>'),
        SVG.format("", "<foreignObject>e.org</foreignObject>"),
        SVG.format(
            "", '<x:meta xmlns:x="http://www.w3.org/1999/xhtml" http-equiv="refresh" content="0;http://e.org"/>'
        ),
        SVG.format("", '<x:audio xmlns:x="http://www.w3.org/1999/xhtml" autoplay="" src="http://e.org"/>'),
        SVG.format(
            "",
            '<image href="data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 onload=%22e.org%22/%3E"/>',
        ),
        SVG.format("", '<image href="data:text/html,e.org"/>'),
        '<?xml-stylesheet href="http://e.org"?>' + SVG.format("", ""),
        '<!DOCTYPE svg SYSTEM "http://e.org/x.dtd">' + SVG.format("", ""),
    ],
)
def test_what_runs_or_loads_is_taken_out_of_an_svg_and_reported(folder: Path, svg: str) -> None:
    (folder / "2022" / "v.svg").write_text(svg)
    made = body("![a](v.svg)", folder)
    assert codes(made.findings) == ["drawing-simplified"]
    content = content_of(made.pictures[0])
    assert b"e.org" not in content
    assert is_clean(content)


def test_characters_of_symbol_fonts_are_written_as_what_they_stand_for(folder: Path) -> None:
    (folder / "2022" / "v.svg").write_text(SVG.format("", "<text>\uf0b7 one</text>"))
    made = body("![a](v.svg)", folder)
    assert [each.message for each in made.findings] == [
        "v.svg: U+F0B7, a character of Word's symbol fonts, is printed as •"
    ]
    content = content_of(made.pictures[0])
    assert "• one" in content.decode()
    assert is_clean(content)


@pytest.mark.parametrize(
    ("text", "is_reported"),
    [
        ("Map हिन्दी", True),
        ("सड़क road", True),
        ("سلام שלום", True),
        ("हिन्दी", False),
        ("Map سلام", False),
        ("река Gori", False),
    ],
)
def test_scripts_that_cannot_be_drawn_beside_one_another_are_reported(
    folder: Path, text: str, is_reported: bool
) -> None:
    (folder / "2022" / "v.svg").write_text(SVG.format("", f"<text>{text}</text>"))
    made = body("![a](v.svg)", folder)
    assert [each.message for each in made.findings] == ([f"v.svg: “{text}”"] if is_reported else [])
    assert set(codes(made.findings)) <= {"drawing-mixed-scripts"}


def test_a_harmless_svg_keeps_its_bytes(folder: Path) -> None:
    svg = SVG.format(
        "", "<!-- as it is --><style>.a{fill:url(#g)}</style><linearGradient id='g'/><a href='http://e.org'/>"
    )
    (folder / "2022" / "v.svg").write_text(svg)
    made = body("![a](v.svg)", folder)
    assert made.findings == ()
    assert content_of(made.pictures[0]) == svg.encode()


def test_a_picture_that_changed_is_read_again(folder: Path) -> None:
    before = body("![a](p.png)", folder).pictures[0]
    Image.new("RGB", (40, 30)).save(folder / "2022" / "p.png")
    assert body("![a](p.png)", folder).pictures[0].width == 40 != before.width
