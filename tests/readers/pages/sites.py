"""Pages in the manner of real systems, written for these tests."""

from tests.readers.pages.words import EN, KA, RU, paragraphs

MENU = '<nav class="main-navigation"><ul><li><a href="/">Home</a></li><li><a href="/news/">All news</a></li></ul></nav>'
SIDEBAR = """<aside id="secondary" class="widget-area"><section class="widget"><h2>Latest headlines</h2><ul>
<li><a href="/2022/05/01/other/">A headline of another day</a></li></ul></section></aside>"""
FOOTER = '<footer id="colophon" class="site-footer">Copyright of the Example Herald. All rights reserved.</footer>'

WORDPRESS = f"""<!DOCTYPE html>
<html lang="en-US" prefix="og: https://ogp.me/ns#"><head><meta charset="UTF-8">
<title>The bridge is closed &#8211; Example Herald</title>
<link rel="canonical" href="https://herald.example/2022/03/30/bridge/">
<link rel="alternate" hreflang="en" href="https://herald.example/2022/03/30/bridge/">
<link rel="alternate" hreflang="ka" href="https://herald.example/ka/2022/03/30/khidi/">
<link rel="alternate" hreflang="ru" href="https://herald.example/ru/">
<link rel="alternate" hreflang="x-default" href="https://herald.example/2022/03/30/bridge/">
<meta property="og:type" content="article"><meta property="og:site_name" content="Example Herald">
<meta property="og:title" content="The bridge is closed - Example Herald">
<meta property="og:description" content="The old bridge over the river was closed on Monday after heavy [&hellip;]">
<script type="application/ld+json">{{"@context":"https://schema.org","@graph":[
{{"@type":"WebSite","@id":"https://herald.example/#website","name":"Example Herald"}},
{{"@type":"Person","@id":"https://herald.example/#/person/1","name":"Nino Example"}},
{{"@type":"Article","@id":"https://herald.example/2022/03/30/bridge/#article","headline":"The bridge is closed",
"mainEntityOfPage":{{"@id":"https://herald.example/2022/03/30/bridge/"}},
"author":{{"name":"Nino Example","@id":"https://herald.example/#/person/1"}},
"datePublished":"2022-03-30T19:05:00+04:00","dateModified":"2022-04-02T08:00:00+04:00",
"articleSection":["Region"],"keywords":["river","bridge"],"inLanguage":"en-US"}}]}}</script>
</head><body class="post-template-default single single-post postid-12">
<header class="site-header"><p class="site-title"><a href="/">Example Herald</a></p>{MENU}</header>
<main id="main"><article id="post-12" class="post-12 post type-post hentry category-region tag-river tag-share">
<header class="entry-header"><h1 class="entry-title">The bridge is closed</h1>
<div class="entry-meta"><span class="posted-on">30 March 2022</span> <span class="byline">by
<span class="author vcard"><a class="url fn n" href="/author/nino/">Nino Example</a></span></span></div></header>
<div class="entry-content"><p>{EN[0]}<sup class="footnote"><a href="#fn-1" id="ref-1">1</a></sup></p>
<figure class="wp-block-image"><img src="bridge_files/pier-1024x683.png" alt="The pier">
<figcaption>The pier in March.</figcaption></figure>
<h2>What comes next</h2><p>{EN[1]}</p>
<p><strong>Also Read:</strong></p><ul><li><a href="/2022/03/01/rain/">Rain all March</a></li></ul>
<p>{EN[2]}</p><p>Read also: <a href="https://herald.example/2021/05/05/ferry/">The ferry is old</a></p>
<div class="sharedaddy sd-sharing-enabled"><h3>Share this:</h3><ul><li><a href="#">Facebook</a></li></ul></div>
<div class="yarpp yarpp-related"><h3>Related posts:</h3><ol>
<li><a href="/2020/01/01/pier/">The pier of 1920</a></li></ol></div>
<div id="jp-relatedposts" class="jp-relatedposts"></div>
<p class="wpml-ls-statics-post_translations wpml-ls">This post is also available in: <span
 class="wpml-ls-item wpml-ls-item-ka"><a href="https://herald.example/ka/2022/03/30/khidi/"><span>ქართული</span>
 (<span>Georgian</span>)</a></span></p></div>
<div class="footnotes"><ol><li id="fn-1">Built in 1911. <a href="#ref-1">↩</a></li></ol></div>
<footer class="entry-footer"><span class="tags-links">Tagged <a href="/tag/river/" rel="tag">river</a></span></footer>
</article><div id="comments" class="comments-area"><ol class="comment-list">
<li><p>{"Rubbish of a reader. " * 60}</p></li>
</ol></div></main>{SIDEBAR}{FOOTER}</body></html>"""

