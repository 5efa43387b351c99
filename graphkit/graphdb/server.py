"""The connection to Neo4j, and its errors in words that say what to do.

Works with Neo4j 5 (5.26 LTS is tested) and 2025/2026, Community, Enterprise and Aura, without APOC.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

import neo4j
from neo4j import exceptions

from graphkit.errors import ServerError

DEFAULT_URI: Final = "neo4j://localhost:7687"
#: The driver tries transactions again for so long when the server goes away in the middle.
RETRY_SECONDS: Final = 60.0
_OLDEST: Final = (5, 0)
#: Part of an error's code → what it means and what to do.  The first that fits is taken.
_MEANINGS: Final[tuple[tuple[str, str], ...]] = (
    (
        "Security.CredentialsExpired",
        "the password must be changed before first use: sign in to Neo4j Browser once, or run "
        "`neo4j-admin dbms set-initial-password` before the first start",
    ),
    (
        "Security.AuthenticationRateLimit",
        "too many sign-ins with a wrong password: wait some seconds, check NEO4J_PASSWORD",
    ),
    (
        "Security.Unauthorized",
        "user name or password is wrong: check NEO4J_USERNAME and NEO4J_PASSWORD",
    ),
    (
        "Security.TokenExpired",
        "the sign-in has expired: get a new token",
    ),
    (
        "ReadOnly",
        "the server takes no writes to this database (it is read-only, or a read replica): "
        "push to the leader, or ask an administrator to open it for writing",
    ),
    (
        "Cluster.NotALeader",
        "this member of the cluster takes no writes: a neo4j:// address finds the one that does",
    ),
    (
        "Security.Forbidden",
        "the user may not do this: it needs the rights to write data and, for the first push, to "
        "make constraints and indexes (role publisher and role architect, or more)",
    ),
    (
        "Database.DatabaseNotFound",
        "there is no database of this name: check --database and NEO4J_DATABASE "
        "(Community Edition has one, called neo4j), or CREATE DATABASE",
    ),
    (
        "Database.DatabaseUnavailable",
        "the database is there but not started: wait, or START DATABASE",
    ),
    (
        "Schema.ConstraintCreationFailed",
        "data already in the database breaks a constraint that a push relies on: two nodes of a "
        "label have the same graph and id; remove one of them, or push to another database",
    ),
    (
        "Schema.ConstraintValidationFailed",
        "a constraint of this database does not allow what is written; it may belong to other "
        "data: SHOW CONSTRAINTS lists them; drop it, or push to another database",
    ),
    (
        "Schema.IndexAlreadyExists",
        "an index of other data stands where a constraint must be made: SHOW INDEXES lists them; "
        "drop it, or push to another database",
    ),
    (
        "Schema.IndexWithNameAlreadyExists",
        "an index of other data has the name of one of ours: SHOW INDEXES lists them; drop it",
    ),
    (
        "Schema.ConstraintWithNameAlreadyExists",
        "a constraint of other data has the name of one of ours: SHOW CONSTRAINTS lists them",
    ),
    (
        "General.MemoryPoolOutOfMemory",
        "the server has too little memory for this batch: push with a smaller --batch",
    ),
    (
        "General.TransactionMemoryLimit",
        "the server has too little memory for this batch: push with a smaller --batch",
    ),
    (
        "General.TransactionOutOfMemoryError",
        "the server has too little memory for this batch: push with a smaller --batch",
    ),
    (
        "Statement.SyntaxError",
        "the server does not understand the Cypher of 5.x: it is too old, or not Neo4j",
    ),
)
_AGAIN: Final = "push again: what was written is whole, and the push goes on from there"


@dataclass(frozen=True, slots=True)
class Server:
    """Where to connect to.  The password is never shown."""

    uri: str = DEFAULT_URI
    username: str = "neo4j"
    password: str = field(default="", repr=False)
    database: str = "neo4j"

    @property
    def where(self) -> str:
        """The address to be shown: without a user, password or parameters that are part of it."""
        scheme, mark, rest = self.uri.rpartition("://")
        return f"{scheme}{mark}{re.split('[?#]', rest.rpartition('@')[2])[0]}"


@contextmanager
def connect(server: Server) -> Iterator[neo4j.Driver]:
    """A driver that has reached the server and been let in.

    Every error of the driver inside the block becomes a ServerError that says what to do.
    """
    with telling(server):
        driver = _open(server)
        with driver:
            # not execute_query, which would try again for a minute
            driver.verify_connectivity()
            with driver.session(database=server.database) as session:
                summary = session.run("RETURN 1").consume()
            _check_version(summary.server.agent)
            yield driver


def _open(server: Server) -> neo4j.Driver:
    if not server.password:
        raise ServerError(
            f"{server.where}: no password given; set NEO4J_PASSWORD in the environment "
            "(not on the command line, where others can read it)"
        )
    try:
        return neo4j.GraphDatabase.driver(
            server.uri,
            auth=(server.username, server.password),
            max_transaction_retry_time=RETRY_SECONDS,
            connection_timeout=15.0,
            connection_acquisition_timeout=30.0,
            notifications_min_severity=neo4j.NotificationMinimumSeverity.OFF,
            user_agent="graphkit",
        )
    except (exceptions.ConfigurationError, ValueError) as error:
        raise ServerError(
            f"{server.where!r} is no address of a Neo4j server: "
            f"{_hidden(str(error), server)}; write it as "
            "neo4j://host:7687, or neo4j+s://host for Aura"
        ) from None


def _check_version(agent: str) -> None:
    match = re.match(r"Neo4j/(\d+)\.(\d+)", agent)
    if match and (int(match[1]), int(match[2])) < _OLDEST:
        raise ServerError(
            f"the server is {agent}: graphkit needs Neo4j 5 or later (5.26 LTS is tested)"
        )


@contextmanager
def telling(server: Server) -> Iterator[None]:
    """Turn the driver's errors inside the block into a ServerError with a way out."""
    try:
        yield
    except (exceptions.Neo4jError, exceptions.DriverError) as error:
        raise ServerError(explain(error, server)) from error
    except OverflowError as error:
        raise ServerError(
            f"{server.where}: a whole number is too large for Neo4j: {error}"
        ) from error


