"""JSON-LD is read by rdflib and holds to its shapes, whatever the strings."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pyshacl
import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import RDF, Literal, Namespace, URIRef
from rdflib.namespace import PROV, XSD

from graphkit.exporters.json_ld import CLASSES, CONTEXT, iri, write_json_ld
from graphkit.schema import Graph
from tests.graphs import made_up_graph

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")

SCHEMA, OA, GK = (Namespace(CONTEXT[name]) for name in ("schema", "oa", "gk"))
SHAPES = Path(__file__).with_name("graph.shapes.ttl")


@pytest.fixture(autouse=True)
def _as_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """Dates come back as they were written, Z and all."""
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)


def triples(graph: Graph, path: Path) -> rdflib.Graph:
    write_json_ld(graph, path)
    return rdflib.Graph().parse(path, format="json-ld")


def node_id(term: Any) -> str:
    return unquote(str(term).removeprefix("urn:graphkit:"))


def edges_of(found: rdflib.Graph) -> Counter[tuple[Any, ...]]:
    """(source, type, target, key, confidence, evidence) of every relation."""
    return Counter(
        (
            node_id(found.value(one, GK.subject)),
            next(str(t) for t in found.objects(one, RDF.type) if t != GK.Relation).removeprefix(GK),
            node_id(found.value(one, GK.object)),
            str(found.value(one, SCHEMA.identifier)),
            float(str(found.value(one, GK.confidence))),
            tuple(
                sorted(
                    place(found, found.value(e, OA.hasTarget))
                    for e in found.objects(one, GK.evidence)
                )
            ),
        )
        for one in found.subjects(RDF.type, GK.Relation)
    )


def place(found: rdflib.Graph, target: Any) -> tuple[str, int, int, str]:
    selectors = {found.value(s, RDF.type): s for s in found.objects(target, OA.hasSelector)}
    spot = selectors[OA.TextPositionSelector]
    words = selectors.get(OA.TextQuoteSelector)
    return (
        str(found.value(target, GK.document)),
        int(str(found.value(spot, OA.start))),
        int(str(found.value(spot, OA.end))),
        str(found.value(words, OA.exact)) if words else "",
    )


@given(st.integers(0, 10_000), st.sampled_from([0.0, 0.3, 1.0]))
@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_rdflib_reads_back_every_node_edge_and_quote(
    tmp_path: Path, seed: int, hostile: float
) -> None:
    graph = made_up_graph(20, 40, seed=seed, hostile=hostile)
    found = triples(graph, tmp_path / "graph.jsonld")
    for node, data in graph.nodes(data=True):
        here = URIRef(iri(node))
        assert node_id(here) == node
        assert found.value(here, SCHEMA.identifier) == Literal(node)
        assert str(found.value(here, SCHEMA.name)) == data["name"]
        classes = {
            CONTEXT[c.partition(":")[0]] + c.partition(":")[2] for c in CLASSES[data["type"]]
        }
        assert set(map(str, found.objects(here, RDF.type))) == classes
        if data["type"] in ("Claim", "SocialPost"):
            assert str(found.value(here, SCHEMA.text)) == data["text"]
        names = {str(name) for name in found.objects(here, SCHEMA.alternateName)}
        assert names == set(data.get("aliases", ()))
        if data.get("published"):
            assert str(found.value(here, SCHEMA.datePublished)) == data["published"]
    assert edges_of(found) == Counter(
        (
            source,
            data["type"],
            target,
            key,
            data["confidence"],
            tuple(sorted((e["doc"], e["start"], e["end"], e["quote"]) for e in data["evidence"])),
        )
        for source, target, key, data in graph.edges(keys=True, data=True)
    )


@pytest.mark.parametrize("hostile", [0.0, 0.5])
def test_it_holds_to_its_shapes(tmp_path: Path, hostile: float) -> None:
    found = triples(made_up_graph(30, 60, hostile=hostile), tmp_path / "graph.jsonld")
    conforms, _, text = pyshacl.validate(found, shacl_graph=str(SHAPES))
    assert conforms, text


def test_the_shapes_refuse_what_is_wrong(tmp_path: Path) -> None:
    found = triples(made_up_graph(20, 40), tmp_path / "graph.jsonld")
    claim = next(found.subjects(RDF.type, SCHEMA.Claim))
    found.remove((claim, SCHEMA.text, None))
    assert not pyshacl.validate(found, shacl_graph=str(SHAPES))[0]


def test_the_graph_of_articles_says_who_said_what(tmp_path: Path, seeds_graph: Graph) -> None:
    found = triples(seeds_graph, tmp_path / "graph.jsonld")
    conforms, _, text = pyshacl.validate(found, shacl_graph=str(SHAPES))
    assert conforms, text
    said = found.query(
        "SELECT ?name ?text WHERE { ?c a schema:Claim ; schema:text ?text ; schema:creator ?p . "
        "?p schema:name ?name }",
        initNs={"schema": SCHEMA},
    )
    told = {
        (seeds_graph.nodes[p]["name"], seeds_graph.nodes[c]["text"])
        for p, c, d in seeds_graph.edges(data=True)
        if d["type"] == "SAID"
    }
    assert {(str(name), str(text)) for name, text in said} == told
    disputed = {(node_id(s), node_id(o)) for s, o in found.subject_objects(GK.disputes)}
    assert disputed == {
        (s, t) for s, t, d in seeds_graph.edges(data=True) if d["type"] == "DISPUTES"
    }


def test_a_quote_has_the_words_beside_it_where_the_text_is_known(
    tmp_path: Path, seeds_graph: Graph
) -> None:
    found = triples(seeds_graph, tmp_path / "graph.jsonld")
    texts = {
        data["doc"]: data["text"]
        for _, data in seeds_graph.nodes(data=True)
        if data["type"] == "Article"
    }
    seen = 0
    for target in found.subjects(RDF.type, OA.SpecificResource):
        doc, start, end, exact = place(found, target)
        assert texts[doc][start:end] == exact
        for selector in found.objects(target, OA.hasSelector):
            if (selector, OA.prefix, None) in found:
                prefix, suffix = (
                    str(found.value(selector, term)) for term in (OA.prefix, OA.suffix)
                )
                assert prefix + exact + suffix in texts[doc]
                seen += 1
    assert seen > 100


def test_origin_is_told_in_prov(tmp_path: Path, seeds_graph: Graph) -> None:
    found = triples(seeds_graph, tmp_path / "graph.jsonld")
    for person, claim, data in seeds_graph.edges(data=True):
        if data["type"] == "SAID":
            assert (URIRef(iri(claim)), PROV.wasAttributedTo, URIRef(iri(person))) in found


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("2025", XSD.gYear),
        ("2025-03", XSD.gYearMonth),
        ("2025-03-01", XSD.date),
        ("2025-03-01T10:00:00Z", XSD.dateTime),
        ("2025-03-01T10:00:30-05:00", XSD.dateTime),
        ("2025-03-01T10:00", None),
        ("2025-02-30", None),
        ("last spring", None),
    ],
)
def test_a_date_has_the_type_that_xml_schema_has_for_it(
    tmp_path: Path, written: str, kind: URIRef | None
) -> None:
    graph = made_up_graph(8, 8)
    article = next(n for n, d in graph.nodes(data=True) if d["type"] == "Article")
    graph.nodes[article]["published"] = written
    found = triples(graph, tmp_path / "graph.jsonld")
    value = found.value(URIRef(iri(article)), SCHEMA.datePublished)
    assert isinstance(value, Literal)
    assert (str(value), value.datatype) == (written, kind)
