"""How long every export, and a few queries without a server, take, and how much memory.

    python -m benchmarks.exports [--nodes 100000] [--edges 300000]

Each export runs in a process of its own; memory is the most that process held, with the graph.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import tempfile
import time
from pathlib import Path

from graphkit.exporters import EXPORTERS
from tests.graphs import made_up_graph

QUERIES = (
    "people/most-quoted",
    "claims/told-by-many",
    "disputes/who-disputes-whom",
    "outlets/articles-that-share-claims",
    "posts/most-embedded",
)


def folder_size(path: Path) -> int:
    """Bytes of a file, or of all files of a folder."""
    files = [path] if path.is_file() else [p for p in path.rglob("*") if p.is_file()]
    return sum(file.stat().st_size for file in files)


def export(name: str, nodes: int, edges: int, said: multiprocessing.Queue[object]) -> None:
    """Write one format and say seconds, bytes written, and the most memory in MB."""
    graph = made_up_graph(nodes, edges)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "out"
        before = time.perf_counter()
        EXPORTERS[name].write(graph, path)
        seconds = time.perf_counter() - before
        size = folder_size(path)
    said.put((seconds, size, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))


def ask(nodes: int, edges: int, said: multiprocessing.Queue[object]) -> None:
    """Load the graph into the engine and ask; say seconds of each, and the most memory in MB."""
    from graphkit.graphdb.queries import find
    from graphkit.query import loaded

    graph = made_up_graph(nodes, edges)
    rows = []
    before = time.perf_counter()
    with loaded(graph) as engine:
        rows.append(("load", time.perf_counter() - before, 0))
        for name in QUERIES:
            before = time.perf_counter()
            answer = engine.ask(find(name).text)
            rows.append((name, time.perf_counter() - before, len(answer.rows)))
    said.put((rows, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))


def in_a_process(work: object, *arguments: object) -> object:
    """What a function says in a new process."""
    context = multiprocessing.get_context("spawn")
    said = context.Queue()
    process = context.Process(target=work, args=(*arguments, said))  # type: ignore[arg-type]
    process.start()
    found = said.get()
    process.join()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--nodes", type=int, default=100_000)
    parser.add_argument("--edges", type=int, default=300_000)
    parser.add_argument("--only", nargs="*", default=list(EXPORTERS))
    parser.add_argument("--no-queries", action="store_true")
    asked = parser.parse_args()
    print(f"{asked.nodes:,} nodes, {asked.edges:,} edges, made up\n")
    print("| format | seconds | MB written | MB of memory, with the graph |\n|---|---|---|---|")
    for name in asked.only:
        seconds, size, memory = in_a_process(export, name, asked.nodes, asked.edges)  # type: ignore[misc]
        print(f"| {name} | {seconds:.1f} | {size / 1e6:.0f} | {memory:.0f} |", flush=True)
    if asked.no_queries:
        return
    rows, memory = in_a_process(ask, asked.nodes, asked.edges)  # type: ignore[misc]
    print("\n| query without a server | seconds | rows |\n|---|---|---|")
    for name, seconds, number in rows:
        print(f"| {name} | {seconds:.2f} | {number:,} |")
    print(f"\n{memory:.0f} MB of memory, with the graph")


if __name__ == "__main__":
    main()
