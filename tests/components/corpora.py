"""Small corpora for the tests of the dashboard, written without any analysis."""

from pathlib import Path
from typing import Any

from steppe.corpus import write_corpus

HOSTILE_NAME = "![x](http://example.invalid/pixel.png) <img src=http://example.invalid/name.png> :red[Boss]"
HOSTILE_TITLE = '=HYPERLINK("http://example.invalid") <script>document.title="owned"</script> **bold**'
HOSTILE_SENTENCES = (
    '<script>document.title="owned"</script><img src=x onerror="document.title=\'owned\'">',
    "![pixel](http://example.invalid/pixel.png) and [link](javascript:alert(1)) of $x^2$ and :material/home:",
    "<style>h3{display:none}</style><mark class='here'>fake</mark> </div></div> & &amp; <b>not bold</b>",
    "@SUM(A1:A9) is a formula, says " + HOSTILE_NAME + " in Kazakhstan.",
)


def write_tiny(destination: Path, *, title: str, sentences: tuple[str, ...], name: str, country_word: str) -> str:
    """A corpus of one article with one passage a sentence; `name` is a person, `country_word` a mention of KZ."""
    article_id = "0123456789abcdef"
    text = "\n\n".join((title, *sentences))
    tables: dict[str, list[dict[str, Any]]] = {
        n: [] for n in ("passages", "sentences", "mentions", "passage_themes", "quotes")
    }
    at = 0
    for number, part in enumerate((title, *sentences)):
        passage_id, sentence_id = f"{article_id}-p{number:03d}", f"{article_id}-s{number:04d}"
        span = {"article_id": article_id, "passage_id": passage_id, "start": at, "end": at + len(part)}
        tables["passages"].append(
            span
            | {
                "position": number,
                "kind": "title" if not number else "paragraph",
                "stance": "neutral",
                "stance_score": 0.0,
                "stance_evidence": [],
                "language": "en",
                "reason": None,
            }
        )
        tables["sentences"].append(span | {"sentence_id": sentence_id})
        evidence = [{"start": at, "end": at + min(4, len(part)), "weight": 1.0}]
        tables["passage_themes"].append(
            {"passage_id": passage_id, "theme_id": "trade", "rank": 1, "score": 1.0, "evidence": evidence}
        )
        for surface, entity_id, form, country in (
            (name, "person-x", None, None),
            (country_word, "Q232", "name", "KZ"),
        ):
            where = part.find(surface) if surface else -1
            if where >= 0:
                mention = {
                    "mention_id": f"{article_id}-m{len(tables['mentions']):04d}",
                    "sentence_id": sentence_id,
                    "surface": surface,
                    "entity_id": entity_id,
                    "form": form,
                    "country": country,
                    "inside": False,
                    "rule": "test",
                    "confidence": 1.0,
                }
                tables["mentions"].append(span | mention | {"start": at + where, "end": at + where + len(surface)})
        at += len(part) + 2
    tables["quotes"].append(
        {
            "quote_id": f"{article_id}-q000",
            "article_id": article_id,
            "passage_id": f"{article_id}-p001",
            "start": tables["passages"][1]["start"],
            "end": tables["passages"][1]["end"],
            "speaker_id": "person-x",
            "cue_start": None,
            "cue_end": None,
        }
    )
    entity = {"lat": None, "lon": None, "wikidata": None, "geonames": None, "aliases": [name]}
    tables["entities"] = [
        {"entity_id": "Q232", "name": "Kazakhstan", "type": "country", "country": "KZ"} | entity,
        {"entity_id": "person-x", "name": name, "type": "person", "country": None} | entity,
    ]
    tables["articles"] = [
        {
            "article_id": article_id,
            "file": "<b>file</b>.txt",
            "text": text,
            "title": title,
            "author": None,
            "published": "2024-05-06",
            "outlet": "*The* <i>Outlet</i>",
            "url": "javascript:alert(1)",
            "language": "en",
            "words": 40,
            "duplicate_of": None,
            "flags": ["no-author", "some-new-flag"],
        }
    ]
    return write_corpus(tables, destination, made_by={"steppe": "test"})


def write_hostile(destination: Path) -> str:
    """An article full of HTML, Markdown, scripts and formulas."""
    return write_tiny(
        destination,
        title=HOSTILE_TITLE,
        sentences=HOSTILE_SENTENCES,
        name=HOSTILE_NAME,
        country_word="Kazakhstan",
    )


def write_empty(destination: Path) -> str:
    """A corpus with no rows at all."""
    return write_corpus({}, destination, made_by={"steppe": "test"})
