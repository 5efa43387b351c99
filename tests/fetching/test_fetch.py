"""Pages are fetched politely, safely, and once; what was not is told, with the reason."""

from __future__ import annotations

import gzip
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from graphkit.cli import main
from graphkit.errors import InputError
from graphkit.fetching import Manners, Outcome, Store, fetch_pages, read_networks
from graphkit.fetching.http import Answer
from graphkit.model import Document
from graphkit.readers import read
from tests.fetching.site import HERE, INNER, Site, article, running

MANNERS = Manners(
    agent="graphkit/test",
    delay=0.0,
    timeout=10.0,
    longest=20.0,
    largest=2_000_000,
    retries=0,
    patience=2.0,
    allowed=read_networks([HERE]),
)
HTML = {"Content-Type": "text/html; charset=utf-8"}


@pytest.fixture
def site() -> Iterator[Site]:
    with running(HERE) as site:
        yield site


@pytest.fixture
def inner() -> Iterator[Site]:
    with running(INNER) as site:
        yield site


def fetch(folder: Path, *urls: str, manners: Manners = MANNERS, **how: Any) -> list[Outcome]:
    return fetch_pages(urls, Store(folder), manners, **how)


def command(*arguments: object) -> Result:
    quick = ("--delay=0", "--timeout=10", "--retries=0", f"--allow-address={HERE}")
    return CliRunner().invoke(main, ["fetch", *map(str, arguments), *quick])


def read_all(folder: Path) -> list[Document]:
    problems: list[InputError] = []
    documents = list(read([folder], problems.append))
    assert not problems
    return documents


def test_a_page_is_kept_as_received_and_read_with_its_address_and_time(
    site: Site, tmp_path: Path
) -> None:
    url = f"{site.url}/story/bridge-vote.html?utm_source=x&page=2#top"
    (outcome,) = fetch(tmp_path, url)
    assert outcome.new
    assert outcome.file is not None
    assert outcome.file.read_bytes().startswith(b"<!DOCTYPE html>")
    assert "bridge-vote" in outcome.file.name
    beside = json.loads(outcome.file.with_suffix(".fetched").read_text("utf-8"))
    assert beside["url"] == f"{site.url}/story/bridge-vote.html?page=2"
    assert ["Content-Type", "text/html; charset=utf-8"] in beside["headers"]
    (document,) = read_all(tmp_path)
    assert document.url == beside["url"]
    assert document.fetched == beside["fetched"]
    assert "“Not today,” said Jürgen Roe." in document.text


@pytest.mark.parametrize(
    ("sent", "declared"),
    [("windows-1252", ""), ("utf-8", '<meta charset="windows-1252">'), ("nonsense", "")],
)
def test_a_page_is_read_in_the_character_set_that_it_was_sent_in_or_declares(
    site: Site, tmp_path: Path, sent: str, declared: str
) -> None:
    data = article("Old").replace("<title>", f"{declared}<title>")
    coded = data.encode("utf-8" if sent == "nonsense" else "windows-1252")
    site.pages["/story"] = (200, {"Content-Type": f"text/html; charset={sent}"}, coded)
    fetch(tmp_path, f"{site.url}/story")
    assert "“Not today,” said Jürgen Roe." in read_all(tmp_path)[0].text


def test_we_say_who_asks_and_ask_robots_first(site: Site, tmp_path: Path) -> None:
    fetch(tmp_path, f"{site.url}/story")
    assert [path for _, path in site.times] == ["/robots.txt", "/story"]
    assert site.agents == {"graphkit/test"}


