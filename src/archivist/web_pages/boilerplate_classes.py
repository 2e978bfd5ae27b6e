"""What an element of a page is by its name, where that is boilerplate: what is on every page of a site.

The names are those that WordPress and its plugins, Drupal, Ghost, MediaWiki, Bootstrap and news sites' own themes use.
"""

import re
from functools import lru_cache

from archivist.text.xml_element import Element

COMMENTS, RELATED, TAGS, LANGUAGES, ASIDE = "comments", "related reading", "tags", "languages", "aside"
_TOOLS = "page tools"
_INLINE = frozenset({"span", "b", "i", "em", "strong", "small", "sub", "sup", "mark", "abbr", "q", "cite", "a", "font"})
PAYWALL = "offer to subscribe"
_OF = "(?:post|article|entry|story|news|page|content|single|td-post|td-block|td|meta|inline|jp|sd|block)-"
# One pattern for each kind. Names are compared whole, in lower case, `__`, `--` and `_` as `-`.
_NAMES = {
    COMMENTS: rf"comments?|comments?-(?:area|list|section|wrap\w*|form|respond|box|block|thread|container|template"
    rf"|count|link.*)|respond|commentlist|disqus.*|fb-comments|{_OF}comments?(?:-.*)?|hypercomments.*|cackle.*|reply-title",
    RELATED: rf"related|related-(?:posts?|articles?|news|stories|content|items?|links?|materials?|topics?|entries|list"
    rf"|block|box|section|wrap\w*|container)(?:-.*)?|{_OF}related(?:-.*)?|relatedposts.*|jp-relatedposts.*|yarpp.*"
    rf"|crp-related.*|similar-(?:posts|articles|news)|also-read(?:-.*)?|read-(?:also|more|next)(?:-.*)?"
    rf"|more-(?:news|stories|articles|posts|from)(?:-.*)?|recommended(?:-.*)?|recommendations|you-may-(?:also-)?like"
    rf"|read-more-(?:card|wrap)|read-next(?:-.*)?|outbrain.*|taboola.*|mgid.*",
    TAGS: rf"tags|keywords|tags?-(?:links?|list|cloud|block|wrap\w*|container)|{_OF}tags?|tagcloud|taglist|cat-links"
    rf"|{_OF}categor(?:y|ies)|field-name-field-tags|catlinks|mw-normal-catlinks",
    LANGUAGES: r"wpml-ls.*|lang-sel.*|lang-(?:switch|item|menu|list).*|languages?-(?:list|menu|selector|switch).*"
    r"|qtranxs.*|pll-.*|languages|langs?|icl-post-in-other-langs|wpml-post-translations|interlanguage-links?.*|p-lang",
    "share buttons": rf"share|shares|sharing|sharebar|sharedaddy|share-(?:buttons?|bar|links?|icons?|box|tools?|this"
    rf"|post|wrap\w*|list|block|menu|container)|{_OF}(?:share|sharing|social)(?:-.*)?|social-(?:links?|icons?|buttons?|bar"
    rf"|media-links|networks?|likes?|nav|menu|list|block|share.*|sharing.*)|socials?|a2a-kit.*|addtoany.*|addthis.*"
    rf"|ssba.*|heateor.*|ya-share.*|yashare.*|fb-like|pluso|uptolike.*|likely",
    PAYWALL: r"(?:paywall|regwall|subscriber|premium)"
    r"-(?:overlay|message|prompt|banner|barrier|cta|notice|box|offer|gate|wall)"
    r"|paywall-.*-(?:cta|prompt)|piano-.*|tp-modal|tp-container.*",
    "newsletter": r"newsletter|newsletter-(?:form|signup|box|block|widget|subscribe|cta|banner|promo).*"
    r"|subscribe(?:-.*)?|subscription-.*|sign-?up(?:-.*)?|mc4wp.*|mailchimp.*|wp-block-jetpack-subscriptions.*|gh-subscribe.*"
    r"|kg-signup-card.*|(?:post|article|inline|email)-(?:newsletter|signup).*",
    "advertisement": r"ads?|advert|adverts|advertisement|advertising|adsbygoogle|ad-(?:slot|container|wrap\w*|unit"
    r"|block|banner|box|label|placeholder|inserter).*|ads-.*|google-ads?.*|banners?|banner-(?:ad|block|wrap\w*).*"
    r"|sponsor(?:ed)?(?:-.*)?|promo|promo-(?:box|block|banner|unit).*|dfp.*|gpt-ad.*|reklama|adfox.*|yandex-rtb.*"
    r"|td-a-rec.*|td-adspot.*|donat(?:e|ion)(?:-.*)?|support-us|cookie.*|gdpr.*|consent.*",
    "navigation": r"breadcrumbs?(?:-.*)?|crumbs|entry-crumbs|path"
    r"|nav|navbar.*|navigation|nav-(?:links?|menu|previous|next|below|above)"
    r"|(?:posts?|site|main|article|entry|page|main)-nav(?:igation)?(?:-.*)?|pagination|pager|page-links|menu"
    r"|(?:main|top|site|primary|header|footer)-menu|prev-next|skip-link|jump-to-nav|mw-jump-link|site-header|site-footer"
    r"|back-to-top|scroll-top|sidebar|widget-area|navbox.*|toc|ez-toc.*|lwptoc.*|table-of-contents"
    r"|wp-block-table-of-contents|mw-navigation|vector-.*-landmark|sister-?project|screen-reader-text",
    _TOOLS: r"print-(?:links?|button|page|header|footer|logo|site-name|source-url)|printfriendly.*|pf-button.*"
    r"|email-link|send-email|email-this|pdf-link"
    r"|(?:post-|news-)?(?:views?|comment|like)s?-count.*|like-button|post-ufi.*|post-views.*|toolbox"
    r"|(?:pw|byline)-reading-time"
    r"|time-to-read|news-backlink.*|galleys.*|entry-details|button-wrapper|post-ratings?.*|wp-postratings|reading-time"
    r"|read-time|mw-editsection"
    r"|(?:post-)?edit-link|printfooter|noprint|(?:article|post|page|entry)-tools|font-size.*|text-size.*|mw-indicators",
    "author box": rf"author-(?:box|bio|info|card|block|about|profile|description|desc|details).*"
    rf"|about-(?:the-)?author.*|{_OF}author-(?:box|bio|info).*|authorbox|saboxplugin.*|m-a-box.*|pp-multiple-authors.*"
    rf"|gh-author-card.*",
}
_KINDS = tuple((kind, re.compile(pattern)) for kind, pattern in _NAMES.items())
_TAGS = {
    "nav": "navigation",
    "form": "form",
    "dialog": "dialog",
    "button": "button",
    "input": "form",
    "select": "form",
    "textarea": "form",
}
_ROLES = {"navigation": "navigation", "search": "form", "dialog": "dialog", "contentinfo": "footer", "banner": "header"}
_NOTES = re.compile(
    r"(?:.*-)?(?:foot|end|side|margin)-?notes?(?:-.*)?|notes?(?:-list)?|references|reflist(?:-.*)?|ftn\w*|sdfootnote.*",
    re.I,
)
_QUOTES = re.compile(
    r"pull-?quotes?(?:-.*)?|quote|callout|background|infobox.*|box|highlight.*|wp-block-(?:quote|pull).*"
)
_HIDDEN = re.compile(r"(?:^|;)\s{0,9}display\s{0,9}:\s{0,9}none", re.I)
_WEB_FORMS = re.compile(r"^ctl\d+-(?:\w{1,60}-){0,6}(?=\w)")
_MAX_NAMES = 40  # class names of one element that are looked at


