"""Adding articles to a private corpus, as a process of its own: `python -m steppe.adding FOLDER`.

A process of its own, because the memory of the language model goes back to the system with it, and because only what
can be killed can be held to a time limit. It reads `FOLDER/job.json`, says on standard output how far it is (one JSON
object a line: step, done, total, file), and leaves `FOLDER/result.json`. Nothing that stood in the folder before is
changed: what it builds goes under new names, and whoever started it decides whether to use them.

The job (all paths within the folder):
  inputs : [{"name", "path", "refused": [what, advice] or null}], files as received
  opened : [{"corpus" (null once nothing is left in it), "sources"}], corpora that came as a ZIP
  removed : ids of articles to leave out
  restored : article id -> [[start, end]], furniture to keep as text
  beside : the corpora (paths of their own) that the visitor's articles are shown with
  limits : `steppe.sources.Limits` as a dict, and "articles", how many the corpus may hold
  out : name for what is built now
The result: "outcomes" (of every input), "of_zips" (of ZIPs that are corpora), "inputs" and "opened" as they are now,
"built" (a path, or null where nothing is an article), "repeats" (article -> the nearly same article of the corpora
beside), "beside" (what to open together with those: the corpora with such articles folded into them); or "failed"
[what, advice].
"""

import contextlib
import ctypes
import gc
import json
import os
import sys
import threading
import traceback
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from steppe.analysis.furniture_restore import restore
from steppe.analysis_cache import AnalysisCache
from steppe.corpus import Corpus, open_corpus
from steppe.corpus.bundle import SOURCES, is_bundle, unbundle
from steppe.corpus.combine import combine
from steppe.document import Failure, Layout, Outcome, Source
from steppe.errors import CorpusError, SteppeError
from steppe.readings import Readings
from steppe.sources import Limits
from steppe.sources.problems import ADVICE
from steppe.tables import article_id
from steppe.unanalysed import try_lay_out
from steppe.versions import versions

JOB, RESULT, CACHE, READ = "job.json", "result.json", "analysed.sqlite", "read"
MOST_BESIDE = 2_000  # articles
FEW_NEW, FEW = 5, 100  # articles to analyse, and in all: up to here starting afresh takes longer than it is worth
Json = dict[str, Any]


def main(arguments: list[str]) -> int:
    """Do the job of a folder; 0 where `result.json` says what became of it."""
    folder = Path(arguments[0])
    _end_with_parent()
    try:
        result = Work(folder, json.loads((folder / JOB).read_text(encoding="utf-8"))).run()
    except SteppeError as error:
        result = {"failed": [error.what, error.advice]}
    except OSError as error:
        what = f"The server could not write what it built ({error.strerror or type(error).__name__})."
        result = {"failed": [what, "Try again with fewer files, or later."]}
    except Exception as error:  # noqa: BLE001  whatever it is, the page says so; the log gets the places, never the text
        sys.stderr.write("".join(traceback.format_tb(error.__traceback__)) + type(error).__name__ + "\n")
        result = {
            "failed": [f"The articles could not be analysed ({type(error).__name__}).", "Try fewer files at once."]
        }
    write_json(folder / RESULT, result)
    return 0


def _end_with_parent() -> None:
    """Stop as soon as whoever started this process is gone, however that happened: its end of the pipe closes then."""

    def wait() -> None:
        sys.stdin.read()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


