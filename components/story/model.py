"""A story as a value, and as text: an ordered list of views, each with what it showed when it was kept.

Pure: no Streamlit, no corpus. What comes in as text is a stranger's until it has passed `from_json`.
"""

import base64
import binascii
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from components.registry import PAGES, page_name
from steppe.corpus import Focus, parse_parameters
from steppe.corpus.focus import PARAMETERS
from steppe.errors import SteppeError

FORMAT = "steppe story"
VERSION = 1
SENTENCES = "sentences"  # no chart but the text itself
# What a view can draw: the ids of `components.drawings` (a test holds the two together), and `SENTENCES`.
DRAWINGS = (
    "map",
    "countries",
    "themes",
    "tone",
    "actors",
    "theme-tone",
    "theme-article",
    "theme-outlet",
    "time",
    SENTENCES,
)
MOST_VIEWS = 60
MOST_CLAIMS = 8
MOST_PASSAGES = 12
MOST_VALUES = 50  # of one query parameter
MOST_BYTES = 512 * 1024
TITLE_LENGTH = 160
NOTE_LENGTH = 1200
CLAIM_LENGTH = 280
VALUE_LENGTH = 400
# A link of 2,000 characters passes every browser, mail program and messenger that still has a limit.
LINK_LENGTH = 1800

Parameters = dict[str, tuple[str, ...]]


class StoryError(SteppeError):
    """A story that cannot be opened, kept or sent."""


@dataclass(frozen=True)
class Claim:
    """A sentence of the author's that a selection bears out.

    parameters : the Focus whose rows bear it out, as query parameters.
    total : how many rows those were when the claim was kept, in the Focus' own unit. 0 claims that there are none.
    passages : ids of the passages that say it, where some are better witnesses than others.
    """

    text: str
    parameters: Parameters = field(default_factory=dict)
    total: int | None = None
    passages: tuple[str, ...] = ()


@dataclass(frozen=True)
class StoryView:
    """One view of a story.

    page : the page it was kept on, by name ("map").
    drawing : what is drawn, one of `DRAWINGS`.
    parameters : the selection, as `Focus.to_parameters` gives it.
    total : the view's number when it was kept; None where it was not counted.
    passages : ids of the passages picked to be shown; empty shows those that the selection opens.
    claims : what the view is to show, sentence by sentence, each with its own selection.
    """

    page: str
    drawing: str
    parameters: Parameters
    title: str
    note: str = ""
    total: int | None = None
    passages: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True)
class Story:
    """An ordered list of views; `corpus` is the fingerprint that its numbers were counted on."""

    title: str
    corpus: str
    views: tuple[StoryView, ...] = ()


def focus_of(part: StoryView | Claim) -> Focus:
    """The selection of a view or a claim. Values that a corpus lacks are the caller's to find."""
    return parse_parameters(part.parameters)[0]


def parameters_of(focus: Focus) -> Parameters:
    """A selection as a story keeps it."""
    return {name: tuple(values) for name, values in focus.to_parameters().items()}


# -- editing -----------------------------------------------------------------------------------------------------------


def added(story: Story, view: StoryView) -> Story:
    """With a view at the end.

    Raises
    ------
    StoryError : the story is full.
    """
    if len(story.views) >= MOST_VIEWS:
        raise StoryError(f"The story has {MOST_VIEWS} views, which is its limit.", advice="Remove one first.")
    return replace(story, views=(*story.views, view))


def moved(story: Story, number: int, step: int) -> Story:
    """With one view moved by some places, as far as there are places."""
    views = list(story.views)
    place = min(max(0, number + step), len(views) - 1)
    views.insert(place, views.pop(number))
    return replace(story, views=tuple(views))


def removed(story: Story, number: int) -> Story:
    """Without one view."""
    return replace(story, views=(*story.views[:number], *story.views[number + 1 :]))


def replaced(story: Story, number: int, **changes: Any) -> Story:
    """With some fields of one view changed."""
    views = list(story.views)
    views[number] = replace(views[number], **changes)
    return replace(story, views=tuple(views))


# -- as JSON -----------------------------------------------------------------------------------------------------------


