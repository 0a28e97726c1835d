"""A visitor's own corpus: in their session alone, and gone with it (law 6).

Files lie in a temporary directory that only this server's user may read. It is deleted when the visitor says so, when
their session is over, and when the server ends; what a killed server left behind is swept away by the next one.
"""

import contextlib
import os
import shutil
import tempfile
import threading
import time
import weakref
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Literal

import duckdb
import pyarrow as pa
import streamlit as st
from streamlit import config, runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from components.adding.job import Job
from components.adding.shelf import INPUTS, Shelf
from components.directory import corpus_directory
from steppe.corpus import Corpus
from steppe.corpus.read import read_package
from steppe.errors import CorpusError

KEY = "visitor"
MADE = "made"
SHOWN = "shown-corpora"
PREFIX = "steppe-visitor-"
LOOK_EVERY = 5.0  # seconds between two looks at who is still there
STOPPING = 10.0  # seconds granted to a process that was told to end
STALE = 3600.0  # seconds without a sign of life after which a directory belongs to no living server
OF_A_SESSION = "session-"  # how the fingerprint of a private corpus begins
Shown = Literal["both", "mine", "base"]


class VisitorCorpus(Corpus):
    """A corpus with a visitor's articles in it. Its fingerprint says so, and so does every link made on it."""

    @property
    def fingerprint(self) -> str:
        """As that of any corpus, behind `OF_A_SESSION`."""
        return OF_A_SESSION + super().fingerprint


class Visitor:
    """What one visitor has added, and which part of it the dashboard shows.

    shown : "both" (the corpus of this server and their own articles), "mine", or "base".
    """

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix=PREFIX, ignore_cleanup_errors=True)  # mode 0700
        self.shelf = Shelf(Path(self._folder.name))
        self.job: Job | None = None
        self.before: Shelf | None = None  # the shelf before the latest change, for what it brought
        self.shown: Shown = "both"
        self._open: dict[tuple[Any, ...], VisitorCorpus] = {}

    # -- articles ---------------------------------------------------------------------------------------------------

    @property
    def has_articles(self) -> bool:
        """Whether there is anything to show of theirs."""
        return bool(self.shelf.corpora)

    @property
    def made(self) -> Path:
        """Where files that are made from their articles wait to be saved: gone with them."""
        folder = Path(self._folder.name) / MADE
        folder.mkdir(mode=0o700, exist_ok=True)
        return folder

    def own_corpus(self) -> VisitorCorpus:
        """Their articles alone."""
        return self._opened(self.shelf.corpora)

    def corpus_with(self, base: Corpus) -> VisitorCorpus:
        """Their articles on top of the corpus of this server."""
        return self._opened((*base.directories, *self.shelf.corpora_beside), base.fingerprint, sharing=base)

    def _opened(self, directories: Sequence[Path], *more: str, sharing: Corpus | None = None) -> VisitorCorpus:
        key = (*directories, *more)
        if key not in self._open:
            try:
                self._open[key] = VisitorCorpus(directories, [read_package(d) for d in directories], sharing)
            except (duckdb.Error, pa.ArrowException, OSError, ValueError, KeyError, StopIteration) as error:
                raise CorpusError(
                    "Your articles cannot be opened.", advice="Forget them and add them again."
                ) from error
        return self._open[key]

    # -- work -------------------------------------------------------------------------------------------------------

    def change(self, edit: Callable[[Shelf], object]) -> None:
        """Change a copy of the shelf and start the work on it; the shelf stays as it is until that is done.

        What is still at work is joined: it starts anew with this change on top, and what it has analysed is remembered.
        """
        joined = self.is_working and self._interrupt()
        self.settle()
        draft = self.job.draft.draft() if joined and self.job else self.shelf.draft()
        draft.base = (corpus_directory(),)
        edit(draft)
        self.job = Job(draft).start()

    def go_on(self) -> None:
        """Take up again what was stopped."""
        if self.job is not None and self.job.is_over and self.job.state != "done":
            self.job = Job(self.job.draft.draft()).start()

    def leave(self) -> None:
        """Drop what was stopped or failed."""
        if self.job is not None and self.job.is_over and self.job.state != "done":
            self.job = None

    def _interrupt(self) -> bool:
        """Stop the work; False where it was quicker."""
        if self.job is None:
            return False
        self.job.stop()
        self.job.wait(STOPPING)
        return self.job.state == "stopped"

    @property
    def is_working(self) -> bool:
        """Whether an addition is waiting or at work."""
        return self.job is not None and not self.job.is_over

    def settle(self) -> None:
        """Take over what a finished job made; whatever is called next sees it."""
        if self.job is None or self.job.state != "done" or self.job.draft is self.shelf:
            return
        old, self.before, self.shelf = self.shelf, self.shelf, self.job.draft
        self.shelf.kept_outcomes = list(dict.fromkeys([*old.kept_outcomes, *self.shelf.kept_outcomes]))
        if not old.corpora:
            self.shown = "both"
        self._open.clear()
        kept = {path.name for path in (*self.shelf.corpora, *self.shelf.corpora_beside)} | {
            e["sources"].split("/")[0] for e in self.shelf.opened
        }
        for path in self.shelf.folder.glob("build-*"):
            if path.name not in kept:
                shutil.rmtree(path, ignore_errors=True)
        for path in (self.shelf.folder / INPUTS).glob("*"):
            if f"{INPUTS}/{path.name}" not in {entry["path"] for entry in self.shelf.inputs}:
                path.unlink(missing_ok=True)

    def forget(self) -> None:
        """Delete everything, at once."""
        if self.job is not None:
            self.job.stop()
            self.job.wait(STOPPING)
        self._open.clear()
        self._folder.cleanup()

    def touch(self) -> None:
        """A sign of life, for servers that sweep."""
        with contextlib.suppress(OSError):
            os.utime(self.shelf.folder)  # not Path.touch, which would make a file of that name once it is forgotten