class Work:
    """One job."""

    def __init__(self, folder: Path, job: Json) -> None:
        self.folder = folder
        self.out: str = job["out"]
        self.inputs: list[Json] = job["inputs"]
        self.opened: list[Json] = job["opened"]
        self.removed: set[str] = set(job["removed"])
        self.restored = {article: [tuple(span) for span in spans] for article, spans in job["restored"].items()}
        self.beside = [Path(path) for path in job["beside"]]
        stated = job["limits"]
        self.limits = Limits(**{f.name: stated[f.name] for f in fields(Limits)})
        self.articles_left: int = stated["articles"]
        self.outcomes: list[Outcome] = []  # of files
        self.of_zips: list[Outcome] = []  # of ZIPs that are corpora; said once, as they are no input afterwards
        self.at = 0  # inputs read until now
        self.analysed: Json | None = job.get("analysed")  # left by itself, see `_start_afresh`
        self.readings = Readings(folder / READ, versions(), self.limits)
        self.laid_out: tuple[Source, Layout] | None = None  # the source read last

    def run(self) -> Json:
        """Open ZIPs of corpora, read and analyse the rest, write."""
        if self.analysed is None:
            self.inputs = [entry for entry in self.inputs if not self._opened_as_corpus(entry)]
            again = self._sources_to_analyse_again()
            self._rewrite_opened({source.sha256[:16] for source in again})
            if (self.inputs or again) and self._analyse_new(again):
                self._start_afresh()
        else:
            say("write", 0, 0, "")
            self.of_zips = [Outcome(**outcome) for outcome in self.analysed["of_zips"]]
            again = self._sources_to_analyse_again()
        built = self._build(again) if self.inputs or again else None
        self.readings.forget_others()
        own = [*(e["corpus"] for e in self.opened if e["corpus"]), *([built] if built else [])]
        repeats = find_repeats([self.folder / name for name in own], self.beside)
        return {
            "outcomes": [asdict(outcome) for outcome in self.outcomes],
            "of_zips": [asdict(outcome) for outcome in self.of_zips],
            "inputs": self.inputs,
            "opened": self.opened,
            "built": built,
            "repeats": repeats,
            "beside": [self._fold(name, number, repeats) for number, name in enumerate(own)],
        }

    def _fold(self, name: str, number: int, repeats: Mapping[str, str]) -> str:
        """A corpus as it is shown beside the server's: its copies of articles there are the same story."""
        if not article_ids(self.folder / name) & repeats.keys():
            return name
        folded = f"{self.out}-beside-{number}"
        combine([self.folder / name], self.folder / folded, repeats=repeats)
        return folded

    def _analyse_new(self, again: Sequence[Source]) -> bool:
        """Have the cache know every article; whether that, and the corpus, were so much that a fresh start pays.

        One by one: whichever ends the process can then be named, and what is done is remembered.
        """
        cache = AnalysisCache.open(self.folder / CACHE, versions())
        if cache is None:
            return False
        seen: set[str] = set()
        new, left = 0, self.articles_left
        for item in self._read(again):
            if isinstance(item, Failure) or article_id(item) in seen:
                continue
            seen.add(article_id(item))
            layout = self._adjust(item)
            key = cache.key(item, layout)
            if cache.find(key) is None:
                new += 1
                _analyse(cache, key, item, layout)
        cache.close()
        self.articles_left = left
        self.outcomes.clear()
        return new > FEW_NEW or (new > 0 and len(seen) > FEW)

    def _start_afresh(self) -> None:
        """Go on as the same process without the language model: beside it, writing tables would take the most memory.

        The job then says what was done. Where a process cannot be replaced (Windows) this one goes on as it is.
        """
        if os.name != "posix":
            return
        path = self.folder / JOB
        job = json.loads(path.read_text(encoding="utf-8"))
        of_zips = [asdict(outcome) for outcome in self.of_zips]
        job |= {"inputs": self.inputs, "opened": self.opened, "analysed": {"of_zips": of_zips}}
        write_json(path, job)
        sys.stdout.flush()
        os.execv(sys.executable, [sys.executable, "-m", "steppe.adding", str(self.folder)])

    def _build(self, again: Sequence[Source]) -> str | None:
        from steppe.build import build_sources

        report = build_sources(
            self._read(again),
            self.folder / self.out,
            progress=self._progress,
            cache=self.folder / CACHE,
            adjust=self._adjust,
            batch=1,
        )
        self.outcomes += report.outcomes
        return self.out if any(outcome.became in ("article", "unanalysed") for outcome in report.outcomes) else None

    # -- corpora that came as a ZIP ---------------------------------------------------------------------------------

    def _opened_as_corpus(self, entry: Json) -> bool:
        """Unpack and check a ZIP of a corpus; one that fails is a named line, and is then read as a ZIP of files."""
        if entry.get("refused") or entry.get("plain"):
            return False
        path = self.folder / entry["path"]
        data = path.read_bytes()
        if not is_bundle(data):
            entry["plain"] = True
            return False
        say("open", 0, 0, entry["name"])
        target = self.folder / f"{self.out}-opened-{len(self.opened)}"
        try:
            unbundle(data, target)
            articles = len(open_corpus(target).rows("SELECT 1 FROM articles"))
        except (CorpusError, OSError) as error:
            what, advice = (
                (error.what, error.advice) if isinstance(error, CorpusError) else ("It cannot be unpacked.", "")
            )
            self.of_zips.append(Outcome(entry["name"], "failure", None, f"{entry['name']}: {what}", advice))
            entry["plain"] = True
            return False
        self.opened.append({"corpus": target.name, "sources": f"{target.name}/{SOURCES}"})
        held = f"{articles} article{'s' * (articles != 1)}, opened as they were analysed"
        self.of_zips.append(Outcome(entry["name"], "corpus", None, held))
        return True

    def _sources_to_analyse_again(self) -> list[Source]:
        """Of articles in opened corpora whose blocks were restored, the sources that came along in the ZIP.

        Raises
        ------
        CorpusError : one of them did not come along.
        """
        wanted = self._held() & self.restored.keys() - self.removed
        found: dict[str, Source] = {}
        for entry in self.opened if self.restored else ():
            folder = self.folder / entry["sources"]
            for path in sorted(p for p in folder.rglob("*") if p.is_file()):
                for item, _ in self.readings.read(path.relative_to(folder).as_posix(), path):
                    if isinstance(item, Source) and item.sha256[:16] in self.restored.keys() - self.removed:
                        found.setdefault(item.sha256[:16], item)
        if wanted - found.keys():
            raise CorpusError(
                "The ZIP holds no source of this article, so it cannot be analysed again.",
                advice="Add the article's own file, then restore the block there.",
            )
        return [found[article] for article in sorted(found)]

    def _held(self) -> set[str]:
        """Ids of the articles in opened corpora."""
        return {
            article
            for entry in self.opened
            if entry["corpus"]
            for article in article_ids(self.folder / entry["corpus"])
        }

    def _rewrite_opened(self, again: set[str]) -> None:
        """Take out of the opened corpora what was removed, and what is analysed again."""
        for number, entry in enumerate(self.opened):
            if not entry["corpus"]:
                continue
            path = self.folder / entry["corpus"]
            held = article_ids(path)
            leaving = held & (self.removed | again)
            if leaving == held:
                entry["corpus"] = None
            elif leaving:
                entry["corpus"] = f"{self.out}-without-{number}"
                combine([path], self.folder / entry["corpus"], without=leaving)

    # -- files ------------------------------------------------------------------------------------------------------

    def _read(self, again: Sequence[Source]) -> Iterator[Source | Failure]:
        for number, entry in enumerate(self.inputs):
            self.at = number
            self._say("read", entry["name"])
            if entry.get("refused"):
                yield Failure(entry["name"], "refused", *entry["refused"])
            else:
                yield from self._read_one(entry)
        self.at = len(self.inputs)
        yield from again

    def _read_one(self, entry: Json) -> Iterator[Source | Failure]:
        for item, layout in self.readings.read(entry["name"], self.folder / entry["path"]):
            if isinstance(item, Source):
                if item.sha256[:16] in self.removed:
                    self.outcomes.append(Outcome(item.file, "removed", None, "You removed it"))
                    continue
                if not self.articles_left:
                    yield Failure(item.file, "too-many", f"{item.file}: There is no more room.", ADVICE["too-many"])
                    return
                self.articles_left -= 1
                self.laid_out = (item, layout) if layout else None
            yield item

    def _adjust(self, source: Source) -> Layout | None:
        """The layout with what a person decided about the article; called right before it is analysed."""
        self._say("analyse", source.file)
        known = self.laid_out if self.laid_out and self.laid_out[0] is source else None
        layout = known[1] if known else try_lay_out(source)
        return restore(source, layout, self.restored.get(source.sha256[:16], ())) if layout else None

    def _say(self, step: str, file: str) -> None:
        if self.analysed is None:
            say(step, self.at, len(self.inputs), file)

    def _progress(self, step: str, done: int, total: int) -> None:
        if step == "write" and not done:
            say("write", 0, 0, "")
            trim_memory()


