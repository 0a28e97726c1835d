"""What a thread has freed goes back to the system."""

import platform
import subprocess
import sys

import pytest

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
