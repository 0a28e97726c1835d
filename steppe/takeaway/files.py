"""A selection, or the whole corpus, as a file on disk: written aside, then renamed."""

import io
from pathlib import Path
from typing import Any, Literal, get_args

from steppe.corpus import Corpus, Focus, count
from steppe.corpus.export import write_rows, write_rows_parquet
from steppe.corpus.focus import UNIT_IN_SINGULAR
from steppe.errors import SteppeError
from steppe.takeaway.annotations import write_annotations
from steppe.takeaway.package import write_package
from steppe.takeaway.provenance import parameters_in_words, provenance_of
from steppe.takeaway.tables import parquet_metadata

Form = Literal["csv", "parquet", "annotations", "package"]
FORMS: tuple[str, ...] = get_args(Form)


def write_file(path: Path, corpus: Corpus, focus: Focus, form: str) -> None:
    """Write a selection's rows (csv, parquet) or annotations, or the corpus as a data package, to `path`.

    Raises
    ------
    SteppeError : it cannot be written there; what stood there before is untouched.
    """
    aside = path.with_name(f".{path.name}.part")
    try:
        with aside.open("wb") as file:
            _write(file, corpus, focus, form)
        aside.replace(path)
    except OSError as error:
        raise SteppeError(f"{path} could not be written: {error.strerror}.") from error
    finally:
        aside.unlink(missing_ok=True)


def _write(file: Any, corpus: Corpus, focus: Focus, form: str) -> None:
    number = count(corpus, focus)
    unit = UNIT_IN_SINGULAR[focus.unit] if number == 1 else focus.unit
    words = f"{number} {unit} ({parameters_in_words(focus)})"
    about = provenance_of(corpus, "Evidence", words)
    if form == "package":
        write_package(file, corpus, provenance=provenance_of(corpus, "Corpus", "all of it"))
    elif form == "parquet":
        write_rows_parquet(file, corpus, focus, metadata=parquet_metadata(about))
    else:
        text = io.TextIOWrapper(file, encoding="utf-8", newline="")
        if form == "annotations":
            write_annotations(text, corpus, focus, provenance=about)
        else:
            write_rows(text, corpus, focus)
        text.detach()  # writes what is left; the file is its caller's to close
