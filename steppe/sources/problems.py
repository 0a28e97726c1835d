"""Why an input did not become an article: one stable code each, with what to do about it."""

from steppe.document import Failure
from steppe.errors import SourceError

ADVICE = {
    "binary": "Check that the file is text; save the article as text, HTML, PDF or DOCX and add it again.",
    "broken": "Open it in the program that made it, save it again, and add the new copy.",
    "empty": "Open the file to see whether the article is in it, and save it again.",
    "encrypted": "Remove the password (print to PDF, or save a copy without protection) and add that copy.",
    "entity-bomb": "The file defines XML entities, which articles do not need. Export it again without a DTD.",
    "gone": "The file was moved or deleted while it was being read. Add it again.",
    "no-articles": "The file is readable, but holds no article. Check that it is the right export.",
    "no-text": "This PDF holds pictures of pages. Run text recognition (OCR) on it, or paste the text.",
    "no-text-column": "Name the column that holds the article: text, body, content or article.",
    "nested-too-deep": "Unpack the inner ZIP files and add their content.",
    "too-large": "Split it, or add the articles one by one.",
    "too-long": "The text is longer than one article can be. Split it into articles.",
    "too-many": "Add the articles in several batches.",
    "too-slow": "Split it, or save the article as plain text.",
    "unreadable": "Check that the file may be read (permissions, disk) and add it again.",
    "unsafe-name": "The name points outside the ZIP. Pack the file again under a plain name.",
    "unsupported": "Save the article as text, Markdown, HTML, PDF, DOCX, EML, CSV, JSON Lines or a ZIP of these.",
    "zip-bomb": "The ZIP unpacks to far more than its size. Unpack it yourself and add the articles.",
}


class UnreadableError(SourceError):
    """An input that cannot become an article.

    Parameters
    ----------
    reason : one of `ADVICE`'s codes.
    what : what is the matter, in one clause without the file's name or a full stop.
    """

    def __init__(self, reason: str, what: str) -> None:
        super().__init__(what, advice=ADVICE[reason])
        self.reason = reason

    def as_failure(self, file: str) -> Failure:
        """The named line of the build report."""
        return Failure(file, self.reason, f"{file}: {self.what}.", self.advice)
