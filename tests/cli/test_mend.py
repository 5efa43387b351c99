"""drop, retype and judgements; what a merge or a split will do is shown before it is written."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from click.testing import CliRunner, Result

import graphkit
from graphkit.cli import main
from graphkit.curation.judgements import read_judgements
from graphkit.exporters import write_json
from graphkit.reports.review import doubts
from graphkit.schema import Graph

Run = Callable[..., Result]
FILE = Path("judgements.yaml")
#: Two articles of our own; the second names a person as a by-line alone.
STORY = {
    "a.txt": "“The pier was sound,” Joe Biden said. Biden, a builder, was calm. "
    "“It will be mended,” Biden said.\n\nAdvertise denied that the pier was sound.\n",
    "b.txt": "“We saw cracks,” Joe Biden said on Monday.\n\n"
    "The Ellery Ledger said that the cracks were old.\n",
}


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A function that runs a command in a folder of its own."""
    monkeypatch.chdir(tmp_path)

    def command(*words: str, answers: str = "") -> Result:
        return CliRunner().invoke(main, list(words), input=answers)

    return command


def _mention(graph: Graph, node: str, doc: str, start: int, quote: str) -> None:
    graph.nodes[node]["evidence"].append({"doc": doc, "start": start, "end": start + len(quote)})
    row = {"doc": doc, "start": start, "end": start + len(quote), "quote": quote}
    article = f"article:{doc}"
    held = graph.get_edge_data(node, article, key=node)
    if held:
        held["evidence"].append(row)
    else:
        graph.add_edge(node, article, key=node, type="APPEARS_IN", evidence=[row], confidence=0.9)


@pytest.fixture
def made(run: Run) -> Graph:
    """A graph of two articles on disk: a person, the same with a Jr., an outlet, a button."""
    graph: Graph = nx.MultiDiGraph()
    from graphkit.readers.text import text_hash

    Path("story").mkdir()
    for doc, text in STORY.items():
        Path("story", doc).write_text(text, encoding="utf-8")
        graph.add_node(f"article:{doc}", type="Article", name=doc, doc=doc, source=f"story/{doc}",
                       text_hash=text_hash(text))  # fmt: skip
    for node, kind, name in (
        ("person:joe-biden", "Person", "Joe Biden"),
        ("person:joseph-biden-jr", "Person", "Joseph R. Biden Jr."),
        ("outlet:the-ellery-ledger", "Outlet", "The Ellery Ledger"),
        ("person:advertise", "Person", "Advertise"),
    ):
        graph.add_node(node, type=kind, name=name, aliases=[], evidence=[], handles=[], roles=[])
    graph.nodes["person:joe-biden"]["aliases"] = ["Biden"]
    for doc in STORY:
        start = STORY[doc].index("Joe Biden")
        _mention(graph, "person:joe-biden", doc, start, "Joe Biden")
    _mention(graph, "person:joe-biden", "a.txt", STORY["a.txt"].index("Biden,"), "Biden")
    _mention(graph, "person:advertise", "a.txt", STORY["a.txt"].index("Advertise"), "Advertise")
    for number, (doc, words) in enumerate(
        (("a.txt", "The pier was sound"), ("a.txt", "It will be mended"), ("b.txt", "We saw")), 1
    ):
        start = STORY[doc].index(words)
        row = {"doc": doc, "start": start, "end": start + len(words), "quote": words}
        claim = f"claim:{number}"
        graph.add_node(claim, type="Claim", name=words, text=words, evidence=[row])
        graph.add_edge("person:joe-biden", claim, key=claim, type="SAID", evidence=[row],
                       confidence=0.9)  # fmt: skip
    write_json(graph, Path("exports/graph.json"))
    return graph


def told(path: Path = FILE) -> list[tuple[str, str, str, str]]:
    return [(one.kind, str(one.about[0]), one.to, one.note) for one in read_judgements(path)]


def test_drop_says_what_goes_and_names_the_next_command(made: Graph, run: Run) -> None:
    done = run("drop", "advertise", "--reason", "a button")
    assert done.exit_code == 0, done.output
    assert "Advertise  (Person, person:advertise) goes, with 1 mention in 1 article" in done.output
    assert "Next   graphkit build story/a.txt story/b.txt" in done.stderr
    assert told() == [("drop", "person:advertise | Advertise", "", "a button")]
    assert 'drop: [{id: "person:advertise", name: "Advertise", reason: "a button"}]' in (
        FILE.read_text("utf-8")
    )


def test_retype_changes_the_kind_and_refuses_the_one_it_has(made: Graph, run: Run) -> None:
    assert run("retype", "Advertise", "organization").exit_code == 0
    assert told() == [("retype", "person:advertise | Advertise", "Organization", "")]
    assert 'retype: [{id: "person:advertise", name: "Advertise", type: "Organization"}]' in (
        FILE.read_text("utf-8")
    )
    again = run("retype", "Joe Biden", "Person")
    assert again.exit_code == 4
    assert "is a Person already" in again.stderr


