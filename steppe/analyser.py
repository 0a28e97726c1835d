"""One article through every analysis: names, themes, stance, quotes, sentences."""

from collections.abc import Sequence
from dataclasses import replace

from steppe.analysis import model, names, quotes, stance, themes
from steppe.analysis.article import Article, Evidence, StanceLabel, ThemeLabel
from steppe.analysis.sentences import split_sentences
from steppe.document import Layout, Passage, PassageKind, Source
from steppe.tables import Analysed, article_id

ENGLISH = "en"


def _is_read(passage: Passage) -> bool:
    return bool(passage.kind != "furniture" and passage.language == ENGLISH)


class Tools:
    """The analysis tools, loaded once."""

    def __init__(self) -> None:
        self.nlp = model.load_model()
        self.finder = names.load_finder()
        self.themes = themes.load_labeller()
        self.stance = stance.load_labeller()

    def read(self, source: Source, layout: Layout) -> Analysed:
        """Everything about one article.

        It is parsed on its own: what else is in the build never changes a result, not even by rounding.
        """
        docs = self.nlp.pipe([source.text[p.start : p.end] for p in layout.passages if _is_read(p)])
        parsed = tuple(next(docs) if _is_read(p) else None for p in layout.passages)
        article = Article(source.text, layout.passages, parsed, layout.metadata.title)
        found = self.finder.find(article)
        return Analysed(
            article_id=article_id(source),
            source=source,
            layout=layout,
            sentences=sentences_of(article),
            names=found,
            themes=self._themes(article),
            stances=self._stances(article),
            quotes=quotes.find_quotes(article, found),
        )

    def _themes(self, article: Article) -> tuple[tuple[ThemeLabel, ...], ...]:
        labels: list[tuple[ThemeLabel, ...]] = [()] * len(article.passages)
        for i, found in zip(_read_positions(article), self.themes.label_article(_texts(article)), strict=True):
            at = article.passages[i].start
            labels[i] = tuple(replace(label, evidence=_shift(label.evidence, at)) for label in found)
        return tuple(labels)

    def _stances(self, article: Article) -> tuple[StanceLabel | None, ...]:
        labels: list[StanceLabel | None] = [None] * len(article.passages)
        for i, found in zip(_read_positions(article), self.stance.label_article(_texts(article)), strict=True):
            labels[i] = replace(found, evidence=_shift(found.evidence, article.passages[i].start))
        return tuple(labels)


def _read_positions(article: Article) -> list[int]:
    """Positions of the passages that are analysed."""
    return [i for i, doc in enumerate(article.docs) if doc is not None]


def _texts(article: Article) -> list[tuple[str, PassageKind]]:
    """Text and kind of the passages that are analysed."""
    return [(article.text[p.start : p.end], p.kind) for p in (article.passages[i] for i in _read_positions(article))]


def _shift(evidence: Sequence[Evidence], by: int) -> tuple[Evidence, ...]:
    return tuple(replace(e, start=e.start + by, end=e.end + by) for e in evidence)


def sentences_of(article: Article) -> tuple[tuple[tuple[int, int], ...], ...]:
    """Sentence spans of each passage, in article code points; none for passages that are not read."""
    return tuple(
        () if doc is None else tuple((p.start + s, p.start + e) for s, e in split_sentences(doc, p.kind))
        for p, doc in zip(article.passages, article.docs, strict=True)
    )
