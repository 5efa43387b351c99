"""Write a graph to Neo4j: constraints first, then only what is new or changed, in checked batches.

A node of label GraphkitPush remembers each graph's last push.  It makes three things cheap or
safe: a push of an unchanged graph ends after counting; a push that was killed is known and its
rest written; two pushes of one graph at the same time do not mix, as each transaction begins by
checking, and locking, that the push it belongs to is still the last one begun.

Every transaction may be run twice with the same outcome, so the driver, and :func:`_write` after a
commit of unknown outcome, try again when the server goes away.
"""

from __future__ import annotations

import gc
import secrets
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

import neo4j
from neo4j import exceptions

from graphkit.errors import ServerError
from graphkit.graphdb.format.constraints import (
    DEFAULT_NAME,
    MANIFEST,
    SCHEMA_NAMES,
    constraint_statements,
)
from graphkit.graphdb.format.properties import fingerprint
from graphkit.graphdb.plan import Changes, Chunk, Plan
from graphkit.graphdb.prune import prune
from graphkit.schema import EDGE_TYPES, NODE_TYPES, Graph

#: Rows and bytes a transaction.
BATCH: Final = 5_000
_BATCH_BYTES: Final = 4_000_000

Progress = Callable[[int], None]


@dataclass(slots=True)
class Report:
    """What a push did, or in a dry run would do."""

    name: str
    changes: Changes = field(default_factory=Changes)
    #: The database already had this very graph.
    unchanged: bool = False
    pruned: int = 0
    #: Nodes no longer in the graph that stay, as other data hangs on them.
    kept: int = 0
    batches: int = 0

    @property
    def written(self) -> int:
        """How many nodes and edges were written."""
        return self.changes.new.total() + self.changes.changed.total()


@dataclass(frozen=True, slots=True)
class _Manifest:
    """What the database knows of the graph's last push."""

    state: str = ""
    digest: str = ""
    counts: str = ""
    stale: int = 0
    keys: tuple[str, ...] = ()


def push(
    driver: neo4j.Driver,
    graph: Graph,
    *,
    name: str = DEFAULT_NAME,
    database: str = "neo4j",
    prune_stale: bool = False,
    dry_run: bool = False,
    rewrite: bool = False,
    batch: int = BATCH,
    progress: Progress = lambda rows: None,
) -> Report:
    """Write ``graph`` under the namespace ``name``.

    ``prune_stale`` removes what an earlier push of this namespace wrote and the graph no longer
    has; ``rewrite`` writes all rows, also those the database seems to have (when somebody has
    changed them there); ``progress`` is called with the rows of each transaction.
    Raises ServerError when rows are not written, and GraphFormatError for a graph outside the
    schema.
    """
    report = Report(name)
    with driver.session(database=database) as session:
        manifest = _manifest(session, name)
        if not rewrite and _is_there(session, graph, manifest, report, prune_stale):
            report.unchanged = True
            return report
        seen = _seen(manifest.keys)
        with (
            driver.session(database=database, default_access_mode="READ") as reading,
            _collecting_by_hand() as collect,
        ):
            plan = Plan(graph, reading if manifest.state else None, name, seen, rewrite=rewrite)
            report.changes = plan.changes
            if dry_run:
                for _ in plan.chunks():
                    pass
                return report
            _prepare(session)
            run = _begin(session, name)
            for chunks in _ahead(_transactions(plan.chunks(), batch)):
                keys = sorted(f"{t}.{key}" for t, names in seen.items() for key in names)
                _write(session, {"graph": name, "run": run, "keys": keys}, chunks)
                collect()
                report.batches += 1
                progress(sum(len(chunk.rows) for chunk in chunks))
        if prune_stale:
            report.pruned, report.kept = prune(session, name, run, plan.changes, batch)
        _finish(session, run, str(plan.digest), report, prune_stale)
    return report


def _is_there(
    session: neo4j.Session, graph: Graph, manifest: _Manifest, report: Report, prune_stale: bool
) -> bool:
    """Whether the last push ended and wrote this very graph, and nothing is to be removed."""
    if manifest.state != "done" or (prune_stale and manifest.stale):
        return False
    if manifest.counts != counts(session, report.name) or manifest.digest != fingerprint(graph):
        return False
    report.changes.same.update(data["type"] for _, data in graph.nodes(data=True))
    report.changes.same.update(data["type"] for *_, data in graph.edges(data=True))
    return True


def counts(session: neo4j.Session, name: str) -> str:
    """How many nodes and edges of each type the database has under the namespace, as text."""
    parts = [
        f"MATCH (n:{label}) WHERE n.graph = $graph AND n.id IS NOT NULL "
        f"RETURN '{label}' AS type, count(n) AS number"
        for label in NODE_TYPES
    ] + [
        f"MATCH ()-[r:{type_}]->() WHERE r.graph = $graph "
        f"RETURN '{type_}' AS type, count(r) AS number"
        for type_ in EDGE_TYPES
    ]
    found = session.run(" UNION ALL ".join(parts), graph=name)
    return " ".join(sorted(f"{type_}={number}" for type_, number in found))


