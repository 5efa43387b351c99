"""``graphkit check`` names every problem of a graph.json, with its place and what to do."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from graphkit.cli import main
from graphkit.exporters.node_link import pieces
from graphkit.schema import Graph


def call(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["check", *map(str, arguments)])


def problems_of(data: Any, folder: Path, *more: str) -> list[tuple[str, str]]:
    (folder / "graph.json").write_text(json.dumps(data), encoding="utf-8")
    done = call(folder / "graph.json", "--json", *more)
    told = json.loads(done.stdout)["problems"]
    assert done.exit_code == (2 if told else 0), done.output
    assert all(problem["todo"] for problem in told)
    return [(problem["where"], problem["what"]) for problem in told]


@pytest.fixture
def data(seeds_graph: Graph) -> Any:
    return json.loads("".join(pieces(seeds_graph)))


def node(data: Any, kind: str) -> Any:
    """The first node of a type that has evidence and quotes, and where it is."""
    for number, found in enumerate(data["nodes"]):
        if found["type"] == kind and (found.get("evidence") or kind == "Article"):
            return found, f"$.nodes[{number}]"
    raise AssertionError(kind)


def test_a_graph_that_was_built_has_no_problems(data: Any, tmp_path: Path) -> None:
    assert problems_of(data, tmp_path) == []
    done = call(tmp_path / "graph.json")
    assert done.exit_code == 0
    assert "no problems" in done.stdout
    told = json.loads(call(tmp_path / "graph.json", "--json").stdout)
    assert told["quotes"] == told["compared"] > 100


def strip_texts(data: Any) -> None:
    for found in data["nodes"]:
        if found["type"] == "Article":
            del found["text"]


def test_texts_are_read_from_the_articles_where_the_graph_has_none(
    data: Any, tmp_path: Path, seeds: Path
) -> None:
    strip_texts(data)
    claim, where = node(data, "Claim")
    claim["evidence"][0]["quote"] = "".join(reversed(claim["evidence"][0]["quote"]))
    assert problems_of(data, tmp_path) == []
    assert "name the articles" in call(tmp_path / "graph.json").stdout
    ((place, what),) = problems_of(data, tmp_path, "--texts", str(seeds))
    assert place == f"{where}.evidence[0].quote"
    assert "the text has" in what


def test_an_article_that_was_changed_since_is_found_out(
    data: Any, tmp_path: Path, seeds: Path
) -> None:
    strip_texts(data)
    for file in seeds.glob("0*"):
        (tmp_path / file.name).write_bytes(b"An editor was here. " + file.read_bytes())
    wrong = problems_of(data, tmp_path, "--texts", str(tmp_path / "01-ledger-fire.txt"))
    assert wrong
    assert all(".quote" in where or ".end" in where for where, _ in wrong)


MERGE = {"left": "a", "right": "b", "score": 0.5}
CHANGES: dict[str, tuple[str, Callable[[Any], Any], str, str]] = {
    # name: node type or "edge", change, place below it, words of the problem
    "roles of strings": ("Person", lambda n: n.update(roles=["chief"]), ".roles[0]", "an object"),
    "half a role": ("Person", lambda n: n.update(roles=[{"role": "a"}]), ".roles[0].from", "miss"),
    "aliases of numbers": ("Person", lambda n: n.update(aliases=[1]), ".aliases[0]", "string"),
    "a name alone": ("Person", lambda n: n.update(may_be=["person:x"]), ".may_be[0]", "no such"),
    "a name of blanks": ("Person", lambda n: n.update(name=" "), ".name", "is empty"),
    "half a merge": ("Person", lambda n: n.update(merges=[MERGE]), ".merges[0].reason", "missing"),
    "a huge number": ("Claim", lambda n: n.update(checkable=10**400), ".checkable", "too large"),
    "not a number": ("Claim", lambda n: n.update(checkable=float("nan")), ".checkable", "NaN"),
    "more than all": ("Claim", lambda n: n.update(checkable=1.5), ".checkable", "is 1.5"),
    "nesting": ("Claim", lambda n: n.update(more=nested(900)), ".more", "nested too deep"),
    "a half character": ("Claim", lambda n: n.update(text="\ud800"), ".text", "surrogate"),
    "a half character as key": ("Claim", lambda n: n.update({"\udfff": 1}), "", "surrogate"),
    "no evidence": ("Claim", lambda n: n.pop("evidence"), ".evidence", "is missing"),
    "empty evidence": ("SocialPost", lambda n: n.update(evidence=[]), ".evidence", "is empty"),
    "a day of August": ("Claim", lambda n: n.update(first_reported="Aug 3"), ".first_r", "no date"),
    "backwards": ("Claim", lambda n: n["evidence"][0].update(start=9, end=3), ".evid", "no words"),
    "before the text": ("Claim", lambda n: n["evidence"][0].update(start=-1), ".evid", "no words"),
    "bytes": ("Claim", lambda n: n["evidence"][0].update(start=0, end=3), ".evid", "characters"),
    "elsewhere": ("Claim", lambda n: n["evidence"][0].update(doc="x"), ".evid", "no article"),
    "a stranger": ("Claim", lambda n: n["evidence"][0].update(speaker="x"), ".evid", "no such en"),
    "spans": ("Claim", lambda n: n["evidence"][0].update(spans=[[0, 1]]), ".evid", "no stretch"),
    "spans of one": ("Claim", lambda n: n["evidence"][0].update(spans=[[0]]), ".evid", "no stret"),
    "spans of words": ("Claim", lambda n: n["evidence"][0].update(spans=["a"]), ".evid", "a list"),
    "authors": ("Article", lambda n: n.update(authors="Ann"), ".authors", "expected a list"),
    "an unsupported edge": ("edge", lambda e: e.update(evidence=[]), ".evidence", "is empty"),
    "unsure": ("edge", lambda e: e.update(confidence=-0.1), ".confidence", "is -0.1"),
    "high": ("edge", lambda e: e.update(confidence="high"), ".confidence", "a number, found"),
    "from nowhere": ("edge", lambda e: e.update(source="x"), ".source", "no such node"),
    "the wrong way": (
        "edge",
        lambda e: e.update(source=e["target"], target=e["source"]),
        "",
        "goes from",
    ),
}


def nested(levels: int) -> Any:
    value: Any = 1
    for _ in range(levels):
        value = [value]
    return value


@pytest.mark.parametrize(("kind", "change", "below", "says"), CHANGES.values(), ids=CHANGES)
def test_each_fault_is_named_with_its_place(
    data: Any, tmp_path: Path, kind: str, change: Callable[[Any], Any], below: str, says: str
) -> None:
    if kind == "edge":
        number = next(n for n, e in enumerate(data["edges"]) if e["type"] == "SAID")
        held, here = data["edges"][number], f"$.edges[{number}]"
    else:
        held, here = node(data, kind)
    change(held)
    found = problems_of(data, tmp_path)
    assert len(found) == 1, found
    assert found[0][0].startswith(here + below)
    assert says in found[0][1]


def test_all_problems_are_listed_not_the_first_alone(data: Any, tmp_path: Path) -> None:
    data["nodes"][0]["name"] = 7
    data["nodes"][1]["type"] = "Robot"
    data["nodes"].append(dict(data["nodes"][2]))
    data["edges"].append(dict(data["edges"][0]))
    data["edges"][3]["evidence"][0]["start"] = "0"
    data["graph"] = []
    where = [place for place, _ in problems_of(data, tmp_path)]
    last = f"$.nodes[{len(data['nodes']) - 1}].id"
    again = f"$.edges[{len(data['edges']) - 1}].key"
    first = ["$.graph", "$.nodes[0].name", "$.nodes[1].type", last]
    assert where[:4] == first
    assert {"$.edges[3].evidence[0].start", again} <= set(where)


@pytest.mark.parametrize("text", ["", "{", "\0", "[" * 100_000, '{"nodes": ['])
def test_what_is_no_json_is_told_in_a_line(tmp_path: Path, text: str) -> None:
    (tmp_path / "graph.json").write_text(text)
    done = call(tmp_path / "graph.json")
    assert done.exit_code == 2
    assert done.stderr.count("\n") == 1
    assert "is not JSON" in done.stderr


@pytest.mark.parametrize("value", [None, [], 3, "a", {}, {"nodes": 1}, {"nodes": [1], "edges": 2}])
def test_other_json_is_told_place_by_place(tmp_path: Path, value: object) -> None:
    assert problems_of(value, tmp_path)


def test_what_it_prints_is_safe_at_a_terminal(data: Any, tmp_path: Path) -> None:
    data["nodes"][0]["id"] = "\x1b]0;title\x07\u202e"
    (tmp_path / "graph.json").write_text(json.dumps(data))
    done = call(tmp_path / "graph.json")
    assert done.exit_code == 2
    assert done.stdout.replace("\n", "").isprintable()
