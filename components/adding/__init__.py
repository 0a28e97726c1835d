"""The page that adds articles: what it takes, the work in a process of its own, what became of every file."""
