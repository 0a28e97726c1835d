"""Print the table of figures as Markdown."""

from tools.bench.building import measure_build
from tools.bench.pages import measure_both


def row(what: str, steppe: str, beside: str, ratio: str, target: str) -> str:
    return f"| {what} | {steppe} | {beside} | {ratio} | {target} |"


def main() -> None:
    """Measure and print."""
    bare, page = measure_both()
    built = measure_build()
    print(row("figure", "Steppe", "beside", "ratio", "target"))
    print(row("---", "---", "---", "---", "---"))
    for what, ours, theirs in (
        ("first paint", page.first_paint, bare.first_paint),
        ("click to evidence, median", page.click_median, bare.click_median),
        ("click to evidence, p95", page.click_p95, bare.click_p95),
    ):
        print(row(what, f"{ours:.2f} s", f"{theirs:.2f} s (bare page)", f"{ours / theirs:.2f}", "at most 1.5"))
    print(row("server memory", f"{page.resident:.0f} MB", f"{bare.resident:.0f} MB (bare page)", "", "at most 300 MB"))
    print(
        row(
            "build",
            f"{built.steppe:,.0f} words/s",
            f"{built.stock:,.0f} words/s (stock spaCy)",
            f"{built.steppe / built.stock:.2f}",
            "at least 0.8",
        )
    )


if __name__ == "__main__":
    main()
