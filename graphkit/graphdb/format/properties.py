"""Nodes and edges as rows that Neo4j can hold, and back again with nothing lost.

A Neo4j property is a string, number, boolean, date or a list of one of them: no objects, no null
in a list, no mixed list.  So

- lists of objects become lists side by side: ``evidence`` as ``docs``, ``starts``, ``ends``,
  ``quotes`` … (the names of :mod:`graphkit.graphdb.format.scalars`), ``roles`` as ``roles``,
  ``roles_of``, ``roles_from``, any other as ``NAME_KEY`` and named in ``_tables``;
- what is null in such a list, or not there, is filled up ("" or 0) and told in ``_gaps``:
  ``speakers:0`` is null in row 0, ``speakers!0`` is not there, ``speakers:*`` is null in all;
- properties that are null are named in ``_null``;
- whole dates become temporal values, with an offset where the string has one; a string that would
  not come back exactly (``…Z``) is kept beside it as ``NAME_text``; partial dates (``2025-10``)
  stay strings, and Cypher's ``date(x)`` reads all of them;
- what still does not fit (nested objects, names that are no plain words) goes into ``_other`` as
  JSON; nothing of the fixed format does.

``graph`` is the namespace, ``_hash`` tells whether a row has changed, ``_run`` which push wrote it
last, and ``shown`` is a line of evidence to read in Neo4j Browser.
"""

from __future__ import annotations

import hashlib
import json
import re
from base64 import urlsafe_b64encode
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final, NamedTuple

from graphkit.errors import GraphFormatError
from graphkit.graphdb.format.scalars import EVIDENCE_LISTS
from graphkit.schema import EDGE_ENDS, NODE_TYPES, Graph

Properties = dict[str, Any]

#: Bumped when rows change their form, so that the next push writes every row anew.
FORMAT: Final = b"1"
#: Names that a row uses for itself; a graph's own property of such a name goes to ``_other``.
_OWN: Final = frozenset({"graph", "id", "key", "shown"})
#: List of objects → key in an object → name of the list; the first one holds an empty list.
_TABLES: Final[dict[str, dict[str, str]]] = {
    "evidence": EVIDENCE_LISTS,
    "roles": {"role": "roles", "of": "roles_of", "from": "roles_from"},
}
_TAKEN: Final = frozenset(name for names in _TABLES.values() for name in names.values())
_DATES: Final = (
    *("published", "first_reported", "first_seen", "last_seen"),
    *("updated", "fetched", "archived"),
)
_DATE: Final = re.compile(
    r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-](0\d|1[0-7]):\d\d)?)?", re.ASCII
)
_WORD: Final = re.compile(r"[A-Za-z]\w*", re.ASCII)
_SCALARS: Final = frozenset({str, int, float, bool})
_JSON: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True, default=str)
_AS_THEY_ARE: Final = ({str}, {float})
_WHOLE: Final = {int}
_INT64: Final = 2**63
_EXACT: Final = 2**53
_SHOWN: Final = 80


class _Absent:
    """Stands for a key that an object does not have."""


class Node(NamedTuple):
    """A node to be written; ``size`` is the length of its attributes as JSON, in bytes."""

    label: str
    id: str
    hash: str
    attributes: Mapping[str, Any]
    size: int


class Edge(NamedTuple):
    """An edge to be written.  ``hash`` is which edge it is (16 characters) and what it says."""

    ends: tuple[str, str, str]
    source: str
    target: str
    key: str
    hash: str
    attributes: Mapping[str, Any]
    size: int


def nodes_of(graph: Graph) -> Iterator[Node]:
    """Every node of the graph.  Raises GraphFormatError for a type or text Neo4j cannot have."""
    for node, attributes in graph.nodes(data=True):
        label = attributes.get("type")
        if label not in NODE_TYPES:
            raise GraphFormatError(f"node {node!r}", f"no node type: {label!r}")
        digest, size = _digest("node", node, attributes)
        yield Node(label, node, digest, attributes, size)


def edges_of(graph: Graph) -> Iterator[Edge]:
    """Every edge of the graph.  Raises GraphFormatError as :func:`nodes_of`."""
    types = {node: attributes["type"] for node, attributes in graph.nodes(data=True)}
    allowed: set[tuple[str, str, str]] = set()
    for source, target, key, attributes in graph.edges(keys=True, data=True):
        type_ = str(attributes.get("type"))
        ends = types[source], type_, types[target]
        if ends not in allowed:
            _check_ends(ends, (source, target, key))
            allowed.add(ends)
        content, size = _digest(type_, (source, target, key), attributes)
        identity = _short("\0".join((*ends, source, target, str(key))).encode())
        yield Edge(ends, source, target, str(key), identity + content, attributes, size)