POLYLANG = f"""<!DOCTYPE html><html lang="ka-GE"><head><meta charset="UTF-8">
<title>ხიდი დაიკეტა | Example Herald</title>
<link rel="canonical" href="https://herald.example/ka/2022/03/30/khidi/">
<meta property="og:site_name" content="Example Herald"><meta property="article:published_time" content="2022-03-30">
</head><body class="single single-post"><ul class="menu"><li class="lang-item lang-item-1 lang-item-en"><a lang="en-US"
hreflang="en-US" href="https://herald.example/2022/03/30/bridge/">English</a></li><li class="lang-item lang-item-ru
no-translation"><a lang="ru-RU" hreflang="ru-RU" href="https://herald.example/ru/">Русский</a></li>
<li class="lang-item lang-item-ka current-lang"><a hreflang="ka-GE" lang="ka-GE"
href="https://herald.example/ka/2022/03/30/khidi/">ქართული</a></li></ul>
<article class="hentry"><h1 class="entry-title">ხიდი დაიკეტა</h1>
<p class="byline">ავტორი: ნინო მაგალითი</p><div class="entry-content">{paragraphs(KA)}
<p>ასევე წაიკითხეთ: <a href="/ka/2022/03/01/tsvima/">წვიმიანი მარტი</a></p></div></article>{FOOTER}</body></html>"""

WPML = f"""<!DOCTYPE html><html lang="ru-RU"><head><meta charset="UTF-8"><title>Мост закрыт - Пример</title>
<link rel="canonical" href="https://primer.example/ru/most/"><meta property="og:site_name" content="Пример">
</head><body class="single"><div id="lang_sel"><ul><li><a
 href="https://primer.example/bridge/" hreflang="en">English</a>
</li><li><a href="https://primer.example/ka/khidi/" hreflang="ka">ქართული</a></li></ul></div>
<h1>Мост закрыт</h1><div class="post-meta">Опубликовано 30 марта 2022 г. | Автор: Иван Примеров</div>
<div class="post-content">{paragraphs(RU)}
<h3>Читайте также:</h3><ul><li><a href="/ru/dozhd/">Дождливый март</a></li><li><a href="/ru/parom/">Паром</a></li></ul>
<p>Теги: <a href="/ru/tag/reka" rel="tag">река</a></p></div></body></html>"""

DRUPAL = f"""<!DOCTYPE html><html lang="en" dir="ltr"><head><meta charset="utf-8">
<title>The bridge is closed | Example Institute</title><link rel="canonical" href="https://institute.example/node/77">
<meta name="dcterms.title" content="The bridge is closed"><meta name="dcterms.date" content="2014-07-17T17:54+04:00">
<meta name="dcterms.creator" content="Giorgi Sample"></head><body class="html not-front node-type-article">
<div class="region-header"><ul class="menu"><li><a href="/">Start</a></li></ul></div>
<div id="block-breadcrumbs" class="breadcrumb"><a href="/">Home</a> » <a href="/papers">Papers</a></div>
<h1 class="page-header">The bridge is closed</h1><article class="node node--type-article">
<div class="submitted">Submitted by Giorgi Sample on 17 July 2014</div>
<div class="field field--name-body field--type-text-with-summary"><p class="rteindent1">{EN[0]}</p>
<table><caption>Levels</caption><tr><th>Day</th><th>Metres</th></tr><tr><td>Monday</td><td>4.2</td></tr></table>
<p>{EN[1]}</p><blockquote><p>{EN[2]}</p><footer>A villager</footer></blockquote></div>
<div class="field field--name-field-tags"><a href="/tags/water" rel="tag">water</a></div>
<ul class="links inline"><li class="print-link"><a href="/print/77">Printer-friendly version</a></li></ul></article>
</body></html>"""

