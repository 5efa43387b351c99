"""Saved queries: one ``.cypher`` file a question, to run from the command line or in Browser.

A file begins with a title and what it answers, as comments; ``// Parameter NAME: …`` names what a
``WITH 'value' AS NAME`` at the top holds, so that it runs as it stands, and with other values.
Every query has ``graph``, the namespace, and one more that filters, ``words`` or ``name``; both are
"" where nothing is asked for.  A parameter whose text begins with "needed:" has to be given.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final

import neo4j

from graphkit.errors import InputError
from graphkit.files import replacing, write_text
from graphkit.graphdb.format.constraints import MANIFEST
from graphkit.graphdb.format.properties import plain
from graphkit.schema import NODE_COLOURS

_PARAMETER: Final = re.compile(r"// Parameter (\w+): (.*)")
_LIMIT: Final = re.compile(r"\nLIMIT (\d+)\s*\Z")
_NEEDED: Final = "needed: "
#: The parameters by which a query is narrowed down, of which each has one.
_FILTERS: Final = ("words", "name")
#: Zip files that are the same bytes on every machine.
_ZIP_DATE: Final = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Query:
    """One saved query; ``name`` is folder/file."""

    name: str
    text: str

    @property
    def title(self) -> str:
        """The first line."""
        return self.text.splitlines()[0].removeprefix("// ")

    @cached_property
    def comment(self) -> str:
        """What the query answers."""
        lines = [line for line in self.text.splitlines()[1:] if line.startswith("//")]
        return " ".join(line[3:] for line in lines if not _PARAMETER.match(line))

    @cached_property
    def parameters(self) -> dict[str, str]:
        """Name → what it is."""
        return dict(_PARAMETER.findall(self.text))

    def with_parameters(self, values: dict[str, str]) -> str:
        """The Cypher with $NAME in place of the values that are written in it."""
        text = self.text
        for name in values:
            if name not in self.parameters:
                known = ", ".join(self.parameters) or "none"
                raise InputError(self.name, f"has no parameter {name!r}", f"it has: {known}")
            text = self._put(text, name, f"${name}")
        return text

    def with_values(self, values: dict[str, str]) -> str:
        """The Cypher with values written in, to be run as it stands."""
        text = self.text
        for name, value in values.items():
            quoted = value.replace("\\", "\\\\").replace("'", "\\'").replace("\n", " ")
            text = self._put(text, name, f"'{quoted}'")
        return text

    def _put(self, text: str, name: str, value: str) -> str:
        """The text with another value of a parameter; each part of a UNION has it."""
        return re.sub(rf"'[^'\n]*' AS {name}\b", lambda _: f"{value} AS {name}", text)

    @property
    def filter(self) -> str:
        """The name of the parameter that narrows the rows down to some words."""
        return next(name for name in _FILTERS if name in self.parameters)

    @property
    def needed(self) -> tuple[str, ...]:
        """The parameters without which there is no answer."""
        return tuple(n for n, told in self.parameters.items() if told.startswith(_NEEDED))

    @property
    def limit(self) -> int | None:
        """How many rows it gives at most."""
        match = _LIMIT.search(self.text)
        return int(match[1]) if match else None

    def without_limit(self) -> Query:
        """The same with no limit."""
        return Query(self.name, _LIMIT.sub("\n", self.text))


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gives: the first rows, and how many there are in all."""

    columns: list[str]
    rows: list[list[Any]]
    total: int


def queries() -> list[Query]:
    """All saved queries, by name."""
    root = files("graphkit.graphdb.queries")
    found = [query for folder in root.iterdir() if folder.is_dir() for query in _folder(folder)]
    return sorted(found, key=lambda query: query.name)


def _folder(folder: Traversable) -> list[Query]:
    return [
        Query(f"{folder.name}/{file.name.removesuffix('.cypher')}", file.read_text("utf-8"))
        for file in folder.iterdir()
        if file.name.endswith(".cypher")
    ]


def find(name: str) -> Query:
    """The query of that name, with or without its folder.  Raises InputError."""
    every = queries()
    found = [query for query in every if name in (query.name, query.name.partition("/")[2])]
    if found:
        return found[0]
    inside = [query.name for query in every if name.lower() in query.name + query.title.lower()]
    short = {query.name.partition("/")[2]: query.name for query in every}
    like = [short[one] for one in get_close_matches(name.partition("/")[2] or name, short, 3, 0.5)]
    near = list(dict.fromkeys([*inside, *like]))
    todo = f"did you mean {', '.join(near[:5])}?" if near else "graphkit queries list shows all"
    raise InputError(name, "is no saved query", todo)


