"""The one way through: read → analyse → extract → resolve → build.

This module alone knows the order of the stages; the stages do not know each other.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from graphkit.curation.judgements import Judgement, read_judgements
from graphkit.errors import InputError, Report, leaving_out, refuse
from graphkit.extractors import extract
from graphkit.graph import build_graph
from graphkit.language import analyse
from graphkit.language.judge_models import load_judge
from graphkit.model import Document, Extraction, Resolution
from graphkit.resolve import resolve
from graphkit.running.cache import Cache, fingerprint
from graphkit.running.workers import in_order
from graphkit.schema import Graph
from graphkit.settings import Settings

LOG = logging.getLogger(__name__)


#: So many new documents are read here: to start other processes takes longer.
_FEW = 8
#: Documents that a worker is given at once.
_BATCH = 8


def extract_documents(
    documents: Iterable[Document],
    settings: Settings,
    report: Report = refuse,
    *,
    workers: int = 1,
    cache: Cache | None = None,
) -> Iterator[Extraction]:
    """Yield what each document holds, in input order; documents are read lazily, in batches.

    A document that cannot be worked through is given to ``report`` and left out.  More than one
    of ``workers`` read in processes of their own.  What ``cache`` has is not read again.  Neither
    changes what is found.
    """
    order: deque[tuple[Document, Extraction | None]] = deque()

    def new() -> Iterator[Document]:
        for document in documents:
            held = cache.get(document) if cache else None
            order.append((document, held))
            if held is None:
                yield document

    for found in _fresh(new(), settings, report, workers):
        if cache:
            cache.put(found)
        while order:
            document, held = order.popleft()
            if document is found.document or document == found.document:
                yield found
                break
            if held is not None:
                yield held
    yield from (held for _, held in order if held is not None)


def _fresh(
    documents: Iterator[Document], settings: Settings, report: Report, workers: int
) -> Iterator[Extraction]:
    """What each document holds, read here or by other processes."""
    first = list(islice(documents, _FEW + 1)) if workers > 1 else []
    documents = chain(first, documents)
    if len(first) <= _FEW:
        yield from _read_through(documents, settings, report)
        return
    batches = iter(lambda: tuple(islice(documents, _BATCH)), ())
    for found, problems in in_order(_read_batch, ((b, settings) for b in batches), workers):
        for problem in problems:
            report(problem)
        yield from found


def _read_batch(
    task: tuple[tuple[Document, ...], Settings],
) -> tuple[list[Extraction], list[InputError]]:
    """What a worker does: what the documents hold, and what is wrong with those left out."""
    documents, settings = task
    problems: list[InputError] = []
    return list(_read_through(documents, settings, problems.append, threads=1)), problems


def _read_through(
    documents: Iterable[Document], settings: Settings, report: Report, threads: int | None = None
) -> Iterator[Extraction]:
    for analysis in analyse(documents, settings, report, threads):
        found = None
        with leaving_out(analysis.document.where, report):
            found = extract(analysis, settings.min_confidence)
        if found is not None:
            yield found


def extraction_fingerprint(settings: Settings) -> str:
    """What a cache asks for: a hash of all that decides what is found in one document."""
    return fingerprint((settings.spacy_model, settings.min_confidence))


def resolve_extractions(extractions: Iterable[Extraction], settings: Settings) -> Resolution:
    """Who is who, and which claim is which, over all documents."""
    return resolve(
        tuple(extractions),
        judgements=read_judgements(settings.judgements) if settings.judgements else (),
        judge=load_judge(settings.judge) if settings.judge else None,
        unmatched=_tell,
    )


def _tell(judgement: Judgement) -> None:
    """Warn of a judgement that finds nothing to judge: its articles may not be in this run."""
    about = ", ".join(map(str, judgement.about))
    where = f"judgements line {judgement.line} ({judgement.kind})"
    LOG.warning("%s matches nothing in these articles: %s", where, about)


def join(extractions: Iterable[Extraction], settings: Settings) -> Graph:
    """What was found in each document to one graph."""
    return build_graph(resolve_extractions(extractions, settings), with_texts=settings.with_texts)


def build(documents: Iterable[Document], settings: Settings, report: Report = refuse) -> Graph:
    """Documents to graph: the whole way."""
    return join(extract_documents(documents, settings, report), settings)
