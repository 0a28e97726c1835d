"""The names of header lines (`Title:`, `Автор:`, `Datum:`), and what each of them states."""

import re

from steppe.document import MetadataField

# In English, then in the languages of the region and of its outlets. None: a header line that states none of these.
HEADER_FIELDS: tuple[tuple[MetadataField | None, str], ...] = (
    ("title", "title|headline|subject|заголовок|название|тақырып|тақырыбы|атауы|аталышы|sarlavha|başlık|başlığı"),
    ("title", "titel|überschrift|titre|título|titulo|titolo|标题|題目|题目"),
    ("author", "author|authors|by|byline|writer|written by|from|автор|авторы|автор текста|авторлар|作者|记者"),
    (
        "author",
        "yazar|yazarlar|autor|autoren|autorin|autora|autores|auteur|auteurs|auteure|autore|autori|muallif|müəllif",
    ),
    (
        "author",
        "presenter|presented by|host|hosted by|interviewer|interview by|story by|text by|reporter|correspondent",
    ),
    (
        "published",
        "date|published|publication date|pubdate|date published|published on|posted|posted on|created|issued",
    ),
    ("author", "written|prepared by|submitted by|reported by|report by|words by|author name"),
    ("author", "contributed by|drafted by|compiled by|contributor|contributors|byline name"),
    ("title", "re|regarding"),
    ("outlet", "publication title|publication name|journal|source name|publication info|publication details"),
    ("published", "published time"),
    ("outlet", "published in|appeared in|first published in"),
    ("published", "pub date|drafted on|contributed on|date issued|data publikacji|publication day"),
    (
        "published",
        "submitted on|release date|broadcast|aired|air date|date of publication|published at|publish date|posted at",
    ),
    ("published", "dated|sent|дата|дата публикации|опубликовано|күні|жарияланған күні|жарияланды|жарыяланган|sana"),
    ("published", "tarih|tarihi|yayınlanma|yayınlanma tarihi|yayın tarihi|datum|veröffentlicht|veröffentlicht am"),
    ("published", "erschienen|erschienen am|date de publication|publié|publié le|fecha|fecha de publicación|publicado"),
    ("published", "data|日期|发布时间|发布日期|时间"),
    ("outlet", "source|outlet|publisher|publication|site|site name|newspaper|источник|агентство|издание|сайт|дереккөз"),
    ("outlet", "дерек көзі|булак|булагы|manba|kaynak|quelle|fuente|fonte|来源|媒体"),
    (
        "url",
        "url|link|permalink|web|address|canonical|ссылка|сілтеме|шилтеме|havola|bağlantı|lien|enlace|链接|网址|原文链接",
    ),
    ("url", "url source|source url|page url|original url|article url"),
    ("language", "language|lang|язык|тілі|til|dil|sprache|langue|idioma|语言"),
    (None, "translated by|translator|translation|edited by|editor|editors|duration|running time|reading time|length"),
    (None, "photos by|photographer|byline title|filed|embargo|contact|phone|to|cc|time|version|format|rubric"),
    (None, "updated|last updated|modified|section|category|categories|tags|keywords|topic|topics|location|place|city"),
    (
        None,
        "country|type|id|word count|words|edition|issue|retrieved|accessed|photo|region|desk|slug|page|pages",
    ),
    (None, "programme|program|project|full title"),
    (None, "cleared by|approved by|reviewed by|checked by|organisation|organization|affiliation|classification|read"),
    (None, "first page|publication year|place of publication|country of publication|issn|isbn|source type|database"),
    (None, "language of publication|document type|accession number|subjects|geographic|company|companies|ticker|loc"),
    (None, "report type|product|list-unsubscribe|list-id|reply-to|message-id|mime-version|content-type|status"),
    (
        None,
        "volume|copyright|doc id|highlight|graphic|load-date|publication-type|journal-code|byline-title|dateline",
    ),
    (None, "рубрика|раздел|теги|ключевые слова|айдар|бөлім|bölüm|kategori|rubrik|schlagwörter|rubrique|sección|栏目"),
)
# Turkish capitals lose their dots in lower case, or keep them as a mark of its own; re matches i with and without.
DOTS = str.maketrans({"ı": "i", "\u0307": None})
HEADER_NAMES = {name.translate(DOTS): field for field, names in HEADER_FIELDS for name in names.split("|")}
HEADER = re.compile(
    r"(?:\[|[*_]{1,3})?(?P<name>"
    + "|".join(
        sorted((re.escape(name) for _, names in HEADER_FIELDS for name in names.split("|")), key=len, reverse=True)
    )
    + r")(?:\(s\))?(?:\s?[:：]|\s?\.{3,}|\s?=(?=\s)|\](?=\s))(?:[*_]{1,3}(?=\s|$))?\s*(?P<value>.*)",
    re.IGNORECASE | re.DOTALL,
)


def name_header(name: str) -> str:
    """A header's name as `HEADER_NAMES` has it; "" where it is none."""
    folded = name.lower().translate(DOTS)
    return folded if folded in HEADER_NAMES else ""
