"""A story as a document: every claim and dispute with its source, and no text is mark-up."""

from __future__ import annotations

import html
import re
import sys
from pathlib import Path
from typing import Any

import docx
import lxml.html
import networkx as nx
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from graphkit.cli import main
from graphkit.errors import MissingExtraError
from graphkit.exporters import write_json
from graphkit.reports.blocks import Block, Heading, Item, Pair, Run, Runs, Source, Text
from graphkit.reports.documents import WRITERS, markdown, page, write_docx
from graphkit.reports.story import story
from graphkit.schema import Graph
from tests.graphs import HOSTILE, made_up_graph

TAGS = {"p", "h1", "h2", "h3", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td"}
TAGS |= {"strong", "br", "a"}


def words_of(blocks: list[Block]) -> str:
    """All words of a document, letters and digits only."""

    def of(runs: Runs) -> str:
        return " ".join(str(run.source) if run.source else run.text for run in runs)

    parts: list[str] = []
    for block in blocks:
        match block:
            case Heading(_, text):
                parts.append(text)
            case Text(runs) | Item(runs):
                parts.append(of(runs))
            case Pair(left, right):
                parts += map(of, (*left, *right))
            case Source(_, title, about, _):
                parts += [title, about]
    return letters(" ".join(parts))


def letters(text: str) -> str:
    return "".join(re.findall(r"[^\W_]", text))


def read_markdown(text: str) -> lxml.html.HtmlElement:
    made = MarkdownIt("commonmark", {"html": True}).enable("table").render(text)
    return lxml.html.fromstring(f"<div>{made.replace(chr(0), '')}</div>")


@given(st.integers(0, 10_000), st.sampled_from([0.0, 0.3, 1.0]))
@settings(max_examples=15, deadline=None)
def test_markdown_says_the_words_and_nothing_in_them_is_mark_up(seed: int, hostile: float) -> None:
    blocks = story(made_up_graph(30, 80, seed=seed, hostile=hostile), "A story")
    read = read_markdown(markdown(blocks))
    assert {element.tag for element in read.iterdescendants()} <= TAGS
    for cell in read.iter("thead"):
        cell.drop_tree()
    assert letters(read.text_content()) == words_of(blocks)


@given(st.one_of(st.text(), st.sampled_from(HOSTILE)))
@settings(max_examples=150, deadline=None)
def test_no_text_becomes_mark_up_anywhere(text: str) -> None:
    runs = (Run(text),)
    blocks = [
        Heading(2, text),
        Text(runs),
        Item(runs),
        Pair((runs,), (runs, runs)),
        Item((Run(text, bold=True),)),
    ]
    read = read_markdown(markdown(blocks))
    assert {element.tag for element in read.iterdescendants()} <= TAGS - {"a"}
    assert len(read.findall(".//li")) == 2
    page_ = lxml.html.fromstring(page(blocks))
    assert not page_.xpath("//script | //img | //a")


@given(st.integers(0, 10_000), st.sampled_from([0.3, 1.0]))
@settings(max_examples=8, deadline=None)
def test_html_says_the_words_and_runs_nothing(seed: int, hostile: float) -> None:
    blocks = story(made_up_graph(30, 80, seed=seed, hostile=hostile), "A story")
    read = lxml.html.fromstring(page(blocks))
    assert not read.xpath("//script | //img | //*[@onerror] | //iframe | //form")
    body = " ".join(read.xpath("//body")[0].itertext())
    assert letters(body) == letters(words_of(blocks))
    for link in read.xpath("//a/@href"):
        assert link.startswith(("#source-", "https://"))
        assert not link.startswith("#") or read.get_element_by_id(link[1:]) is not None


@given(st.integers(0, 10_000))
@settings(
    max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_word_reads_the_words(tmp_path: Path, seed: int) -> None:
    blocks = story(made_up_graph(12, 20, seed=seed, hostile=0.5), "A story")
    write_docx(blocks, tmp_path / "out.docx")
    document = docx.Document(str(tmp_path / "out.docx"))
    found = letters(" ".join(p.text for p in document.paragraphs))
    for block in blocks:
        if isinstance(block, Item):
            assert (
                letters("".join(run.text or str(run.source or "") for run in block.runs)) in found
            )
    assert len(document.tables) == sum(isinstance(block, Pair) for block in blocks)


@pytest.fixture(scope="module")
def told(seeds_graph: Graph) -> list[Block]:
    return story(seeds_graph, "Fire at Ellery Falls")


def under(blocks: list[Block], title: str) -> list[Block]:
    """The blocks below a heading, to the next one of its level."""
    start = next(i for i, b in enumerate(blocks) if isinstance(b, Heading) and b.text == title)
    level = blocks[start].level  # type: ignore[union-attr]  # it is a heading
    rest = blocks[start + 1 :]
    end = next(
        (i for i, b in enumerate(rest) if isinstance(b, Heading) and b.level <= level), len(rest)
    )
    return rest[:end]


def test_every_line_of_the_story_has_its_source(told: list[Block], seeds_graph: Graph) -> None:
    articles = sum(data["type"] == "Article" for _, data in seeds_graph.nodes(data=True))
    for block in told:
        if isinstance(block, Item):
            assert any(1 <= run.source <= articles for run in block.runs), block
        if isinstance(block, Pair):
            for side in (block.left, block.right):
                assert any(run.source for runs in side for run in runs), block
    assert [b.number for b in told if isinstance(b, Source)] == list(range(1, articles + 1))


def test_every_claim_is_told_once_in_the_order_of_days(
    told: list[Block], seeds_graph: Graph
) -> None:
    sequence = under(told, "Who said what")
    claims = [data for _, data in seeds_graph.nodes(data=True) if data["type"] == "Claim"]
    assert sum(isinstance(block, Item) for block in sequence) == len(claims)
    days = [block.text for block in sequence if isinstance(block, Heading)]
    assert days == sorted(days)


def test_a_dispute_has_both_sides_with_their_words(told: list[Block]) -> None:
    pairs = [block for block in under(told, "Disputed") if isinstance(block, Pair)]
    sides = {
        (
            "".join(r.text for runs in p.left for r in runs),
            "".join(r.text for runs in p.right for r in runs),
        )
        for p in pairs
    }
    assert any("Amara Nwosu“The state’s vans" in one and "Carl Reyes" in two for one, two in sides)


def test_who_was_first_is_told_only_where_dates_tell_it() -> None:
    def first(*days: str | None) -> str:
        graph: Graph = nx.MultiDiGraph()
        items = []
        for number, day in enumerate(days):
            doc, outlet = f"{number}.txt", f"Outlet {number}"
            graph.add_node(doc, type="Article", name=doc, doc=doc, outlet=outlet, published=day)
            items.append(
                {
                    "doc": doc,
                    "start": 0,
                    "end": 1,
                    "quote": "It.",
                    "kind": "direct",
                    "published": day,
                }
            )
        graph.add_node("c", type="Claim", name="It.", text="It.", evidence=items)
        for item in items:
            graph.add_edge("c", item["doc"], type="APPEARS_IN", evidence=[], confidence=1.0)
        (line,) = [
            b
            for b in under(story(graph, ""), "First to report, and who followed")
            if isinstance(b, Item)
        ]
        return "".join(run.text for run in line.runs)

    assert "First: Outlet 1, 2025-03-01 ; then Outlet 0" in first("2025-03-02", "2025-03-01")
    assert "First on 2025-03-01, both on that day" in first("2025-03-01", "2025-03-01T10:00")
    assert "Not all dates are known" in first("2025-03-01", None)
    assert "Not all dates are known" in first("2025-03-01", "2025")


def test_what_is_open_is_asked(told: list[Block], seeds_graph: Graph) -> None:
    unnamed = under(told, "No named source")
    sourced = {t for _, t, d in seeds_graph.edges(data=True) if d["type"] in ("SAID", "STATES")}
    claims = [
        n for n, d in seeds_graph.nodes(data=True) if d["type"] == "Claim" and not d.get("told_as")
    ]
    assert len(unnamed) == len(set(claims) - sourced)
    assert under(told, "Told by one source in one outlet only")


def test_a_graph_of_nothing_is_a_document_too() -> None:
    assert markdown(story(nx.MultiDiGraph(), "Empty")).startswith("# Empty\n\nNothing was found")


@pytest.mark.parametrize("kind", sorted(WRITERS))
def test_the_command_writes_each_kind_and_the_same_twice(
    tmp_path: Path, seeds_graph: Graph, kind: str
) -> None:
    write_json(seeds_graph, tmp_path / "graph.json")
    written: list[Any] = []
    for name in ("one", "two"):
        path = tmp_path / f"{name}.{kind}"
        done = CliRunner().invoke(main, ["report", str(tmp_path / "graph.json"), "-o", str(path)])
        assert done.exit_code == 0, done.output
        written.append(
            path.read_bytes() if kind != "docx" else docx.Document(str(path)).element.xml
        )
    assert written[0] == written[1]


def test_a_kind_that_is_none_is_told(tmp_path: Path, seeds_graph: Graph) -> None:
    write_json(seeds_graph, tmp_path / "graph.json")
    done = CliRunner().invoke(main, ["report", str(tmp_path / "graph.json"), "-o", "x.pdf"])
    assert done.exit_code == 2
    assert ".docx" in done.stderr


def test_without_python_docx_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(MissingExtraError, match=r"graphkit\[docx\]"):
        write_docx([], tmp_path / "out.docx")


def test_an_address_is_a_link_only_where_a_browser_may_open_it() -> None:
    graph: Graph = nx.MultiDiGraph()
    for number, url in enumerate(("javascript:alert(1)", 'https://a.example/?q=<b>"x"')):
        graph.add_node(str(number), type="Article", name="A", url=url)
    made = page(story(graph, "T"))
    assert re.findall(r'href="([^"]*)"', made) == [html.escape('https://a.example/?q=<b>"x"')]
