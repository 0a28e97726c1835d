from hypothesis import given
from hypothesis import strategies as st

from steppe.corpus import STANCES, UNITS, Focus, parse_parameters

ids = st.lists(st.text(min_size=1, max_size=12).filter(str.strip), max_size=3, unique=True).map(tuple)
dates = st.none() | st.dates().map(lambda d: d.isoformat())
focuses = st.builds(
    Focus,
    countries=ids,
    entities=ids,
    themes=ids,
    stances=st.lists(st.sampled_from(STANCES), unique=True, max_size=2).map(tuple),
    articles=ids,
    outlets=ids,
    date_from=dates,
    date_to=dates,
    text=st.text(max_size=20),
    unit=st.sampled_from(UNITS),
)


@given(focuses)
def test_a_focus_survives_its_own_link(focus: Focus):
    parsed, dropped = parse_parameters(focus.to_parameters())
    assert parsed == focus
    assert dropped == ()


def test_bad_values_are_dropped_and_named():
    focus, dropped = parse_parameters({"unit": ["hectares"], "from": ["2024-02-31"], "stance": ["angry", "mixed"]})
    assert focus == Focus(stances=("mixed",))
    assert len(dropped) == 3
    assert any("2024-02-31" in sentence for sentence in dropped)


def test_the_default_view_has_an_empty_link():
    assert Focus().to_parameters() == {}
    assert Focus().is_empty
    assert Focus(unit="articles").is_empty
