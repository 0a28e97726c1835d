"""Dates as articles print them, to ISO dates. What could be read two ways is not read at all."""

import re
from dataclasses import dataclass
from datetime import date

# English first; Russian in the genitive as dates use it; the other languages of the region and its outlets.
MONTHS = (
    (
        "january",
        "jan",
        "января",
        "янв",
        "қаңтар",
        "yanvar",
        "январ",
        "janvier",
        "januar",
        "enero",
        "ocak",
        "stycznia",
        "січня",
        "gennaio",
        "januari",
        "janeiro",
    ),
    (
        "february",
        "feb",
        "февраля",
        "фев",
        "ақпан",
        "fevral",
        "феврал",
        "février",
        "februar",
        "febrero",
        "şubat",
        "lutego",
        "лютого",
        "febbraio",
        "februari",
        "fevereiro",
    ),
    (
        "march",
        "mar",
        "марта",
        "мар",
        "наурыз",
        "mart",
        "март",
        "mars",
        "märz",
        "marzo",
        "marca",
        "березня",
        "maart",
        "março",
    ),
    (
        "april",
        "apr",
        "апреля",
        "апр",
        "сәуір",
        "aprel",
        "апрел",
        "avril",
        "abril",
        "nisan",
        "kwietnia",
        "квітня",
        "aprile",
    ),
    ("may", "мая", "мамыр", "май", "mai", "mayo", "mayıs", "maja", "травня", "maggio", "mei", "maio"),
    (
        "june",
        "jun",
        "июня",
        "июн",
        "маусым",
        "iyun",
        "juin",
        "juni",
        "junio",
        "haziran",
        "czerwca",
        "червня",
        "giugno",
        "junho",
    ),
    (
        "july",
        "jul",
        "июля",
        "июл",
        "шілде",
        "iyul",
        "juillet",
        "juli",
        "julio",
        "temmuz",
        "lipca",
        "липня",
        "luglio",
        "julho",
    ),
    (
        "august",
        "aug",
        "августа",
        "авг",
        "тамыз",
        "avgust",
        "август",
        "août",
        "agosto",
        "ağustos",
        "sierpnia",
        "серпня",
        "augustus",
    ),
    (
        "september",
        "sept",
        "sep",
        "сентября",
        "сен",
        "қыркүйек",
        "sentabr",
        "сентябр",
        "septembre",
        "septiembre",
        "eylül",
        "września",
        "вересня",
        "settembre",
        "setembro",
    ),
    (
        "october",
        "oct",
        "октября",
        "окт",
        "қазан",
        "oktabr",
        "октябр",
        "octobre",
        "oktober",
        "octubre",
        "ekim",
        "października",
        "жовтня",
        "ottobre",
        "outubro",
    ),
    (
        "november",
        "nov",
        "ноября",
        "ноя",
        "қараша",
        "noyabr",
        "ноябр",
        "novembre",
        "noviembre",
        "kasım",
        "listopada",
        "листопада",
        "novembro",
    ),
    (
        "december",
        "dec",
        "декабря",
        "дек",
        "желтоқсан",
        "dekabr",
        "декабр",
        "décembre",
        "dezember",
        "diciembre",
        "aralık",
        "grudnia",
        "грудня",
        "dicembre",
        "dezembro",
    ),
)
MONTH_NUMBER = {name: number for number, names in enumerate(MONTHS, start=1) for name in names}
_NUMERALS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
ROMAN = {name: number for number, name in enumerate(_NUMERALS, start=1)}
_MONTH = "(?P<month>" + "|".join(sorted(map(re.escape, MONTH_NUMBER), key=len, reverse=True)) + r")(?![^\W\d_])\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>\d{1,2})"

# In order of trust. Each gives year, month and day by name.
PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\d){_YEAR}-(?P<month>\d{{1,2}})-{_DAY}(?!\d)",
        rf"(?<!\d){_YEAR}年\s?(?P<month>\d{{1,2}})月\s?{_DAY}日",
        rf"(?<!\d){_DAY}(?:st|nd|rd|th)?(?:\s+of|\s+de)?[\s.,/-]*{_MONTH}(?:\s+de)?[\s,/-]*{_YEAR}(?!\d)",
        rf"(?<!\w){_MONTH}[\s-]*{_DAY}(?:st|nd|rd|th)?\s*,?\s*{_YEAR}(?!\d)",
        # "2025 жылғы 11 ақпан", "2025-yil 11-fevral": the word for "year" stands between.
        rf"(?<!\d){_YEAR}[\s-]*(?:жыл\w*|ж\.|yil\w*|йил\w*|сол\w*|г\.)[\s,]*{_DAY}[\s-]*{_MONTH}",
        rf"(?<!\d){_YEAR}[\s,/-]+{_MONTH}[\s-]*{_DAY}(?!\d)",
        rf"(?<!\d){_DAY}\.\s?(?P<month>\d{{1,2}})\.\s?{_YEAR}(?!\d)",
        rf"(?<!\d){_YEAR}[./](?P<month>\d{{1,2}})[./]{_DAY}(?!\d)",
        # Months in Roman numerals: "12.IV.2024".
        rf"(?<![\w.]){_DAY}[. /]\s?(?P<month>(?-i:X?I{{1,3}}|I?[VX]|VI{{1,3}}))[. /]\s?{_YEAR}(?!\d)",
        rf"(?<!\d){_YEAR}(?P<month>0[1-9]|1[0-2])(?P<day>[0-3]\d)(?:T?\d{{4,6}})?(?!\d)",
    )
)
# 03/05/2024 is March in the United States and May elsewhere: read only where one of the two is above 12.
SLASHED = re.compile(rf"(?<!\d)(?P<first>\d{{1,2}})[/-](?P<second>\d{{1,2}})[/-]{_YEAR}(?!\d)")
US_CLOCK = re.compile(r",? \d{1,2}:\d\d:\d\d [AP]M\b")
# "Vol. 12, No. 3 - March 2025" is an issue of March, and no day of it.
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEKDAY = re.compile(rf"(?i)\b(?P<day>{'|'.join(WEEKDAYS)})[a-z]*\b")
ISSUE_NUMBER = re.compile(r"(?i)(?:\b(?:no|nr|issue|vol(?:ume)?)\.?|№|#)\s*$")


