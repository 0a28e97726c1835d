"""Measure themes and stance on the passages of writers from whom they were not learned.

    python -m tools.unseen_writers

From w, in `tests/gold/unseen/`, neither themes nor stance were learned; from u and v, among the training passages,
stance was, so that they measure themes alone. No weight, term or threshold of themes was chosen on the three: some
2,400 passages say more about new articles than the gold sets' 300.
"""

from pathlib import Path

from steppe.analysis.stance import load_labeller as load_stances
from steppe.analysis.themes import load_labeller as load_themes
from steppe.regions import load_pack
from steppe.regions.loader import REGIONS
from tools.training_passages import STANCE_ONLY, Row, by_article, read_training, writer

FOLDER = Path(__file__).parents[1] / "tests" / "gold" / "unseen"


class Tally:
    """Hits, misses and extras of each theme; main themes and stances that were right."""

    def __init__(self, themes: tuple[str, ...]) -> None:
        self.counts = {theme: [0, 0, 0] for theme in themes}  # right, extra, missed
        self.main = [0, 0]  # right, all
        self.stance = [0, 0]

    def add(self, row: Row, found: list[str], stance: str | None) -> None:
        """Count one passage: what its writer labelled, and what the engine found; `stance` None is not counted."""
        wanted = row["themes"]
        for theme in {*wanted, *found}:
            self.counts[theme][0 if theme in wanted and theme in found else 1 if theme in found else 2] += 1
        if wanted:
            self.main[1] += 1
            self.main[0] += bool(found) and found[0] == wanted[0]
        if stance is not None and row["kind"] in ("paragraph", "item"):
            self.stance[1] += 1
            self.stance[0] += stance == row["stance"]

    def figures(self) -> dict[str, float]:
        """The gold sets' measures of themes and, where any was counted, of stance."""
        right, extra, missed = (sum(counts[n] for counts in self.counts.values()) for n in range(3))
        figures = {
            "themes.micro_f1": _f1(right, extra, missed),
            "themes.macro_f1": sum(self.theme_f1().values()) / len(self.counts),
            "themes.main": self.main[0] / max(1, self.main[1]),
        }
        return figures | ({"stance.accuracy": self.stance[0] / self.stance[1]} if self.stance[1] else {})

    def theme_f1(self) -> dict[str, float]:
        """F1 of each theme."""
        return {theme: _f1(*counts) for theme, counts in self.counts.items()}


def _f1(right: int, extra: int, missed: int) -> float:
    return 2 * right / max(1, 2 * right + extra + missed)


def read_unseen(*, pack: str = "central_asia") -> list[Row]:
    """The passages from whose themes nothing was learned."""
    learned = read_training(REGIONS / pack / "training")
    return [row for row in learned if writer(row["file"]) in STANCE_ONLY] + read_training(FOLDER)


def measure(rows: list[Row], *, pack: str = "central_asia") -> Tally:
    """What the engine makes of whole articles of `rows`, against the labels in them."""
    themes, stances = load_themes(pack), load_stances(pack)
    tally = Tally(tuple(theme.theme_id for theme in load_pack(pack).themes))
    for members in by_article(rows).values():
        passages = [(rows[n]["text"], rows[n]["kind"]) for n in members]
        labels = zip(themes.label_article(passages), stances.label_article(passages), strict=True)
        for n, (found, stance) in zip(members, labels, strict=True):
            learned = writer(rows[n]["file"]) in STANCE_ONLY
            tally.add(rows[n], [label.theme_id for label in found], None if learned else stance.stance)
    return tally


def main() -> None:
    """Measure on each of the three writers and on all, and print."""
    rows = read_unseen()
    names = sorted({writer(row["file"]) for row in rows})
    tallies = {name: measure([row for row in rows if writer(row["file"]) == name]) for name in names}
    tallies["all"] = whole = measure(rows)
    for name, tally in tallies.items():
        print(name, *(f"{measure} {value:.3f}" for measure, value in tally.figures().items()), sep="  ")
    print(*(f"  {theme:16s}{value:.3f}" for theme, value in whole.theme_f1().items()), sep="\n")


if __name__ == "__main__":
    main()
