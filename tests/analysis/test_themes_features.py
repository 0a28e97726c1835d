"""What the models see of an article read as one passage."""

from steppe.analysis.themes_features import FeatureReader, merge
from steppe.analysis.themes_terms import TermIndex, WeightedTerm


def test_merge_adds_stems_and_counts_a_term_once() -> None:
    reader = FeatureReader(TermIndex([WeightedTerm("pipeline", 0, 3.0), WeightedTerm("harvest", 1, 2.0)]), 2)
    passages = [reader.read("A pipeline was laid."), reader.read("The pipeline crosses the harvest fields.")]
    together = merge(passages)
    assert together.totals == [3.0, 2.0]
    assert together.counts["pipelin"] == 2
    assert len(together.words.lower) == sum(len(passage.words.lower) for passage in passages)
