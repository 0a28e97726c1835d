"""Where a presentation is, and that no press is lost or answered by half, wherever Streamlit cuts an answer short."""

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from components import focus
from components.story import place, steps
from components.story.place import PLACE, Place

SLIDES = 8
BEFORE = Place(slide=2, opened="3", code=False, presses=4, net=1)


class CutShortError(Exception):
    """What Streamlit raises in a callback that touches the session while the next press is waiting."""


class Session(dict[str, Any]):
    """A session that cuts short what touches it for the nth time."""

    left: int | None = None

    def _touch(self) -> None:
        if self.left is not None:
            self.left -= 1
            if self.left < 0:
                raise CutShortError

    def __getitem__(self, key: str) -> Any:
        self._touch()
        return super().__getitem__(key)

    def get(self, key: str, default: Any = None) -> Any:
        self._touch()
        return super().get(key, default)

    def __contains__(self, key: object) -> bool:
        self._touch()
        return super().__contains__(key)

    def __setitem__(self, key: str, value: Any) -> None:
        self._touch()
        super().__setitem__(key, value)


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> Session:
    state = Session({PLACE: tuple(BEFORE), "theme": ["trade"], "q": "", steps.KEY: {"steps": counted(4, 1)}})
    monkeypatch.setattr("streamlit.session_state", state)
    monkeypatch.setattr(steps, "get_script_run_ctx", lambda: SimpleNamespace(session_id="visit"))
    return state


def counted(presses: int, net: int, visit: str = "visit") -> dict[str, Any]:
    """What the browser sends."""
    return {"visit": visit, "presses": presses, "net": net}


def cut_short_everywhere(session: Session, answer: Callable[[], None]) -> Iterator[None]:
    """The answer cut short at its first touch of the session, at its second, and so on until it is let through."""
    kept = dict(session)
    for touches in range(100):
        session.clear()
        session.update(kept)
        session.left = touches
        try:
            answer()
        except CutShortError:
            session.left = None
            yield
        else:
            session.left = None
            yield
            return
    pytest.fail("the answer never ends")


@pytest.mark.parametrize(("asked", "slide"), [("", 1), ("3", 3), ("0", 1), ("99", 8), ("-4", 1), ("three", 1)])
def test_a_link_opens_the_nearest_slide(asked: str, slide: int):
    assert place.slide_number(asked, SLIDES) == slide


LINKS = [
    ("", "", Place(1), []),
    ("3", "2", Place(3, "2"), []),
    ("2", "view", Place(2, "view"), []),
    ("99", "", Place(3), ["There is no slide “99”; this is slide 3."]),
    ("abc", "7", Place(1), ["There is no slide “abc”; this is slide 1.", "The slide has no claim “7”."]),
    ("2", "1", Place(2), ["The slide has no claim “1”."]),
]


@pytest.mark.parametrize(("asked", "opened", "nearest", "lost"), LINKS)
def test_a_link_opens_the_nearest_place_and_says_what_was_dropped(asked, opened, nearest, lost):
    assert place.nearest_place(asked, opened, [4, 0, 2]) == (nearest, lost)
    assert place.nearest_place(asked, "", [])[0] == Place(1)


def test_of_two_presses_none_is_lost_wherever_the_first_is_cut_short(session: Session):
    session[steps.KEY] = {"steps": counted(5, 2)}
    cuts = 0
    for _ in cut_short_everywhere(session, lambda: place.take_counted(SLIDES)):
        session[steps.KEY] = {"steps": counted(6, 3)}
        place.take_counted(SLIDES)
        assert place.current_place() == Place(4, "", False, 6, 3)
        cuts += 1
    assert cuts > 5


def test_a_step_that_was_cut_short_is_gone_by_the_next_run(session: Session):
    session[steps.KEY] = {"steps": counted(5, 2)}
    for _ in cut_short_everywhere(session, lambda: place.take_counted(SLIDES)):
        place.take_counted(SLIDES)  # as `declare_place` does, whatever that run was for
        assert place.current_place() == Place(3, "", False, 5, 2)
        assert session[focus.NEXT] == {"theme": []}


PRESSES: dict[str, tuple[Callable[[], None], Place]] = {
    "go": (lambda: place.go(7), BEFORE._replace(slide=7, opened="")),
    "step": (lambda: place.step(-1, SLIDES), BEFORE._replace(slide=1, opened="")),
    "close": (place.close, BEFORE._replace(opened="")),
    "open": (lambda: place.open_over("1"), BEFORE._replace(opened="1")),
    "code": (place.toggle_code, BEFORE._replace(code=True)),
}


@pytest.mark.parametrize("press", PRESSES)
def test_a_press_is_answered_whole_or_not_at_all(session: Session, press: str):
    answer, after = PRESSES[press]
    seen = [place.current_place() for _ in cut_short_everywhere(session, answer)]
    assert set(seen) == {BEFORE, after}
    assert seen[-1] == after


def test_steps_end_at_the_first_and_the_last_slide(session: Session):
    session[steps.KEY] = {"steps": counted(24, 21)}
    place.take_counted(SLIDES)
    assert place.current_place().slide == SLIDES
    session[steps.KEY] = {"steps": counted(25, 20)}
    place.take_counted(SLIDES)
    assert place.current_place().slide == SLIDES - 1
    session[steps.KEY] = {"steps": counted(50, -5)}
    place.take_counted(SLIDES)
    assert place.current_place().slide == 1


@pytest.mark.parametrize("said", [None, {}, {"steps": None}, {"steps": counted(4, 1)}, {"steps": counted(9, 9, "old")}])
def test_what_was_counted_already_or_for_another_session_leads_nowhere(session: Session, said: dict[str, Any] | None):
    session[steps.KEY] = said
    place.take_counted(SLIDES)
    assert place.current_place() == BEFORE
    assert focus.NEXT not in session


def test_another_story_begins_at_its_first_slide(session: Session):
    place.to_the_start()
    assert place.current_place() == BEFORE._replace(slide=1, opened="")
    session.clear()
    place.to_the_start()
    assert not session
