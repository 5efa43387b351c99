"""A perspective for Neo4j Bloom (Explore): categories, colours, captions, search phrases.

Neo4j does not document the file.  Its keys are those of a perspective that Bloom 2.6 exported
(Utrecht University's Ricgraph publishes one, neo4j_config/ricgraph_bloom_config.json); nothing is
in here that is not in there.  Bloom is not free software, so that no test imports the file.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from graphkit.files import write_text
from graphkit.schema import EDGE_ENDS, EDGE_TYPES, NODE_COLOURS, NODE_TYPES

__all__ = ["PHRASES", "Phrase", "perspective", "phrase_cypher", "write_perspective"]

_VERSION: Final = "2.6.0"
#: Milliseconds; the same file every time.
_WHEN: Final = 1_767_225_600_000
_ENTITY: Final = {"name": "string", "aliases": "array", "id": "string"}
_DATED: Final = {"text": "string", "name": "string", "id": "string"}
#: Label → properties that a person reads, with Bloom's names of their kinds.
_PROPERTIES: Final[dict[str, dict[str, str]]] = {
    **dict.fromkeys(("Person", "Agency", "Organization", "Outlet"), _ENTITY),
    "SocialPost": {**_DATED, "author": "string", "handle": "string", "url": "string"},
    "Claim": {**_DATED, "kind": "string", "quotes": "array", "docs": "array"},
    "Article": {"name": "string", "title": "string", "outlet": "string", "url": "string"},
}
_EDGE_PROPERTIES: Final = {"shown": "string", "quotes": "array", "docs": "array"}
_MORE_PROPERTIES: Final[dict[str, dict[str, str]]] = {
    "SAID": {"stance": "string", "cues": "array"},
    "DISPUTES": {"why": "string", "cue": "string"},
    "AFFILIATED_WITH": {"role": "string"},
}
_DISPUTES: Final = "#CC0000"
_OTHER: Final = "#848484"


class Phrase(NamedTuple):
    """What is typed into Bloom's search bar; ``$word`` asks for a value, which Bloom suggests."""

    text: str
    name: str
    cypher: str
    label: str = ""
    property: str = ""


#: IN is put in by :func:`perspective`.
PHRASES: Final = (
    Phrase(
        "Disputes", "All disputes",
        "MATCH against = (d)-[:DISPUTES]->(c:Claim) WHERE IN(c) "
        "OPTIONAL MATCH said = ()-[:SAID]->(c) OPTIONAL MATCH by = ()-[:SAID|POSTED]->(d) "
        "RETURN against, said, by LIMIT 300",
    ),
    Phrase(
        "Disputes about $words", "Disputes of claims with these words",
        "MATCH against = (d)-[:DISPUTES]->(c:Claim) "
        "WHERE IN(c) AND toLower(c.text) CONTAINS toLower($words) "
        "OPTIONAL MATCH said = ()-[:SAID]->(c) OPTIONAL MATCH by = ()-[:SAID|POSTED]->(d) "
        "RETURN against, said, by LIMIT 300",
    ),
    Phrase(
        "What $name said", "Claims of a person or body, and who disputes them",
        "MATCH said = (p)-[:SAID]->(c:Claim) "
        "WHERE IN(p) AND toLower(p.name) CONTAINS toLower($name) "
        "OPTIONAL MATCH against = ()-[:DISPUTES]->(c) RETURN said, against LIMIT 300",
        "Person", "name",
    ),
    Phrase(
        "Who reported $words", "Outlets and articles that tell a claim with these words",
        "MATCH told = (c:Claim)-[:REPORTED_BY]->() "
        "WHERE IN(c) AND toLower(c.text) CONTAINS toLower($words) "
        "OPTIONAL MATCH place = (c)-[:APPEARS_IN]->(:Article) RETURN told, place LIMIT 300",
    ),
)  # fmt: skip


