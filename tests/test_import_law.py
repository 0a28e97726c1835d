"""Who may import whom (the house's import law), read off the source."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SCREEN = {"streamlit", "altair", "pydeck"}

# module prefix: what of the project it may import (longest prefix decides)
MAY_IMPORT: dict[str, tuple[str, ...]] = {
    "app": ("components", "steppe.corpus", "steppe.regions", "steppe.errors"),
    "components": (
        "components",
        "steppe.corpus",
        "steppe.takeaway",
        "steppe.regions",
        "steppe.errors",
        "steppe.document",
        "steppe.flags",
    ),
    "components.charts": (
        "components.charts",
        "components.marks",
        "components.counting",
        "steppe.corpus",
        "steppe.regions",
    ),
    "steppe.errors": (),
    "steppe.flags": (),
    "steppe.document": (),
    "steppe.regions": ("steppe.regions", "steppe.errors"),
    "steppe.corpus": ("steppe.corpus", "steppe.errors", "steppe.regions"),
    "steppe.takeaway": ("steppe.takeaway", "steppe.corpus", "steppe.errors", "steppe.regions"),
    "steppe.sources": ("steppe.sources", "steppe.document", "steppe.errors", "steppe.regions"),
    "steppe.analysis": ("steppe.analysis", "steppe.document", "steppe.errors", "steppe.regions"),
    "steppe.analyser": ("steppe.analysis", "steppe.document", "steppe.tables"),
    "steppe.batch": (
        "steppe.analyser",
        "steppe.analysis",
        "steppe.corpus",
        "steppe.document",
        "steppe.tables",
        "steppe.unanalysed",
    ),
    "steppe.unanalysed": ("steppe.analysis", "steppe.document", "steppe.tables"),
    "steppe.engines": ("steppe.engines", "steppe.batch", "steppe.errors", "steppe.versions"),
    "steppe.remote": ("steppe.corpus", "steppe.document", "steppe.errors", "steppe.sources"),
    "steppe.versions": ("steppe.analysis.model",),
    "steppe.tables": ("steppe.analysis.article", "steppe.document"),
    "steppe.analysis_cache": ("steppe.document", "steppe.errors"),
    "steppe.build": ("steppe",),
    "steppe.__main__": ("steppe",),
}
BELOW = ("components.evidence", "components.charts", "components.counting", "components.focus")


def module_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def sources() -> list[Path]:
    return [ROOT / "app.py", *sorted((ROOT / "steppe").rglob("*.py")), *sorted((ROOT / "components").rglob("*.py"))]


def imports_of(path: Path) -> set[str]:
    """Modules that a file imports; `from a import b` gives a.b where that is a module, else a."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            for alias in node.names:
                inner = ROOT / Path(*(node.module or "").split("."), alias.name)
                is_module = inner.is_dir() or inner.with_suffix(".py").exists()
                found.add(f"{node.module}.{alias.name}" if is_module else str(node.module))
    return found


def within(module: str, prefixes: tuple[str, ...]) -> bool:
    return any(module == p or module.startswith(p + ".") for p in prefixes)


@pytest.mark.parametrize("path", sources(), ids=module_of)
def test_a_module_imports_only_what_its_place_allows(path: Path):
    module = module_of(path)
    rules = [p for p in MAY_IMPORT if within(module, (p,))]
    allowed = MAY_IMPORT[max(rules, key=len)] if rules else ("steppe",)
    ours = {i for i in imports_of(path) if within(i, ("app", "components", "steppe", "tests"))}
    assert [i for i in sorted(ours) if not within(i, allowed)] == []


@pytest.mark.parametrize("path", [p for p in sources() if module_of(p).startswith("steppe")], ids=module_of)
def test_the_engine_knows_no_screen(path: Path):
    assert not {i.split(".")[0] for i in imports_of(path)} & SCREEN


@pytest.mark.parametrize("path", [p for p in sources() if "sources" in p.parts], ids=module_of)
def test_readers_know_no_language_model(path: Path):
    assert "spacy" not in {i.split(".")[0] for i in imports_of(path)}


@pytest.mark.parametrize("path", [p for p in sources() if "views" in p.parts], ids=module_of)
def test_views_do_not_import_each_other(path: Path):
    assert not [i for i in imports_of(path) if within(i, ("components.views",))]


@pytest.mark.parametrize("path", [p for p in sources() if within(module_of(p), BELOW)], ids=module_of)
def test_what_views_stand_on_does_not_import_views(path: Path):
    assert not [i for i in imports_of(path) if within(i, ("components.views", "app"))]


@pytest.mark.parametrize("path", [p for p in sources() if "charts" in p.parts], ids=module_of)
def test_charts_are_pure(path: Path):
    assert "streamlit" not in {i.split(".")[0] for i in imports_of(path)}


def test_what_the_app_loads_leaves_spacy_out():
    modules = sorted({i for p in sources() if within(module_of(p), ("app", "components")) for i in imports_of(p)})
    ours = [m for m in modules if within(m, ("steppe", "components"))]
    ours = [m for m in ours if not m.startswith("components.views")]
    code = f"import importlib, sys\nfor m in {ours!r}: importlib.import_module(m)\nprint('spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_a_build_loads_no_pandas():
    """It has no use for it, and it is a quarter of a second of each process that starts."""
    code = (
        "import sys; from steppe.batch import warm_up; import steppe.build; warm_up(); print('pandas' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "False"
