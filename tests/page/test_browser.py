"""The page in a real Chromium: click, type, filter, follow the address, take things out."""

from __future__ import annotations

import csv
import io
import json
import re
import struct
import xml.etree.ElementTree as ET
from pathlib import Path

import networkx as nx
import pytest

import graphkit
from graphkit.page import render_page
from graphkit.page import show as show_graph
from graphkit.schema import Graph
from tests.page.conftest import Opened, Opener
from tests.page.story import ALARM, CREW, story_graph


def find(one: Opened, words: str) -> None:
    one.page.fill("#search", words)
    one.page.wait_for_selector("#found:not([hidden])")


def test_it_opens_on_the_map_with_a_legend_that_counts(show: Opener, story: Path) -> None:
    one = show(story)
    assert one.page.title() == "The Osprey fire"
    assert one.page.inner_text("#summary") == "Showing 17 of 25 nodes, 24 of 44 ties."
    legend = one.page.inner_text("#filters")
    assert "People\n7" in legend
    assert "Disputes\n3" in legend
    ink = one.page.evaluate(
        """() => { const c = document.querySelector('#canvas canvas');
        const data = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
        let n = 0; for (let i = 3; i < data.length; i += 4) n += data[i] > 0; return n; }"""
    )
    assert ink > 5000


def test_a_node_on_the_canvas_opens_its_panel(show: Opener, story: Path) -> None:
    one = show(story)
    spot = one.page.evaluate(
        """() => { const i = GK.data.number('person:ilse-marrow'); const [x, y] = GK.data.place(i);
        const p = GK.draw.network().canvasToDOM({x, y});
        const b = document.getElementById('canvas').getBoundingClientRect();
        return [p.x + b.left, p.y + b.top]; }"""
    )
    one.page.mouse.click(*spot)
    one.page.wait_for_selector("#panel:not([hidden])")
    assert one.panel().startswith("Person")
    assert "sel=person:ilse-marrow" in one.state()


def test_a_claim_shows_wording_speaker_places_disputes_and_its_way(
    show: Opener, story: Path
) -> None:
    words = show(story, "sel=claim:alarm").panel()
    assert f"The record shows that {ALARM}" in words
    assert "Said by (1)\nIlse Marrow" in words.replace("\n\n", "\n")
    assert "Disputes (2)" in words
    assert CREW in words
    assert "How it travelled (4)" in words
    assert words.index("first report") < words.index("last report")
    assert "shortened" not in words.split("first report")[0]
    assert "speaker open: the text names a role and no name" in words
    for outlet in ("Larkport Herald", "Osterby Gazette", "Northern Wire"):
        assert outlet in words
    assert "93 % sure" in words


def test_a_quote_is_marked_in_its_sentence(show: Opener, story: Path) -> None:
    page = show(story, "sel=claim:alarm").page
    quote = page.locator(".journey blockquote").first
    assert quote.locator("mark").inner_text() == f"The record shows that {ALARM}"
    assert quote.inner_text().startswith("“The record shows")
    assert quote.inner_text().endswith(
        "said Ilse Marrow, chief inspector of the Harbour Safety Board."
    )


def test_without_texts_the_quote_stands_alone(show: Opener, tmp_path: Path) -> None:
    render_page(story_graph(), tmp_path / "p.html")
    page = show(tmp_path / "p.html", "sel=claim:alarm").page
    assert (
        page.locator(".journey blockquote").first.inner_text() == f"The record shows that {ALARM}"
    )
    assert page.locator("text=read here").count() == 0


def test_a_person_shows_roles_claims_body_and_articles(show: Opener, story: Path) -> None:
    words = show(story, "sel=person:ilse-marrow").panel()
    assert "Also called Marrow" in words
    assert "chief inspector" in words
    assert "Harbour Safety Board" in words
    assert "Said (1)" in words
    assert "Affiliated with (1)" in words
    assert re.search(r"Named \d+ times in 3 articles", words)


def test_an_edge_shows_every_quote(show: Opener, story: Path) -> None:
    one = show(story, "sel=person:ilse-marrow")
    one.page.get_by_role("button", name="3 quotes: Ilse Marrow said").click()
    words = one.panel()
    assert "Evidence (3)" in words
    assert words.count(ALARM) >= 3
    one.page.reload()
    one.page.wait_for_selector("html[data-ready]", state="attached")
    assert "Evidence (3)" in one.panel()


