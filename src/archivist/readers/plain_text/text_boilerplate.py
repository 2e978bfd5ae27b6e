"""What is around an article on a page of news: bars, buttons, counts, notices. Known by their words.

Only whole lines are boilerplate. How sure it is depends on the words: some are never an article's own, some are not
only above and below it, and some (`Mobile`) are boilerplate only among others.
"""

import re
from functools import lru_cache

from archivist.reader_api.language_names import language_named
from archivist.readers.plain_text.field_labels import is_section
from archivist.readers.plain_text.text_lines import fold

_NETWORK = (
    r"(?:facebook|twitter|telegram|whatsapp|viber|linkedin|instagram|youtube|pinterest|reddit|tumblr|messenger|vkontakte"
    r"|odnoklassniki|skype|tiktok|pocket|flipboard)"
)
_BUTTON = rf"(?:{_NETWORK}|vk|ok|x|e-?mail|share|print|copy\ link|via|поделиться|печать|გაზიარება)"
_NUMBER = r"\d[\d\s.,]*[kк]?"
_ANYWHERE = re.compile(
    rf"""
    \d[\d\s.,]*\s less\ than\ a\ minute | (\d{{1,6}}\s){{1,3}}min(ute)?s?\sread
    | back\ to\ top(\ button)? | placeholder\ canvas | skip\ to\ (main\ )?content
    | click\ to\ .{{2,40}}\(opens\ in\ new\ window\) | (?-i:ADVERTISEMENT)
    | (follow|like|join)\ us\ on\ {_NETWORK}\W*
    """,
    re.VERBOSE | re.IGNORECASE,
)
_AROUND = re.compile(
    rf"""
    (\d{{1,6}}\s){{1,3}}min(ute)?s? | less\ than\ a\ minute | (время\ чтения|reading\ time)\W.{{0,30}} | наверх
    | (©|\(c\)\s|copyright\b).{{0,200}}
    | .{{0,80}}(all\ rights\ reserved|все\ права\ защищены|ყველა\ უფლება\ დაცულია)\W*
    | (share|print|tweet|send|e-?mail)\ (this|via|by|on)(\ (article|page|post|story|link|{_BUTTON}))?\W*
    | (?=.*{_NETWORK}){_BUTTON}([\s,|/·•]+{_BUTTON})+ | send\ an\ email | send\ to\ a\ friend
    | accessibility\ links | .{{0,20}}\bhome\ ?page | this\ article\ is\ more\ than\ .{{1,12}}\ old
    | leave\ a\ (comment|reply) | cancel\ reply | like\ this:? | loading\W* | follow\ us.{{0,40}}
    | your\ e-?mail\ address\ will\ not\ be\ published\b.{{0,80}} | save\ my\ name,\ e-?mail.{{0,120}}
    | ({_NUMBER}\s)?(comments?|комментари(й|я|и|ев)|კომენტარ(ი|ები))\W*
    | {_NUMBER}\s(views?|hits|shares?|просмотр(а|ов)?|ნახვა)\W*
    | (comments?|views?|hits|shares?|просмотр(ы|ов)?|прочтений|комментари(й|и|ев)|ნახვა|ნახვები|ნანახია|კომენტარი)\W*
      {_NUMBER}
    | (we|(this|our)\ (web)?site)\ uses?\ cookies\b.{{0,300}}
    | by\ continuing\ to\ (browse|use)\b.{{0,80}}cookies.{{0,200}}
    | (мы\ используем|(этот|наш|данный)\ сайт\ использует)\ (файлы\ )?(cookies?|куки)\b.{{0,300}}
    | .{{0,40}}(საიტი|ვებგვერდი|გვერდი)\ იყენებს\ (ქუქი|cookie).{{0,300}}
    | (subscribe|sign\ up)\ (to|for)\ .{{0,40}}newsletters?\b.{{0,30}} | join\ our\ .{{0,30}}{_NETWORK}.{{0,20}}
    | (подписывайтесь|подпишитесь)\ на\ (наш|нас|канал)\b.{{0,60}} | გამოიწერეთ\ .{{0,60}}
    """,
    re.VERBOSE | re.IGNORECASE,
)
_AMONG_OTHERS_WORDS = """
    rss|mobile|home|main|menu|search|print|share|facebook|twitter|x|telegram|whatsapp|viber|linkedin|instagram|youtube
    |email|e-mail|contact|contacts|contact us|about us|subscribe|newsletter|log in|login|sitemap|advertisement|tags
    |accept|accept all|ok|close|got it|privacy policy|terms of use|donate|comments|like|pinterest|reddit|messenger
    |search for|support us|follow|archive
    |главная|поиск|печать|поделиться|контакты|о нас|подписаться|версия для печати|реклама|мобильная версия|принять
    |закрыть|меню|войти|комментарии|архив
    |მთავარი|ძებნა|ბეჭდვა|გაზიარება|კონტაქტი|ჩვენ შესახებ|რეკლამა|მენიუ|გამოწერა|კომენტარები
"""
_AMONG_OTHERS = frozenset(word.strip() for word in _AMONG_OTHERS_WORDS.split("|"))
_ABOUT = re.compile(r"about(\s[^\W\d_][\w.-]*){1,3}", re.IGNORECASE)
_BAR = re.compile(r"\s*[|/·•]\s*")
_PATH = re.compile(r"(home|main|главная|მთავარი)(\s*[»›>/|→\\]\s*[^»›>/|→\\]{1,60}){1,5}", re.IGNORECASE)
_OF_COPYRIGHT = re.compile(
    r"©|\(c\)|copyright|all rights reserved|все права защищены|ყველა უფლება დაცულია|\b\d{4}\b|[.,:–—-]*\s",
    re.IGNORECASE,
)
_LONGEST = 400


def is_furniture(line: str) -> bool:
    """Whether a line is surely not part of an article, wherever it is."""
    if len(line) > _LONGEST:
        return False
    return _ANYWHERE.fullmatch(line) is not None


@lru_cache(maxsize=256)  # the lines of a page's head are asked about several times each
def is_furniture_around(line: str) -> bool:
    """Whether a line is not part of an article if it is above or below one: a notice, a count, a bar."""
    if len(line) > _LONGEST:
        return False
    if is_furniture(line) or _AROUND.fullmatch(line) or _PATH.fullmatch(line) or _is_language_bar(line):
        return True
    parts = _BAR.split(line)
    return len(parts) > 2 and all(may_be_furniture(part) or is_section(part) for part in parts)


def may_be_furniture(line: str) -> bool:
    """Whether a line is boilerplate if it is among other boilerplate."""
    return fold(line).strip(" :") in _AMONG_OTHERS or _ABOUT.fullmatch(line) is not None


def is_count(words: str) -> bool:
    """Whether words are a number and nothing else."""
    return re.fullmatch(_NUMBER, words, re.IGNORECASE) is not None


def ends_page(line: str) -> bool:
    """Whether a line is of the very foot of a site: the copyright, the way back to the top."""
    return bool(owner(line)) or re.match(r"back to top|наверх$", line, re.IGNORECASE) is not None


def owner(line: str) -> str:
    """Who claims the copyright, fold, without spaces; "" if the line does not claim one."""
    if not re.match(r"©|\(c\)|copyright\b", line, re.IGNORECASE) or len(line) > _LONGEST:
        return ""
    return _OF_COPYRIGHT.sub("", fold(line))


def _is_language_bar(line: str) -> bool:
    """`Eng | Geo | Rus`: where a site is found in other languages, not this article."""
    parts = _BAR.split(line) if len(line) <= 120 else []
    return len(parts) > 1 and all(language_named(part) for part in parts)
