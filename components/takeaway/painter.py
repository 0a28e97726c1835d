"""The process that turns charts into SVG and SVG into PNG: `python -m components.takeaway.painter`.

Reads JSON from standard input, a list of {"name", "spec" or "svg", "scale"}; writes JSON to standard output,
{name: {"svg": text, "png": base64 where a scale is given}}. Apart from the server, as the JavaScript engine in
vl-convert takes some 100 MB that a process gives back only by ending. Loads nothing else of the project.
"""

import base64
import json
import sys
from typing import Any

VEGA_LITE = "6.4"  # pinned, so that a chart stays the same to the letter
PIXELS, POINTS = 96, 72  # an inch of CSS, and of what vl-convert takes an SVG's unit for


def paint(job: dict[str, Any]) -> dict[str, str]:
    """One picture. No address is allowed, so nothing that a chart might name is fetched."""
    import vl_convert  # on the wire only here: the server never loads it

    svg = job.get("svg") or vl_convert.vegalite_to_svg(job["spec"], vl_version=VEGA_LITE, allowed_base_urls=[])
    painted = {"svg": svg}
    if job.get("scale"):
        dots = PIXELS * job["scale"]  # an inch, which the picture says, so that it is printed at its size
        png = vl_convert.svg_to_png(svg, scale=POINTS / PIXELS, ppi=dots)
        painted["png"] = base64.b64encode(png).decode("ascii")
    return painted


def main() -> None:
    """Paint what standard input asks for."""
    jobs = json.load(sys.stdin)
    json.dump({job["name"]: paint(job) for job in jobs}, sys.stdout)


if __name__ == "__main__":
    main()
