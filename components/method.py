"""What the Method page says: rules, versions, measured accuracy, limits."""

import json
from pathlib import Path
from typing import Any

import streamlit as st

from components.panels import show_empty
from components.safe_html import escape
from components.view import View
from components.words import RULES, in_words
from steppe.corpus.profile import corpus_sizes, count_rules

ACCURACY = Path(__file__).parent / "accuracy.json"  # written by the accuracy gate, see tools/accuracy.py
COUNTING = """
<div class="prose">
<h3>What is counted</h3>
<p>Names, themes and tone are labels on spans of the text. Choosing something selects sentences: those that mention the
chosen country or name, in passages of the chosen theme and tone, that hold the searched words, in the chosen articles.
Every number on every page is counted from that one set, so the number on a mark is the number of rows it opens.</p>
<ul>
<li><b>Sentences</b> are the usual unit. <b>Mentions</b> are the single names in them: of the chosen name, else of the
chosen country, else all. <b>Passages</b> are paragraphs, headings and list items. <b>Articles</b> are counted whole.
<b>Stories</b> are articles with copies of one another folded into one.</li>
<li>From sentences to passages to articles to stories the numbers can only fall. Shares can add up to more than 100%:
one sentence may mention two countries, one passage have three themes.</li>
<li>A name inside a longer name is not counted: the Kazakhstan in “National Bank of Kazakhstan” is part of it.</li>
<li>A country is mentioned by its name, by its people or adjective (Kazakh), by a place in it (Astana), or by its
capital where that stands for the government (Beijing pledged). The Map page shows which. A region of several countries,
such as Central Asia, is counted as itself and never spread over countries.</li>
<li>A theme is given to a passage that says something about it; it may have several or none. What carried it is
highlighted. Tone is the stance of the passage towards what it describes: opportunity, concern, both, or neither.</li>
<li>Menus, comment forms, captions and related links are kept, labelled as left out, and never counted.</li>
<li>What is unknown stays unknown: no date, no author, no outlet, no theme are shown as such.</li>
</ul>
</div>
"""
LIMITS = """
<div class="prose">
<h3>Known limits</h3>
<ul>
<li>The analysis reads English. Passages in another language are kept and shown, not analysed.</li>
<li>Pronouns are not resolved: “he said” counts for nobody, though a quote may still find its speaker.</li>
<li>Numbers count what is written, not what happened: many articles on one event count many times.</li>
<li>Two people of one surname in one article can be taken for one.</li>
<li>Tone is about the development described, not about a person or country, and is the least certain label.</li>
</ul>
<h3>Data and licences</h3>
<ul>
<li>Borders: Natural Earth, public domain. Country facts: The World Factbook, public domain.</li>
<li>Places: GeoNames, CC BY 4.0. Identifiers: Wikidata, CC0. Themes map to IPTC Media Topics, CC BY 4.0.</li>
<li>Language: spaCy and its small English model, MIT. Every fact’s source is in <code>steppe/regions/</code>.</li>
</ul>
</div>
"""
MEASURES = {
    "countries.f1": ("Countries", "mentions of countries, found and put in the right country (F1)"),
    "countries.by_passage.f1": ("Countries of a passage", "the set of countries a passage speaks of (F1)"),
    "countries.form": ("How a country is named", "name, demonym, place or capital that acts (share right)"),
    "entities.f1": ("Names", "people, bodies, events, initiatives found (F1)"),
    "entities.link": ("Aliases", "names folded into the right one (share right)"),
    "themes.micro_f1": ("Themes", "over all labels (F1, micro)"),
    "themes.macro_f1": ("Rare themes", "mean over the fourteen themes (F1, macro)"),
    "themes.main": ("Main theme", "the first theme of a passage (share right)"),
    "stance.accuracy": ("Tone", "stance of a passage (share right)"),
    "quotes.f1": ("Quotes", "direct quotations found (F1)"),
    "quotes.speaker": ("Speakers", "quotes given to the right speaker (share right)"),
    "cleaning.char_f1": ("Cleaning", "article told from furniture (F1 over letters)"),
    "cleaning.paragraph_found": ("Paragraphs", "paragraphs found whole (share)"),
    "metadata.title": ("Title", "share right"),
    "metadata.author": ("Author", "share right, unknown included"),
    "metadata.published": ("Date", "share right, unknown included"),
    "duplicates.f1": ("Copies", "repeated articles recognised (F1)"),
}
# Gold sets in words: articles that were never looked at while rules were made, those that were, and the seeds.
SETS = {"closed": "articles kept apart", "dev": "used in development", "seeds": "the two seeds"}


def show_counting() -> None:
    """What is counted, and how."""
    st.html(COUNTING)


