"""Everything that can change a result: the code, the knowledge, the model."""

import hashlib
from functools import lru_cache
from pathlib import Path

from steppe.analysis import model

PACKAGE = Path(__file__).parent
REGIONS = PACKAGE / "regions"
KNOWLEDGE = {".csv", ".toml", ".txt", ".tsv", ".json"}
# What happens to finished rows cannot change them: work there does not make every article be analysed again.
NO_RESULT = {"corpus", "engines", "takeaway"}
BUT = {Path("corpus/schema.py"), Path("corpus/spool.py"), Path("corpus/tokens.py")}


@lru_cache(maxsize=1)
def versions() -> str:
    """A text that differs whenever a result may."""
    code = hashlib.sha256()
    for path in sorted(PACKAGE.rglob("*.py")):
        inner = path.relative_to(PACKAGE)
        if inner.parts[0] in NO_RESULT and inner not in BUT:
            continue
        code.update(inner.as_posix().encode())
        code.update(path.read_bytes())
    return f"{code.hexdigest()} {pack_digest()} {model.model_version()}"


@lru_cache(maxsize=1)
def pack_digest() -> str:
    """16 hex digits over the knowledge files: names, places, lexicons, themes and their weights."""
    digest = hashlib.sha256()
    for path in sorted(REGIONS.rglob("*")):
        if path.suffix in KNOWLEDGE and "training" not in path.parts:
            digest.update(path.relative_to(REGIONS).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
