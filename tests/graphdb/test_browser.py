"""Neo4j Browser itself, in a real Chromium, draws what a saved query finds."""

from __future__ import annotations

from pathlib import Path

from graphkit.exporters import read_json
from graphkit.graphdb.queries import find, style
from tests.graphdb.test_push import pushed
from tests.neo4j_server import LocalServer, missing

STORY = Path(__file__).resolve().parent.parent / "data" / "story.json"


def test_browser_draws_the_disputes_in_our_colours(own_neo4j: LocalServer) -> None:
    try:
        from tests.graphdb.browser import chromium, neo4j_browser, run_in
    except ImportError:
        missing('no playwright: pip install "graphkit[dev]"')
    if not chromium():
        missing("no Chromium: apt-get install chromium")
    own_neo4j.run_empty()
    name = "browser"
    pushed(own_neo4j.server, read_json(STORY), name)
    with neo4j_browser(own_neo4j.http, own_neo4j.password) as page:
        run_in(page, f":style {style()}")
        page.wait_for_timeout(1000)
        run_in(page, find("disputes/drawn").text)
        page.wait_for_selector("svg g.relationship")
        assert page.locator("svg g.node").count() >= 5
        assert page.locator("svg g.relationship").count() >= 4
        drawn = page.locator("svg g.node").evaluate_all(
            "nodes => nodes.map(node => node.innerHTML.toLowerCase())"
        )
        assert any("#0072b2" in node for node in drawn)