def show_limits() -> None:
    """What it cannot do, and whose data it uses."""
    st.html(LIMITS)


def show_ladder(view: View) -> None:
    """The units of this corpus, from most to fewest."""
    sizes = corpus_sizes(view.corpus)
    rows = "".join(f"<tr><td>{unit}</td><td>{n:,}</td></tr>" for unit, n in _ladder(sizes))
    st.html(f'<table class="quiet"><tbody>{rows}</tbody></table>')


def _ladder(sizes: dict[str, int]) -> list[tuple[str, int]]:
    return [(unit, sizes[unit]) for unit in ("words", "sentences", "passages", "articles", "stories")]


def show_versions(view: View) -> None:
    """What made this corpus."""
    rows = [("fingerprint", view.corpus.fingerprint)]
    for package in view.corpus.packages:
        made_by = package["steppe"]
        rows += [
            (key, made_by[key])
            for key in made_by
            if isinstance(made_by[key], str) and key != "fingerprint" and made_by[key]
        ]
        rows.append(("table format", str(made_by["format"])))
    cells = "".join(f"<tr><td>{escape(k.replace('_', ' '))}</td><td>{escape(v)}</td></tr>" for k, v in rows)
    st.html(f'<table class="quiet wrapped"><tbody>{cells}</tbody></table>')


def show_rules(view: View) -> None:
    """Which rules found the names of this corpus, how often, and how sure they are."""
    st.html(rules_html(count_rules(view.corpus)))


def rules_html(counted: list[tuple[str, int, float]]) -> str:
    """Rules in words, how sure they are, and their mentions, as a table. counted : see `count_rules`."""
    rows = "".join(
        f'<tr><td>{escape(in_words(rule, RULES))}</td><td class="n quietly">{sure:.2f}</td><td>{n:,}</td></tr>'
        for rule, n, sure in counted
    )
    heads = "<th>found as</th><th>confidence</th><th>mentions</th>"
    return f'<table class="quiet"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def load_accuracy() -> dict[str, Any] | None:
    """What the accuracy gate wrote; None where nothing was measured, or it cannot be read."""
    try:
        found = json.loads(ACCURACY.read_text(encoding="utf-8"))
        return found if found["sets"] else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def show_accuracy() -> None:
    """Measured figures, each beside what it means."""
    accuracy = load_accuracy()
    if accuracy is None:
        show_empty("Not measured.", "Run python -m tools.accuracy --update; the figures then stand here.")
        return
    st.html(accuracy_html(accuracy))


def measured(accuracy: dict[str, Any]) -> tuple[list[str], list[tuple[str, str, list[str]]]]:
    """The gold sets in words with their sizes, and of every measure taken: title, meaning, its figure in each set."""
    sets = [accuracy["sets"][name] | {"name": SETS[name]} for name in SETS if name in accuracy["sets"]]
    rows = []
    for key, (title, meaning) in MEASURES.items():
        values = [of["measures"].get(key, {}).get("value") for of in sets]
        if any(value is not None for value in values):
            rows.append((title, meaning, ["–" if value is None else f"{float(value):.2f}" for value in values]))
    return [f"{of['name']} ({int(of['articles'])})" for of in sets], rows


def accuracy_html(accuracy: dict[str, Any]) -> str:
    """The measured figures as a table, gold sets across."""
    sets, rows = measured(accuracy)
    heads = "".join(f"<th>{escape(name)}</th>" for name in sets)
    body = ""
    for title, meaning, figures in rows:
        cells = "".join(f'<td class="n">{figure}</td>' for figure in figures)
        body += f"<tr><td>{title}<br><small>{meaning}</small></td>{cells}</tr>"
    return f'<table class="quiet measured"><thead><tr><th></th>{heads}</tr></thead><tbody>{body}</tbody></table>'


def show_calibration() -> None:
    """What the rules state about their own confidence, beside what was right."""
    accuracy = load_accuracy()
    if accuracy and accuracy.get("calibration"):
        st.html(calibration_html(accuracy["calibration"]))
        st.caption("How sure the rules say they are, beside the share of these mentions that annotators marked too.")


def calibration_html(groups: list[dict[str, Any]]) -> str:
    """Mentions grouped by stated confidence, as `tools.accuracy.calibrate` gives them, as a table."""
    rows = ""
    for group in groups:
        right, low, high = (f"{float(group[name]):.2f}" for name in ("observed", "low", "high"))
        about = f"{int(group['mentions']):,} mentions; with 95% certainty {low} to {high}"
        rows += f"<tr><td>stated {float(group['stated']):.1f}<br><small>{about}</small></td><td>{right}</td></tr>"
    return f'<table class="quiet"><thead><tr><th></th><th>right</th></tr></thead><tbody>{rows}</tbody></table>'
