"""A passage, or an article, as a reference: plain, BibTeX, RIS and CSL-JSON.

What is unknown is said to be unknown in the way that each format has for it: "n.d." in words and in BibTeX's year,
an absent field with a note in RIS and CSL-JSON, whose dates cannot hold words.
"""

import json
import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from steppe.corpus import PassageEvidence
from steppe.takeaway.authors import Author, parse_authors

NO_DATE = "n.d."
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Reference:
    """What a citation says. None and empty mean unknown.

    identifier : an ASCII key, unique in a corpus, such as the passage's id.
    published : ISO date, or its year, or year and month.
    place : where in the article ("paragraph 5 of 12").
    said : the words cited, without quotation marks.
    link : the address that opens the passage again; corpus : the fingerprint it was read in.
    """

    identifier: str
    title: str
    authors: tuple[Author, ...] = ()
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    place: str = ""
    said: str = ""
    link: str = ""
    corpus: str = ""

    @property
    def date(self) -> tuple[int, ...]:
        """Year, month, day, as far as they are known."""
        found = DATE.fullmatch(self.published or "")
        return tuple(int(part) for part in found.groups() if part) if found else ()

    @property
    def unknown(self) -> tuple[str, ...]:
        """What is not known, in words."""
        facts = {"author": self.authors, "date": self.date, "outlet": self.outlet}
        return tuple(f"{name} unknown" for name, value in facts.items() if not value)

    @property
    def notes(self) -> str:
        """Place, what is unknown, the words cited, and where they were read, in one line."""
        parts = [self.place, *self.unknown]
        said = f"“{_line(self.said)}”" if self.said else ""
        read = f"Read in the Steppe corpus {self.corpus}" if self.corpus else ""
        return ". ".join(p for p in (", ".join(p for p in parts if p), said, read, self.link) if p)


def refer_to(
    passage: PassageEvidence,
    *,
    place: str,
    corpus: str,
    author: str | None = None,
    language: str | None = None,
    link: str = "",
    bodies: Collection[str] = (),
) -> Reference:
    """The reference of a passage; its matched sentences are the words cited.

    author : the article's byline.
    bodies : names known to be organisations, see `parse_authors`.
    """
    said = " […] ".join(passage.text[s - passage.start : e - passage.start] for s, e in passage.sentences)
    return Reference(
        identifier=passage.passage_id,
        title=passage.title or passage.file,
        authors=parse_authors(author, bodies=bodies),
        outlet=passage.outlet,
        published=passage.published,
        url=web_address(passage.url),
        language=language,
        place=place,
        said=said,
        link=link,
        corpus=corpus,
    )


def web_address(url: str | None) -> str | None:
    """An address of the web, else None: a citation hands on no `javascript:` and no `file:`."""
    return url if url and url.startswith(("http://", "https://")) else None


def as_text(reference: Reference) -> str:
    """The citation in words, the quoted sentences first."""
    who = ", ".join(a.shown for a in reference.authors) or "author unknown"
    about = [who, f"“{_line(reference.title)}”", _line(reference.outlet or "outlet unknown")]
    about.append((reference.published or "") if reference.date else NO_DATE)
    lines = [f"“{reference.said}”" if reference.said else "", ", ".join(about).rstrip(".") + "."]
    if reference.place:
        lines[-1] += f" {reference.place[0].upper()}{reference.place[1:]}."
    return "\n".join(line for line in (*lines, reference.url or "", reference.link) if line)


# -- BibTeX ------------------------------------------------------------------------------------------------------------

# Braces are counted by BibTeX even behind a backslash, so they must become commands.
TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    **{sign: "\\" + sign for sign in "$&#_%"},
}


