"""Names recognised by how they are built: a head noun (Summit, Ministry, Corridor) and the capitals around it."""

from steppe.analysis.article import EntityType
from steppe.analysis.names.candidates import GRAMMAR, Candidate
from steppe.analysis.names.given_names import GIVEN_NAMES
from steppe.analysis.names.known import Known, joined
from steppe.analysis.names.lines import Line, Word
from steppe.analysis.names.tails import after_aim, with_superior, without_body
from steppe.analysis.names.vocabulary import (
    COMPANY_TAILS,
    EVENT_HEADS,
    GENERIC_MODIFIERS,
    INITIATIVE_HEADS,
    MONTHS,
    NON_NAME_WORDS,
    ORGANISATION_HEADS,
    STATE_BODIES,
    TITLE_MODIFIERS,
    TITLES,
    WEAK_HEADS,
    WEEKDAYS,
)
from steppe.analysis.names.words import word_set

_STOPS = NON_NAME_WORDS | WEEKDAYS | (MONTHS - {"may", "march"}) | TITLES
_OFFICES = frozenset(["ministers", "presidents"])  # the Council of Foreign Ministers
_LINKS = frozenset(["of", "for", "on", "against"])
_GENERIC_OWNERS = word_set("people peoples women workers writers men children veterans journalists nation farmers")
_YEARLY_HEADS = word_set("strategy vision plan programme agenda expo concept")
_ORGANS = word_set("board bureau office department service secretariat directorate presidium division branch")
# "Category A. Consultations": a letter after these is no initial.
_LETTERED = word_set("category class group grade type section part phase annex appendix schedule plan vitamin block")
_NAMED_AFTER_PERSONS = word_set("university institute academy conservatory library museum theatre school hospital")
_LONGEST = 14
# Every town, every company has one.
_COMMON_HOUSES = frozenset(
    [("house", "of", "culture"), ("palace", "of", "culture"), ("board", "of", "directors"), ("house", "of", "soviets")]
)


def find_headed_names(line: Line, known: Known) -> list[Candidate]:
    """Organisations, events and initiatives named by a head noun.

    In a headline every word has a capital, so only headed names with a known place in them are proposed.
    """
    found: list[Candidate] = []
    past = 0
    for index, word in enumerate(line.words):
        if index < past:
            continue
        kind = _kind_of_head(word, line, index)
        if kind is None:
            continue
        first, last = _expand_left(line, known, index), _expand_right(line, known, index)
        first = _trim_left(line, known, first, index, kind)
        last = _with_tail(line, known, index, last)
        last = without_body(line, index, with_superior(line, index, last), kind)
        if word.fold == "railway" and index - first == 1 and known.form(first) in ("name", "demonym"):
            kind = "organisation"  # "Georgian Railway" is a company; a project joins two places
        later = next((i for i in range(last - 1, index, -1) if _kind_of_head(line.words[i], line, i)), None)
        if later is not None and _adjacent(line, index, later):
            continue  # the last head of a chain decides: "Development Bank Forum" is a forum
        if _is_part_of_known(line, known, index, last) or _is_board(line, first, index, last):
            continue
        if tuple(w.fold for w in line.words[first:last]) in _COMMON_HOUSES:
            continue
        if not _says_enough(line, known, first, index, last):
            continue
        found.append(_candidate(line, known, first, last, index, kind))
        past = last
    return found


def _with_tail(line: Line, known: Known, head: int, last: int) -> int:
    """Index after what companies are called after, right behind the head: "Harrow Trust Services"."""
    words = line.words
    if last != head + 1 or last >= len(words) or line.style != "sentence" or known.at(last) is not None:
        return last
    tail = words[last]
    return last + 1 if tail.text.istitle() and tail.fold in COMPANY_TAILS and joined(line, words[head], tail) else last


def _is_board(line: Line, first: int, head: int, last: int) -> bool:
    """ "the Board of Directors of the Asian Infrastructure Investment Bank": the bank is the name."""
    folds = [w.fold for w in line.words[first : min(last, head + 4)]]
    return folds[:4] in (
        ["board", "of", "directors", "of"],
        ["board", "of", "governors", "of"],
        ["board", "of", "trustees", "of"],
    )


def _is_part_of_known(line: Line, known: Known, head: int, last: int) -> bool:
    """ "the Political Bureau of the Communist Party of China": an organ; the organisation is the name."""
    if line.words[head].fold not in _ORGANS or head + 1 >= last:
        return False
    rest = next((i for i in range(head + 1, last) if line.words[i].fold not in ("of", "the")), last)
    covering = known.at(rest)
    return covering is not None and covering.type == "organisation"


