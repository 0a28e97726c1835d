"""What stands beside the map."""

from components.charts.theme import SEQUENTIAL
from components.maps import shades_html


def test_the_legend_goes_from_the_least_to_the_most():
    html = shades_html(1, 1250, "sentences", "light")
    assert html.startswith("<span>1<span")
    assert html.endswith("1,250 sentences</span>")
    assert "linear-gradient" in html


def test_one_count_has_one_shade_that_of_the_map():
    html = shades_html(1, 1, "sentences", "dark")
    assert "gradient" not in html
    assert SEQUENTIAL["dark"][-2] in html
    assert html.endswith("</span>1 sentence</span>")
