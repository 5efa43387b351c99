"""One analysed document: spaCy's tokens and names, and the tagger's view of who said what."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from graphkit.errors import ModelError
from graphkit.language.caps import capped
from graphkit.language.tagger import Roles, load_tagger
from graphkit.model import Document
from graphkit.settings import Settings

#: Documents that are analysed together, while the next as many are already being tagged: few
#: enough that what the tagger sees of them stays below some 100 MB.
BATCH = 16
#: Parts of a pipeline that no extractor reads; leaving them out is a third of the time.
UNREAD = ("parser", "lemmatizer")


@dataclass(frozen=True, slots=True)
class Analysis:
    """A document with its language: ``doc`` has tags, parts of speech, sentences and names.

    ``doc[i].idx`` is a code point offset into ``document.text``; ``doc.text`` is that text with
    blanks in some places (see :func:`graphkit.language.caps.capped`).  There is no dependency parse
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

    The tagger's products of matrices leave the interpreter free: while spaCy reads a batch, and
    whoever asked for it works on it, the tagger is in the next one.
    """
    nlp, tagger = load_spacy(settings.spacy_model), load_tagger()
    source = iter(documents)
    pool = ThreadPoolExecutor(max_workers=os.cpu_count())

    def begin() -> list[tuple[Document, str, Callable[[], Roles]]]:
        texts = ((document, capped(document.text)) for document in islice(source, BATCH))
        return [(document, text, tagger.begin(text, pool)) for document, text in texts]

    try:
        batch = begin()
        while batch:
            coming = begin()
            docs = list(nlp.pipe(text for _, text, _ in batch))
            for (document, _, roles), doc in zip(batch, docs, strict=True):
                yield Analysis(document, doc, roles())
            batch = coming
    finally:
        pool.shutdown(cancel_futures=True)
