"""The one way through: read → analyse → extract → resolve → build.

This module alone knows the order of the stages; the stages do not know each other.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice

from graphkit.curation.judgements import Judgement, read_judgements
from graphkit.errors import JudgementError, Report, leaving_out, refuse
from graphkit.extractors import extract
from graphkit.graph import build_graph
from graphkit.language import Analysis, analyse
from graphkit.language.judges import load_judge
from graphkit.llm.asking import Asker
from graphkit.llm.judge import ClaimJudge, judge_merges
from graphkit.llm.reader import Reader
from graphkit.model import Document, Extraction, Resolution
from graphkit.reports.review import doubts
from graphkit.resolve import resolve
from graphkit.schema import Graph
from graphkit.settings import Settings

LOG = logging.getLogger(__name__)


def extract_documents(
    documents: Iterable[Document],
    settings: Settings,
    report: Report = refuse,
    asker: Asker | None = None,
) -> Iterator[Extraction]:
    """Yield what each document holds, in input order; documents are read lazily, in batches.

    A document that cannot be worked through is given to ``report`` and left out.  ``asker`` is the
    way to a language model, if one is asked as well.
    """
    analyses = analyse(documents, settings, report)
    if asker is not None:
        yield from _extract_with(asker, analyses, settings, report)
        return
    for analysis in analyses:
        found = None
        with leaving_out(analysis.document.where, report):
            found = extract(analysis, settings.min_confidence)
        if found is not None:
            yield found


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
    judgements = read_judgements(settings.judgements) if settings.judgements else ()
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
