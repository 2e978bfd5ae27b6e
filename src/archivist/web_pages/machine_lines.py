"""Lines by which a page talks of itself: links past the menu, buttons to share, words of players, captions shown again.

Programs that mark their pages put them into elements with names of their own (`kinds`); others have only their words.
"""

import re
from collections.abc import Iterator
from itertools import groupby, pairwise

from archivist.text.xml_element import Element
from archivist.web_pages.boilerplate_classes import is_notes
from archivist.web_pages.lines import HEADINGS, leaves
from archivist.web_pages.prose import words_of, words_outside_links

SKIP, SHARE, PLAYER, AGAIN = "a skip link", "share buttons", "words of a media player", "a repeated caption"
_MEDIA = frozenset({"audio", "video", "iframe", "object", "embed", "img"})  # what a player plays becomes a link
_LONGEST = 300  # letters of such a line
_CAPTION = 15  # letters of a caption at least
_SKIP = re.compile(
    r"(?:skip|jump|go) (?:over )?(?:to )?(?:the )?(?:main |primary |page )?(?:content|navigation|menu|article|text|link"
    r"|links|search|footer|sidebar|bottom)(?: links?)?|skip navigation(?: links?)?|skip this"
    r"|пропустить(?: навигацию| меню)?"
    r"|перейти к (?:основному )?(?:содержанию|содержимому|контенту)|к содержанию|გადასვლა (?:მთავარ )?შინაარსზე"
    r"|(?:zum|direkt zum) (?:haupt)?inhalt(?: springen| wechseln)?|aller au contenu(?: principal)?"
    r"|passer au contenu(?: principal)?|saltar al contenido(?: principal)?|ir al contenido(?: principal)?"
    r"|vai al contenuto(?: principale)?|salta al contenuto(?: principale)?|ir para o conteúdo(?: principal)?"
    r"|przejdź do treści|перейти до (?:основного )?(?:вмісту|змісту)|içeriğe (?:geç|atla)|ana içeriğe atla",
    re.I,
)
_SHARE_ADDRESS = re.compile(
    r"^(?:https?:)?//(?:[\w-]+\.)*(?:facebook\.com/(?:sharer|share|dialog)|(?:twitter|x)\.com/(?:share|intent|home\?status)"
    r"|linkedin\.com/(?:share|cws)|linkedin\.com/sharing|pinterest\.\w{2,3}/pin/create|reddit\.com/submit"
    r"|(?:t|telegram)\.me/share|(?:vk\.com|vkontakte\.ru)/share|connect\.ok\.ru|odnoklassniki\.ru/dk|wa\.me/\?|api\.whatsapp\.com/send"
    r"|web\.whatsapp\.com/send|tumblr\.com/(?:share|widgets)|getpocket\.com/(?:save|edit)|news\.ycombinator\.com/submit"
    r"|plus\.google\.com/share|digg\.com/submit|(?:www\.)?stumbleupon\.com/submit|delicious\.com/(?:save|post)"
    r"|viber\.com|line\.me/R/msg|bsky\.app/intent|threads\.net/intent|threads\.com/intent|xing\.com/(?:spi/)?share"
    r"|livejournal\.com/update|connect\.mail\.ru/share|flipboard\.com/bookmarklet|instapaper\.com/edit)"
    r"|^(?:mailto:(?:\?|%3F|&)|whatsapp:|viber:|fb-messenger:|tg:|sms:[?&]|javascript:\s*(?:window\.)?print)",
    re.I,
)
_SHARE_LABEL = re.compile(
    r"(?:share|share (?:this|it|on|via|with)(?: \w+){0,3}|spread the word|tweet|like this|email|print|save"
    r"|поделиться\w*|поделитесь|გააზიარე|გაზიარება|teilen|partager|compartir|condividi|compartilhar|udostępnij|paylaş|поширити)?"
    r"[\s:：|·•,/–—-]*",
    re.I,
)
_STRONG_PLAYER = re.compile(
    r"(?:sorry, )?your browser (?:does not|doesn['’]t|cannot) (?:support|play)\b.{0,150}"
    r"|(?:to view|to watch|to listen to) this (?:video|audio|content)\b.{0,40}\benable javascript\b.{0,150}"
    r"|(?:video|audio|media) player is loading\.?|this is a modal window\.?"
    r"|beginning of dialog window\..{0,200}|end of dialog window\.?|(?:video|audio) player"
    r"|use (?:the )?up/down arrow keys to increase or decrease volume\.?"
    r"|(?:please )?(?:enable|turn on) javascript to (?:view|watch|play|see)\b.{0,80}"
    r"|(?:the media could not be loaded|no compatible source was found)\b.{0,150}"
    r"|current time 0:00|remaining time -?0?0:00|0?0:00(?::00)?(?:\s*/\s*(?:\d{1,2}:)?\d{1,2}:\d\d)?"
    r"|ваш браузер не поддерживает\b.{0,100}|თქვენი ბრაუზერი\b.{0,100}"
    r"|ihr browser unterstützt\b.{0,100}|votre navigateur ne (?:supporte|prend)\b.{0,100}"
    r"|(?:su|tu) navegador no (?:soporta|admite)\b.{0,100}",
    re.I,
)
_WEAK_PLAYER = re.compile(
    r"/|-?(?:\d{1,2}:)?\d{1,2}:\d\d|(?:current time|duration(?: time)?|remaining time"
    r"|seek to live, currently behind live|stream type|loaded|progress|playback rate|volume level)"
    r"\b[\s:]{0,3}[\d:.%x /-]{0,20}(?:live)?"
    r"|play|play video|play audio|pause|stop|mute|unmute|full ?screen|exit full ?screen|picture-in-picture|live"
    r"|(?:captions|subtitles|descriptions|chapters|audio track|quality levels)(?: settings)?"
    r"(?:,? (?:off|selected|opens .{0,60}))*"
    r"|(?:captions|subtitles|descriptions) off, selected|default, selected|\d(?:\.\d{1,2})?x"
    r"|share|download(?: audio| file)?|embed|copy(?: link)?|close(?: modal dialog)?|replay"
    r"|skip (?:back|forward|ad)s?|settings|auto|x",
    re.I,
)


