"""A real Neo4j for the tests: one server a session, on free ports of the loopback address.

It is looked for in this order:

1. ``NEO4J_URI`` (with NEO4J_USERNAME, NEO4J_PASSWORD, NEO4J_DATABASE): a server of yours.  Tests
   write under namespaces of their own and remove them; those that stop or import into a server
   take one of the next two.
2. a container, where docker or podman answers.
3. a server put together from Maven Central's jars: Java 17 or 21, and Maven; 130 MB, once, kept in
   ``~/.cache/graphkit`` (or NEO4J_JARS).

Without any of them the tests are skipped; with GRAPHKIT_REQUIRE_ALL=1 that is an error.
"""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import neo4j
import pytest
from neo4j import exceptions

from graphkit.graphdb import Server

VERSION = "5.26.21"
IMAGE = "neo4j:5.26-community"
HOW = (
    "no Neo4j: set NEO4J_URI and NEO4J_PASSWORD, or start Docker, or install Java 17 and Maven "
    "(apt-get install maven)"
)
_OPENS = [
    f"--add-opens=java.base/{package}=ALL-UNNAMED"
    for package in ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")
]
_PATIENCE = 300.0


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class LocalServer:
    """A server of jars: its data are in ``home`` and stay when it is stopped or killed."""

    def __init__(self, jars: Path, home: Path, heap: str = "1g") -> None:
        self.jars, self.home, self.heap = jars, home, heap
        # compiled quickly rather than well: tests are short, and there may be few cores
        self.flags = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
        self.bolt, self.http = free_port(), free_port()
        self.password = secrets.token_urlsafe(12)
        self.process: subprocess.Popen[bytes] | None = None
        (home / "conf").mkdir(parents=True, exist_ok=True)

    @property
    def server(self) -> Server:
        """What graphkit needs to connect."""
        return Server(f"bolt://127.0.0.1:{self.bolt}", "neo4j", self.password)

    def start(self, settings: Mapping[str, str] | None = None) -> None:
        """Start and wait until Bolt answers.  ``settings`` are lines of neo4j.conf."""
        lines = {
            "server.default_listen_address": "127.0.0.1",
            "server.bolt.listen_address": f"127.0.0.1:{self.bolt}",
            "server.bolt.advertised_address": f"127.0.0.1:{self.bolt}",
            "server.http.listen_address": f"127.0.0.1:{self.http}",
            "server.http.advertised_address": f"127.0.0.1:{self.http}",
            "server.memory.pagecache.size": "128m",
            "db.tx_log.preallocate": "false",
            # each test makes the database look different to the planner; plan once all the same
            "dbms.cypher.min_replan_interval": "10h",
            "dbms.usage_report.enabled": "false",
            "client.allow_telemetry": "false",
            **(settings or {}),
        }
        conf = "".join(f"{name}={value}\n" for name, value in lines.items())
        (self.home / "conf" / "neo4j.conf").write_text(conf)
        with (self.home / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                [
                    *("java", f"-Xmx{self.heap}", *self.flags, *_OPENS, "-cp", f"{self.jars}/*"),
                    "org.neo4j.server.CommunityEntryPoint",
                    *(f"--home-dir={self.home}", f"--config-dir={self.home / 'conf'}"),
                ],
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
        self._wait()

    def _wait(self) -> None:
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            assert self.process is not None
            if self.process.poll() is not None:
                raise RuntimeError((self.home / "server.log").read_text()[-2000:])
            if _answers(self.server):
                return
            if _answers(Server(self.server.uri, "neo4j", "neo4j"), change_to=self.password):
                return
            time.sleep(0.25)
        raise RuntimeError(f"no answer within {_PATIENCE:.0f} s")

    def run_empty(self) -> None:
        """Start where it does not run, and empty it: starting is what takes long."""
        if self.process is None:
            self.start()
        auth = (self.server.username, self.server.password)
        with (
            neo4j.GraphDatabase.driver(self.server.uri, auth=auth) as driver,
            driver.session() as s,
        ):
            s.run("MATCH (n) DETACH DELETE n").consume()

    def stop(self) -> None:
        """End the server in good order."""
        if self.process:
            self.process.terminate()
            self.process.wait(_PATIENCE)
            self.process = None

    def kill(self) -> None:
        """End the server without warning."""
        if self.process:
            self.process.kill()
            self.process.wait(_PATIENCE)
            self.process = None

    def admin(self, arguments: Sequence[str]) -> str:
        """Run neo4j-admin on the stopped server; what it printed."""
        done = subprocess.run(
            ["java", *_OPENS, "-cp", f"{self.jars}/*", "org.neo4j.cli.AdminTool", *arguments],
            env={**os.environ, "NEO4J_HOME": str(self.home), "NEO4J_CONF": f"{self.home}/conf"},
            cwd=self.home,  # an import leaves its report where it is run
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(done.stdout + done.stderr)
        return done.stdout


class Container:
    """A server in a container; it has no ``admin``."""

    def __init__(self, engine: str) -> None:
        self.engine = engine
        self.name = f"graphkit-test-{secrets.token_hex(4)}"
        self.bolt, self.http = free_port(), free_port()
        self.password = secrets.token_urlsafe(12)

    @property
    def server(self) -> Server:
        """What graphkit needs to connect."""
        return Server(f"bolt://127.0.0.1:{self.bolt}", "neo4j", self.password)

    def start(self) -> None:
        """Start and wait until Bolt answers."""
        run = [self.engine, "run", "-d", "--name", self.name]
        run += ["-p", f"127.0.0.1:{self.bolt}:7687", "-p", f"127.0.0.1:{self.http}:7474"]
        run += ["-e", f"NEO4J_AUTH=neo4j/{self.password}", IMAGE]
        subprocess.run(run, check=True, capture_output=True)
        end = time.monotonic() + _PATIENCE
        while not _answers(self.server):
            if time.monotonic() > end:
                raise RuntimeError(f"no answer within {_PATIENCE:.0f} s")
            time.sleep(0.5)

    def stop(self) -> None:
        """Remove the container and its data."""
        subprocess.run([self.engine, "rm", "-f", "-v", self.name], check=False, capture_output=True)


def _answers(server: Server, change_to: str = "") -> bool:
    """Whether the server lets us in; a new server's password is changed where asked for."""
    auth = (server.username, server.password)
    try:
        with neo4j.GraphDatabase.driver(server.uri, auth=auth, connection_timeout=5) as driver:
            if change_to:
                change = "ALTER CURRENT USER SET PASSWORD FROM $old TO $new"
                with driver.session(database="system") as session:
                    session.run(change, old=server.password, new=change_to).consume()
            else:
                with driver.session(database=server.database) as session:
                    session.run("RETURN 1").consume()
    except (exceptions.DriverError, exceptions.Neo4jError):
        return False
    return True


def find_jars() -> Path | None:
    """The folder of jars, fetched on first use; None without Java or Maven."""
    kept = os.environ.get("NEO4J_JARS")
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = Path(kept) if kept else cache / "graphkit" / f"neo4j-{VERSION}"
    if not shutil.which("java"):
        return None
    if (folder / ".complete").exists():
        return folder
    if not shutil.which("mvn"):
        return None
    pom = Path(__file__).parent / "neo4j-server" / "pom.xml"
    part = folder.with_name(f"{folder.name}.{os.getpid()}")
    fetch = ["mvn", "-q", "-B", "-f", str(pom), "dependency:copy-dependencies"]
    subprocess.run([*fetch, f"-DoutputDirectory={part}"], check=True, stdout=subprocess.DEVNULL)
    (part / ".complete").touch()
    if folder.exists():  # somebody else was faster
        shutil.rmtree(part)
    else:
        part.rename(folder)
    return folder


def find_engine() -> str | None:
    """docker or podman, where it answers."""
    for engine in ("docker", "podman"):
        if shutil.which(engine):
            done = subprocess.run([engine, "info"], capture_output=True, check=False)
            if done.returncode == 0:
                return engine
    return None


def missing(how: str) -> None:
    """Skip the test, or fail where everything is required."""
    if os.environ.get("GRAPHKIT_REQUIRE_ALL") == "1":
        pytest.fail(how)
    pytest.skip(how)


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server of this session, for tests that only talk to it."""
    uri = os.environ.get("NEO4J_URI")
    if uri:
        yield Server(
            uri,
            os.environ.get("NEO4J_USERNAME", "neo4j"),
            os.environ.get("NEO4J_PASSWORD", ""),
            os.environ.get("NEO4J_DATABASE", "neo4j"),
        )
        return
    engine = find_engine()
    running: Container | LocalServer
    if engine:
        running = Container(engine)
    else:
        jars = find_jars()
        if jars is None:
            missing(HOW)
            return
        running = LocalServer(jars, tmp_path_factory.mktemp("neo4j"))
    try:
        running.start()
        yield running.server
    finally:
        running.stop()


@pytest.fixture(scope="session")
def own_neo4j(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalServer]:
    """A second server for tests that stop it, kill it or import into it; it may be running."""
    jars = find_jars()
    if jars is None:
        missing("no Java and Maven: apt-get install maven")
        return
    server = LocalServer(jars, tmp_path_factory.mktemp("own-neo4j"), heap="700m")
    yield server
    server.stop()


@pytest.fixture
def namespace(neo4j_server: Server) -> Iterator[str]:
    """A namespace of the test's own, emptied afterwards."""
    name = f"graphkit-test-{secrets.token_hex(4)}"
    yield name
    forget(neo4j_server, name)


def forget(server: Server, name: str) -> None:
    """Remove all that the namespace has."""
    auth = (server.username, server.password)
    with neo4j.GraphDatabase.driver(server.uri, auth=auth) as driver:
        query = "MATCH (n {graph: $graph}) DETACH DELETE n"
        with driver.session(database=server.database) as session:
            session.run(query, graph=name).consume()
