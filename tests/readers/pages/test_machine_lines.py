"""What a page that marks nothing says of itself is left out and reported; what only looks like it stays."""

import pytest

from archivist.reader_api.found import FoundArticle
from tests.readers.pages.making import article, remarks

HEAD = (
    '<html lang="en"><head><title>The mill</title>'
    '<meta property="article:published_time" content="2020-05-01"></head><body>'
)
TEXT = "".join(
    f"<p>{'The mill of ' + place + ' is old and stands by the river, where the road ends. ' * 3}</p>"
    for place in ("Gori", "Mtskheta", "Batumi")
)
MORE = TEXT.replace("mill", "barn")
FACEBOOK = '<a href="https://www.facebook.com/sharer/sharer.php?u=x">Facebook</a>'
TWITTER = '<a href="https://twitter.com/intent/tweet?url=x">Twitter</a>'
PICTURE = '<div><img src="{}.jpg" alt="x"><p>The mill in spring. Photo: Nino</p></div>'


def page(body: str) -> FoundArticle:
    return article(f"{HEAD}{body}</body></html>")


@pytest.mark.parametrize(
    ("line", "kind", "words"),
    [
        ('<p><a href="#content">Skip Navigation</a></p>', "a skip link", "Skip Navigation"),
        ('<p><a href="#c">Skip to main content</a></p>', "a skip link", "Skip to main"),
        (f"<p>Share this: {FACEBOOK} | {TWITTER}</p>", "share buttons", "Facebook"),
        (f'<p><a name="share"></a>Share this: {FACEBOOK} | {TWITTER}</p>', "share buttons", "Facebook"),
        (f"<ul><li>{FACEBOOK}</li><li>{TWITTER}</li></ul>", "share buttons", "Twitter"),
        ('<p><a href="mailto:?subject=The%20mill">Email</a></p>', "share buttons", "Email"),
        (
            "<div>Video Player is loading.</div><div>Play Video</div><div>Mute</div>",
            "words of a media player",
            "Play Video",
        ),
        ("<p>00:00</p><p>/</p><p>03:12</p>", "words of a media player", "03:12"),
        ("<p>Your browser does not support the audio element.</p>", "words of a media player", "Your browser"),
    ],
)
def test_lines_of_the_page_are_left_out_and_reported(line: str, kind: str, words: str) -> None:
    found = page(f"<div><h1>The mill</h1>{TEXT}{line}{MORE}</div>")
    assert words not in found.plain
    assert "The barn of Batumi" in found.plain
    assert kind in remarks(found, "import-left-out")


@pytest.mark.parametrize(
    "line",
    [
        "<p>Play</p>",
        "<p>12:30</p>",
        "<p>Chapters</p>",
        '<p>Write to <a href="mailto:nino@example.org">Nino</a>.</p>',
        f"<p>He shared it on {FACEBOOK} and was dismissed.</p>",
        '<p><a href="https://www.facebook.com/nino">Facebook</a></p>',
        "<p>The mill in spring. Photo: Nino</p><p>The mill in spring. Photo: Nino</p>",
    ],
)
def test_lines_that_only_look_like_it_stay(line: str) -> None:
    found = page(f"<div><h1>The mill</h1>{TEXT}{line}{MORE}</div>")
    bare = page(f"<div><h1>The mill</h1>{TEXT}{MORE}</div>")
    assert len(found.plain.split()) > len(bare.plain.split())
    assert "left out, as no part" not in remarks(found, "import-left-out")


def test_a_recording_stays_a_link() -> None:
    sound = '<audio src="https://example.org/a.mp3">Your browser does not support the audio tag.</audio>'
    found = page(f"<div><h1>The mill</h1>{TEXT}{sound}<p>00:00 / 03:12</p>{MORE}</div>")
    assert "(https://example.org/a.mp3)" in found.text or "<https://example.org/a.mp3>" in found.text
    assert "03:12" not in found.plain


@pytest.mark.parametrize("name", ["comment", "tag", "nav", "comments"])
def test_parts_of_code_keep_what_their_names_mean_elsewhere(name: str) -> None:
    code = f'<pre><code><span class="{name}"># count the mills</span>\nmills = 3</code></pre>'
    found = page(f"<div><h1>The mill</h1>{TEXT}{code}{MORE}</div>")
    assert "# count the mills\nmills = 3" in found.text


def test_a_caption_below_each_picture_of_a_gallery_is_there_once() -> None:
    gallery = "".join(PICTURE.format(number) for number in range(3))
    found = page(f"<div><h1>The mill</h1>{TEXT}<div>{gallery}</div></div>")
    assert found.plain.count("The mill in spring") == 1
    assert found.text.count(".jpg") == 3
    assert "a repeated caption" in remarks(found, "import-left-out")


def test_the_title_again_as_a_heading_is_not_printed_twice() -> None:
    found = page(f"<div><h1>The mill</h1><h2>The Mill</h2>{TEXT}</div>")
    assert "## The Mill" not in found.text