GHOST = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>The bridge is closed</title>
<meta property="og:site_name" content="River Notes"><meta property="og:type" content="article">
<meta property="og:title" content="The bridge is closed"><link rel="canonical" href="https://notes.example/bridge/">
<meta property="article:published_time" content="2023-01-05T06:00:00.000Z">
<meta property="article:tag" content="River"><meta property="og:image" content="https://notes.example/content/lead.png">
<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Nino Example">
<script type="application/ld+json">{{"@type":"Article","publisher":{{"@type":"Organization","name":"River Notes"}},
"author":[{{"@type":"Person","name":"Nino Example"}},{{"@type":"Person","name":"Giorgi Sample"}}],
"headline":"The bridge is closed","url":"https://notes.example/bridge/","datePublished":"2023-01-05T06:00:00.000Z"}}
</script></head><body class="post-template tag-river"><header id="gh-head">River Notes</header><main>
<article class="gh-article"><header class="gh-article-header"><h1 class="gh-article-title">The bridge is closed</h1>
<p class="gh-article-excerpt">What the rain did, and what the council said.</p></header>
<section class="gh-content gh-canvas">{paragraphs(EN)}
<aside class="pullquote">“A ferry would carry people across.”</aside>
<div class="kg-card kg-signup-card"><h2>Sign up for more</h2><form><input type="email"><button>Subscribe</button></form>
</div></section></article></main><div class="gh-subscribe">Never miss a note.</div></body></html>"""

OLD_TABLES = f"""<HTML><HEAD><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=windows-1251">
<TITLE>Мост у деревни</TITLE></HEAD><BODY BGCOLOR=white><TABLE WIDTH=780><TR><TD WIDTH=150 VALIGN=top>
<A HREF="index.html">Главная</A><BR><A HREF="news.html">Новости</A><BR><A HREF="archive.html">Архив</A></TD>
<TD VALIGN=top><H1>Мост у деревни</H1><I>12 апреля 2004 г.</I><P>{RU[0]}<P>{RU[1]}<P>{RU[2]}
<P>{RU[3]}</TD></TR></TABLE><CENTER><FONT SIZE=1>© Пример, 2004</FONT></CENTER></BODY></HTML>"""

ENCYCLOPEDIA = f"""<!DOCTYPE html><html class="client-nojs" lang="en" dir="ltr"><head><meta charset="UTF-8">
<title>Old Bridge - Examplepedia</title><link rel="canonical" href="https://en.pedia.example/wiki/Old_Bridge">
</head><body class="mediawiki ns-0"><h1 id="firstHeading" class="firstHeading">Old Bridge</h1>
<div id="siteSub">From Examplepedia</div><div id="mw-content-text"><div class="mw-parser-output">
<div class="hatnote">Not to be confused with the <a href="/wiki/New_Bridge">New Bridge</a>.</div>
<p>{EN[0]}<sup id="cite_ref-1" class="reference"><a href="#cite_note-1">[1]</a></sup> {EN[1]}<sup id="cite_ref-2"
 class="reference"><a href="#cite_note-2">[2]</a></sup></p><div id="toc" class="toc"><h2>Contents</h2><ul><li>
<a href="#History">History</a></li></ul></div><h2><span class="mw-headline" id="History">History</span><span
 class="mw-editsection">[<a href="/edit">edit</a>]</span></h2><p>{EN[2]} The name <i lang="ka">ძველი ხიდი</i> is older.
