"""Where a file's numbers come from: stands inside every file that is taken away."""

from dataclasses import dataclass

from steppe.corpus import Corpus, Focus
from steppe.corpus.profile import date_range


@dataclass(frozen=True)
class Provenance:
    """What a file shows, of which selection, counted from which corpus.

    title : what is shown ("Themes").
    selection : the filters in words ("24 sentences mention Kazakhstan").
    fingerprint : of the corpus.
    articles : the corpus in words ("2 articles, none with a date").
    link : the address that opens the same view; empty where there is none.
    software : what made the corpus ("Steppe 0.1.0").
    """

    title: str
    selection: str
    fingerprint: str
    articles: str
    link: str = ""
    software: str = "Steppe"

    @property
    def citation(self) -> str:
        """One line to cite the numbers by. It names no date of making: the fingerprint says which corpus it was."""
        counted = f"Counted with {self.software} from the corpus {self.fingerprint} ({self.articles})."
        return f"{self.title}: {self.selection}. {counted} {self.link}".strip()

    def fields(self) -> dict[str, str]:
        """The same as names and values, empty ones left out."""
        named = {
            "title": self.title,
            "selection": self.selection,
            "corpus": self.fingerprint,
            "articles": self.articles,
            "software": self.software,
            "link": self.link,
            "citation": self.citation,
        }
        return {name: value for name, value in named.items() if value}


def provenance_of(corpus: Corpus, title: str, selection: str, *, link: str = "") -> Provenance:
    """The provenance of something counted from a corpus."""
    return Provenance(title, selection, corpus.fingerprint, articles_in_words(corpus), link, software_of(corpus))


def parameters_in_words(focus: Focus) -> str:
    """A selection where nothing has names for its values: "country KZ; theme trade, energy", or "all"."""
    chosen = (f"{name} {', '.join(values)}" for name, values in focus.to_parameters().items())
    return "; ".join(chosen) or "all"


def software_of(corpus: Corpus) -> str:
    """What made a corpus: "Steppe 0.1.0"; of several, each version once."""
    versions = dict.fromkeys(str(p["steppe"].get("steppe") or "") for p in corpus.packages)
    return f"Steppe {', '.join(v for v in versions if v)}".strip()


def articles_in_words(corpus: Corpus) -> str:
    """How many articles a corpus holds, and of when: "12 articles from 2024-01-02 to 2024-05-06, 3 without a date"."""
    ((total, dated),) = corpus.rows("SELECT count(*), count(published) FROM articles")
    amount = "1 article" if total == 1 else f"{total} articles"
    dates = date_range(corpus)
    if not dates:
        return f"{amount}, none with a date" if total else "no articles"
    first, last = dates
    when = f"of {first}" if first == last else f"from {first} to {last}"
    return f"{amount} {when}" + (f", {total - dated} without a date" if dated < total else "")
