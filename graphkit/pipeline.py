"""The one way through: read → analyse → extract → resolve → build.

This module alone knows the order of the stages; the stages do not know each other.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from pathlib import Path

from graphkit.curation.judgements import Judgement, read_judgements
from graphkit.errors import Report, leaving_out, refuse
from graphkit.extractors import extract
from graphkit.graph import build_graph
from graphkit.language import analyse
from graphkit.language.judges import load_judge
from graphkit.model import Document, Extraction, Resolution
from graphkit.resolve import resolve
from graphkit.schema import Graph
from graphkit.settings import Settings

LOG = logging.getLogger(__name__)


def extract_documents(
    documents: Iterable[Document], settings: Settings, report: Report = refuse
) -> Iterator[Extraction]:
    """Yield what each document holds, in input order; documents are read lazily, in batches.

    A document that cannot be worked through is given to ``report`` and left out.
    """
    for analysis in analyse(documents, settings, report):
        found = None
        with leaving_out(analysis.document.where, report):
            found = extract(analysis, settings.min_confidence)
        if found is not None:
            yield found


def resolve_extractions(extractions: Iterable[Extraction], settings: Settings) -> Resolution:
    """Who is who, and which claim is which, over all documents."""
    return resolve(
        tuple(extractions),
        judgements=read_judgements(Path(settings.judgements)) if settings.judgements else (),
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
