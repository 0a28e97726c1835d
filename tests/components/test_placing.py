"""Names on the map: none hides another, none is cut off, and what matters most is named first."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from components.charts.frame import Frame
from components.charts.placing import DOT, EDGE, Rectangle, place_names

SCREEN = Rectangle(0, 0, 400, 300)
PLACES = st.lists(
    st.tuples(st.floats(0, 400), st.floats(0, 300), st.text("abc ", min_size=1, max_size=14)), max_size=25
)


def boxes_of(points, names, **options):
    sides = place_names(points, names, size=12, within=SCREEN, **options)
    return [side and side.box(*point, name, 12) for side, point, name in zip(sides, points, names, strict=True)]


@given(places=PLACES)
def test_no_name_hides_another_a_point_or_what_was_there_and_none_is_cut_off(places):
    points, names = [p[:2] for p in places], [p[2] for p in places]
    taken = [Rectangle(100, 100, 180, 130)]
    boxes = boxes_of(points, names, taken=taken)
    assert not any(a.meets(b) for a, b in combinations([*filter(None, boxes), *taken], 2))
    for own, box in enumerate(boxes):
        if box:
            assert box.top >= 0
            assert box.bottom <= 300
            assert box.left >= 0
            assert box.right <= 400
            others = [p for n, p in enumerate(points) if n != own]
            assert not any(box.meets(Rectangle.about(*p, 2 * DOT, 2 * DOT)) for p in others)


def test_the_first_gets_its_name_where_there_is_room_for_one_alone():
    walls = [Rectangle(0, 0, 400, 140), Rectangle(0, 160, 400, 300), Rectangle(0, 140, 190, 160)]
    points, names = [(200, 150), (205, 150)], ["one", "another"]
    assert [bool(box) for box in boxes_of(points, names, taken=walls)] == [False, True]  # its point hides the way
    assert [bool(box) for box in boxes_of(points[::-1], names, taken=walls)] == [True, False]


def test_a_point_beside_the_screen_is_named_for_those_whose_screen_is_wider():
    assert boxes_of([(500, 150)], ["far off"], taken=[])[0]


@given(x=st.floats(-300, 700), text=st.text("abc", min_size=1, max_size=20))
def test_no_name_stands_where_the_edge_of_a_wider_screen_may_cut_it(x, text):
    box = boxes_of([(x, 150)], [text], taken=[])[0]
    inside = box and box.left >= 0 and box.right <= 400
    assert box is None or inside or box.right < -EDGE or box.left > 400 + EDGE


def test_pixels_agree_with_the_frame():
    frame = Frame(50, 80, 35, 55, 400, 600)
    x, y = frame.pixels(frame.longitude, frame.latitude)
    assert (round(x), round(y)) == (300, 200)
    south, north = frame.pixels(65, 35)[1], frame.pixels(65, 55)[1]
    assert 0 < north < south < 400
    assert round(frame.pixels(80, 40)[0] - frame.pixels(50, 40)[0]) == round(30 * frame.scale)