# Two digits for the year, where nothing but a clock stands beside them: "19/03/25 11:26", "19.03.25".
SHORT_YEAR = re.compile(
    r"(?:\d{1,2}:\d\d[, ]+)?(?P<first>\d{1,2})(?P<mark>[./])(?P<second>\d{1,2})(?P=mark)(?P<year>\d\d)"
    r"(?:[,.]?\s+(?:at\s+)?\d{1,2}:\d\d(?::\d\d)?(?:\s?[AaPp]\.?[Mm]\.?)?)?(?=[,;|]|\s*$)"
)
SHORT_MONTH = re.compile(rf"(?:.*\s)?{_DAY}[ -]{_MONTH}[ -](?P<year>\d\d)(?=\s*$|\s\d{{1,2}}:\d\d)", re.IGNORECASE)
FULL_YEAR = re.compile(r"(?:19|20)\d\d")
# No line that is a date, or opens with one, is longer.
MAX_CHARACTERS, MAX_SHORT = 2_000, 160


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text. `iso` is None where it is ambiguous or impossible; `problem` then is the flag that says so."""

    start: int
    end: int
    iso: str | None
    problem: str = ""


def find_date(text: str) -> FoundDate | None:
    """The first date of `text` that has a year, a month and a day; None where there is none.

    Looked for in its first two thousand characters.
    """
    text = text[:MAX_CHARACTERS]
    if not FULL_YEAR.search(text):
        if named := SHORT_MONTH.match(text[:MAX_SHORT]):
            return _as_date(
                (named.start("day"), named.end("year")),
                _full_year(named["year"]),
                MONTH_NUMBER[named["month"].lower().rstrip(".")],
                int(named["day"]),
            )
        short = SHORT_YEAR.match(text)
        return _read_short(short) if short else None
    found: list[FoundDate] = []
    for pattern in PATTERNS:
        match = next((m for m in pattern.finditer(text) if not ISSUE_NUMBER.search(text[: m.start()])), None)
        if match:
            month = match["month"].lower().rstrip(".")
            number = int(month) if month.isdigit() else MONTH_NUMBER.get(month) or ROMAN[month]
            found.append(_as_date(match.span(), int(match["year"]), number, int(match["day"])))
    match = SLASHED.search(text)
    if match:
        found.append(_read_slashed(match))
    return min(found, key=lambda at: (at.start, -at.end), default=None)


def _as_date(span: tuple[int, int], year: int, month: int, day: int) -> FoundDate:
    try:
        return FoundDate(*span, date(year, month, day).isoformat())
    except ValueError:
        return FoundDate(*span, None, "impossible-date")


def _full_year(short: str) -> int:
    return int(short) + (1900 if int(short) > 60 else 2000)


def _read_short(match: re.Match[str]) -> FoundDate | None:
    """A date with two digits for its year, day first: with dots, or with strokes where the first is no month. The order
    of the United States stands in what browsers print above a page, and says when that was."""
    first, second = int(match["first"]), int(match["second"])
    if match["mark"] == "/" and first <= 12:
        return None
    found = _as_date(match.span(), _full_year(match["year"]), second, first)
    # What is no date is a number of another kind: "1.25.10".
    return found if found.iso else None


def _read_slashed(match: re.Match[str]) -> FoundDate:
    """A date whose order shows in its own numbers, in another's beside it ("05/08, updated 19/08") or in a weekday."""
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    others = [(int(other["first"]), int(other["second"])) for other in SLASHED.finditer(match.string)]
    day_first = any(day > 12 for day, _ in others)
    # A clock with seconds and AM or PM is the format of the United States.
    month_first = any(day > 12 for _, day in others) or bool(US_CLOCK.match(match.string, match.end()))
    if first > 12 or first == second or (day_first and not month_first):
        return _as_date(match.span(), year, second, first)
    if second > 12 or (month_first and not day_first):
        return _as_date(match.span(), year, first, second)
    weekday = WEEKDAY.search(match.string)
    readings = [_as_date(match.span(), year, *order) for order in ((second, first), (first, second))]
    fitting = [found for found in readings if weekday and _falls_on(found, weekday["day"].lower())]
    return fitting[0] if len(fitting) == 1 else FoundDate(*match.span(), None, "ambiguous-date")


def _falls_on(found: FoundDate, weekday: str) -> bool:
    return found.iso is not None and date.fromisoformat(found.iso).weekday() == WEEKDAYS.index(weekday)
