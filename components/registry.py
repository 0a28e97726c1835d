"""The list of pages. To add a page: one file in `views/`, one line here."""

from pathlib import PurePosixPath
from typing import NamedTuple


class PageEntry(NamedTuple):
    """A page: its script beside app.py, its name in the navigation, and a Material symbol.

    bare : over the whole screen, without filters and navigation; reached by links alone.
    """

    script: str
    title: str
    icon: str
    bare: bool = False


PAGES = (
    PageEntry("components/views/overview.py", "Overview", ":material/dashboard:"),
    PageEntry("components/views/map.py", "Map", ":material/public:"),
    PageEntry("components/views/themes.py", "Themes", ":material/sell:"),
    PageEntry("components/views/entities.py", "Entities", ":material/groups:"),
    PageEntry("components/views/articles.py", "Articles", ":material/article:"),
    PageEntry("components/views/story.py", "Story", ":material/auto_stories:"),
    PageEntry("components/views/present.py", "Present", ":material/slideshow:", bare=True),
    PageEntry("components/views/add.py", "Add articles", ":material/upload_file:"),
    PageEntry("components/views/method.py", "Method", ":material/rule:"),
)
READER = "components/views/articles.py"


def page_name(entry: PageEntry) -> str:
    """The name of a page in addresses and stories: "map"."""
    return PurePosixPath(entry.script).stem
