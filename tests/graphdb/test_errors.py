"""Everything that can go wrong with a server is told with what to do, and never the password."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from neo4j import exceptions

from graphkit.cli import main
from graphkit.errors import ServerError
from graphkit.graphdb import Server, connect
from graphkit.graphdb.server import _check_version, explain
from tests.graphdb.reading import ask
from tests.graphdb.test_push import pushed
from tests.graphs import made_up_graph
from tests.neo4j_server import LocalServer, free_port

STORY = Path(__file__).resolve().parent.parent / "data" / "story.json"


def failure(server: Server) -> str:
    with pytest.raises(ServerError) as caught, connect(server):
        pass
    return str(caught.value)


@pytest.mark.parametrize(
    ("uri", "says"),
    [
        ("ftp://localhost", "write it as"),
        ("localhost:7687", "write it as"),
        ("bolt://no-such-host.invalid:7687", "NEO4J_URI"),
    ],
)
def test_an_address_that_is_none_is_told(uri: str, says: str) -> None:
    assert says in failure(Server(uri, password="x"))


def test_no_server_is_told() -> None:
    assert "docker compose up" in failure(Server(f"bolt://127.0.0.1:{free_port()}", password="x"))


def test_no_password_is_told() -> None:
    assert "NEO4J_PASSWORD" in failure(Server())


def test_the_port_of_a_web_server_is_told() -> None:
    def answer(other: socket.socket) -> None:
        with suppress(OSError):
            while True:
                connection, _ = other.accept()
                connection.recv(1024)
                connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
                connection.close()

    with socket.create_server(("127.0.0.1", 0)) as other:
        threading.Thread(target=answer, args=(other,), daemon=True).start()
        said = failure(Server(f"bolt://127.0.0.1:{other.getsockname()[1]}", password="x"))
    assert "7687" in said


def test_a_wrong_password_is_told_and_not_shown(neo4j_server: Server) -> None:
    said = failure(replace(neo4j_server, password="not-the-password"))
    assert "NEO4J_PASSWORD" in said
    assert "not-the-password" not in said
    assert neo4j_server.password not in repr(neo4j_server)


def test_a_database_that_is_missing_is_told(neo4j_server: Server) -> None:
    said = failure(replace(neo4j_server, database="nowhere"))
    assert "no database of this name" in said


def test_tls_against_a_server_without_is_told(neo4j_server: Server) -> None:
    uri = neo4j_server.uri.replace("bolt://", "bolt+s://").replace("neo4j://", "neo4j+s://")
    assert "TLS" in failure(replace(neo4j_server, uri=uri))


def test_a_constraint_of_other_data_is_told(neo4j_server: Server, namespace: str) -> None:
    graph = made_up_graph(10, 10)
    name = f"foreign_{namespace.replace('-', '_')}"
    ask(neo4j_server, f"CREATE CONSTRAINT {name} FOR (n:Person) REQUIRE n.name IS UNIQUE")
    try:
        person = next(data for _, data in graph.nodes(data=True) if data["type"] == "Person")
        graph.add_node("person:again", **person)
        with pytest.raises(ServerError, match="SHOW CONSTRAINTS"):
            pushed(neo4j_server, graph, namespace)
    finally:
        ask(neo4j_server, f"DROP CONSTRAINT {name}")
    pushed(neo4j_server, graph, namespace)


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("Neo.ClientError.Security.Forbidden", "rights"),
        ("Neo.ClientError.General.ForbiddenOnReadOnlyDatabase", "read-only"),
        ("Neo.ClientError.General.WriteOnReadOnlyAccessDatabase", "read-only"),
        ("Neo.ClientError.Cluster.NotALeader", "neo4j://"),
        ("Neo.ClientError.Security.CredentialsExpired", "before first use"),
        ("Neo.ClientError.Schema.ConstraintCreationFailed", "same graph and id"),
        ("Neo.TransientError.General.MemoryPoolOutOfMemoryError", "--batch"),
        ("Neo.TransientError.Transaction.DeadlockDetected", "push again"),
    ],
)
def test_codes_that_a_community_server_does_not_give_are_told(code: str, says: str) -> None:
    server = Server(password="s3cret-word")
    error = exceptions.Neo4jError._hydrate_neo4j(code=code, message="it says s3cret-word")
    said = explain(error, server)
    assert says in said
    assert "s3cret-word" not in said


@pytest.mark.parametrize(
    ("agent", "old"),
    [
        ("Neo4j/4.4.42", True),
        ("Neo4j/3.5.1", True),
        ("Neo4j/5.26.21", False),
        ("Neo4j/2026.05.0", False),
        ("Neo4j/dev", False),
    ],
)
def test_a_server_that_is_too_old_is_told(agent: str, old: bool) -> None:
    if old:
        with pytest.raises(ServerError, match="needs Neo4j 5"):
            _check_version(agent)
    else:
        _check_version(agent)


def test_a_read_only_database_is_told(own_neo4j: LocalServer) -> None:
    own_neo4j.stop()
    own_neo4j.start({"server.databases.default_to_read_only": "true"})
    try:
        with pytest.raises(ServerError, match="read-only"):
            pushed(own_neo4j.server, made_up_graph(8, 0), "x")
    finally:
        own_neo4j.stop()


def test_the_command_pushes_tells_and_ends_with_a_status(
    neo4j_server: Server, namespace: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    runner = CliRunner()
    arguments = ["push", str(STORY), "--namespace", namespace, "--uri", neo4j_server.uri]
    arguments += ["--database", neo4j_server.database, "--username", neo4j_server.username]
    monkeypatch.setenv("NEO4J_PASSWORD", neo4j_server.password)
    first = runner.invoke(main, arguments)
    assert first.exit_code == 0, first.output
    assert "6 Claim" in first.output
    assert "Nothing to do" in runner.invoke(main, arguments).output
    monkeypatch.setenv("NEO4J_PASSWORD", "wrong-password")
    wrong = runner.invoke(main, arguments)
    assert isinstance(wrong.exception, ServerError) or wrong.exit_code == ServerError.exit_code
    script = tmp_path / "push.cypher"
    dumped = runner.invoke(main, ["push", str(STORY), "--dump-cypher", str(script)])
    assert dumped.exit_code == 0
    assert "MERGE (n:Person" in script.read_text()
