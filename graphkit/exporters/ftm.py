"""FollowTheMoney: entities for Aleph, OpenAleph and the tools of OpenSanctions, one a line.

People and bodies, articles as documents, claims as notes, and what ties them: UnknownLink with its
role ("said", "disputes" …), Membership for who belongs where, Documentation for where a thing is
found.  The words that a tie rests on are its summary.
https://followthemoney.tech/explorer/schemata/
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final
from unicodedata import category, normalize
from urllib.parse import urlsplit

from graphkit.exporters.plain_json import as_json
from graphkit.files import writing
from graphkit.ids import content_hash
from graphkit.schema import ENTITY_TYPES, Graph

#: Node type → schema.
SCHEMATA: Final = {
    "Person": "Person",
    "Agency": "PublicBody",
    "Organization": "Organization",
    "Outlet": "Organization",
    "SocialPost": "Document",
    "Claim": "Note",
    "Article": "Article",
}
#: Edge type → what an UnknownLink calls it.  APPEARS_IN is a Documentation, AFFILIATED_WITH a
#: Membership, ABOUT the note's ``entity``; by whom a claim was reported, its articles say.
ROLES: Final = {
    "SAID": "said",
    "CITED": "cited",
    "DISPUTES": "disputes",
    "POSTED": "posted",
    "STATES": "states",
    "WROTE": "wrote",
    "PUBLISHED_BY": "published by",
    "REPORTED_BY": "reported by",
    "COPIES": "copies",
}
_DATE: Final = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?)?)?)?", re.ASCII)
#: Ids of nodes that no other node's can be mistaken for when the colon is a dash.
_PLAIN: Final = re.compile(
    r"(person|agency|organization|outlet|post|claim|article):[A-Za-z0-9]([A-Za-z0-9.-]{0,150}[A-Za-z0-9])?",
    re.ASCII,
)
#: Unicode's classes of controls, formats, halves of characters, private and unassigned ones.
_UNSAFE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
#: Quotes that a tie keeps.
_QUOTES: Final = 5
#: Characters that a name, or a text, may have; FollowTheMoney refuses longer ones.
_NAME: Final = 300
_TEXT: Final = 60_000


Entity = dict[str, Any]


def write_ftm(graph: Graph, path: Path) -> None:
    """Write the entities as JSON lines."""
    with writing(path) as out:
        for entity in entities(graph):
            out.write(as_json(entity, str(entity["id"])) + "\n")


def entity_id(node: str) -> str:
    """The id of a node there, which has letters, digits, dots and dashes only.

    ``person:dana-whitlock`` is ``person-dana-whitlock``; an id with other marks is a hash of it.
    """
    if _PLAIN.fullmatch(node):
        return node.replace(":", "-")
    return _hash(node)


def _hash(*parts: str) -> str:
    return f"graphkit-{content_hash(*parts, length=40)}"


def entities(graph: Graph) -> Iterator[Entity]:
    """Yield things, then ties."""
    for node, data in graph.nodes(data=True):
        about = sorted(
            {t for _, t, edge in graph.out_edges(node, data=True) if edge["type"] == "ABOUT"}
        )
        values = {"fileName": node} if data["type"] in ("Article", "SocialPost") else {}
        values |= _THINGS[data["type"]](data, about)
        # a name is asked for; where there is none but blanks, the id is one
        values["name"] = _name(values["name"]) or _name(node)
        yield _entity(entity_id(node), SCHEMATA[data["type"]], values)
    for source, target, key, data in graph.edges(keys=True, data=True):
        if data["type"] != "ABOUT":
            yield _tie(graph, source, target, key, data)


def _entity(ident: str, schema: str, values: Mapping[str, Any]) -> Entity:
    """An entity; every property is a list of strings, none is empty."""
    properties: dict[str, list[str]] = {}
    for name, found in values.items():
        rows = found if isinstance(found, list) else [found]
        texts = [_text(row) for row in rows if row not in (None, "")]
        if kept := list(dict.fromkeys(text for text in texts if text)):
            properties[name] = kept
    return {"id": ident, "schema": schema, "properties": properties}


def _party(data: Mapping[str, Any], _: list[str]) -> dict[str, Any]:
    roles = [row["role"] for row in data.get("roles") or () if isinstance(row, Mapping)]
    return {
        "name": data["name"],
        "alias": [_name(alias) for alias in data.get("aliases") or ()],
        **({"position": [_line(role) for role in roles]} if data["type"] == "Person" else {}),
    }


def _article(data: Mapping[str, Any], _: list[str]) -> dict[str, Any]:
    return {
        "name": data["name"],
        "title": _line(data.get("title") or data["name"]),
        "author": [_line(author) for author in data.get("authors") or ()],
        "publisher": _line(data.get("outlet")),
        "publishedAt": _dated(data.get("published")),
        "sourceUrl": _url(data.get("url")),
        **({"fileName": _line(data["doc"])} if data.get("doc") else {}),
    }


def _post(data: Mapping[str, Any], _: list[str]) -> dict[str, Any]:
    return {
        "name": data["name"],
        "summary": data.get("text"),
        "author": [_line(data.get("author")), _line(data.get("handle"))],
        "publisher": _line(data.get("platform")),
        "publishedAt": _dated(data.get("published")),
        "sourceUrl": _url(data.get("url")),
    }


def _claim(data: Mapping[str, Any], about: list[str]) -> dict[str, Any]:
    return {
        "name": data["name"],
        "description": data.get("text"),
        "entity": [entity_id(node) for node in about],
    }


_THINGS: Final = {
    **dict.fromkeys(ENTITY_TYPES, _party),
    "Article": _article,
    "SocialPost": _post,
    "Claim": _claim,
}


def _tie(graph: Graph, source: str, target: str, key: object, data: Mapping[str, Any]) -> Entity:
    evidence = data["evidence"]
    common = {
        "summary": [
            f"“{_line(item.get('quote'))}” ({_line(item['doc'])})" for item in evidence[:_QUOTES]
        ],
        "date": [_dated(data.get("first_seen"))],
        "recordId": str(key),
    }
    ends = entity_id(source), entity_id(target)
    ident = _hash(source, target, str(key))
    match data["type"]:
        case "APPEARS_IN":
            values = {"entity": ends[0], "document": ends[1], "role": "appears in"}
            return _entity(ident, "Documentation", {**common, **values})
        case "AFFILIATED_WITH":
            values = {
                "member": ends[0],
                "organization": ends[1],
                "role": _line(data.get("role")) or "of",
            }
            return _entity(ident, "Membership", {**common, **values})
    why = " ".join(str(data[name]) for name in ("stance", "why", "cue") if data.get(name))
    sure = "possible" if data.get("possible") else ""
    values = {
        "subject": ends[0],
        "object": ends[1],
        "role": ROLES[data["type"]],
        "status": sure,
        "description": _line(why),
    }
    return _entity(ident, "UnknownLink", {**common, **values})


def _text(value: Any) -> str:
    """The text as FollowTheMoney keeps it: composed, with no control or format characters."""
    marks = "".join(" " if c in "\n\t\r\u2028\u2029" else c for c in str(value)[:_TEXT])
    kept = "".join(c for c in marks if category(c) not in _UNSAFE)
    return normalize("NFC", kept).strip()


def _line(value: Any) -> str:
    """The text on one line, short enough for a name."""
    words = " ".join(_text(value).split()) if value is not None else ""
    return words if len(words) <= _NAME else f"{words[: _NAME - 1].rstrip()}…"


def _name(value: Any) -> str:
    """A name without quotation marks around it."""
    return _line(value).strip("\"' ")


def _dated(value: Any) -> str:
    """The date as FollowTheMoney takes it: no offset from Greenwich, nothing that is no date."""
    found = _DATE.match(str(value or ""))
    return found[0] if found else ""


def _url(value: Any) -> str:
    parts = urlsplit(str(value)) if value else None
    return str(value) if parts and parts.scheme in ("http", "https") and parts.netloc else ""
