"""The saved queries have the same rows in a real Neo4j and in the engine without a server."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from graphkit.graphdb import Server, connect, push
from graphkit.graphdb.queries import queries, run
from graphkit.query import Loaded, loaded
from graphkit.schema import Graph
from tests.graphdb.reading import ask
from tests.neo4j_server import forget, missing

#: Those that ask Neo4j for what only Neo4j has; tests/query holds the list.
ONLY_THERE = {
    *("tools/judgements", "tools/search", "tools/what-the-last-push-wrote"),
    *("claims/first-to-report", "claims/time-line"),
    *("disputes/officials-against-agencies", "disputes/told-without-the-denial"),
}
QUERIES = {query.name: query for query in queries() if query.name not in ONLY_THERE}


@pytest.fixture(scope="module")
def both(neo4j_server: Server, seeds_graph: Graph) -> Iterator[tuple[Server, Loaded]]:
    """The graph of the sample articles, alone in Neo4j, and in the engine."""
    others = ask(neo4j_server, "MATCH (n) WHERE NOT n:GraphkitPush RETURN count(n) AS n")[0]["n"]
    if others:
        missing("rows are compared on a database that has nothing else; this one has")
    with connect(neo4j_server) as driver:
        push(driver, seeds_graph, name="samples", database=neo4j_server.database)
    with loaded(seeds_graph, "samples") as engine:
        yield neo4j_server, engine
    forget(neo4j_server, "samples")


def settled(value: Any) -> Any:
    """A list that a query has collected is in no order."""
    return sorted(map(settled, value), key=str) if isinstance(value, list) else value


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_a_saved_query_has_the_same_rows_here_and_there(
    both: tuple[Server, Loaded], name: str
) -> None:
    server, engine = both
    query = QUERIES[name]
    with connect(server) as driver:
        columns, there = run(driver, query, {}, database=server.database)
    here = engine.ask(query.text)
    assert list(here.columns) == columns
    found, known = (
        [json.dumps([settled(value) for value in row]) for row in rows]
        for rows in (here.rows, there)
    )
    assert len(found) == len(known)
    assert sorted(found) == sorted(known)
