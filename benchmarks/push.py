"""How fast ``graphkit push`` is, beside the leanest loader of the same rows.

    python -m benchmarks.push                     20,000 nodes and 60,000 edges
    python -m benchmarks.push --nodes 200000 --edges 600000 --memory

The server is that of the tests (tests/neo4j_server.py): NEO4J_URI, or jars fetched by Maven.  The
lean loader gets its rows ready-made and does nothing but ``UNWIND … MERGE``, 5,000 a transaction;
graphkit starts from the graph.  Both in turn, in the same run, on an emptied database.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import neo4j
import psutil

from graphkit.graphdb import Server, connect, push
from graphkit.graphdb.format.properties import edge_properties, edges_of, node_properties, nodes_of
from graphkit.schema import NODE_TYPES, Graph
from tests.graphs import made_up_graph
from tests.neo4j_server import LocalServer, find_jars

BATCH = 5_000
Rows = dict[Any, list[dict[str, Any]]]


def lean_rows(graph: Graph) -> tuple[Rows, Rows]:
    """The rows a push would write, ready-made, by label and by ends."""
    nodes: Rows = defaultdict(list)
    edges: Rows = defaultdict(list)
    for node in nodes_of(graph):
        nodes[node.label].append({**node_properties(node), "graph": "lean", "_run": "lean"})
    for edge in edges_of(graph):
        row = {**edge_properties(edge), "graph": "lean", "_run": "lean"}
        edges[edge.ends].append({"source": edge.source, "target": edge.target, "set": row})
    return nodes, edges


def statements(nodes: Rows, edges: Rows) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    for label, rows in nodes.items():
        yield f"UNWIND $rows AS row MERGE (n:Lean{label} {{id: row.id}}) SET n = row", rows
    for (source, type_, target), rows in edges.items():
        yield (
            (
                f"UNWIND $rows AS row MATCH (a:Lean{source} {{id: row.source}}) "
                f"MATCH (b:Lean{target} {{id: row.target}}) "
                f"MERGE (a)-[r:{type_} {{key: row.set.key}}]->(b) SET r = row.set"
            ),
            rows,
        )


def lean(driver: neo4j.Driver, rows: tuple[Rows, Rows], size: int = BATCH) -> int:
    """Write the rows, up to ``size`` of them a transaction whatever their statements."""
    written, waiting, count = 0, [], 0

    def write(session: neo4j.Session) -> None:
        def work(tx: neo4j.ManagedTransaction, parts: list[Any] = waiting) -> None:
            for statement, part in parts:
                tx.run(statement, rows=part).consume()

        session.execute_write(work)

    with driver.session(database="neo4j") as session:
        for statement, some in statements(*rows):
            start = 0
            while start < len(some):
                part = some[start : start + size - count]
                waiting.append((statement, part))
                start, count, written = start + len(part), count + len(part), written + len(part)
                if count == size:
                    write(session)
                    waiting, count = [], 0
        if waiting:
            write(session)
    return written


def empty(driver: neo4j.Driver) -> None:
    with driver.session(database="neo4j") as session:
        while session.run(
            "MATCH ()-[r]->() WITH r LIMIT 20000 DELETE r RETURN count(*) AS n"
        ).single(strict=True)["n"]:
            pass
        while session.run("MATCH (n) WITH n LIMIT 20000 DELETE n RETURN count(*) AS n").single(
            strict=True
        )["n"]:
            pass


def timed(work: Any) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


class Peak:
    """The highest memory of a process while the block runs, in MB."""

    def __init__(self, pid: int) -> None:
        self.process, self.peak, self.on = psutil.Process(pid), 0.0, True
        self.first = self.process.memory_info().rss / 1e6

    def __enter__(self) -> Peak:
        self.thread = threading.Thread(target=self._watch)
        self.thread.start()
        return self

    def _watch(self) -> None:
        while self.on:
            self.peak = max(self.peak, self.process.memory_info().rss / 1e6)
            time.sleep(0.05)

    def __exit__(self, *_: object) -> None:
        self.on = False
        self.thread.join()


def compare(driver: neo4j.Driver, graph: Graph, rounds: int) -> None:
    rows = lean_rows(graph)
    total = graph.number_of_nodes() + graph.number_of_edges()
    with driver.session(database="neo4j") as session:
        for label in NODE_TYPES:
            session.run(
                f"CREATE CONSTRAINT IF NOT EXISTS FOR (n:Lean{label}) REQUIRE n.id IS UNIQUE"
            ).consume()
    times: dict[str, list[float]] = defaultdict(list)
    for round_ in range(rounds + 1):
        ways = ("graphkit", "lean") if round_ % 2 else ("lean", "graphkit")
        for way in ways:
            empty(driver)
            work = {"lean": lambda: lean(driver, rows), "graphkit": lambda: push(driver, graph)}
            taken = timed(work[way])
            again = timed(lambda: push(driver, graph)) if way == "graphkit" else 0.0
            warm = "" if round_ else "  (to warm up, not counted)"
            print(f"{way:9} {taken:7.2f} s  {total / taken:8,.0f} rows/s  {again:.2f}{warm}")
            if round_:
                times[way].append(taken)
                times[f"{way} again"].append(again)
    empty(driver)
    few = (
        {key: some[:40] for key, some in rows[0].items()},
        {key: some[:6] for key, some in rows[1].items()},
    )
    lean(driver, (rows[0], {}))
    number = sum(map(len, [*few[0].values(), *few[1].values()]))
    one = number / timed(lambda: lean(driver, few, size=1))
    middle = {way: statistics.median(found) for way, found in times.items()}
    print(f"graphkit          {total / middle['graphkit']:10,.0f} rows/s")
    print(f"lean UNWIND       {total / middle['lean']:10,.0f} rows/s")
    print(f"one row a query   {one:10,.0f} rows/s ({number} rows)")
    print(f"graphkit / lean   {middle['lean'] / middle['graphkit']:10.2f}  (floor 0.9)")
    print(f"unchanged / first {middle['graphkit again'] / middle['graphkit']:10.2f}  (ceiling 0.3)")


def memory(driver: neo4j.Driver, graph: Graph, server_pid: int | None) -> None:
    total = graph.number_of_nodes() + graph.number_of_edges()
    empty(driver)
    with Peak(os.getpid()) as ours, Peak(server_pid or os.getpid()) as theirs:
        taken = timed(lambda: push(driver, graph))
    print(f"{total:,} rows in {taken:.0f} s, {total / taken:,.0f} rows/s")
    print(f"graphkit: {ours.first:,.0f} MB with the graph, at most {ours.peak:,.0f} MB pushing it")
    print(f"server:   at most {theirs.peak:,.0f} MB (heap 1 GB, page cache 512 MB)")
    with Peak(os.getpid()) as ours:
        taken = timed(lambda: push(driver, graph))
    print(f"unchanged again: {taken:.0f} s, at most {ours.peak:,.0f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--nodes", type=int, default=20_000)
    parser.add_argument("--edges", type=int, default=60_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--memory", action="store_true", help="memory instead of speed")
    options = parser.parse_args()
    print(f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    begun = time.perf_counter()
    graph = made_up_graph(options.nodes, options.edges, seed=1)
    print(f"graph made up in {time.perf_counter() - begun:.0f} s")
    uri = os.environ.get("NEO4J_URI")
    with tempfile.TemporaryDirectory() as folder:
        local = None
        if uri:
            server = Server(uri, password=os.environ.get("NEO4J_PASSWORD", ""))
        else:
            jars = find_jars()
            if jars is None:
                raise SystemExit("set NEO4J_URI, or install Java and Maven")
            local = LocalServer(jars, Path(folder))
            local.flags = []
            local.start({"server.memory.pagecache.size": "512m"})
            server = local.server
        try:
            with connect(server) as driver:
                if driver.execute_query("MATCH (n) RETURN count(n) AS n").records[0]["n"]:
                    raise SystemExit("the database is not empty: everything in it would go")
                if options.memory:
                    pid = local.process.pid if local and local.process else None
                    memory(driver, graph, pid)
                else:
                    compare(driver, graph, options.rounds)
        finally:
            if local:
                local.stop()


if __name__ == "__main__":
    main()
