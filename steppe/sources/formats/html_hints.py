"""What the class, id and role words of HTML elements say about their content.

Sites name their boxes in a common language ("share-bar", "related-posts", "entry-content"). Each hint below is a
regular expression over the element's words, joined by single spaces, with camelCase and punctuation taken apart.
"""

import re
from functools import lru_cache

HINTS: tuple[tuple[str, str], ...] = (
    ("comments", r"comments?|disqus|respond|comentarios|kommentare?|livefyre|coral|discussion|replies"),
    (
        "share",
        r"share|sharing|shares|social|socials|addthis|addtoany|sharethis|sharedaddy|jp relatedposts|follow us|likes?",
    ),
    (
        "related",
        r"related|relateds|recommend(?:ed|ations?|s)?|more (?:from|stories|news|articles|on)|most (?:read|popular|viewed|shared)|"
        r"popular|trending|read (?:also|next|more)|see also|also (?:like|read)|outbrain|taboola|zergnet|up next|next (?:article|post|story)|"
        r"prev(?:ious)? (?:article|post|story)|post navigation|latest (?:news|posts|stories|articles)|recirc\w*|related\w+|yarpp|suggested|similar|"
        r"onward|teasers?|promo|promos|promotion|promoted|recent posts?|top stories|in brief|news list|read too",
    ),
    ("newsletter", r"newsletters?|subscribe|signup|sign up|mailchimp|mc embed|optin|opt in|mailing|donate|donation"),
    (
        "ad",
        r"ads?|advert\w*|adslot|adsense|dfp|doubleclick|sponsor\w*|ad (?:slot|unit|container|wrapper|box|label)|google ad|banner ad|commercial|gpt ad|native ad",
    ),
    ("cookies", r"cookies?|consent|gdpr|onetrust|ccpa|privacy banner|cc window|cookiebar"),
    (
        "caption",
        r"captions?|figcaption|credits?|photo credit|image credit|wp caption|media info|attribution|photographer|copyright|img desc|image meta",
    ),
    (
        "author-box",
        r"author (?:box|bio|info|card|description|about|profile|block|details?|area|content)|about (?:the )?authors?|bio|biography|post author|authors? bio|author desc|writer bio|contributor",
    ),
    ("byline", r"byline|by line|author|authors|article author|entry author|posted by|vcard|writer|reporter"),
    (
        "date",
        r"date|dateline|datetime|timestamp|published|pubdate|pub date|post date|entry date|posted on|time|updated|post meta|entry meta|article meta|meta info|article info|meta data|metadata|info bar|read time|reading time|views|view count",
    ),
    (
        "tags",
        r"tags?|taglist|tag (?:list|cloud|links)|keywords|categories|category list|topics list|cat links|post categories|hashtags",
    ),
    ("breadcrumb", r"breadcrumbs?|bread crumbs?|crumbs?|you are here|path"),
    (
        "nav",
        r"nav|navbar|navigation|navi|menus?|main menu|top ?bar|toolbar|site header|masthead|mega menu|drawer|hamburger|skip links?|skip|lang(?:uage)? (?:switcher|selector|menu)|pagination|pager|toc|table of contents|tabs?|dropdown|search|searchform|site search|login|signin|user menu|offcanvas",
    ),
    ("footer", r"footer|foot|site footer|colophon|page footer|bottom bar|site info|copyright|legal|disclaimer"),
    (
        "sidebar",
        r"sidebar|side bar|aside|widgets?|rail|right ?rail|right column|left column|secondary|right col|sidecol|complementary",
    ),
    ("popup", r"pop ?up|modal|overlay|lightbox|toast|dialog|alert|notification|interstitial|flash message|tooltip"),
    ("pull-quote", r"pull ?quotes?|pullout|pull out|quote box|blockquote pull|highlight quote|callout quote|breakout"),
    (
        "box",
        r"fact ?box|info ?box|factfile|side ?story|inset box|embed|embedded|tweet|twitter tweet|instagram media|rating|poll|quiz|widget area|event list|ticker|stock",
    ),
    (
        "screen-reader",
        r"sr only|screen reader(?: text)?|visually hidden|visuallyhidden|offscreen|assistive text|a11y hidden",
    ),
    (
        "body",
        r"article ?body|story ?body|entry ?content|post ?content|article ?content|article ?text|body ?text|content ?body|post ?body|story ?content|news ?text|story ?text|articletext|rich ?text|body ?copy|main ?content|field name body|td post content|news ?detail|article main|e content",
    ),
    (
        "standfirst",
        r"standfirst|deck|dek|sub ?title|sub ?head(?:line|ing)?|lead|lede|excerpt|summary|intro|synopsis|abstract|description|kicker",
    ),
    (
        "headline",
        r"headline|entry title|post title|article title|story title|page title|article head(?:line|ing)|news title",
    ),
)
NAMES = tuple(name for name, _ in HINTS)
# Numbered groups cannot carry hyphens: they are g0, g1, ...
PATTERN = re.compile("|".join(rf"(?P<g{number}>\b(?:{words})\b)" for number, (_, words) in enumerate(HINTS)))
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
SPLIT = re.compile(r"[\W_]+")
MAX_CHARACTERS = 300


@lru_cache(maxsize=4096)
def find_hints(words: str) -> tuple[str, ...]:
    """The hints in an element's class, id and role, sorted.

    >>> find_hints("entry-content singlePost")
    ('body',)
    """
    plain = SPLIT.sub(" ", CAMEL.sub(" ", words[:MAX_CHARACTERS])).lower()
    found = {NAMES[int((match.lastgroup or "g0")[1:])] for match in PATTERN.finditer(plain)}
    return tuple(sorted(found))
