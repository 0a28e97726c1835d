"""The process that adds articles, at its real work: every kind of file, restored blocks, corpora that come as a ZIP."""

import json
import subprocess
import sys
from pathlib import Path

from components.adding.job import Job
from components.adding.shelf import Shelf
from steppe.analysis.furniture import lay_out
from steppe.analysis.furniture_restore import restore
from steppe.build import build_uploads
from steppe.corpus import Focus, count, open_corpus
from steppe.corpus.check import check_corpus, check_reconciliation
from steppe.document import Layout, Source
from tests.mixed_files import article, as_csv, as_html, as_text, bad_files, odd_files
from tests.sources.make import make_zip


def work(draft: Shelf) -> Shelf:
    """Do it, and hold the result."""
    job = Job(draft).start()
    job.wait(300)
    assert job.state == "done", (job.state, job.what)
    return job.draft


def became(shelf: Shelf) -> dict[str, set[str]]:
    """became -> files."""
    found: dict[str, set[str]] = {}
    for outcome in shelf.report:
        found.setdefault(outcome.became, set()).add(outcome.file)
    return found


def furniture(shelf: Shelf, file: str) -> list[tuple[str, int, int]]:
    """(article, start, end) of what was left out."""
    corpus = open_corpus(*shelf.corpora)
    query = (
        'SELECT article_id, p.start, p."end" FROM passages p JOIN articles a USING (article_id) '
        "WHERE a.file = ? AND p.kind = 'furniture' ORDER BY p.start"
    )
    return [(str(a), int(s), int(e)) for a, s, e in corpus.rows(query, (file,))]


def test_every_file_ends_as_a_line_and_the_rest_goes_through(tmp_path: Path):
    bad, odd = bad_files(), odd_files()
    draft = Shelf(tmp_path)
    for name, data in {**bad, **odd, "page.html": as_html(1), "again.txt": odd["utf16.txt"]}.items():
        draft.add(name, data)
    shelf = work(draft)
    found = became(shelf)
    assert {file.split("/")[0] for file in found["failure"]} == set(bad)
    assert all(o.detail.startswith(o.file) and o.advice for o in shelf.report if o.became == "failure")
    # The same bytes twice: whichever is read first is the article.
    assert found["article"] | found["duplicate"] == {*odd, "page.html", "again.txt"}
    assert found["duplicate"] in ({"again.txt"}, {"utf16.txt"})
    assert [problem for path in shelf.corpora for problem in check_corpus(path)] == []
    assert open_corpus(*shelf.corpora).rows("SELECT published FROM articles WHERE file = 'february.txt'") == [(None,)]


def test_restore_undo_remove_save_and_open_again(tmp_path: Path):
    first = Shelf(tmp_path / "first")
    first.folder.mkdir()
    for name, data in {"page.html": as_html(1), "other.html": as_html(2), "rows.csv": as_csv(3)}.items():
        first.add(name, data)
    shelf = work(first)
    assert shelf.articles == 5
    (article, start, end), *others = furniture(shelf, "page.html")

    restored = shelf.draft()
    restored.restored[article] = {(start, end)}
    restored = work(restored)
    assert furniture(restored, "page.html") == others
    assert furniture(restored, "other.html") == furniture(shelf, "other.html")
    undone = restored.draft()
    undone.restored[article] = set()
    undone = work(undone)
    assert open_corpus(*undone.corpora).fingerprint == open_corpus(*shelf.corpora).fingerprint

    saved = restored.as_zip()
    second = Shelf(tmp_path / "second")
    second.folder.mkdir()
    second.add("steppe-corpus.zip", saved)
    opened = work(second)
    assert became(opened) == {"corpus": {"steppe-corpus.zip"}}
    assert not (second.folder / "analysed.sqlite").exists()  # nothing was analysed
    assert open_corpus(*opened.corpora).fingerprint == open_corpus(*restored.corpora).fingerprint

    more = opened.draft()
    more.removed.add(furniture(opened, "other.html")[0][0])
    more.restored[article] = {(s, e) for _, s, e in others[:1]} | {(start, end)}
    more.add("new.txt", as_text(9))
    more = work(more)
    files = {file for (file,) in open_corpus(*more.corpora).rows("SELECT file FROM articles")}
    assert files == {"page.html", "new.txt", "rows.csv/000001", "rows.csv/000002", "rows.csv/000003"}
    assert furniture(more, "page.html") == others[1:]
    third = Shelf(tmp_path / "third")
    third.folder.mkdir()
    third.add("all.zip", more.as_zip())
    assert work(third).articles == 5


