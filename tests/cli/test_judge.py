"""why, merge, split, rename and review: what people say holds from the next build on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import networkx as nx
import pytest
from click.testing import CliRunner, Result

from graphkit.cli import main
from graphkit.doubts import doubts
from graphkit.exporters import EXPORTERS
from graphkit.judgements import read_judgements
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
