"""One analysed document: spaCy's tokens and names, and the tagger's view of who said what."""

from __future__ import annotations

import os
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property, lru_cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from graphkit.errors import ModelError, Report, leaving_out, refuse
from graphkit.language.caps import capped
from graphkit.language.tagger import Roles, load_tagger
from graphkit.model import Document
from graphkit.settings import Settings
from graphkit.text.annotated import AnnotatedText

#: Documents that are analysed together, while the next as many are already being tagged: few
#: enough that what the tagger sees of them stays below some 100 MB.
BATCH = 16
#: Characters that are analysed together, unless one document alone has more: spaCy and the tagger
#: hold some 3 kB for each until all of them are done.
BATCH_CHARACTERS = 100_000
#: Parts of a pipeline that no extractor reads; leaving them out is a third of the time.
UNREAD = ("parser", "lemmatizer")


@dataclass(frozen=True)
class Analysis:
    """A document with its language: ``doc`` has tags, parts of speech, sentences and names.

    ``doc[i].idx`` is a code point offset into ``document.text``; ``doc.text`` is that text with
    blanks in some places (see :func:`graphkit.language.caps.capped`).  There is no dependency parse
    and there are no lemmas (see :data:`UNREAD`).  ``roles`` is who says what, word by word.  What
    every extractor asks of the text, :attr:`text` and :attr:`token_starts`, is found once.
    """

    document: Document
    doc: Doc
    roles: Roles

    @cached_property
    def text(self) -> AnnotatedText:
        """The document's text with its paragraphs, quotes and sentences."""
        return AnnotatedText(self.document.text)

    @cached_property
    def token_starts(self) -> list[int]:
        """Where each token starts."""
        return [token.idx for token in self.doc]

    def token_at(self, offset: int) -> int:
        """Index of the first token that starts at or behind an offset."""
        return bisect_left(self.token_starts, offset)


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


def analyse(
    documents: Iterable[Document],
    settings: Settings,
    report: Report = refuse,
    threads: int | None = None,
) -> Iterator[Analysis]:
    """Yield the analysis of each document, in input order; ``report`` is told of one that fails.

    ``threads`` are those of the tagger, one a processor if None.

    The tagger's products of matrices leave the interpreter free: while spaCy reads a batch, and
    whoever asked for it works on it, the tagger is in the next one.
    """
    nlp, tagger = load_spacy(settings.spacy_model), load_tagger()
    batches = _batches(documents)
    pool = ThreadPoolExecutor(max_workers=threads or os.cpu_count())

    def tag(document: Document) -> Callable[[], Roles] | None:
        roles = None
        with leaving_out(document.where, report):
            roles = tagger.begin(capped(document.text), pool)
        return roles

    def begin() -> list[tuple[Document, Callable[[], Roles] | None]]:
        return [(document, tag(document)) for document in next(batches, ())]

    try:
        batch = begin()
        while batch:
            coming = begin()
            tagged = [(document, roles) for document, roles in batch if roles]
            docs = _read(nlp, [document for document, _ in tagged], report)
            for (document, roles), doc in zip(tagged, docs, strict=True):
                found = None
                with leaving_out(document.where, report):
                    found = None if doc is None else Analysis(document, doc, roles())
                if found is not None:
                    yield found
            batch = coming
    finally:
        pool.shutdown(cancel_futures=True)


def _batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """The documents, some at a time: no more than BATCH, and not many more than so many signs.

    A batch ends with the document that fills it, so that none is read before it is wanted.
    """
    batch: list[Document] = []
    for document in documents:
        batch.append(document)
        if len(batch) == BATCH or sum(len(one.text) for one in batch) >= BATCH_CHARACTERS:
            yield batch
            batch = []
    if batch:
        yield batch


def _read(nlp: Language, documents: list[Document], report: Report) -> list[Doc | None]:
    """What spaCy sees in each document; None where it fails."""
    docs: list[Doc | None] = []
    # together is faster; where that fails, one by one tells whose fault it is
    with leaving_out("", lambda _: None):
        return [*nlp.pipe(capped(document.text) for document in documents)]
    for document in documents:
        doc = None
        with leaving_out(document.where, report):
            doc = nlp(capped(document.text))
        docs.append(doc)
    return docs
