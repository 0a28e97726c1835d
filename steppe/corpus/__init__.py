"""The tables: schema, write, open, query, check. Knows nothing of how they were made.

from steppe.corpus import Focus, count, open_corpus, passages

corpus = open_corpus("corpus")
count(corpus, Focus(countries=("KZ",)))        # 24 sentences
passages(corpus, Focus(countries=("KZ",)))     # ... and here they are
"""

from steppe.corpus.evidence import Mark, PassageEvidence, count_passages, passages, rows
from steppe.corpus.focus import DEFAULT_UNIT, NONE, STANCES, UNITS, UNKNOWN, Focus, Unit, parse_parameters
from steppe.corpus.query import Dimension, choose, count, count_by, count_pairs
from steppe.corpus.read import Corpus, open_corpus
from steppe.corpus.write import write_corpus

__all__ = [
    "DEFAULT_UNIT",
    "NONE",
    "STANCES",
    "UNITS",
    "UNKNOWN",
    "Corpus",
    "Dimension",
    "Focus",
    "Mark",
    "PassageEvidence",
    "Unit",
    "choose",
    "count",
    "count_by",
    "count_pairs",
    "count_passages",
    "open_corpus",
    "parse_parameters",
    "passages",
    "rows",
    "write_corpus",
]
