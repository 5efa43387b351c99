"""why, merge, split, rename and review: what people say holds from the next build on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import networkx as nx
import pytest
from click.testing import CliRunner, Result

from graphkit.cli import main
from graphkit.curation.judgements import read_judgements
from graphkit.exporters import EXPORTERS
from graphkit.reports.review import doubts
from graphkit.schema import Graph

Run = Callable[..., Result]


def _node(graph: Graph, ident: str, name: str, kind: str = "Person", **more: object) -> None:
    rows = [{"doc": "a.txt", "start": 0, "end": 3}]
    held = {"aliases": [], "handles": [], "roles": [], "evidence": rows, **more}
    graph.add_node(ident, type=kind, name=name, **held)


@pytest.fixture
def graph() -> Graph:
    made: Graph = nx.MultiDiGraph()
    merges = [{"left": "Marla Quint", "right": "Quint", "score": 0.7, "reason": "the only bearer"}]
    rows = [{"doc": doc, "start": 0, "end": 3} for doc in ("a.txt", "c.txt")]
    _node(
        made, "person:marla-quint", "Marla Quint", aliases=["Quint"], merges=merges, evidence=rows
    )
    _node(made, "person:m-quint", "M. Quint")
    _node(made, "person:paul-harlow", "Paul Harlow")
    _node(made, "agency:harlow-water-authority", "Harlow Water Authority", "Agency")
    _node(made, "organization:hwa", "HWA", "Organization")
    return made


@pytest.fixture
def run(graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A function that runs a command in a folder that holds exports/graph.json."""
    monkeypatch.chdir(tmp_path)
    Path("exports").mkdir()
    EXPORTERS["json"].write(graph, Path("exports/graph.json"))

    def command(*words: str, answers: str = "") -> Result:
        return CliRunner().invoke(main, list(words), input=answers)

    return command


def test_why_shows_each_join_with_score_and_reason(run: Run) -> None:
    shown = run("why", "marla quint")
    assert shown.exit_code == 0
    assert "Marla Quint  (Person, person:marla-quint)" in shown.output
    assert "0.70  Marla Quint = Quint: the only bearer" in shown.output


@pytest.mark.parametrize(
    ("words", "kind", "about", "to"),
    [
        (["merge", "M. Quint", "person:marla-quint"], "same",
         ["person:m-quint | M. Quint", "person:marla-quint | Marla Quint"], ""),
        (["split", "Marla Quint", "Quint"], "different",
         ["person:marla-quint | Marla Quint", "Quint"], ""),
        (["split", "Marla Quint", "--doc", "a.txt"], "different",
         ["person:marla-quint | Marla Quint", "Marla Quint @ a.txt"], ""),
        (["rename", "person:m-quint", "Maude Quint"], "rename", ["person:m-quint | M. Quint"],
         "Maude Quint"),
    ],
)  # fmt: skip
def test_a_word_is_kept_in_the_file(
    run: Run, words: list[str], kind: str, about: list[str], to: str
) -> None:
    assert run(*words).exit_code == 0
    (one,) = read_judgements(Path("judgements.yaml"))
    assert (one.kind, [str(r) for r in one.about], one.to) == (kind, about, to)
    assert "has it already" in run(*words).output


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["why", "Nobody"], "not found in the graph"),
        (["merge", "Quint", "Marla Quint"], "one node already"),
        (["split", "Marla Quint", "--doc", "b.txt"], "does not name"),
        (["split", "Marla Quint"], "Say what is not the same"),
    ],
)
def test_what_makes_no_sense_is_told(run: Run, words: list[str], told: str) -> None:
    result = run(*words)
    assert result.exit_code != 0
    assert told in result.output
    assert not Path("judgements.yaml").exists()


def test_doubts_are_near_misses_and_weak_joins(graph: Graph) -> None:
    found = {(d.left_name, d.right_name, d.joined) for d in doubts(graph)}
    assert found == {
        ("Marla Quint", "Quint", True),
        ("M. Quint", "Marla Quint", False),
        ("Harlow Water Authority", "HWA", False),
    }


def test_review_asks_writes_and_does_not_ask_again(run: Run) -> None:
    first = run("review", answers="s\nd\nq\n")
    assert first.exit_code == 0
    assert sorted(j.kind for j in read_judgements(Path("judgements.yaml"))) == ["different", "same"]
    assert len(run("review", "--list").output.strip().splitlines()) == 1


