"""Node and edge types, and which ends an edge may have: the one place that names them.

The same names, upper and lower case included, are the labels and relationship types in Neo4j
and in every export.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    import networkx as nx

#: The graph that every output takes: node ids are strings, edges carry a content key.
Graph: TypeAlias = "nx.MultiDiGraph[str]"

ENTITY_TYPES: Final = ("Person", "Agency", "Organization", "Outlet")
NODE_TYPES: Final = (*ENTITY_TYPES, "SocialPost", "Claim", "Article")
#: Node type → its colour on light ground, the same in the page and in Neo4j Browser.  The palette
#: of Okabe and Ito ("Color Universal Design", 2008), told apart by all forms of colour blindness;
#: its vermillion is kept for disputes.
NODE_COLOURS: Final = {
    "Person": "#0072b2",
    "Agency": "#009e73",
    "Organization": "#56b4e9",
    "Outlet": "#a85a8a",
    "SocialPost": "#d98a00",
    "Claim": "#e3cf1c",
    "Article": "#8a8f98",
}

_BODIES: Final = frozenset({"Agency", "Organization", "Outlet"})
_ENTITIES: Final = frozenset(ENTITY_TYPES)

#: Edge type → (types the source may have, types the target may have).
EDGE_ENDS: Final[dict[str, tuple[frozenset[str], frozenset[str]]]] = {
    "SAID": (_ENTITIES, frozenset({"Claim"})),
    "CITED": (_ENTITIES | {"Article"}, _ENTITIES | {"SocialPost", "Article"}),
    "DISPUTES": (_ENTITIES | {"Claim", "SocialPost", "Article"}, frozenset({"Claim"})),
    "REPORTED_BY": (frozenset({"Claim", "SocialPost"}), frozenset({"Outlet", "Article"})),
    "POSTED": (_ENTITIES, frozenset({"SocialPost"})),
    "STATES": (frozenset({"SocialPost"}), frozenset({"Claim"})),
    "APPEARS_IN": (_ENTITIES | {"Claim", "SocialPost"}, frozenset({"Article"})),
    "PUBLISHED_BY": (frozenset({"Article"}), frozenset({"Outlet"})),
    "WROTE": (frozenset({"Person"}), frozenset({"Article"})),
    "AFFILIATED_WITH": (frozenset({"Person"}), _BODIES),
    "ABOUT": (frozenset({"Claim"}), _ENTITIES),
    "COPIES": (frozenset({"Article"}), frozenset({"Article"})),
}
EDGE_TYPES: Final = tuple(EDGE_ENDS)

#: Properties that an Article has beside the fixed ones, where they are known: when it was last
#: changed, the part of the paper, when the page was fetched, of when an archive has it.
ARTICLE_MORE: Final = ("updated", "section", "fetched", "archived")
