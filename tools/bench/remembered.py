"""A cache of analyses that were not made: synthetic articles as if they had been analysed, from their labels.

What a build does with a hundred thousand known articles can so be measured without the hours that the first takes.
"""

import hashlib
from pathlib import Path

from steppe.analysis.duplicates import make_print
from steppe.analysis_cache import AnalysisCache
from steppe.batch import finish
from steppe.build import BATCH
from steppe.corpus.schema import TABLES
from steppe.corpus.spool import DESCRIBED_IN
from steppe.document import Remembered
from steppe.tables import Row
from steppe.versions import versions
from tests.scale.generator import Generator
from tests.scale.made import Made


def remember_synthetic(generator: Generator, articles: int, texts: Path, cache: Path) -> None:
    """Write that many articles as text files, and their rows into an analysis cache, in batches as a build's."""
    generator.write_texts(articles, texts)
    kept = AnalysisCache(cache, versions())
    for first in range(0, articles, BATCH):
        made = [generator.article(number) for number in range(first, min(articles, first + BATCH))]
        rows: dict[str, list[Row]] = {table.name: [] for table in TABLES}
        keys = []
        for article in made:
            for name, table in generator.rows(range(article.number, article.number + 1)).items():
                more = {DESCRIBED_IN: article.article_id} if name == "entities" else {}
                rows[name].extend(row | more for row in table.to_pylist())
            digest = hashlib.sha256(article.text.encode()).hexdigest()
            keys.append(kept.key(Remembered(article.file, digest, 0)))
            kept.note(article.file, digest)
        for row in rows["articles"]:
            row["duplicate_of"] = None  # a build finds that out by itself
        prints = [make_print(article.article_id, proper_text_of(article)) for article in made]
        kept.put(keys, finish(rows, prints, {}).to_bytes())
    kept.close()


def proper_text_of(article: Made) -> str:
    """Its text without furniture."""
    return "\n".join(block.text for _, block in article.blocks if block.kind != "furniture")
