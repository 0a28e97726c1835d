"""One visual language for every chart, in light and in dark.

Charts name the *role* of a colour ("quantity", "unthemed"), never the colour. Streamlit hands the theme's categorical
colours to Vega as a range, so a role becomes a colour in the reader's browser and follows a switch of light and dark
at once. The map cannot do so: it takes `PALETTES` by the mode that the browser reports.
"""

from typing import Literal

import altair as alt

Mode = Literal["light", "dark"]

# In the order of theme.chartCategoricalColors in .streamlit/config.toml.
ROLES = (
    "quantity",
    "rest",  # what is not chosen while something is
    "chosen",
    "unthemed",  # the labelled state "nothing", here and in all charts
    "person",
    "organisation",
    "initiative",
    "event",
    "opportunity",
    "concern",
    "mixed",
    "neutral",
    "ink",
    "subtle",
    "paper",
    "on_middle",  # text on "mixed" and "neutral"
)
# The map's own colours stand after the roles.
PALETTES: dict[Mode, dict[str, str]] = {
    "light": {
        "quantity": "#1F5F8B",
        "rest": "#6190B1",
        "chosen": "#123E5E",
        "unthemed": "#7D858B",
        "person": "#1F5F8B",
        "organisation": "#A66B0C",
        "initiative": "#2A9D8F",
        "event": "#5E2750",
        "opportunity": "#0B6A80",
        "concern": "#B4472B",
        "mixed": "#B08A00",
        "neutral": "#83898D",
        "ink": "#1B2A34",
        "subtle": "#56646E",
        "paper": "#FBFAF7",
        "on_middle": "#1B2A34",
        "sea": "#E6EEF2",
        "land": "#EFEADF",
        "land_named": "#E2DACA",
        "border": "#FBFAF7",
        "outline": "#1B2A34",
    },
    "dark": {
        "quantity": "#5FA9D9",
        "rest": "#47789C",
        "chosen": "#B5DDF6",
        "unthemed": "#7F8A92",
        "person": "#5FA9D9",
        "organisation": "#E3A53C",
        "initiative": "#9FE8D2",
        "event": "#9A5C93",
        "opportunity": "#59C4DE",
        "concern": "#F08A66",
        "mixed": "#D2AE3E",
        "neutral": "#7A8187",
        "ink": "#E9E6DE",
        "subtle": "#A3AEB5",
        "paper": "#10171C",
        "on_middle": "#10171C",
        "sea": "#0B1116",
        "land": "#1E282F",
        "land_named": "#2A353C",
        "border": "#10171C",
        "outline": "#F3EFE6",
    },
}
# Sequential lapis, little to much; as theme.chartSequentialColors.
SEQUENTIAL: dict[Mode, tuple[str, ...]] = {
    "light": (
        "#E4EDF3",
        "#CBDDE9",
        "#B1CCDE",
        "#96BBD2",
        "#7BA9C6",
        "#5F96B8",
        "#4384AB",
        "#2F719B",
        "#1F5F8B",
        "#174B70",
    ),
    "dark": (
        "#1B2B37",
        "#203747",
        "#264558",
        "#2C536A",
        "#33627D",
        "#3B7393",
        "#4585AA",
        "#5197C1",
        "#5FA9D9",
        "#8CC5EA",
    ),
}
BACKGROUND: dict[Mode, str] = {"light": "#FBFAF7", "dark": "#10171C"}
# Streamlit bundles Source Sans, so that the map's labels are set in the page's own type without a request elsewhere.
MAP_FONT = '"Source Sans", "Source Sans Pro", sans-serif'
LABEL_SIZE = 14


def role_scale() -> alt.Scale:
    """The scale from role to colour; its range is the theme's."""
    return alt.Scale(domain=list(ROLES))


def role_of(field: str) -> alt.Color:
    """The colour of a layer by a column that holds roles; charts draw no legend, as labels stand at the marks."""
    return alt.Color(f"{field}:N", scale=role_scale(), legend=None)


def role_is(role: str) -> alt.ColorDatum:
    """The colour of a layer that has one role throughout."""
    return alt.ColorDatum(role, type="nominal", scale=role_scale(), legend=None)


def rgb(colour: str, alpha: int = 255) -> list[int]:
    """`#RRGGBB` as deck.gl takes it."""
    return [*(int(colour[i : i + 2], 16) for i in (1, 3, 5)), alpha]


def luminance(colour: str) -> float:
    """Relative luminance (0 to 1) of `#RRGGBB`, by WCAG 2.2."""
    parts = [c / 255 for c in rgb(colour)[:3]]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    """Contrast ratio (1 to 21) of two colours, by WCAG 2.2."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def readable_on(fill: str, mode: Mode) -> str:
    """Ink or paper, whichever reads better on `fill`."""
    palette = PALETTES[mode]
    return max((palette["ink"], palette["paper"]), key=lambda c: contrast(c, fill))
