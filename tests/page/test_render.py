"""The file: whole, self-contained, and the vendored library is what its note says."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import networkx as nx

from graphkit.page import GraphView, render_html, render_page, show
from graphkit.page.render import ASSETS
from tests.page.story import story_graph


def test_the_vendored_library_is_the_one_noted() -> None:
    note = json.loads((ASSETS / "vendor" / "vis-network.json").read_text())
    library = (ASSETS / "vendor" / "vis-network.min.js").read_bytes()
    assert hashlib.sha256(library).hexdigest() == note["sha256"]
    assert f"@version {note['version']}".encode() in library
    assert (ASSETS / "vendor" / "vis-network.LICENSE-MIT.txt").exists()


def test_nothing_in_the_page_is_to_be_loaded() -> None:
    page = render_html(story_graph())
    head = page.split("<script>", 1)[0]
    assert not re.search(r"<(link|img|iframe|object|embed)\b|\bsrc=|@import|url\(", head)
    assert "default-src &#39;none&#39;" in head
    assert "unsafe" not in head
    assert "sourceMappingURL" not in page


def test_the_title_is_escaped_and_the_file_is_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    render_page(story_graph(), path, title='<b>"ñ" & 🔥</b>\ud800')
    text = path.read_bytes().decode("utf-8")
    assert "<title>&lt;b&gt;&#34;ñ&#34; &amp; 🔥&lt;/b&gt;?</title>" in text
    assert [p.name for p in tmp_path.iterdir()] == ["page.html"]


def test_an_empty_graph_has_a_page() -> None:
    assert "gk-graph" in render_html(nx.MultiDiGraph())


def test_the_callers_graph_stays_as_it_was() -> None:
    graph = story_graph()
    before = nx.node_link_data(graph, edges="edges")
    render_html(graph, with_texts=True)
    assert nx.node_link_data(graph, edges="edges") == before


def test_a_notebook_shows_the_page_in_a_frame_that_reaches_nothing() -> None:
    view = show(story_graph(), title='Fire "x"')
    assert isinstance(view, GraphView)
    frame = view._repr_html_()
    assert frame.startswith('<iframe title="Fire &quot;x&quot;" sandbox="allow-scripts')
    assert "allow-same-origin" not in frame
    assert frame.count("<") == 2  # the frame itself; the page in it is escaped