def as_bibtex(reference: Reference) -> str:
    """A `@misc` entry, which BibTeX and biblatex both know and which demands no field that may be unknown.

    UTF-8; values in braces, TeX's signs escaped; the title in braces of its own, so that its capitals stay.
    """
    year, month = (*reference.date, None, None)[:2]
    fields = {
        "author": " and ".join(_bibtex_name(a) for a in reference.authors),
        # What BibTeX sorts and labels by where there is no author.
        "key": "" if reference.authors else _tex(_line(reference.title)),
        "title": "{" + _tex(_line(reference.title)) + "}",
        "howpublished": _tex(_line(reference.outlet or "")),
        "year": str(year) if year else NO_DATE,
        "month": MONTHS[month - 1] if month and 1 <= month <= 12 else "",
        "date": reference.published if reference.date else "",
        "url": _verbatim(reference.url or ""),
        "langid": reference.language if (reference.language or "").isascii() else "",
        "note": _tex(_line(reference.notes)),
    }
    lines = [
        f"  {name} = {value if name == 'month' else '{' + value + '}'}," for name, value in fields.items() if value
    ]
    return "\n".join([f"@misc{{{_key(reference.identifier)},", *lines, "}", ""])


def _bibtex_name(author: Author) -> str:
    """Bodies and single names in braces, so that "and", commas and spaces in them divide nothing."""
    if author.literal:
        return "{" + _tex(_line(author.literal)) + "}"
    return ", ".join("{" + _tex(_line(part)) + "}" for part in (author.family, author.given) if part)


def _tex(text: str) -> str:
    return "".join(TEX.get(sign, sign) for sign in text)


def _verbatim(url: str) -> str:
    """An address as the `url` field takes it: nothing is escaped there, so what would end it is percent-encoded."""
    return quote(url, safe=":/?#[]@!$&'()*+,;=%-._~")


def _key(identifier: str) -> str:
    return re.sub(r"[^A-Za-z0-9_.:-]", "-", identifier) or "steppe"


# -- RIS ---------------------------------------------------------------------------------------------------------------


def as_ris(reference: Reference) -> str:
    """One record in RIS: a tag a line, lines end with CR LF, values on one line."""
    kind = "NEWS" if reference.outlet else "ELEC" if reference.url else "GEN"
    lines = [("TY", kind), ("ID", reference.identifier), ("TI", reference.title)]
    lines += [("AU", f"{a.family}, {a.given}" if a.given else a.family or a.literal) for a in reference.authors]
    if reference.outlet:
        lines.append(("T2", reference.outlet))
    if reference.date:
        year, month, day = (*reference.date, None, None)[:3]
        lines.append(("PY", f"{year:04d}"))
        if month:
            lines.append(("DA", f"{year:04d}/{month:02d}/{f'{day:02d}' if day else ''}/"))
    lines += [("UR", reference.url or ""), ("LA", reference.language or ""), ("N1", reference.notes), ("ER", "")]
    written = ((tag, _line(value)) for tag, value in lines)
    return "".join(f"{tag}  - {value}\r\n" for tag, value in written if value or tag == "ER")


# -- CSL-JSON ----------------------------------------------------------------------------------------------------------


def as_csl(reference: Reference) -> str:
    """A CSL-JSON array of one item, which Zotero, pandoc and citeproc read."""
    item: dict[str, Any] = {
        "id": reference.identifier,
        "type": "article-newspaper" if reference.outlet else "webpage" if reference.url else "document",
        "title": _line(reference.title),
    }
    if reference.authors:
        item["author"] = [_csl_name(a) for a in reference.authors]
    if reference.outlet:
        item["container-title"] = _line(reference.outlet)
    if reference.date:
        item["issued"] = {"date-parts": [list(reference.date)]}
    item |= {
        name: value
        for name, value in (("URL", reference.url), ("language", reference.language), ("note", reference.notes))
        if value
    }
    return json.dumps([item], ensure_ascii=False, indent=2) + "\n"


def _csl_name(author: Author) -> dict[str, str]:
    if author.literal:
        return {"literal": _line(author.literal)}
    return {name: _line(value) for name, value in (("family", author.family), ("given", author.given)) if value}


def _line(text: str) -> str:
    """On one line, without the characters that no reference manager shows: controls, and what steers direction."""
    kept = "".join(" " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c for c in text)
    return SPACE.sub(" ", "".join(c for c in kept if unicodedata.category(c) not in {"Cf", "Cs"})).strip()
