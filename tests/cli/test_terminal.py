"""Nothing that an article or a file says can command the terminal it is printed on."""

from __future__ import annotations

import ast
import contextlib
import io
import json
from pathlib import Path

import networkx as nx
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from graphkit.characters import visible
from graphkit.cli import main
from graphkit.cli.printing import Console
from graphkit.cli.tables import print_rows
from graphkit.cli.terminal import say, say_json
from graphkit.errors import InputError
from graphkit.exporters import write_json
from graphkit.schema import Graph

CLI = Path(__file__).resolve().parents[2] / "graphkit" / "cli"
#: Sets the title, clears the screen, hides text, turns the line around, ends it, is no character.
ATTACKS = [
    "\x1b]0;pwned\x07",
    "\x1b[2J\x1b[H",
    "\x9b31m",
    "\x1b[8mhidden\x1b[0m",
    "\u202egnp.exe",
    "\u2066\u2069\u200f\u061c",
    "\rOVERWRITTEN",
    "\x08\x08\x08",
    "\x7f\x85\u2028\u2029\ufeff",
    "\x00",
]
#: What a terminal obeys, or a reader is misled by.
OBEYED = {*map(chr, [*range(0x20), *range(0x7F, 0xA0)])} - {"\n"} | set(
    "\u061c\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
)


def hostile_graph(attack: str) -> Graph:
    """A person who says something that an agency denies, with the attack in every string."""
    evidence = [{"doc": attack, "start": 0, "end": 4, "quote": f"a{attack}", "cue": attack}]
    entity = {"aliases": [attack, "B"], "handles": [attack], "evidence": evidence}
    roles = [{"role": attack, "of": None, "from": attack}]
    merges = [{"left": f"A{attack}", "right": "B", "score": 0.5, "reason": attack}]
    graph: Graph = nx.MultiDiGraph()
    graph.add_node(
        "person:a", type="Person", name=f"Ann{attack}", roles=roles, merges=merges, **entity
    )
    graph.add_node("agency:b", type="Agency", name=f"Bureau{attack}", **entity)
    graph.add_node("outlet:c", type="Outlet", name=f"Courier{attack}", **entity)
    graph.add_node(
        "article:d", type="Article", name=attack, doc=attack, title=attack, outlet=attack,
        source=attack, url=attack,
    )  # fmt: skip
    graph.add_node(
        "claim:e", type="Claim", name=f"it rains{attack}", text=f"it rains{attack}",
        checkable=0.9, kind="direct", evidence=evidence,
    )  # fmt: skip
    for source, target, kind in (
        ("person:a", "claim:e", "SAID"),
        ("agency:b", "claim:e", "DISPUTES"),
        ("claim:e", "outlet:c", "REPORTED_BY"),
        ("claim:e", "article:d", "APPEARS_IN"),
    ):
        more = {"why": "denial", "cue": attack, "features": attack} if kind == "DISPUTES" else {}
        graph.add_edge(source, target, kind, type=kind, confidence=0.9, evidence=evidence, **more)
    return graph


def harmless(done: Result) -> None:
    assert "Traceback" not in done.output
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    assert not OBEYED & {*done.stdout, *done.stderr}


COMMANDS = {
    "stats": ["stats", "GRAPH"],
    "stats --checkable": ["stats", "GRAPH", "--checkable"],
    "stats --json": ["stats", "GRAPH", "--json"],
    "trace": ["trace", "it", "rains", "--graph", "GRAPH"],
    "trace --json": ["trace", "claim:e", "--graph", "GRAPH", "--json"],
    "why an entity": ["why", "person:a", "--graph", "GRAPH"],
    "why a claim": ["why", "claim:e", "--graph", "GRAPH"],
    "why nobody": ["why", "Bur", "--graph", "GRAPH"],
    "review --list": ["review", "--list", "--graph", "GRAPH"],
    "review": ["review", "--graph", "GRAPH", "--judgements", "JUDGEMENTS"],
    "merge": ["merge", "person:a", "agency:b", "--graph", "GRAPH", "--judgements", "JUDGEMENTS"],
    "rename": ["rename", "person:a", "Z", "--graph", "GRAPH", "--judgements", "JUDGEMENTS"],
    "reject": ["reject", "agency:b", "claim:e", "--graph", "GRAPH", "--judgements", "JUDGEMENTS"],
    "check": ["check", "GRAPH"],
    "check --json": ["check", "GRAPH", "--json"],
}


@pytest.mark.parametrize("arguments", COMMANDS.values(), ids=COMMANDS)
def test_no_command_prints_what_a_terminal_obeys(tmp_path: Path, arguments: list[str]) -> None:
    names = {"GRAPH": str(tmp_path / "g.json"), "JUDGEMENTS": str(tmp_path / "j.yaml")}
    for attack in ATTACKS:
        write_json(hostile_graph(attack), tmp_path / "g.json")
        (tmp_path / "j.yaml").unlink(missing_ok=True)
        harmless(CliRunner().invoke(main, [names.get(a, a) for a in arguments], input="d\n"))


def test_names_of_files_and_records_are_escaped_too(tmp_path: Path) -> None:
    for number, attack in enumerate(ATTACKS[:-1]):
        (tmp_path / f"{number}{attack}.txt").write_bytes(b"\xff\xfe\x00")
        (tmp_path / f"{number}{attack}.json").write_text("{")
    harmless(CliRunner().invoke(main, ["extract", str(tmp_path)]))
    lost = tmp_path / "no\x1b[2J.json"
    for command in ("stats", "check", "render"):
        harmless(CliRunner().invoke(main, [command, str(lost)]))


def test_tables_of_queries_are_escaped(capsys: pytest.CaptureFixture[str]) -> None:
    for attack in ATTACKS:
        for form in ("table", "tsv", "json"):  # CSV is for programs, byte for byte
            print_rows(["name"], [[attack], [[attack, None]]], form, "Who")
    told = capsys.readouterr()
    assert not OBEYED & {*told.out, *told.err}


def test_warnings_are_escaped(capsys: pytest.CaptureFixture[str]) -> None:
    for attack in ATTACKS:
        Console().warn(f"skipped {InputError(attack, attack, attack)}")
    assert not OBEYED & set(capsys.readouterr().err)


@given(st.text())
def test_what_is_shown_is_one_line_that_a_terminal_shows(text: str) -> None:
    shown = visible(text)
    assert not (OBEYED | {"\n"}) & set(shown)
    shown.encode()
    assert visible(shown) == shown


@pytest.mark.parametrize(
    "text", ["Zoë Ćosić", "北京", "👩\u200d👧", "مرحبا", "e\u0301", "a\\x1b", ""]
)
def test_ordinary_words_are_printed_as_they_are(text: str) -> None:
    assert visible(text) == text


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters()),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters()), inner),
)


@given(JSON)
def test_json_is_the_same_data_and_harmless(data: object) -> None:
    held = io.StringIO()
    with contextlib.redirect_stdout(held):
        say_json(data)
    assert json.loads(held.getvalue()) == data
    assert not OBEYED & set(held.getvalue())
    held.getvalue().encode()


def test_lines_before_a_line_stay(capsys: pytest.CaptureFixture[str]) -> None:
    say("\n\na\nb")
    assert capsys.readouterr().out == "\n\na\\x0ab\n"


def test_commands_print_in_no_other_way() -> None:
    for path in CLI.glob("*.py"):
        for found in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(found, ast.Attribute) and path.stem != "terminal":
                assert found.attr not in ("echo", "secho"), f"{path.name}:{found.lineno}"
