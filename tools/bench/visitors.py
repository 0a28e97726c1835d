"""Simulated visitors against the real server: whose numbers each sees, how long they wait, what the server holds.

python -m tools.bench.visitors [--corpus DIRECTORY] [--visitors 20] [--seconds 300] [--sessions 5]

A visitor is a thread that speaks Streamlit's own protocol over its websocket: it opens the page, picks countries,
themes and names, searches, turns pages of the navigation, and thinks a little in between. After each step it compares
the number that the page states with `steppe.corpus.count`, asked in this process: so an error, a lost click and another
visitor's state all show. First so many sessions tour every page at once, which is what the memory of a small host must
bear; then all visitors work for so many seconds.
"""

import argparse
import random
import re
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from components.counting import country_labels
from components.region import load_region
from steppe.corpus import Corpus, Focus, count, count_by, open_corpus
from tools.bench.server import ROOT, Server, serve

SEED = 7
QUIET = 0.4  # seconds without a message after which a page stands still
PATIENCE = 90.0  # seconds to wait for one answer
THINK = (1.0, 5.0)  # seconds between two steps
FORGOTTEN_AFTER = 5  # seconds after which the server lets go of a session that left
STATED = re.compile(r'class="looking-at"[^>]*>(?:All )?([\d,]+) ')
TOURED = ("", "map", "themes", "entities", "articles", "method")
WORDS = ("trade", '"central asia"', "econom*", "water OR energy", "government -minister")


@dataclass
class Seen:
    """What one visitor saw.

    waits : seconds from each step until the page stated its number.
    errors : in words, with the step that led there.
    """

    waits: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


class Visitor:
    """One session, over its own websocket."""

    def __init__(self, url: str) -> None:
        address = urlsplit(url)
        self._socket: ClientConnection = connect(
            f"ws://{address.netloc}/_stcore/stream",
            subprotocols=[Subprotocol("streamlit")],
            origin=Origin(url),
            max_size=None,
            legacy=True,  # held open by the visitor, not by a block
            open_timeout=PATIENCE,
        )
        self._pages: dict[str, str] = {}
        self._page = ""
        self._widgets: dict[str, str] = {}
        self.options: dict[str, list[str]] = {}
        self.number: int | None = None
        self.problems: list[str] = []
        self._ask()

    def close(self) -> None:
        """Leave, as a closed tab does."""
        self._socket.close()

    def pick(self, name: str, labels: Sequence[str]) -> float:
        """Choose options of a picker by their labels; returns the seconds until the page stated its number."""
        message = self._rerun()
        state = message.rerun_script.widget_states.widgets.add(id=self._widgets[f"pick-{name}"])
        state.string_array_value.data.extend(labels)
        return self._send(message)

    def search(self, text: str) -> float:
        """Type into the search field."""
        message = self._rerun()
        message.rerun_script.widget_states.widgets.add(id=self._widgets["q"], string_value=text)
        return self._send(message)

    def go_to(self, page: str) -> float:
        """Open a page of the navigation; "" is the first."""
        self._page = self._pages[page]
        return self._ask()

    def _ask(self) -> float:
        return self._send(self._rerun())

    def _rerun(self) -> BackMsg:
        message = BackMsg()
        message.rerun_script.page_script_hash = self._page
        return message

    def _send(self, message: BackMsg) -> float:
        """Send, and read until the page stands still."""
        self.number = None
        started = time.perf_counter()
        self._socket.send(message.SerializeToString())
        stated, finished = 0.0, False
        while time.perf_counter() - started < PATIENCE:
            try:
                received = self._socket.recv(timeout=QUIET if finished else PATIENCE)
            except TimeoutError:
                break
            forward = ForwardMsg()
            forward.ParseFromString(received if isinstance(received, bytes) else received.encode())
            kind = forward.WhichOneof("type")
            if kind == "delta":
                self._read(forward)
                stated = stated or (time.perf_counter() - started if self.number is not None else 0.0)
            elif kind == "navigation":
                self._pages = {
                    "" if page.is_default else page.url_pathname: page.page_script_hash
                    for page in forward.navigation.app_pages
                }
            elif kind == "new_session":
                finished = False
            elif kind == "script_finished":
                finished = forward.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
        if not finished:
            self.problems.append("no answer")
        return stated or time.perf_counter() - started

    def _read(self, forward: ForwardMsg) -> None:
        """Take note of what a page's element says."""
        element = forward.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "html" and (found := STATED.search(unescape(element.html.body))):
            self.number = int(found[1].replace(",", ""))
        elif kind == "exception":
            self.problems.append(element.exception.message)
        elif kind == "alert" and "could not be shown" in element.alert.body:
            self.problems.append(element.alert.body)
        elif kind == "multiselect" and (key := _key_of(element.multiselect.id)).startswith("pick-"):
            self._widgets[key] = element.multiselect.id
            self.options[key.removeprefix("pick-")] = list(element.multiselect.options)
        elif kind == "text_input" and (key := _key_of(element.text_input.id)) == "q":
            self._widgets[key] = element.text_input.id