def test_a_split_says_how_much_it_takes_along(made: Graph, run: Run) -> None:
    shown = run("split", "Joe Biden", "--doc", "a.txt", "--dry-run")
    assert "takes 2 mentions and 2 claims in 1 article along" in shown.output
    assert "Joe Biden keeps 1 of 3 mentions" in shown.output
    assert not FILE.exists()
    assert run("split", "Joe Biden", "--doc", "a.txt").exit_code == 0
    assert FILE.exists()


def test_a_split_that_leaves_nothing_is_refused(made: Graph, run: Run) -> None:
    done = run("split", "Advertise", "--doc", "a.txt")
    assert done.exit_code == 4
    assert "nothing would be left" in done.stderr


def test_a_merge_says_which_name_wins(made: Graph, run: Run) -> None:
    done = run("merge", "Joseph R. Biden Jr.", "Joe Biden")
    assert "3 mentions and 3 claims in 2 articles" in done.output
    assert "become one Person, called Joe Biden" in done.output
    assert told()[0][0] == "same"


@pytest.mark.parametrize(
    ("more", "answers", "written"), [((), "n\n", False), ((), "y\n", True), (("--yes",), "", True)]
)
def test_a_person_and_an_outlet_are_merged_only_after_a_question(
    made: Graph, run: Run, more: tuple[str, ...], answers: str, written: bool
) -> None:
    done = run("merge", "Joe Biden", "The Ellery Ledger", *more, answers=answers)
    assert ("Person and Outlet: are they really one?" in done.output) is bool(answers)
    assert FILE.exists() is written


def test_judgements_are_listed_and_taken_back_and_comments_stay(made: Graph, run: Run) -> None:
    FILE.write_text(
        "# ours\n- same: [A, B]\n  note: both sign\n# on buttons\n"
        "- drop: [{name: X}, {name: Y, reason: ad}]\n# end\n",
        encoding="utf-8",
    )
    shown = run("judgements", "list").output.splitlines()
    assert shown == ["  1.  same: A, B  (both sign)", "  2.  drop: X", "  3.  drop: Y  (ad)"]
    rows = json.loads(run("judgements", "list", "--json").output)
    assert [(row["number"], row["kind"], row["line"]) for row in rows] == [
        (1, "same", 2), (2, "drop", 5), (3, "drop", 5),
    ]  # fmt: skip
    undone = run("judgements", "undo", "2")
    assert "taken out: drop: X" in undone.output
    assert "Next   graphkit build" in undone.stderr
    assert run("judgements", "undo", "1").exit_code == 0
    assert FILE.read_text("utf-8") == (
        '# ours\n# on buttons\n- drop: [{name: "Y", reason: "ad"}]\n# end\n'
    )
    assert run("judgements", "undo").exit_code == 0
    assert told() == []
    last = run("judgements", "undo")
    assert last.exit_code == 4
    assert "holds no judgement" in last.stderr


def test_what_the_page_writes_is_read_added_and_appended_to(made: Graph, run: Run) -> None:
    page = Path("from-page.yaml")
    page.write_text(
        "# from the page\ndrop:\n- {id: 'person:advertise', name: Advertise, reason: a button}\n"
        "retype: [{id: 'organization:cbp', name: CBP, type: Agency}]\n"
        "same: [[A, B], [C, D]]\nrename: []\n",
        encoding="utf-8",
    )
    assert told(page) == [
        ("drop", "person:advertise | Advertise", "", "a button"),
        ("retype", "organization:cbp | CBP", "Agency", ""),
        ("same", "A", "", ""),
        ("same", "C", "", ""),
    ]
    Path("corrections.yaml").write_text(
        '# Judgements made in the page\n- type: "person:a | A"\n  to: Agency\n'
        '- drop: "person:b | B"\n- speaker: ["claim:1"]\n- speaker: ["claim:2", "person:c | C"]\n',
        encoding="utf-8",
    )
    assert told(Path("corrections.yaml")) == [
        ("retype", "person:a | A", "Agency", ""),
        ("drop", "person:b | B", "", ""),
        ("speaker", "claim:1", "", ""),
        ("speaker", "claim:2", "", ""),
    ]
    added = run("judgements", "add", str(page))
    assert "4 judgements in from-page.yaml, 4 of them new here" in added.output
    assert told() == told(page)
    assert run("drop", "Advertise", "--judgements", str(page)).exit_code == 0
    assert run("retype", "Advertise", "Outlet", "--judgements", str(page)).exit_code == 4
    assert run("rename", "Joe Biden", "Joseph Biden", "--judgements", str(page)).exit_code == 0
    assert page.read_text("utf-8").startswith("# from the page\n- drop:")
    assert len(told(page)) == 5


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["drop", "Jo Bidne"], "did you mean Joe Biden"),
        (["drop", "person:joe-bidden"], "did you mean Joe Biden"),
        (["drop", "Zzyzx"], "graphkit entities lists all names"),
        (["drop", "Joe Biden", "--doc", "z.txt"], "does not name Joe Biden"),
        (["drop", "claim:1"], "is a claim"),
        (["retype", "Joe Biden", "Bank"], "'Bank' is not one of"),
        (["judgements", "undo", "7"], "holds no judgement"),
    ],
)
def test_what_cannot_be_mended_is_told(made: Graph, run: Run, words: list[str], said: str) -> None:
    done = run(*words)
    assert done.exit_code != 0
    assert said in done.stderr
    assert not FILE.exists()


