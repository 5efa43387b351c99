"""Hostile strings in every field of an article, from the reader through to every output."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import graphkit
from graphkit.characters import clean, tidy
from graphkit.cli import main
from graphkit.exporters import EXPORTERS
from graphkit.exporters.tables import guarded
from graphkit.schema import Graph
from graphkit.settings import Settings
from tests.checked import checked
from tests.cli.test_terminal import ATTACKS, OBEYED

HOSTILE = [
    *ATTACKS,
    "'; MATCH (n) DETACH DELETE n; //",
    "`}) DETACH DELETE n //",
    "\\u0060 \\u0027 \\",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "{{ 7*7 }} {% raw %} ${jndi:ldap://x}",
    "=HYPERLINK(\"http://x\",\"y\")",
    "\uff1d1+1",
    "\n=1+1",
    "@SUM(A1)",
    "../../etc/passwd",
    "C:\\windows\\system32",
    "a/../../b",
    "con.txt:stream",
    "\ud800",
    "\udfff\ud800",
    "\ufffe\uffff\U0001fffe",
    "]]>&lt;&#0;",
    "x\u0301" * 50,
    "null",
    "__proto__",
    "constructor",
]  # fmt: skip


def record(number: int, attack: str) -> dict[str, Any]:
    """An article with the attack in every field, and in what somebody says and is called."""
    return {
        "id": f"{number}{attack}",
        "title": f"Rain {attack}",
        "outlet": f"The {attack} Courier",
        "authors": [f"Ann {attack} Roe", attack],
        "url": f"https://example.org/{attack}",
        "published": f"2026-03-04{attack}" if number % 2 else "2026-03-04",
        "text": f"“It rains {attack} in the valley,” said Jo Roe, mayor of {attack} Larkport.\n\n"
        f"Jo Roe denied that {attack} the dam broke. Al Day (@{attack}) said it did.",
    }


def build(folder: Path, attacks: list[str]) -> Graph:
    lines = [json.dumps(record(number, attack)) for number, attack in enumerate(attacks)]
    (folder / "n.jsonl").write_text("\n".join(lines))
    problems: list[Any] = []
    graph = graphkit.build(
        [folder / "n.jsonl"], settings=Settings(with_texts=True), report=problems.append
    )
    assert not problems
    return checked(graph)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    return build(tmp_path_factory.mktemp("hostile"), HOSTILE)


def test_every_article_is_read_and_every_quote_is_true(graph: Graph) -> None:
    articles = [d for _, d in graph.nodes(data=True) if d["type"] == "Article"]
    assert len(articles) == len(HOSTILE)
    for data in articles:
        assert data["text"] == clean(data["text"])
        assert data["title"] == tidy(data["title"])


@pytest.mark.parametrize("name", sorted(EXPORTERS))
def test_every_export_is_well_formed_and_leads_nowhere(
    graph: Graph, tmp_path: Path, name: str
) -> None:
    out = tmp_path / "in" / "out"
    EXPORTERS[name].write(graph, out)
    assert [p.name for p in tmp_path.iterdir()] == ["in"]
    assert [p.name for p in (tmp_path / "in").iterdir()] == ["out"]
    files = [p for p in (out.rglob("*") if out.is_dir() else [out]) if p.is_file()]
    for file in files if name != "parquet" else ():  # which is no text
        text = file.read_bytes().decode("utf-8")
        assert not re.search("[\0\ud800-\udfff\ufffe\uffff]", text)
        if name in ("graphml", "gexf"):
            ElementTree.fromstring(text)
        elif name == "json":
            assert len(json.loads(text)["nodes"]) == graph.number_of_nodes()
        elif name == "csv" and file.suffix == ".csv":
            for row in csv.reader(text.splitlines(keepends=True)):
                assert all(cell == guarded(cell) for cell in row if not _number(cell))


def _number(cell: str) -> bool:
    return re.fullmatch(r"-?[\d.e-]+", cell) is not None


def test_the_page_holds_no_markup_of_an_article(graph: Graph, tmp_path: Path) -> None:
    graphkit.render(graph, tmp_path / "page.html")
    page = (tmp_path / "page.html").read_text("utf-8")
    assert "<script>alert(1)" not in page
    assert "<img src=x" not in page


def call(*arguments: str | Path) -> Result:
    done = CliRunner().invoke(main, [str(a) for a in arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    assert not OBEYED & {*done.stdout, *done.stderr}
    return done


def test_no_command_on_such_a_graph_obeys_it(graph: Graph, tmp_path: Path) -> None:
    graphkit.save(graph, tmp_path / "g.json")
    for arguments in (
        ["stats", tmp_path / "g.json", "--possible"],
        ["check", tmp_path / "g.json"],
        ["review", "--list", "--graph", tmp_path / "g.json"],
        ["trace", "it", "rains", "--graph", tmp_path / "g.json"],
    ):
        call(*arguments)
    for node in list(graph)[::5]:
        call("why", node, "--graph", tmp_path / "g.json")


def test_the_commands_that_read_such_articles_obey_none(tmp_path: Path) -> None:
    lines = [json.dumps(record(number, attack)) for number, attack in enumerate(ATTACKS)]
    (tmp_path / "n.jsonl").write_text("\n".join(lines))
    for command in (["extract"], ["build", "-o", tmp_path / "out"]):
        assert call(*command, "--workers", "1", tmp_path / "n.jsonl").exit_code == 0


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(attacks=st.lists(st.text(st.characters(), max_size=30), min_size=4, max_size=4))
def test_any_string_goes_the_whole_way(
    attacks: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("any")
    made = build(folder, attacks)
    for name, exporter in EXPORTERS.items():
        exporter.write(made, folder / f"out-{name}")