def _key_of(widget: str) -> str:
    """The key that the dashboard gave a widget: what follows the hash in "$$ID-hash-key"."""
    return widget.split("-", 2)[-1]


def steps(corpus: Corpus, rng: random.Random) -> Iterator[tuple[str, str, str, Focus]]:
    """What a visitor does, without end: (what, on which, with what, the selection that is then held)."""
    keys = {d: count_by(corpus, Focus(), d, limit=12)["key"].tolist() for d in ("country", "theme")}  # type: ignore[arg-type]
    fields = {"country": "countries", "theme": "themes"}
    focus = Focus()
    while True:
        what = rng.choice(("pick", "pick", "pick", "search", "page"))
        if what == "page":
            yield "page", rng.choice(TOURED[:-1]), "", focus
        elif what == "search":
            text = "" if focus.text else rng.choice(WORDS)
            focus = focus.replace(text=text)
            yield "search", "q", text, focus
        else:
            name = rng.choice(sorted(fields))
            key = "" if getattr(focus, fields[name]) and rng.random() < 0.5 else rng.choice(keys[name])
            focus = focus.replace(**{fields[name]: (key,) if key else ()})
            yield "pick", name, key, focus


def visit(server: Server, corpus: Corpus, labels: dict[str, dict[str, str]], number: int, seconds: float) -> Seen:
    """One visitor's session, for so many seconds once the page stands."""
    rng, seen = random.Random(f"{SEED}-{number}"), Seen()
    visitor = Visitor(server.url)
    held = Focus()
    try:
        _check(visitor, corpus, held, "opening", seen)
        until = time.monotonic() + seconds
        for what, name, value, after in steps(corpus, rng):
            time.sleep(rng.uniform(*THINK))
            if time.monotonic() > until:
                return seen
            if what == "page":
                waited = visitor.go_to(name)
            elif what == "search":
                waited = visitor.search(value)
            else:
                waited = visitor.pick(name, [labels[name][value]] if value else [])
            held = after
            seen.waits.append(waited)
            _check(visitor, corpus, held, f"{what} {name} {value}", seen)
    finally:
        visitor.close()
    return seen


def _check(visitor: Visitor, corpus: Corpus, focus: Focus, step: str, seen: Seen) -> None:
    """Note errors of the page, and a number that is not that of the visitor's own selection."""
    seen.errors += [f"{step}: {problem}" for problem in visitor.problems]
    visitor.problems.clear()
    expected = count(corpus, focus)
    if visitor.number != expected:
        seen.errors.append(f"{step}: the page states {visitor.number}, {focus} opens {expected}")


def visit_all(server: Server, corpus: Corpus, visitors: int, seconds: float) -> list[Seen]:
    """So many visitors at once."""
    region = load_region()
    labels = {"country": country_labels(corpus, region), "theme": {**region.theme_names, "none": "No theme"}}
    with ThreadPoolExecutor(visitors) as pool:
        running = [pool.submit(visit, server, corpus, labels, number, seconds) for number in range(visitors)]
    return [
        Seen(errors=[f"visitor {number}: {error!r}"]) if (error := future.exception()) else future.result()
        for number, future in enumerate(running)
    ]