def test_a_quote_is_copied_with_outlet_date_and_link(show: Opener, story: Path) -> None:
    one = show(story, "sel=claim:crew")
    one.page.locator(".journey, #panel section").get_by_role(
        "button", name="Copy", exact=True
    ).first.click()
    copied = one.page.evaluate("navigator.clipboard.readText()")
    assert copied == (
        f"“{CREW}” — Rena Castell, Osterby Gazette, 4 Mar 2026, 09:05, "
        "Ferry line rejects inspector's account, https://news.example/gazette-denial"
    )


def test_disputes_stand_side_by_side(show: Opener, story: Path) -> None:
    one = show(story)
    one.page.locator("#tabs button", has_text="Disputes").click()
    cards = one.page.locator("#view-disputes .dispute")
    assert cards.count() == 3
    first = one.page.locator("#view-disputes .dispute", has_text=CREW)
    sides = first.locator(".side")
    assert CREW in sides.nth(0).inner_text()
    assert ALARM in sides.nth(1).inner_text()
    left, right = (sides.nth(n).bounding_box() for n in (0, 1))
    assert left
    assert right
    assert left["y"] == right["y"]
    assert left["x"] + left["width"] <= right["x"]
    first.get_by_role("button", name="This claim").first.click()
    assert "How it travelled" in one.panel() or "Where it stands" in one.panel()


def test_a_dispute_that_no_word_tells_is_marked_and_comes_last(
    show: Opener, tmp_path: Path
) -> None:
    graph = story_graph()
    for *ends, data in graph.edges(data=True):
        if data["type"] == "DISPUTES" and ends == ["organization:northline-ferries", "claim:alarm"]:
            data.update(possible=True, why="contradiction", confidence=0.99)
    render_page(graph, tmp_path / "possible.html")
    one = show(tmp_path / "possible.html", "view=disputes")
    cards = one.page.locator("#view-disputes .dispute")
    flags = [cards.nth(n).locator(".flag", has_text="possible").count() for n in range(3)]
    assert flags == [0, 0, 1]
    assert "denial: “not true”" in cards.filter(has_text=CREW).inner_text()


def test_somebody_and_what_he_says_against_a_claim_are_one_card(
    show: Opener, tmp_path: Path
) -> None:
    graph = story_graph()
    speaker = next(s for s, c, d in graph.in_edges("claim:crew", data=True) if d["type"] == "SAID")
    there = next(
        data for *ends, data in graph.edges(data=True)
        if data["type"] == "DISPUTES" and ends == ["claim:crew", "claim:alarm"]
    )  # fmt: skip
    graph.add_edge(speaker, "claim:alarm", key="himself", **there)
    render_page(graph, tmp_path / "himself.html")
    one = show(tmp_path / "himself.html", "view=disputes")
    assert one.page.locator("#view-disputes .dispute").count() == 3


def test_two_who_dispute_each_other_are_one_card(show: Opener, tmp_path: Path) -> None:
    graph = story_graph()
    there = next(
        data for *ends, data in graph.edges(data=True)
        if data["type"] == "DISPUTES" and ends == ["claim:crew", "claim:alarm"]
    )  # fmt: skip
    graph.add_edge("claim:alarm", "claim:crew", key="back", **there)
    render_page(graph, tmp_path / "both.html")
    one = show(tmp_path / "both.html", "view=disputes")
    assert one.page.locator("#view-disputes .dispute").count() == 3
    both = one.page.locator("#view-disputes .dispute", has_text="Disputes too")
    assert both.count() == 1
    both.get_by_role("button", name="Evidence, other way").click()
    assert "claim:alarm" in one.page.evaluate("GK.state.get().edge")


def test_no_name_is_cut_off_by_the_edge(show: Opener, story: Path) -> None:
    one = show(story, width=800, height=500)
    one.page.evaluate("GK.draw.zoom(1.8)")
    one.page.wait_for_timeout(300)
    cut = one.page.evaluate(
        """() => { const n = GK.draw.network(); const seen = GK.labels.boxes().map(([a, b, c, e]) =>
        [n.canvasToDOM({x: a, y: b}), n.canvasToDOM({x: c, y: e})]);
        const box = document.getElementById('canvas').getBoundingClientRect();
        return [seen.length, seen.filter(([low, high]) => low.x < -1 || low.y < -1
          || high.x > box.width + 1 || high.y > box.height + 1).length]; }"""
    )
    assert cut[0] > 0
    assert cut[1] == 0


