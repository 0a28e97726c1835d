"""Tables of articles: which column is what, and one article a row."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime

from steppe.document import Claim, Failure, MetadataField, Source
from steppe.sources.compose import with_title
from steppe.sources.format import Input, make_source
from steppe.sources.formats.html import read_markup
from steppe.sources.problems import UnreadableError

# Column names, folded to letters and digits, in order of preference.
_TEXT_NAMES = """
text articletext fulltext maintext bodytext body articlebody content articlecontent article story fullarticle
cleantext rawtext newstext html bodyhtml contenthtml текст текстстатьи содержание 正文 内容 мәтін
"""
TEXT_NAMES = tuple(_TEXT_NAMES.split())
_NAMES: tuple[tuple[MetadataField, str], ...] = (
    ("title", "title headline articletitle heading header subject заголовок название 标题 题目 тақырып"),
    ("author", "author authors byline authorname writer journalist creator автор авторы 作者"),
    (
        "published",
        "date published publishedat publishdate publicationdate pubdate datepublished publisheddate datetime",
    ),
    ("published", "timestamp created createdat time дата датапубликации 日期 发布时间 күні"),
    (
        "outlet",
        "outlet source publisher publication newspaper sitename site sourcename media medium domain источник 来源",
    ),
    ("url", "url link articleurl permalink href canonicalurl webpage ссылка 链接"),
    ("language", "language lang язык 语言"),
)
NAMES: dict[MetadataField, tuple[str, ...]] = {
    field: tuple(name for owner, names in _NAMES if owner == field for name in names.split()) for field, _ in _NAMES
}
MARKUP = re.compile(r"</(?:p|div|br|span|a|b|strong|em|h[1-6]|li)>|<(?:p|br|div)\b[^<>]*>", re.IGNORECASE)
# A column without a telling name is the text where its cells are as long as articles.
ARTICLE_LENGTH = 300


def read_rows(source: Input, rows: Iterable[Mapping[str, object]], *, reader: str) -> Iterator[Source | Failure]:
    """One article a row.

    rows : dictionaries by column name; all are held in memory.

    Raises
    ------
    UnreadableError : there is no row ("no-articles"), or no column holds the text ("no-text-column").
    """
    table = list(rows)
    if not table:
        raise UnreadableError("no-articles", "It holds no rows")
    columns = list(dict.fromkeys(str(name) for row in table for name in row))
    text_column = _find_text(columns, table)
    if text_column is None:
        known = ", ".join(columns[:12])
        raise UnreadableError("no-text-column", f"None of its columns holds article text (columns: {known})")
    mapping = {field: name for field, names in NAMES.items() if (name := _find(columns, names, text_column))}
    for number, row in enumerate(table, start=1):
        source.budget.spend_file()
        inner = source.inner(f"{number:06d}", _as_bytes(row))
        try:
            yield _read_row(inner, row, text_column, mapping, reader)
        except UnreadableError as problem:
            yield problem.as_failure(inner.file)


def _read_row(
    source: Input, row: Mapping[str, object], text_column: str, mapping: Mapping[MetadataField, str], reader: str
) -> Source:
    text = _as_text(row.get(text_column))
    claims = tuple(
        Claim(field, value, f"column {name}")
        for field, name in mapping.items()
        if (value := " ".join(_as_text(row.get(name)).split()))
    )
    if len(MARKUP.findall(text[:5000])) >= 2:
        article = replace(read_markup(source, text, reader=reader), claims=claims)
    else:
        article = make_source(source, text, reader=reader, claims=claims)
    return with_title(article, next((claim.value for claim in claims if claim.field == "title"), ""))


def _fold(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.casefold())


def _find(columns: list[str], names: tuple[str, ...], taken: str) -> str | None:
    folded = {_fold(column): column for column in reversed(columns) if column != taken}
    return next((folded[name] for name in names if name in folded), None)


def _find_text(columns: list[str], table: list[Mapping[str, object]]) -> str | None:
    named = _find(columns, TEXT_NAMES, "")
    if named:
        return named
    sample = table[:200]
    lengths = {
        column: sum(len(_as_text(row.get(column))) for row in sample) / len(sample)
        for column in columns
        if _fold(column) not in NAMES["url"]
    }
    longest = max(lengths, key=lambda column: lengths[column], default=None)
    return longest if longest is not None and lengths[longest] >= ARTICLE_LENGTH else None


def _as_text(value: object) -> str:
    """A cell as text; lone surrogates and NULs, which no store can hold, become U+FFFD."""
    if value is None or value != value:
        return ""
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, list):
        return ", ".join(filter(None, map(_as_text, value)))
    if isinstance(value, dict):
        return _as_text(value.get("name"))
    return re.sub(r"[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff]", "\ufffd", str(value))


def _as_bytes(row: Mapping[str, object]) -> bytes:
    """The row's own bytes: its cells as JSON, keys sorted."""
    plain = {str(name): _as_text(value) for name, value in row.items()}
    return json.dumps(plain, sort_keys=True, ensure_ascii=False).encode("utf-8", "replace")