def to_json(story: Story) -> str:
    """The story as a file: what `from_json` reads. The same story gives the same text."""
    return json.dumps(_plain(story), ensure_ascii=False, indent=2) + "\n"


def _plain(story: Story) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "version": VERSION,
        "title": story.title,
        "corpus": story.corpus,
        "views": [_plain_view(view) for view in story.views],
    }


def _plain_view(view: StoryView) -> dict[str, Any]:
    plain = {"page": view.page, "drawing": view.drawing, "title": view.title, "note": view.note, **_plain_rows(view)}
    if view.claims:
        plain["claims"] = [{"text": claim.text, **_plain_rows(claim)} for claim in view.claims]
    return plain


def _plain_rows(part: StoryView | Claim) -> dict[str, Any]:
    return {
        "parameters": {name: list(values) for name, values in part.parameters.items()},
        "total": part.total,
        "passages": list(part.passages),
    }


def from_json(text: str) -> Story:
    """The story of a file.

    Raises
    ------
    StoryError : it is too large, no JSON, no story, of a newer version, or some part of it is not what it must be;
        the message names the part.
    """
    if len(text.encode("utf-8", "surrogatepass")) > MOST_BYTES:
        raise StoryError(f"The file is larger than {MOST_BYTES // 1024} KB, which no story is.", advice=PICK_ANOTHER)
    try:
        found = json.loads(text.removeprefix("\ufeff"), parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise StoryError("The file is not valid JSON.", advice=PICK_ANOTHER) from error
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise StoryError("The file is JSON, but no story of Steppe.", advice=PICK_ANOTHER)
    version = found.get("version")
    if type(version) is int and version > VERSION:
        raise StoryError("The story was saved by a newer Steppe.", advice="Update this one to open it.")
    if type(version) is not int or version != VERSION:
        raise StoryError("The story has no version that this Steppe knows.", advice=PICK_ANOTHER)
    _only(found, {"format", "version", "title", "corpus", "views"}, "The story")
    views = _list(found, "views", MOST_VIEWS, "The story")
    return Story(
        title=_text(found, "title", TITLE_LENGTH, "The story"),
        corpus=_text(found, "corpus", 128, "The story"),
        views=tuple(_view(view, f"View {number}") for number, view in enumerate(views, 1)),
    )


PICK_ANOTHER = "Choose a file that was saved on the Story page."


def _refuse_constant(name: str) -> float:
    raise ValueError(name)


def _view(found: Any, where: str) -> StoryView:
    _only(found, {"page", "drawing", "parameters", "title", "note", "total", "passages", "claims"}, where)
    claims = _list(found, "claims", MOST_CLAIMS, where) if "claims" in found else []
    return StoryView(
        page=_one_of(found, "page", tuple(page_name(entry) for entry in PAGES if not entry.bare), where),
        drawing=_one_of(found, "drawing", DRAWINGS, where),
        title=_text(found, "title", TITLE_LENGTH, where),
        note=_text(found, "note", NOTE_LENGTH, where, lines=True),
        claims=tuple(_claim(claim, f"{where}, claim {number}") for number, claim in enumerate(claims, 1)),
        **_rows(found, where),
    )


def _claim(found: Any, where: str) -> Claim:
    _only(found, {"text", "parameters", "total", "passages"}, where)
    return Claim(text=_text(found, "text", CLAIM_LENGTH, where), **_rows(found, where))


def _rows(found: Mapping[str, Any], where: str) -> dict[str, Any]:
    total = found.get("total")
    if total is not None and (isinstance(total, bool) or not isinstance(total, int) or not 0 <= total < 10**12):
        raise _bad(f"{where}: the total is no count.")
    passages = _list(found, "passages", MOST_PASSAGES, where)
    if not all(isinstance(p, str) and 0 < len(p) <= 80 and is_plain(p) for p in passages):
        raise _bad(f"{where}: a passage is not named by its id.")
    return {"parameters": _parameters(found, where), "total": total, "passages": tuple(passages)}


def _parameters(found: Mapping[str, Any], where: str) -> Parameters:
    given = found.get("parameters")
    if not isinstance(given, dict):
        raise _bad(f"{where}: the selection is missing.")
    kept: Parameters = {}
    for name, values in given.items():
        if name not in PARAMETERS.values():
            raise _bad(f"{where}: a selection cannot hold “{name[:40]}”.")
        fits = isinstance(values, list) and len(values) <= MOST_VALUES
        if not fits or not all(isinstance(v, str) and len(v) <= VALUE_LENGTH and is_plain(v) for v in values):
            raise _bad(f"{where}: “{name}” of the selection is not a list of short texts.")
        kept[name] = tuple(values)
    refused = parse_parameters(kept)[1]
    if refused:
        raise _bad(f"{where}: {refused[0]}.")
    return kept


def _only(found: Any, known: set[str], where: str) -> None:
    if not isinstance(found, dict):
        raise _bad(f"{where} is not what a view must be.")
    unknown = sorted(set(found) - known)
    if unknown:
        raise _bad(f"{where} holds “{unknown[0][:40]}”, which no story has.")


def _list(found: Mapping[str, Any], name: str, most: int, where: str) -> list[Any]:
    values = found.get(name)
    if not isinstance(values, list):
        raise _bad(f"{where}: the list “{name}” is missing.")
    if len(values) > most:
        raise _bad(f"{where} has {len(values)} {name}; {most} are the limit.")
    return values


def _text(found: Mapping[str, Any], name: str, most: int, where: str, *, lines: bool = False) -> str:
    value = found.get(name)
    if not isinstance(value, str):
        raise _bad(f"{where}: the {name} is missing.")
    if len(value) > most:
        raise _bad(f"{where}: the {name} has {len(value)} characters; {most} are the limit.")
    if not is_plain(value.replace("\n", "") if lines else value):
        raise _bad(f"{where}: the {name} holds signs that cannot be shown.")
    return value


def is_plain(text: str) -> bool:
    """Whether a text holds no control characters and no halves of characters."""
    return not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or 0xD800 <= ord(c) < 0xE000 for c in text)