def names_of(element: Element) -> list[str]:
    """Class names, id and Wix's `data-hook` as compared: lower case, with single hyphens, without ASP.NET's places."""
    written = (
        f"{(element.get('class') or '')[:4000]} {(element.get('id') or '')[:200]} {element.get('data-hook') or ''}"
    )
    names = [re.sub(r"[_-]+", "-", name)[:100] for name in written.lower().split()[:_MAX_NAMES]]
    return [_WEB_FORMS.sub("", name) for name in names]


def kind_of(element: Element) -> str:
    """What kind of boilerplate an element is by its tag, role and names; "" if none of them says so."""
    if element.tag in ("html", "body", "main", "article") or not isinstance(element.tag, str):
        return ""
    if is_notes(element):
        return ""
    return (
        _TAGS.get(element.tag)
        or _ROLES.get(element.get("role") or "")
        or _kind_by_name(element)
        or _reason_hidden(element)
    )


def is_notes(element: Element) -> bool:
    """Whether an element is a note or a list of notes."""
    said = f"{element.get('role') or ''} {element.get('epub:type') or ''}"
    return "note" in said or any(_NOTES.fullmatch(name) for name in names_of(element))


def is_set_apart(element: Element) -> bool:
    """Whether an element is a pull quote or a box with background, which belongs to its article."""
    return any(_QUOTES.fullmatch(name) for name in names_of(element)) or element.find(".//blockquote") is not None


def _kind_by_name(element: Element) -> str:
    names = names_of(element)
    if "hentry" in names or "single-post" in names:
        return ""  # WordPress gives an article names such as `tag-social`, `category-related`
    if {"item", "doi"} <= set(names):
        return _TOOLS  # Open Journal Systems; elsewhere a `doi` is in a list of references
    kind = next((kind for name in names if (kind := _kind_of_name(name))), "")
    return kind if kind == _TOOLS or element.tag not in _INLINE or not _is_amid_text(element) else ""


def _is_amid_text(element: Element) -> bool:
    """Whether words are beside an element: then it marks words of a sentence, whatever its name."""
    parent, before = element.getparent(), element.getprevious()
    lead = before.tail if before is not None else parent.text if parent is not None else ""
    return bool((lead or "").strip() or (element.tail or "").strip())


@lru_cache(maxsize=4096)
def _kind_of_name(name: str) -> str:
    return next((kind for kind, pattern in _KINDS if pattern.fullmatch(name)), "")


def _reason_hidden(element: Element) -> str:
    hidden = element.get("hidden") is not None or _HIDDEN.search((element.get("style") or "")[:1000])
    return "hidden text" if hidden else ""
