"""The dateline inside an article's first paragraph: "ASTANA, 3 May 2024 (Agency) -- ..."."""

import re

from steppe.analysis.metadata_dates import find_date
from steppe.document import Claim

DATELINE = re.compile(
    r"(?P<where>[A-ZÀ-ÞА-ЯЁ][^\n—–:;!?“\"]{1,70}?)\s*(?:\((?P<agency>[^()]{2,30})\)\s*)?(?:[—–]|--|\s-)\s+(?=\S)"
)
AGENCY_DATELINE = re.compile(
    r"(?P<where>[A-ZÀ-ÞА-ЯЁ][^\n—–:;!?“\"().]{1,60}?)[.,]?\s*[(/](?P<agency>[A-Z][\w /.-]{1,24})[)/]\.?"
)


def read_opening_dateline(text: str) -> tuple[Claim, ...]:
    """Claims of a dateline inside the first paragraph: `ASTANA, 3 May 2024 (Agency) -- ...`."""
    match = _match_dateline(text)
    if not match:
        return ()
    claims = []
    found = find_date(match[0])
    if found and found.iso:
        claims.append(Claim("published", found.iso, "dateline"))
    generic = match["agency"] and match["agency"].strip().lower() in {"agency", "agencies", "wire", "news", "staff"}
    if match["agency"] and not generic and not find_date(match["agency"]) and not match["agency"].isdigit():
        claims.append(Claim("outlet", match["agency"].strip(), "dateline"))
    return tuple(claims)


def find_opening_dateline(text: str) -> str:
    """The dateline inside the first paragraph, without what it names as its agency; "" where there is none."""
    match = _match_dateline(text)
    return match["where"] if match else ""


def _match_dateline(text: str) -> re.Match[str] | None:
    head = text[:160]
    match = DATELINE.match(head) or AGENCY_DATELINE.match(head)
    if match and match.re is AGENCY_DATELINE and not (match["where"].isupper() or find_date(match["where"])):
        return None
    return match if match and len(match["where"].split()) <= 10 else None