def find_repeats(own: Sequence[Path], beside: Sequence[Path]) -> dict[str, str]:
    """Article of `own` -> the article of `beside` that it repeats nearly, but not to the byte.

    Not looked for beside a corpus of more than `MOST_BESIDE` articles: each would have to be read again for this.
    """
    from steppe.analysis.duplicates import find_duplicates

    try:
        base = open_corpus(*beside) if beside else None
    except CorpusError:
        return {}
    if base is None or not own or base.rows("SELECT count(*) FROM articles")[0][0] > MOST_BESIDE:
        return {}
    there, here = _proper_texts(base), _proper_texts(open_corpus(*own))
    same = find_duplicates([*there.items(), *((a, text) for a, text in here.items() if a not in there)])
    groups: dict[str, set[str]] = {}
    for article in (*there, *here):
        groups.setdefault(same.get(article, article), set()).add(article)
    repeats: dict[str, str] = {}
    rows = base.rows("SELECT article_id, coalesce(duplicate_of, article_id) FROM articles")
    originals = {str(article): str(original) for article, original in rows}
    for members in groups.values():
        known = sorted(members & there.keys())
        if known:
            repeats |= dict.fromkeys(members - there.keys(), originals[known[0]])
    return dict(sorted(repeats.items()))


def _proper_texts(corpus: Corpus) -> dict[str, str]:
    """article_id -> its text without furniture."""
    query = (
        'SELECT article_id, a.text, list({"start": p.start, "end": p."end"} ORDER BY p.start) '
        "FROM articles a JOIN passages p USING (article_id) WHERE p.kind <> 'furniture' "
        "GROUP BY ALL ORDER BY article_id"
    )
    found = corpus.rows(query)
    return {str(a): "\n".join(text[span["start"] : span["end"]] for span in spans) for a, text, spans in found}


