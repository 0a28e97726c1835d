"""Charts and drawings as pictures, painted by a process of their own (see `components.takeaway.painter`)."""

import base64
import json
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from steppe.errors import SteppeError

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 120  # a story of sixty views takes under ten; a throttled server is ten times as slow
# One at a time, whoever asks: two engines at once would not fit beside the server on a small machine.
_TURN = threading.Lock()


@dataclass(frozen=True)
class Picture:
    """A picture as SVG, and as PNG where that was asked for."""

    svg: str
    png: bytes = b""


def paint(drawings: Mapping[str, dict[str, Any] | str], *, scale: float = 0) -> dict[str, Picture]:
    """Pictures of Vega-Lite specifications (dicts) and of SVG (text), by name.

    scale : pixels of PNG a pixel of SVG; 0 paints no PNG.

    Raises
    ------
    SteppeError : the painter is not installed, failed, or took too long.
    """
    if not drawings:
        return {}
    if not scale and all(isinstance(d, str) for d in drawings.values()):
        return {name: Picture(str(d)) for name, d in drawings.items()}
    jobs = [{"name": n, "svg" if isinstance(d, str) else "spec": d, "scale": scale} for n, d in drawings.items()]
    command = [sys.executable, "-m", "components.takeaway.painter"]
    try:
        with _TURN:
            done = subprocess.run(
                command, input=json.dumps(jobs).encode(), capture_output=True, cwd=ROOT, timeout=SECONDS, check=True
            )
        painted = json.loads(done.stdout)
    except subprocess.TimeoutExpired as error:
        raise SteppeError(
            f"The charts were not drawn within {SECONDS} seconds.",
            advice="The machine is busy: try again in a minute, or take fewer views.",
        ) from error
    except (subprocess.CalledProcessError, OSError, ValueError) as error:
        said = (getattr(error, "stderr", b"") or b"").decode("utf-8", "replace").splitlines()
        reason = next((line for line in reversed(said) if line.strip() and not line.startswith(" ")), "")
        raise SteppeError(
            f"The charts could not be drawn as pictures ({reason or error}).",
            advice="Install what requirements.txt names (vl-convert-python), or take the tables as CSV.",
        ) from error
    return {n: Picture(p["svg"], base64.b64decode(p.get("png", ""))) for n, p in painted.items()}
