"""What a thread has freed goes back to the system, and what is remembered, once nobody is there."""

import platform
import subprocess
import sys
from pathlib import Path

import pytest

from components import cache
from components.memory import Rest
from steppe.corpus import Focus

# Threads that each free megabytes: kept in their arenas unless told otherwise.
WORK = """
import sys, threading
import numpy as np
from components.memory import give_memory_back
if sys.argv[1] == "set":
    assert give_memory_back()
def work():
    for size in (6_000_000, 3_000_000, 2_000_000):
        blocks = [np.ones(size, np.uint8) for _ in range(4)]
        small = [np.ones(64, np.uint8) for _ in range(2000)]
        del blocks
    kept.append(small)
kept = []
threads = [threading.Thread(target=work) for _ in range(12)]
for t in threads: t.start()
for t in threads: t.join()
status = open("/proc/self/status").read()
print(int(status.split("RssAnon:")[1].split()[0]))
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="of glibc alone")
def test_what_threads_freed_is_given_back():
    held = {
        how: int(subprocess.run([sys.executable, "-c", WORK, how], capture_output=True, text=True, check=True).stdout)
        for how in ("left", "set")
    }
    assert held["set"] < held["left"]


SPARED = """
import gc
from components import cache, memory
before = len(gc.get_objects())
spared = memory.set_modules_aside()
print(before, spared, len(gc.get_objects()), memory.set_modules_aside())
"""


def test_what_is_imported_is_not_walked_again_by_the_collector():
    done = subprocess.run([sys.executable, "-c", SPARED], capture_output=True, text=True, check=True)
    assert "leaked" not in done.stderr
    before, spared, left, again = map(int, done.stdout.split())
    assert spared > 0.9 * before
    assert left < 0.1 * before
    assert again == spared


def test_answers_are_forgotten_once_after_the_last_visitor_left_for_good() -> None:
    forgotten: list[float] = []
    rest = Rest(lambda: forgotten.append(1.0), patience=60)
    rest.look(False, 0.0)
    assert not forgotten, "nobody was ever there"
    rest.look(True, 10.0)
    rest.look(False, 60.0)
    assert not forgotten, "they may still come back"
    rest.look(True, 65.0)
    rest.look(False, 100.0)
    assert not forgotten, "they came back"
    rest.look(False, 126.0)
    rest.look(False, 300.0)
    assert len(forgotten) == 1
    rest.look(True, 400.0)
    rest.look(False, 461.0)
    assert len(forgotten) == 2, "and after the next visitor again"


def test_forgotten_answers_are_counted_again(monkeypatch: pytest.MonkeyPatch, gold_corpus: Path) -> None:
    monkeypatch.setenv("STEPPE_CORPUS", str(gold_corpus))
    corpus, kazakhstan = cache.base_corpus(), Focus(countries=("KZ",))
    before = cache.total(corpus, kazakhstan)
    held = [(layer.matched, layer.counts) for layer in corpus.layers]
    cache.forget_shared()
    assert all(
        layer.matched is not matched and layer.counts is not counts
        for layer, (matched, counts) in zip(corpus.layers, held, strict=True)
    )
    assert cache.total(corpus, kazakhstan) == before == 24