def run(
    driver: neo4j.Driver, query: Query, values: dict[str, str], *, database: str = "neo4j"
) -> tuple[list[str], list[list[Any]]]:
    """Column names and rows, as many as the query itself gives."""
    found = answer(driver, query, values, limit=query.limit, database=database)
    return found.columns, found.rows


def answer(
    driver: neo4j.Driver,
    query: Query,
    values: dict[str, str],
    *,
    limit: int | None = None,
    database: str = "neo4j",
) -> Answer:
    """The first ``limit`` rows (None: all) and how many there are.

    Nothing can be written: the transaction only reads.
    """
    text = query.without_limit().with_parameters(values)

    def work(tx: neo4j.ManagedTransaction) -> Answer:
        result = tx.run(text, values)
        columns, rows, total = list(result.keys()), [], 0
        for total, record in enumerate(result, 1):  # the last one is the total
            if limit is None or total <= limit:
                rows.append([_shown(value) for value in record])
        return Answer(columns, rows, total)

    with driver.session(database=database) as session:
        return session.execute_read(work)


def graphs(driver: neo4j.Driver, *, database: str = "neo4j") -> list[str]:
    """The names of the graphs in a database."""
    query = f"MATCH (m:{MANIFEST}) RETURN m.graph AS name ORDER BY name"
    with driver.session(database=database, default_access_mode="READ") as session:
        return [str(record["name"]) for record in session.run(query)]


def _shown(value: Any) -> Any:
    """Nodes, relationships and paths as people write them; dates as ISO 8601."""
    if isinstance(value, neo4j.graph.Path):
        parts = [_shown(value.nodes[0])]
        for step, node in zip(value.relationships, value.nodes[1:], strict=True):
            forward = step.start_node == value.nodes[len(parts) - 1]
            arrow = f"-[{step.type}]->" if forward else f"<-[{step.type}]-"
            parts.append(f"{arrow}{_shown(node)}")
        return "".join(parts)
    if isinstance(value, neo4j.graph.Node):
        return f"({value.get('name') or value.get('id')})"
    if isinstance(value, neo4j.graph.Relationship):
        return f"[{value.type}]"
    if isinstance(value, list):
        return [_shown(item) for item in value]
    return plain(value)


def style() -> str:
    """A ``.grass`` style for Neo4j Browser: a colour and a caption for every label."""
    rules = [
        "node { diameter: 50px; color: #BBBBBB; border-color: #888888; border-width: 2px; "
        'text-color-internal: #000000; font-size: 10px; caption: "{name}"; }',
        "relationship { color: #A5ABB6; shaft-width: 1px; font-size: 8px; padding: 3px; "
        'text-color-external: #333333; text-color-internal: #333333; caption: "<type>"; }',
    ]
    for label, colour in NODE_COLOURS.items():
        ink = "#000000" if label in ("Claim", "Organization", "SocialPost") else "#FFFFFF"
        size = "80px" if label == "Claim" else "50px"
        rules.append(
            f"node.{label} {{ color: {colour}; border-color: {colour}; "
            f'text-color-internal: {ink}; diameter: {size}; caption: "{{name}}"; }}'
        )
    rules.append(
        'relationship.DISPUTES { color: #CC0000; shaft-width: 3px; caption: "<type>"; '
        "text-color-external: #CC0000; text-color-internal: #FFFFFF; }"
    )
    return "\n".join(rules) + "\n"


def write_favourites(folder: Path, namespace: str = "") -> list[Path]:
    """Write the favourites (a zip, folders inside) and the style for Neo4j Browser's drawer.

    ``namespace`` is the graph that they ask; without one they ask every graph of the database.
    """
    favourites, grass = folder / "graphkit-favourites.zip", folder / "graphkit.grass"
    with replacing(favourites) as part, zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as out:
        for query in queries():
            text = query.with_values({"graph": namespace})
            out.writestr(zipfile.ZipInfo(f"{query.name}.cypher", _ZIP_DATE), text)
    write_text(grass, style())
    return [favourites, grass]