def current() -> Visitor | None:
    """The visitor of this session, None where nothing was ever added."""
    _keeper()
    visitor: Visitor | None = st.session_state.get(KEY)
    if visitor is not None:
        visitor.settle()
    return visitor


def current_or_new() -> Visitor:
    """The visitor of this session."""
    visitor = current()
    if visitor is None:
        visitor = st.session_state[KEY] = Visitor()
        _keeper().watch(visitor)
    return visitor


def forget_current() -> None:
    """Delete what this session holds."""
    visitor: Visitor | None = st.session_state.pop(KEY, None)
    if visitor is not None:
        visitor.forget()


def note_shown(corpus: Corpus) -> None:
    """Remember that this session has shown a corpus: a link to it is then none from elsewhere."""
    st.session_state.setdefault(SHOWN, set()).add(corpus.fingerprint)


def was_shown(fingerprint: str) -> bool:
    """Whether this session has shown the corpus of a fingerprint."""
    return fingerprint in st.session_state.get(SHOWN, ())


def is_private(corpus: Corpus) -> bool:
    """Whether answers about a corpus belong to one session."""
    return corpus.fingerprint.startswith(OF_A_SESSION)


class Keeper:
    """Clears up after sessions that are over. One a server."""

    def __init__(self) -> None:
        self._sessions: dict[str, tuple[weakref.ref[Visitor], float]] = {}
        self._lock = threading.Lock()
        sweep()
        threading.Thread(target=self._look, name="steppe-keeper", daemon=True).start()

    def watch(self, visitor: Visitor) -> None:
        """Delete what the visitor holds once the session of this run is over."""
        context = get_script_run_ctx()
        if context is None or not runtime.exists():
            return
        with self._lock:
            self._sessions[context.session_id] = (weakref.ref(visitor), time.monotonic())

    def _look(self) -> None:
        while True:
            time.sleep(min(LOOK_EVERY, max(1.0, patience() / 4)))
            for session in list(self._sessions):
                self._look_at(session)

    def _look_at(self, session: str) -> None:
        with self._lock:
            reference, seen = self._sessions[session]
            visitor = reference()
            if visitor is not None and runtime.exists() and runtime.get_instance().is_active_session(session):
                visitor.touch()
                self._sessions[session] = (reference, time.monotonic())
                return
            if visitor is not None and time.monotonic() - seen <= patience():
                return
            del self._sessions[session]
        if visitor is not None:
            visitor.forget()


def patience() -> float:
    """Seconds for which a session that lost its connection may come back."""
    return float(config.get_option("server.disconnectedSessionTTL") or 120) + 1


@st.cache_resource(show_spinner=False)
def _keeper() -> Keeper:
    return Keeper()


def sweep(folder: Path | None = None) -> None:
    """Delete directories of visitors whose server is gone, by default those where this system keeps such."""
    now = time.time()
    for path in (folder or Path(tempfile.gettempdir())).glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError):
            if path.is_dir() and not path.is_symlink() and now - path.stat().st_mtime > STALE:
                shutil.rmtree(path, ignore_errors=True)