def test_disputes_only_draws_who_is_against_whom(show: Opener, story: Path) -> None:
    one = show(story)
    one.page.check("#only-disputes")
    assert "only=disputes" in one.state()
    drawn = one.drawn()
    assert {"claim:crew", "claim:alarm", "person:rena-castell", "person:ilse-marrow"} <= set(drawn)
    assert "outlet:northern-wire" not in drawn
    one.click("Back to the map")
    assert "outlet:northern-wire" in one.drawn()


FOUND = {
    "ilse": "Ilse Marrow",
    "captain tomas": "Tomas Hale",
    "@mikadunmore": "Mika Dunmore",
    "working when we left": "Nobody on my crew touched that alarm.",
    "switched off": "The record shows",
}


def test_search_finds_names_aliases_handles_and_claims(show: Opener, story: Path) -> None:
    one = show(story)
    for words, first in FOUND.items():
        find(one, words)
        assert one.page.locator("#found li").first.inner_text().startswith(first)
    one.page.keyboard.press("ArrowDown")
    one.page.keyboard.press("Enter")
    assert not one.page.locator("#panel").is_hidden()


def test_search_says_when_there_is_nothing(show: Opener, story: Path) -> None:
    one = show(story)
    find(one, "zzz")
    assert one.page.inner_text("#found") == "Nothing found"


def test_types_can_be_switched_off_and_the_address_keeps_it(show: Opener, story: Path) -> None:
    one = show(story)
    one.page.uncheck("[data-type='Outlet']")
    assert not [n for n in one.drawn() if n.startswith("outlet:")]
    one.page.check("[data-type='Article']")
    one.page.check("[data-type='APPEARS_IN']")
    assert [n for n in one.drawn() if n.startswith("article:")]
    before = one.drawn()
    one.page.reload()
    one.page.wait_for_selector("html[data-ready]", state="attached")
    assert one.drawn() == before
    assert not one.page.is_checked("[data-type='Outlet']")
    one.click("Reset filters")
    assert [n for n in one.drawn() if n.startswith("outlet:")]


def test_time_narrows_what_is_shown(show: Opener, story: Path) -> None:
    one = show(story)
    one.page.locator("#time-from").fill("4")
    assert "from=2026-03-06" in one.state()
    assert "claim:crew" not in one.drawn()
    assert one.page.inner_text("#time-from-day") == "6 Mar 2026"


def test_the_neighbourhood_grows_with_the_steps(show: Opener, story: Path) -> None:
    one = show(story, "sel=person:ilse-marrow")
    one.click("Neighbourhood")
    assert set(one.drawn()) == {"person:ilse-marrow", "claim:alarm", "agency:harbour-safety-board"}
    one.click("2 steps")
    assert "person:rena-castell" not in one.drawn()
    assert "claim:crew" in one.drawn()
    one.click("3 steps")
    assert "person:rena-castell" in one.drawn()
    assert "hops=3" in one.state()


def test_the_shortest_path_between_two_nodes(show: Opener, story: Path) -> None:
    one = show(story, "sel=person:ilse-marrow")
    one.click("Path from here")
    find(one, "Rena")
    one.page.keyboard.press("Enter")
    one.click("Path from Ilse Marrow")
    start, first, _, end = one.drawn()
    assert (start, first, end) == ("person:ilse-marrow", "claim:alarm", "person:rena-castell")
    assert "Shortest path: 3 ties" in one.page.inner_text("#scene")


def test_back_goes_back(show: Opener, story: Path) -> None:
    one = show(story)
    one.page.locator("#tabs button", has_text="List").click()
    one.page.locator("#view-list tbody button").first.click()
    assert "sel=" in one.state()
    one.page.go_back()
    assert "sel=" not in one.state()
    assert one.page.locator("#panel").is_hidden()
    one.page.go_back()
    assert one.page.locator("#view-map").is_visible()


