"""graphkit: who said what, who cited whom, who disputes it, and who reported it.

``build`` makes a graph of articles, ``load`` and ``save`` read and write graph.json, ``render``
draws one HTML file.  A graph is a networkx MultiDiGraph in the format that README.md describes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from graphkit.readers import Report
    from graphkit.schema import Graph
    from graphkit.settings import Settings

__all__ = ["build", "load", "render", "save"]

# The functions import what they need when they are called: `graphkit --help` must not wait for a
# language model, and `import graphkit` must not either.


def build(
    paths: Iterable[Path | str],
    *,
    settings: Settings | None = None,
    metadata: Path | None = None,
    columns: Mapping[str, str] | None = None,
    any_language: bool = False,
    report: Report | None = None,
) -> Graph:
    """The graph of files and folders of articles.

    ``columns`` says which column of tables and records has which field: ``{"text": "story"}``.
    An input that cannot be used, or is not in English unless ``any_language``, raises InputError,
    or is given to ``report`` and left out.
    """
    from pathlib import Path

    from graphkit import pipeline
    from graphkit.errors import refuse
    from graphkit.readers import read
    from graphkit.settings import Settings

    report = report or refuse
    documents = read(
        map(Path, paths), report, metadata=metadata, columns=columns, any_language=any_language
    )
    return pipeline.build(documents, settings or Settings(), report)


def load(path: Path | str) -> Graph:
    """The graph of a graph.json.  Raises GraphFormatError where it differs from the format."""
    from pathlib import Path

    from graphkit.exporters import read_json

    return read_json(Path(path))


def save(graph: Graph, path: Path | str) -> None:
    """Write graph.json: all of it or nothing."""
    from pathlib import Path

    from graphkit.exporters import write_json

    write_json(graph, Path(path))


def render(graph: Graph, path: Path | str, *, title: str = "") -> None:
    """Write the graph as one HTML file that works from disk."""
    from pathlib import Path

    from graphkit.page import render_page

    render_page(graph, Path(path), title=title)
