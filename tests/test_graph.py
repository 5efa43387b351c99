"""Hand-made records to the graph: the fixed format, kept in a golden file."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from graphkit.exporters import EXPORTERS, read_json, write_json
from graphkit.graph import build_graph
from graphkit.graphdb.format.properties import node_properties, nodes_of
from graphkit.model import (
    Attribution,
    Claim,
    Document,
    Entity,
    Evidence,
    Extraction,
    LocalEntity,
    Mention,
    Post,
    Resolution,
    Role,
    SocialPost,
    Span,
    Statement,
)
from graphkit.resolve.relations import relate
from graphkit.schema import Graph
from tests.checked import checked

GOLDEN = Path(__file__).parent / "golden" / "graph.json"

ONE = (
    "The ferry is late\nBy Ada Quill  March 4, 2026\n"
    "“The ferry,” said Jo Roe, head of Marrow Ferries, “is never late.” No ferry today. "
    "— Jo Roe (@joroe) March 3, 2026"
)
TWO = "Roe denied that Marrow Ferries is broke."


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def quote(doc: str, text: str, words: str) -> Evidence:
    return Evidence(doc, *span(text, words), words, "test", 0.9)


def records() -> Resolution:
    """Two articles, a person, a body, a post, and three claims, one of them a denial."""
    role = Role("head", "ferries", quote("one.txt", ONE, "head of Marrow Ferries"))
    roe = LocalEntity(
        "roe", "Jo Roe", "Person", (Mention(span(ONE, "Jo Roe"), "Jo Roe", "Person"),), (role,)
    )
    ferries = LocalEntity(
        "ferries",
        "Marrow Ferries",
        "Organization",
        (Mention(span(ONE, "Marrow Ferries"), "Marrow Ferries", "Organization"),),
    )
    post = Post(
        "Jo Roe",
        "@joroe",
        "X",
        "2026-03-03",
        (span(ONE, "No ferry today."),),
        "No ferry today.",
        "",
        quote("one.txt", ONE, "No ferry today. — Jo Roe (@joroe) March 3, 2026"),
    )
    said = Attribution(
        (span(ONE, "Jo Roe"),),
        (span(ONE, "said"),),
        (span(ONE, "“The ferry,”"), span(ONE, "“is never late.”")),
        "direct",
        0.95,
        "rules",
        speaker="roe",
    )
    posted = Attribution(
        (),
        (),
        (span(ONE, "No ferry today."),),
        "direct",
        0.9,
        "posts",
        speaker="roe",
        post=0,
        posted=True,
    )
    one = Extraction(
        Document(
            "one.txt", "in/one.txt", ONE, "The ferry is late", "Marrow Times", ("Ada Quill",),
            "2026-03-04", text_hash="h1",
        ),
        (roe, ferries), (post,), (said, posted),
        (
            Statement(0, said.content, "The ferry is never late.", False, 0.7),
            Statement(1, posted.content, "No ferry today.", True, 0.9),
        ),
    )  # fmt: skip
    body = Mention(span(TWO, "Marrow Ferries"), "Marrow Ferries", "Organization")
    denied = Attribution(
        (span(TWO, "Roe"),),
        (span(TWO, "denied"),),
        (span(TWO, "that Marrow Ferries is broke"),),
        "indirect",
        0.8,
        "rules",
        speaker="roe",
        stance="denies",
    )
    two = Extraction(
        Document("two.txt", "in/two.txt", TWO, text_hash="h2"),
        (
            LocalEntity("roe", "Roe", "Person", (Mention(span(TWO, "Roe"), "Roe", "Person"),)),
            LocalEntity("f", "Marrow Ferries", "Organization", (body,)),
        ),
        (),
        (denied,),
        (Statement(0, denied.content, "Roe denied that Marrow Ferries is broke", False, 0.8),),
    )
    person, company = "person:jo-roe", "organization:marrow-ferries"
    return Resolution(
        (one, two),
        (
            Entity(
                person, "Person", "Jo Roe", ("Roe", "Jo Roe"), ("@joroe",),
                (("one.txt", "roe"), ("two.txt", "roe")),
            ),
            Entity(
                company, "Organization", "Marrow Ferries", (), (),
                (("one.txt", "ferries"), ("two.txt", "f")),
            ),
        ),
        {
            ("one.txt", "roe"): person,
            ("two.txt", "roe"): person,
            ("one.txt", "ferries"): company,
            ("two.txt", "f"): company,
        },
        (
            SocialPost(
                "post:1", "No ferry today.", "Jo Roe", "@joroe", "X", "2026-03-03", "",
                (("one.txt", 0),),
            ),
        ),
        {("one.txt", 0): "post:1"},
        (
            Claim(
                "claim:1", "The ferry is never late.", "direct", (("one.txt", 0),),
                checkable=0.7, first_reported="2026",
            ),
            Claim(
                "claim:2", "No ferry today.", "direct", (("one.txt", 1),),
                context_needed=True, checkable=0.9,
            ),
            Claim(
                "claim:3", "Roe denied that Marrow Ferries is broke", "indirect",
                (("two.txt", 0),), checkable=0.8,
            ),
        ),
        {("one.txt", 0): "claim:1", ("one.txt", 1): "claim:2", ("two.txt", 0): "claim:3"},
        (),
    )  # fmt: skip


@pytest.fixture(scope="module")
def graph() -> Graph:
    return checked(build_graph(relate(records())))


def edges(graph: Graph, type_: str) -> set[tuple[str, str]]:
    return {(s, t) for s, t, data in graph.edges(data=True) if data["type"] == type_}


def test_the_format_is_that_of_the_golden_file(tmp_path: Path, graph: Graph) -> None:
    """To see a wanted change: write the graph over the golden file and look at the diff."""
    write_json(graph, tmp_path / "graph.json")
    assert (tmp_path / "graph.json").read_text("utf-8") == GOLDEN.read_text("utf-8")
    assert read_json(GOLDEN).number_of_nodes() == graph.number_of_nodes()


def test_the_order_of_documents_and_records_does_not_matter(graph: Graph, tmp_path: Path) -> None:
    straight = records()
    shuffled = replace(
        straight,
        extractions=straight.extractions[::-1],
        entities=straight.entities[::-1],
        claims=tuple(random.Random(1).sample(straight.claims, 3)),
    )
    write_json(build_graph(relate(shuffled)), tmp_path / "graph.json")
    assert (tmp_path / "graph.json").read_text("utf-8") == GOLDEN.read_text("utf-8")


def test_who_said_it_is_said_once(graph: Graph) -> None:
    assert edges(graph, "SAID") == {("person:jo-roe", f"claim:{number}") for number in (1, 2, 3)}
    assert edges(graph, "POSTED") == {("person:jo-roe", "post:1")}
    assert edges(graph, "STATES") == {("post:1", "claim:2")}


def test_a_denial_is_said_as_one(graph: Graph) -> None:
    said = next(
        data
        for source, target, data in graph.edges(data=True)
        if (source, target, data["type"]) == ("person:jo-roe", "claim:3", "SAID")
    )
    assert said["stance"] == "denies"
    assert [item["cue"] for item in said["evidence"]] == ["denied"]
    (occurrence,) = graph.nodes["claim:3"]["evidence"]
    assert occurrence["stance"] == "denies"
    assert graph.nodes["claim:3"]["text"] == "Roe denied that Marrow Ferries is broke"


def test_an_unknown_outlet_leaves_the_article(graph: Graph) -> None:
    assert edges(graph, "REPORTED_BY") == {
        ("claim:1", "outlet:marrow-times"),
        ("claim:2", "outlet:marrow-times"),
        ("post:1", "outlet:marrow-times"),
        ("claim:3", "article:two.txt"),
    }
    assert edges(graph, "PUBLISHED_BY") == {("article:one.txt", "outlet:marrow-times")}


def test_the_byline_wrote_it(graph: Graph) -> None:
    ((author, article),) = edges(graph, "WROTE")
    assert (author, article) == ("person:ada-quill", "article:one.txt")


def test_a_role_stands_on_its_words(graph: Graph) -> None:
    ((_, _, data),) = (e for e in graph.edges(data=True) if e[2]["type"] == "AFFILIATED_WITH")
    assert data["role"] == "head"
    assert data["evidence"][0]["quote"] == "head of Marrow Ferries"


def test_a_claim_is_about_who_is_named_in_it(graph: Graph) -> None:
    assert edges(graph, "ABOUT") == {("claim:3", "organization:marrow-ferries")}


def test_a_split_quote_keeps_its_parts(graph: Graph) -> None:
    (occurrence,) = graph.nodes["claim:1"]["evidence"]
    assert [ONE[s:e] for s, e in occurrence["spans"]] == ["“The ferry,”", "“is never late.”"]
    assert ONE[occurrence["start"] : occurrence["end"]] == occurrence["quote"]
    assert occurrence["speaker"] == "person:jo-roe"


def test_texts_are_in_the_graph_only_when_asked_for(graph: Graph) -> None:
    assert "text" not in graph.nodes["article:one.txt"]
    full = checked(build_graph(relate(records()), with_texts=True))
    assert full.nodes["article:one.txt"]["text"] == ONE


MORE = {
    "updated": "2026-03-04T20:00:00+01:00",
    "section": "Local",
    "fetched": "2026-03-05T08:00:00Z",
    "archived": "2026-03-04T21:00:00Z",
}


def test_what_is_known_of_an_article_besides_goes_to_the_graph_and_every_export(
    tmp_path: Path,
) -> None:
    known = Document("a.html", "a.html", "It rained.", language="de", **MORE)
    plain = Document("b.html", "b.html", "It rained.")
    found = tuple(Extraction(document) for document in (known, plain))
    graph = build_graph(Resolution(found, (), {}, (), {}, (), {}, ()))
    node = graph.nodes["article:a.html"]
    assert {name: node[name] for name in MORE} == MORE
    assert node["language"] == "de"
    assert not set(MORE) & set(graph.nodes["article:b.html"]), "nothing where nothing is known"
    for name, exporter in EXPORTERS.items():
        exporter.write(graph, tmp_path / name)
    assert read_json(tmp_path / "json").nodes["article:a.html"] == node
    rows = {row.id: node_properties(row) for row in nodes_of(graph)}
    assert rows["article:a.html"]["updated"].isoformat() == MORE["updated"]
    assert rows["article:a.html"]["section"] == "Local"