class Fingerprint:
    """A digest of rows, the same in any order of nodes and edges."""

    def __init__(self) -> None:
        self.total = 0

    def add(self, row: Node | Edge) -> None:
        """Take a row in."""
        text = row.hash if isinstance(row, Edge) else f"{row.label}\0{row.id}\0{row.hash}"
        digest = hashlib.blake2b(text.encode(), digest_size=16).digest()
        self.total += int.from_bytes(digest, "big")

    def __str__(self) -> str:
        return f"{self.total % 2**128:032x}"


def fingerprint(graph: Graph) -> str:
    """The digest of all that a push would write."""
    found = Fingerprint()
    for node in nodes_of(graph):
        found.add(node)
    for edge in edges_of(graph):
        found.add(edge)
    return str(found)


def node_properties(node: Node) -> Properties:
    """The node as Neo4j properties, without ``graph`` and ``_run``."""
    return {"id": node.id, "_hash": node.hash, **encode(node.attributes)}


def edge_properties(edge: Edge) -> Properties:
    """The edge as Neo4j properties, without ``graph`` and ``_run``."""
    row = {"key": edge.key, "_hash": edge.hash, **encode(edge.attributes)}
    evidence = edge.attributes.get("evidence")
    if evidence and isinstance(evidence, list) and isinstance(evidence[0], Mapping):
        row["shown"] = _shown(evidence)
    return row


def encode(attributes: Mapping[str, Any]) -> Properties:
    """The attributes of a node or edge but for its type, as Neo4j properties."""
    row: Properties = {}
    nulls: list[str] = []
    gaps: list[str] = []
    other: dict[str, Any] = {}
    for name, value in attributes.items():
        kind = type(value)
        if name == "type":
            continue
        if name in _TABLES:
            if kind is not list or not _encode_table(name, value, row, gaps):
                other[name] = value
        elif not _free(name):
            other[name] = value
        elif kind is str:
            if name in _DATES:
                _encode_date(name, value, row)
            else:
                row[name] = value
        elif value is None:
            nulls.append(name)
        elif kind is list and value and type(value[0]) is dict:
            if not _encode_table(name, value, row, gaps):
                other[name] = value
        elif _fits(value):
            row[name] = value
        else:
            other[name] = value
    for name, values in (("_null", nulls), ("_gaps", gaps)):
        if values:
            row[name] = values
    if other:
        row["_other"] = json.dumps(other, ensure_ascii=False, sort_keys=True)
    return row


def decode(row: Mapping[str, Any]) -> dict[str, Any]:
    """What :func:`encode` had, but for the type, from the properties Neo4j gives."""
    left = {name: value for name, value in row.items() if name[0] != "_" and name not in _OWN}
    gaps: dict[tuple[str, str], str] = {}
    for gap in row.get("_gaps", ()):
        column, mark, index = re.split("([:!])", gap)
        gaps[column, index] = mark
    data: dict[str, Any] = dict.fromkeys(row.get("_null", ()))
    tables = dict(_TABLES)
    for named in row.get("_tables", ()):
        name, *keys = re.split("[:,]", named)
        tables[name] = {key: f"{name}_{key}" for key in keys}
    for name, columns in tables.items():
        found = {key: left.pop(column) for key, column in columns.items() if column in left}
        if found:
            data[name] = _decode_table(found, columns, gaps)
    for name in [name for name in _DATES if f"{name}_text" in left]:
        left[name] = left.pop(f"{name}_text")
    data.update((name, plain(value)) for name, value in left.items())
    data.update(json.loads(row.get("_other", "{}")))
    return data


def plain(value: Any) -> Any:
    """A temporal value of the driver as the ISO 8601 string it came from; else the value."""
    if isinstance(value, (str, int, float, bool, list)):
        return value
    native = value.to_native() if hasattr(value, "to_native") else value
    return native.isoformat() if isinstance(native, date) else value


@lru_cache(maxsize=1_000)
def _free(name: str) -> bool:
    """Whether a property of a graph may have this name in a row."""
    return name not in _OWN and name not in _TAKEN and _WORD.fullmatch(name) is not None


def _encode_date(name: str, value: str, row: Properties) -> None:
    moment = _moment(value)
    row[name] = moment
    if moment.__class__ is not str and moment.isoformat() != value:
        row[f"{name}_text"] = value


@lru_cache(maxsize=20_000)
def _moment(text: str) -> Any:
    """A date or datetime where the text is a whole one, else the text."""
    if not _DATE.fullmatch(text):
        return text
    try:
        return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
    except ValueError:  # 2025-02-30
        return text