<sup class="reference"><a href="#cite_note-1">[1]</a></sup></p><h2>See also</h2><ul>
<li><a href="/wiki/Ferry">Ferry</a></li></ul><h2>References</h2><div class="reflist"><ol class="references">
<li id="cite_note-1"><a href="#cite_ref-1">^</a>
<span class="reference-text">Annals of the river, 1911.</span></li><li id="cite_note-2"><a href="#cite_ref-2">^</a>
<span class="reference-text">The council's letter.</span></li></ol></div><div class="navbox">Bridges of the world</div>
</div></div><div id="catlinks" class="catlinks">Categories: <a href="/c">Bridges</a></div>
<div id="mw-navigation"><ul><li class="interlanguage-link interwiki-ka"><a href="https://ka.pedia.example/wiki/khidi"
hreflang="ka" lang="ka">ქართული</a></li></ul></div></body></html>"""

WAYBACK = f"""<!DOCTYPE html><html lang="en"><head><script src="//archive.org/includes/athena.js"></script>
<script>__wm.wombat("http://www.gazette.example/2009/07/bridge.html","20190412103000","https://web.archive.org/");
</script><meta charset="utf-8"><title>The bridge is closed | Gazette</title>
<link rel="canonical" href="https://web.archive.org/web/20190412103000/http://www.gazette.example/2009/07/bridge.html">
<meta property="og:site_name" content="Gazette"><meta name="pubdate" content="2009-07-14"></head><body>
<!-- BEGIN WAYBACK TOOLBAR INSERT --><div id="wm-ipp-base">The Wayback Machine: 49 captures</div>
<!-- END WAYBACK TOOLBAR INSERT --><div class="article-body"><h1>The bridge is closed</h1>{paragraphs(EN)}
<p>See <a href="/web/20190412103000/http://www.gazette.example/map.html">the map</a>.</p></div></body></html>
<!--
     FILE ARCHIVED ON 10:30:00 Apr 12, 2019 AND RETRIEVED FROM THE
     INTERNET ARCHIVE ON 09:00:00 May 01, 2023.
-->"""

REACT = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>The bridge is closed | River | The
Sentinel</title><meta property="og:type" content="article"><meta property="og:title" content="The bridge is closed">
<meta property="og:url" content="https://sentinel.example/river/2021/may/04/bridge">
<meta property="article:author" content="https://sentinel.example/profile/nino">
<meta name="author" content="N. Example">
<meta property="article:tag" content="Rivers,Bridges"><script type="application/ld+json">[{{"@context":
"https://schema.org","@type":"NewsArticle","@id":"https://sentinel.example/river/2021/may/04/bridge",
"headline":"The bridge is closed","author":[{{"@type":"Person","name":"Nino Example","sameAs":"https://x.example"}}],
"datePublished":"2021-05-04T17:00:01.000Z","dateModified":"2021-05-04T19:00:00.000Z",
"description":"Three weeks without it"
}},{{"@type":"WebPage","@id":"https://sentinel.example/river/2021/may/04/bridge"}}]</script></head><body>
<div id="bannerandheader"><header><nav data-component="nav3"><a href="/">News</a><a href="/opinion">Opinion</a></nav>
</header></div><main data-layout="StandardLayout"><div class="dcr-1"><div data-gu-name="headline"><h1 class="dcr-2">The
 bridge is closed</h1></div><div data-gu-name="standfirst"><p>Three weeks without it</p></div><div data-gu-name="media">
<figure><img src="https://i.sentinel.example/lead.jpg?w=620" alt="The river"></figure></div><div data-gu-name="body">
<div id="maincontent" class="article-body-commercial-selector dcr-3">{paragraphs(EN[:2])}<aside
 data-component="rich-link" class="dcr-9"><a href="https://sentinel.example/rain">Rain all May</a></aside>
<div class="ad-slot-container"><div class="ad-slot">Advertisement</div></div>{paragraphs(EN[2:])}</div>
<div class="dcr-submeta"><ul><li><a href="/rivers">Rivers</a></li></ul></div></div></div></main>
<script>window.guardian = {{"config": "{"x" * 500}"}}</script></body></html>"""

