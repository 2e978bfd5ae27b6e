"""Articles divided over pages in the manner of real systems, written for these tests."""

from pathlib import Path

from tests.readers.pages.words import EN

TITLE = "The bridge is closed"
SITE = "https://herald.example"
BASE = f"{SITE}/2022/03/bridge/"
TEXTS = tuple(
    (EN[number], f"On page {number + 1} of it stands this sentence alone, and no other page has it.")
    for number in range(4)
)


def page(
    number: int,
    *,
    pager: str,
    address: str = "",
    canonical: str = "",
    title: str = TITLE,
    day: str = "2022-03-30",
    text: str = "",
    head: str = "",
) -> str:
    saved = f"<!-- saved from url=(0042){address} -->" if address else ""
    link = f'<link rel="canonical" href="{canonical}">' if canonical else ""
    body = text or "".join(f"<p>{each}</p>" for each in TEXTS[number - 1])
    return f"""{saved}<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} - Herald</title>
<meta property="og:title" content="{title}"><meta property="article:published_time" content="{day}T10:00:00+04:00">
{link}{head}</head><body class="single single-post"><nav class="main-navigation"><a href="/">Home</a></nav>
<article><h1 class="entry-title">{title}</h1><div class="entry-content">{body}{pager}</div></article>
<footer class="site-footer">Copyright of the Herald</footer></body></html>"""


def wordpress_pager(own: int, last: int) -> str:
    """`wp_link_pages()` of WordPress 5.1 and later."""
    numbers = "".join(
        f' <span class="post-page-numbers current" aria-current="page">{n}</span>'
        if n == own
        else f' <a href="{BASE if n == 1 else f"{BASE}{n}/"}" class="post-page-numbers">{n}</a>'
        for n in range(1, last + 1)
    )
    return f'<div class="page-links">Pages:{numbers}</div>'


def drupal_pager(own: int, last: int) -> str:
    """A full pager of Drupal, which counts from 0."""
    numbers = "".join(
        f'<li class="pager-current">{n + 1}</li>'
        if n == own
        else f'<li class="pager-item"><a href="/node/77{f"?page={n}" if n else ""}">{n + 1}</a></li>'
        for n in range(last)
    )
    return f'<ul class="pager">{numbers}</ul>'


def wordpress(folder: Path, numbers: tuple[int, ...], last: int, **more: str) -> None:
    for number in numbers:
        address = BASE if number == 1 else f"{BASE}{number}/"
        html = page(number, pager=wordpress_pager(number, last), address=address, canonical=address, **more)
        (folder / f"page {number}.html").write_text(html, "utf-8")
