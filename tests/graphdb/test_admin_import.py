"""CSVs for neo4j-admin, loaded with the real importer, are the same graph as a push."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graphkit.exporters import EXPORTERS
from graphkit.exporters.cypher import statements
from graphkit.graphdb import Server, connect
from graphkit.graphdb.pull import pull
from tests.graphdb.reading import everything_in, session_of
from tests.graphdb.test_pull import parts
from tests.graphdb.test_push import pushed
from tests.graphs import made_up_graph
from tests.neo4j_server import LocalServer

pytestmark = pytest.mark.slow

GRAPH = made_up_graph(150, 300, seed=31, hostile=0.5)


def test_imported_with_neo4j_admin_it_is_equal_to_a_push(
    own_neo4j: LocalServer, tmp_path: Path
) -> None:
    server = own_neo4j
    server.run_empty()
    pushed(server.server, GRAPH, "news")
    by_push = everything_in(server.server, "news")
    server.stop()
    folder = tmp_path / "admin"
    EXPORTERS["neo4j-admin"].write(GRAPH, folder)
    line = (folder / "import.sh").read_text()
    options = re.findall(r"--\S+", line[line.index("--overwrite") :])
    options = [re.sub(r"([\w-]+\.csv)", rf"{folder}/\1", option) for option in options]
    server.admin(["database", "import", "full", "neo4j", *options])
    server.start()
    with session_of(server.server) as session:
        for statement in (folder / "constraints.cypher").read_text().split(";\n"):
            if statement.strip():
                session.run(statement).consume()
    imported = everything_in(server.server, "news")
    assert imported[0].keys() == by_push[0].keys()
    assert imported[1].keys() == by_push[1].keys()
    for part, wanted in zip(imported, by_push, strict=True):
        for key in wanted:
            assert part[key] == wanted[key]
    with connect(server.server) as driver:
        assert parts(pull(driver, "news")) == parts(GRAPH)
    assert pushed(server.server, GRAPH, "news").written == 0


def test_the_dumped_script_makes_the_same_as_a_push(neo4j_server: Server, namespace: str) -> None:
    graph = made_up_graph(40, 80, seed=32, hostile=0.5)
    names = ("a: 1}] AS row RETURN 1;\nMATCH (n) DETACH DELETE n;\n//", "a\\u0060", "null", "MATCH")
    for _, data in graph.nodes(data=True):
        data.update(dict.fromkeys(names, "\\u0027}) DETACH DELETE n //"))
    with session_of(neo4j_server) as session:
        for statement in statements(graph, namespace):
            session.run(statement).consume()
    by_script = everything_in(neo4j_server, namespace)
    with connect(neo4j_server) as driver:
        assert parts(pull(driver, namespace)) == parts(graph)
    assert pushed(neo4j_server, graph, namespace).written == 0
    assert pushed(neo4j_server, graph, namespace, rewrite=True).written == 120
    assert everything_in(neo4j_server, namespace) == by_script