def _manifest(session: neo4j.Session, name: str) -> _Manifest:
    query = (
        f"MATCH (m:{MANIFEST} {{graph: $graph}}) RETURN m.state AS state, m.digest AS digest, "
        "m.counts AS counts, m.stale AS stale, m.keys AS keys"
    )
    record = session.run(query, graph=name).single()
    if record is None:
        return _Manifest()
    return _Manifest(
        str(record["state"]),
        str(record["digest"]),
        str(record["counts"]),
        int(record["stale"] or 0),
        tuple(record["keys"] or ()),
    )


@contextmanager
def _collecting_by_hand() -> Iterator[Callable[[], object]]:
    """Look for garbage only when told to, and only at what is new.

    Else the collector walks over the whole graph, again and again, for the many rows that are
    made: a fifth of the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield lambda: gc.collect(0)
    finally:
        if was_on:
            gc.enable()


def _seen(keys: Iterable[str]) -> dict[str, set[str]]:
    seen: dict[str, set[str]] = {}
    for key in keys:
        type_, _, name = key.partition(".")
        seen.setdefault(type_, set()).add(name)
    return seen


def _prepare(session: neo4j.Session) -> None:
    there = {record[0] for record in session.run("SHOW INDEXES YIELD name")}
    if there.issuperset(SCHEMA_NAMES):
        return
    for statement in constraint_statements():
        session.run(statement).consume()
    session.run("CALL db.awaitIndexes(300)").consume()


def _begin(session: neo4j.Session, name: str) -> str:
    """Note in the database that a push begins; its run id."""
    run = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}-{secrets.token_hex(3)}"
    query = (
        f"MERGE (m:{MANIFEST} {{graph: $graph}}) "
        "SET m.run = $run, m.state = 'writing', m.started = datetime(), m.finished = null"
    )
    session.execute_write(lambda tx: tx.run(query, graph=name, run=run).consume())
    return run


def _finish(session: neo4j.Session, run: str, digest: str, report: Report, pruned: bool) -> None:
    """Check the counts and note that the push is done."""
    changes, name = report.changes, report.name
    stale = report.kept if pruned else changes.stale
    text = counts(session, name)
    total = sum(int(part.partition("=")[2]) for part in text.split())
    expected = report.written + changes.same.total() + stale
    if total != expected:
        raise ServerError(
            f"after the push the database holds {total:,} nodes and relationships of graph "
            f"{name!r}, not {expected:,}: somebody else is writing or removing there; push again"
        )
    query = (
        f"MATCH (m:{MANIFEST} {{graph: $graph, run: $run}}) SET m.state = 'done', "
        "m.digest = $digest, m.counts = $counts, m.stale = $stale, m.finished = datetime()"
    )
    values = {"graph": name, "run": run, "digest": digest, "counts": text, "stale": stale}
    session.execute_write(lambda tx: tx.run(query, values).consume())


def _transactions(chunks: Iterable[Chunk], batch: int) -> Iterator[list[Chunk]]:
    """Chunks gathered to transactions of about ``batch`` rows."""
    gathered: list[Chunk] = []
    rows = size = 0
    for chunk in chunks:
        if gathered and (rows + len(chunk.rows) > batch or size + chunk.size > _BATCH_BYTES):
            yield gathered
            gathered, rows, size = [], 0, 0
        gathered.append(chunk)
        rows, size = rows + len(chunk.rows), size + chunk.size
    if gathered:
        yield gathered


def _ahead(transactions: Iterator[list[Chunk]]) -> Iterator[list[Chunk]]:
    """The same, each made ready while the server works on the one before."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        ready = pool.submit(next, transactions, None)
        while (chunks := ready.result()) is not None:
            ready = pool.submit(next, transactions, None)
            yield chunks


def _write(session: neo4j.Session, values: dict[str, Any], chunks: list[Chunk]) -> None:
    try:
        session.execute_write(_write_batch, values, chunks)
    except (
        exceptions.IncompleteCommit
    ):  # perhaps written, perhaps not: the batch does no harm twice
        session.execute_write(_write_batch, values, chunks)


def _write_batch(tx: neo4j.ManagedTransaction, values: dict[str, Any], chunks: list[Chunk]) -> None:
    ours = tx.run(
        f"MATCH (m:{MANIFEST} {{graph: $graph}}) WHERE m.run = $run SET m.keys = $keys "
        "RETURN count(m) AS written",
        values,
    )
    # all statements go out before the first answer is read
    sent = [
        tx.run(chunk.statement, graph=values["graph"], run=values["run"], rows=chunk.rows)
        for chunk in chunks
    ]
    if ours.single(strict=True)["written"] != 1:
        raise ServerError(
            f"another push of graph {values['graph']!r} has begun since: this one stops; "
            "wait for the other to end and push again"
        )
    for chunk, result in zip(chunks, sent, strict=True):
        written = result.single(strict=True)["written"]
        if written != len(chunk.rows):
            raise ServerError(
                f"{written} of {len(chunk.rows)} rows of {chunk.what} were written: somebody "
                "removed nodes meanwhile, or constraints are missing; push again"
            )