#: Path → why it is not saved, and whether to ask again.
FAILURES = {
    "/private/diary": ("robots.txt does not allow it", False),
    "/missing": ("does not have it (HTTP 404)", False),
    "/broken": ("did not give it (HTTP 500)", True),
    "/slow": ("said nothing for 0.5 seconds", True),
    "/dripping": ("took longer than 1 seconds", True),
    "/dripping-headers": ("took longer than 1 seconds", True),
    "/endless": ("larger than 2,000,000 bytes", False),
    "/bomb": ("larger than 2,000,000 bytes", False),
    "/cut-off": ("broke off", True),
    "/picture": ("is image/png, not a web page", False),
    "/empty": ("is empty", True),
    "/too-busy": ("asks to wait 9,999 seconds", True),
    "/loop": ("leads on more than 5 times", False),
}


@pytest.mark.parametrize("path", FAILURES)
def test_what_is_not_saved_is_told_with_the_reason(site: Site, tmp_path: Path, path: str) -> None:
    what, temporary = FAILURES[path]
    manners = replace(MANNERS, retries=1 if path == "/too-busy" else 0)
    if path in ("/slow", "/dripping", "/dripping-headers"):
        manners = replace(manners, timeout=0.5, longest=1.0)
    (outcome,) = fetch(tmp_path, site.url + path, manners=manners)
    assert outcome.problem is not None
    assert what in outcome.problem.what
    assert outcome.problem.temporary is temporary
    assert not list(tmp_path.glob("*"))[1:], "nothing is left but the hidden folder"


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1/",
        "http://192.168.1.1/",
        "http://0.0.0.0/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[fd00::1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://2130706433/",
        "http://0x7f.1/",
    ],
)
def test_nothing_of_the_inner_network_is_asked(tmp_path: Path, url: str) -> None:
    (outcome,) = fetch(tmp_path, url)
    assert outcome.problem is not None
    assert "inner network" in outcome.problem.what
    assert "--allow-address" in outcome.problem.todo


@pytest.mark.parametrize("url", ["ftp://a.example/", "file:///etc/passwd", "http://u:p@a.example/"])
def test_only_addresses_of_the_web_are_asked(tmp_path: Path, url: str) -> None:
    (outcome,) = fetch(tmp_path, url)
    assert outcome.problem is not None


def test_a_redirect_is_followed_and_the_page_kept_once(site: Site, tmp_path: Path) -> None:
    site.pages["/old"] = (301, {"Location": "/story"}, b"")
    first, second = fetch(tmp_path, f"{site.url}/old", f"{site.url}/story")
    assert first.file == second.file
    assert (first.new, second.new) == (True, False)
    assert site.asked["/story"] == 1
    (document,) = read_all(tmp_path)
    assert document.url == f"{site.url}/story"
    fetch(tmp_path, f"{site.url}/old")
    assert site.asked["/old"] == 1


@pytest.mark.parametrize("host", [INNER, "169.254.169.254"])
def test_a_redirect_into_the_inner_network_is_refused(
    site: Site, inner: Site, tmp_path: Path, host: str
) -> None:
    target = inner.url if host == INNER else f"http://{host}"
    site.pages["/trap"] = (302, {"Location": f"{target}/story"}, b"")
    (outcome,) = fetch(tmp_path, f"{site.url}/trap")
    assert outcome.problem is not None
    assert f"inner network: {host}" in outcome.problem.what
    assert not inner.asked


@pytest.mark.parametrize("to", ["ftp://a.example/", "file:///etc/passwd", "http://u:p@127.0.0.2/"])
def test_a_redirect_leads_to_the_web_only(site: Site, tmp_path: Path, to: str) -> None:
    site.pages["/trap"] = (302, {"Location": to}, b"")
    (outcome,) = fetch(tmp_path, f"{site.url}/trap")
    assert outcome.problem is not None
    assert not outcome.problem.temporary


def test_a_redirect_to_what_robots_may_not_read_is_not_followed(site: Site, tmp_path: Path) -> None:
    site.pages["/trap"] = (302, {"Location": "/private/diary"}, b"")
    (outcome,) = fetch(tmp_path, f"{site.url}/trap")
    assert outcome.problem is not None
    assert not site.asked["/private/diary"]


