"""The meeting pack as one HTML file: opened from a USB stick, in any browser, with no network, and printed on A4.

Everything is inside, and a content security policy forbids the rest. Whatever comes from articles, stories and file
names passes `escape`. The bytes hold no clock: the same story on the same corpus gives the same file.
"""

import re
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from components.drawings import DRAWINGS
from components.evidence import passage_html
from components.method import COUNTING, LIMITS, accuracy_html, load_accuracy
from components.region import DISPUTED_NOTE
from components.safe_html import escape
from components.takeaway.content import Opened, Pack, Part, Said
from components.takeaway.painting import Picture, paint
from components.takeaway.paper import size_of
from components.takeaway.prepared_drawings import NARROW, Drawn, legend_of
from steppe.corpus import PassageEvidence
from steppe.takeaway.citations import Reference, web_address

CSS = Path(__file__).parent / "pack.css"
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
COLUMNS = {"label": "Mark", "key": "Mark", "head": "Of", "stance": "Tone"}
REFERRED = re.compile(r'\bid="([^"]+)"')


def pack_as_html(pack: Pack) -> bytes:
    """The pack as a file.

    Raises
    ------
    SteppeError : the charts could not be painted.
    """
    each = {f"{n}-{m}": d for n, part in enumerate(pack.parts, 1) for m, d in enumerate(part.drawings, 1)}
    narrow = {f"{name}-narrow": d.narrow for name, d in each.items() if d.narrow is not None}
    pictures = paint({name: d.picture for name, d in each.items()} | narrow)
    facts = pack.provenance
    body = [
        _cover(pack),
        *(_part(pack, part, number, pictures) for number, part in enumerate(pack.parts, 1)),
        _sources(pack),
        _method(),
        f"<footer>{escape(facts.citation)}</footer>",
    ]
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="referrer" content="no-referrer">'
        f'<meta name="generator" content="{escape(facts.software)}">'
        f'<meta name="steppe-corpus" content="{escape(facts.fingerprint)}">'
        f"<title>{escape(pack.title)}</title><style>{CSS.read_text(encoding='utf-8')}</style></head>\n<body>\n"
        + "\n".join(body)
        + "\n</body></html>\n"
    ).encode()


def _cover(pack: Pack) -> str:
    facts = pack.provenance
    lines = [
        f"{escape(facts.articles[0].upper() + facts.articles[1:])}. {escape(facts.selection)}.",
        f"Corpus {escape(facts.fingerprint)}, counted with {escape(facts.software)}.",
    ]
    if pack.made_on:
        lines.append(f"The story was made on another corpus ({escape(pack.made_on)}); every number is counted anew.")
    contents = "".join(
        f'<li><span class="n">{number}</span><a href="#view-{number}">{escape(part.title)}</a>'
        f'<span class="amount">{escape(part.opened.amount)}</span></li>'
        for number, part in enumerate(pack.parts, 1)
    )
    listed = f'<ol class="contents">{contents}</ol>' if len(pack.parts) > 1 else ""
    return (
        f'<header class="cover"><div class="brand">Steppe</div><h1>{escape(pack.title)}</h1>'
        f'<p class="facts">{"<br>".join(lines)}</p>{listed}</header>'
    )


def _part(pack: Pack, part: Part, number: int, pictures: Mapping[str, Picture]) -> str:
    alone = len(pack.parts) == 1
    note = f'<p class="note">{escape(part.note)}</p>' if part.note else ""
    figures = "".join(_figure(drawn, f"{number}-{m}", pictures) for m, drawn in enumerate(part.drawings, 1))
    claims = f'<ul class="claims">{"".join(_claim(pack, said) for said in part.claims)}</ul>' if part.claims else ""
    mark = "" if alone else f'<span class="n">{number}</span>'
    head = "" if alone else f'<div class="head">{mark}<h2>{escape(part.title)}</h2></div>'
    return (
        f'<section id="view-{number}" class="view{" runs-on" if alone else ""}" data-n="{part.opened.n}">{head}'
        f'<p class="selection">{escape(part.opened.words)}</p>{_changes(part.opened)}{note}{figures}{claims}'
        f"{_passages(pack, part)}{_link('Open this view', part.opened.link)}</section>"
    )


def _changes(opened: Opened) -> str:
    if opened.was is None:
        return ""
    return f'<p class="changed">It was {opened.was:,} when the story was made.</p>'


def _link(words: str, address: str) -> str:
    safe = web_address(address)
    return f'<p class="where"><a href="{escape(safe)}">{escape(words)}</a></p>' if safe else ""


# -- figures -----------------------------------------------------------------------------------------------------------


def _figure(drawn: Drawn, name: str, pictures: Mapping[str, Picture]) -> str:
    """A drawing under its title, with a legend where its colours are not said by labels, and its numbers as a table.

    pictures : has the drawing under `name`, and for telephones under "`name`-narrow"; pack.css shows one of the two.
    """
    is_map = DRAWINGS[drawn.drawing].form == "map"
    small = [*drawn.remarks, *([DISPUTED_NOTE] if is_map else [])]
    about = f"<small>{escape(' '.join(small))}</small>" if small else ""
    caption = f"<figcaption>{escape(drawn.title)} <span>{escape(drawn.note)}</span></figcaption>"
    if drawn.rows.empty:
        return f"<figure>{caption}<small>{escape(drawn.missing)}</small></figure>"
    return (
        f'<figure data-drawing="{escape(drawn.drawing)}">{caption}{_legend(drawn)}{_pictures(name, pictures)}{about}'
        f"<details><summary>The numbers</summary>{_table(drawn)}</details></figure>"
    )


