"""How much a visitor may add, in one place: stated on the page, enforced on the server.

Chosen for a small free host (690 MB for the server and the process that analyses, a tenth of a core when throttled);
docs/formats.md has what was measured. A server of one's own may have more: change the figures here, and
`server.maxUploadSize` in .streamlit/config.toml, which a test holds to `megabytes_a_file`.
"""

from dataclasses import dataclass
from typing import Any

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class BrowserLimits:
    """Limits of one visitor.

    megabytes_a_file, megabytes : of one file, of all files of a visitor, on their way or held.
    arriving_megabytes : of all visitors' files on their way, which the server holds in memory.
    files : of a visitor; a ZIP counts as one.
    articles : of a visitor, those inside ZIPs, feeds and tables together.
    characters : of one article.
    pages : of one PDF.
    seconds_a_file : to read one file, or to analyse one article.
    minutes : for one addition; what was done until then is kept, so that one can go on.
    worker_megabytes : resident memory of the process that reads and analyses.
    unpacked_megabytes, ratio, depth : of a ZIP, see `steppe.sources.Limits`.
    """

    megabytes_a_file: int = 20
    megabytes: int = 60
    arriving_megabytes: int = 120
    files: int = 400
    articles: int = 1_000
    characters: int = 200_000
    pages: int = 200
    seconds_a_file: float = 120.0
    minutes: float = 30.0
    worker_megabytes: int = 520
    unpacked_megabytes: int = 80
    ratio: int = 400
    depth: int = 3

    def as_job(self) -> dict[str, Any]:
        """As `steppe.adding` wants them: the fields of `steppe.sources.Limits`, and how many articles."""
        return {
            "bytes": self.megabytes_a_file * MEBIBYTE,
            "unpacked_bytes": self.unpacked_megabytes * MEBIBYTE,
            "ratio": self.ratio,
            "characters": self.characters,
            "pages": self.pages,
            "files": self.articles,
            "depth": self.depth,
            "seconds": self.seconds_a_file / 2,  # the reader's own clock, before the process has to be ended
            "articles": self.articles,
        }

    def in_words(self) -> str:
        """One line for the page."""
        return (
            f"Up to {self.files} files and {self.articles:,} articles, {self.megabytes_a_file} MB a file, "
            f"{self.megabytes} MB in all (more is refused as it arrives); {self.characters:,} characters an article, "
            f"{self.pages} pages a PDF; "
            f"{self.seconds_a_file:g} seconds a file, {self.minutes:g} minutes a batch."
        )


LIMITS = BrowserLimits()