def answers(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> None:
    """Let the name rebind.example have other addresses each time that it is looked up."""
    known = socket.getaddrinfo
    waiting = list(answers)

    def look_up(host: str, port: int, *rest: Any, **more: Any) -> list[Any]:
        if host != "rebind.example":
            return known(host, port, *rest, **more)
        addresses = waiting.pop(0) if len(waiting) > 1 else waiting[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, port)) for a in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)


def test_a_name_that_becomes_an_inner_address_gains_nothing(
    site: Site, inner: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = inner.url.rpartition(":")[2]
    answers(monkeypatch, [HERE], [INNER])
    (outcome,) = fetch(tmp_path, f"http://rebind.example:{port}/story")
    assert outcome.problem is not None
    assert not inner.asked


def test_one_inner_address_among_several_is_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers(monkeypatch, ["93.184.215.14", "10.1.2.3"])
    (outcome,) = fetch(tmp_path, "http://rebind.example/story")
    assert outcome.problem is not None
    assert "inner network: 10.1.2.3" in outcome.problem.what


def test_a_host_that_is_not_known_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    (outcome,) = fetch(tmp_path, "http://nowhere.example/")
    assert outcome.problem is not None
    assert "not known" in outcome.problem.what


def test_a_busy_site_is_given_the_time_that_it_asks_for(site: Site, tmp_path: Path) -> None:
    (outcome,) = fetch(tmp_path, f"{site.url}/busy", manners=replace(MANNERS, retries=1))
    assert outcome.new
    first, second = (when for when, path in site.times if path == "/busy")
    assert second - first >= 0.9


@pytest.mark.parametrize(
    ("value", "least", "most"),
    [
        ("7", 7, 7),
        ("Wed, 04 Mar 2020 18:05:00 GMT", 0, 0),
        ("soon", 0, 0),
        ("", 0, 0),
    ],
)
def test_the_time_to_wait_is_seconds_or_a_date(value: str, least: float, most: float) -> None:
    answer = Answer("https://a.example/", 429, (("Retry-After", value),), b"")
    assert least <= answer.retry_after() <= most


def test_a_date_to_wait_for_is_so_many_seconds_from_now() -> None:
    then = format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True)
    answer = Answer("https://a.example/", 429, (("Retry-After", then),), b"")
    assert 30 <= answer.retry_after() <= 90


def test_a_host_is_asked_slowly_and_as_its_robots_txt_wants(site: Site, tmp_path: Path) -> None:
    urls = [f"{site.url}/story/{n}" for n in range(3)]
    fetch(tmp_path / "a", *urls, manners=replace(MANNERS, delay=0.2))
    site.robots = "User-agent: *\nCrawl-delay: 0.4"
    fetch(tmp_path / "b", *urls)
    times = [when for when, _ in site.times]
    gaps = [b - a for a, b in pairwise(times)]
    # as the server sees them, which may be late
    assert min(gaps[:3]) >= 0.12
    assert min(gaps[5:]) >= 0.3


def test_a_site_whose_robots_txt_is_broken_is_not_read(site: Site, tmp_path: Path) -> None:
    site.pages["/robots.txt"] = (503, {}, b"")
    (outcome,) = fetch(tmp_path, f"{site.url}/story")
    assert outcome.problem is not None
    assert "robots.txt cannot be had" in outcome.problem.what
    assert outcome.problem.temporary


def test_nothing_is_fetched_twice(site: Site, tmp_path: Path) -> None:
    urls = [f"{site.url}{path}" for path in ("/story/1", "/missing", "/broken")]
    fetch(tmp_path, *urls, urls[0])
    again = fetch(tmp_path, *urls)
    assert [outcome.new for outcome in again] == [False, False, False]
    assert again[1].problem is not None, "what failed for good is told, and not asked for"
    assert site.asked["/story/1"] == site.asked["/missing"] == 1
    assert site.asked["/broken"] == 2, "what may pass is asked for again"
    fetch(tmp_path, *urls, again=True)
    assert site.asked["/missing"] == 2