def test_review_finds_a_name_with_jr_and_shows_sentences_on_both_sides(
    made: Graph, run: Run
) -> None:
    pairs = {(d.left_name, d.right_name) for d in doubts(made)}
    assert ("Joe Biden", "Joseph R. Biden Jr.") in pairs
    start = STORY["b.txt"].index("cracks")
    _mention(made, "person:joseph-biden-jr", "b.txt", start, "cracks")  # stands for his name
    write_json(made, Path("exports/graph.json"))
    shown = run("review", answers="q\n").output
    assert "[a.txt] “The pier was sound,” Joe Biden said." in shown
    assert "[b.txt] “We saw cracks,” Joe Biden said on Monday." in shown
    assert "drop the [f]irst" in shown
    assert run("review", answers="c\n").exit_code == 0
    assert told() == [("drop", "person:joseph-biden-jr | Joseph R. Biden Jr.", "", "")]
    assert "Nothing doubtful" in run("review").output


@pytest.fixture(scope="module")
def mended(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Graph, list[str]]:
    """The samples with judgements of both forms, and what was told of those that match nothing."""
    import logging

    heard: list[str] = []

    class Hearing(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            heard.append(record.getMessage())

    path = tmp_path_factory.mktemp("mended") / "judgements.yaml"
    path.write_text(
        "- drop: [{id: 'person:dana-whitlock', name: Dana Whitlock}, {name: Nobody Here}]\n"
        "- retype: [{name: Peter Vance, type: Agency}, {name: Battery Workers Alliance,"
        " type: Person}]\n"
        "- retype: [{name: Bayside Tribune, type: Organization}]\n"  # only in mastheads
        "- drop: Joan Prideaux\n"  # only in a by-line
        "- rename: Northfield Herald\n  to: The Northfield Herald\n",
        encoding="utf-8",
    )
    logger, hearing = logging.getLogger("graphkit.pipeline"), Hearing()
    logger.addHandler(hearing)
    try:
        graph = graphkit.build(seeds, settings=graphkit.Settings(judgements=path))
    finally:
        logger.removeHandler(hearing)
    return graph, heard


def test_a_build_honours_what_was_dropped_and_retyped(mended: tuple[Graph, list[str]]) -> None:
    graph, _ = mended
    kinds: dict[str, Any] = {data["name"]: data["type"] for _, data in graph.nodes(data=True)}
    assert not {"Dana Whitlock", "Joan Prideaux", "Bayside Tribune"} & set(kinds)
    assert kinds["Peter Vance"] == "Agency"
    assert kinds["Battery Workers Alliance"] == "Person"
    assert kinds["The Northfield Herald"] == "Outlet"
    open_claims = [
        row
        for _, data in graph.nodes(data=True)
        if data["type"] == "Claim"
        for row in data["evidence"]
        if row.get("why_open") == "dropped by judgement"
    ]
    assert open_claims


def test_who_said_a_claim_is_as_people_judged(seeds: Path, tmp_path: Path) -> None:
    """In the graph and in the lines of `extract`, as the page and the command write it."""
    file = seeds / "01-ledger-fire.txt"
    before = graphkit.build(file)
    said = [c for p, c, d in before.edges(data=True)
            if d["type"] == "SAID" and p != "person:peter-vance"]  # fmt: skip
    # a quotation has one speaker: what is said of one claim holds for its siblings
    claims = [*{before.nodes[c].get("part_of", c): c for c in said}.values()]
    assert len(claims) > 1
    path = tmp_path / "judgements.yaml"
    path.write_text(
        f'- speaker: ["{claims[0]}", "person:peter-vance | Peter Vance"]\n'
        f'- speaker: ["{claims[1]}"]\n- speaker: ["claim:gone", "Peter Vance"]\n',
        encoding="utf-8",
    )
    after = graphkit.build(file, settings=graphkit.Settings(judgements=path))
    by = {c: p for p, c, d in after.edges(data=True) if d["type"] == "SAID"}
    assert by[claims[0]] == "person:peter-vance"
    assert claims[1] not in by
    assert {row["speaker"] for row in after.nodes[claims[0]]["evidence"]} == {"person:peter-vance"}
    (row,) = after.nodes[claims[1]]["evidence"]
    assert row["speaker"] is None
    assert "judge" in row["why_open"]
    graphkit.save(after, tmp_path / "graph.json")
    (line,) = graphkit.extract(file, settings=graphkit.Settings(judgements=path))
    by_words = {one["words"]["content"][0]: one["speaker"] for one in line["attributions"]}
    words = after.nodes[claims[1]]["evidence"][0]["quote"].strip("“”,.")
    assert next(who for quote, who in by_words.items() if words in quote) is None


def test_who_said_a_claim_is_judged_by_a_command(made: Graph, run: Run) -> None:
    assert run("speaker", "claim:1", "Advertise").exit_code == 0
    assert run("speaker", "claim:2", "--nobody").exit_code == 0
    assert [[str(ref) for ref in one.about] for one in read_judgements(FILE)] == [
        ["claim:1", "person:advertise | Advertise"],
        ["claim:2"],
    ]
    again = run("speaker", "claim:1", "--nobody")
    assert again.exit_code == 4
    assert "contradicts" in again.stderr
    assert run("speaker", "claim:9", "Advertise").exit_code == 2
    assert run("speaker", "claim:1").exit_code == 2


def test_a_mended_graph_keeps_to_the_format(
    mended: tuple[Graph, list[str]], tmp_path: Path
) -> None:
    graphkit.save(mended[0], tmp_path / "graph.json")
    assert graphkit.load(tmp_path / "graph.json").number_of_nodes() == len(mended[0])


def test_a_judgement_that_matches_nothing_is_told(mended: tuple[Graph, list[str]]) -> None:
    assert mended[1] == ["judgements line 1 (drop) matches nothing in these articles: Nobody Here"]


def test_a_file_of_judgements_found_by_chance_is_named(run: Run) -> None:
    Path("a.txt").write_text("“It held,” Ann Lee said.", encoding="utf-8")
    FILE.write_text("- drop: Ann Lee\n", encoding="utf-8")
    done = run("build", "a.txt")
    assert f"Using {FILE.absolute()}, found in this folder: 1 judgement" in done.stderr
    named = run("extract", "a.txt", "--judgements", str(FILE))
    assert "found in this folder" not in named.stderr


def test_the_example_of_the_docs_is_read(root: Path, run: Run) -> None:
    (block,) = re.findall(
        r"```yaml\n(.*?)```", (root / "docs/judgements.md").read_text("utf-8"), re.S
    )
    FILE.write_text(block, encoding="utf-8")
    assert [one.kind for one in read_judgements(FILE)] == [
        "same", "different", "rename", "retype", "drop", "speaker", "reject", "confirm",
    ]  # fmt: skip


def test_a_page_of_an_older_graph_honours_what_needs_no_article(made: Graph, run: Run) -> None:
    made.add_edge("person:advertise", "claim:1", key="d", type="DISPUTES", confidence=0.5,
                  evidence=made.nodes["claim:1"]["evidence"])  # fmt: skip
    for row in made.nodes["claim:2"]["evidence"]:
        row["speaker"] = "person:joe-biden"
    write_json(made, Path("exports/graph.json"))
    FILE.write_text(
        "- drop: The Ellery Ledger\n- rename: Joe Biden\n  to: Joseph Biden\n"
        "- reject: ['person:advertise | Advertise', 'claim:1']\n- same: [A, B]\n"
        "- drop: Nobody Here\n- retype: [{name: Advertise, type: Agency}]\n",
        encoding="utf-8",
    )
    done = run("render")
    assert f"Using {FILE.absolute()}, found in this folder: 6 judgements" in done.stderr
    assert "4 of them had not been built in yet" in done.stderr
    assert "What joins or parts mentions holds after the next build." in done.stderr
    page = Path("exports/graph.html").read_text("utf-8")
    assert "Joseph Biden" in page
    assert "outlet:the-ellery-ledger" not in page
    from graphkit.curation.honour import honour

    graph, _ = honour(made, read_judgements(FILE))
    assert "agency:advertise" in graph
    assert graph.nodes["claim:2"]["evidence"][0]["speaker"] == "person:joseph-biden"
    assert not [1 for *_, d in graph.edges(data=True) if d["type"] == "DISPUTES"]
    graphkit.save(graph, "honoured.json")
    assert "person:joe-biden" in made  # the graph itself stays as it was
    assert made.nodes["claim:2"]["evidence"][0]["speaker"] == "person:joe-biden"
    dropped, _ = honour(made, [one for one in read_judgements(FILE) if one.kind == "drop"])
    assert "outlet:the-ellery-ledger" not in dropped
