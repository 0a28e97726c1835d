"""Where things lie: the project, and the corpus that this server opens."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CORPUS_VARIABLE = "STEPPE_CORPUS"


def corpus_directory() -> Path:
    """The corpus to open: STEPPE_CORPUS, else `corpus/` beside app.py."""
    named = os.environ.get(CORPUS_VARIABLE, "").strip()
    return Path(named) if named else ROOT / "corpus"