def test_the_list_has_every_node_in_words(show: Opener, story: Path) -> None:
    one = show(story, "view=list&off=")
    rows = one.page.locator("#view-list tbody tr")
    assert rows.count() == 25
    one.page.locator("#view-list th button", has_text="Name").click()
    names = [row.split("\t")[1] for row in rows.all_inner_texts()]
    assert names == sorted(names, key=str.lower)


def test_the_time_line_is_in_order(show: Opener, story: Path) -> None:
    one = show(story, "view=timeline")
    words = one.page.inner_text("#view-timeline")
    days = [words.index(day) for day in ("2 Mar 2026", "3 Mar 2026", "4 Mar 2026", "5 Mar 2026")]
    assert days == sorted(days)
    one.page.locator("#view-timeline .node", has_text="smoke had been seen").click()
    assert "Disputes" in one.panel()


def test_an_article_is_read_with_its_claims_marked(show: Opener, story: Path) -> None:
    one = show(story, "sel=article:herald-fire")
    one.click("Read here")
    marks = one.page.locator("#view-read .found")
    assert marks.all_inner_texts() == [
        f"The record shows that {ALARM}",
        "We pulled forty-one people out of the water in nineteen minutes, and every one is alive",
        "smoke had been seen a week earlier",
    ]
    text = one.page.inner_text("#view-read .reading")
    assert "LARKPORT 🔥⛴️" in text
    marks.nth(2).focus()
    one.page.keyboard.press("Enter")
    assert "smoke had been seen a week earlier" in one.panel()


def test_everything_can_be_reached_with_the_keyboard(show: Opener, story: Path) -> None:
    one = show(story)
    one.page.keyboard.press("Tab")
    assert one.page.evaluate("document.activeElement.id") == "skip"
    one.page.keyboard.press("Enter")
    assert one.page.locator("#view-list").is_visible()
    one.page.keyboard.press("/")
    assert one.page.evaluate("document.activeElement.id") == "search"
    one.page.keyboard.type("rena")
    one.page.keyboard.press("Enter")
    assert "Rena Castell" in one.panel()
    one.page.locator("#panel .close").focus()
    one.page.keyboard.press("Escape")
    assert one.page.locator("#panel").is_hidden()


def export(one: Opened, words: str, tmp_path: Path) -> bytes:
    one.click("Export")
    with one.page.expect_download() as download:
        one.click(words)
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    return path.read_bytes()


def test_png_is_a_picture_of_the_map(show: Opener, story: Path, tmp_path: Path) -> None:
    data = export(show(story), "Picture (PNG)", tmp_path)
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", data[16:24])
    assert width > 600
    assert height > 400


def test_svg_has_every_node_as_a_shape_with_its_name(
    show: Opener, story: Path, tmp_path: Path
) -> None:
    one = show(story)
    tree = ET.fromstring(export(one, "Drawing (SVG)", tmp_path))
    titles = [t.text for t in tree.iter("{http://www.w3.org/2000/svg}title")]
    assert "Person: Ilse Marrow" in titles
    assert len(titles) == 1 + len(one.drawn())


def test_csv_has_a_row_for_every_quote_shown(show: Opener, story: Path, tmp_path: Path) -> None:
    one = show(story)
    text = export(one, "Ties shown, with quotes (CSV)", tmp_path).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    said = [r for r in rows if r["source"] == "person:ilse-marrow" and r["type"] == "SAID"]
    assert [r["outlet"] for r in said] == ["Larkport Herald", "Osterby Gazette", "Larkport Herald"]
    assert all(ALARM in r["quote"] for r in said)
    nodes = export(one, "Nodes shown (CSV)", tmp_path).decode("utf-8-sig")
    assert len(list(csv.DictReader(io.StringIO(nodes)))) == len(one.drawn())


