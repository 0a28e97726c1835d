"""The build as a whole: laws 2 to 4 on real inputs, and the committed corpus is what the seeds give."""

import os
import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from steppe.__main__ import main
from steppe.analysis.furniture import lay_out
from steppe.build import Report, build, build_uploads
from steppe.corpus import Corpus, Focus, count, count_by, open_corpus, rows
from steppe.corpus.check import check_corpus
from steppe.document import Layout, Source

ROOT = Path(__file__).parents[1]
SEEDS, COMMITTED = ROOT / "seeds", ROOT / "corpus"
DEVELOPMENT = ROOT / "tests" / "gold" / "dev" / "raw"


def files_of(directory: Path) -> dict[str, bytes]:
    return {p.relative_to(directory).as_posix(): p.read_bytes() for p in directory.rglob("*") if p.is_file()}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Report]:
    """The seeds, the development articles, and inputs of every other fate."""
    inputs = tmp_path_factory.mktemp("inputs")
    (inputs / "empty.txt").write_bytes(b"")
    (inputs / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (inputs / "unknown.xyz").write_bytes(b"\x00\x01\x02")
    (inputs / "copy.txt").write_bytes(next(iter(sorted(SEEDS.glob("*.txt")))).read_bytes())
    out = tmp_path_factory.mktemp("built") / "corpus"
    return out, build([SEEDS, DEVELOPMENT, inputs], out)


@pytest.fixture(scope="module")
def committed() -> Corpus:
    return open_corpus(COMMITTED)


def test_the_committed_corpus_is_what_the_seeds_give(tmp_path: Path):
    build([SEEDS], tmp_path / "corpus")
    assert files_of(tmp_path / "corpus") == files_of(COMMITTED), "stale: run make corpus"


def test_the_same_input_gives_the_same_bytes_whatever_the_hash_seed(tmp_path: Path):
    inputs = [str(SEEDS), str(DEVELOPMENT)]
    for seed in ("1", "2"):
        subprocess.run(
            [sys.executable, "-m", "steppe", "build", *inputs, "--out", str(tmp_path / seed), "--no-cache"],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        )
    assert files_of(tmp_path / "1") == files_of(tmp_path / "2")


def test_a_built_corpus_keeps_every_law(built: tuple[Path, Report]):
    assert check_corpus(built[0]) == []


def test_every_input_has_an_outcome(built: tuple[Path, Report]):
    """Law 4: each input ends as an article, a duplicate of one, or a named failure."""
    out, report = built
    inputs = [p for folder in (SEEDS, DEVELOPMENT) for p in folder.rglob("*") if p.is_file()]
    named = {Path(o.file).name for o in report.outcomes}
    assert {p.name for p in inputs} | {"empty.txt", "binary.txt", "unknown.xyz", "copy.txt"} <= named
    fates = {Path(o.file).name: o for o in report.outcomes}
    for name in ("empty.txt", "binary.txt", "unknown.xyz"):
        assert fates[name].became == "failure"
        assert fates[name].detail
        assert fates[name].advice
    copies = [o for o in report.outcomes if o.article_id == fates["copy.txt"].article_id]
    assert sorted(o.became for o in copies) == ["article", "duplicate"]
    articles = open_corpus(out).rows("SELECT count(*) FROM articles")[0][0]
    assert articles == len({o.article_id for o in report.outcomes if o.article_id})


def test_uploads_build_the_same_tables_as_files(tmp_path: Path):
    uploads = [(p.name, p.read_bytes()) for p in sorted(SEEDS.glob("*.txt"))]
    assert build_uploads(uploads, tmp_path / "uploads").fingerprint == open_corpus(COMMITTED).fingerprint


def test_a_layout_adjusted_by_hand_is_what_is_built_and_remembered_apart(tmp_path: Path):
    name, data = next((p.name, p.read_bytes()) for p in sorted(SEEDS.glob("*.txt")))

    def adjust(source: Source) -> Layout:
        assert source.file == name
        layout = lay_out(source)
        first = next(i for i, p in enumerate(layout.passages) if p.kind == "paragraph")
        kept = [
            replace(p, kind="furniture", reason="by hand") if i == first else p for i, p in enumerate(layout.passages)
        ]
        return replace(layout, passages=tuple(kept), metadata=replace(layout.metadata, title="By hand"))

    cache = tmp_path / "cache.sqlite"
    build_uploads([(name, data)], tmp_path / "plain", cache=cache)
    build_uploads([(name, data)], tmp_path / "by hand", cache=cache, adjust=adjust)
    plain, by_hand = open_corpus(tmp_path / "plain"), open_corpus(tmp_path / "by hand")
    assert by_hand.rows("SELECT title FROM articles") == [("By hand",)]
    assert by_hand.rows("SELECT count(*) FROM passages WHERE reason = 'by hand'") == [(1,)]
    assert count(by_hand, Focus()) < count(plain, Focus())
    assert check_corpus(tmp_path / "by hand") == []


def test_progress_counts_to_its_end(tmp_path: Path):
    steps: list[tuple[str, int, int]] = []
    build([SEEDS], tmp_path / "corpus", progress=lambda *step: steps.append(step))
    assert ("analyse", 2, 2) in steps
    assert steps[-1] == ("write", 1, 1)


def test_an_empty_folder_gives_an_empty_corpus(tmp_path: Path):
    (tmp_path / "nothing").mkdir()
    build([tmp_path / "nothing"], tmp_path / "corpus")
    assert count(open_corpus(tmp_path / "corpus"), Focus()) == 0


def test_the_figures_that_were_promised_of_the_seeds(committed: Corpus):
    assert count(committed, Focus(countries=("KZ",))) == 24
    assert sorted(count_by(committed, Focus(countries=("KZ",)), "article")["n"]) == [8, 16]
    china = Focus(countries=("CN",), unit="mentions")
    assert sorted(count_by(committed, china, "article")["n"]) == [16, 20]
    shared = {tuple(r["text"] for r in rows(committed, Focus(countries=(c,)))) for c in ("UZ", "KG", "TJ", "TM")}
    assert len(shared) == 1
    first, second = (f for (f,) in committed.rows("SELECT article_id FROM articles ORDER BY file"))
    for text, only in (("BRICS", second), ("terrorism", second), ("debt", first), ('"labor rights"', first)):
        assert {r["article_id"] for r in rows(committed, Focus(text=text))} == {only}
    speakers = committed.rows("SELECT e.name FROM quotes q JOIN entities e ON e.entity_id = q.speaker_id ORDER BY 1")
    assert speakers == [("Kassym-Jomart Tokayev",), ("Xi Jinping",)]


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["check", "corpus"], 0, "every law holds"),
        (["check", "nowhere"], 2, "no corpus"),
        (["search", "corpus", '"debt burdens"'], 0, "1 passage"),
        (["search", "corpus", "xyzzy"], 0, "0 passages"),
        (["export", "corpus", "--country", "KZ"], 0, "Kazakhstan"),
        (["export", "corpus", "--out", "/nowhere/at/all.csv"], 2, "could not be written"),
        (["build", "seeds", "--out", "tests"], 2, "will not be replaced"),
    ],
)
def test_the_command_line_says_what_it_did(
    arguments: list[str], code: int, says: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(ROOT)
    assert main(arguments) == code
    printed = capsys.readouterr()
    assert says in printed.out + printed.err


def test_a_build_with_failures_ends_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "empty.txt").write_bytes(b"")
    inputs = [str(SEEDS), str(tmp_path / "empty.txt")]
    assert main(["build", *inputs, "--out", str(tmp_path / "corpus"), "--no-cache"]) == 1
    assert "empty.txt" in capsys.readouterr().out


