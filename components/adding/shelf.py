"""What a visitor has added: files as received, opened corpora, and what was decided by hand. Knows no screen."""

import copy
import hashlib
import json
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from components.adding.limits import LIMITS, MEBIBYTE, BrowserLimits
from steppe.corpus.bundle import bundle
from steppe.corpus.combine import combine
from steppe.corpus.read import read_package
from steppe.document import Outcome

INPUTS = "inputs"
UNSAFE = re.compile(r"[\x00-\x1f\x7f/\\:]+")
LONGEST_NAME = 120
TOO_LARGE = "Split it, or build a corpus on the command line, which takes more."
Span = tuple[int, int]


@dataclass
class Shelf:
    """The holdings of one visitor. A job works on a copy, which takes the original's place where the job succeeds.

    folder : private to the visitor; all paths are within it.
    inputs, opened, removed, restored : as the job of `steppe.adding` has them.
    built : the corpus of the inputs, None before the first.
    base : the corpora of the server.
    beside : what to open together with those; `repeats` says which of its articles repeat one there.
    outcomes : of every input, of the latest build.
    """

    folder: Path
    inputs: list[dict[str, Any]] = field(default_factory=list)
    opened: list[dict[str, Any]] = field(default_factory=list)
    removed: set[str] = field(default_factory=set)
    restored: dict[str, set[Span]] = field(default_factory=dict)
    built: str | None = None
    base: tuple[Path, ...] = ()
    beside: list[str] = field(default_factory=list)
    repeats: dict[str, str] = field(default_factory=dict)
    outcomes: list[Outcome] = field(default_factory=list)
    kept_outcomes: list[Outcome] = field(default_factory=list)  # of ZIPs that were opened, and of refused files

    def draft(self) -> "Shelf":
        """A copy to change."""
        return copy.deepcopy(self)

    @property
    def corpora(self) -> tuple[Path, ...]:
        """The corpora that hold the visitor's articles, those opened from a ZIP first."""
        names = [*(e["corpus"] for e in self.opened if e["corpus"]), *([self.built] if self.built else [])]
        return tuple(self.folder / name for name in names)

    @property
    def corpora_beside(self) -> tuple[Path, ...]:
        """The same corpora as they are opened together with those of the server."""
        return tuple(self.folder / name for name in self.beside) or self.corpora

    @property
    def size(self) -> int:
        """Of all files held."""
        return sum(entry["bytes"] for entry in self.inputs)

    # -- taking in --------------------------------------------------------------------------------------------------

    def add(self, name: str, data: bytes, *, limits: BrowserLimits = LIMITS) -> str | None:
        """Put a file on the shelf; its name there, or None where a limit refuses it (a named outcome says so)."""
        name = self._new_name(name)
        refused = self._refusal(len(data), limits)
        if refused:
            self.kept_outcomes.append(Outcome(name, "failure", None, f"{name}: {refused[0]}", refused[1]))
            return None
        number = 1 + max((entry["number"] for entry in self.inputs), default=0)
        path = f"{INPUTS}/{number:05d}-{hashlib.sha256(data).hexdigest()[:16]}"
        target = self.folder / path
        target.parent.mkdir(mode=0o700, exist_ok=True)
        target.write_bytes(data)
        self.inputs.append({"number": number, "name": name, "path": path, "bytes": len(data), "refused": None})
        return name

    def note_refused(self, name: str, size: str) -> None:
        """Name a file that was never sent, being too large. `size` is in words."""
        self.note_left_out(name, f"It is {size}; {LIMITS.megabytes_a_file} MB is the limit here.", TOO_LARGE)

    def note_left_out(self, name: str, why: str, advice: str) -> None:
        """Name a file that did not reach the shelf. `why` is a sentence."""
        name = UNSAFE.sub(" ", name).strip(" .")[:LONGEST_NAME] or "unnamed"
        self.kept_outcomes.append(Outcome(name, "failure", None, f"{name}: {why}", advice))

    def _new_name(self, name: str) -> str:
        """The name without what could mislead, and unlike all names on the shelf."""
        name = UNSAFE.sub(" ", name).strip(" .") or "unnamed"
        if len(name) > LONGEST_NAME:
            name = f"{name[:80].rstrip()}…{name[-30:].lstrip()}"
        taken = {e["name"] for e in self.inputs} | {o.file for o in self.kept_outcomes}
        stem, dot, suffix = name.rpartition(".")
        numbered = (f"{stem} ({n}){dot}{suffix}" if stem else f"{name} ({n})" for n in range(2, len(taken) + 3))
        return name if name not in taken else next(other for other in numbered if other not in taken)

    def _refusal(self, size: int, limits: BrowserLimits) -> tuple[str, str] | None:
        if size > limits.megabytes_a_file * MEBIBYTE:
            return f"It is {size / MEBIBYTE:.0f} MB; {limits.megabytes_a_file} MB is the limit here.", TOO_LARGE
        if len(self.inputs) >= limits.files:
            return (
                f"{limits.files} files is the limit here.",
                "Save your corpus as a ZIP, then pack files into one ZIP.",
            )
        if self.size + size > limits.megabytes * MEBIBYTE:
            whole = f"All files together would pass {limits.megabytes} MB, the limit here."
            return whole, "Save your corpus as a ZIP, forget your articles, and add the rest."
        return None

    def refuse(self, name: str, what: str, advice: str) -> bool:
        """Leave a file out of the reading (it stopped the process); whether there is such a file."""
        for entry in self.inputs:
            if name == entry["name"] or name.startswith(f"{entry['name']}/"):
                entry["refused"] = [f"{entry['name']}: {what}", advice]
                return True
        return False

    # -- the job ----------------------------------------------------------------------------------------------------

    def write_job(self, path: Path, out: str, *, limits: BrowserLimits = LIMITS) -> None:
        """Write what `steppe.adding` is to do."""
        job = {
            "inputs": self.inputs,
            "opened": self.opened,
            "removed": sorted(self.removed),
            "restored": {article: sorted(spans) for article, spans in sorted(self.restored.items())},
            "beside": [str(path.absolute()) for path in self.base],
            "limits": limits.as_job(),
            "out": out,
        }
        path.write_text(json.dumps(job), encoding="utf-8")

    def take_result(self, result: dict[str, Any]) -> None:
        """Hold what `steppe.adding` made."""
        self.kept_outcomes += [Outcome(**outcome) for outcome in result["of_zips"]]
        self.outcomes = [Outcome(**outcome) for outcome in result["outcomes"]]
        self.inputs, self.opened, self.built = result["inputs"], result["opened"], result["built"]
        self.repeats, self.beside = result["repeats"], result["beside"]

    @property
    def report(self) -> list[Outcome]:
        """What became of every file ever added: what needs a look first, then by name."""
        order = ("failure", "unanalysed", "duplicate", "corpus", "article", "removed")
        return sorted({*self.kept_outcomes, *self.outcomes}, key=lambda o: (order.index(o.became), o.file, o.detail))

    @property
    def articles(self) -> int:
        """How many articles the visitor's corpora hold."""
        return sum(read_package(path)["steppe"]["counts"]["articles"] for path in self.corpora)

    def as_zip(self) -> bytes:
        """The visitor's articles as one corpus, with the files they came from; what `steppe.adding` opens again.

        Raises
        ------
        CorpusError : it cannot be written.
        """
        if len(self.corpora) == 1:
            return bundle(self.corpora[0], self.sources())
        with tempfile.TemporaryDirectory(dir=self.folder) as folder:
            whole = Path(folder) / "corpus"
            combine(self.corpora, whole)
            return bundle(whole, self.sources())

    def sources(self) -> Iterator[tuple[str, bytes]]:
        """Name and bytes of every file that the visitor's articles came from; those of removed articles left out."""
        files = [(entry["name"], self.folder / entry["path"]) for entry in self.inputs]
        for entry in self.opened:
            folder = self.folder / entry["sources"]
            files += [(p.relative_to(folder).as_posix(), p) for p in sorted(folder.rglob("*")) if p.is_file()]
        seen: set[tuple[str, str]] = set()
        for name, path in files:
            data = path.read_bytes()
            digest = hashlib.sha256(data).hexdigest()
            if digest[:16] in self.removed or (name, digest) in seen:
                continue
            taken = name in {n for n, _ in seen}
            seen.add((name, digest))
            yield (f"{digest[:8]}/{name}" if taken else name), data
