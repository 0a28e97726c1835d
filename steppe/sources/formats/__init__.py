"""One module a file format. A module here that defines `FORMAT` is a reader; nothing else has to know of it."""