KILLED_AT = """
import os, signal, sys
from {module} import {owner} as owner
does = owner.{name}
def kill(*given):
    if {after}:
        does(*given)
    os.kill(os.getpid(), signal.SIGKILL)
owner.{name} = kill
from steppe.__main__ import main
main(sys.argv[1:])
"""


@pytest.mark.parametrize(
    ("module", "owner", "name", "after"),
    [
        ("steppe.analyser", "Tools", "read", True),  # one article is analysed
        ("steppe.corpus.spool", "Spool", "write_sorted", False),  # the rows are spooled
        ("steppe.corpus", "write", "replace_directory", False),  # the new corpus lies finished beside the old
        ("steppe.corpus", "publish", "_exchange", True),  # it stands in its place, the old one not yet removed
    ],
)
def test_a_killed_build_leaves_the_old_corpus_or_the_new(
    module: str, owner: str, name: str, after: bool, tmp_path: Path
):
    corpus, article = tmp_path / "corpus", tmp_path / "article.txt"
    shutil.copytree(COMMITTED, corpus)
    article.write_text("A bridge over the Chu\n\nKazakhstan opened a bridge over the Chu on Monday.\n")
    ended = subprocess.run(
        [
            *(sys.executable, "-c", KILLED_AT.format(module=module, owner=owner, name=name, after=after)),
            *("build", str(SEEDS), str(article), "--out", str(corpus), "--no-cache"),
        ],
        cwd=ROOT,
        capture_output=True,
    )
    assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()
    assert check_corpus(corpus) == []
    if name == "_exchange" and sys.platform == "linux":
        assert count(open_corpus(corpus), Focus(unit="articles")) == 3
    else:
        assert files_of(corpus) == files_of(COMMITTED)
