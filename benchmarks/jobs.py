"""A reporter's jobs in a page, done with mouse and keys as a person does them: steps and seconds.

    python -m benchmarks.jobs graph.html --person "Hillary Clinton" --claim "private email server"

The seconds are those of the machine between the first and the last step, opening the file
included; a person adds the time to read and to move.
"""

from __future__ import annotations

import argparse
import os
import re
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ARGUMENTS = ["--no-sandbox", "--disable-gpu"]


class Desk:
    """A page at which steps are counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.steps = page, 0

    def click(self, selector: str) -> None:
        """Click the first that fits."""
        self.steps += 1
        self.page.locator(selector).first.click()

    def type(self, words: str) -> None:
        """Type into the search and open the best."""
        self.steps += 2
        self.page.click("#search")
        self.page.keyboard.type(words)
        self.page.keyboard.press("Enter")
        self.page.wait_for_selector("#panel:not([hidden])")

    def copied(self) -> str:
        """What is on the clipboard."""
        return str(self.page.evaluate("navigator.clipboard.readText()"))


def disputes(desk: Desk, person: str, _: str) -> str:
    """Who disputes whom, with both quotes copied."""
    desk.click("#tabs [data-view=disputes]")
    desk.click("#view-disputes .dispute button:text-is('Copy both')")
    words = desk.copied()
    return f"{desk.page.inner_text('#view-disputes .meta span')}; copied {len(words)} characters"


def all_said(desk: Desk, person: str, _: str) -> str:
    """All that one person said, in order, copied."""
    desk.type(person)
    desk.click("#panel button:text-is('All quotes')")
    desk.click("#view-sheet button:text-is('Copy all')")
    return desk.copied().split("\n")[0]


def first_report(desk: Desk, _: str, claim: str) -> str:
    """First report and repeats of one claim."""
    desk.type(claim)
    places = desk.page.locator("#panel .journey > li").count()
    told = desk.page.locator("#panel .meta span", has_text=re.compile("^first |^no date"))
    return f"{told.first.inner_text()}; {places} places"


def printed(desk: Desk, _: str, __: str) -> str:
    """The page printed."""
    desk.steps += 1
    return f"{len(desk.page.pdf(format='A4')) / 1e3:.0f} kB of PDF"


JOBS: dict[str, Callable[[Desk, str, str], str]] = {
    "who disputes whom, both quotes copied": disputes,
    "all one person said, in order, copied": all_said,
    "first report and repeats of one claim": first_report,
    "the page printed": printed,
}


def do(browser: Browser, path: Path, job: str, person: str, claim: str) -> str:
    """One job in a fresh page: a row of the table."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    start = time.perf_counter()
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-ready]", state="attached")
    opened = time.perf_counter() - start
    desk = Desk(page)
    found = JOBS[job](desk, person, claim)
    seconds = time.perf_counter() - start
    context.close()
    return f"| {job} | {desk.steps} | {opened:.1f} | {seconds:.1f} | {found} |"


def main() -> None:
    """Do every job and print a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("page", type=Path)
    parser.add_argument("--person", required=True)
    parser.add_argument("--claim", required=True, help="some of its words")
    default = os.environ.get("GRAPHKIT_CHROMIUM", "/usr/bin/chromium")
    parser.add_argument("--chromium", default=default)
    options = parser.parse_args()
    print("| job | steps | opened, s | done, s | found |\n|---|---|---|---|---|")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=options.chromium, args=ARGUMENTS)
        for job in JOBS:
            row = do(browser, options.page.resolve(), job, options.person, options.claim)
            print(row, flush=True)
        browser.close()


if __name__ == "__main__":
    main()