@pytest.fixture
def claims(graph: Graph) -> Graph:
    merge = {"left": "a.txt attribution:1", "right": "b.txt attribution:4"}
    rows = [{"doc": doc, "start": 0, "end": 3} for doc in ("a.txt", "b.txt")]
    for ident in ("claim:1f", "claim:2e"):
        graph.add_node(
            ident,
            type="Claim",
            name="The pier burned",
            text="The pier burned",
            evidence=rows,
            merges=[{**merge, "score": 0.97, "reason": "a cut of the same words"}],
        )
    return graph


def test_why_shows_the_joins_of_a_claim(claims: Graph, run: Run) -> None:
    shown = run("why", "claim:1f").output
    assert "“The pier burned”" in shown
    assert "found in a.txt, b.txt" in shown
    assert "0.97  a.txt attribution:1 = b.txt attribution:4: a cut of the same words" in shown


def test_claims_are_merged_and_split_by_id(claims: Graph, run: Run) -> None:
    assert run("merge", "claim:1f", "claim:2e").exit_code == 0
    assert run("split", "claim:1f", "--doc", "b.txt").exit_code == 0
    told = read_judgements(Path("judgements.yaml"))
    assert [[str(ref) for ref in one.about] for one in told] == [
        ["claim:1f", "claim:2e"],
        ["claim:1f", "claim:1f @ b.txt"],
    ]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("merge", "claim:1f", "Paul Harlow"), "only ever the same as a claim"),
        (("merge", "claim:1f", "claim:99"), "not found in the graph"),
        (("split", "claim:1f", "--doc", "z.txt"), "does not hold"),
        (("split", "claim:1f", "claim:1f"), "is one claim"),
        (("split", "claim:1f"), "Say what is not the same"),
        (("rename", "claim:1f", "Pier"), "for entities"),
    ],
)
def test_what_cannot_be_judged_of_claims(
    claims: Graph, run: Run, words: tuple[str, ...], why: str
) -> None:
    shown = run(*words)
    assert shown.exit_code != 0
    assert why in " ".join((shown.output + str(shown.exception or "")).split())
    assert not Path("judgements.yaml").exists()


@pytest.fixture
def disputed(graph: Graph) -> Graph:
    words = {"doc": "a.txt", "start": 0, "end": 3, "quote": "The"}
    for ident, text in (("claim:1a", "The dam holds"), ("claim:2b", "The dam leaks")):
        graph.add_node(ident, type="Claim", name=text, text=text, evidence=[words])
    told = {"type": "DISPUTES", "evidence": [words], "confidence": 0.7, "why": "denial"}
    graph.add_edge("person:m-quint", "claim:1a", key="1", cue="denied", features="network", **told)
    graph.add_edge("claim:2b", "claim:1a", key="2", **told)
    graph.add_edge("person:m-quint", "claim:2b", key="3", type="SAID", evidence=[words],
                   confidence=0.9)  # fmt: skip
    return graph


@pytest.mark.parametrize("command", ["reject", "confirm"])
def test_a_dispute_is_judged_by_who_disputes_and_the_claim(
    disputed: Graph, run: Run, command: str
) -> None:
    assert run(command, "M. Quint", "claim:1a", "--note", "asked").exit_code == 0
    (one,) = read_judgements(Path("judgements.yaml"))
    about = ["person:m-quint | M. Quint", "claim:1a"]
    assert (one.kind, [str(r) for r in one.about], one.note) == (command, about, "asked")
    assert "has it already" in run(command, "person:m-quint", "claim:1a").output


def test_a_dispute_cannot_be_both_rejected_and_confirmed(disputed: Graph, run: Run) -> None:
    assert run("reject", "M. Quint", "claim:1a").exit_code == 0
    again = run("confirm", "M. Quint", "claim:1a")
    assert again.exit_code == 4
    assert "contradicts" in again.output


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["Paul Harlow", "claim:1a"], "the graph has M. Quint"),
        (["M. Quint", "claim:9"], "not found in the graph"),
    ],
)
def test_only_a_dispute_of_the_graph_is_judged(
    disputed: Graph, run: Run, words: list[str], told: str
) -> None:
    done = run("reject", *words)
    assert done.exit_code == 2
    assert told in done.output
    assert not Path("judgements.yaml").exists()


def test_why_of_a_claim_says_who_disputes_it_and_what_decided(disputed: Graph, run: Run) -> None:
    shown = run("why", "claim:1a").output
    assert "Disputed by M. Quint  (person:m-quint; 0.70)" in shown
    assert "denial: “denied”" in shown
    assert "decided by: network" in shown