def explain(error: Exception, server: Server) -> str:
    """What the error means and what to do, with the server's own words behind it."""
    where = f"{server.where} (database {server.database})"
    if isinstance(error, exceptions.Neo4jError):
        code = error.code or ""
        message = _hidden(str(error.message or ""), server)
        for part, meaning in _MEANINGS:
            if part in code:
                return f"{where}: {meaning}. Neo4j says: {message}"
        if "Transient" in code:
            return f"{where}: the server was busy or restarting; {_AGAIN}. Neo4j says: {message}"
        return f"{where}: {code}: {message}"
    return _explain_driver(error, where, server)


def _explain_driver(error: Exception, where: str, server: Server) -> str:
    words = _chain(error)
    said = _hidden(str(error).splitlines()[0] if str(error) else type(error).__name__, server)
    if isinstance(error, exceptions.IncompleteCommit):
        return f"{where}: the connection broke while a batch was being committed; {_AGAIN}"
    if any(word in words for word in ("SSL", "TLS", "certificate", "ssl")):
        return (
            f"{where}: no encrypted connection could be made; a server without TLS is reached "
            "with bolt:// or neo4j://, one with its own certificate with neo4j+ssc://, Aura with "
            f"neo4j+s://. The driver says: {said}"
        )
    if "HTTP" in words:
        return f"{where}: this is the port of HTTP; Bolt's is 7687 by default"
    if any(
        word in words for word in ("getaddrinfo", "gaierror", "Cannot resolve", "Failed to DNS")
    ):
        return f"{where}: no such host; check NEO4J_URI"
    if isinstance(error, exceptions.SessionExpired):
        return f"{where}: the server went away in the middle; {_AGAIN}. The driver says: {said}"
    if isinstance(error, exceptions.ServiceUnavailable):
        return (
            f"{where}: no Neo4j server answers there. Is it started (`docker compose up -d`), and "
            f"is NEO4J_URI right? If it went away in the middle: {_AGAIN}. The driver says: {said}"
        )
    if isinstance(error, exceptions.ConfigurationError):
        return f"{where}: {said}"
    return f"{where}: {said}"


def _chain(error: BaseException | None) -> str:
    words = []
    while error is not None:
        words.append(f"{type(error).__name__} {error}")
        error = error.__cause__ or error.__context__
    return " ".join(words)


def _hidden(message: str, server: Server) -> str:
    message = message.replace(server.uri, server.where)
    for secret in (server.password, *_secrets(server.uri)):
        message = message.replace(secret, "…") if secret else message
    return message


def _secrets(uri: str) -> list[str]:
    """What an address has beside scheme, host and path: user and password, and parameters."""
    rest = uri.rpartition("://")[2]
    user, _, after = rest.rpartition("@")
    query = after.partition("?")[2]
    return [user, user.partition(":")[2], query, *(p.partition("=")[2] for p in query.split("&"))]


def environment(values: Mapping[str, str | None]) -> Server:
    """A Server from options that may be None: what is None keeps its default."""
    return Server(**{name: value for name, value in values.items() if value})
