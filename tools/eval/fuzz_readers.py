"""Fuzz the readers: valid files of every format, damaged at random, until the time is up.

    python -m tools.eval.fuzz_readers SECONDS [--seed N]

Each result must be an article whose layout holds its laws, or a failure with a known reason. What breaks is printed
with the seed that makes it again, and belongs into tests/sources/test_bad_input.py.
"""

import argparse
import random
import sys
import time
import traceback
from collections import Counter

from steppe.document import Source
from steppe.sources import Limits, read_bytes
from steppe.sources.problems import ADVICE
from tests.analysis.test_furniture_laws import check_laws
from tests.sources.test_formats import FILES

TOKENS = [
    b"\0",
    b"<",
    b">",
    b"&#0;",
    b"&#xD800;",
    b"\xff\xfe",
    b"<p>",
    b"</div>",
    b"\r",
    b"\n\n",
    b'"',
    b"---\n",
    b"<br><br>",
    b"{",
    b"PK",
]
LIMITS = Limits(seconds=20)


def damage(data: bytes, chance: random.Random) -> bytes:
    """Flip, cut, repeat, insert: one to a dozen times."""
    out = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(out) + 1)
        length = chance.choice([1, 2, 8, 64, 512])
        step = chance.randrange(5)
        if step == 0 and at < len(out):
            out[at] = chance.randrange(256)
        elif step == 1:
            del out[at : at + length]
        elif step == 2:
            out[at:at] = out[at : at + length] * chance.choice([1, 2, 30])
        elif step == 3:
            out[at:at] = chance.choice(TOKENS) * chance.choice([1, 1, 200])
        else:
            out[at:at] = chance.randbytes(length)
    return bytes(out)


def try_one(seed: int) -> Counter[str]:
    """Read one damaged file and check what comes out."""
    chance = random.Random(seed)
    name = chance.choice(sorted(FILES))
    data = damage(FILES[name], chance)
    if chance.random() < 0.1:
        name = f"a.{chance.choice(sorted(FILES)).rpartition('.')[2]}"
    found: Counter[str] = Counter()
    started = time.monotonic()
    for result in read_bytes(name, data, LIMITS):
        if isinstance(result, Source):
            check_laws(result)
            result.text.encode("utf-8")
            found["article"] += 1
        elif result.reason in ADVICE:
            found[result.reason] += 1
        else:
            raise ValueError(f"unknown reason {result.reason}")
    if not found:
        raise ValueError("nothing came out")
    if time.monotonic() - started > LIMITS.seconds:
        raise ValueError("too slow")
    return found


def main() -> int:
    """Damage and read files until the time is up; 1 where something broke."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("seconds", type=float)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    end, seed, broken = time.monotonic() + options.seconds, options.seed, 0
    total: Counter[str] = Counter()
    while time.monotonic() < end and broken < 20:
        try:
            total += try_one(seed)
        except Exception:  # noqa: BLE001  whatever a reader raises is what is looked for
            broken += 1
            print(f"seed {seed}\n{traceback.format_exc(limit=-4)}", flush=True)
        seed += 1
    print(f"{seed - options.seed} files, {broken} broken, {dict(total.most_common())}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
