"""A story survives its file and its link to the letter; whatever else comes in is refused in plain words."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.story import model
from components.story.model import Claim, Story, StoryError, StoryView
from steppe.corpus import Focus
from steppe.corpus.focus import MULTIPLE, PARAMETERS, STANCES, UNITS

PLAIN = st.characters(exclude_categories=["Cc", "Cs"])
LINE = st.text(PLAIN, max_size=60)
VALUES = st.lists(st.text(PLAIN, min_size=1, max_size=20), max_size=3).map(tuple)
TOTALS = st.none() | st.integers(0, 10**9)
IDS = st.lists(st.from_regex(r"[0-9a-f]{16}-p[0-9]{3}", fullmatch=True), max_size=3).map(tuple)


@st.composite
def parameters(draw: st.DrawFn) -> dict[str, tuple[str, ...]]:
    found = {PARAMETERS[f]: draw(VALUES) for f in MULTIPLE if f != "stances" and draw(st.booleans())}
    if draw(st.booleans()):
        found["stance"] = (draw(st.sampled_from(STANCES)),)
    if draw(st.booleans()):
        found |= {"unit": (draw(st.sampled_from(UNITS)),), "from": (draw(st.dates()).isoformat(),)}
    return found


CLAIMS = st.builds(Claim, LINE, parameters(), TOTALS, IDS)
VIEWS = st.builds(
    StoryView,
    page=st.sampled_from(["overview", "map", "themes", "entities", "articles"]),
    drawing=st.sampled_from(model.DRAWINGS),
    parameters=parameters(),
    title=LINE,
    note=st.text(PLAIN | st.just("\n"), max_size=200),
    total=TOTALS,
    passages=IDS,
    claims=st.lists(CLAIMS, max_size=3).map(tuple),
)
STORIES = st.builds(Story, LINE, LINE, st.lists(VIEWS, max_size=4).map(tuple))


def tried(function: Callable[[Any], Any], value: Any) -> Any:
    """What the function gives, or the error in plain words that it raises."""
    try:
        return function(value)
    except StoryError as error:
        return error


@settings(max_examples=60)
@given(STORIES)
def test_a_story_survives_its_file(story: Story):
    assert model.from_json(model.to_json(story)) == story


@settings(max_examples=60)
@given(STORIES)
def test_a_story_survives_its_link_or_is_too_long_for_one(story: Story):
    code = tried(model.link_of_story, story)
    if isinstance(code, StoryError):
        assert "too long" in code.what
    else:
        assert len(code) <= model.LINK_LENGTH
        assert code.replace("-", "a").replace("_", "a").isalnum()
        assert model.story_of_link(code) == story


@settings(max_examples=60)
@given(st.text(max_size=300))
def test_no_text_does_worse_than_a_story_error(text: str):
    for read in (model.from_json, model.story_of_link):
        with pytest.raises(StoryError):
            read(text)


@settings(max_examples=60)
@given(STORIES, st.data())
def test_whatever_is_put_in_place_of_a_part_is_read_or_refused(story: Story, data: st.DataObject):
    plain: Any = json.loads(model.to_json(story))
    spot, key = plain, data.draw(st.sampled_from(sorted(plain)))
    while isinstance(spot[key], (dict, list)) and spot[key] and data.draw(st.booleans()):
        spot = spot[key]
        key = data.draw(st.sampled_from(sorted(spot) if isinstance(spot, dict) else range(len(spot))))
    junk = st.recursive(st.none() | st.booleans() | st.floats() | st.integers() | st.text(), st.lists, max_leaves=4)
    spot[key] = data.draw(junk)
    read = tried(model.from_json, json.dumps(plain))
    if isinstance(read, StoryError):
        assert read.what
        assert read.advice
    else:
        assert model.from_json(model.to_json(read)) == read


VIEW = {"page": "map", "drawing": "map", "parameters": {}, "title": "t", "note": "", "total": 1, "passages": []}
CLAIM = {"text": "said", "parameters": {}, "total": 1, "passages": []}


def story_with(**changes: Any) -> str:
    return json.dumps({"format": model.FORMAT, "version": 1, "title": "s", "corpus": "f", "views": [VIEW | changes]})


BAD = [
    (story_with(page="admin"), "“admin” is no page"),
    (story_with(page=["map"]), "is no page"),
    (story_with(page="present"), "“present” is no page"),
    (story_with(drawing="pie"), "“pie” is no drawing"),
    (story_with(total=-1), "is no count"),
    (story_with(total=True), "is no count"),
    (story_with(total="24"), "is no count"),
    (story_with(title="x" * 161), "161 characters"),
    (story_with(title="a\nb"), "cannot be shown"),
    (story_with(title="a\u0000b"), "cannot be shown"),
    (story_with(note=None), "the note is missing"),
    (story_with(note="x" * 1201), "1201 characters"),
    (story_with(parameters=[]), "selection is missing"),
    (story_with(parameters={"colour": ["red"]}), "cannot hold “colour”"),
    (story_with(parameters={"country": "KZ"}), "not a list of short texts"),
    (story_with(parameters={"country": ["K" * 401]}), "not a list of short texts"),
    (story_with(parameters={"country": ["KZ"] * 51}), "not a list of short texts"),
    (story_with(parameters={"stance": ["angry"]}), "is no stance"),
    (story_with(parameters={"from": ["yesterday"]}), "is no date"),
    (story_with(parameters={"unit": ["furlongs"]}), "is no counting unit"),
    (story_with(passages=["a"] * 13), "13 passages; 12 are the limit"),
    (story_with(passages=[7]), "not named by its id"),
    (story_with(passages=[""]), "not named by its id"),
    (story_with(claims=[CLAIM] * 9), "9 claims; 8 are the limit"),
    (story_with(claims=[CLAIM | {"text": "x" * 281}]), "View 1, claim 1: the text has 281"),
    (story_with(claims="none"), "list “claims” is missing"),
    (story_with(script="<script>"), "holds “script”"),
    (json.dumps(json.loads(story_with()) | {"version": 2}), "newer Steppe"),
    (json.dumps(json.loads(story_with()) | {"version": "1"}), "no version that this Steppe knows"),
    (json.dumps(json.loads(story_with()) | {"format": "other"}), "no story of Steppe"),
    (json.dumps(json.loads(story_with()) | {"views": [VIEW] * 61}), "61 views; 60 are the limit"),
    (json.dumps(json.loads(story_with()) | {"views": [7]}), "View 1 is not what a view must be"),
    (json.dumps(json.loads(story_with()) | {"views": {}}), "list “views” is missing"),
    (json.dumps(json.loads(story_with()) | {"more": 1}), "holds “more”"),
    ("[]", "no story of Steppe"),
    ("{", "not valid JSON"),
    ("[" * 100_000, "not valid JSON"),
    ('{"format": NaN}', "not valid JSON"),
    (" " * (model.MOST_BYTES + 1), "larger than 512 KB"),
]


@pytest.mark.parametrize(("text", "said"), BAD, ids=[said for _, said in BAD])
def test_a_bad_file_is_refused_and_named(text: str, said: str):
    with pytest.raises(StoryError, match=said.replace("(", r"\(")) as caught:
        model.from_json(text)
    assert caught.value.advice


def test_the_file_that_bad_ones_differ_from_is_good():
    assert model.from_json("\ufeff" + story_with(claims=[CLAIM])).views[0].claims[0].text == "said"


def test_a_link_that_swells_when_opened_is_refused():
    import base64
    import zlib

    bomb = base64.urlsafe_b64encode(zlib.compress(b" " * (model.MOST_BYTES + 2), 9)).decode().rstrip("=")
    assert len(bomb) < model.LINK_LENGTH
    with pytest.raises(StoryError, match="damaged"):
        model.story_of_link(bomb)


def test_a_link_cut_short_is_refused():
    code = model.link_of_story(Story("s", "f", (StoryView("map", "map", {"country": ("KZ",)}, "t"),)))
    for length in (1, len(code) // 2, len(code) - 2):
        with pytest.raises(StoryError):
            model.story_of_link(code[:length])


def three() -> Story:
    return Story("s", "f", tuple(StoryView("map", "map", {}, name) for name in "abc"))


@pytest.mark.parametrize(
    ("number", "step", "order"), [(0, 1, "bac"), (2, -1, "acb"), (0, -1, "abc"), (2, 5, "abc"), (0, 9, "bca")]
)
def test_a_view_moves_as_far_as_there_is_room(number: int, step: int, order: str):
    assert "".join(v.title for v in model.moved(three(), number, step).views) == order


def test_views_are_added_removed_and_edited():
    assert [v.title for v in model.removed(three(), 1).views] == ["a", "c"]
    assert [v.note for v in model.replaced(three(), 2, note="n").views] == ["", "", "n"]
    assert [v.title for v in model.added(three(), StoryView("map", "map", {}, "d")).views] == list("abcd")
    full = Story("s", "f", tuple(StoryView("map", "map", {}, "x") for _ in range(model.MOST_VIEWS)))
    with pytest.raises(StoryError, match="limit"):
        model.added(full, three().views[0])


@settings(max_examples=60)
@given(parameters())
def test_a_kept_selection_is_the_selection(found: dict[str, tuple[str, ...]]):
    focus = model.focus_of(StoryView("map", "map", found, "t"))
    assert model.focus_of(Claim("c", model.parameters_of(focus))) == focus
    assert model.parameters_of(Focus()) == {}
