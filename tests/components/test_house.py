"""The house: pages are short, and opening the dashboard loads no language model."""

import subprocess
import sys
from pathlib import Path

from components.registry import PAGES

ROOT = Path(__file__).parents[2]


def test_pages_and_door_are_short():
    for path in (ROOT / "app.py", *(ROOT / entry.script for entry in PAGES)):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 60, path.name


def test_what_the_dashboard_loads_leaves_spacy_out():
    modules = sorted(
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in (ROOT / "components").rglob("*.py")
        if "views" not in path.parts and path.name != "__init__.py"
    )
    code = f"import sys\nfor name in {modules!r}: __import__(name)\nassert 'spacy' not in sys.modules, 'spacy'"
    code += "\nassert not [m for m in sys.modules if m.startswith(('steppe.analysis', 'steppe.sources'))]"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]


def test_every_view_is_registered():
    views = {p.name for p in (ROOT / "components" / "views").glob("*.py")} - {"__init__.py"}
    assert views == {Path(entry.script).name for entry in PAGES}