def _kind_of_head(word: Word, line: Line, index: int) -> EntityType | None:
    if not word.text[0].isupper() or (line.style == "title" and word.text[0].islower()):
        return None
    if word.fold == "congress":
        before = line.words[index - 1].fold if index else ""
        return "organisation" if before in ("us", ".", "people", "s", "national", "the", "") else "event"
    if word.fold == "cabinet":
        return "organisation" if [w.fold for w in line.words[index + 1 : index + 3]] == ["of", "ministers"] else None
    if word.fold in ("year", "decade"):
        return "event" if index + 1 < len(line.words) and line.words[index + 1].fold == "of" else None
    if word.fold in INITIATIVE_HEADS:
        after = line.words[index + 1].fold if index + 1 < len(line.words) else ""
        # "the Turkmen Initiative for Human Rights" is people, an "Initiative on" is a paper.
        return "organisation" if word.fold == "initiative" and after in ("for", "against") else "initiative"
    if word.fold in EVENT_HEADS:
        # "the Uzbek Forum for Human Rights" is people, a "Forum on" is an event.
        after = line.words[index + 1].fold if index + 1 < len(line.words) else ""
        return "organisation" if word.fold == "forum" and after == "for" else "event"
    return "organisation" if word.fold in ORGANISATION_HEADS else None


def _adjacent(line: Line, first: int, last: int) -> bool:
    return all(line.words[i].text[0].isupper() for i in range(first, last + 1))


def _expand_left(line: Line, known: Known, head: int) -> int:
    """Index of the first word of the name that ends in the head noun."""
    words, first = line.words, head
    while first > 0 and head - first < _LONGEST:
        before = words[first - 1]
        if not joined(line, before, words[first]):
            break
        covering = known.at(first - 1)
        if covering is not None and covering.type == "person" and words[head].fold not in _NAMED_AFTER_PERSONS:
            break
        if before.text[0].isupper() or (before.text[0].isdigit() and first - 1 > 0 and words[first - 2].fold in "+-"):
            field = before.fold == "justice" and words[first].fold == "ministry"  # no judge's title
            newly_named = before.text == "New" and before.start not in line.sentence_starts and line.style == "sentence"
            if (
                before.fold in _STOPS
                and not newly_named
                and not field
                and not (covering and covering.start < before.start)
            ):
                break
            first -= 1
        elif (
            (before.fold in ("-", "and") and first > 1 and _bridges(line, known, first - 1))
            or (before.fold == "+" and first > 1)
            or (
                before.fold == "."
                and first > 1
                and (
                    words[first - 2].text == "St"
                    or (len(words[first - 2].text) == 1 and words[first - 2].text.isupper())
                )
                and words[first].start not in line.sentence_starts
                and (first < 3 or words[first - 3].fold not in _LETTERED)
            )
        ):
            first -= 2
        elif (
            before.fold == "s"
            and first > 3
            and words[first - 2].fold == "'"
            and words[first - 3].fold in _GENERIC_OWNERS
        ):
            first -= 3
        elif before.fold == "'" and first > 2 and words[first - 2].fold in _GENERIC_OWNERS | {"states"}:
            first -= 2
        else:
            break
    return first


def _bridges(line: Line, known: Known, link: int) -> bool:
    """Whether a hyphen, or "and", binds the capitalised words around it into one name."""
    words = line.words
    left = words[link - 1]
    if not left.text[0].isupper() and not left.text[0].isdigit():
        return False
    if words[link].fold == "-":
        return left.end == words[link].start
    heads = ORGANISATION_HEADS | EVENT_HEADS | INITIATIVE_HEADS
    if left.fold in _STOPS | heads or known.at(link - 1) is not None or known.at(link + 1) is not None:
        return False
    return joined(line, left, words[link])


