"""Blocks that a person gives back to the article."""

from dataclasses import replace

from steppe.analysis.furniture import lay_out
from steppe.analysis.furniture_restore import restore
from steppe.sources import read_bytes
from tests.mixed_files import as_html


def test_only_the_named_furniture_becomes_text():
    (source,) = read_bytes("page.html", as_html(1))
    layout = lay_out(source)
    out = [p for p in layout.passages if p.kind == "furniture"]
    assert len(out) >= 2
    kept = restore(source, layout, [(out[0].start, out[0].end)])
    assert [p.kind for p in kept.passages].count("furniture") == len(out) - 1
    (back,) = [p for p in kept.passages if (p.start, p.end) == (out[0].start, out[0].end)]
    assert (back.kind, back.reason) == ("paragraph", "")
    assert [(p.start, p.end) for p in kept.passages] == [(p.start, p.end) for p in layout.passages]
    assert restore(source, layout, []) is layout


def test_spans_that_are_no_furniture_change_nothing():
    (source,) = read_bytes("page.html", as_html(2))
    layout = lay_out(source)
    text = next(p for p in layout.passages if p.kind == "paragraph")
    assert restore(source, layout, [(text.start, text.end), (0, 10**9), (-1, 0)]) is layout


def test_flags_follow_the_text():
    (source,) = read_bytes("page.html", as_html(3))
    layout = lay_out(source)
    # A page of which next to nothing was kept: all but the last paragraph is furniture.
    *most, last = [p for p in layout.passages if p.kind == "paragraph"]
    dropped = tuple(replace(p, kind="furniture", reason="navigation") if p != last else p for p in layout.passages)
    sparse = replace(layout, passages=dropped, flags=(*layout.flags, "mostly-furniture"))
    assert "mostly-furniture" in restore(source, sparse, [(dropped[0].start, dropped[0].end)]).flags
    kept = restore(source, sparse, [(p.start, p.end) for p in most])
    assert "mostly-furniture" not in kept.flags
    assert set(kept.flags) == set(layout.flags)
