"""Neo4j Browser in a headless Chromium: sign in, run a query, look at what it draws."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, sync_playwright

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
_PATIENCE = 240_000


def chromium() -> str | None:
    """Path of an installed Chromium, or None."""
    return next(filter(None, map(shutil.which, CHROMIUM)), None)


@contextmanager
def neo4j_browser(http_port: int, password: str) -> Iterator[Page]:
    """Neo4j Browser at the server's HTTP port, signed in."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        page = running.new_page(viewport={"width": 1280, "height": 860})
        page.set_default_timeout(_PATIENCE)
        page.goto(f"http://127.0.0.1:{http_port}/browser/")
        page.fill("[data-testid=username]", "neo4j")
        page.fill("[data-testid=password]", password)
        page.click("[data-testid=connect]")
        page.wait_for_selector("[data-testid=password]", state="detached")
        yield page
        running.close()


def run_in(page: Page, text: str) -> None:
    """Put the text into the editor and run it, as a favourite is run."""
    page.click(".monaco-editor")
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(text)
    page.keyboard.press("Control+Enter")
