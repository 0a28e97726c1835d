"""The one family of errors that Steppe raises for people to read."""


class SteppeError(Exception):
    """Something a person can act on.

    Parameters
    ----------
    what : what happened, in one sentence, naming the file.
    advice : what to do about it.
    """

    def __init__(self, what: str, *, advice: str = "") -> None:
        super().__init__(f"{what} {advice}".strip())
        self.what = what
        self.advice = advice


class SourceError(SteppeError):
    """A source that could not become an article."""


class CorpusError(SteppeError):
    """A corpus that is missing, broken, or of another version."""


class PackError(SteppeError):
    """A region pack whose data contradicts itself."""
