"""Every saved query, run on a small story of known answers and on the graph of seeds/."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from graphkit.cli import main
from graphkit.errors import InputError
from graphkit.exporters import read_json
from graphkit.graphdb import Server, connect, push
from graphkit.graphdb.queries import Query, find, queries, run, style, write_favourites
from graphkit.schema import EDGE_TYPES, NODE_COLOURS, NODE_TYPES, Graph
from tests.graphdb.reading import ask
from tests.neo4j_server import forget, missing

DATA = Path(__file__).resolve().parent.parent / "data"
ANSWERS: dict[str, list[list[Any]]] = json.loads((DATA / "story-answers.json").read_text("utf-8"))
QUERIES = {query.name: query for query in queries()}


@pytest.fixture(scope="module")
def story(neo4j_server: Server) -> Iterator[Server]:
    """The server with nothing but the story in it."""
    others = ask(neo4j_server, "MATCH (n) WHERE NOT n:GraphkitPush RETURN count(n) AS n")[0]["n"]
    if others:
        missing("saved queries are tested on a database that has nothing else; this one has")
    with connect(neo4j_server) as driver:
        story = read_json(DATA / "story.json")
        push(driver, story, name="story", database=neo4j_server.database)
    yield neo4j_server
    forget(neo4j_server, "story")


def answers(server: Server, query: Query, **values: str) -> list[list[Any]]:
    with connect(server) as driver:
        return run(driver, query, values, database=server.database)[1]


@pytest.mark.parametrize("name", sorted(set(QUERIES) - {"tools/what-the-last-push-wrote"}))
def test_query_returns_what_is_known_of_the_story(story: Server, name: str) -> None:
    found, known = (
        [json.dumps([settled(value) for value in row]) for row in rows]
        for rows in (answers(story, QUERIES[name]), ANSWERS[name])
    )
    ordered = "ORDER BY" in QUERIES[name].text and "UNION" not in QUERIES[name].text
    assert (found if ordered else sorted(found)) == (known if ordered else sorted(known))


def settled(value: Any) -> Any:
    """A list that a query has collected is in no order."""
    return sorted(map(settled, value), key=str) if isinstance(value, list) else value


def test_query_of_the_last_push_shows_what_it_wrote(story: Server) -> None:
    found = answers(story, QUERIES["tools/what-the-last-push-wrote"])
    assert [(row[0], row[2], row[3]) for row in found] == [
        ("story", label, number)
        for label, number in (
            *(("Agency", 2), ("Article", 4), ("Claim", 6), ("Organization", 1)),
            *(("Outlet", 4), ("Person", 5), ("SocialPost", 1)),
        )
    ]


@pytest.mark.parametrize(
    ("name", "values", "rows"),
    [
        ("all-somebody-said", {"name": "eskola"}, 1),
        ("all-somebody-said", {"name": "nobody"}, 0),
        ("time-line", {"words": "levy will double"}, 3),
        ("claims/evidence", {"type": "CITED"}, 4),
        ("search", {"words": "levy AND double"}, 4),
        ("search", {"words": "dockers"}, 1),
    ],
)
def test_query_takes_parameters(
    story: Server, name: str, values: dict[str, str], rows: int
) -> None:
    assert len(answers(story, find(name), **values)) == rows


def test_a_parameter_is_a_value_and_never_cypher(story: Server) -> None:
    assert answers(story, find("time-line"), words="' RETURN 1 //") == []


def test_query_cannot_write(story: Server) -> None:
    from graphkit.errors import ServerError

    with pytest.raises(ServerError, match="not"):
        answers(story, Query("x/x", "// x\nCREATE (n:Claim) RETURN n"))


@pytest.mark.parametrize("query", QUERIES.values(), ids=list(QUERIES))
def test_query_has_title_comment_and_needs_nothing_beyond_cypher_5(query: Query) -> None:
    assert query.text.startswith("// ")
    assert len(query.title) < 60
    assert query.comment
    lowered = query.text.lower()
    for banned in ("apoc.", "cypher 25", "elementid(", "count {", "call (", "collect {"):
        assert banned not in lowered
    for name in query.parameters:
        assert f"WITH ${name} AS {name}" in query.with_parameters({name: "x"})


def test_there_are_enough_queries_and_no_title_twice() -> None:
    assert len(QUERIES) >= 25
    assert len({query.title for query in QUERIES.values()}) == len(QUERIES)


def test_a_query_that_is_not_there_is_said_with_those_that_are_near() -> None:
    with pytest.raises(InputError, match="people/most-quoted"):
        find("quoted people")


def test_favourites_are_one_file_a_query_in_folders(tmp_path: Path) -> None:
    favourites, grass = write_favourites(tmp_path)
    with zipfile.ZipFile(favourites) as found:
        assert sorted(found.namelist()) == sorted(f"{name}.cypher" for name in QUERIES)
        assert all(found.read(name).startswith(b"// ") for name in found.namelist())
    first = favourites.read_bytes()
    assert write_favourites(tmp_path)[0].read_bytes() == first
    assert grass.read_text() == style()
    assert all(f"node.{label} {{ color: {NODE_COLOURS[label]}" in style() for label in NODE_TYPES)


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_query_runs_on_the_sample_articles(samples: tuple[Server, Graph], name: str) -> None:
    server, graph = samples
    types = {data["type"] for *_, data in graph.edges(data=True)}
    text = QUERIES[name].text
    asked = {type_ for type_ in EDGE_TYPES if f":{type_}]" in text or f":{type_}*" in text}
    found = answers(server, QUERIES[name])
    # those that look for something odd may find none of it in the samples
    if asked <= types and name in ALWAYS:
        assert found


ALWAYS = {
    *("people/most-quoted", "people/all-somebody-said", "people/around-somebody"),
    *("people/affiliations", "people/quoted-across-outlets", "people/quoted-by-one-outlet-only"),
    *("claims/told-by-one-outlet", "claims/told-by-many", "claims/first-to-report"),
    *("claims/time-line", "claims/evidence", "claims/doubtful-attributions"),
    *("claims/same-quote-cut-differently", "outlets/outlets-and-their-sources"),
    *("outlets/articles-that-share-claims", "posts/most-embedded", "posts/who-posts"),
    *("posts/from-post-to-news", "tools/search", "tools/what-is-there"),
    *("disputes/who-disputes-whom", "disputes/drawn", "outlets/most-cited-sources"),
}


@pytest.fixture(scope="module")
def samples(neo4j_server: Server, seeds_graph: Graph) -> Iterator[tuple[Server, Graph]]:
    with connect(neo4j_server) as driver:
        push(driver, seeds_graph, name="seeds", database=neo4j_server.database)
    yield neo4j_server, seeds_graph
    forget(neo4j_server, "seeds")


def test_most_quoted_of_the_samples_are_those_of_the_graph(samples: tuple[Server, Graph]) -> None:
    server, graph = samples
    said: dict[str, set[str]] = {}
    for source, target, data in graph.edges(data=True):
        if data["type"] == "SAID" and graph.nodes[source]["type"] == "Person":
            said.setdefault(graph.nodes[source]["name"], set()).add(target)
    rows = answers(server, find("most-quoted"))
    found = {row[0]: row[1] for row in rows if row[0] in said}  # not those of the story
    assert found
    assert all(len(said[name]) == claims for name, claims in found.items())
    assert max(found.values()) == max(map(len, said.values()))


def test_the_command_lists_shows_and_runs(story: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_URI", story.uri)
    monkeypatch.setenv("NEO4J_PASSWORD", story.password)
    runner = CliRunner()
    listed = runner.invoke(main, ["queries", "list"])
    assert listed.exit_code == 0
    assert "people/most-quoted" in listed.output
    shown = runner.invoke(main, ["queries", "show", "most-quoted"])
    assert shown.output == QUERIES["people/most-quoted"].text
    arguments = ["queries", "run", "all-somebody-said", "--param", "name=Eskola", "--json"]
    ran = runner.invoke(main, arguments)
    assert ran.exit_code == 0, ran.output
    assert json.loads(ran.output)[0]["speaker"] == "Emil Eskola"
    table = runner.invoke(main, ["queries", "run", "who-disputes-whom"])
    assert "Pia Jurado" in table.output