def tour(server: Server, sessions: int) -> list[str]:
    """So many sessions open every page at once, without a selection and with one; returns errors."""

    def run() -> list[str]:
        visitor = Visitor(server.url)
        for page in TOURED:
            visitor.go_to(page)
        visitor.pick("country", visitor.options["country"][:1])
        for page in TOURED:
            visitor.go_to(page)
        visitor.close()
        return visitor.problems

    with ThreadPoolExecutor(sessions) as pool:
        running = [pool.submit(run) for _ in range(sessions)]
    return [problem for future in running for problem in future.result()]


class Peak(threading.Thread):
    """Watches how much memory a server holds, until told to stop."""

    def __init__(self, server: Server) -> None:
        super().__init__(daemon=True)
        self.server, self.megabytes, self._over = server, 0.0, threading.Event()

    def run(self) -> None:
        while not self._over.wait(0.5):
            self.megabytes = max(self.megabytes, self.server.resident_megabytes())

    def stop(self) -> float:
        """The most that was resident, in MB."""
        self._over.set()
        self.join()
        return max(self.megabytes, self.server.resident_megabytes())


@dataclass(frozen=True)
class VisitFigures:
    """What a server held, in MB, and what its visitors met.

    toured : after the tour; mapped : of these, pages of mapped files, which the system takes back when it must.
    most, left : while the visitors were there, and after they left; left_mapped : of the latter, mapped files.
    waits : seconds until the page stated its number, sorted.
    """

    toured: float
    mapped: float
    most: float
    left: float
    left_mapped: float
    waits: list[float]
    errors: list[str]


def mapped_megabytes(server: Server) -> float:
    """How much of a server's resident memory is mapped files."""
    status = Path(f"/proc/{server.pid}/status").read_text(encoding="ascii", errors="replace")
    return int(status.split("RssFile:")[1].split()[0]) / 1024


def measure_visits(where: Path, *, visitors: int, seconds: float, sessions: int) -> VisitFigures:
    """A tour of every page by some sessions at once, then visitors at work for so many seconds, on one server."""
    corpus = open_corpus(where)
    environment = {
        "STEPPE_CORPUS": str(where),
        "STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL": str(FORGOTTEN_AFTER),
    }
    with serve(ROOT / "app.py", environment=environment) as server:
        errors = tour(server, sessions)
        time.sleep(3 * FORGOTTEN_AFTER)
        toured, mapped = server.resident_megabytes(), mapped_megabytes(server)
        peak = Peak(server)
        peak.start()
        seen = visit_all(server, corpus, visitors, seconds)
        most = peak.stop()
        time.sleep(6 * FORGOTTEN_AFTER)
        left, left_mapped = server.resident_megabytes(), mapped_megabytes(server)
    waits = sorted(w for s in seen for w in s.waits)
    return VisitFigures(toured, mapped, most, left, left_mapped, waits, errors + [e for s in seen for e in s.errors])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=ROOT / "corpus")
    parser.add_argument("--visitors", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--sessions", type=int, default=5, help="sessions that tour every page at once")
    options = parser.parse_args()
    found = measure_visits(
        options.corpus, visitors=options.visitors, seconds=options.seconds, sessions=options.sessions
    )
    print(
        f"| resident after a tour of every page by {options.sessions} sessions at once, MB | {found.toured:.0f} "
        f"(of which mapped files: {found.mapped:.0f}) |"
    )
    print(f"| resident at most, with {options.visitors} visitors for {options.seconds:.0f} s, MB | {found.most:.0f} |")
    print(f"| resident after they left, MB | {found.left:.0f} (of which mapped files: {found.left_mapped:.0f}) |")
    print(f"| steps, errors | {len(found.waits)}, {len(found.errors)} |")
    if waits := found.waits:
        middle, late = waits[len(waits) // 2], waits[int(0.95 * (len(waits) - 1) + 0.5)]
        print(f"| seconds until the page states its number, p50 / p95 | {middle:.2f} / {late:.2f} |")
    for error in found.errors[:20]:
        print(f"\n- {error}")
    raise SystemExit(1 if found.errors else 0)


if __name__ == "__main__":
    main()
