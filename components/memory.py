"""What a server gives back to the system: large blocks as soon as they are freed, and the rest once nobody is there.

The C library of Linux (glibc) raises, with use, the size from which a block is mapped on its own, and gives every
thread an arena: what a question took for its megabytes then stays in the arena of the thread that asked. Eight visitors
on a hundred thousand articles left the server at 611 MB so, and at 453 MB with what is set here.
"""

import atexit
import ctypes
import gc
import platform
import threading
import time
from collections.abc import Callable
from functools import cache

import pyarrow as pa
from streamlit import runtime
from streamlit.runtime.runtime import RuntimeState

M_MMAP_THRESHOLD, M_ARENA_MAX = -3, -8  # of malloc.h (mallopt(3))
MAPPED_FROM = 1 << 20  # bytes
ARENAS = 2
LOOK_EVERY = 5.0  # seconds between two looks at whether anybody is there


def give_memory_back() -> bool:
    """Set the allocators of this process so; once, before its threads work. False where the C library is another."""
    pa.set_memory_pool(pa.system_memory_pool())
    libc = _glibc()
    if libc is None:
        return False
    return bool(libc.mallopt(M_MMAP_THRESHOLD, MAPPED_FROM) and libc.mallopt(M_ARENA_MAX, ARENAS))


def _glibc() -> ctypes.CDLL | None:
    return ctypes.CDLL(None) if platform.libc_ver()[0] == "glibc" else None


@cache
def set_modules_aside() -> int:
    """Spare the collector what is imported: once, and how many objects these are.

    Streamlit collects garbage after every run (`runner.postScriptGC`), all threads waiting meanwhile. Nearly all of the
    131,000 objects are those of modules, which stay: a collection took 76 ms, and without them nothing measurable.
    At the end they are collected after all: DuckDB's bindings call what is left of them a leak, forty lines long.
    """
    gc.collect()
    gc.freeze()
    atexit.register(gc.unfreeze)
    return gc.get_freeze_count()


def trim() -> None:
    """Give back what is free in the heap, below the size from which blocks are mapped on their own."""
    gc.collect()
    pa.default_memory_pool().release_unused()
    if libc := _glibc():
        libc.malloc_trim(0)


class Rest(threading.Thread):
    """Has remembered answers forgotten, and the heap trimmed, once after the last visitor has left for good.

    forget : lets go of what can be asked again.
    patience : seconds for which a visitor who lost the connection may come back; Streamlit holds their session so long.
    """

    def __init__(self, forget: Callable[[], None], patience: float) -> None:
        super().__init__(name="steppe-rest", daemon=True)
        self._forget = forget
        self._patience = patience
        self._seen: float | None = None  # when somebody was last there; None once all was forgotten

    def run(self) -> None:
        while True:
            time.sleep(LOOK_EVERY)
            self.look(somebody_is_there(), time.monotonic())

    def look(self, somebody: bool, now: float) -> None:
        """Take note of who is there `now` (seconds of a monotonic clock), and forget when it is time."""
        if somebody:
            self._seen = now
        elif self._seen is not None and now - self._seen > self._patience:
            self._seen = None
            self._forget()
            trim()


def somebody_is_there() -> bool:
    """Whether a browser is connected to this server."""
    return runtime.exists() and runtime.get_instance().state == RuntimeState.ONE_OR_MORE_SESSIONS_CONNECTED