def _pictures(name: str, pictures: Mapping[str, Picture]) -> str:
    """A drawing for desks and paper and, where there is one, for telephones; the latter scrolls where it is wider."""
    wide, narrow = pictures[name].svg, pictures.get(f"{name}-narrow")
    if narrow is None:
        return scoped(wide, f"v{name}")
    least = size_of(narrow.svg)[0]
    at_least = f' style="--least: {least:.0f}px" tabindex="0"' if least > NARROW else ""
    return (
        f'<div class="wide">{scoped(wide, f"v{name}")}</div>'
        f'<div class="narrow"{at_least}>{scoped(narrow.svg, f"v{name}-narrow")}</div>'
    )


def scoped(svg: str, prefix: str) -> str:
    """An SVG whose ids and references to them begin with a prefix, so that several share a page."""
    names = set(REFERRED.findall(svg))
    if not names:
        return svg
    either = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    return re.sub(rf'(\bid="|url\(#|href="#)({either})(?=["\)])', rf"\g<1>{prefix}-\g<2>", svg)


def _legend(drawn: Drawn) -> str:
    pieces = "".join(f'<span class="tone {role}">{escape(words)}</span>' for role, words in legend_of(drawn))
    return f'<div class="legend">{pieces}</div>' if pieces else ""


def _table(drawn: Drawn) -> str:
    """The rows of a drawing, cells in the order that a reader asks for them."""
    rows = drawn.rows
    names = [c for c in ("label", "head", "stance") if c in rows] or ["key"]
    heads = "".join(f"<th>{COLUMNS[c]}</th>" for c in names)
    body = "".join(_row(row, names) for _, row in rows.iterrows())
    return f'<table><thead><tr>{heads}<th class="n">{escape(drawn.note)}</th></tr></thead><tbody>{body}</tbody></table>'


def _row(row: pd.Series, names: list[str]) -> str:
    key = escape(str(row.get("key", row.get("row", ""))))
    cells = "".join(f"<td>{escape(str(row[name]))}</td>" for name in names)
    return f'<tr data-key="{key}">{cells}<td class="n">{int(row["n"]):,}</td></tr>'


# -- sentences ---------------------------------------------------------------------------------------------------------


def _claim(pack: Pack, said: Said) -> str:
    opened = said.opened
    shown = "".join(_passage(pack, passage) for passage in opened.shown)
    return (
        f'<li data-n="{opened.n}"><p><b class="n">{opened.n:,}</b> {escape(said.text)}</p>{_changes(opened)}'
        f'<p class="where amount"><b>{escape(opened.words)}</b></p>{shown}{_more(opened, "")}'
        f"{_link('Open these sentences', opened.link)}</li>"
    )


def _passages(pack: Pack, part: Part) -> str:
    opened = part.opened
    if not opened.shown:
        return "" if opened.found or part.claims else '<p class="where">No sentence matches.</p>'
    if part.claims:  # the claims have shown theirs
        return _more(opened, "Behind all of it: ", shown=0)
    shown = "".join(_passage(pack, passage) for passage in opened.shown)
    return f"<h3>The sentences</h3>{shown}{_more(opened, '')}"


def _more(opened: Opened, before: str, *, shown: int | None = None) -> str:
    """How much is not shown here."""
    here = len(opened.shown) if shown is None else shown
    if opened.found <= here:
        return ""
    words = f"{before}{opened.amount} in {opened.found:,} passage{'' if opened.found == 1 else 's'}"
    words += f"; {here} are shown here, all of them open at the link." if here else "; all of them open at the link."
    return f'<p class="where">{escape(words)}</p>'


def _passage(pack: Pack, passage: PassageEvidence) -> str:
    """A passage with its marks and its citation; its text is literal."""
    return passage_html(passage).removesuffix("</div>") + _cite(pack.references[passage.passage_id]) + "</div>"


def _cite(reference: Reference) -> str:
    who = ", ".join(a.shown for a in reference.authors) or "author unknown"
    source = web_address(reference.url)
    origin = f' · <a href="{escape(source)}">source</a>' if source else ""
    back = web_address(reference.link)
    name = f'<a href="{escape(back)}">{escape(reference.identifier)}</a>' if back else escape(reference.identifier)
    return f'<div class="cite">{escape(who)}{origin} · {name}</div>'


# -- the end -----------------------------------------------------------------------------------------------------------


def _sources(pack: Pack) -> str:
    rows = "".join(
        f"<tr><td><i>{escape(title)}</i></td><td>{escape(facts)}</td></tr>" for title, facts in pack.articles
    )
    return f'<section><div class="head"><h2>Articles quoted</h2></div><table><tbody>{rows}</tbody></table></section>'


def _method() -> str:
    accuracy = load_accuracy()
    measured = accuracy_html(accuracy) if accuracy else "<p>The accuracy was not measured.</p>"
    return (
        f'<section class="runs-on"><div class="head"><h2>Method</h2></div>{COUNTING}</section>'
        f'<section><div class="head"><h2>Measured accuracy</h2></div>{measured}'
        f"{LIMITS}</section>"
    )
