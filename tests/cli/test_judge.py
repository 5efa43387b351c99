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
    held = {"aliases": [], "handles": [], "roles": [], **more}
    graph.add_node(
        ident, type=kind, name=name, evidence=[{"doc": "a.txt", "start": 0, "end": 3}], **held
    )


@pytest.fixture
def graph() -> Graph:
    made: Graph = nx.MultiDiGraph()
    merges = [{"left": "Marla Quint", "right": "Quint", "score": 0.7, "reason": "the only bearer"}]
    _node(made, "person:marla-quint", "Marla Quint", aliases=["Quint"], merges=merges)
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
        (["why", "Nobody"], "is no entity"),
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
        (("merge", "claim:1f", "claim:99"), "is no claim of the graph"),
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