def _expand_right(line: Line, known: Known, head: int) -> int:
    """Index after the last word of the name: "of", "for", "on", "against" and the capitals that follow."""
    words, last = line.words, head + 1
    if words[head].fold == "cabinet":
        return _with_state(line, known, head + 3)
    if line.style != "sentence" and words[head].fold != "ministry":
        return last
    if last < len(words) and words[head].fold in _YEARLY_HEADS | {"summit", "forum"}:
        year = words[last]
        if year.text.isdigit() and len(year.text) == 4 and joined(line, words[head], year):
            last += 1
    last = after_aim(line, head, last)
    yearly = words[head].fold in ("year", "decade")
    while last < len(words) and last - head < _LONGEST:
        if not (
            words[last].fold in _LINKS or (yearly and words[last].fold == "in" and known.form(last + 1))
        ) or not joined(line, words[last - 1], words[last]):
            break
        after = last + 1
        if after < len(words) and words[after].fold == "the":
            after += 1
        covering = known.at(after)
        if after >= len(words) or not words[after].text[0].isupper() or words[after].fold in WEEKDAYS | MONTHS:
            break
        if covering is not None and covering.type == "person":
            break
        last = _run_right(line, known, after, through_places=yearly)
    return last


def _with_state(line: Line, known: Known, last: int) -> int:
    """Index after the state whose cabinet it is: "the Cabinet of Ministers of Turkmenistan"."""
    ahead = [word.fold for word in line.words[last : last + 2]]
    state = known.at(last + (2 if ahead == ["of", "the"] else 1)) if ahead[:1] == ["of"] else None
    return line.word_at(state.end - 1) + 1 if state is not None and state.form == "name" else last


def _run_right(line: Line, known: Known, index: int, *, through_places: bool = False) -> int:
    """Index after the capitals that start at `index`; a country ends them, unless they may run through places."""
    words = line.words
    while index < len(words):
        follows = index + 1 < len(words) and joined(line, words[index], words[index + 1])
        if not follows:
            return index + 1
        after = words[index + 1]
        covering = known.at(index + 1)
        here = known.at(index)
        if covering is not None and here is covering:
            index += 1
        elif (here is not None and here.type == "organisation") or (after.fold in GIVEN_NAMES and after.text.istitle()):
            return index + 1
        elif (
            after.text[0].isupper()
            and after.fold not in _STOPS - _OFFICES
            and (through_places or not known.form(index) or _goes_on_as_body(line, known, index))
        ):
            if (
                line.style != "sentence"
                and known.at(index + 1) is None
                and line.tag[line.token_at(after.start)][0] == "V"
            ):
                return index + 1
            index += 1
        elif (
            after.fold == "'"
            and words[index].fold.endswith("s")
            and index + 2 < len(words)
            and words[index + 2].text[0].isupper()
            and words[index + 2].start == after.end + 1
        ):
            index += 2  # "the Year of Farmers' Rights"
        elif after.fold in ("and", "-", ",") and index + 2 < len(words) and _continues(line, known, index + 1):
            index += 2
        else:
            return index + 1
    return index


def _goes_on_as_body(line: Line, known: Known, index: int) -> bool:
    """Whether the adjective of a country opens the name of a body: "of the British Library"."""
    after = line.words[index + 1]
    return known.form(index) == "demonym" and known.at(index + 1) is None and after.fold in ORGANISATION_HEADS


def _continues(line: Line, known: Known, link: int) -> bool:
    """Whether "and", a hyphen or a comma inside "Ministry of Trade, Industry and Energy" goes on with the name."""
    words = line.words
    after = words[link + 1]
    if not after.text[0].isupper() or known.at(link + 1) is not None or known.at(link - 1) is not None:
        return False
    if words[link].fold == "-":
        return words[link].end == after.start
    if words[link].fold == ",":
        ahead = [word.fold for word in words[link + 1 : link + 7]]
        end = next((i for i, fold in enumerate(ahead) if fold in (".", ";", "said")), len(ahead))
        return "and" in ahead[:end] and all(
            w.text[0].isupper() or w.fold in ("and", ",") for w in words[link + 1 : link + 3]
        )
    if words[link - 1].fold in ORGANISATION_HEADS | EVENT_HEADS | INITIATIVE_HEADS:
        return False
    following = words[link + 2] if link + 2 < len(words) else None
    opens_another = after.fold in ORGANISATION_HEADS and following is not None and following.fold == "of"
    return not opens_another and after.fold not in _STOPS


