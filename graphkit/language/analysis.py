"""One analysed document: spaCy's tokens and names, and the tagger's view of who said what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from graphkit.errors import ModelError
from graphkit.language.tagger import Roles, load_tagger
from graphkit.model import Document
from graphkit.settings import Settings

#: Documents that are read ahead and analysed together: enough for windows of like length to be
#: computed in one go, few enough that what the tagger sees of them stays below some 100 MB.
BATCH = 32
#: Parts of a pipeline that no extractor reads; leaving them out is a third of the time.
UNREAD = ("parser", "lemmatizer")


@dataclass(frozen=True, slots=True)
class Analysis:
    """A document with its language: ``doc`` has tags, parts of speech, sentences and names.

    ``doc[i].idx`` is a code point offset into ``document.text``.  There is no dependency parse
    and there are no lemmas (see :data:`UNREAD`).  ``roles`` is who says what, word by word.
    """

    document: Document
    doc: Doc
    roles: Roles


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
    """Yield the analysis of each document, in input order.

    spaCy and the tagger work side by side: the tagger's products of matrices leave the
    interpreter free.
    """
    nlp, tagger = load_spacy(settings.spacy_model), load_tagger()
    source = iter(documents)
    with ThreadPoolExecutor(max_workers=1) as beside:
        while batch := list(islice(source, BATCH)):
            texts = [document.text for document in batch]
            tagged = beside.submit(tagger.tag, texts)
            docs = list(nlp.pipe(texts))
            for document, doc, roles in zip(batch, docs, tagged.result(), strict=True):
                yield Analysis(document, doc, roles)