def test_json_of_all_is_the_graph_again(show: Opener, story: Path, tmp_path: Path) -> None:
    one = show(story, "off=&loose=1")
    data = json.loads(export(one, "Shown part (JSON)", tmp_path))
    again: Graph = nx.node_link_graph(data, edges="edges")
    graph = story_graph()
    assert set(again.nodes) == set(graph.nodes)
    assert set(again.edges(keys=True)) == set(graph.edges(keys=True))
    for source, target, key, attributes in graph.edges(keys=True, data=True):
        found = again.edges[source, target, key]
        assert found["type"] == attributes["type"]
        assert found["evidence"] == attributes["evidence"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_theme_follows_the_system_and_can_be_changed(
    show: Opener, story: Path, scheme: str
) -> None:
    one = show(story, scheme=scheme)
    theme = "document.documentElement.dataset.theme"
    assert one.page.evaluate(theme) == scheme
    one.page.click("#theme")
    assert one.page.evaluate(theme) != scheme


@pytest.mark.parametrize(("width", "height"), [(375, 740), (768, 1024), (2560, 1300)])
def test_nothing_is_cut_off_at_any_width(
    show: Opener, story: Path, width: int, height: int
) -> None:
    one = show(story, "sel=claim:alarm", width=width, height=height)
    for view in ("map", "disputes", "list", "timeline"):
        one.page.evaluate("(view) => GK.state.set({ view })", view)
        wide = one.page.evaluate(
            """() => [...document.querySelectorAll('body, .bar, #panel, .view:not([hidden])')]
            .filter((e) => e.scrollWidth > e.clientWidth + 1).map((e) => e.id || e.className)"""
        )
        assert (view, wide) == (view, [])
        assert one.page.locator("#panel h3").first.is_visible()


def test_paper_has_the_evidence_and_no_buttons(show: Opener, story: Path) -> None:
    one = show(story, "view=disputes")
    one.page.emulate_media(media="print")
    assert one.page.locator(".tools").is_hidden()
    assert one.page.locator("#filters").is_hidden()
    assert one.page.locator(".dispute").first.is_visible()


def test_a_large_graph_shows_its_core_and_opens_stories(show: Opener, tmp_path: Path) -> None:
    from benchmarks.newsgraph import news_graph

    render_page(news_graph(2600), tmp_path / "large.html", title="Large")
    one = show(tmp_path / "large.html")
    drawn = one.drawn()
    assert 700 < len(drawn) <= 1000
    assert "of 2,600" in one.page.inner_text("#scene")
    one.page.locator("#filters .story").first.click()
    one.page.get_by_role("button", name="Open: show all").click()
    assert len(one.drawn()) > len(drawn)
    hidden = one.page.evaluate(
        """() => { for (let i = GK.data.nodeCount - 1; ; i -= 1) {
        const name = GK.data.attributes(i).text; if (name && !GK.scene.now().nodes.includes(i)) {
        return [GK.data.id(i), name]; } } }"""
    )
    find(one, hidden[1])
    one.page.locator("#found li").first.click()
    assert hidden[1] in one.panel()


def test_an_empty_graph_opens(show: Opener, tmp_path: Path) -> None:
    render_page(nx.MultiDiGraph(), tmp_path / "empty.html")
    one = show(tmp_path / "empty.html")
    assert one.drawn() == []
    one.page.locator("#tabs button", has_text="Time line").click()


def test_the_frame_of_a_notebook_works(show: Opener, tmp_path: Path) -> None:
    notebook = tmp_path / "notebook.html"
    view = show_graph(story_graph(), title="In a notebook")
    notebook.write_text(f"<!doctype html><p>cell</p>{view._repr_html_()}", encoding="utf-8")
    one = show(notebook, waits=False)
    frame = one.page.frame_locator("iframe")
    frame.locator("#tabs button", has_text="Disputes").click()
    assert frame.locator(".dispute").count() == 3


def test_our_sample_articles_open(show: Opener, seeds_page: Path) -> None:
    one = show(seeds_page)
    assert len(one.drawn()) > 20
    find(one, "whitlock")
    one.page.keyboard.press("Enter")
    assert "Dana Whitlock" in one.panel()
    assert "Said (" in one.panel()
    one.page.locator("#tabs button", has_text="Disputes").click()
    assert one.page.locator("#view-disputes h2").is_visible()


def test_the_shared_articles_open(show: Opener, shared: Path, tmp_path: Path) -> None:
    graph = graphkit.build([shared / "seeds"])
    render_page(graph, tmp_path / "shared.html", title="Shared")
    one = show(tmp_path / "shared.html")
    assert len(one.drawn()) > 10
    find(one, "McLaughlin")
    one.page.keyboard.press("Enter")
    assert "Tricia McLaughlin" in one.panel()