def _one_of(found: Mapping[str, Any], name: str, known: tuple[str, ...], where: str) -> str:
    value = found.get(name)
    if value not in known:
        shown = value[:40] if isinstance(value, str) else "nothing"
        raise _bad(f"{where}: “{shown}” is no {name} of this Steppe.")
    return str(value)


def _bad(what: str) -> StoryError:
    return StoryError(what, advice="Save the story again on the Story page, or mend the file by hand.")


# -- as a link ---------------------------------------------------------------------------------------------------------


def link_of_story(story: Story) -> str:
    """The story as the value of the query parameter `story`: compressed, of letters that an address can hold.

    Raises
    ------
    StoryError : it has more than `LINK_LENGTH` characters so; only short stories travel in a link.
    """
    plain = json.dumps(_plain(story), ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    code = base64.urlsafe_b64encode(zlib.compress(plain, 9)).decode("ascii").rstrip("=")
    if len(code) > LINK_LENGTH:
        raise StoryError(
            f"The story is too long for a link: {len(code)} characters, where {LINK_LENGTH} are safe to send.",
            advice="Send it as a file, or shorten its notes.",
        )
    return code


def story_of_link(code: str) -> Story:
    """The story that a link holds.

    Raises
    ------
    StoryError : the link is damaged or cut short, or holds no story.
    """
    if len(code) > 4 * LINK_LENGTH:
        raise StoryError("The link to the story is longer than any that was made here.", advice=ASK_AGAIN)
    try:
        packed = base64.b64decode(code + "=" * (-len(code) % 4), altchars=b"-_", validate=True)
        unpacker = zlib.decompressobj()
        plain = unpacker.decompress(packed, MOST_BYTES)
        if not unpacker.eof:
            raise ValueError("cut short, or larger than any story")
        text = plain.decode("utf-8")
    except (ValueError, binascii.Error, zlib.error) as error:
        raise StoryError("The link to the story is damaged or was cut short.", advice=ASK_AGAIN) from error
    return from_json(text)


ASK_AGAIN = "Ask for the link again, or for the story as a file."
