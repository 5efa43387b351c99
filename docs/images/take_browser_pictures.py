"""The pictures of docs/neo4j-browser.md, taken from a real Neo4j Browser.

    python -m docs.images.take_browser_pictures HTTP_PORT PASSWORD

needs Chromium, and a Neo4j on this machine that has the graph in it (``graphkit push``).
"""

from __future__ import annotations

import sys
from pathlib import Path

from graphkit.graphdb.queries import find, style
from tests.graphdb.browser import neo4j_browser, run_in

HERE = Path(__file__).resolve().parent


def main() -> None:
    """Take all pictures."""
    with neo4j_browser(int(sys.argv[1]), sys.argv[2]) as page:
        run_in(page, f":style {style()}")
        page.wait_for_timeout(2000)
        run_in(page, ":clear")
        run_in(page, find("disputes/drawn").text)
        page.wait_for_selector("svg g.node")
        page.wait_for_timeout(6000)  # the picture settles
        page.screenshot(path=HERE / "browser-disputes.png")
        page.locator("svg g.relationship").first.click(force=True)
        page.get_by_text("quotes", exact=True).scroll_into_view_if_needed()
        page.wait_for_timeout(2000)
        page.screenshot(path=HERE / "browser-evidence.png")
        run_in(page, ":clear")
        run_in(page, find("disputes/who-disputes-whom").text)
        page.wait_for_timeout(5000)
        page.screenshot(path=HERE / "browser-table.png")


if __name__ == "__main__":
    main()