def article_ids(corpus: Path) -> set[str]:
    """Ids of the articles that a corpus holds."""
    return {str(article) for (article,) in open_corpus(corpus).rows("SELECT article_id FROM articles")}


def _analyse(cache: AnalysisCache, key: str, source: Source, layout: Layout | None) -> None:
    """Analyse an article into the cache; one that fails is not remembered, and fails again by name."""
    from steppe.batch import Finished, Item, Task, analyse_task  # the language model: only once it is needed

    data = analyse_task(Task((Item(source, layout),), (key,)))
    if not Finished.from_bytes(data).failures:
        cache.put([key], data)


def write_json(path: Path, content: Json) -> None:
    """Write a file aside, then in its place."""
    aside = path.with_name(f".{path.name}")
    aside.write_text(json.dumps(content), encoding="utf-8")
    aside.replace(path)


def trim_memory() -> None:
    """Return what is free to the system (glibc; elsewhere it is left to the system), before the tables are written."""
    gc.collect()
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


def say(step: str, done: int, total: int, file: str) -> None:
    """One line on standard output: what is being done now, and to which file."""
    sys.stdout.write(json.dumps({"step": step, "done": done, "total": total, "file": file}) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    code = main(sys.argv[1:])
    sys.stdout.flush()
    os._exit(code)  # the libraries' own farewells take time and write to the server's log
