"""The statements that write a graph's rows, and values as literals: all Cypher that has data in it.

A push sends the rows as parameters; a script carries them as literals.  The statements are the
same, so that what a script has made, a push takes for its own.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from graphkit.errors import GraphFormatError
from graphkit.graphdb.format.constraints import MANIFEST

_ESCAPES: Final = str.maketrans(
    {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\0": "\\u0000"}
)
#: A name that needs no quotes.  There is no other: what is quoted with backticks is still open to
#: ``\\u0060``, which Neo4j reads as a backtick before it looks for the end of the name.
_NAME: Final = re.compile(r"[A-Za-z_]\w*", re.ASCII)
_PARAMETER: Final = re.compile(r"\$(\w+)")


def node_statement(label: str) -> str:
    """The statement that writes nodes of one label of the schema."""
    return (
        f"UNWIND $rows AS row MERGE (n:{label} {{graph: $graph, id: row.id}}) "
        "SET n += row, n._run = $run RETURN count(*) AS written"
    )


def edge_statement(source: str, type_: str, target: str) -> str:
    """The statement that writes edges of one type between nodes of two labels of the schema."""
    return (
        f"UNWIND $rows AS row MATCH (a:{source} {{graph: $graph, id: row.source}}) "
        f"MATCH (b:{target} {{graph: $graph, id: row.target}}) "
        f"MERGE (a)-[r:{type_} {{key: row.set.key}}]->(b) "
        "SET r += row.set, r.graph = $graph, r._run = $run RETURN count(*) AS written"
    )


def done_statement() -> str:
    """The statement that notes, without a push, that all rows of a graph are there.

    The counts are left open, so that a later push looks at every row.
    """
    return (
        f"MERGE (m:{MANIFEST} {{graph: $graph}}) SET m.state = 'done', m.run = $run, "
        "m.digest = $digest, m.counts = '', m.stale = 0, m.keys = coalesce(m.keys, []) + "
        "[key IN $keys WHERE NOT key IN coalesce(m.keys, [])]"
    )


def filled(statement: str, values: Mapping[str, Any]) -> str:
    """The statement with literals in place of its parameters.

    All are put in at once: a value may hold ``$rows`` or the name of another parameter.
    """
    return _PARAMETER.sub(lambda match: literal(values[match[1]]), statement)


def literal(value: Any) -> str:
    """A Cypher literal of a string, number, boolean, date, None, list, or map of plain names.

    Raises GraphFormatError for a map with another name (no row that
    :mod:`graphkit.graphdb.format.properties` makes has one).
    """
    if value is None:
        return "null"
    if isinstance(value, str):
        return "'" + value.translate(_ESCAPES) + "'"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, date):
        kind = "date"
        if isinstance(value, datetime):
            kind = "datetime" if value.tzinfo else "localdatetime"
        return f"{kind}('{value.isoformat()}')"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_name(name)}: {literal(v)}" for name, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(literal, value)) + "]"
    return str(value)


def _name(name: str) -> str:
    """The name of a property, where it is one that cannot end early and go on as Cypher."""
    if not _NAME.fullmatch(name):
        raise GraphFormatError(f"property {name!r}", "is no name that Cypher can have")
    return name


def _number(value: float) -> str:
    """A float's literal; Cypher knows no ``1e+16`` and no names for what is not finite."""
    if math.isnan(value):
        return "(0.0/0.0)"
    if math.isinf(value):
        return "(1.0/0.0)" if value > 0 else "(-1.0/0.0)"
    return repr(value).replace("+", "")
