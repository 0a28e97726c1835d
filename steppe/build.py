"""Sources -> analysis -> corpus: the one place where the three meet."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from steppe import __version__
from steppe.analysis import model, names, quotes, stance, themes
from steppe.analysis.article import Article, Evidence, StanceLabel, ThemeLabel
from steppe.analysis.duplicates import find_duplicates
from steppe.analysis.furniture import lay_out
from steppe.analysis.sentences import split_sentences
from steppe.analysis_cache import AnalysisCache
from steppe.corpus.write import refuse_foreign_folder, write_corpus
from steppe.document import Failure, Layout, Passage, PassageKind, Source
from steppe.regions import load_pack
from steppe.sources import DEFAULT_LIMITS, Limits, read_bytes, read_inputs
from steppe.tables import Analysed, Row, article_id, proper_text, to_tables

Progress = Callable[[str, int, int], None]
Adjust = Callable[[Source, Layout], Layout]
ENGLISH = "en"
PACKAGE = Path(__file__).parent
REGIONS = PACKAGE / "regions"
KNOWLEDGE = {".csv", ".toml", ".txt", ".tsv", ".json"}


@dataclass
class Outcome:
    """What became of one input: "article", "duplicate" (of `detail`), or "failure" (`detail` says why)."""

    file: str
    became: str
    article_id: str | None = None
    detail: str = ""
    advice: str = ""


@dataclass
class Report:
    """What became of every input (law 4), and the fingerprint of what was built."""

    outcomes: list[Outcome] = field(default_factory=list)
    fingerprint: str = ""

    @property
    def failures(self) -> list[Outcome]:
        return [o for o in self.outcomes if o.became == "failure"]

    def as_dict(self) -> Row:
        return {"inputs": [vars(o) for o in self.outcomes]}


def build(
    inputs: Sequence[Path],
    destination: Path,
    *,
    limits: Limits = DEFAULT_LIMITS,
    progress: Progress | None = None,
    cache: Path | None = None,
) -> Report:
    """Read files and folders, analyse them, and write the corpus.

    progress : called as (step, done, total) with step "read" or "analyse".
    cache : file of the analysis cache; articles found in it are not analysed again, to the same bytes.

    Raises
    ------
    CorpusError : the destination cannot be written.
    """
    return build_sources(read_inputs(inputs, limits=limits), destination, progress=progress, cache=cache)


def build_uploads(
    uploads: Iterable[tuple[str, bytes]],
    destination: Path,
    *,
    limits: Limits = DEFAULT_LIMITS,
    progress: Progress | None = None,
    cache: Path | None = None,
    adjust: Adjust | None = None,
) -> Report:
    """As `build`, from named bytes rather than files; nothing is remembered of them unless `cache` says where.

    adjust : as in `build_sources`.
    """
    found = (source for name, data in uploads for source in read_bytes(name, data, limits=limits))
    return build_sources(found, destination, progress=progress, cache=cache, adjust=adjust)


def build_sources(
    found: Iterable[Source | Failure],
    destination: Path,
    *,
    progress: Progress | None = None,
    cache: Path | None = None,
    adjust: Adjust | None = None,
) -> Report:
    """Analyse what the readers found and write it as a corpus at `destination`.

    adjust : called with each source and its layout once furniture is labelled, before duplicates are looked for and
        anything is analysed; what it returns is built. A person's own date, title or passages enter here.
    """
    say = progress or (lambda step, done, total: None)
    refuse_foreign_folder(destination)
    report = Report()
    sources = list(_accepted(found, report, say))
    layouts = [lay_out(source) for source in sources]
    if adjust:
        layouts = [adjust(source, layout) for source, layout in zip(sources, layouts, strict=True)]
    duplicates = find_duplicates(
        [(article_id(s), proper_text(s, layout)) for s, layout in zip(sources, layouts, strict=True)]
    )
    analysed = []
    for done in analyse(sources, layouts, cache=cache):
        analysed.append(done)
        say("analyse", len(analysed), len(sources))
    tables = to_tables(analysed, duplicates)
    for outcome in report.outcomes:
        if outcome.became == "article" and outcome.article_id in duplicates:
            outcome.became, outcome.detail = "duplicate", f"of {duplicates[outcome.article_id]}"
    report.outcomes.sort(key=lambda o: (o.file, o.article_id or ""))
    report.fingerprint = write_corpus(tables, destination, made_by=made_by(sources), report=report.as_dict())
    return report


def _accepted(found: Iterable[Source | Failure], report: Report, say: Progress) -> Iterator[Source]:
    """The sources to analyse; byte-identical ones once. Every input gets its outcome."""
    seen: dict[str, str] = {}
    for number, item in enumerate(found, 1):
        say("read", number, 0)
        if isinstance(item, Failure):
            report.outcomes.append(Outcome(item.file, "failure", None, item.what, item.advice))
            continue
        identifier = article_id(item)
        if identifier in seen:
            report.outcomes.append(Outcome(item.file, "duplicate", identifier, f"same bytes as {seen[identifier]}"))
            continue
        seen[identifier] = item.file
        report.outcomes.append(Outcome(item.file, "article", identifier))
        yield item


def analyse(sources: Sequence[Source], layouts: Sequence[Layout], *, cache: Path | None = None) -> Iterator[Analysed]:
    """Analyse articles in order; those in the cache are taken from there.

    Each article is parsed on its own: what else is in the build never changes a result, not even by rounding.
    """
    remembered = AnalysisCache.open(cache, versions()) if cache else None
    tools: Tools | None = None
    try:
        for source, layout in zip(sources, layouts, strict=True):
            done = remembered.get(source, layout) if remembered else None
            if done is None:
                tools = tools or Tools()
                done = tools.read(source, layout)
                if remembered:
                    remembered.put(done)
            yield done
    finally:
        if remembered:
            remembered.close()


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
        """Everything about one article."""
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


@lru_cache(maxsize=1)
def versions() -> str:
    """Everything that can change a result: the code, the knowledge, the model."""
    code = hashlib.sha256()
    for path in sorted(PACKAGE.rglob("*.py")):
        code.update(path.relative_to(PACKAGE).as_posix().encode())
        code.update(path.read_bytes())
    return f"{code.hexdigest()} {pack_digest()} {model.model_version()}"


@lru_cache(maxsize=1)
def pack_digest() -> str:
    """16 hex digits over the knowledge files: names, places, lexicons, themes and their weights."""
    digest = hashlib.sha256()
    for path in sorted(REGIONS.rglob("*")):
        if path.suffix in KNOWLEDGE and "training" not in path.parts:
            digest.update(path.relative_to(REGIONS).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def made_by(sources: Sequence[Source]) -> Row:
    """Versions and inputs, for the data package: same input and same versions give the same bytes."""
    pack = load_pack()
    return {
        "steppe": __version__,
        "model": model.model_version(),
        "pack": pack.name,
        "pack_digest": pack_digest(),
        "inputs": [{"file": s.file, "sha256": s.sha256} for s in sorted(sources, key=lambda s: (s.file, s.sha256))],
    }
