"""Who wrote it, in lines that credit several persons or say it in a sentence; citations."""

import re

from steppe.analysis.metadata_dates import find_date
from steppe.analysis.metadata_names import NOT_A_NAME, read_names
from steppe.document import Claim

BYLINE = re.compile(
    r"(?:(?:(?:this |the )?(?:material|article|text|report|interview|piece|paper|story) (?:was |is |has been )?)?"
    r"(?:written|story|text|report|reported|reporting|article|analysis|commentary|words|interview|posted|opinion|"
    r"column|essay|review|comment|compiled|prepared|contributed|contribution|submitted|interviewed|drafted|filed|"
    r"researched|exclusive|dispatch|account) by|by|"
    r"(?:words|text|story|reporting) (?:and|&) (?:photos?|photographs|photography|pictures|images|video) by|"
    r"автор:?|author:?|from|(?:words|text|story|interview|report|reporting|words and (?:pictures|photos|photographs)|"
    r"текст|мәтін):)"
    r"\s+(?P<who>.+)",
    re.IGNORECASE | re.DOTALL,
)
# A line of credits: "Words by Jane Doe. Photographs by John Roe", "Text: Jane Doe / Editor: John Roe".
CREDIT = re.compile(
    r"(?i)(?:words|text|story|stories|report(?:ing|age)?|written|article|interview|essay|текст)\s*(?:by\b|:)\s*"
    r"(?P<who>[^.;|/:]{3,80}?)\s*[.;|/·•,]?\s+(?=(?:and\s+)?(?:photo\w*|pictures?|images?|video|illustrat\w+|translat\w+|"
    r"edit(?:ed|ing|or)|additional|graphics?|design|camera|data|research|фото|редактор)\b)"
)
GUEST = re.compile(
    r"(?i)(?:this is an? )?(?:guest|invited) (?:post|column|article|essay|contribution|commentary|blog) (?:by|from) "
    r"(?P<who>.+)"
)
# As catalogues and reading lists name an article: 'Doe, Jane. "A new road." The Outlet, 3 May 2024.'
CITATION = re.compile(
    r"(?P<family>[A-ZÀ-Þ][\w’'-]+), (?P<given>[A-ZÀ-Þ][\w’'.-]*(?: [A-ZÀ-Þ][\w’'.-]*)?)[.,] "
    r"[“\"](?P<title>[^”\"]{8,200}?)[.,]?[”\"][.,]? (?P<rest>[^“”\"]{8,160})"
)


def find_credited(folded: str) -> str | None:
    """The writer in a line of credits, or in a sentence that is nothing but a byline: "Words by Jane Doe."."""
    credit = CREDIT.match(folded)
    if credit:
        names = read_names(credit["who"])
        return names if names and names == credit["who"] and not names_body(names) else None
    match = (GUEST.fullmatch(folded) or BYLINE.fullmatch(folded)) if folded.endswith(".") else None
    who = match["who"].rstrip(".") if match else ""
    names = read_names(who)
    return names if names and names == who and " " in names and not names_body(names) else None


def names_body(value: str) -> bool:
    """Whether one of its words is one that outlets and offices, not persons, are named by."""
    return bool(NOT_A_NAME.intersection(re.findall(r"[^\W\d_]+", value.lower())))


def read_citation(text: str) -> tuple[Claim, ...]:
    """The claims of a line that is nothing but a citation of the article, with a date; none of any other."""
    match = CITATION.fullmatch(" ".join(text.split()))
    found = find_date(match["rest"]) if match else None
    if not match or not found or not found.iso:
        return ()
    outlet = match["rest"][: found.start].strip(" ,;(")
    claims = (
        Claim("author", f"{match['given']} {match['family']}", "header citation"),
        Claim("title", match["title"], "header citation"),
        Claim("published", found.iso, "header citation"),
    )
    return (*claims, Claim("outlet", outlet, "header citation")) if outlet else claims
