"""The one way through: read → analyse → extract → resolve → build.

This module alone knows the order of the stages; the stages do not know each other.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain, islice
from pathlib import Path

from graphkit.curation.judgements import Judgement, read_judgements
from graphkit.errors import InputError, JudgementError, Report, leaving_out, refuse
from graphkit.extractors import extract
from graphkit.graph import build_graph
from graphkit.language import Analysis, analyse
from graphkit.language.judge_models import load_judge
from graphkit.llm.asking import Asker
from graphkit.llm.judge import ClaimJudge, judge_merges
from graphkit.llm.reader import Reader
from graphkit.model import Document, Extraction, Resolution
from graphkit.reports.review import doubts
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
    asker: Asker | None = None,
    *,
    workers: int = 1,
    cache: Cache | None = None,
) -> Iterator[Extraction]:
    """Yield what each document holds, in input order; documents are read lazily, in batches.

    A document that cannot be worked through is given to ``report`` and left out.  More than one
    of ``workers`` read in processes of their own.  What ``cache`` has is not read again.  Neither
    changes what is found.  ``asker`` is the way to a language model, if one is asked as well; then
    all is read here, and the answers alone are kept.
    """
    if asker is not None:
        yield from _extract_with(asker, analyse(documents, settings, report), settings, report)
        return
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


def _extract_with(
    asker: Asker, analyses: Iterator[Analysis], settings: Settings, report: Report
) -> Iterator[Extraction]:
    """The same with a second reader: while one document waits for it, the next are worked on."""
    reader = Reader(asker)

    def begin(analysis: Analysis) -> tuple[str, Future[Extraction]]:
        task = pool.submit(extract, analysis, settings.min_confidence, second=reader)
        return analysis.document.where, task

    with ThreadPoolExecutor(max_workers=asker.endpoint.parallel) as pool:
        waiting = deque(map(begin, islice(analyses, asker.endpoint.parallel)))
        while waiting:
            where, task = waiting.popleft()
            found = None
            with leaving_out(where, report):
                found = task.result()
            waiting.extend(map(begin, islice(analyses, 1)))
            if found is not None:
                yield found


def resolve_extractions(
    extractions: Iterable[Extraction], settings: Settings, asker: Asker | None = None
) -> Resolution:
    """Who is who, and which claim is which, over all documents."""
    held = tuple(extractions)
    judgements = read_judgements(Path(settings.judgements)) if settings.judgements else ()
    judge = load_judge(settings.judge) if settings.judge else None
    if asker is None or not asker.endpoint.judging:
        return resolve(held, judgements=judgements, judge=judge, unmatched=_tell)
    merges = _merges(held, judgements, asker)
    judge = judge or ClaimJudge(asker)
    try:
        return resolve(held, judgements=(*judgements, *merges), judge=judge, unmatched=_tell)
    except JudgementError:
        if not merges:
            raise
        # what people have judged goes before what a model says
        asker.tally.drop("answers on merges that contradict judgements", len(merges))
        return resolve(held, judgements=judgements, judge=judge, unmatched=_tell)


def _merges(
    extractions: tuple[Extraction, ...], judgements: tuple[Judgement, ...], asker: Asker
) -> tuple[Judgement, ...]:
    """What the language model says of doubtful merges that nobody has judged."""
    graph = build_graph(resolve(extractions, judgements=judgements))
    judged = {frozenset(ref.name or ref.id for ref in one.about) for one in judgements}
    doubtful = (d for d in doubts(graph) if {d.left_name, d.right_name} not in judged)
    documents = {found.document.id: found.document for found in extractions}
    return tuple(judge_merges(asker, graph, doubtful, documents))


def _tell(judgement: Judgement) -> None:
    """Warn of a judgement that finds nothing to judge: its articles may not be in this run."""
    if not judgement.line:
        return  # nobody wrote it
    about = ", ".join(map(str, judgement.about))
    where = f"judgements line {judgement.line} ({judgement.kind})"
    LOG.warning("%s matches nothing in these articles: %s", where, about)


def join(
    extractions: Iterable[Extraction], settings: Settings, asker: Asker | None = None
) -> Graph:
    """What was found in each document to one graph."""
    resolution = resolve_extractions(extractions, settings, asker)
    return build_graph(resolution, with_texts=settings.with_texts)


def build(documents: Iterable[Document], settings: Settings, report: Report = refuse) -> Graph:
    """Documents to graph: the whole way."""
    asker = Asker(settings.llm) if settings.llm else None
    return join(extract_documents(documents, settings, report, asker), settings, asker)
