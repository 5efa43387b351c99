"""Remove a whole graph from a database: what its pushes wrote, and what people judged on it."""

from __future__ import annotations

from dataclasses import dataclass

import neo4j
import networkx as nx

from graphkit.errors import ServerError
from graphkit.graphdb.format.constraints import MANIFEST
from graphkit.graphdb.pull import pull_judgements
from graphkit.graphdb.push import BATCH, push
from graphkit.graphdb.queries import graphs
from graphkit.schema import Graph

__all__ = ["Removed", "remove", "weigh"]


@dataclass(frozen=True, slots=True)
class Removed:
    """How many nodes and relationships go or went, and how many nodes stay."""

    rows: int
    #: Nodes on which relationships of other data hang; they stay.
    kept: int = 0
    #: What people judged there, which goes along.
    judgements: int = 0


def weigh(driver: neo4j.Driver, name: str, *, database: str = "neo4j") -> Removed:
    """What would go.  Raises ServerError where the database has no graph of that name."""
    known = graphs(driver, database=database)
    if name not in known:
        there = ", ".join(known) or "none"
        raise ServerError(f"the database has no graph {name!r}; there are: {there}")
    nothing: Graph = nx.MultiDiGraph()
    report = push(driver, nothing, name=name, database=database, prune_stale=True, dry_run=True)
    judged = len(pull_judgements(driver, name, database=database))
    return Removed(report.changes.stale, judgements=judged)


def remove(
    driver: neo4j.Driver, name: str, *, database: str = "neo4j", batch: int = BATCH
) -> Removed:
    """Remove all that pushes of this namespace wrote, in batches, and nothing else.

    A node on which a relationship of other data hangs stays.  What broke off is taken up by
    removing again.  Raises ServerError where the database has no graph of that name.
    """
    judged = weigh(driver, name, database=database).judgements
    nothing: Graph = nx.MultiDiGraph()
    report = push(
        driver, nothing, name=name, database=database, prune_stale=True, batch=batch, rewrite=True
    )
    if not report.kept:
        with driver.session(database=database) as session:
            session.execute_write(_forget, name)
    return Removed(report.pruned, report.kept, judged)


def _forget(tx: neo4j.ManagedTransaction, name: str) -> None:
    tx.run(f"MATCH (m:{MANIFEST} {{graph: $graph}}) DELETE m", graph=name).consume()
