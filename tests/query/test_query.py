"""Cypher without a server: the saved queries' rows are those of Neo4j, and nothing is written."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.cli import main
from graphkit.errors import InputError, MissingExtraError
from graphkit.exporters import read_json
from graphkit.graphdb.queries import find, queries
from graphkit.query import Loaded, ask, loaded
from graphkit.query.dialect import translate
from tests.graphs import made_up_graph

DATA = Path(__file__).resolve().parent.parent / "data"
STORY = DATA / "story.json"
#: What tests/graphdb shows a real Neo4j to answer.
ANSWERS: dict[str, list[list[Any]]] = json.loads((DATA / "story-answers.json").read_text("utf-8"))
QUERIES = {query.name: query for query in queries()}
#: Saved query → a part of what the engine says to it; docs/query.md has the reasons.
NOT_HERE = {
    "claims/first-to-report": "cannot look outside",
    "claims/time-line": "DATETIME does not exist",
    "disputes/officials-against-agencies": "node pattern",
    "disputes/told-without-the-denial": "UNREACHABLE",
    "tools/judgements": "a property by its name in brackets",
    "tools/search": "has CALL",
    "tools/what-the-last-push-wrote": "GraphkitPush does not exist",
}


@pytest.fixture(scope="module")
def story() -> Iterator[Loaded]:
    with loaded(read_json(STORY), "story") as engine:
        yield engine


def settled(value: Any) -> Any:
    """A list that a query has collected is in no order."""
    return sorted(map(settled, value), key=str) if isinstance(value, list) else value


def asked(name: str) -> str:
    """The query as its answer was asked for: one needs somebody's name."""
    return QUERIES[name].with_values({"name": "ada"} if name.endswith("around-somebody") else {})


@pytest.mark.parametrize("name", sorted(set(QUERIES) - set(NOT_HERE)))
def test_a_saved_query_has_the_rows_of_neo4j(story: Loaded, name: str) -> None:
    found, known = (
        [json.dumps([settled(value) for value in row]) for row in rows]
        for rows in (story.ask(asked(name)).rows, ANSWERS[name])
    )
    ordered = "ORDER BY" in QUERIES[name].text and "UNION" not in QUERIES[name].text
    assert (found if ordered else sorted(found)) == (known if ordered else sorted(known))


@pytest.mark.parametrize(("name", "said"), NOT_HERE.items())
def test_a_saved_query_that_only_neo4j_answers_is_refused(
    story: Loaded, name: str, said: str
) -> None:
    with pytest.raises(InputError, match=said):
        story.ask(QUERIES[name].text)


#: Queries that Ladybug has no answer to, or a wrong one → a part of what is said.
BEYOND = {
    "WITH [1, 2] AS a, 1 AS b RETURN [x IN a WHERE x > b | x] AS c": "cannot look outside",
    "MATCH (d:Claim) WITH coalesce(d, d) AS e MATCH (e)-[:SAID]->(x) RETURN x": "node pattern",
    "MATCH (c:Claim)-[:APPEARS_IN]->(o) WITH o, collect(c) AS all_of "
    "WHERE none(d IN all_of WHERE (d)-[:REPORTED_BY]->(o)) RETURN o": "UNREACHABLE",
    "MATCH (n) RETURN n.nothing": "Cannot find property nothing",
}


@pytest.mark.parametrize(("query", "said"), BEYOND.items())
def test_what_the_engine_cannot_is_told_and_it_goes_on(
    story: Loaded, query: str, said: str
) -> None:
    with pytest.raises(InputError, match=said):
        story.ask(query)
    assert story.ask("MATCH (n) RETURN count(n) AS n").rows == ((23,),)


def test_docs_name_every_saved_query_that_is_not_answered(root: Path) -> None:
    text = (root / "docs" / "query.md").read_text("utf-8")
    assert all(f"`{name}`" in text for name in NOT_HERE)


