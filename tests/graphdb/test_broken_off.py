"""A push that is killed, or whose server goes away, is whole after pushing again.

These take a while: they start graphkit anew ten times, and end a server twice.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from graphkit.errors import ServerError
from graphkit.exporters import write_json
from graphkit.graphdb import Server
from tests.graphdb.reading import everything_in
from tests.graphdb.test_push import pushed
from tests.graphs import made_up_graph
from tests.neo4j_server import LocalServer, forget

pytestmark = pytest.mark.slow

GRAPH = made_up_graph(120, 260, seed=21, hostile=0.1)


def clean_push(server: Server, name: str) -> tuple[dict[Any, Any], dict[Any, Any]]:
    """What one push of the graph that nobody disturbs makes."""
    pushed(server, GRAPH, name)
    found = everything_in(server, name)
    forget(server, name)
    return found


def unnamed(found: tuple[dict[Any, Any], dict[Any, Any]]) -> Any:
    return [
        {key: {k: v for k, v in row.items() if k != "graph"} for key, row in part.items()}
        for part in found
    ]


def test_killed_at_ten_random_points_and_pushed_again_it_is_whole(
    neo4j_server: Server, namespace: str, tmp_path: Path
) -> None:
    clean = clean_push(neo4j_server, namespace)
    path = tmp_path / "graph.json"
    write_json(GRAPH, path)
    program = (
        "import os, sys; from pathlib import Path; from graphkit.exporters import read_json; "
        "from graphkit.graphdb import Server, connect, push\n"
        "server = Server(sys.argv[2], sys.argv[3], os.environ['PASSWORD'], sys.argv[4])\n"
        "graph = read_json(Path(sys.argv[1]))\n"
        "with connect(server) as driver:\n"
        "    push(driver, graph, name=sys.argv[5], database=server.database, batch=20,\n"
        "         progress=lambda rows: print(rows, flush=True))\n"
        "    print('ended', flush=True)\n"
    )
    arguments = [str(path), neo4j_server.uri, neo4j_server.username, neo4j_server.database]
    rng = random.Random(7)
    broken = 0
    for _ in range(10):
        process = subprocess.Popen(
            [sys.executable, "-c", program, *arguments, namespace],
            env={**os.environ, "PASSWORD": neo4j_server.password},
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        for _ in range(rng.randint(1, 12)):  # so many batches, then anywhere within the next
            if "ended" in process.stdout.readline():
                break
        time.sleep(rng.random() * 0.03)
        process.kill()
        broken += "ended" not in process.stdout.read()
        process.wait()
        # what is there is part of the clean push, never something else
        for part, whole in zip(everything_in(neo4j_server, namespace), clean, strict=True):
            assert all(whole[key] == row for key, row in part.items())
        if rng.random() < 0.5:
            forget(neo4j_server, namespace)
    assert broken >= 5
    pushed(neo4j_server, GRAPH, namespace)
    assert everything_in(neo4j_server, namespace) == clean
    assert pushed(neo4j_server, GRAPH, namespace).unchanged


def test_a_server_stopped_for_ten_seconds_in_the_middle_does_no_harm(
    own_neo4j: LocalServer,
) -> None:
    own_neo4j.run_empty()
    clean = clean_push(own_neo4j.server, "clean")
    once = threading.Event()

    def stop_and_start() -> None:
        own_neo4j.stop()
        time.sleep(10)
        own_neo4j.start()

    restart = threading.Thread(target=stop_and_start)

    def progress(rows: int) -> None:
        if not once.is_set():
            once.set()
            restart.start()
            time.sleep(1)  # the next batches meet a server that is going away

    said = "push again"
    try:
        pushed(own_neo4j.server, GRAPH, "again", batch=20, progress=progress)
    except ServerError as error:
        said = str(error)
    assert "push again" in said
    assert once.is_set()
    restart.join()
    pushed(own_neo4j.server, GRAPH, "again", prune_stale=True)
    assert unnamed(everything_in(own_neo4j.server, "again")) == unnamed(clean)


def test_a_server_killed_in_the_middle_is_told_and_pushed_again_it_is_whole(
    own_neo4j: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graphkit.graphdb.server.RETRY_SECONDS", 3.0)
    own_neo4j.run_empty()
    name = "killed"
    clean = clean_push(own_neo4j.server, "clean")

    def progress(rows: int) -> None:
        own_neo4j.kill()

    with pytest.raises(ServerError, match="push again"):
        pushed(own_neo4j.server, GRAPH, name, batch=50, progress=progress)
    own_neo4j.start()
    pushed(own_neo4j.server, GRAPH, name, prune_stale=True)
    assert unnamed(everything_in(own_neo4j.server, name)) == unnamed(clean)
