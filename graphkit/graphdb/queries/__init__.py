"""Saved queries: one ``.cypher`` file a question, to run from the command line or in Browser.

A file begins with a title and what it answers, as comments; ``// Parameter NAME: …`` names what a
``WITH 'value' AS NAME`` at the top holds, so that it runs as it stands, and with other values.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final

import neo4j

from graphkit.errors import InputError
from graphkit.files import replacing, write_text
from graphkit.graphdb.format.properties import plain
from graphkit.schema import NODE_COLOURS

_PARAMETER: Final = re.compile(r"// Parameter (\w+): (.*)")
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
            text = re.sub(rf"'[^'\n]*' AS {name}\b", f"${name} AS {name}", text, count=1)
        return text


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
    near = [query.name for query in every if name.lower() in query.name + query.title.lower()]
    todo = f"did you mean {', '.join(near[:5])}?" if near else "graphkit queries list shows all"
    raise InputError(name, "is no saved query", todo)


def run(
    driver: neo4j.Driver, query: Query, values: dict[str, str], *, database: str = "neo4j"
) -> tuple[list[str], list[list[Any]]]:
    """Column names and rows.  Nothing can be written: the transaction only reads."""

    def work(tx: neo4j.ManagedTransaction) -> tuple[list[str], list[list[Any]]]:
        result = tx.run(query.with_parameters(values), values)
        return list(result.keys()), [[_shown(value) for value in record] for record in result]

    with driver.session(database=database) as session:
        return session.execute_read(work)


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


def write_favourites(folder: Path) -> list[Path]:
    """Write the favourites (a zip, folders inside) and the style for Neo4j Browser's drawer."""
    favourites, grass = folder / "graphkit-favourites.zip", folder / "graphkit.grass"
    with replacing(favourites) as part, zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as out:
        for query in queries():
            out.writestr(zipfile.ZipInfo(f"{query.name}.cypher", _ZIP_DATE), query.text)
    write_text(grass, style())
    return [favourites, grass]
