"""Lines of labelled parts, as agencies print them below the title: `2025-04-08 来源：The Outlet 作者：Jane Doe`."""

import re

from steppe.analysis.metadata_dates import find_date
from steppe.analysis.metadata_names import NOT_A_NAME, read_names
from steppe.document import Claim, MetadataField

LABELS: dict[MetadataField | None, str] = {
    "outlet": "source|来\\s?源|稿源|出处|источник|дереккөз|manba|kaynak|quelle",
    "author": (
        "authors?|by|text|авторы|авторлар(?:ы)?|mualliflar|yazarlar|autoren|作\\s?者|记\\s?者|文|автор|текст|muallif|yazar|муаллиф|аўтар|autor(?:in|ka)?|auteur|reporter"
    ),
    None: (
        "(?:edited|translated|reviewed|compiled|photos?) by|"
        "editor|责任编辑|责\\s?编|编\\s?辑|字\\s?号|字体|浏览(?:次数|量)?|阅读(?:量|次数)?|点击(?:量|次数)?|评论|分享到?|时间|"
        "发布时间|发表时间|日期|views?|reads?|hits|comments|просмотр(?:ов|ы|ено)?|прочитано|комментари(?:и|ев)|"
        "оқылды|көрілді|пікір(?:лер)?|ko[‘’']rildi|o[‘’']qildi|okunma|görüntülenme|yorum|redaktor|редактор|фото|photos?|"
        "category|section|рубрика|font(?: size)?|date|published|updated|time|дата|күні|tarih|datum|"
        "data publikacji|opublikowano|pubblicato|publicado|дата публикации"
    ),
}
LABEL = re.compile(
    "|".join(rf"(?P<{field or 'other'}>(?<![^\W\d_])(?:{names}))\s?[:：]" for field, names in LABELS.items()),
    re.IGNORECASE,
)
MAX_WORDS = 40
VALUE_WORDS = 8
PARTS = "|·•/,; \u3000"


def read_fields(folded: str) -> tuple[Claim, ...] | None:
    """What a line of two and more parts claims, of which one is a date or all have labels; None where it is none.

    folded : the line, white space to single blanks.
    """
    marks = list(LABEL.finditer(folded))
    found = find_date(folded)
    lead = folded[: marks[0].start()] if marks else folded
    if len(marks) + bool(found) < 2 or not marks or len(folded.split()) > MAX_WORDS:
        return None
    if found and found.start < marks[0].start():
        lead = f"{folded[: found.start]} {folded[found.end : marks[0].start()]}"
    if len(re.findall(r"[^\W\d_]{2,}", lead)) > 2:
        return None
    claims = [Claim("published", found.iso, "dateline")] if found and found.iso else []
    ends = [*(mark.start() for mark in marks[1:]), len(folded)]
    for mark, end in zip(marks, ends, strict=True):
        value = folded[mark.end() : end]
        date = find_date(value)
        value = (value[: date.start] if date else value).strip(PARTS)
        if not value or len(value.split()) > VALUE_WORDS:
            continue
        if mark.lastgroup == "outlet":
            claims.append(Claim("outlet", value, "dateline"))
        elif mark.lastgroup == "author":
            names = read_names(value)
            words = set(re.findall(r"[^\W\d_]+", (names or "").lower()))
            claims += [Claim("author", names, "byline")] if names and not words & NOT_A_NAME else []
    return tuple(claims)