PLAIN_DIVS = f"""<html><head><title>The bridge is closed</title></head><body><div id="top"><a href="a.html">Start</a> |
<a href="b.html">Contact</a></div><div id="wrap"><div id="left"><a href="c.html">News</a><br><a href="d.html">Sport</a>
</div><div id="x17"><h1>The bridge is closed</h1><div class="dt">Example Georgia, Tbilisi / 14 Jul.'17 / 17:54</div>
{paragraphs(EN)}</div></div></body></html>"""

MICRODATA = f"""<html lang="en"><head><title>The bridge is closed</title><base href="https://daily.example/">
</head><body><div itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">The bridge is closed</h1>
<span itemprop="author" itemscope itemtype="https://schema.org/Person"><span itemprop="name">Nino Example</span></span>
<meta itemprop="datePublished" content="2018-02-03"><meta itemprop="dateModified" content="2018-02-09">
<div itemprop="articleBody">{paragraphs(EN[:2])}</div><div class="banner">Buy a boat</div>
<div itemprop="articleBody">{paragraphs(EN[2:])}</div></div></body></html>"""

SAVED = f"""<!DOCTYPE html>
<!-- saved from url=(0041)https://herald.example/2022/03/30/bridge/ -->
<html lang="en"><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8">
<title>The bridge is closed</title><meta property="og:image" content="https://herald.example/img/lead.png"></head><body>
<article><h1>The bridge is closed</h1><time datetime="2022-03-30">30 March</time>{paragraphs(EN)}
<p>A call.<a href="https://herald.example/2022/03/30/bridge/#n1">[1]</a></p>
<img src="./page_files/pier.png" alt="Pier"><img src="https://herald.example/img/boat.png" alt="Boat">
<img src="https://elsewhere.example/gone.png" alt="Gone"><img src="../../secret.png" alt="Out"></article>
<div id="n1">A note below.</div></body></html>"""

CATEGORY = f"""<html lang="en"><head><title>Region | Example Herald</title><meta property="og:type" content="website">
</head><body class="archive category">{MENU}<main>{
    "".join(
        f'<article class="hentry"><h2><a href="/2022/03/{n}/x/">Headline number {n}</a></h2><p>{EN[n % 4][:60]} '
        f'<a href="/2022/03/{n}/x/">Read more</a></p></article>'
        for n in range(1, 9)
    )
}</main></body></html>"""
RESULTS = "".join(f"<article><h2><a href='/x{n}'>Result {n}</a></h2><p>{EN[0]}</p></article>" for n in range(5))
SEARCH = (
    f"<html><head><title>Results</title></head><body class='search search-results'><main>{RESULTS}</main></body></html>"
)
NOT_FOUND = """<html><head><title>Page not found - Herald</title></head><body class='error404'><h1>Oops</h1>
<p>It looks like nothing was found at this location.</p></body></html>"""
LOGIN = """<html><head><title>Log in</title></head><body><form><p>Please give your name and your password to go on.</p>
<input type='text'><input type='password'></form></body></html>"""
FRAMES = """<html><head><title>Herald</title></head>
<frameset cols='20%,*'><frame src='menu.html'><frame src='text.html'>
<noframes>Your browser has no frames.</noframes></frameset></html>"""
REFRESH = "<html><head><meta http-equiv='refresh' content='0; url=https://herald.example/'></head><body></body></html>"
FEED = """<?xml version='1.0'?><rss version='2.0'><channel><title>Herald</title><item><title>A</title></item></channel>
</rss>"""

ARTICLES = {
    "wordpress": WORDPRESS, "polylang": POLYLANG, "wpml": WPML, "drupal": DRUPAL, "ghost": GHOST, "old": OLD_TABLES,
    "encyclopedia": ENCYCLOPEDIA, "wayback": WAYBACK, "react": REACT, "divs": PLAIN_DIVS, "microdata": MICRODATA,
    "saved": SAVED,
}  # fmt: skip
OTHERS = {
    "category": CATEGORY, "search": SEARCH, "not-found": NOT_FOUND, "login": LOGIN, "frames": FRAMES,
    "refresh": REFRESH, "feed": FEED, "empty": "", "blank": "<html><body> </body></html>",
}  # fmt: skip
