"""Articles made of plain paragraphs, for the tests of the analysis."""

from functools import cache

from steppe.analysis.article import Article, Mention, Names
from steppe.analysis.model import load_model
from steppe.analysis.names import load_finder
from steppe.document import Passage, PassageKind


@cache
def make_article(*paragraphs: str, title: str | None = None, kind: PassageKind = "paragraph") -> Article:
    """An article of these paragraphs, parsed; the title, if there is one, is its first passage."""
    texts = ([title] if title else []) + list(paragraphs)
    text = "\n\n".join(texts)
    passages, at = [], 0
    for number, paragraph in enumerate(texts):
        passages.append(Passage(at, at + len(paragraph), "title" if title and not number else kind))
        at += len(paragraph) + 2
    return Article(text, tuple(passages), tuple(load_model().pipe(texts)), title=title)


def find_names(*paragraphs: str, title: str | None = None) -> tuple[Article, Names]:
    """The article and its names."""
    article = make_article(*paragraphs, title=title)
    return article, load_finder().find(article)


def mentions_of(article: Article, names: Names, surface: str) -> list[Mention]:
    """The mentions with exactly this surface, in text order."""
    return [m for m in names.mentions if article.text[m.start : m.end] == surface]
