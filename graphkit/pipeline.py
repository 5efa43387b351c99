"""The one way through: read → analyse → extract → resolve → build.

This module alone knows the order of the stages; the stages do not know each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graphkit.errors import Report, leaving_out, refuse
from graphkit.extractors import extract
from graphkit.graph import build_graph
from graphkit.language import analyse
from graphkit.model import Document, Extraction, Resolution
from graphkit.resolve import resolve
from graphkit.schema import Graph
from graphkit.settings import Settings


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
    return resolve(tuple(extractions), settings)


def join(extractions: Iterable[Extraction], settings: Settings) -> Graph:
    """What was found in each document to one graph."""
    return build_graph(resolve_extractions(extractions, settings), settings)


def build(documents: Iterable[Document], settings: Settings, report: Report = refuse) -> Graph:
    """Documents to graph: the whole way."""
    return join(extract_documents(documents, settings, report), settings)