def test_a_killed_run_goes_on_where_it_was(site: Site, tmp_path: Path) -> None:
    site.takes = 0.25
    links = tmp_path / "links.txt"
    urls = [f"{site.url}/story/{n}" for n in range(12)]
    links.write_text("\n".join(urls), "utf-8")
    folder = tmp_path / "story"
    arguments = ["fetch", str(links), "-o", str(folder), "--delay=0", f"--allow-address={HERE}"]
    with subprocess.Popen([sys.executable, "-m", "graphkit", *arguments]) as process:
        until = time.monotonic() + 60
        while len(list(folder.glob("*.html"))) < 4 and time.monotonic() < until:
            time.sleep(0.02)
        os.kill(process.pid, signal.SIGKILL)
    site.takes = 0.0
    time.sleep(0.3)  # what was on its way has arrived or not
    before = {path.name for path in folder.glob("*.html")}
    asked = dict(site.asked)
    assert 4 <= len(before) < 12
    assert command(links, "-o", folder).exit_code == 0
    assert len(list(folder.glob("*.html"))) == 12
    twice = [path for path, times in site.asked.items() if times > 1 and path != "/robots.txt"]
    # the one page that was on its way
    assert len(twice) <= 1
    assert sum(asked.get(f"/story/{n}", 0) for n in range(12)) - len(before) <= 1
    assert len(read_all(folder)) == 12


def test_a_page_that_was_whole_when_the_process_was_killed_is_not_asked_for_again(
    site: Site, tmp_path: Path
) -> None:
    (outcome,) = fetch(tmp_path, f"{site.url}/story")
    assert outcome.file is not None
    outcome.file.rename(outcome.file.with_name(f".{outcome.file.name}.part"))
    (again,) = fetch(tmp_path, f"{site.url}/story")
    assert again.file == outcome.file
    assert not again.new
    assert site.asked["/story"] == 1


def test_half_a_page_is_asked_for_again(site: Site, tmp_path: Path) -> None:
    (outcome,) = fetch(tmp_path, f"{site.url}/story")
    assert outcome.file is not None
    outcome.file.unlink()
    outcome.file.with_name(f".{outcome.file.name}.part").write_bytes(b"<html>")
    (again,) = fetch(tmp_path, f"{site.url}/story")
    assert again.new
    assert outcome.file.exists()


