"""A text through the whole of the engine, from its bytes to the rows of the tables, and what must hold of these."""

from collections.abc import Iterator

from steppe.analysis.segmentation import split_lines
from steppe.batch import Item, analyse, finish
from steppe.document import Layout, Metadata, Passage, Source
from steppe.sources import read_bytes
from steppe.tables import Row


class BrokenLaw(ValueError):  # noqa: N818  a law is what breaks
    """A row that says what is not so."""


def analyse_text(text: str, name: str = "a.txt") -> None:
    """Read and analyse a text as a file of that name.

    Raises
    ------
    BrokenLaw : a row points outside its text, or at another text than it says.
    Exception : whatever a rule that fails raises.
    """
    for item in read_bytes(name, text.encode("utf-8", "replace")):
        if isinstance(item, Source):
            check(item)
        elif "cannot be read (" in item.what:
            raise BrokenLaw(item.what)


def analyse_lines(text: str) -> None:
    """Analyse each line of a text as a passage of English, whatever the rules of the layout would make of it.

    Raises as `analyse_text`.
    """
    lines = split_lines(text)
    kinds = ("title", *("paragraph", "paragraph", "paragraph", "item", "heading") * len(lines))
    passages = tuple(Passage(line.start, line.end, kind) for line, kind in zip(lines, kinds, strict=False))
    source = Source("a.txt", "0" * 64, text, "text")
    check(source, Layout(passages, Metadata(title=lines[0].text if lines else None)))


def check(source: Source, layout: Layout | None = None) -> None:
    """Analyse an article and look at its rows."""
    found, own = analyse(Item(source, layout))
    rows = {table: list(of) for table, of in found.items()}
    for what in broken_laws(source.text, rows):
        raise BrokenLaw(what)
    finish(rows, [own], {})


def broken_laws(text: str, rows: dict[str, list[Row]]) -> Iterator[str]:
    """What is wrong with the rows of an article; nothing where all holds."""
    passages = {p["passage_id"]: p for p in rows["passages"]}
    sentences = {s["sentence_id"]: s for s in rows["sentences"]}
    entities = {e["entity_id"] for e in rows["entities"]}
    at = 0
    for passage in rows["passages"]:
        if not at <= passage["start"] < passage["end"] <= len(text):
            yield f"passage {passage['passage_id']} overlaps, or lies outside"
        at = passage["end"]
    for sentence in rows["sentences"]:
        passage = passages[sentence["passage_id"]]
        if not passage["start"] <= sentence["start"] < sentence["end"] <= passage["end"]:
            yield f"sentence {sentence['sentence_id']} outside its passage"
    for mention in rows["mentions"]:
        passage, sentence = passages[mention["passage_id"]], sentences[mention["sentence_id"]]
        if text[mention["start"] : mention["end"]] != mention["surface"] or not mention["surface"].strip():
            yield f"mention {mention['surface']!r} is not the text at its place"
        if not sentence["start"] <= mention["start"] < sentence["end"] or mention["end"] > passage["end"]:
            yield f"mention {mention['surface']!r} starts outside its sentence, or ends outside its passage"
        if mention["entity_id"] not in entities:
            yield f"mention {mention['surface']!r} of an unknown entity"
    for quote in rows["quotes"]:
        if not 0 <= quote["start"] < quote["end"] <= len(text):
            yield f"quote {quote['quote_id']} outside the text"
        if quote["speaker_id"] is not None and quote["speaker_id"] not in entities:
            yield f"quote {quote['quote_id']} of an unknown speaker"
    for theme in rows["passage_themes"]:
        passage = passages[theme["passage_id"]]
        if not theme["evidence"] or any(
            not passage["start"] <= e["start"] < e["end"] <= passage["end"] for e in theme["evidence"]
        ):
            yield f"theme {theme['theme_id']} of {theme['passage_id']} without evidence in its passage"
