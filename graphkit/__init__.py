"""graphkit: who said what, who cited whom, who disputes it, and who reported it.

``build`` makes a graph of articles, ``load`` and ``save`` read and write graph.json, ``render``
draws one HTML file, ``show`` the same in a notebook, ``export`` writes it for other tools.
``extract`` gives who said what article by article, ``trace`` the way of one claim, and ``merge``
keeps your word that two names are one.  A graph is a networkx MultiDiGraph in the format that
README.md describes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from graphkit.curation.judgements import Judgement
    from graphkit.page import GraphView
    from graphkit.readers import Report
    from graphkit.schema import Graph
    from graphkit.settings import Settings

    __version__: str

__all__ = [
    "Settings",
    "__version__",
    "build",
    "export",
    "extract",
    "load",
    "merge",
    "render",
    "save",
    "show",
    "trace",
]

# The functions import what they need when they are called: `graphkit --help` must not wait for a
# language model, and `import graphkit` must not either.


def __getattr__(name: str) -> Any:
    """``Settings`` and ``__version__``, when somebody asks for them."""
    if name == "Settings":
        from graphkit.settings import Settings

        return Settings
    if name == "__version__":
        from importlib.metadata import version

        return version("graphkit")
    raise AttributeError(f"module 'graphkit' has no attribute {name!r}")


def build(
    paths: Path | str | Iterable[Path | str],
    *,
    settings: Settings | None = None,
    metadata: Path | str | None = None,
    columns: Mapping[str, str] | None = None,
    any_language: bool = False,
    report: Report | None = None,
) -> Graph:
    """The graph of a file or folder of articles, or of several.

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
    table = Path(metadata) if metadata else None
    documents = read(
        _paths(paths), report, metadata=table, columns=columns, any_language=any_language
    )
    return pipeline.build(documents, settings or Settings(), report)


def extract(
    paths: Path | str | Iterable[Path | str],
    *,
    settings: Settings | None = None,
    metadata: Path | str | None = None,
    report: Report | None = None,
) -> Iterator[dict[str, Any]]:
    """Yield who said what, a dict an article, as ``graphkit extract`` prints it.

    Speakers are those after all articles are read, so nothing comes before that.  Offsets are
    code points into the article's text.  Errors as with :func:`build`.
    """
    from pathlib import Path

    from graphkit import pipeline
    from graphkit.errors import refuse
    from graphkit.exporters.attributions import attribution_rows
    from graphkit.readers import read
    from graphkit.settings import Settings

    settings, report = settings or Settings(), report or refuse
    documents = read(_paths(paths), report, metadata=Path(metadata) if metadata else None)
    found = pipeline.extract_documents(documents, settings, report)
    yield from attribution_rows(pipeline.resolve_extractions(found, settings))


def _paths(paths: Path | str | Iterable[Path | str]) -> list[Path]:
    from pathlib import Path

    return [Path(paths)] if isinstance(paths, str | Path) else [Path(path) for path in paths]


def load(path: Path | str) -> Graph:
    """The graph of a graph.json.  Raises GraphFormatError where it differs from the format."""
    from pathlib import Path

    from graphkit.exporters import read_json

    return read_json(Path(path))


def save(graph: Graph, path: Path | str) -> None:
    """Write graph.json: all of it or nothing.  Raises GraphFormatError for any other graph."""
    from pathlib import Path

    from graphkit.exporters import write_json

    write_json(graph, Path(path))


def export(graph: Graph, path: Path | str, *, to: str = "") -> None:
    """Write the graph for other tools: ``to`` is graphml, gexf, csv, cypher, neo4j-admin or json.

    Without it the name's end tells.  Raises InputError where that says nothing.
    """
    from pathlib import Path

    from graphkit.errors import InputError
    from graphkit.exporters import EXPORTERS

    name = to or Path(path).suffix.lstrip(".").lower()
    if name not in EXPORTERS:
        raise InputError(str(path), f"no format {name!r}", f"to= one of {', '.join(EXPORTERS)}")
    EXPORTERS[name].write(graph, Path(path))


def render(graph: Graph, path: Path | str, *, title: str = "") -> None:
    """Write the graph as one HTML file that works from disk."""
    from pathlib import Path

    from graphkit.page import render_page

    render_page(graph, Path(path), title=title)


def show(graph: Graph, *, title: str = "") -> GraphView:
    """The page in a notebook: the last line of a cell."""
    from graphkit.page import show as show_page

    return show_page(graph, title=title)


def trace(graph: Graph, claim: str) -> dict[str, Any]:
    """A claim's way from first source to last repeat: the claim by its id or some of its words.

    Raises InputError where no claim has the words.
    """
    from graphkit.errors import InputError
    from graphkit.reports.trace import as_dict, find_claims

    found = find_claims(graph, claim)
    if not found:
        raise InputError(claim, "no claim has these words", "try fewer of them")
    return as_dict(graph, found[0])


def merge(
    graph: Graph,
    first: str,
    second: str,
    *,
    judgements: Path | str = "judgements.yaml",
    note: str = "",
) -> Judgement:
    """Keep in a file that two entities of the graph, or claims, are one; builds with it honour it.

    ``first`` and ``second`` are ids or names.  Raises InputError for one that the graph does not
    have, JudgementError where the file says otherwise already.
    """
    from pathlib import Path

    from graphkit.curation.judgements import Judgement, add_judgement
    from graphkit.curation.references import refer, same_sort
    from graphkit.reports.finding import find

    left, right = find(graph, first), find(graph, second)
    same_sort(left, right)
    made = Judgement("same", (refer(graph, left), refer(graph, right)), note=note)
    add_judgement(Path(judgements), made)
    return made