@given(st.integers(0, 10_000), st.sampled_from([0.3, 1.0]))
@settings(max_examples=4, deadline=None)
def test_every_text_and_edge_comes_back(seed: int, hostile: float) -> None:
    graph = made_up_graph(20, 40, seed=seed, hostile=hostile)
    with loaded(graph) as engine:
        nodes = engine.ask("MATCH (n) RETURN n.id, labels(n)[0], n.name, n.text, n.aliases").rows
        edges = engine.ask(
            "MATCH (a)-[r]->(b) RETURN a.id, type(r), b.id, r.key, r.quotes, r.starts, r.confidence"
        ).rows
    assert {row[0]: row[1:4] for row in nodes} == {
        n: (d["type"], d["name"], d.get("text")) for n, d in graph.nodes(data=True)
    }
    assert Counter(map(repr, edges)) == Counter(
        repr(
            (
                s,
                d["type"],
                t,
                k,
                [e["quote"] for e in d["evidence"]],
                [e["start"] for e in d["evidence"]],
                d["confidence"],
            )
        )
        for s, t, k, d in graph.edges(keys=True, data=True)
    )


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("RETURN [1, 2, 3][0] AS a", [[1]]),
        ("RETURN [1, 2, 3][-1] AS a", [[3]]),
        ("RETURN [1, 2, 3][5] AS a", [[None]]),
        ("RETURN [1, 2, 3][..2] AS a, [1, 2, 3][1..] AS b", [[[1, 2], [2, 3]]]),
        ("RETURN [x IN [1, 2, 3] WHERE x > 1 | x * 2] AS a", [[[4, 6]]]),
        ("RETURN [x IN ['a', 'b'] | toUpper(x)] AS a", [[["A", "B"]]]),
        ("RETURN 'abc' CONTAINS '' AS a, 'abc' CONTAINS 'd' AS b", [[True, False]]),
        ("RETURN toString(1) + 'a' AS a", [["1a"]]),
        ("RETURN date('2025-03') AS a, date('2025') AS b", [["2025-03-01", "2025-01-01"]]),
        ("WITH 'x' AS from, 1 AS in RETURN from, in", [["x", 1]]),
        ("WITH [1, 2] AS rows RETURN size(rows) AS rows ORDER BY rows", [[2]]),
        ("WITH [{day: 1}, {day: 2}] AS told RETURN told[1].day AS a", [[2]]),
        ("MATCH (n:Person|Agency) WHERE n:Agency RETURN count(n) AS a", [[2]]),
        ("MATCH (n) WHERE n:Agency OR n:Outlet RETURN count(n) AS a", [[6]]),
        ("MATCH (c:Claim) WITH c ORDER BY c.id RETURN count(c) AS a;", [[6]]),
        ("RETURN 'it is not CREATE // nor SET' AS a // DELETE", [["it is not CREATE // nor SET"]]),
        ("MATCH (n:Person {name: $who}) RETURN n", [["(Ada Adeyo)"]]),
        (
            "MATCH p = (:Person {name: $who})-[:SAID]->(c:Claim) RETURN p ORDER BY c.id LIMIT 1",
            None,
        ),
    ],
)
def test_cypher_of_neo4j_means_the_same_here(
    story: Loaded, query: str, rows: list[list[Any]] | None
) -> None:
    found = [
        list(row) for row in story.ask(query, {"who": "Ada Adeyo"} if "$" in query else {}).rows
    ]
    assert found == rows if rows is not None else found[0][0].startswith("(Ada Adeyo)-[SAID]->(")


def test_columns_are_called_as_the_query_has_them(story: Loaded) -> None:
    found = story.ask("MATCH (n:Person) RETURN n.name, count(*), labels(n)[0] AS kind, n LIMIT 1")
    assert found.columns == ("n.name", "count(*)", "kind", "n")


@pytest.mark.parametrize(
    "query",
    [
        "CREATE (n:Person {id: 'x'})",
        "MATCH (n) SET n.name = 'x'",
        "MATCH (n) DETACH DELETE n",
        "MATCH (n) RETURN n; DROP TABLE Person",
        "COPY (MATCH (n) RETURN n) TO 'out.csv'",
        "LOAD FROM '/etc/passwd' RETURN *",
        "MATCH (n) RETURN n UNION ALL LOAD FROM '/etc/passwd' RETURN *",
        "INSTALL httpfs",
        "CALL show_tables() RETURN *",
        "ATTACH 'x.db' AS x",
        "MERGE (n:Person {id: 'x'}) RETURN n",
        "",
        "   // nothing",
        "MATCH (n RETURN n",
        "MATCH (n)) RETURN n",
    ],
)
def test_what_does_not_only_read_never_reaches_the_engine(query: str) -> None:
    with pytest.raises(InputError):
        translate(query)


def test_the_engine_itself_refuses_to_write(story: Loaded) -> None:
    with pytest.raises(RuntimeError, match="read-only"):
        story._connection.execute("CREATE (:Person {id: 'x'})")


