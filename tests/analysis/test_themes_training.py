"""The training passages, and that the committed weights belong to the committed themes."""

import json
from pathlib import Path

import pytest

from steppe.analysis.stance import STANCES
from steppe.analysis.themes_model import read_weights
from steppe.regions import load_pack
from steppe.regions.loader import REGIONS
from tools.training_passages import STANCE_ONLY, read_fresh, read_training, writer

PACK = REGIONS / "central_asia"
FILES = sorted((PACK / "training").glob("*.jsonl"))
UNSEEN = sorted((Path(__file__).parents[1] / "gold" / "unseen").glob("*.jsonl"))
KINDS = {"title", "heading", "paragraph", "item"}


@pytest.mark.parametrize("path", [*FILES, *UNSEEN], ids=lambda path: path.stem)
def test_training_passages_are_well_formed(path: Path) -> None:
    themes = {theme.theme_id for theme in load_pack().themes}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        row = json.loads(line)
        where = f"{path.name}:{number}"
        assert row["text"].strip() == row["text"] != "", where
        assert set(row["themes"]) <= themes, where
        assert len(set(row["themes"])) == len(row["themes"]) <= 5, where
        assert row["stance"] in STANCES, where
        assert row["kind"] in KINDS, where


def test_training_passages_are_distinct() -> None:
    texts = [
        json.loads(line)["text"] for path in [*FILES, *UNSEEN] for line in path.read_text(encoding="utf-8").splitlines()
    ]
    sentences = [text for text in texts if len(text.split()) > 12]
    assert len(set(sentences)) == len(sentences)


def test_weights_belong_to_the_themes_and_stay_small() -> None:
    for name in ("theme_weights.json", "stance_weights.json"):
        assert (PACK / name).stat().st_size < 3_000_000
    data = read_weights(PACK / "theme_weights.json")
    assert tuple(data["passage"]["labels"]) == tuple(theme.theme_id for theme in load_pack().themes)
    assert tuple(read_weights(PACK / "stance_weights.json")["passage"]["labels"]) == STANCES


def test_weights_were_learned_from_these_passages() -> None:
    """Fails when passages were added without running tools/train_themes.py."""
    rows = [*read_training(PACK / "training"), *read_fresh()]
    themes = [row for row in rows if writer(row["file"]) not in STANCE_ONLY]
    assert read_weights(PACK / "theme_weights.json")["passages"] == len(themes) < len(rows)
    prose = [row for row in rows if row["kind"] in ("paragraph", "item")]
    assert read_weights(PACK / "stance_weights.json")["passages"] == len(prose)