def test_restoring_a_block_reads_no_other_file_and_gives_what_a_full_build_gives(tmp_path: Path):
    files = {"page.html": as_html(1), "other.html": as_html(2), "rows.csv": as_csv(3), "same.html": as_html(2)}
    first = Shelf(tmp_path)
    for name, data in files.items():
        first.add(name, data)
    shelf = work(first)
    article, *span = furniture(shelf, "page.html")[0]
    for entry in shelf.inputs:
        (tmp_path / entry["path"]).write_bytes(b"no reader would make an article of this")
    draft = shelf.draft()
    draft.restored[article] = {(span[0], span[1])}
    restored = work(draft)

    def adjust(source: Source) -> Layout:
        return restore(source, lay_out(source), [(span[0], span[1])] if source.sha256[:16] == article else [])

    build_uploads(files.items(), tmp_path / "full", adjust=adjust)
    assert restored.corpora[0] != shelf.corpora[0]
    assert files_of(restored.corpora[0]) == files_of(tmp_path / "full")


def test_a_large_batch_is_written_by_a_process_without_the_model(tmp_path: Path):
    files = {f"{n}.txt": as_text(n) for n in range(7)}
    draft = Shelf(tmp_path)
    for name, data in files.items():
        draft.add(name, data)
    shelf = work(draft)
    assert json.loads((tmp_path / "job.json").read_text())["analysed"] == {"of_zips": []}  # it started afresh
    build_uploads(files.items(), tmp_path / "full")
    assert files_of(shelf.corpora[0]) == files_of(tmp_path / "full")


def test_writing_tables_needs_no_language_model():
    code = (
        "import sys, steppe.adding, steppe.build, steppe.batch; steppe.build.made_by([]); print('spacy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def files_of(directory: Path) -> dict[str, bytes]:
    return {p.relative_to(directory).as_posix(): p.read_bytes() for p in directory.rglob("*") if p.is_file()}


def test_a_changed_corpus_is_refused_and_its_sources_are_read(tmp_path: Path):
    shelf = Shelf(tmp_path)
    package = b'{"steppe": {"format": 2}, "resources": []}'
    shelf.add("corpus.zip", make_zip({"datapackage.json": package, "sources/a.txt": as_text(4)}))
    found = became(work(shelf))
    assert found == {"failure": {"corpus.zip"}, "article": {"corpus.zip/sources/a.txt"}}


def test_nothing_to_read_is_no_corpus(tmp_path: Path):
    shelf = Shelf(tmp_path)
    shelf.add("empty.txt", b"")
    shelf = work(shelf)
    assert shelf.corpora == ()
    assert became(shelf) == {"failure": {"empty.txt"}}


def test_an_article_that_repeats_one_of_the_server_is_the_same_story(tmp_path: Path):
    title, body = article(77, 6)
    build_uploads([("first.txt", "\n\n".join([title, *body]).encode()), ("x.txt", as_text(78))], tmp_path / "base")
    base = open_corpus(tmp_path / "base")
    (known,) = [str(a) for (a,) in base.rows("SELECT article_id FROM articles WHERE file = 'first.txt'")]
    (tmp_path / "own").mkdir()
    draft = Shelf(tmp_path / "own", base=(tmp_path / "base",))
    draft.add("again.txt", "\n\n".join(["Another title", *body[:-1]]).encode())
    draft.add("more.txt", "\n\n".join(["A third title", *body]).encode())
    draft.add("new.txt", as_text(79))
    shelf = work(draft)
    assert set(shelf.repeats.values()) == {known}
    assert len(shelf.repeats) == 2
    both = open_corpus(tmp_path / "base", *shelf.corpora_beside)
    assert (count(both, Focus(unit="articles")), count(both, Focus(unit="stories"))) == (5, 3)
    assert list(check_reconciliation(both)) == []
    alone = open_corpus(*shelf.corpora)
    assert (count(alone, Focus(unit="articles")), count(alone, Focus(unit="stories"))) == (3, 2)
    assert [problem for path in shelf.corpora for problem in check_corpus(path)] == []
    (tmp_path / "later").mkdir()
    later = Shelf(tmp_path / "later", base=(tmp_path / "base",))
    later.add("steppe-corpus.zip", shelf.as_zip())
    again = open_corpus(tmp_path / "base", *work(later).corpora_beside)
    assert again.fingerprint == both.fingerprint