def _fits(value: Any) -> bool:
    """Whether Neo4j holds the value as it is: a scalar or a list of scalars of one kind."""
    if type(value) is not list:
        return type(value) in _SCALARS and (type(value) is not int or -_INT64 <= value < _INT64)
    kinds = set(map(type, value))
    if kinds == {int}:
        return all(-_INT64 <= number < _INT64 for number in value)
    return not kinds or (len(kinds) == 1 and kinds <= _SCALARS)


def _encode_table(name: str, rows: list[Any], row: Properties, gaps: list[str]) -> bool:
    """Write a list of objects into ``row`` as lists side by side; False where that cannot be."""
    known = _TABLES.get(name)
    if not rows:
        row[next(iter(known.values())) if known else name] = []
        return True
    first = rows[0]
    for each in rows:
        if type(each) is not dict:
            return False
    keys = list(first)
    alike = len(rows) == 1 or all(each.keys() == first.keys() for each in rows)
    if not alike:
        keys = list(dict.fromkeys(key for each in rows for key in each))
    columns: Properties = {}
    new_gaps: list[str] = []
    for key in keys:
        column = known.get(key) if known else f"{name}_{key}"
        if column is None or column in row or (not known and not _WORD.fullmatch(column)):
            return False
        if alike:  # nearly always, and nearly always texts and numbers only
            values = [each[key] for each in rows]
            kinds = set(map(type, values))
            if kinds in _AS_THEY_ARE or (kinds == _WHOLE and _fits(values)):
                columns[column] = values
                continue
        else:
            values = [each.get(key, _Absent) for each in rows]
        found = _column(column, values, new_gaps)
        if found is None:
            return False
        columns[column] = found
    if not columns:
        return False
    row.update(columns)
    gaps.extend(new_gaps)
    if not known:
        row.setdefault("_tables", []).append(f"{name}:{','.join(keys)}")
    return True


def _column(column: str, values: list[Any], gaps: list[str]) -> list[Any] | None:
    """The values with gaps filled and told in ``gaps``; None where they are not of one kind."""
    kinds = set(map(type, values))
    if kinds == {str} or kinds == {float}:  # nearly always
        return values
    if len(kinds) == 1 and kinds <= _SCALARS:
        return values if _fits(values) else None
    there = [value for value in values if value is not None and value is not _Absent]
    kinds = set(map(type, there))
    if kinds == {int, float} and all(abs(v) < _EXACT for v in there if type(v) is int):
        values = [float(v) if type(v) is int else v for v in values]
        there, kinds = [float(v) for v in there], {float}
    if len(kinds) > 1 or not kinds <= _SCALARS or not _fits(there):
        return None
    if not there and all(value is None for value in values):
        gaps.append(f"{column}:*")
        return [""] * len(values)
    marks = {None: ":", _Absent: "!"}
    fill = next(iter(kinds))() if kinds else ""
    for index, value in enumerate(values):
        if value is None or value is _Absent:
            gaps.append(f"{column}{marks[value]}{index}")
    return [fill if value is None or value is _Absent else value for value in values]


def _decode_table(
    found: Mapping[str, list[Any]], columns: Mapping[str, str], gaps: Mapping[tuple[str, str], str]
) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = [{} for _ in next(iter(found.values()))]
    for key, values in found.items():
        column = columns[key]
        for index, value in enumerate(values):
            mark = gaps.get((column, "*")) or gaps.get((column, str(index)))
            if mark != "!":
                rows[index][key] = None if mark else plain(value)
    return rows


def _shown(evidence: list[Any]) -> str:
    quote = " ".join(str(evidence[0].get("quote") or "").split())
    cut = quote if len(quote) <= _SHOWN else f"{quote[: _SHOWN - 1]}…"
    more = f" (+{len(evidence) - 1} more)" if len(evidence) > 1 else ""
    return f"“{cut}” {evidence[0].get('doc', '')}{more}"


def _check_ends(ends: tuple[str, str, str], edge: tuple[str, str, str]) -> None:
    source, type_, target = ends
    if type_ not in EDGE_ENDS:
        raise GraphFormatError(f"edge {edge}", f"no edge type: {type_!r}")
    sources, targets = EDGE_ENDS[type_]
    if source not in sources or target not in targets:
        raise GraphFormatError(f"edge {edge}", f"no {type_} goes from {source} to {target}")


def _digest(what: str, name: object, value: Any) -> tuple[str, int]:
    """16 characters that tell the value from others, whatever the order of keys; its length."""
    try:
        text = _JSON.encode(value).encode()
    except UnicodeEncodeError:
        wrong = "has an unpaired surrogate, which Neo4j cannot store"
        raise GraphFormatError(
            f"{what} {name!r}", wrong, "correct the article and build again"
        ) from None
    return _short(text), len(text)


def _short(text: bytes) -> str:
    digest = hashlib.blake2b(text, digest_size=12, key=FORMAT).digest()
    return urlsafe_b64encode(digest).decode()
