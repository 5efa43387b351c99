"""Every saved query, run on a small story of known answers and on the graph of seeds/."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from graphkit.cli import main
from graphkit.errors import InputError
from graphkit.exporters import read_json
from graphkit.graphdb import Server, connect, push
from graphkit.graphdb.queries import Query, find, queries, run, style, write_favourites
from graphkit.graphdb.queries.bloom import PHRASES, Phrase, phrase_cypher
from graphkit.schema import EDGE_TYPES, NODE_COLOURS, NODE_TYPES, Graph
from tests.graphdb.reading import ask, everything_in
from tests.neo4j_server import forget

DATA = Path(__file__).resolve().parent.parent / "data"
ANSWERS: dict[str, list[list[Any]]] = json.loads((DATA / "story-answers.json").read_text("utf-8"))
QUERIES = {query.name: query for query in queries()}


#: What those queries are asked that answer nothing without it.
GIVEN: dict[str, dict[str, str]] = {
    "people/around-somebody": {"name": "ada"},
    "tools/search": {"words": "zzzz"},
}


@pytest.fixture(scope="module")
def story(samples: tuple[Server, Graph]) -> Iterator[Server]:
    """The server with the story in it, beside the graph of the samples."""
    server, _ = samples
    with connect(server) as driver:
        push(driver, read_json(DATA / "story.json"), name="story", database=server.database)
    yield server
    forget(server, "story")


def answers(server: Server, query: Query, **values: str) -> list[list[Any]]:
    if values:  # the same text each time, which the server then plans once
        values = {"graph": "", query.filter: "", **values}
    with connect(server) as driver:
        return run(driver, query, values, database=server.database)[1]


@pytest.mark.parametrize("name", sorted(set(QUERIES) - {"tools/what-the-last-push-wrote"}))
def test_query_returns_what_is_known_of_the_story(story: Server, name: str) -> None:
    found, known = (
        [json.dumps([settled(value) for value in row]) for row in rows]
        for rows in (
            answers(story, QUERIES[name], graph="story", **GIVEN.get(name, {})),
            ANSWERS[name],
        )
    )
    ordered = "ORDER BY" in QUERIES[name].text and "UNION" not in QUERIES[name].text
    assert (found if ordered else sorted(found)) == (known if ordered else sorted(known))


def settled(value: Any) -> Any:
    """A list that a query has collected is in no order."""
    return sorted(map(settled, value), key=str) if isinstance(value, list) else value


def test_query_of_the_last_push_shows_what_it_wrote(story: Server) -> None:
    found = answers(story, QUERIES["tools/what-the-last-push-wrote"], graph="story")
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
    assert len(answers(story, find(name), graph="story", **values)) == rows


def test_no_query_asks_beyond_its_graph(story: Server) -> None:
    for name, query in QUERIES.items():
        assert answers(story, query, graph="nowhere", **GIVEN.get(name, {})) == [], name


def test_every_query_is_narrowed_down_by_words(story: Server) -> None:
    for name, query in QUERIES.items():
        assert answers(story, query, graph="story", **{query.filter: "zzzz"}) == [], name


def test_two_graphs_of_a_database_are_asked_one_by_one_or_together(story: Server) -> None:
    query = find("who-disputes-whom")
    alone = {name: answers(story, query, graph=name) for name in ("story", "seeds")}
    assert alone["story"]
    assert alone["seeds"]
    together = answers(story, query.without_limit())
    assert sorted(map(str, together)) == sorted(map(str, [*alone["story"], *alone["seeds"]]))


def test_who_speaks_for_a_body_is_told_apart_from_who_belongs_to_it(story: Server) -> None:
    rows = answers(story, find("speaking-for-bodies"), graph="story", words="harbour")
    assert rows == [["Harbour Authority", 0, 1, ["Emil Eskola"], 0, []]]
    said = answers(story, find("said-for-a-body"), graph="story", name="larkport")
    assert said == []  # the mayor belongs to the city, and speaks for herself
    how = {row[0]: row[1] for row in answers(story, find("affiliations"), graph="story")}
    assert how == {
        "Ada Adeyo": "belongs to",
        "Pia Jurado": "belongs to",
        "Emil Eskola": "speaks for",
    }


@pytest.mark.parametrize(
    ("role", "speaks"),
    [
        ("spokesman", True), ("Acting spokeswoman", True), ("defense attorney", True),
        ("lawyer", True), ("White House press secretary", True), ("attorney", True),
        ("Assistant Secretary for Public Affairs", True), ("communications director", True),
        ("attorney general", False), ("district attorney", False), ("secretary", False),
        ("U.S. attorney", False), ("president", False), ("speaker", False), ("", False),
    ],
)  # fmt: skip
def test_roles_in_which_one_speaks_for_somebody_else(
    story: Server, role: str, speaks: bool
) -> None:
    text = QUERIES["people/affiliations"].text
    (pattern,) = set(re.findall(r"=~ ('.*')", text))
    for name in ("people/said-for-a-body", "people/speaking-for-bodies"):
        assert pattern in QUERIES[name].text
    (row,) = ask(story, f"RETURN toLower($role) =~ {pattern} AS speaks", role=role)
    assert row["speaks"] is speaks


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
        text = query.with_parameters({name: "x"})
        assert f"${name} AS {name}" in text
        assert f"'' AS {name}" not in text, "a part of a UNION was left out"
        assert f"'it\\'s' AS {name}" in query.with_values({name: "it's"})


@pytest.mark.parametrize("query", QUERIES.values(), ids=list(QUERIES))
def test_query_takes_a_graph_and_a_filter_and_invents_no_value(query: Query) -> None:
    assert "graph" in query.parameters
    assert query.filter in query.parameters
    values = re.findall(r"'([^'\n]*)' AS (\w+)", query.text.partition("MATCH")[0])
    assert {name for _, name in values} == set(query.parameters)
    assert not any(value for value, _ in values)


def test_query_about_claims_says_when(story: Server) -> None:
    """Every table that is about what was said or reported has a date; pictures show nodes."""
    from graphkit.graphdb.queries import answer

    with connect(story) as driver:
        for name, query in QUERIES.items():
            columns = answer(driver, query, {}, limit=0, database=story.database).columns
            dated = any(
                word in column
                for column in columns
                for word in ("seen", "date", "day", "publish", "report", "post", "since", "finish")
            )
            assert dated or name in UNDATED, name


#: Pictures, and counts of what is there.
UNDATED = {
    *("disputes/drawn", "outlets/chain-of-citations", "people/around-somebody"),
    *("people/speaking-for-bodies", "tools/judgements", "tools/what-is-there"),
}


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
        assert all(b"'' AS graph" in found.read(name) for name in found.namelist())
    first = favourites.read_bytes()
    assert write_favourites(tmp_path)[0].read_bytes() == first
    with zipfile.ZipFile(write_favourites(tmp_path / "story", "story")[0]) as found:
        assert all(b"'story' AS graph" in found.read(name) for name in found.namelist())
    assert grass.read_text() == style()
    assert all(f"node.{label} {{ color: {NODE_COLOURS[label]}" in style() for label in NODE_TYPES)


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_query_runs_as_it_stands_on_the_sample_articles(
    samples: tuple[Server, Graph], name: str
) -> None:
    server, graph = samples
    types = {data["type"] for *_, data in graph.edges(data=True)}
    text = QUERIES[name].text
    asked = {type_ for type_ in EDGE_TYPES if f":{type_}]" in text or f":{type_}*" in text}
    found = answers(server, QUERIES[name])
    # those that look for something odd may find none of it in the samples
    if asked <= types and name in ALWAYS:
        assert found


ALWAYS = {
    *("people/most-quoted", "people/all-somebody-said"),
    *("people/affiliations", "people/quoted-across-outlets", "people/quoted-by-one-outlet-only"),
    *("claims/told-by-one-outlet", "claims/told-by-many", "claims/first-to-report"),
    *("claims/time-line", "claims/evidence", "claims/doubtful-attributions"),
    *("claims/same-quote-cut-differently", "outlets/outlets-and-their-sources"),
    *("outlets/articles-that-share-claims", "posts/most-embedded", "posts/who-posts"),
    *("posts/from-post-to-news", "tools/what-is-there"),
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
    rows = answers(server, find("most-quoted"), graph="seeds")
    found = {row[0]: row[1] for row in rows}
    assert found
    assert all(len(said[name]) == claims for name, claims in found.items())
    assert max(found.values()) == max(map(len, said.values()))


@pytest.fixture
def call(story: Server, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """A function that runs a command against the server."""
    monkeypatch.setenv("NEO4J_URI", story.uri)
    monkeypatch.setenv("NEO4J_PASSWORD", story.password)

    def command(*words: str, answers: str = "") -> Result:
        return CliRunner().invoke(main, list(words), input=answers)

    return command


def test_the_command_lists_shows_and_runs(call: Callable[..., Result]) -> None:
    listed = call("queries", "list")
    assert listed.exit_code == 0
    assert "people/most-quoted" in listed.output
    assert call("queries", "show", "most-quoted").output == QUERIES["people/most-quoted"].text
    shown = call("queries", "show", "most-quoted", "--namespace", "story").output
    assert "WITH 'story' AS graph" in shown
    arguments = ["queries", "run", "all-somebody-said", "--param", "name=Eskola", "--json"]
    ran = call(*arguments)
    assert ran.exit_code == 0, ran.output
    assert json.loads(ran.stdout)[0]["speaker"] == "Emil Eskola"
    table = call("queries", "run", "who-disputes-whom", "--table")
    assert "Pia Jurado" in table.output
    assert "Asked together: seeds, story; --namespace asks one graph" in table.stderr


def test_rows_are_csv_where_they_are_piped_tsv_or_json_if_asked(
    call: Callable[..., Result],
) -> None:
    run_it = ("queries", "run", "who-disputes-whom", "--namespace", "story", "--filter", "jurado")
    quote = "Pia Jurado called that untrue."
    piped = call(*run_it)
    assert piped.stderr == ""
    (row,) = csv.DictReader(io.StringIO(piped.stdout))
    assert (row["by"], row["quote"], row["first_seen"]) == ("Pia Jurado", quote, "2025-10-05")
    tsv = call(*run_it, "--tsv").stdout.splitlines()
    assert dict(zip(tsv[0].split("\t"), tsv[1].split("\t"), strict=True)) == row
    assert json.loads(call(*run_it, "--json").stdout)[0]["quote"] == quote
    wide = call(*run_it, "--table").stdout
    assert any(quote in line and "the levy will double next year" in line
               for line in wide.splitlines())  # fmt: skip


def test_what_is_left_out_is_told(call: Callable[..., Result]) -> None:
    run_it = ("queries", "run", "claims/evidence", "--namespace", "story")
    total = len(ANSWERS["claims/evidence"])
    some = call(*run_it, "--limit", "5")
    assert f"5 of {total} rows: --limit 0 shows all" in some.stderr
    assert len(some.stdout.splitlines()) == 6
    assert len(call(*run_it, "--limit", "0").stdout.splitlines()) == total + 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("who-disputes-whom", "--namespace", "nowhere"), "there are: seeds, story"),
        (("search",), "tools/search needs --filter"),
        (("around-somebody",), "people/around-somebody needs --filter"),
        (("whodisputeswhom",), "did you mean disputes/who-disputes-whom"),
        (("most-quoted", "--param", "age=3"), "has no parameter 'age'"),
    ],
)
def test_what_cannot_be_asked_is_told(
    call: Callable[..., Result], words: tuple[str, ...], told: str
) -> None:
    done = call("queries", "run", *words)
    assert done.exit_code == 2
    assert told in " ".join(done.stderr.split())


def test_a_graph_is_removed_after_a_question_and_no_other_one(
    call: Callable[..., Result], story: Server, namespace: str
) -> None:
    with connect(story) as driver:
        push(driver, read_json(DATA / "story.json"), name=namespace, database=story.database)
    before = everything_in(story, "story")
    ask(story, "MATCH (n {graph: $g, name: 'Ada Adeyo'}) SET n.drop = true", g=namespace)
    remove = ("remove", "--namespace", namespace)
    dry = call(*remove, "--dry-run")
    assert "71 nodes and relationships: graph" in dry.output
    assert "1 judgements made there go along" in dry.output
    assert call(*remove, answers="n\n").output.endswith("Nothing removed.\n")
    assert everything_in(story, namespace) != ({}, {})
    done = call(*remove, answers="y\n")
    assert "Removed 71 nodes and relationships" in done.output
    assert everything_in(story, namespace) == ({}, {})
    assert everything_in(story, "story") == before
    again = call(*remove, "--yes")
    assert again.exit_code == 5
    assert "there are: seeds, story" in again.stderr


def test_removing_leaves_what_others_have_hung_on_a_node(story: Server, namespace: str) -> None:
    from graphkit.graphdb.remove import remove

    with connect(story) as driver:
        push(driver, read_json(DATA / "story.json"), name=namespace, database=story.database)
        ask(story, "MATCH (n:Person {graph: $g, name: 'Ada Adeyo'}) "
            "CREATE (n)<-[:KNOWS]-(:Reader {graph: $g})", g=namespace)  # fmt: skip
        assert remove(driver, namespace, database=story.database).kept == 1
        left = ask(story, "MATCH (n:Person {graph: $g}) RETURN n.name AS name", g=namespace)
        assert left == [{"name": "Ada Adeyo"}]
        ask(story, "MATCH (n:Reader {graph: $g}) DETACH DELETE n", g=namespace)
        assert remove(driver, namespace, database=story.database).kept == 0


@pytest.mark.parametrize("phrase", PHRASES, ids=[phrase.text for phrase in PHRASES])
def test_phrases_for_bloom_find_something(story: Server, phrase: Phrase) -> None:
    values = {"words": "levy", "name": "adeyo"}
    for namespace, some in (("story", True), ("nowhere", False), ("", True)):
        rows = ask(story, phrase_cypher(phrase, namespace), **values)
        assert bool(rows) is some


def test_the_perspective_for_bloom_has_the_keys_of_one_that_bloom_wrote(tmp_path: Path) -> None:
    path = tmp_path / "bloom.json"
    assert CliRunner().invoke(main, ["queries", "bloom", "-o", str(path)]).exit_code == 0
    found = json.loads(path.read_text("utf-8"))
    assert set(found) == set(
        "categories name id labels relationshipTypes palette createdAt lastEditedAt templates "
        "hiddenRelationshipTypes hiddenCategories hideUncategorisedData isAuto "
        "parentPerspectiveId metadata sceneActions version".split()
    )
    assert [one["labels"] for one in found["categories"]] == [[label] for label in NODE_TYPES]
    assert [one["name"] for one in found["relationshipTypes"]] == list(EDGE_TYPES)
    assert {one["color"] for one in found["categories"]} == set(NODE_COLOURS.values())
    for one in found["templates"]:
        assert all(p["name"] in one["cypher"] for p in one["params"])
