"""The quality flags of an article: each is set by something, and a text that breaks off is said to."""

from pathlib import Path

import pytest

from steppe.analysis.furniture import lay_out
from steppe.document import Source
from steppe.flags import FLAGS

ENGINE = Path(__file__).parents[2] / "steppe"
FIRST = "The reservoir above the town has been half empty since the spring, the water office said on Tuesday.\n\n"
SECOND = "Its engineers expect that the lower villages will have to share their pumps until the first snow"


@pytest.mark.parametrize("flag", sorted(FLAGS))
def test_every_flag_is_set_somewhere(flag: str):
    code = "".join(p.read_text(encoding="utf-8") for p in ENGINE.rglob("*.py") if p.name != "flags.py")
    family = flag.rpartition("-")[0]
    assert f'"{flag}"' in code or f'f"{family}-{{' in code


@pytest.mark.parametrize("end", ["…", "...", " …", " [...]", " […]", "… [+2317 chars]"])
def test_a_text_that_breaks_off_is_truncated(end: str):
    assert "truncated" in lay_out(Source("a.txt", "", f"Half a lake\n\n{FIRST}{SECOND}{end}\n", "text")).flags


@pytest.mark.parametrize("end", [".", "…”.", "?", "... or so they say."])
def test_a_text_that_ends_is_whole(end: str):
    text = f"Half a lake\n\n{SECOND}…\n\n{FIRST}{SECOND}{end}\n"
    assert "truncated" not in lay_out(Source("a.txt", "", text, "text")).flags
