"""Sources -> analysis -> corpus: the one place where the three meet.

Nothing here grows with the texts of a build: sources are read one after the other, go to an engine in batches, come
back as finished rows and lie on disk until all are there. What is kept of each article is its id, its outcome, and what
shows whether it repeats another.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, replace
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from steppe import __version__, remote
from steppe.analysis import model
from steppe.analysis.duplicates import Prints
from steppe.analysis_cache import AnalysisCache
from steppe.batch import Finished, Item, Task
from steppe.corpus.write import CorpusWriter, refuse_foreign_folder
from steppe.document import Failure, Layout, Outcome, Remembered, Source
from steppe.engines import Engine, InProcess, cores
from steppe.regions import DEFAULT_PACK
from steppe.sources import DEFAULT_LIMITS, Limits, read_bytes, read_inputs
from steppe.sources.read import Memory, Read
from steppe.tables import Row, article_id
from steppe.versions import pack_digest, versions

Progress = Callable[[str, int, int], None]
Adjust = Callable[[Source], Layout | None]
BATCH = 32  # articles a task: a second or so of work
FEW = 4  # articles a task at the end
HANDFUL = 64  # so many articles are analysed in this process before others would have started
FIELDS = tuple(f.name for f in fields(Outcome))
DIED = "Its text can be read, and is counted nowhere. Try it by itself; if it fails again, please report it."
LOST = "Try it by itself; if it fails again, please report it."


@dataclass
class Report:
    """What became of every input (law 4), and the fingerprint of what was built."""

    outcomes: list[Outcome] = field(default_factory=list)
    fingerprint: str = ""

    @property
    def failures(self) -> list[Outcome]:
        """Inputs that became no article, and articles that could not be analysed; each says why, and what to do."""
        return [o for o in self.outcomes if o.became in ("failure", "unanalysed")]

    def as_dict(self) -> Row:
        """The outcomes as plain data, for `report.json`: {"inputs": [{"file", "became", ...}]}."""
        return {"inputs": [{name: getattr(o, name) for name in FIELDS} for o in self.outcomes]}


def build(
    inputs: Sequence[Path | str],
    destination: Path | str,
    *,
    limits: Limits = DEFAULT_LIMITS,
    progress: Progress | None = None,
    cache: Path | None = None,
    workers: int | None = None,
    engine: Engine | None = None,
) -> Report:
    """Read files and folders, analyse them, and write the corpus.

    inputs, destination : paths, or addresses that fsspec understands (`s3://bucket/articles`).
    progress : called as (step, done, total) with step "read", "analyse" or "write"; the total is an estimate until
        everything is read.
    cache : file of the analysis cache; articles found in it are not analysed again, to the same bytes.
    workers : processes that analyse; by default one for a handful of files, else one a core. The bytes built do not
        depend on it.
    engine : who analyses instead, such as `steppe.engines.on_dask.OnDask`.

    Raises
    ------
    CorpusError : the destination cannot be written.
    SteppeError : an address cannot be opened.
    """
    if isinstance(destination, str) and remote.is_address(destination):
        remote.refuse_foreign_address(destination)
        with TemporaryDirectory() as folder:
            corpus = Path(folder) / "corpus"
            report = _build_here(inputs, corpus, limits, progress, cache, workers, engine)
            remote.publish(corpus, destination)
        return report
    return _build_here(inputs, Path(destination), limits, progress, cache, workers, engine)


def _build_here(
    inputs: Sequence[Path | str],
    destination: Path,
    limits: Limits,
    progress: Progress | None,
    cache: Path | None,
    workers: int | None,
    engine: Engine | None,
) -> Report:
    """As `build`, to a folder of this machine."""
    paths = {Path(where) for where in inputs if not remote.is_address(where)}
    addresses = {where for where in inputs if isinstance(where, str) and remote.is_address(where)}
    stored = [remote.list_files(where) for where in sorted(addresses)]
    files = sum(map(count_files, paths)) + sum(len(listing.sizes) for listing in stored)
    if workers is None:
        workers = 1 if files <= HANDFUL else cores()
    with remember(cache) as remembered:
        return build_sources(
            # Other limits might refuse what was read under the usual ones: what is known counts for these only.
            read_all(paths, stored, limits, remembered if limits == DEFAULT_LIMITS else None),
            destination,
            progress=progress,
            cache=remembered,
            workers=workers,
            engine=engine,
            expected=files,
        )


@contextmanager
def remember(cache: Path | AnalysisCache | None) -> Iterator[AnalysisCache | None]:
    """The analysis cache of that file, closed at the end; one that is open already stays so."""
    remembered = AnalysisCache.open(cache, versions()) if isinstance(cache, Path) else cache
    try:
        yield remembered
    finally:
        if remembered and remembered is not cache:
            remembered.close()


def read_all(
    paths: Collection[Path], stored: Iterable[remote.Listing], limits: Limits, memory: Memory | None
) -> Iterator[Read]:
    """What stands at paths and addresses, as the readers find it."""
    yield from read_inputs(sorted(paths), limits=limits, memory=memory)
    for listing in stored:
        yield from remote.read_files(listing, limits=limits, memory=memory)


def count_files(path: Path) -> int:
    """How many files there are to read."""
    return sum(not p.is_dir() for p in path.rglob("*")) if path.is_dir() else 1


def build_uploads(
    uploads: Iterable[tuple[str, bytes]],
    destination: Path,
    *,
    cache: Path | None = None,
    adjust: Adjust | None = None,
) -> Report:
    """As `build`, from named bytes rather than files; nothing is remembered of them unless `cache` says where.

    adjust : as in `build_sources`.
    """
    found = (source for name, data in uploads for source in read_bytes(name, data))
    return build_sources(found, destination, cache=cache, adjust=adjust)


def build_sources(
    found: Iterable[Read],
    destination: Path,
    *,
    progress: Progress | None = None,
    cache: Path | AnalysisCache | None = None,
    adjust: Adjust | None = None,
    workers: int = 1,
    engine: Engine | None = None,
    batch: int = BATCH,
    expected: int = 0,
) -> Report:
    """Analyse what the readers found and write it as a corpus at `destination`.

    adjust : lays a source out instead of `steppe.analysis.furniture.lay_out`, before duplicates are looked for and
        anything is analysed. A person's own date, title or passages enter here. None leaves it to `lay_out`.
    workers, engine : as in `build`.
    batch : articles a task; the bytes built do not depend on it.
    expected : how many inputs there will be, for the progress; 0 is unknown.

    Raises
    ------
    CorpusError : the destination cannot be written.
    """
    refuse_foreign_folder(destination)
    if engine is None and workers > 1:
        from steppe.engines.processes import Processes

        engine = Processes(workers, alone=HANDFUL)
    with remember(cache) as remembered, CorpusWriter(destination) as writer:
        engine = engine or InProcess()
        if expected - (remembered.count() if remembered else 0) > HANDFUL:
            engine.prepare()
        run = _Run(writer, remembered, progress or (lambda step, done, total: None), expected)
        run.analyse(found, engine, adjust, batch)
        return run.publish()


class _Run:
    """One build: what it has read, and what of it is finished."""

    def __init__(self, writer: CorpusWriter, cache: AnalysisCache | None, say: Progress, expected: int) -> None:
        self._writer = writer
        self._cache = cache
        self._say = say
        self._expected = expected
        self._report = Report()
        self._outcomes: dict[str, Outcome] = {}  # of articles, by id; numbered in the order they were read
        self._others: list[Outcome] = []  # of inputs that are no article, or the bytes of one again
        self._numbers: dict[str, int] = {}
        self._inputs: list[Row] = []
        self._prints = Prints(writer.folder / "runs")
        self._read = self._done = 0
        self._known: dict[int, list[str]] = {}  # batches of the cache, and the articles wanted of each

    def analyse(self, found: Iterable[Read], engine: Engine, adjust: Adjust | None, batch: int) -> None:
        """Have everything analysed that is not known from before, and take in the rows."""
        for task, data in engine.run(self._tasks(found, adjust, batch), self._take_known):
            finished = Finished.from_bytes(data)
            kept = set(finished.article_ids)
            if self._cache:
                good = kept - finished.failures.keys()  # a failure is not remembered
                keys = [k for i, k in zip(task.items, task.keys, strict=True) if article_id(i.source) in good]
                self._cache.put(keys, data)
            for identifier, why in finished.failures.items():
                if identifier in kept:
                    self._settle(identifier, "unanalysed", f"{why}.", DIED)
                else:
                    self._settle(identifier, "failure", f"{why}.", LOST)
            self._take(finished, len(task.items))
        while self._take_known():
            pass

    def publish(self) -> Report:
        """Fold near-duplicates and write the corpus."""
        self._say("write", 0, 1)
        duplicates = self._prints.find_duplicates()
        report = self._report
        for identifier, original in duplicates.items():
            self._settle(identifier, "duplicate", f"of {original}")
        report.outcomes = sorted([*self._outcomes.values(), *self._others], key=lambda o: (o.file, o.article_id or ""))
        lost = {i for i, o in self._outcomes.items() if o.became == "failure"}
        inputs = sorted(
            (i for i in self._inputs if i["sha256"][:16] not in lost), key=lambda i: (i["file"], i["sha256"])
        )
        report.fingerprint = self._writer.finish(
            made_by=made_by(inputs), report=report.as_dict(), duplicates=duplicates
        )
        self._say("write", 1, 1)
        return report

    def _tasks(self, found: Iterable[Read], adjust: Adjust | None, size: int) -> Iterator[Task]:
        """What is to be analysed, in batches. The first ones are small, so that every worker soon has one, and so are
        the last ones, so that no worker is long at work when the others are done."""
        new = self._new_items(self._accepted(found), adjust)
        made = 0
        while pairs := list(islice(new, self._next_size(size) if made >= size else 1)):
            made += 1
            yield Task(tuple(item for item, _ in pairs), tuple(key for _, key in pairs))

    def _next_size(self, most: int) -> int:
        """Articles of the next batch: `most`, or an eighth of what is left to read, but a few at least."""
        if not self._expected:
            return most
        return min(most, max(FEW, (self._expected - self._read) // 8))

    def _new_items(self, sources: Iterable[Source | Remembered], adjust: Adjust | None) -> Iterator[tuple[Item, str]]:
        """Articles that are not known from before, with their keys in the cache; of the known it is noted where
        their rows are."""
        for source in sources:
            if isinstance(source, Remembered):
                self._want(source, source.batch)
                continue
            layout = adjust(source) if adjust else None
            key = self._cache.key(source, layout) if self._cache else ""
            batch = self._cache.find(key) if self._cache else None
            if batch is None:
                yield Item(source, layout), key
            else:
                self._want(source, batch)

    def _want(self, source: Source | Remembered, batch: int) -> None:
        """An article's rows are in a batch of the cache: they are taken in with those of its neighbours there."""
        self._known.setdefault(batch, []).append(article_id(source))

    def _accepted(self, found: Iterable[Read]) -> Iterator[Source | Remembered]:
        """The sources to analyse; byte-identical ones once. Every input gets its outcome."""
        for self._read, item in enumerate(found, 1):
            if not self._done:
                self._say("read", self._read, self._expected)
            if isinstance(item, Failure):
                self._others.append(Outcome(item.file, "failure", None, item.what, item.advice))
                continue
            identifier = article_id(item)
            first = self._outcomes.get(identifier)
            if first is not None:
                self._others.append(Outcome(item.file, "duplicate", identifier, f"same bytes as {first.file}"))
                continue
            self._numbers[identifier] = len(self._outcomes)
            self._outcomes[identifier] = Outcome(item.file, "article", identifier)
            self._inputs.append({"file": item.file, "sha256": item.sha256})
            yield item

    def _settle(self, identifier: str, became: str, detail: str, advice: str = "") -> None:
        """An article turned out to be no article of its own."""
        self._outcomes[identifier] = replace(self._outcomes[identifier], became=became, detail=detail, advice=advice)

    def _take_known(self) -> bool:
        """Take in what is wanted of a batch of the cache; False where no batch is left."""
        if self._cache is None or not self._known:
            return False
        batch = next(iter(self._known))
        wanted = self._known.pop(batch)
        finished = Finished.from_bytes(self._cache.get(batch))
        if set(finished.article_ids) != set(wanted):
            finished = finished.keep(wanted)
        self._take(finished, len(wanted))
        return True

    def _take(self, finished: Finished, articles: int) -> None:
        """Rows to disk, prints to be compared."""
        self._writer.add(finished.tables, finished.words)
        for own in finished.each_print():
            self._prints.add(self._numbers[own.article_id], own)
        self._done += articles
        self._say("analyse", self._done, len(self._outcomes) + max(0, self._expected - self._read))


def made_by(inputs: Sequence[Row]) -> Row:
    """Versions and inputs, for the data package: same input and same versions give the same bytes."""
    return {
        "steppe": __version__,
        "model": model.model_version(),
        "pack": DEFAULT_PACK,
        "pack_digest": pack_digest(),
        "inputs": list(inputs),
    }
