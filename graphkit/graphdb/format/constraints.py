"""What a Neo4j database needs before graphs go in, as Cypher of 5.x and 2026.x (no APOC).

Several graphs may share a database: ``graph`` is the namespace, and an id is unique within it.
Community Edition has uniqueness constraints and full-text indexes, so nothing more is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from graphkit.schema import NODE_TYPES

#: The namespace where none is given.
DEFAULT_NAME: Final = "news"
#: The label of the one node a namespace that remembers its last push.
MANIFEST: Final = "GraphkitPush"
#: Name of the full-text index over names, aliases, titles and texts.
SEARCH_INDEX: Final = "graphkit_search"


def constraint_name(label: str) -> str:
    """The name of the label's uniqueness constraint."""
    return f"graphkit_{label.lower()}_id"


#: Names of all constraints and indexes that :func:`constraint_statements` makes.
SCHEMA_NAMES: Final = frozenset({*map(constraint_name, NODE_TYPES), "graphkit_push", SEARCH_INDEX})


def constraint_statements() -> Iterator[str]:
    """Yield statements, without semicolon, that may be run any number of times."""
    for label in NODE_TYPES:
        yield (
            f"CREATE CONSTRAINT {constraint_name(label)} IF NOT EXISTS "
            f"FOR (n:{label}) REQUIRE (n.graph, n.id) IS UNIQUE"
        )
    yield (
        f"CREATE CONSTRAINT graphkit_push IF NOT EXISTS "
        f"FOR (n:{MANIFEST}) REQUIRE n.graph IS UNIQUE"
    )
    yield (
        f"CREATE FULLTEXT INDEX {SEARCH_INDEX} IF NOT EXISTS FOR (n:{'|'.join(NODE_TYPES)}) "
        "ON EACH [n.name, n.aliases, n.title, n.text]"
    )