@given(st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_text_is_translated_or_refused(text: str) -> None:
    with suppress(InputError):
        translate(f"RETURN {text}")


@pytest.mark.parametrize("value", ["' RETURN 1 //", "\0", "`", "$who", '"}) DETACH DELETE n //'])
def test_a_parameter_is_a_value_and_never_cypher(story: Loaded, value: str) -> None:
    assert story.ask("MATCH (n:Person {name: $who}) RETURN n", {"who": value}).rows == ()


def test_the_limit_is_told(story: Loaded) -> None:
    found = story.ask("MATCH (n) RETURN n.id ORDER BY n.id", limit=3)
    assert (len(found.rows), found.more) == (3, True)
    assert not story.ask("MATCH (n) RETURN n.id", limit=23).more


def test_a_query_that_takes_too_long_is_broken_off() -> None:
    with loaded(made_up_graph(2000, 8000)) as engine:
        with pytest.raises(InputError, match="took longer than"):
            engine.ask("MATCH (a)-[*1..6]-(b)-[*1..6]-(c) RETURN count(*)", timeout=0.3)
        assert engine.ask("MATCH (n) RETURN count(n) AS n").rows == ((2000,),)


def call(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["query", *arguments, "--graph", str(STORY)])


PEOPLE = "MATCH (p:Person)-[:SAID]->(c) RETURN p.name AS who, collect(c.text) AS said ORDER BY who"


def test_the_command_prints_a_table_json_and_csv() -> None:
    table = call(PEOPLE)
    assert table.exit_code == 0, table.output
    assert "Ada Adeyo" in table.stdout
    rows = json.loads(call(PEOPLE, "--json").stdout)
    assert list(rows[0]) == ["who", "said"]
    lines = list(csv.reader(io.StringIO(call(PEOPLE, "--csv").stdout)))
    assert lines[0] == ["who", "said"]
    assert [json.loads(line[1]) for line in lines[1:]] == [row["said"] for row in rows]


def test_the_command_takes_parameters_and_tells_the_limit() -> None:
    done = call(
        "MATCH (n) WHERE n.name = $who OR size(n.name) > $size RETURN n.id",
        "--json",
        "--param",
        "who=Ada Adeyo",
        "--param",
        "size:=100",
    )
    assert [row["n.id"] for row in json.loads(done.stdout)] == ["person:ada-adeyo"]
    assert "the first 2" in call("MATCH (n) RETURN n.id", "--limit", "2").stderr


def test_the_command_asks_saved_queries() -> None:
    done = call("--saved", "all-somebody-said", "--param", "name=Eskola", "--json")
    assert json.loads(done.stdout)[0]["speaker"] == "Emil Eskola"


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["RETURN 1 AS a", "--saved", "most-quoted"],
        ["RETURN 1 AS a", "--json", "--csv"],
        ["RETURN $a AS a", "--param", "a"],
        ["RETURN $a AS a", "--param", "a:=[1"],
        ["RETURN nothing_of_that_name"],
        ["CREATE (n)"],
        ["--saved", "nothing-of-that-name"],
    ],
)
def test_a_wrong_call_is_told(arguments: list[str]) -> None:
    done = call(*arguments)
    assert done.exit_code == 2
    assert "Error" in done.stderr
    assert "Traceback" not in done.output


def test_without_the_engine_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ladybug", None)
    with pytest.raises(MissingExtraError, match=r"graphkit\[query\]"):
        ask(made_up_graph(8, 8), "RETURN 1 AS a")


def test_a_saved_query_keeps_its_name_when_asked_for() -> None:
    assert set(NOT_HERE) <= set(QUERIES)
    assert find("most-quoted").name not in NOT_HERE


@pytest.mark.parametrize("value", [7, 1.5, True, ["a"], [1, "a"], {"a": 1}, "text", None])
def test_a_value_of_another_kind_does_not_stop_a_question(value: object) -> None:
    graph = made_up_graph(8, 8)
    claim = next(n for n, d in graph.nodes(data=True) if d["type"] == "Claim")
    other = {"checkable": value, "kind": value, "aliases": value, "note": value}
    graph.nodes[claim].update(other)
    found = ask(graph, "MATCH (n:Claim) RETURN n.id, n.checkable, n.kind, n.aliases")
    assert claim in {row[0] for row in found.rows}
