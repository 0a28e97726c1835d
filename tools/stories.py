"""Count the stories of `stories/` anew on the committed corpus: `python -m tools.stories`, at the end of `make corpus`.

A story states numbers and names passages, and both shift when the corpus is built by another version. This writes the
numbers, the passages that bear out each claim, and the fingerprint. What it will not do is turn a claim into its
contrary: where nothing bears out a claim any more, or something does that was said not to be there, it names the claim,
leaves the file alone and fails, and a person has to look.
"""

import sys
from dataclasses import replace
from pathlib import Path

from components.story.changes import counted_anew
from components.story.model import Claim, Story, focus_of, from_json, to_json
from steppe.corpus import Corpus, count, open_corpus, passages

ROOT = Path(__file__).parents[1]
WITNESSES = 2  # passages kept of a claim: those that bear it out, where they are so few that each of them says it


def refreshed(story: Story, corpus: Corpus) -> tuple[Story, list[str]]:
    """The story with the corpus' numbers and passages, and a sentence for each claim that has turned."""
    counted = counted_anew(story, lambda focus: count(corpus, focus), corpus.fingerprint)
    turned = [
        f"view {number}: “{new.text}” was {old.total} and is {new.total}"
        for number, (before, after) in enumerate(zip(story.views, counted.views, strict=True), 1)
        for old, new in zip(before.claims, after.claims, strict=True)
        if old.total is not None and bool(old.total) != bool(new.total)
    ]
    views = tuple(
        replace(view, claims=tuple(replace(claim, passages=witnesses(claim, corpus)) for claim in view.claims))
        for view in counted.views
    )
    return replace(counted, views=views), turned


def witnesses(claim: Claim, corpus: Corpus) -> tuple[str, ...]:
    """The passages that bear out a claim, where they are few."""
    found = passages(corpus, focus_of(claim), limit=WITNESSES + 1)
    return tuple(p.passage_id for p in found) if len(found) <= WITNESSES else ()


def main() -> int:
    """Refresh every story; 0 where all still say what is so."""
    corpus, failed = open_corpus(ROOT / "corpus"), False
    for path in sorted((ROOT / "stories").glob("*.json")):
        story, turned = refreshed(from_json(path.read_text(encoding="utf-8")), corpus)
        if turned:
            failed = True
            print(f"{path.name} is left as it was:", *turned, sep="\n  ", file=sys.stderr)
            continue
        path.write_text(to_json(story), encoding="utf-8")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