def _trim_left(line: Line, known: Known, first: int, head: int, kind: EntityType) -> int:
    """Leave out what stands before a name without being part of it: a state before its own body, a number word."""
    words = line.words
    while first < head:
        covering = known.at(first)
        opener = words[first].start in line.sentence_starts and words[first].fold in NON_NAME_WORDS
        modifier = words[first].fold in TITLE_MODIFIERS and first + 1 < head and words[first + 1].fold in TITLES
        verb = words[first].start in line.sentence_starts and line.tag[line.token_at(words[first].start)] in (
            "VB",
            "VBP",
        )
        opener = opener or (verb and line.style == "sentence" and covering is None)  # "Think Olympics"
        if opener or modifier or words[first].fold in ("-", "and"):
            first += 1
        elif covering is not None and covering.form is not None and _owns(line, known, head, kind, covering):
            first = line.word_at(covering.end)
        else:
            break
    return first


def _owns(line: Line, known: Known, head: int, kind: EntityType, state: Candidate) -> bool:
    """Whether the country word before a name is a mention of its own rather than the name's first word."""
    after = line.word_at(state.end)
    if after < len(line.words) and line.words[after].fold == "-":
        return False
    rest = known.at(after)
    if after < head and rest is not None and rest.form is None and known.at(head) is rest:
        return True  # "Chinese Belt and Road Initiative"
    if kind == "initiative":
        return state.form == "demonym" and head - after >= 1
    after_head = line.words[head + 1].fold if head + 1 < len(line.words) else ""
    if after_head in ("for", "of") and line.words[head].fold != "ministry":
        return False  # "the Swiss Agency for Development and Cooperation"
    council = [w.fold for w in line.words[after : head + 1]] == ["security", "council"]
    own_body = line.words[head].fold in STATE_BODIES or council
    return kind == "organisation" and own_body and state.form in ("demonym", "name")


def _says_enough(line: Line, known: Known, first: int, head: int, last: int) -> bool:
    """Whether the words name one thing: a head needs a modifier that tells it from others of its kind."""
    words = line.words
    before = [w.fold for w in words[first:head] if w.text[0].isupper()]
    after = [w.fold for w in words[head + 1 : last] if w.text[0].isupper() or w.text.isdigit()]
    if not before and (not after or (words[head].fold in WEAK_HEADS and set(after) <= GENERIC_MODIFIERS)):
        return False
    opening, closing = line.text[words[first].start - 1], line.text[words[last - 1].end : words[last - 1].end + 1]
    if opening in '“"«‘' and closing in '”"»’' and closing and words[head].fold in EVENT_HEADS:
        return False  # a motto: "Strengthening Multilateral Dialogue"
    has_place = any(known.form(i) or (known.at(i) and known.at(i).type == "region") for i in range(first, last))  # type: ignore[union-attr]
    if line.style != "sentence":
        if words[head].fold == "ministry":
            return bool(after)
        told = all(known.at(i) is not None or not words[i].text[0].isalnum() for i in range(first, head))
        return has_place and told and words[head].fold not in ORGANISATION_HEADS
    if has_place and len(before) + len(after) >= 1:
        return not (
            words[head].fold in WEAK_HEADS and not after and len(before) == 1 and known.form(first) == "demonym"
        )
    if words[head].fold == "bank" and before in (["national"], ["central"]):
        return True
    if words[head].fold in WEAK_HEADS and not after:
        return any(fold not in GENERIC_MODIFIERS for fold in before) and not _opens_sentence(line, first, head)
    return not (
        len(before) == 1 and not after and before[0] in GENERIC_MODIFIERS and _opens_sentence(line, first, head)
    )


def _opens_sentence(line: Line, first: int, head: int) -> bool:
    return line.words[first].start in line.sentence_starts and head - first == 1


def _candidate(line: Line, known: Known, first: int, last: int, head: int, kind: EntityType) -> Candidate:
    start, end = line.words[first].start, line.words[last - 1].end
    return Candidate(
        line=line,
        start=start,
        end=end,
        type=kind,
        rule="head-noun",
        strength=GRAMMAR,
        name=" ".join(line.text[start:end].split()),
        state=_state_of(line, known, first, last, head) if kind == "organisation" else None,
    )


def _state_of(line: Line, known: Known, first: int, last: int, head: int) -> str | None:
    """ISO code of the state whose body a ministry or court is: from within the name, or from the word before it."""
    if line.words[head].fold not in STATE_BODIES:
        return None
    for index in range(first, last):
        if known.form(index) in ("name", "demonym"):
            return known.by_word[index].country
    for index in range(first - 1, max(-1, first - 4), -1):
        if known.form(index) in ("name", "demonym"):
            return known.by_word[index].country
        if line.words[index].fold not in ("'", "s", "new", "own"):
            break
    return None
