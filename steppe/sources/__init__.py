"""Files in, articles out: every input ends as a `Source`, or as a `Failure` that names what to do.

    for result in read_inputs([Path("seeds")]):
        ...

One module of `steppe.sources.formats` a file format; `docs/formats.md` lists them.
"""

from steppe.sources.limits import DEFAULT_LIMITS, Limits
from steppe.sources.read import read_bytes, read_inputs

__all__ = ["DEFAULT_LIMITS", "Limits", "read_bytes", "read_inputs"]