def perspective(namespace: str = "") -> dict[str, Any]:
    """The perspective as JSON has it; ``namespace`` is the graph that its phrases ask."""
    title = f"graphkit: {namespace}" if namespace else "graphkit"
    return {
        "name": title,
        "id": str(uuid5(NAMESPACE_URL, f"graphkit/bloom/{namespace}")),
        "version": _VERSION,
        "createdAt": _WHEN,
        "lastEditedAt": _WHEN,
        "categories": [_category(number, label) for number, label in enumerate(NODE_TYPES, 1)],
        "labels": {label: _keys(label, _PROPERTIES[label]) for label in NODE_TYPES},
        "relationshipTypes": [_relationship(type_) for type_ in EDGE_TYPES],
        "palette": {"colors": list(NODE_COLOURS.values()), "currentIndex": 0},
        "templates": [
            _template(number, phrase, namespace) for number, phrase in enumerate(PHRASES)
        ],
        "hiddenRelationshipTypes": [],
        "hiddenCategories": [],
        "hideUncategorisedData": True,
        "isAuto": False,
        "parentPerspectiveId": False,
        "metadata": {"pathSegments": _segments(), "indexes": [], "stats": _STATS},
        "sceneActions": [],
    }


_STATS: Final[dict[str, Any]] = {"labels": {}, "relationshipTypes": {}}


def _category(number: int, label: str) -> dict[str, Any]:
    return {
        "id": number,
        "name": label,
        "labels": [label],
        "properties": [
            {"name": name, "exclude": False, "dataType": kind}
            for name, kind in _PROPERTIES[label].items()
        ],
        "createdAt": _WHEN,
        "lastEditedAt": _WHEN,
        "color": NODE_COLOURS[label],
        "size": 2 if label == "Claim" else 1,
        "icon": "no-icon",
        "captionKeys": ["name"],
        "styleRules": [],
    }


def _relationship(type_: str) -> dict[str, Any]:
    return {
        "id": type_,
        "name": type_,
        "properties": _keys(type_, {**_EDGE_PROPERTIES, **_MORE_PROPERTIES.get(type_, {})}),
        "color": _DISPUTES if type_ == "DISPUTES" else _OTHER,
        "size": 2 if type_ == "DISPUTES" else 1,
        "captionKeys": ["0_REL_TYPE_CAPTION_KEY"],
    }


def _keys(owner: str, properties: dict[str, str]) -> list[dict[str, str]]:
    return [
        {"propertyKey": name, "type": owner, "dataType": kind} for name, kind in properties.items()
    ]


def _segments() -> list[dict[str, str]]:
    """Which labels a type of relationship ties: for what Bloom suggests while one types."""
    return [
        {"source": source, "relationshipType": type_, "target": target}
        for type_, (sources, targets) in EDGE_ENDS.items()
        for source in sorted(sources)
        for target in sorted(targets)
    ]


def _template(number: int, phrase: Phrase, namespace: str) -> dict[str, Any]:
    parameters = [word for word in phrase.text.split() if word.startswith("$")]
    return {
        "name": phrase.name,
        "id": f"tmpl:{_WHEN + number}",
        "createdAt": _WHEN,
        "text": phrase.text,
        "cypher": phrase_cypher(phrase, namespace),
        "isUpdateQuery": None,
        "params": [
            {
                "name": name,
                "dataType": "String",
                "collapsed": False,
                "suggestionLabel": phrase.label or None,
                "suggestionProp": phrase.property or None,
                "suggestionBoolean": False,
                "cypher": None,
            }
            for name in parameters
        ],
        "hasCypherErrors": False,
    }


def phrase_cypher(phrase: Phrase, namespace: str) -> str:
    """The Cypher of a phrase, for one graph or for all of a database."""
    quoted = namespace.replace("\\", "\\\\").replace("'", "\\'")
    only = f"X.graph = '{quoted}'" if namespace else "X.graph IS NOT NULL"
    cypher = phrase.cypher
    for variable in ("c", "p"):
        cypher = cypher.replace(f"IN({variable})", only.replace("X", variable, 1))
    return cypher


def write_perspective(path: Path, namespace: str = "") -> None:
    """Write the perspective as a file that Bloom imports."""
    write_text(path, json.dumps(perspective(namespace), ensure_ascii=False, indent=1) + "\n")
