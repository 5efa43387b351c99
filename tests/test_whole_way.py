"""From articles to graph.json: true evidence, the same bytes, the promised formats."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import graphkit
from graphkit.schema import EDGE_ENDS, NODE_TYPES, Graph
from graphkit.settings import Settings
from tests.checked import checked


def texts_of(graph: Graph) -> dict[str, str]:
    return {d["doc"]: d["text"] for _, d in graph.nodes(data=True) if d["type"] == "Article"}


def check_evidence(graph: Graph) -> int:
    """Assert that every quote is the text it says it is; return how many there are."""
    texts = texts_of(graph)
    rows = [row for _, data in graph.nodes(data=True) for row in data.get("evidence", ())]
    for _, _, data in graph.edges(data=True):
        assert data["evidence"], data
        rows += data["evidence"]
    for row in rows:
        text = texts[row["doc"]]
        assert 0 <= row["start"] <= row["end"] <= len(text)
        if "quote" in row:
            assert text[row["start"] : row["end"]] == row["quote"]
        for start, end in row.get("spans", ()):
            assert row["start"] <= start < end <= row["end"]
    return len(rows)


def check_format(graph: Graph) -> None:
    for node, data in graph.nodes(data=True):
        assert data["type"] in NODE_TYPES
        assert data["name"], node
    for source, target, data in graph.edges(data=True):
        sources, targets = EDGE_ENDS[data["type"]]
        assert graph.nodes[source]["type"] in sources, (source, data["type"])
        assert graph.nodes[target]["type"] in targets, (target, data["type"])
        assert 0 <= data["confidence"] <= 1


def test_every_quote_of_our_samples_is_true(seeds_graph: Graph) -> None:
    check_format(seeds_graph)
    assert check_evidence(seeds_graph) > 100


def test_every_quote_of_the_shared_samples_is_true(shared: Path) -> None:
    graph = checked(graphkit.build([shared / "seeds"], settings=Settings(with_texts=True)))
    check_format(graph)
    assert check_evidence(graph) > 50
    said = {
        graph.nodes[s]["name"] for s, _, data in graph.edges(data=True) if data["type"] == "SAID"
    }
    assert {"Tricia McLaughlin", "Patrick Yoes", "Chris Southwood"} <= said
    posts = [data for _, data in graph.nodes(data=True) if data["type"] == "SocialPost"]
    assert len(posts) == 7
    assert all(post["author"] and post["handle"] and post["published"] for post in posts)


ODD_TEXTS = [
    "“",
    "said",
    "“Yes,” said Ann Roe.\r\n\r\n“No,” said Bob Day.\r\n",
    "\ufeff“Yes,” said Ann Roe.",
    "😀 “Yes 😀,” said Ann Roe 😀. “No.”",
    "Ann Roe said: “" + "very " * 3000 + "long.”",
    "\n\n\n— Ann Roe (@annroe) March 3, 2026\n\n\n",
    "“““““”””””",
    "'' `` \" «Oui» „Ja“ ‘No’ said Ann Roe",
    "Ann\u00a0Roe said\u2028that\u2029it\x0brained\x0c.",
    "e\u0301 said A\u030a",
    "Ann Roe said that " * 400,
    "@a: @b: (@c) pic.twitter.com/x — (@) March 3, 2026",
]


def test_no_text_is_too_odd(tmp_path: Path) -> None:
    for number, text in enumerate(ODD_TEXTS):
        (tmp_path / f"{number:02}.txt").write_bytes(text.encode())
    graph = checked(graphkit.build([tmp_path], settings=Settings(with_texts=True)))
    check_format(graph)
    check_evidence(graph)
    texts = texts_of(graph)
    assert [texts[f"{n:02}.txt"] for n in range(len(ODD_TEXTS))] == ODD_TEXTS


def run(*arguments: str | Path, seed: str = "0", check: bool = True) -> str:
    command = [sys.executable, "-m", "graphkit", *map(str, arguments)]
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if check:
        assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_same_articles_give_the_same_bytes(seeds: Path, tmp_path: Path) -> None:
    """Whatever the order of files and the seed of Python's hashes."""
    files = sorted(seeds.glob("0*"))
    run("build", *files, "-o", tmp_path / "a", "--title", "Fire", seed="1")
    run("build", *files[::-1], "-o", tmp_path / "b", "--title", "Fire", seed="2")
    for name in ("graph.json", "graph.html"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_a_line_a_document_in_the_order_of_input(seeds: Path, tmp_path: Path) -> None:
    files = [seeds / name for name in ("03-herald-air.txt", "01-ledger-fire.txt")]
    lines = [json.loads(line) for line in run("extract", *files).splitlines()]
    assert [line["doc"] for line in lines] == ["03-herald-air", "01-ledger-fire"]
    keys = {"doc", "document", "attributions", "entities", "posts", "disputes"}
    for line, file in zip(lines, files, strict=True):
        assert set(line) == keys
        assert line["document"] == file.name  # as graph.json has it
        text = file.read_bytes().decode()
        names = {entity["id"]: entity["name"] for entity in line["entities"]}
        for said in line["attributions"]:
            fixed = "source cue content kind stance confidence speaker words".split()
            assert {*fixed} <= set(said) <= {*fixed, "no_claim"}
            for part, words in said["words"].items():
                assert words == [text[start:end] for start, end in said[part]]
            for start, end in said["source"] + said["cue"] + said["content"]:
                assert 0 <= start < end <= len(text)
            if said["speaker"]:
                assert names[said["speaker"]["id"]] == said["speaker"]["name"]
        for entity in line["entities"]:
            assert entity["words"] == [text[start:end] for start, end in entity["evidence"]]
        for by, against in line["disputes"]:
            assert by != against
            assert max(by, against) < len(line["attributions"])


def test_extract_and_build_know_the_same_people(seeds: Path, seeds_graph: Graph) -> None:
    lines = [json.loads(line) for line in run("extract", seeds).splitlines()]
    ids = {entity["id"] for line in lines for entity in line["entities"]}
    assert ids <= set(seeds_graph.nodes)


@pytest.mark.skipif(not shutil.which("git"), reason="needs git")
def test_no_shared_article_is_in_the_repository(shared: Path, root: Path) -> None:
    """The shared articles are others' property: not a sentence of them may be committed."""
    listed = subprocess.run(["git", "ls-files"], cwd=root, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("not a git checkout")
    sentences = {
        line.strip()
        for file in (shared / "seeds").glob("*.txt")
        for line in file.read_text("utf-8").splitlines()
        if len(line.strip()) > 60
    }
    for name in listed.stdout.splitlines():
        path = root / name
        if path.suffix in {".py", ".txt", ".md", ".json", ".jsonl", ".html", ".tsv", ".yaml"}:
            text = path.read_text("utf-8", errors="replace") if path.is_file() else ""
            assert not [s for s in sentences if s in text], name