ATOM = """<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">
<link rel="self" href="{0}/atom.xml"/><entry><link href="{0}/story/1"/></entry>
<entry><link rel="alternate" href="{0}/story/2"/></entry></feed>"""
RSS = """<?xml version="1.0"?><rss version="2.0"><channel><link>{0}/</link>
<item><link>{0}/story/1</link></item><item><link><![CDATA[{0}/story/2]]></link></item>
</channel></rss>"""
SITEMAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>{0}/story/1</loc></url><url><loc>{0}/story/2</loc></url></urlset>"""
INDEX = """<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>{0}/sitemap-1.xml.gz</loc></sitemap></sitemapindex>"""


def xml(site: Site, text: str) -> tuple[int, dict[str, str], bytes]:
    return 200, {"Content-Type": "application/xml"}, text.format(site.url).encode()


@pytest.mark.parametrize("text", [ATOM, RSS, SITEMAP, INDEX], ids=["atom", "rss", "map", "index"])
def test_a_feed_or_sitemap_stands_for_the_articles_that_it_names(
    site: Site, tmp_path: Path, text: str
) -> None:
    site.pages["/list.xml"] = xml(site, text)
    packed = gzip.compress(SITEMAP.format(site.url).encode())
    site.pages["/sitemap-1.xml.gz"] = (200, {"Content-Type": "application/x-gzip"}, packed)
    outcomes = fetch(tmp_path, f"{site.url}/list.xml")
    saved = {outcome.url for outcome in outcomes if outcome.new}
    assert {f"{site.url}/story/1", f"{site.url}/story/2"} == saved
    assert [o.new for o in fetch(tmp_path, f"{site.url}/list.xml")][1:] == [False, False]


def test_a_site_gives_the_articles_of_its_feeds_and_sitemaps(site: Site, tmp_path: Path) -> None:
    home = (
        '<html><head><link rel="alternate" type="application/rss+xml" href="/feed"></head></html>'
    )
    site.pages["/"] = (200, HTML, home.encode())
    site.pages["/feed"] = xml(site, RSS)
    site.pages["/news-map.xml"] = xml(site, SITEMAP.replace("story/2", "story/3"))
    site.robots += f"Sitemap: {site.url}/news-map.xml\n"
    outcomes = fetch(tmp_path, site.url, discover=True)
    assert {o.url.rpartition("/")[2] for o in outcomes if o.new} >= {"1", "2", "3"}
    few = fetch(tmp_path / "few", site.url, discover=True, limit=1)
    assert sum(outcome.new for outcome in few) <= 1


def test_a_page_of_the_wayback_machine_is_the_page_that_it_holds(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = socket.getaddrinfo

    def look_up(host: str, *rest: Any, **more: Any) -> Any:
        return known(HERE if host == "web.archive.org" else host, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    archive = site.url.replace(HERE, "web.archive.org")
    held = "https://paper.example/bridge"
    site.pages[f"/web/2025id_/{held}"] = (302, {"Location": f"/web/20250304101112id_/{held}"}, b"")
    site.pages[f"/web/20250304101112id_/{held}"] = (200, HTML, article("Held").encode())
    (outcome,) = fetch(tmp_path, f"{archive}/web/2025/{held}")
    assert outcome.new, outcome.problem
    (document,) = read_all(tmp_path)
    assert document.url == held
    assert document.archived == "2025-03-04T10:11:12Z"


def test_the_command_tells_what_failed_in_a_table(site: Site, tmp_path: Path) -> None:
    links = tmp_path / "links.txt"
    links.write_text(f"# mine\n1. {site.url}/story/1, seen\n<{site.url}/missing>\n", "utf-8")
    done = command(links, f"{site.url}/picture", "-o", tmp_path / "story")
    assert done.exit_code == 2
    assert "Saved 1 page in" in done.stdout
    assert "Not saved: 2" in done.stdout
    assert f"{site.url}/missing  the site does not have it (HTTP 404)" in done.stdout
    assert "graphkit build" in done.stdout
    again = command(links, "-o", tmp_path / "story", "--json")
    rows = {row["url"]: row for row in json.loads(again.stdout)["addresses"]}
    assert rows[f"{site.url}/story/1"]["new"] is False
    assert rows[f"{site.url}/missing"]["temporary"] is False


@pytest.mark.parametrize("argument", ["no-such-file.txt", "paper.example", os.devnull])
def test_what_names_no_address_is_told(argument: str) -> None:
    done = command(argument)
    assert done.exit_code == 2
    assert "https://" in done.stderr


def test_what_is_fetched_is_built_without_asking_again(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = tmp_path / "story"
    assert command(f"{site.url}/story/bridge", "-o", story).exit_code == 0
    before = sum(site.asked.values())

    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("build asked the network")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    built = CliRunner().invoke(main, ["build", str(story), "-o", str(tmp_path / "out")])
    assert built.exit_code == 0, built.output
    graph = json.loads((tmp_path / "out" / "graph.json").read_text("utf-8"))
    (found,) = (node for node in graph["nodes"] if node["type"] == "Article")
    assert found["url"] == f"{site.url}/story/bridge"
    assert found["fetched"].endswith("Z")
    assert any(node["name"] == "Jürgen Roe" for node in graph["nodes"])
    assert sum(site.asked.values()) == before
