"""Fuzz the analysis: articles mutated at random, through the whole of the engine, until the time is up.

    python -m tools.eval.fuzz_analysis SECONDS [--seed N]

No text may end the analysis, or make it say what the text does not. What breaks is printed with the seed that makes it
again and the shortest text that still breaks in the same place, and belongs into tests/analysis/test_mutations.py.
"""

import argparse
import logging
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

from steppe.batch import tools
from tests.analysis.mutations import Doubted, lines_of_triggers, mutate, passages_of
from tests.analysis.whole import analyse_lines, analyse_text
from tests.scale.generator import Generator

ROOT = Path(__file__).parents[2]
TEXTS = ("seeds/*.txt", "tests/gold/dev/raw/*.txt", "tests/gold/dev/raw/*.md", "tests/gold/fresh/raw/*.txt")
SYNTHETIC = 40  # articles of the generator
LINES = "lines"  # no file: each line goes to the analysis as a passage
NAMES = (LINES, "a.txt", LINES, "a.md", LINES, "a.html", LINES, "a.eml", LINES, "a.txt")
TRIGGERS_EACH, TRIGGERS = 4, 150  # every fourth text is so many lines of what rules wait for
DOUBTS = 4  # parses of each text beside the model's own
MODEL = tools().nlp
DOUBTED = Doubted(MODEL, 0)
MOST_TRIES = 400  # to make a text shorter
SLOW = 10.0  # seconds of a processor for some hundred words


def texts() -> list[list[str]]:
    """Articles as lists of passages."""
    paths = [path for pattern in TEXTS for path in sorted(ROOT.glob(pattern))]
    made = Generator(5)
    found = [path.read_text(encoding="utf-8", errors="replace") for path in paths]
    found += [made.article(number).text for number in range(SYNTHETIC)]
    return [passages for text in found if (passages := passages_of(text))]


def as_file(text: str, name: str) -> str:
    """The text in the format that a file's name promises."""
    if name.endswith(".html"):
        body = "".join(f"<p>{line}</p>" for line in text.splitlines())
        return f"<html><head><title>A page</title></head><body><h1>A page</h1>{body}</body></html>"
    if name.endswith(".eml"):
        return f"From: Jane Doe <j@example.org>\nSubject: A letter\nContent-Type: text/plain; charset=utf-8\n\n{text}"
    return text


def place_of(text: str, name: str, doubt: int | None = None) -> str:
    """Where the analysis fails: the error and the last places of the trace; "" where it does not.

    doubt : seed of the places at which the parse is doubted; None leaves it as it is.
    """
    started = time.process_time()
    tools().nlp = MODEL if doubt is None else DOUBTED  # type: ignore[assignment]
    if doubt is not None:
        DOUBTED.doubt_anew(doubt)
    try:
        if name == LINES:
            analyse_lines(text)
        else:
            analyse_text(as_file(text, name), name)
    except Exception as error:  # noqa: BLE001  whatever a rule raises is what is looked for
        frames = traceback.extract_tb(error.__traceback__)[-2:]
        where = " < ".join(f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in reversed(frames))
        return f"{type(error).__name__} at {where}"
    return "too slow" if time.process_time() - started > SLOW else ""


def shortened(text: str, fails: Callable[[str], bool]) -> str:
    """A shorter text that still fails: passages, then words, left out by halves, quarters, ..., one by one."""
    for parting in ("\n\n", "\n", " "):
        parts, size, tries = text.split(parting), 0, 0
        size = max(1, len(parts) // 2)
        while size and tries < MOST_TRIES:
            for at in reversed(range(0, len(parts), size)):
                tries += 1
                rest = parts[:at] + parts[at + size :]
                if rest and fails(parting.join(rest)):
                    parts = rest
            size //= 2
        text = parting.join(parts)
    return text


def cases(seed: int) -> Iterator[tuple[int, str, str]]:
    """(seed, text, name of the file) without end."""
    base = texts()
    while True:
        if seed % TRIGGERS_EACH == 0:
            yield seed, lines_of_triggers(seed, TRIGGERS), LINES
        else:
            yield seed, mutate(base, seed), NAMES[seed % len(NAMES)]
        seed += 1


def main() -> int:
    """Mutate and analyse until the time is up; 1 where something broke."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("seconds", type=float)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    logging.disable(logging.ERROR)
    end, done, broken = time.monotonic() + options.seconds, 0, {}
    for seed, text, name in cases(options.seed):
        if time.monotonic() > end:
            break
        done += 1
        DOUBTED.forget()
        for doubt in (None, *range(seed, seed + DOUBTS)):
            place = place_of(text, name, doubt)
            if place and place not in broken:
                print(f"seed {seed}, {name}: {place}; looking for a shorter text", flush=True)
                short = shortened(text, lambda part: place_of(part, name, doubt) == place)  # noqa: B023  called here only
                broken[place] = seed
                parse = "" if doubt is None else f", parse doubted by {doubt}"
                print(f"seed {seed}, {name}{parse}: {place}\n{short!r}\n", flush=True)
    print(f"{done} texts, {len(broken)} ways to break")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