def machine_lines(body: Element) -> list[tuple[Element, str]]:
    """Such lines of a body, each with its kind, in order."""
    lines = [(leaf, words_of(leaf)) for leaf in leaves(body) if leaf is not body]
    found: list[tuple[Element, str]] = []
    for leaf, words in lines:
        kind = _kind(leaf, words) if words and len(words) <= _LONGEST else ""
        if kind:
            found.append((leaf, kind))
    return [*found, *_players(lines), *_again(lines)]


def _kind(leaf: Element, words: str) -> str:
    links = _links(leaf)
    if not links or is_notes(leaf):
        return ""
    hrefs = [(link.get("href") or "").strip() for link in links]
    if _SKIP.fullmatch(words.strip(" .»>↓")) and all("#" in href for href in hrefs):
        return SKIP
    is_share = all(_SHARE_ADDRESS.search(href) for href in hrefs)
    return SHARE if is_share and _SHARE_LABEL.fullmatch(words_outside_links(leaf).strip()) else ""


def _links(leaf: Element) -> list[Element]:
    return [link for link in (leaf, *leaf.iterdescendants()) if link.tag == "a" and link.get("href")]


def _players(lines: list[tuple[Element, str]]) -> Iterator[tuple[Element, str]]:
    """Runs of lines that all may be a player's, if one of them can be nothing else."""
    spoken = [(leaf, words) for leaf, words in lines if words and not any(each.tag in _MEDIA for each in leaf.iter())]
    for is_player, run in groupby(spoken, key=lambda line: _may_be_of_player(*line)):
        pieces = list(run)
        if is_player and any(_STRONG_PLAYER.fullmatch(words) for _, words in pieces):
            yield from ((leaf, PLAYER) for leaf, _ in pieces)


def _may_be_of_player(leaf: Element, words: str) -> bool:
    if leaf.tag in (*HEADINGS, "td", "th", "pre", "dt", "dd") or len(words) > _LONGEST:
        return False
    return bool(_STRONG_PLAYER.fullmatch(words) or _WEAK_PLAYER.fullmatch(words))


def _again(lines: list[tuple[Element, str]]) -> Iterator[tuple[Element, str]]:
    """Lines that say the same as the one before, with nothing but pictures between: captions of a gallery."""
    places = [place for place, (_, words) in enumerate(lines) if words]
    for before, place in pairwise(places):
        leaf, words = lines[place]
        is_same = words == lines[before][1] and len(words) >= _CAPTION
        if is_same and leaf.tag in ("p", "div", "span", "small", "em") and _has_picture(lines, before, place):
            yield leaf, AGAIN


def _has_picture(lines: list[tuple[Element, str]], first: int, last: int) -> bool:
    """Whether a picture is between two lines, and none in them."""
    if any(lines[place][0].find(".//img") is not None for place in (first, last)):
        return False
    between = (leaf for leaf, _ in lines[first + 1 : last])
    return any(leaf.tag == "img" or leaf.find(".//img") is not None for leaf in between)
