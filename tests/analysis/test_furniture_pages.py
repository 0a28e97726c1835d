# ruff: noqa: E501
"""Difficult saved pages. Elements marked `data-keep` are the article; everything else visible is furniture."""

import re

import pytest

from steppe.analysis.furniture import lay_out
from steppe.document import Source
from steppe.sources import read_bytes

P1 = "The railway ministry of Uzbekistan said on Tuesday that the first trains would cross the pass before winter sets in."
P2 = (
    "Engineers from three countries have been at work on the tunnels since the spring, and two of the five are now dug."
)
P3 = "“We were promised a road in 1998 and a railway in 2006,” said Gulnara Asanova, who keeps a shop in the village."
P4 = "Critics say that the debt will outlive the rails. The government has not published the terms of the loan."
P5 = "A final decision on the route is expected when the three presidents meet in October, officials said."

PAGES = {
    "everything-in-article": f"""<html><head><title>Trains to cross the pass — Valley News</title>
<script type="application/ld+json">{{"@context":"https://schema.org","@graph":[{{"@type":"WebSite","name":"Valley News"}},
{{"@type":"NewsArticle","headline":"Trains to cross the pass before winter","datePublished":"2024-09-03T10:00:00+05:00",
"author":[{{"@type":"Person","name":"Timur Saidov"}}],"publisher":{{"@type":"Organization","name":"Valley News"}}}}]}}</script></head>
<body class="single has-sidebar related-enabled"><div id="page" class="site with-comments"><header><a href=/>Valley News</a>
<nav><ul><li><a href=/1>Politics</a><li><a href=/2>Economy</a></ul></nav></header>
<div class="cookie-banner">We use cookies to improve your experience. <button>Accept all</button></div>
<main><article class="post tag-railway category-news"><div class="breadcrumbs"><a href=/>Home</a> › <a href=/2>Economy</a></div>
<h1 data-keep>Trains to cross the pass before winter</h1>
<div class="meta">By <a href=/a rel=author>Timur Saidov</a> | <time datetime="2024-09-03">3 September 2024</time></div>
<div class="share"><a href=#>Facebook</a><a href=#>X</a><a href=#>Telegram</a></div>
<figure><img src=x><figcaption>Workers at the tunnel mouth near Jalal-Abad, where the rails are to be laid next year. Photo: Valley News</figcaption></figure>
<p data-keep>{P1}</p><p data-keep>{P2}</p>
<aside class="pullquote">“We were promised a road in 1998 and a railway in 2006”</aside>
<h2 data-keep>What the villages say</h2><p data-keep>{P3}</p>
<div class="related-box"><h4>Read also</h4><ul><li><a href=/r1>Kyrgyz parliament approves railway deal after long night of debate</a></ul></div>
<p data-keep>{P4}</p><ul><li data-keep>First, the ministry must show that the slopes above the line are stable.</li>
<li data-keep>Second, the bank must release the money.</li></ul><p data-keep>{P5}</p>
<div class="author-box"><img><h4>Timur Saidov</h4><p>Timur Saidov has reported from the Fergana Valley for more than ten years and never missed a train.</p></div>
<div class="newsletter"><p>Get the best of Valley News delivered to your inbox every Friday morning.</p><form><input><button>Subscribe</button></form></div>
<div class="tags">Tags: <a href=/t1>railway</a> <a href=/t2>Kyrgyzstan</a></div></article>
<section class="related"><h3>More stories</h3><article><h3><a href=/m1>Rain floods Osh market</a></h3><p>Traders lost goods worth thousands after a night of heavy rain in the southern city.</p></article>
<article><h3><a href=/m2>Wheat harvest up by a fifth</a></h3><p>The agriculture ministry says that this year's harvest was the best in a decade.</p></article></section>
<section id="comments"><h3>2 comments</h3><div class="comment"><b>Aibek</b><p>I will believe it when I sit in the train and it moves. They said the same when I was at school.</p></div>
<div class="comment"><b>Nodira</b><p>My grandfather worked on the first survey, and he would have loved to see this day come.</p></div></section></main>
<footer><p>© 2024 Valley News. All rights reserved. The editors are not responsible for the content of other sites.</p></footer></div></body></html>""",
    "tables-and-fonts": f"""<HTML><HEAD><TITLE>STATE AGENCY :: Meeting held</TITLE></HEAD><BODY BGCOLOR=white><TABLE><TR><TD WIDTH=150>
<A HREF=1>Home</A><BR><A HREF=2>President</A><BR><A HREF=3>Economy</A><BR><A HREF=4>Culture</A></TD><TD>
<FONT SIZE=5><B data-keep>Meeting held on the new railway</B></FONT><BR><FONT SIZE=1>2024-09-03 09:15:00 Source: State Agency Editor: Li Na</FONT><BR><BR>
<span data-keep>TASHKENT, Sept. 3 (State Agency) -- {P1}</span><BR><BR><span data-keep>{P2}</span><BR><BR>&nbsp;&nbsp;<span data-keep>{P4}</span><P><span data-keep>{P5}</span>
<BR><BR>Related links:<BR><A HREF=5>President receives ambassador</A><BR><A HREF=6>Harvest campaign proceeds</A></TD></TR></TABLE>
<CENTER>Copyright 2000-2024 State Agency</CENTER></BODY></HTML>""",
    "divs-only": f"""<html><head><meta property="og:title" content="The pass will open"><meta property="og:site_name" content="Orda Wire">
<meta name="author" content="Dana Kim"></head><body><div class=c1><div class=c2><a href=/>Orda Wire</a><a href=/n>News</a><a href=/o>Opinion</a></div>
<div class=x9><div class=h data-keep>The pass will open</div><div class=y1><div data-keep>{P1}</div><div data-keep>{P2}</div><div data-keep>{P3}</div>
<div><a href=/q>READ MORE: How the tunnels were dug</a></div><div data-keep>{P4}</div><div data-keep>{P5}</div></div></div>
<div class=z><div><a href=/1>Ten things to know about the summit in Samarkand</a></div><div><a href=/2>Why gas prices rose</a></div></div>
<div>Sign up to our newsletter</div><div>Terms of use</div></div></body></html>""",
    "wrapped-paragraphs": f"""<html lang=en><head><title>Opinion | A railway to where? - The Steppe Review</title></head><body>
<div class="story"><div class="story-head"><span class="section">Opinion</span><h1 data-keep>A railway to where?</h1>
<p class="standfirst" data-keep>The line is a fine idea, and nobody knows who will pay for it.</p><p class="byline">Marat Tulegenov</p><p class="date">Tue, 3 Sep 2024</p></div>
<div class="w"><div class="i"><p data-keep>{P1}</p></div></div><div class="ad-slot">ADVERTISEMENT</div><div class="w"><div class="i"><p data-keep>{P2}</p></div></div>
<div class="w"><div class="i"><blockquote data-keep>{P3}</blockquote></div></div><div class="w"><div class="i"><p data-keep>{P4}</p></div></div>
<div class="w"><div class="i"><p data-keep>{P5}</p></div></div>
<div class="w"><div class="i"><p><em>Marat Tulegenov is a senior fellow at the Centre for Steppe Studies in Almaty.</em></p></div></div>
<div class="w"><div class="i"><p>The views expressed in this article are the author's own and do not necessarily reflect those of The Steppe Review.</p></div></div></div>
<div>Most read</div><ol><li><a href=1>Water returns to the Aral</a></li><li><a href=2>The price of bread</a></li></ol></body></html>""",
}
METADATA = {
    "everything-in-article": ("Trains to cross the pass before winter", "Timur Saidov", "2024-09-03", "Valley News"),
    "tables-and-fonts": ("Meeting held on the new railway", None, "2024-09-03", "State Agency"),
    "divs-only": ("The pass will open", "Dana Kim", None, "Orda Wire"),
    "wrapped-paragraphs": ("A railway to where?", "Marat Tulegenov", "2024-09-03", "The Steppe Review"),
}


def fold(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("name", PAGES)
def test_the_article_and_nothing_else_is_kept(name: str) -> None:
    page = PAGES[name]
    wanted = [fold(match) for match in re.findall(r"data-keep>([^<]+)<", page)]
    source = next(iter(read_bytes(f"{name}.html", page.encode())))
    assert isinstance(source, Source)
    layout = lay_out(source)
    kept = [fold(source.text[p.start : p.end]) for p in layout.passages if p.kind != "furniture"]
    assert kept == wanted
    found = layout.metadata
    assert (found.title, found.author, found.published, found.outlet) == METADATA[name]
