"""One analysed document: spaCy's tokens and names, and the tagger's view of who said what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from graphkit.errors import ModelError
from graphkit.model import Document
from graphkit.settings import Settings

#: Documents that are read ahead and analysed together.
BATCH = 64
#: Parts of a pipeline that no extractor reads; leaving them out is a third of the time.
UNREAD = ("parser", "lemmatizer")


@dataclass(frozen=True, slots=True)
class Analysis:
    """A document with its language: ``doc`` has tags, parts of speech, sentences and names.

    ``doc[i].idx`` is a code point offset into ``document.text``.  There is no dependency parse
    and there are no lemmas (see :data:`UNREAD`).
    """

    document: Document
    doc: Doc


@lru_cache(maxsize=2)
def load_spacy(name: str) -> Language:
    """The spaCy pipeline of that name or path, without the parts that nothing here reads."""
    try:
        nlp = spacy.load(name, exclude=list(UNREAD))
    except OSError as error:
        raise ModelError(
            f"spaCy pipeline {name!r} cannot be loaded: {error}. Install it, or name another"
        ) from error
    if "senter" in nlp.disabled:
        nlp.enable_pipe("senter")
    elif "senter" not in nlp.pipe_names:
        nlp.add_pipe("sentencizer")
    return nlp


def analyse(documents: Iterable[Document], settings: Settings) -> Iterator[Analysis]:
    """Yield the analysis of each document, in input order."""
    nlp = load_spacy(settings.spacy_model)
    source = iter(documents)
    while batch := list(islice(source, BATCH)):
        for document, doc in zip(batch, nlp.pipe(d.text for d in batch), strict=True):
            yield Analysis(document, doc)
